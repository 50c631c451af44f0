import { isUnknown, type Known } from '../system';
import { factType, type ContractData, type ContractFact } from './facts';
import { entryOf } from './read';

/** Where something that a proof rests on comes from. */
export interface BasisFact {
  /** What it is called: a fact of the contract, or a part and what of it. */
  readonly id: string;
  /** Whether the program declares it, the platform is known to do it, or somebody assumes it. */
  readonly basis: 'declared' | 'contract' | 'assumption' | 'unknown';
  /** In plain words. */
  readonly text: string;
  readonly source?: string;
  readonly date?: string;
  readonly trust?: string;
}

/** A value of the contract, or what it may be; and where that comes from. */
export function known<T>(
  data: ContractData,
  fact: string,
  regions: readonly string[],
): { readonly value: Known<T>; readonly basis: BasisFact } {
  const entry = entryOf(data, fact);
  const type = factType(fact)!;
  if (entry?.is !== undefined) return { value: entry.is as T, basis: told(entry) };
  const oneOf = type.oneOf(regions) as T[];
  const basis: BasisFact = entry
    ? { ...told(entry), basis: 'unknown', text: `${entry.text} Ask: ${type.ask}` }
    : { id: fact, basis: 'unknown', text: type.ask };
  // What may be but one thing is known.
  return { value: oneOf.length === 1 ? oneOf[0]! : { unknown: fact, oneOf }, basis };
}

const told = ({ fact, text, source, date, trust }: ContractFact): BasisFact => ({
  id: fact,
  basis: 'contract',
  text,
  source,
  date,
  ...(trust && { trust }),
});

/** A value with something done to each that it may be. */
export const mapKnown = <T, U>(value: Known<T>, change: (one: T) => U): Known<U> =>
  isUnknown(value) ? { unknown: value.unknown, oneOf: (value.oneOf as readonly T[]).map(change) } : change(value);
