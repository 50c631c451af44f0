import type { Served } from '../../../../lib/core/resilience/system';
import { HARD, judged, LOSE_ONE, pinned, plane, requires, ring, SOFT, systemOf, verdictOn } from '../support';
import { breakOf, countsOf, goodOf, unknown, wouldProve } from './support';

const api = requires('apiAvailable', 'api');
const later = requires('apiAvailable', 'api', { phase: 'recovered' });

describe('the API of a cluster, at once', () => {
  it('survives a region with two servers in two of them', () => {
    // etcd keeps 2 of 3; of 1/1/0 servers one is left at least.
    expect(verdictOn(systemOf([ring(3), plane(2, pinned(1, 1, 0))]), [LOSE_ONE], api)).toBe('proven');
  });

  it('goes with its only server', () => {
    // Wherever the one stands, the loss of that region leaves none.
    expect(verdictOn(systemOf([ring(3), plane(1)]), [LOSE_ONE], api)).toBe('refuted');
  });

  it('goes with the quorum of its etcd, however many servers there are', () => {
    // 2/1/1 needs 3; without Geneva 2. All three servers but one are there.
    const { verdict } = judged(systemOf([ring(4), plane(3, HARD)]), [LOSE_ONE], api);

    expect(verdict.kind).toBe('refuted');
    expect(breakOf(verdict).failure.lost).toEqual(['geneva']);
    expect(countsOf(breakOf(verdict), 'etcd')).toEqual([2, 1, 1]);
  });

  it('hangs on where two servers stand that nothing spreads', () => {
    // 2/0/0 leaves none without Geneva, 1/1/0 leaves one.
    const { verdict } = judged(systemOf([ring(3), plane(2)]), [LOSE_ONE], api);

    expect(verdict.kind).toBe('unknown');
    expect(Math.max(...countsOf(breakOf(verdict), 'api'))).toBe(2);
    expect(Math.max(...countsOf(goodOf(verdict), 'api'))).toBe(1);
    expect(wouldProve(verdict)).toEqual([]);
  });

  it('goes with the only region where its address is served', () => {
    // Servers 1/1/1 and 2 of 3 members are left; the address was served in Geneva alone.
    const system = systemOf([ring(3), plane(3, HARD, { endpoint: ['geneva'] })]);

    expect(verdictOn(system, [LOSE_ONE], api)).toBe('refuted');
    expect(verdictOn(system, [{ fail: 'region', region: 'gland' }], api)).toBe('proven');
  });

  it('survives a region where its address is served in two', () => {
    const system = systemOf([ring(3), plane(3, HARD, { endpoint: ['geneva', 'gland'] })]);

    expect(verdictOn(system, [LOSE_ONE], api)).toBe('proven');
    // Without both of them nothing serves it, and 1 of 3 members is left as well.
    expect(verdictOn(system, [{ fail: 'regions', most: 2 }], api)).toBe('refuted');
  });

  it('hangs on where its address is served, which is then named', () => {
    const endpoint = unknown<Served>('endpoint', 'anywhere', ['geneva']);
    const { verdict } = judged(systemOf([ring(3), plane(3, HARD, { endpoint })]), [LOSE_ONE], api);

    expect(verdict).toMatchObject({ kind: 'unknown', wouldProve: [[{ fact: 'endpoint', is: 'anywhere' }]] });
    expect(breakOf(verdict).failure.lost).toEqual(['geneva']);
  });
});

describe('the API of a cluster, once everything has healed', () => {
  it('is back with a server that started elsewhere', () => {
    // One server, lost with its region; 2 of 3 members are left, and there is room.
    expect(verdictOn(systemOf([ring(3), plane(1)]), [LOSE_ONE], later)).toBe('proven');
  });

  it('is not back without room', () => {
    expect(verdictOn(systemOf([ring(3), plane(1)], { freeCapacity: false }), [LOSE_ONE], later)).toBe('refuted');
  });

  it('hangs on room that nobody promised', () => {
    const system = systemOf([ring(3), plane(1)], { freeCapacity: unknown('A-CAP', true, false) });
    const { verdict } = judged(system, [LOSE_ONE], later);

    expect(wouldProve(verdict)).toEqual([[{ fact: 'A-CAP', is: true }]]);
  });

  it('is not back without a quorum: members of an etcd do not start elsewhere', () => {
    // 3/0/0 without Geneva: 0 of 2 needed.
    expect(verdictOn(systemOf([ring(3, pinned(3, 0, 0)), plane(2)]), [LOSE_ONE], later)).toBe('refuted');
  });

  it('starts again under a hard spread while the other regions are empty', () => {
    // 1/0/0 without Geneva: the least is 0, and 0 + 1 - 0 is no more than 1.
    expect(verdictOn(systemOf([ring(3), plane(1, HARD)]), [LOSE_ONE], later)).toBe('proven');
  });

  it('does not start again outside of where it may stand', () => {
    // The one server may stand in Geneva alone, and Geneva is lost.
    const system = systemOf([ring(3), plane(1, SOFT, { within: ['geneva'] })]);

    expect(verdictOn(system, [LOSE_ONE], later)).toBe('refuted');
  });

  it('starts again beside servers of another cluster that lost none', () => {
    // Two by two, balanced as one with a skew of 2: 2/1/1 or 2/2/0. Where both servers of the one stood in Geneva, none
    // of the other did. A lost region has 0, so each region left takes up to 2, which is room for 2: both start.
    const spread = { rule: 'zone', maxSkew: 2, selector: 'servers' } as const;
    const system = systemOf([ring(3), plane(2, spread), plane(2, spread, { name: 'other' })]);

    expect(verdictOn(system, [LOSE_ONE], later)).toBe('proven');
  });
});
