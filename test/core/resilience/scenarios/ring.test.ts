import { HARD, judged, LOSE_ONE, pinned, requires, ring, SOFT, systemOf, THREE, verdictOn } from '../support';
import { at, breakOf, countsOf, FOUR, goodOf, sites, TWO, unknown, verdictFor } from './support';

const quorum = requires('etcdQuorum', 'etcd');

describe('the quorum of an etcd', () => {
  it.each([
    // members, hard over three regions, quorum, what is left without the fullest region
    [1, 'refuted'], // 1/0/0, needs 1, 0 left
    [2, 'refuted'], // 1/1/0, needs 2, 1 left
    [3, 'proven'], // 1/1/1, needs 2, 2 left
    [4, 'refuted'], // 2/1/1, needs 3, 2 left
    [5, 'proven'], // 2/2/1, needs 3, 3 left
    [6, 'proven'], // 2/2/2, needs 4, 4 left
    [7, 'proven'], // 3/2/2, needs 4, 4 left
  ])('of %i members spread hard over three regions is %s to survive the loss of one', (members, verdict) => {
    expect(verdictOn(systemOf([ring(members)]), [LOSE_ONE], quorum)).toBe(verdict);
  });

  it('of 5 members does not survive two of three regions', () => {
    // 2/2/1: any two regions take at least 3, so 2 are left at most, of which 3 are needed.
    const { verdict } = judged(systemOf([ring(5)]), [{ fail: 'regions', most: 2 }], quorum);

    expect(verdict.kind).toBe('refuted');
    expect(breakOf(verdict).failure.lost).toHaveLength(2);
  });

  it('is lost with the region that holds most, and survives the others', () => {
    // 2/1/0 needs 2: without Geneva 1, without Gland 2, without Lucerne 3.
    const system = systemOf([ring(3, pinned(2, 1, 0))]);

    expect(verdictOn(system, [{ fail: 'region', region: 'geneva' }], quorum)).toBe('refuted');
    expect(verdictOn(system, [{ fail: 'region', region: 'gland' }], quorum)).toBe('proven');
    expect(verdictOn(system, [{ fail: 'region', region: 'lucerne' }], quorum)).toBe('proven');
  });

  it('names the one region that breaks what is pinned', () => {
    // 1/3/1 needs 3: without Gland 2 are left; without Geneva or Lucerne 4.
    const { verdict } = judged(systemOf([ring(5, pinned(1, 3, 1))]), [LOSE_ONE], quorum);

    expect(verdict.kind).toBe('refuted');
    expect(breakOf(verdict).failure.lost).toEqual(['gland']);
  });

  it.each([3, 5, 7])(
    'of %i members survives the loss of neither of two regions, however they are placed',
    (members) => {
      // One of the two holds at least half of them, rounded up, and the rest is less than a majority.
      const system = systemOf([ring(members, SOFT)], { regions: sites(TWO) });

      expect(verdictOn(system, [LOSE_ONE], quorum)).toBe('refuted');
    },
  );

  it('of 4 members in four regions survives one and not two', () => {
    // 1/1/1/1 needs 3: 3 left, then 2.
    const system = systemOf([ring(4)], { regions: sites(FOUR) });

    expect(verdictOn(system, [LOSE_ONE], quorum)).toBe('proven');
    expect(verdictOn(system, [{ fail: 'regions', most: 2 }], quorum)).toBe('refuted');
  });

  it('of 5 members in four regions survives the fuller one', () => {
    // 2/1/1/1 needs 3: 3 left.
    expect(verdictOn(systemOf([ring(5)], { regions: sites(FOUR) }), [LOSE_ONE], quorum)).toBe('proven');
  });

  it('hangs on the placement where the skew may be 2', () => {
    // 5 with a skew of 2: 3/1/1 is allowed and leaves 2 of 3 needed; 2/2/1 leaves 3.
    const { verdict } = judged(systemOf([ring(5, { rule: 'zone', maxSkew: 2 })]), [LOSE_ONE], quorum);

    expect(verdict.kind).toBe('unknown');
    expect(countsOf(breakOf(verdict), 'etcd').sort()).toEqual([1, 1, 3]);
    expect(countsOf(goodOf(verdict), 'etcd').sort()).toEqual([1, 2, 2]);
  });

  it('does not survive a region where it may stand in two alone', () => {
    // Within Geneva and Gland 3 are 2/1/0 or 1/2/0: without the 2, 1 of 2 needed.
    const { verdict } = judged(systemOf([ring(3, HARD, { within: ['geneva', 'gland'] })]), [LOSE_ONE], quorum);

    expect(verdict.kind).toBe('refuted');
    expect(countsOf(breakOf(verdict), 'etcd')[2]).toBe(0);
  });

  it('does not survive regions that fail together and hold most of it', () => {
    // 1/1/1 needs 2: without Geneva and Gland 1. Without Lucerne alone 2.
    const groups = [
      { name: 'lake', regions: ['geneva', 'gland'] },
      { name: 'alps', regions: ['lucerne'] },
    ];
    const system = systemOf([ring(3)], { groups });

    expect(verdictOn(system, [{ fail: 'group', group: 'lake' }], quorum)).toBe('refuted');
    expect(verdictOn(system, [{ fail: 'group', group: 'alps' }], quorum)).toBe('proven');
  });

  it('is lost with its disks or without them alike', () => {
    // The count of voters is what matters: 2 of 3 either way.
    const destroyed = { fail: 'regions', most: 1, data: 'destroyed' } as const;

    expect(verdictOn(systemOf([ring(3)]), [destroyed], quorum)).toBe('proven');
    expect(verdictOn(systemOf([ring(4)]), [destroyed], quorum)).toBe('refuted');
  });

  it('is proven by the weakest thing that it rests on: the baseline alone', () => {
    const { verdict } = judged(systemOf([ring(3)]), [LOSE_ONE], quorum);

    expect(verdict).toEqual({ kind: 'proven', relies: ['A-STEADY', 'A-FRESH', 'A-MGMT'] });
  });
});

describe('the timers of an etcd', () => {
  const timing = requires('timing', 'etcd');
  const links = (...trips: [number, number, number]) => ({
    links: [
      { between: [THREE[0], THREE[1]] as const, roundTripMs: trips[0] },
      { between: [THREE[1], THREE[2]] as const, roundTripMs: trips[1] },
      { between: [THREE[0], THREE[2]] as const, roundTripMs: trips[2] },
    ],
  });

  it.each([
    // heartbeat, election, longest round trip
    [100, 1000, 3.73, 'proven'], // 1000 >= 37.3, 100 >= 1.865
    [100, 1000, 100, 'proven'], // 1000 >= 1000, 100 >= 50
    [100, 1000, 101, 'refuted'], // 1000 < 1010
    [100, 5000, 200, 'proven'], // 5000 >= 2000, 100 >= 100
    [100, 5000, 201, 'refuted'], // 100 < 100.5
  ])('of %i ms and %i ms against a round trip of %d ms are %s', (heartbeatMs, electionMs, trip, verdict) => {
    const system = systemOf([ring(3, HARD, { heartbeatMs, electionMs })], links(1, 1, trip));

    expect(verdictFor(system, LOSE_ONE, timing).kind).toBe(verdict);
  });

  it('are those of etcd where nobody says: 100 ms and 1000 ms', () => {
    // 1000 >= 10 x 100 and not 10 x 100.5.
    expect(verdictFor(systemOf([ring(3)], links(1, 2, 100)), LOSE_ONE, timing).kind).toBe('proven');
    expect(verdictFor(systemOf([ring(3)], links(1, 2, 100.5)), LOSE_ONE, timing).kind).toBe('refuted');
  });

  it('have nothing to do with links between regions that hold no member', () => {
    // Members in Geneva and Gland: 1 ms. The slow links lead to Lucerne.
    expect(verdictFor(systemOf([ring(3, pinned(2, 1, 0))], links(1, 500, 500)), LOSE_ONE, timing).kind).toBe('proven');
  });

  it('hang on the placement where only some placements use the slow link', () => {
    // Geneva-Lucerne is 500 ms: 3/0/0 never uses it, 1/1/1 does, and 1000 < 5000.
    const verdict = verdictFor(systemOf([ring(3, SOFT)], links(1, 1, 500)), LOSE_ONE, timing);

    expect(verdict.kind).toBe('unknown');
    const [geneva, , lucerne] = countsOf(breakOf(verdict), 'etcd');
    expect(Math.min(geneva!, lucerne!)).toBeGreaterThan(0);
  });

  it('hang on a round trip that nobody measured, which is then named', () => {
    // 5 ms is well within, 150 ms asks for 1500 ms.
    const roundTripMs = unknown('link.rtt', 5, 150);
    const system = systemOf([ring(3)], {
      links: [
        { between: ['geneva', 'gland'], roundTripMs: 1 },
        { between: ['geneva', 'lucerne'], roundTripMs },
        { between: ['gland', 'lucerne'], roundTripMs: 1 },
      ],
    });
    const verdict = verdictFor(system, LOSE_ONE, timing);

    expect(verdict).toMatchObject({ kind: 'unknown', wouldProve: [[{ fact: 'link.rtt', is: 5 }]] });
    expect(breakOf(verdict).facts).toContainEqual({ fact: 'link.rtt', is: 150 });
  });

  it('are refuted where every round trip that there may be is too long', () => {
    // 1000 < 1500 and 1000 < 3000.
    const roundTripMs = unknown('link.rtt', 150, 300);
    const system = systemOf([ring(3)], {
      links: [
        { between: ['geneva', 'gland'], roundTripMs: 1 },
        { between: ['geneva', 'lucerne'], roundTripMs },
        { between: ['gland', 'lucerne'], roundTripMs: 1 },
      ],
    });

    expect(verdictFor(system, LOSE_ONE, timing).kind).toBe('refuted');
  });

  it('are not proven against a link whose round trip nobody told', () => {
    // A round trip that is not told is unknown, and some round trip is too long for any timer.
    const system = systemOf([ring(3)], { links: [{ between: ['geneva', 'lucerne'] }] });

    expect(verdictFor(system, LOSE_ONE, timing).kind).not.toBe('proven');
  });

  it('have no round trip to fit in one region', () => {
    const system = systemOf([ring(3, at({ geneva: 3 }))], links(900, 900, 900));

    expect(verdictFor(system, LOSE_ONE, timing).kind).toBe('proven');
  });
});
