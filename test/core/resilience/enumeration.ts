import type { Failure, Objective } from '../../../lib/core/resilience/objective';
import { replayWitness } from '../../../lib/core/resilience/replay';
import {
  isUnknown,
  type Part,
  type ReplicaSet,
  type Settled,
  type Spread,
  type System,
  type Volume,
} from '../../../lib/core/resilience/system';
import type { ByRegion, FactChoice, Happening, Placed, Witness } from '../../../lib/core/resilience/verdict';

// Placements, happenings and facts by definition: everything is listed, and what the rules forbid is left out.

type SettledSystem = Settled<System>;
type Counted = Settled<ReplicaSet>;

/** Every way to share a number out over so many places. */
export function vectorsOf(total: number, places: number): number[][] {
  if (places === 0) return total === 0 ? [[]] : [];
  return Array.from({ length: total + 1 }, (_, here) => here).flatMap((here) =>
    vectorsOf(total - here, places - 1).map((rest) => [here, ...rest]),
  );
}

const product = <T>(lists: readonly (readonly T[])[]): T[][] =>
  lists.reduce<T[][]>((all, list) => all.flatMap((some) => list.map((one) => [...some, one])), [[]]);

export const addUp = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

export function sizeOf(part: Counted): number {
  switch (part.kind) {
    case 'etcd':
      return part.members;
    case 'controlPlane':
    case 'workload':
      return part.replicas;
    case 'nodeGroup':
      return part.min;
    case 'volume':
      return part.copies;
  }
}

const isWithin = ({ within }: Counted, region: string): boolean => within?.includes(region) ?? true;

/** Whether a rule over regions lets counts be. */
function allows(
  spread: Spread,
  counts: readonly number[],
  part: Counted,
  { regions, labelled }: SettledSystem,
): boolean {
  const eligible = counts.filter((_, i) => isWithin(part, regions[i]!.name));
  switch (spread.rule) {
    case 'pinned':
      return regions.every(({ name }, i) => (spread.counts[name] ?? 0) === counts[i]);
    case 'zone': {
      const least = eligible.length < (spread.minDomains ?? 1) ? 0 : Math.min(...eligible);
      return eligible.every((count) => count - least <= spread.maxSkew);
    }
    case 'perRegion':
      return (part.kind === 'volume' && !labelled) || counts.every((count) => count <= spread.most);
    case 'hostname':
    case 'none':
      return true;
  }
}

/** Counts by region, with the most that one machine of each carries. */
interface Carried {
  readonly counts: readonly number[];
  readonly most: readonly number[];
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

/** How a part may stand by its own rule, on single machines where their number is known. */
function carriedBy(part: Counted, system: SettledSystem, hasShares: boolean): Carried[] {
  const { regions } = system;
  const known = regions.every(({ hosts }) => hosts !== undefined);
  const found = new Map<string, Carried>();
  const add = (carried: Carried): unknown => found.set(JSON.stringify(carried), carried);
  if (known) {
    const machines = regions.flatMap(({ hosts }, i) => range(1, hosts!).map(() => i));
    for (const loads of vectorsOf(sizeOf(part), machines.length)) {
      if (!fitsMachines(part, loads, machines, system)) continue;
      const inRegion = regions.map((_, i) => loads.filter((__, machine) => machines[machine] === i));
      add({ counts: inRegion.map(addUp), most: inRegion.map((own) => Math.max(0, ...own)) });
    }
  } else {
    for (const counts of vectorsOf(sizeOf(part), regions.length)) {
      const shares = hasShares ? product(counts.map((count) => range(Math.min(1, count), count))) : [counts];
      for (const most of shares) add({ counts, most });
    }
  }
  return [...found.values()].filter(
    ({ counts }) =>
      counts.every((count, i) => count === 0 || isWithin(part, regions[i]!.name)) &&
      (isBalancedAlone(part) ? allows(part.spread, counts, part, system) : true),
  );
}

function fitsMachines(
  part: Counted,
  loads: readonly number[],
  machines: readonly number[],
  system: SettledSystem,
): boolean {
  if (part.kind === 'volume' && loads.some((load) => load > 1)) return false;
  if (part.spread.rule !== 'hostname') return true;
  const own = loads.filter((_, i) => isWithin(part, system.regions[machines[i]!]!.name));
  return Math.max(...own) - Math.min(...own) <= part.spread.maxSkew;
}

const isBalancedAlone = ({ spread }: Counted): boolean => spread.rule !== 'zone' || spread.selector === undefined;

/** Where the diskless peers of a volume may be. */
function disklessOf(volume: Settled<Volume>, counts: readonly number[], system: SettledSystem): number[][] {
  const { tieBreaker, copies, spread } = volume;
  const { regions, labelled } = system;
  const none = counts.map(() => 0);
  if (typeof tieBreaker === 'object') {
    return vectorsOf(tieBreaker.count, regions.length).filter(
      (diskless) =>
        allows(tieBreaker.spread, diskless, volume, system) &&
        diskless.every((count, i) => count === 0 || isWithin(volume, regions[i]!.name)),
    );
  }
  if (tieBreaker === 'none' || copies < 2 || copies % 2 === 1) return [none];
  const apart = spread.rule === 'perRegion' && labelled;
  const free = regions.flatMap(({ hosts = Infinity }, i) =>
    isWithin(volume, regions[i]!.name) && counts[i]! < hosts && !(apart && counts[i]! > 0) ? [i] : [],
  );
  return free.length === 0 ? [none] : free.map((region) => none.map((_, i) => (i === region ? 1 : 0)));
}

/** Every way in which the parts of a settled system may stand. */
export function placementsOf(system: SettledSystem, hasShares: boolean): Placed[][] {
  const sets = (system.parts as readonly Settled<Part>[]).filter((part): part is Counted => part.kind !== 'ingress');
  const names = system.regions.map(({ name }) => name);
  const named = (counts: readonly number[]): ByRegion => Object.fromEntries(names.map((name, i) => [name, counts[i]!]));
  const each = sets.map((part) => {
    const ways = new Map<string, Placed>();
    for (const { counts, most } of carriedBy(part, system, hasShares)) {
      for (const diskless of part.kind === 'volume' ? disklessOf(part, counts, system) : [undefined]) {
        const placed: Placed = {
          part: part.name,
          counts: named(counts),
          ...(hasShares && part.kind !== 'volume' && { onOneMachine: named(most) }),
          ...(diskless && addUp(diskless) > 0 && { diskless: named(diskless) }),
        };
        ways.set(JSON.stringify(placed), placed);
      }
    }
    return [...ways.values()];
  });
  return product(each).filter((placement) => isBalanced(placement, sets, system));
}

/** Whether parts of one selector are balanced as one. */
function isBalanced(placement: readonly Placed[], sets: readonly Counted[], system: SettledSystem): boolean {
  return sets.every((part) => {
    if (isBalancedAlone(part)) return true;
    const together = sets.filter(
      ({ spread }) => spread.rule === 'zone' && part.spread.rule === 'zone' && spread.selector === part.spread.selector,
    );
    const totals = system.regions.map(({ name }) =>
      addUp(together.map((one) => placement[sets.indexOf(one)]!.counts[name]!)),
    );
    return allows(part.spread, totals, part, system);
  });
}

const nothing: Happening = { lost: [], drained: [], cut: [], data: 'returns' };

/** All that may happen under a failure. */
export function happeningsOf(failure: Failure, { regions, groups }: Pick<System, 'regions' | 'groups'>): Happening[] {
  const names = regions.map(({ name }) => name);
  const some = names.reduce<string[][]>((all, name) => [...all, ...all.map((own) => [...own, name])], [[]]);
  const links = some.filter((own) => own.length === 2).map(([a, b]) => [a!, b!] as const);
  const data = ('data' in failure && failure.data) || 'returns';
  switch (failure.fail) {
    case 'regions':
      return some
        .filter(({ length }) => length > 0 && length <= failure.most)
        .map((lost) => ({ ...nothing, lost, data }));
    case 'region':
      return [{ ...nothing, lost: [failure.region], data }];
    case 'group':
      return [{ ...nothing, lost: groups.find(({ name }) => name === failure.group)!.regions, data }];
    case 'node':
    case 'host':
      return names.map((region) => ({ ...nothing, machine: { what: failure.fail, region }, data }));
    case 'isolate':
      return names
        .filter((name) => failure.region === undefined || failure.region === name)
        .map((name) => ({ ...nothing, cut: links.filter((link) => link.includes(name)) }));
    case 'cut':
      return links
        .filter((link) => !failure.between || failure.between.every((end) => link.includes(end)))
        .map((link) => ({ ...nothing, cut: [link] }));
    case 'split':
      return [{ ...nothing, cut: links }];
    case 'rolling':
      return names
        .filter((name) => failure.region === undefined || failure.region === name)
        .flatMap((name): Happening[] => {
          if (!failure.node) return [{ ...nothing, drained: [name] }];
          const others = names.filter((other) => other !== name);
          return others.map((region) => ({ ...nothing, drained: [name], machine: { what: 'host', region } }));
        });
  }
}

/** A value with the facts settled. */
function settledWith(value: unknown, facts: readonly FactChoice[], at: ReadonlyMap<string, number>): unknown {
  if (isUnknown(value)) return settledWith(value.oneOf[at.get(value.unknown)!], facts, at);
  if (Array.isArray(value)) return value.map((one) => settledWith(one, facts, at));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, settledWith(one, facts, at)]));
}

function openIn(value: unknown): Map<string, readonly unknown[]> {
  if (isUnknown(value))
    return new Map([[value.unknown, value.oneOf], ...value.oneOf.flatMap((one) => [...openIn(one)])]);
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(Object.values(value).flatMap((one) => [...openIn(one)]));
}

/** Every way in which the open facts of a system may have turned out. */
export function outcomesOf(system: System): { readonly system: SettledSystem; readonly facts: FactChoice[] }[] {
  const open = openIn(system);
  // That nobody told how many machines there are leaves open what share of them is lost.
  if (system.regions.some(({ hosts }) => hosts === undefined)) open.set('hosts', [true, false]);
  const all = product([...open].map(([fact, oneOf]) => oneOf.map((is, at) => ({ fact, is, at }))));
  return all.map((chosen) => {
    const facts = chosen.map(({ fact, is }) => ({ fact, is }));
    const at = new Map(chosen.map((one) => [one.fact, one.at]));
    return { system: settledWith(system, facts, at) as SettledSystem, facts };
  });
}

/** Every way in which everything may stand and the facts may have turned out. */
export const worldsOf = (system: System, hasShares = false): (Witness & { readonly system: SettledSystem })[] =>
  outcomesOf(system).flatMap((outcome) =>
    placementsOf(outcome.system, hasShares).map((placement) => ({ ...outcome, placement })),
  );

/** Whether a machine is among what is to be lost: only then it matters what one carries, of pods on any node too. */
export const looksAtMachines = (survive: readonly Failure[]): boolean =>
  survive.some(
    (failure) =>
      failure.fail === 'host' || failure.fail === 'node' || (failure.fail === 'rolling' && failure.node === true),
  );

/** The word for what was seen of worlds: that everything holds, that something does not, or both. */
const wordFor = (seen: ReadonlySet<boolean>): string =>
  seen.size === 0 ? 'nowhere' : seen.size === 2 ? 'unknown' : seen.has(true) ? 'proven' : 'refuted';

/**
 * The verdicts by the definition: for all, for none or for some of the worlds, everything holds whatever happens. That of
 * the whole comes first, then those of each requirement under each failure.
 */
export function verdictsBySearch(
  system: System,
  { survive, require }: Pick<Objective, 'survive' | 'require'>,
): string[] {
  const happenings = survive.map((failure) => happeningsOf(failure, system));
  const pairs = require.flatMap((one) => happenings.map((own) => ({ one, own, seen: new Set<boolean>() })));
  const whole = new Set<boolean>();
  for (const world of worldsOf(system, looksAtMachines(survive))) {
    let isGood = true;
    for (const { one, own, seen } of pairs) {
      if (seen.size === 2 && whole.size === 2) continue;
      const holds = replayWitness(world, world.system as unknown as System, [one], own);
      seen.add(holds);
      isGood &&= holds;
    }
    whole.add(isGood);
  }
  return [whole, ...pairs.map(({ seen }) => seen)].map(wordFor);
}
