import { admissible, onMachines, product, TooMany, vectors, type Counts, type Where } from './placement';
import { wantsTieBreaker } from './drbd';
import { eligibleFor } from './checks/groups';
import { sizeOfPart } from './size';
import { sum, type Stand } from './stand';
import type { Part, ReplicaSet, Settled, Spread, System, Volume } from './system';

/** A system in which no fact is open, with parts that are balanced with some of its own. */
export type SettledSystem = Settled<System> & { readonly companions: readonly Settled<Part>[] };
type Set_ = Settled<ReplicaSet>;

/** What the placements of a part hang on. */
const whereOf = (part: Set_, { regions }: SettledSystem): Where => {
  const names = regions.map(({ name }) => name);
  return { names, eligible: eligibleFor(part, names), hosts: regions.map(({ hosts }) => hosts) };
};

/** Without labels LINSTOR takes the nodes of all regions for those of one more. */
const ruleOf = (part: Set_, { labelled }: SettledSystem): Spread =>
  part.kind === 'volume' && part.spread.rule === 'perRegion' && !labelled ? { rule: 'none' } : part.spread;

/** The group of parts that the scheduler balances as one. */
export const selectorOf = ({ spread }: Set_): string | undefined =>
  spread.rule === 'zone' ? spread.selector : undefined;

/** All ways in which parts may stand together, each as the stands of the parts in their order. */
export function* waysToStand(parts: readonly Set_[], system: SettledSystem, machines: boolean): Iterable<Stand[]> {
  const blocks = blocksOf(parts);
  const order = blocks.flat();
  const [first, ...others] = blocks.map((block) => standsOf(block, system, machines));
  const ways = first ? product([first, ...others.map(held)]) : [[]];
  for (const way of ways) {
    const stands = way.flat();
    yield parts.map((part) => stands[order.indexOf(part)]!);
  }
}

/** Parts that are balanced together stand together, the others each by itself. */
function blocksOf(parts: readonly Set_[]): Set_[][] {
  const blocks = new Map<string, Set_[]>();
  for (const part of parts) {
    const selector = selectorOf(part);
    const key = selector === undefined ? `part ${part.name}` : `selector ${selector}`;
    blocks.set(key, [...(blocks.get(key) ?? []), part]);
  }
  return [...blocks.values()];
}

/** So many placements of parts are held at once. */
const MOST_HELD = 200_000;

function held<T>(ways: Iterable<T>): T[] {
  const all: T[] = [];
  for (const way of ways) {
    if (all.length === MOST_HELD) throw new TooMany();
    all.push(way);
  }
  return all;
}

function* standsOf(block: readonly Set_[], system: SettledSystem, machines: boolean): Iterable<Stand[]> {
  const [first] = block;
  const alone = first !== undefined && selectorOf(first) === undefined;
  const counts = alone ? countsOf(first, system) : balanced(block, system);
  for (const each of counts) {
    const ways = block.map((part, i) => standing(part, each[i]!, system, machines));
    yield* product([ways[0]!, ...ways.slice(1).map(held)]);
  }
}

function* countsOf(part: Set_, system: SettledSystem): Iterable<Counts[]> {
  const where = whereOf(part, system);
  for (const counts of admissible(sizeOfPart(part), ruleOf(part, system), where)) {
    // LINSTOR puts no two copies of a volume on one machine.
    if (part.kind === 'volume' && counts.some((count, i) => count > (where.hosts[i] ?? Infinity))) continue;
    yield [counts];
  }
}

/** The counts of parts of one selector: the rule is over their sum, and over that of others which it takes in as well. */
function* balanced(block: readonly Set_[], system: SettledSystem): Iterable<Counts[]> {
  const selector = selectorOf(block[0]!);
  const all = [...system.parts, ...system.companions].filter(
    (part): part is Set_ => part.kind !== 'ingress' && selectorOf(part) === selector,
  );
  const total = sum(all.map(sizeOfPart));
  const where = whereOf(block[0]!, system);
  const isWhole = all.length === block.length;
  const seen = new Set<string>();
  for (const totals of admissible(total, block[0]!.spread, where)) {
    for (const split of splits(block.map(sizeOfPart), totals, isWhole)) {
      const key = split.join(';');
      if (seen.has(key)) continue;
      seen.add(key);
      yield split;
    }
  }
}

/** All ways to take parts of these sizes out of counts. */
function* splits(sizes: readonly number[], from: Counts, whole: boolean): Iterable<Counts[]> {
  const [size, ...others] = sizes;
  if (size === undefined) {
    if (!whole || sum(from) === 0) yield [];
    return;
  }
  for (const counts of vectors(size, from)) {
    const rest = from.map((count, i) => count - counts[i]!);
    for (const more of splits(others, rest, whole)) yield [counts, ...more];
  }
}

/** How a part of these counts may stand on machines, and where the diskless peers of a volume may. */
function* standing(part: Set_, counts: Counts, system: SettledSystem, machines: boolean): Iterable<Stand> {
  if (part.kind === 'volume') {
    const share = counts.map((count) => Math.min(1, count));
    for (const diskless of disklessOf(part, counts, system)) yield { counts, share, diskless };
  } else if (!machines) yield { counts, share: counts };
  else {
    for (const { share } of onMachines(counts, ruleOf(part, system), whereOf(part, system))) {
      yield { counts, share, ...(part.kind === 'workload' && { onNode: share }) };
    }
  }
}

/** Where the diskless peers of a volume may stand. */
function* disklessOf(volume: Settled<Volume>, counts: Counts, system: SettledSystem): Iterable<Counts> {
  const none = counts.map(() => 0);
  const { tieBreaker } = volume;
  const where = whereOf(volume, system);
  if (typeof tieBreaker === 'object') yield* admissible(tieBreaker.count, tieBreaker.spread, where);
  else if (tieBreaker === 'none' || !wantsTieBreaker(volume.copies)) yield none;
  else {
    // A rule of regions is one for the tie-breaker as well, which then goes to a region without a copy, or nowhere.
    const apart = ruleOf(volume, system).rule === 'perRegion';
    const free = counts.flatMap((count, region) => {
      const room = count < (where.hosts[region] ?? Infinity);
      return where.eligible[region] && room && !(apart && count > 0) ? [region] : [];
    });
    if (free.length === 0) yield none;
    for (const region of free) yield none.map((_, i) => (i === region ? 1 : 0));
  }
}
