import type { Spread } from './system';

/** How many of a part stand in each region, in the order of the regions. */
export type Counts = readonly number[];

/** Where a part stands, and how many of it one machine of a region carries at most. */
export interface Placement {
  readonly counts: Counts;
  readonly share: Counts;
}

/** All ways to share a number out over regions, each no more than its limit, from the first region down. */
export function* vectors(total: number, limits: readonly number[]): Iterable<number[]> {
  const [limit, ...others] = limits;
  if (limit === undefined) {
    if (total === 0) yield [];
    return;
  }
  const room = others.reduce((sum, most) => sum + most, 0);
  for (let here = Math.min(limit, total); here >= Math.max(0, total - room); here--) {
    for (const rest of vectors(total - here, others)) yield [here, ...rest];
  }
}

/** The widest difference between regions that count, where all of them do from the start. */
function keepsSkew(counts: Counts, eligible: readonly boolean[], maxSkew: number, minDomains: number): boolean {
  const own = counts.filter((_, i) => eligible[i]);
  const least = own.length < minDomains ? 0 : Math.min(...own);
  return Math.max(...own) - least <= maxSkew;
}

/** What placements hang on beside the rule. */
export interface Where {
  /** In which regions the part may stand. */
  readonly eligible: readonly boolean[];
  readonly names: readonly string[];
  /** Machines by region; nothing where nobody told. */
  readonly hosts: readonly (number | undefined)[];
}

/** The placements by region that a rule allows, most in the first regions first. */
export function* admissible(total: number, spread: Spread, where: Where): Iterable<Counts> {
  const { eligible, names } = where;
  const most = eligible.map((may) => (may ? total : 0));
  switch (spread.rule) {
    case 'pinned': {
      const counts = names.map((name) => (Object.hasOwn(spread.counts, name) ? spread.counts[name]! : 0));
      const fits = counts.reduce((sum, count) => sum + count, 0) === total;
      if (fits && counts.every((count, i) => count === 0 || eligible[i])) yield counts;
      return;
    }
    case 'perRegion':
      yield* vectors(
        total,
        most.map((limit) => Math.min(limit, spread.most)),
      );
      return;
    case 'zone':
      for (const counts of vectors(total, most)) {
        if (keepsSkew(counts, eligible, spread.maxSkew, spread.minDomains ?? 1)) yield counts;
      }
      return;
    case 'hostname':
      for (const counts of vectors(total, most)) {
        if (windowsOf(counts, spread.maxSkew, where).length > 0) yield counts;
      }
      return;
    case 'none':
      yield* vectors(total, most);
  }
}

/** The least that every machine carries, in each way in which machines may carry these counts. */
function windowsOf(counts: Counts, maxSkew: number, { eligible, hosts }: Where): number[] {
  const known = hosts.filter((_, i) => eligible[i]);
  // Where nobody told how many machines there are, there may be enough for any counts.
  if (known.some((count) => count === undefined)) return [0];
  const highest = Math.max(0, ...counts);
  return Array.from({ length: highest + 1 }, (_, least) => least).filter((least) =>
    counts.every((count, i) => !eligible[i] || (count >= least * hosts[i]! && count <= (least + maxSkew) * hosts[i]!)),
  );
}

/** How many of a part a single machine of a region may carry at most, where each carries at least the least. */
function sharesIn(count: number, machines: number | undefined, least: number, limit: number): number[] {
  if (count === 0) return [0];
  // Without a number it may be one machine that carries all, or one for each.
  const fewest = machines === undefined ? 1 : Math.ceil(count / machines);
  const most = Math.min(limit, machines === undefined ? count : count - least * (machines - 1));
  return Array.from({ length: Math.max(0, most - fewest + 1) }, (_, i) => fewest + i);
}

/** The placements of these counts on machines. */
export function* onMachines(counts: Counts, spread: Spread, where: Where): Iterable<Placement> {
  const { hosts } = where;
  const isHard = spread.rule === 'hostname' && hosts.every((count, i) => count !== undefined || !where.eligible[i]);
  const windows = isHard ? windowsOf(counts, spread.maxSkew, where) : [0];
  const seen = new Set<string>();
  for (const least of windows) {
    const limit = isHard ? least + spread.maxSkew : Infinity;
    for (const share of choices(counts.map((count, i) => sharesIn(count, hosts[i], least, limit)))) {
      if (seen.has(share.join())) continue;
      seen.add(share.join());
      yield { counts, share };
    }
  }
}

/** One of each list, in all ways. */
export function choices<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((done, list) => done.flatMap((some) => list.map((one) => [...some, one])), [[]]);
}
