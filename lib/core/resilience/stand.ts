import type { Counts, Placement } from './placement';
import type { Situation } from './scenario';
import type { Part, Settled, SiteLink } from './system';

/** Where a part stands. */
export interface Stand extends Placement {
  /** The diskless peers of a volume, by region. */
  readonly diskless?: Counts;
  /** How many of it one node of each region carries. @default 1 */
  readonly onNode?: Counts;
}

/** What the checks look at: a system in which nothing is open, where all of it stands, and what happened. */
export interface Scene {
  readonly regions: readonly string[];
  readonly hosts: readonly (number | undefined)[];
  readonly links: readonly Settled<SiteLink>[];
  readonly parts: ReadonlyMap<string, Settled<Part>>;
  readonly stands: ReadonlyMap<string, Stand>;
  readonly freeCapacity: boolean;
  /** Whether there are machines enough for gates and rules over them, where their number is not known. */
  readonly enoughMachines: boolean;
  readonly labelled: boolean;
}

/** What happened, with what follows for the ways between regions. */
export interface Moment {
  readonly situation: Situation;
  readonly reach: readonly (readonly boolean[])[];
}

export const sum = (counts: Counts): number => counts.reduce((total, count) => total + count, 0);

/** Whether a region is there. */
export const isUp = ({ lost, drained }: Situation, region: number): boolean =>
  !lost.includes(region) && !drained.includes(region);

/** What is left of a part, by region. A host takes all that it carries; a node is that of one of them. */
export function leftOf({ counts, share, onNode }: Stand, situation: Situation): number[] {
  const { machine } = situation;
  return counts.map((count, region) => {
    if (!isUp(situation, region)) return 0;
    if (machine?.region !== region) return count;
    return Math.max(0, count - (machine.what === 'host' ? share[region]! : (onNode?.[region] ?? 1)));
  });
}
