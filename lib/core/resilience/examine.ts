import { outcomes, settle, type Chosen } from './facts';
import { holds } from './holds';
import { allLinks, shapeOf, type Problem } from './problem';
import { reachIn, sizeOf } from './scenario';
import type { Moment, Scene, Stand } from './stand';
import type { ReplicaSet, Settled } from './system';
import { TooMany } from './placement';
import { waysToStand, type SettledSystem } from './worlds';

/** One way in which all may stand and all facts may have turned out. Parts are in the order of the problem's. */
export interface World {
  readonly chosen: Chosen;
  readonly stands: readonly Stand[];
}

/** A world in which something breaks, what happens then, and which requirement is first not to hold. */
export interface Break {
  readonly world: World;
  readonly situation: number;
  readonly requirement: number;
}

/** What an enumeration came to. */
export interface Examined {
  /** A world in which everything holds whatever happens. */
  readonly good?: World;
  /** The break by the smallest failure. */
  readonly bad?: Break;
  /** The outcome of facts, and the part of the problem, for which there is no placement at all. */
  readonly empty?: { readonly chosen: Chosen; readonly part: string };
  /** Whether there were more worlds than anybody has time for. */
  readonly overBudget: boolean;
}

/** Whether everything holds in all of the worlds, and there is one. */
export const isProven = ({ bad, overBudget, empty }: Examined): boolean => !bad && !overBudget && !empty;

/** What was found out already, by what problems are apart from names. */
export type Memo = Map<string, Examined>;

/** So many looks at a requirement are taken before it is said that nobody knows. */
export const BUDGET = 400_000;

/** Looks at every world of a problem and everything that may happen in it. */
export function examine(problem: Problem, memo: Memo, budget = BUDGET): Examined {
  const shape = `${budget} ${shapeOf(problem)}`;
  const known = memo.get(shape);
  if (known) return known;
  const found = enumerate(problem, budget);
  memo.set(shape, found);
  return found;
}

function enumerate(problem: Problem, budget: number): Examined {
  try {
    return everyWorld(problem, budget);
  } catch (error) {
    if (error instanceof TooMany) return { overBudget: true };
    throw error;
  }
}

function everyWorld(problem: Problem, budget: number): Examined {
  const { system, require, situations } = problem;
  const moments: Moment[] = situations.map((situation) => ({
    situation,
    reach: reachIn(situation, system.regions.length),
  }));
  // Several pods may be on one node; of everything else a node has one.
  const pods = problem.parts.some(({ kind }) => kind === 'workload');
  const machines = situations.some(({ machine }) => machine && (machine.what === 'host' || pods));
  const smallest = situations[0] && sizeOf(situations[0]);
  let looks = 0;
  let good: World | undefined;
  let bad: Break | undefined;
  let empty: Examined['empty'];
  for (const chosen of outcomesOf(problem)) {
    const settled = settledFor(problem, chosen);
    const sets = settled.parts.filter((part): part is Settled<ReplicaSet> => part.kind !== 'ingress');
    let worlds = 0;
    for (const stands of waysToStand(sets, settled, machines)) {
      worlds++;
      const scene = sceneOf(settled, sets, stands, chosen);
      const broken = firstBreak(require, scene, moments, bad && sizeOf(situations[bad.situation]!));
      looks += Math.max(1, moments.length) * require.length;
      if (broken === undefined) good ??= { chosen, stands };
      else if (broken !== 'later') bad = { world: { chosen, stands }, ...broken };
      if (looks > budget) return { ...(good && { good }), ...(bad && { bad }), overBudget: !(good && bad) };
      if (good && bad && sizeOf(situations[bad.situation]!) === smallest) return { good, bad, overBudget: false };
    }
    // What cannot stand anywhere is not how a fact can have turned out.
    if (worlds === 0) empty ??= { chosen, part: emptyPart(sets, settled) };
  }
  if (empty && looks === 0) return { empty, overBudget: false };
  return { ...(good && { good }), ...(bad && { bad }), overBudget: false };
}

function* outcomesOf({ facts, fixed }: Problem): Iterable<Chosen> {
  const open = new Map([...facts].filter(([id]) => !fixed.has(id)));
  for (const chosen of outcomes(open)) yield fixed.size === 0 ? chosen : new Map([...fixed, ...chosen]);
}

/** The system of a problem as facts turned out, with the parts that it looks at. */
export function settledFor({ system, parts, companions }: Problem, chosen: Chosen): SettledSystem {
  const { regions, groups, freeCapacity, labelled } = system;
  const links = allLinks(system);
  return settle({ regions, links, groups, parts, companions, freeCapacity, labelled }, chosen);
}

/** A part that stands nowhere whatever the others do, or the first of those that stand nowhere together. */
function emptyPart(sets: readonly Settled<ReplicaSet>[], settled: SettledSystem): string {
  const alone = sets.find((part) => [...waysToStand([part], settled, false)].length === 0);
  return (alone ?? sets[0]!).name;
}

export function sceneOf(
  settled: SettledSystem,
  sets: readonly Settled<ReplicaSet>[],
  stands: readonly Stand[],
  chosen: Chosen,
): Scene {
  return {
    regions: settled.regions.map(({ name }) => name),
    hosts: settled.regions.map(({ hosts }) => hosts),
    links: settled.links,
    parts: new Map(settled.parts.map((part) => [part.name, part])),
    stands: new Map(sets.map(({ name }, i) => [name, stands[i]!])),
    freeCapacity: settled.freeCapacity,
    enoughMachines: chosen.get('hosts') !== 1,
    labelled: settled.labelled,
  };
}

/** The break by the smallest failure; `later` for one that is no smaller than what was found. */
function firstBreak(
  require: Problem['require'],
  scene: Scene,
  moments: readonly Moment[],
  found: number | undefined,
): Omit<Break, 'world'> | 'later' | undefined {
  for (const [situation, moment] of moments.entries()) {
    for (const [requirement, one] of require.entries()) {
      if (holds(one, scene, moment)) continue;
      return found !== undefined && sizeOf(moment.situation) >= found ? 'later' : { situation, requirement };
    }
  }
  return undefined;
}
