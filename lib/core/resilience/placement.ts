import type { Spread, ZoneSpread } from './system';

/** So many counts are tried against a rule that lets few of them pass. */
const MOST_LOOKS = 200_000;

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

/** There are more placements than anybody has time for. */
export class TooMany extends Error {}

/** The counts over regions of which none has more than the skew above the least: those that the scheduler can reach. */
function* balancedCounts(
  total: number,
  { maxSkew, minDomains = 1 }: ZoneSpread,
  eligible: readonly boolean[],
): Iterable<Counts> {
  const domains = eligible.filter((may) => may).length;
  const above = eligible.map((may) => (may ? maxSkew : 0));
  // With fewer domains than asked for the least is taken to be 0.
  const highest = domains < minDomains || domains === 0 ? 0 : Math.floor(total / domains);
  for (let least = highest; least >= 0; least--) {
    if (total - least * domains > maxSkew * domains) return;
    for (const more of vectors(total - least * domains, above)) {
      const isLeast = domains < minDomains || more.some((count, i) => eligible[i] && count === 0);
      if (isLeast) yield more.map((count, i) => (eligible[i] ? count + least : 0));
    }
  }
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
      yield* balancedCounts(total, spread, eligible);
      return;
    case 'hostname': {
      let looks = 0;
      for (const counts of vectors(total, most)) {
        if (++looks > MOST_LOOKS) throw new TooMany();
        if (windowsOf(counts, spread.maxSkew, where).length > 0) yield counts;
      }
      return;
    }
    case 'none':
      yield* vectors(total, most);
  }
}

/** The least that every machine carries, in each way in which machines may carry these counts. */
function windowsOf(counts: Counts, maxSkew: number, { eligible, hosts }: Where): number[] {
  const highest = Math.max(0, ...counts);
  return Array.from({ length: highest + 1 }, (_, least) => least).filter((least) =>
    counts.every((count, i) => !eligible[i] || fits(count, hosts[i], least, least + maxSkew)),
  );
}

/** Whether machines that carry so many at least and at most can carry a count together. */
function fits(count: number, machines: number | undefined, least: number, most: number): boolean {
  const fewest = Math.ceil(count / most);
  const highest = least === 0 ? Infinity : Math.floor(count / least);
  if (machines === undefined) return Math.max(1, fewest) <= highest;
  return machines >= fewest && machines <= highest;
}

/** How many of a part a single machine of a region may carry at most, where each carries at least the least. */
function sharesIn(count: number, machines: number | undefined, least: number, limit: number): number[] {
  if (count === 0) return [0];
  const most = Math.min(limit, count);
  const all = Array.from({ length: most }, (_, i) => i + 1);
  return all.filter((share) =>
    // One machine has exactly the share, and the others fit beside it.
    machines === undefined
      ? count === share || fits(count - share, undefined, least, share)
      : machines === 1
        ? count === share
        : fits(count - share, machines - 1, least, share),
  );
}

/** The placements of these counts on machines. */
export function* onMachines(counts: Counts, spread: Spread, where: Where): Iterable<Placement> {
  const { hosts } = where;
  const isHard = spread.rule === 'hostname';
  const windows = isHard ? windowsOf(counts, spread.maxSkew, where) : [0];
  const seen = new Set<string>();
  for (const least of windows) {
    const limit = isHard ? least + spread.maxSkew : Infinity;
    for (const share of product(counts.map((count, i) => sharesIn(count, hosts[i], least, limit)))) {
      if (windows.length > 1) {
        if (seen.has(share.join())) continue;
        seen.add(share.join());
      }
      yield { counts, share };
    }
  }
}

/** One of each, in all ways. All but the first are gone through again and again. */
export function* product<T>(lists: readonly Iterable<T>[]): Iterable<T[]> {
  const [first, ...others] = lists;
  if (!first) yield [];
  else for (const one of first) for (const rest of product(others)) yield [one, ...rest];
}
