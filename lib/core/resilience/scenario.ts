import type { Data, Failure } from './objective';
import { subsets } from './subsets';
import type { System } from './system';

/** One thing that happened, by the numbers of the regions. */
export interface Situation {
  readonly failure: Failure;
  /** Regions that are lost, in no order that anybody chose. */
  readonly lost: readonly number[];
  /** Regions that were emptied in good order. */
  readonly drained: readonly number[];
  /** Links that are gone. */
  readonly cut: readonly (readonly [number, number])[];
  /** A single machine that is lost, and where. */
  readonly machine?: { readonly what: 'node' | 'host'; readonly region: number };
  readonly data: Data;
}

/** How much of a system a situation takes: what is smaller is told of first. */
export const sizeOf = ({ lost, drained, cut, machine }: Situation): number =>
  100 * (lost.length + drained.length) + 10 * cut.length + (machine ? 1 : 0);

const none = { lost: [], drained: [], cut: [], data: 'returns' } as const;

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

const linksOf = (region: number, count: number): [number, number][] =>
  range(count)
    .filter((other) => other !== region)
    .map((other) => (region < other ? [region, other] : [other, region]));

/** Everything that may happen under a failure, in the order of the regions. */
export function situationsOf(failure: Failure, { regions, groups }: Pick<System, 'regions' | 'groups'>): Situation[] {
  const names = regions.map(({ name }) => name);
  const all = range(names.length);
  const at = (name: string): number[] => all.filter((i) => names[i] === name);
  const chosen = (name: string | undefined): number[] => (name === undefined ? all : at(name));
  switch (failure.fail) {
    case 'regions':
      return range(Math.min(failure.most, names.length)).flatMap((less) =>
        subsets(all, less + 1).map((lost) => ({ ...none, failure, lost, data: failure.data ?? 'returns' })),
      );
    case 'region':
      return at(failure.region).map((region) => ({
        ...none,
        failure,
        lost: [region],
        data: failure.data ?? 'returns',
      }));
    case 'group': {
      const lost = groups.filter(({ name }) => name === failure.group).flatMap((group) => group.regions.flatMap(at));
      return [{ ...none, failure, lost: lost.sort((a, b) => a - b), data: failure.data ?? 'returns' }];
    }
    case 'node':
    case 'host':
      return all.map((region) => ({
        ...none,
        failure,
        machine: { what: failure.fail, region },
        data: failure.data ?? 'returns',
      }));
    case 'isolate':
      return chosen(failure.region).map((region) => ({ ...none, failure, cut: linksOf(region, names.length) }));
    case 'cut':
      return subsets(all, 2)
        .map(([a, b]) => [a!, b!] as [number, number])
        .filter(([a, b]) => !failure.between || [names[a]!, names[b]!].every((name) => failure.between!.includes(name)))
        .map((link) => ({ ...none, failure, cut: [link] }));
    case 'split':
      return [{ ...none, failure, cut: subsets(all, 2).map(([a, b]) => [a!, b!] as [number, number]) }];
    case 'rolling':
      return chosen(failure.region).flatMap((drained) => {
        const alone = { ...none, failure, drained: [drained] };
        if (!failure.node) return [alone];
        const others = all.filter((region) => region !== drained);
        return others.map((region) => ({ ...alone, machine: { what: 'host' as const, region } }));
      });
  }
}

/** Which regions reach each other directly; each reaches itself, and a lost one nothing. */
export function reachIn({ lost, drained, cut }: Situation, regions: number): boolean[][] {
  const gone = (region: number): boolean => lost.includes(region) || drained.includes(region);
  return range(regions).map((a) =>
    range(regions).map(
      (b) => !gone(a) && !gone(b) && !cut.some(([from, to]) => (from === a && to === b) || (from === b && to === a)),
    ),
  );
}
