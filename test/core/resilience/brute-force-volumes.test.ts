import type { System, Volume } from '../../../lib/core/resilience/system';
import { casesOf, differences, regions, type Case } from './search';
import { requires, volume } from './support';

const FEW = [1, 2, 3, 4];
const VOLUME_CHECKS = ['writable', 'readable', 'noSplitBrain', 'zeroDataLoss', 'reprotected'] as const;

/** Volumes of a kind, under every rule. */
const volumes = (
  sizes: readonly number[],
  more: Partial<Volume>,
  system: Partial<System> = {},
  checks: readonly (typeof VOLUME_CHECKS)[number][] = VOLUME_CHECKS,
): Iterable<Case> =>
  casesOf(
    sizes,
    [2, 3],
    (n, spread) => [volume(n, { spread, ...more })],
    checks.map((check) => requires(check, 'data')),
    system,
  );

describe('the verdict on a volume is that of the search', () => {
  it('with the quorum and the tie-breaker of LINSTOR', () => {
    expect(differences(volumes(FEW, {}))).toEqual([]);
  });

  it('with every other quorum', () => {
    for (const quorum of ['off', 'all', 2] as const) {
      expect(differences(volumes([2, 4], { quorum, minimumRedundancy: 2 }, {}, ['writable', 'noSplitBrain']))).toEqual(
        [],
      );
    }
  });

  it('with diskless peers that somebody placed, or none', () => {
    for (const tieBreaker of ['none', { count: 2, spread: { rule: 'none' } }] as const) {
      const checks = ['writable', 'noSplitBrain'] as const;
      expect(differences(volumes([2, 3], { tieBreaker, quorum: 'majority' }, {}, checks))).toEqual([]);
    }
  });

  it('with other protocols, and errors in place of waiting', () => {
    for (const protocol of ['A', 'B'] as const) {
      const checks = ['readable', 'zeroDataLoss'] as const;
      expect(differences(volumes([2, 3], { protocol, onNoQuorum: 'io-error' }, {}, checks))).toEqual([]);
    }
  });

  it('whose copies are made again elsewhere', () => {
    const eviction = { eviction: true };
    for (const more of [{}, { regions: regions(3, 2) }, { labelled: false }, { freeCapacity: false }]) {
      expect(differences(volumes([2, 3], eviction, more, ['reprotected']))).toEqual([]);
    }
  });
});
