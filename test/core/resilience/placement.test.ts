import { admissible, onMachines, product, vectors, type Where } from '../../../lib/core/resilience/placement';
import type { Spread } from '../../../lib/core/resilience/system';

const NAMES = ['geneva', 'gland', 'lucerne'];
const ALL = [true, true, true];
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const where = (eligible: readonly boolean[], hosts: readonly (number | undefined)[] = []): Where => ({
  names: NAMES,
  eligible,
  hosts: NAMES.map((_, i) => hosts[i]),
});
/** All ways to put so many into regions. */
const everywhere = (total: number): number[][] =>
  [...product(NAMES.map(() => range(total + 1)))].filter((counts) => sum(counts) === total);
const texts = (all: Iterable<readonly number[]>): string[] => [...all].map((counts) => counts.join()).sort();

/** All ways to put so many on so many machines. */
const loadsOf = (total: number, machines: number): number[][] =>
  machines === 0
    ? total === 0
      ? [[]]
      : []
    : range(total + 1).flatMap((own) => loadsOf(total - own, machines - 1).map((rest) => [own, ...rest]));

describe('the placements by region', () => {
  const eligibility = [ALL, [true, true, false], [false, true, true], [true, false, false]];

  it.each([1, 2, 3])('keep a skew of %i among the regions that count, each once', (maxSkew) => {
    for (const [eligible, total, minDomains] of product<unknown>([eligibility, range(8), [undefined, 2, 3, 4]])) {
      const may = eligible as boolean[];
      const spread: Spread = {
        rule: 'zone',
        maxSkew,
        ...(minDomains !== undefined && { minDomains: minDomains as number }),
      };
      const byDefinition = everywhere(total as number).filter((counts) => {
        const own = counts.filter((_, i) => may[i]);
        const least = own.length < ((minDomains as number | undefined) ?? 1) ? 0 : Math.min(...own);
        return counts.every((count, i) => (may[i] ? count - least <= maxSkew : count === 0));
      });
      expect(texts(admissible(total as number, spread, where(may)))).toEqual(texts(byDefinition));
    }
  });

  it.each([1, 2])('have at most %i of a part in each', (most) => {
    for (const total of range(6)) {
      const byDefinition = everywhere(total).filter((counts) => counts.every((count) => count <= most));
      expect(texts(admissible(total, { rule: 'perRegion', most }, where(ALL)))).toEqual(texts(byDefinition));
    }
  });

  it('are one where all is pinned, if it fits', () => {
    const pinned = (counts: Record<string, number>): Spread => ({ rule: 'pinned', counts });

    expect([...admissible(3, pinned({ geneva: 2, lucerne: 1 }), where(ALL))]).toEqual([[2, 0, 1]]);
    expect([...admissible(2, pinned({ geneva: 2, lucerne: 1 }), where(ALL))]).toEqual([]);
    expect([...admissible(3, pinned({ geneva: 2, lucerne: 1 }), where([true, true, false]))]).toEqual([]);
  });

  it('are none of something over no region, and one of nothing', () => {
    expect([...vectors(1, [])]).toEqual([]);
    expect([...vectors(0, [])]).toEqual([[]]);
    expect([...admissible(1, { rule: 'zone', maxSkew: 1 }, where([false, false, false]))]).toEqual([]);
    expect([...admissible(1, { rule: 'none' }, where([false, false, false]))]).toEqual([]);
  });
});

describe('the placements on machines', () => {
  /** Everything that machines may carry: counts by region, with the most of a machine in each. */
  function byDefinition(total: number, hosts: readonly number[], maxSkew?: number): Set<string> {
    const machines = hosts.flatMap((count, region) => range(count).map(() => region));
    const found = new Set<string>();
    for (const loads of loadsOf(total, machines.length)) {
      if (maxSkew !== undefined && Math.max(...loads) - Math.min(...loads) > maxSkew) continue;
      const here = (region: number): number[] => loads.filter((_, i) => machines[i] === region);
      const counts = hosts.map((_, region) => sum(here(region)));
      found.add(`${counts.join()} ${hosts.map((_, region) => Math.max(0, ...here(region))).join()}`);
    }
    return found;
  }
  const found = (total: number, spread: Spread, hosts: readonly (number | undefined)[]): Set<string> => {
    const place = where(ALL, hosts);
    const all = [...admissible(total, spread, place)].flatMap((counts) => [...onMachines(counts, spread, place)]);
    return new Set(all.map(({ counts, share }) => `${counts.join()} ${share.join()}`));
  };
  const sorted = (texts: ReadonlySet<string>): string[] => [...texts].sort();

  it.each([
    [1, 1, 1],
    [2, 1, 1],
    [2, 2, 1],
    [3, 1, 2],
  ])('are those that %i, %i and %i machines can carry', (...hosts) => {
    for (const total of range(5)) {
      expect(sorted(found(total, { rule: 'none' }, hosts))).toEqual(sorted(byDefinition(total, hosts)));
      for (const maxSkew of [1, 2]) {
        const hard = found(total, { rule: 'hostname', maxSkew }, hosts);
        expect(sorted(hard)).toEqual(sorted(byDefinition(total, hosts, maxSkew)));
      }
    }
  });

  it('are those of any number of machines where nobody told it', () => {
    const unknown = [undefined, undefined, undefined];
    for (const total of [1, 2, 3]) {
      for (const maxSkew of [undefined, 1]) {
        const any = new Set(
          [...product(NAMES.map(() => range(total).map((i) => i + 1)))].flatMap((hosts) => [
            ...byDefinition(total, hosts, maxSkew),
          ]),
        );
        const spread: Spread = maxSkew === undefined ? { rule: 'none' } : { rule: 'hostname', maxSkew };
        expect(sorted(found(total, spread, unknown))).toEqual(sorted(any));
      }
    }
  });
});
