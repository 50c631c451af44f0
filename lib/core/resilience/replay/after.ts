import type { Settled, Site, System } from '../system';
import type { Counterexample, Happening, Placed, Witness } from '../verdict';

type SettledSystem = Settled<System>;

/** One member, copy, machine or pod, or a diskless peer of a volume. */
export interface Thing {
  readonly part: string;
  readonly region: string;
  readonly isDiskless: boolean;
  /** Whether it runs, is lost, or left in good order. */
  readonly fate: 'runs' | 'lost' | 'left';
}

/** Everything as it is once something has happened. */
export interface After {
  readonly system: SettledSystem;
  readonly failure: Happening;
  readonly things: readonly Thing[];
  /** Pairs of regions that hear each other, in both orders; each hears itself. */
  readonly ways: ReadonlySet<string>;
  /** Whether LINSTOR takes few enough machines for lost, where nobody told how many there are. */
  readonly isFew: boolean;
}

/** What comes of a happening, with everything that stands as single things. */
export function afterOf({ placement, facts }: Witness, failure: Happening, system: Counterexample['system']): After {
  const settled = system as SettledSystem;
  return {
    system: settled,
    failure,
    things: placement.flatMap((placed) => {
      const isPods = settled.parts.some(({ name, kind }) => name === placed.part && kind === 'workload');
      return thingsOf(placed, failure, isPods);
    }),
    ways: waysOf(settled.regions, failure),
    isFew: facts.find(({ fact }) => fact === 'hosts')?.is !== false,
  };
}

function thingsOf(placed: Placed, failure: Happening, isPods: boolean): Thing[] {
  const things: Thing[] = [];
  for (const [region, count] of Object.entries(placed.counts)) {
    const diskless = placed.diskless?.[region] ?? 0;
    // Copies before diskless peers: a lost machine takes the first.
    for (let i = 0; i < count + diskless; i++) {
      const isTaken = i < takenIn(region, placed, failure, isPods);
      things.push({ part: placed.part, region, isDiskless: i >= count, fate: fateIn(region, isTaken, failure) });
    }
  }
  return things;
}

/** How many of a part a lost machine of a region takes with it. */
function takenIn(region: string, { onOneMachine }: Placed, { machine }: Happening, isPods: boolean): number {
  if (machine?.region !== region) return 0;
  // A node has one of everything but pods.
  return machine.what === 'node' && !isPods ? 1 : (onOneMachine?.[region] ?? 1);
}

function fateIn(region: string, isTaken: boolean, { lost, drained }: Happening): Thing['fate'] {
  if (lost.includes(region)) return 'lost';
  if (drained.includes(region)) return 'left';
  return isTaken ? 'lost' : 'runs';
}

const way = (from: string, to: string): string => `${from} > ${to}`;

function waysOf(regions: readonly Site[], { lost, drained, cut }: Happening): Set<string> {
  const ways = new Set<string>();
  for (const { name: from } of regions) for (const { name: to } of regions) ways.add(way(from, to));
  for (const gone of [...lost, ...drained]) {
    for (const { name } of regions) {
      ways.delete(way(gone, name));
      ways.delete(way(name, gone));
    }
  }
  for (const [a, b] of cut) {
    ways.delete(way(a, b));
    ways.delete(way(b, a));
  }
  return ways;
}

/** Whether what is in one region reaches what is in another without help. */
export const hears = ({ ways }: After, from: string, to: string): boolean => ways.has(way(from, to));

/** Everything of a part, diskless peers left out. */
export const allOf = ({ things }: After, part: string): Thing[] =>
  things.filter((thing) => thing.part === part && !thing.isDiskless);

export const runningOf = (after: After, part: string): Thing[] =>
  allOf(after, part).filter(({ fate }) => fate === 'runs');

/** Whether something may be started in a region. */
export const isThere = ({ failure: { lost, drained } }: After, region: string): boolean =>
  !lost.includes(region) && !drained.includes(region);
