import fc from 'fast-check';
import { ETCD_DEFAULTS, quorumOf, toleratedLosses } from '../../../lib/core/model/etcd';

describe('a ring of etcd', () => {
  it.each([
    [1, 1, 0],
    [2, 2, 0],
    [3, 2, 1],
    [4, 3, 1],
    [5, 3, 2],
    [7, 4, 3],
  ])('of %d members needs %d to agree and can lose %d', (members, quorum, losses) => {
    expect([quorumOf(members), toleratedLosses(members)]).toEqual([quorum, losses]);
  });

  it('has three members of 4Gi where nothing is written', () => {
    expect(ETCD_DEFAULTS).toEqual({ replicas: 3, size: '4Gi' });
  });

  it('cannot lose any where there is none', () => {
    expect(toleratedLosses(0)).toBe(0);
  });

  it('has only one quorum at a time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (members) => {
        expect(quorumOf(members) * 2).toBeGreaterThan(members);
      }),
    );
  });

  it('is no safer with an even number of members', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (half) => {
        expect(toleratedLosses(half * 2)).toBe(toleratedLosses(half * 2 - 1));
      }),
    );
  });
});
