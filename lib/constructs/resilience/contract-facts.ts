import { HikubeError } from '../../core/issue';
import { quote } from '../../core/json';
import type { PlatformProfile } from '../../core/platform/profile';
import type { ContractData, ContractFact } from '../../core/resilience/contract/facts';
import { COZYSTACK, HIKUBE } from '../../core/resilience/contract/known';
import { contractData, contractFactsText } from '../../core/resilience/contract/read';
import { readJson } from '../json-file';

const fault = (message: string): HikubeError =>
  new HikubeError([
    {
      code: 'HK7013',
      severity: 'error',
      message,
      why: 'What is proven rests on it, so every entry has to say what it is, and where it comes from.',
      remedy: 'Write the JSON that `ContractFacts.hikube().toString()` shows, with what your platform told you.',
    },
  ]);

/**
 * What a platform is known, or promised, to do: each entry with its source, its date, and how far it is to be trusted. What
 * has no value is unknown, and whoever runs the platform is to be asked.
 */
export class ContractFacts {
  private constructor(
    /** @internal */
    public readonly data: ContractData,
  ) {}

  /** Hikube, from its public documents and the public code of its platform: most of it is unknown. */
  public static hikube(): ContractFacts {
    return new ContractFacts(HIKUBE);
  }

  /** Cozystack, from its public code alone. */
  public static cozystack(): ContractFacts {
    return new ContractFacts(COZYSTACK);
  }

  /** What is known of the platform of a profile. @internal */
  public static ofProfile(profile: PlatformProfile): ContractFacts {
    return profile.name === 'hikube' ? ContractFacts.hikube() : ContractFacts.cozystack();
  }

  /**
   * Facts of your own.
   *
   * @throws HikubeError HK7013 for unknown facts and keys, and for entries without a source or date
   */
  public static of(data: ContractData): ContractFacts {
    return new ContractFacts(contractData(data, 'the contract'));
  }

  /**
   * The facts of a JSON file.
   *
   * @throws HikubeError HK7013 for a file that is not there, is no JSON, or is no contract
   */
  public static fromFile(file: string): ContractFacts {
    return new ContractFacts(contractData(readJson(file, 'contract', fault), quote(file)));
  }

  /** These facts, with those of somebody who knows more. */
  public with(...facts: readonly ContractFact[]): ContractFacts {
    const names = facts.map((entry) => (entry as ContractFact | null)?.fact);
    const kept = this.data.facts.filter(({ fact }) => !names.includes(fact));
    return ContractFacts.of({ ...this.data, facts: [...kept, ...facts] });
  }

  /** Every entry. */
  public get facts(): readonly ContractFact[] {
    return this.data.facts;
  }

  /** The file that `fromFile` reads. */
  public toString(): string {
    return contractFactsText(this.data);
  }
}
