import type { Construct, IConstruct } from 'constructs';
import type { PlatformContract } from '../../core/operator/contract';
import { known, type BasisFact } from '../../core/resilience/contract/basis';
import type { Known, Part, Spread, System, ZoneSpread } from '../../core/resilience/system';
import type { RegionTopology } from '../../core/topology/topology';
import { platformChartsOf } from '../platform/judged-platform';
import { PlatformScheduling } from '../platform/platform-scheduling';
import type { ContractFacts } from './contract-facts';

/** What of a system is of no single part. */
export type Whole = Pick<System, 'regions' | 'links' | 'freeCapacity' | 'labelled'>;

/** Parts of a system, and where they come from. */
export interface Stated {
  readonly parts: readonly Part[];
  readonly basis: readonly BasisFact[];
}

/** What is said of systems while they are put together, each with where it comes from. What was looked at once is known. */
export class Declared {
  private said = new Map<string, BasisFact>();
  private readonly stated = new Map<IConstruct, Stated>();
  private global: { readonly value: Whole; readonly basis: readonly BasisFact[] } | undefined;

  public constructor(
    public readonly topology: RegionTopology,
    private readonly facts: ContractFacts,
  ) {}

  /** The names of the regions. */
  public get regions(): readonly string[] {
    return this.topology.regions.map(({ name }) => name);
  }

  /** What a construct states, which is worked out once. */
  public once(construct: IConstruct, state: () => readonly Part[]): Stated {
    const known = this.stated.get(construct);
    if (known) return known;
    const { value: parts, basis } = this.hear(state);
    const stated = { parts, basis };
    this.stated.set(construct, stated);
    return stated;
  }

  /** What is said of the whole, which is worked out once. */
  public whole(state: () => Whole): { readonly value: Whole; readonly basis: readonly BasisFact[] } {
    this.global ??= this.hear(state);
    return this.global;
  }

  /** Does something, and keeps what is said meanwhile. */
  public hear<T>(work: () => T): { readonly value: T; readonly basis: readonly BasisFact[] } {
    const before = this.said;
    this.said = new Map();
    const value = work();
    const basis = [...this.said.values()];
    this.said = before;
    return { value, basis };
  }

  /** Puts down where something comes from. */
  public say(id: string, basis: BasisFact['basis'], text: string, source?: string): void {
    this.said.set(id, { id, basis, text, ...(source !== undefined && { source }) });
  }

  /** A fact of the platform, or what it may be. */
  public of<T>(fact: string): Known<T> {
    const { value, basis } = known<T>(this.facts.data, fact, this.regions);
    this.said.set(fact, basis);
    return value;
  }

  /**
   * The platform's spread of rings and machines: what the operator's part of the program declares, or its contract for the
   * chart, or what is known of the platform.
   */
  public spreadAround(construct: Construct, fact: string, contract: PlatformContract | undefined): Known<Spread> {
    const scheduling = platformChartsOf(construct.node.root).flatMap((chart) =>
      chart.node.findAll().filter((one) => one instanceof PlatformScheduling),
    );
    const [only, second] = scheduling;
    if (only && !second) {
      this.say(fact, 'declared', `"${only.node.path}" spreads rings and machines over regions (${only.recovery}).`);
      return zoneRule(only.regions.length, only.recovery);
    }
    if (contract?.spread) {
      const { regions, recovery } = contract.spread;
      const text = `The platform spreads rings and machines over ${regions.join(', ')} (${recovery}).`;
      this.say(fact, 'contract', text, 'the contract of the platform’s operator');
      return zoneRule(regions.length, recovery);
    }
    return this.of<Spread>(fact);
  }
}

/** The rule that a spread over sites comes to, by how what was lost comes back. */
export const zoneRule = (sites: number, recovery: 'strict' | 'movable'): ZoneSpread =>
  recovery === 'strict'
    ? { rule: 'zone', maxSkew: 1, minDomains: sites, nodeTaintsPolicy: 'Ignore' }
    : { rule: 'zone', maxSkew: 1, nodeTaintsPolicy: 'Honor' };
