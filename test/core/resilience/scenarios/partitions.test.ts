import { HARD, judged, pinned, plane, requires, ring, systemOf, verdictOn, volume } from '../support';
import { at, breakOf, FOUR, sites, TWO } from './support';

const quorum = requires('etcdQuorum', 'etcd');
const api = requires('apiAvailable', 'api');
const writable = requires('writable', 'data');
const oneWriter = requires('noSplitBrain', 'data');
const isolate = { fail: 'isolate' } as const;
const cut = { fail: 'cut' } as const;
const split = { fail: 'split' } as const;

describe('an etcd whose regions no longer reach each other', () => {
  it('goes on in the two regions that still do', () => {
    // 1/1/1: the two hear 2 of 2 needed.
    expect(verdictOn(systemOf([ring(3)]), [isolate], quorum)).toBe('proven');
  });

  it('goes on in the region that was cut off where that has a majority', () => {
    // 3/0/0: Geneva hears 3 of 2 needed. 2/1/1 needs 3: Geneva hears 2, and the others 2.
    expect(verdictOn(systemOf([ring(3, pinned(3, 0, 0))]), [isolate], quorum)).toBe('proven');
    const { verdict } = judged(systemOf([ring(4, pinned(2, 1, 1))]), [isolate], quorum);
    expect(verdict.kind).toBe('refuted');
    expect(breakOf(verdict).failure.cut).toEqual([
      ['geneva', 'gland'],
      ['geneva', 'lucerne'],
    ]);
  });

  it('survives any one cut, for the third region reaches both sides', () => {
    // 1/1/1: the third hears 3, the others 2 each. 2/2/1 needs 3: every one of them hears 3 at least.
    expect(verdictOn(systemOf([ring(3)]), [cut], quorum)).toBe('proven');
    expect(verdictOn(systemOf([ring(5)]), [cut], quorum)).toBe('proven');
  });

  it('asks for one member that hears a quorum, not for all that hear each other', () => {
    // 2/2/1 needs 3. Geneva and Gland are cut: Lucerne hears 5, Geneva 3, Gland 3; no three hear each other but with it.
    const system = systemOf([ring(5, pinned(2, 2, 1))]);

    expect(verdictOn(system, [{ fail: 'cut', between: ['geneva', 'gland'] }], quorum)).toBe('proven');
  });

  it('does not survive the cut between its two halves where no third region holds a member', () => {
    // 2/2/0 needs 3: each half hears 2.
    const system = systemOf([ring(4, pinned(2, 2, 0))]);

    expect(verdictOn(system, [{ fail: 'cut', between: ['geneva', 'gland'] }], quorum)).toBe('refuted');
    expect(verdictOn(system, [{ fail: 'cut', between: ['gland', 'lucerne'] }], quorum)).toBe('proven');
  });

  it('survives that nobody reaches anybody only where one region has a majority', () => {
    // 1/1/1: each hears 1 of 2. 2/1/0: Geneva hears 2.
    expect(verdictOn(systemOf([ring(3)]), [split], quorum)).toBe('refuted');
    expect(verdictOn(systemOf([ring(3, pinned(2, 1, 0))]), [split], quorum)).toBe('proven');
  });

  it('of four members in four regions survives one that is cut off', () => {
    // Three regions hear 3 of 3 needed.
    expect(verdictOn(systemOf([ring(4)], { regions: sites(FOUR) }), [isolate], quorum)).toBe('proven');
  });
});

describe('an API whose regions no longer reach each other', () => {
  it('goes on with a server on the side of the quorum', () => {
    // One server in each region, two of them with 2 of 3 members.
    expect(verdictOn(systemOf([ring(3), plane(3, HARD)]), [isolate], api)).toBe('proven');
  });

  it('stops where its servers are on the other side', () => {
    // Both servers in Geneva, which is cut off and hears 1 of 2 members needed.
    const system = systemOf([ring(3), plane(2, pinned(2, 0, 0))]);

    expect(verdictOn(system, [{ fail: 'isolate', region: 'geneva' }], api)).toBe('refuted');
    expect(verdictOn(system, [{ fail: 'isolate', region: 'gland' }], api)).toBe('proven');
  });

  it('stops where its servers reach none but the member that was cut off, though etcd goes on', () => {
    // Members 1/2/0: Geneva's hears 1, Gland's 2 of 2 needed. The servers in Geneva reach Geneva and Lucerne.
    const system = systemOf([ring(3, pinned(1, 2, 0)), plane(2, pinned(2, 0, 0))]);
    const between = { fail: 'cut', between: ['geneva', 'gland'] } as const;

    expect(verdictOn(system, [between], quorum)).toBe('proven');
    expect(verdictOn(system, [between], api)).toBe('refuted');
  });

  it('goes on where its servers reach a member with a quorum in a third region', () => {
    // Members 1/3/1 need 3. Geneva hears 2; Lucerne hears 5, and Geneva's servers reach it.
    const system = systemOf([ring(5, pinned(1, 3, 1)), plane(2, pinned(2, 0, 0))]);

    expect(verdictOn(system, [{ fail: 'cut', between: ['geneva', 'gland'] }], api)).toBe('proven');
  });

  it('stops where its address is served on the other side', () => {
    // Servers and members go on in Gland and Lucerne; the address is in Geneva, whose own server has no quorum.
    const system = systemOf([ring(3), plane(3, HARD, { endpoint: ['geneva'] })]);

    expect(verdictOn(system, [{ fail: 'isolate', region: 'geneva' }], api)).toBe('refuted');
    expect(verdictOn(system, [{ fail: 'isolate', region: 'lucerne' }], api)).toBe('proven');
  });
});

describe('a volume whose copies no longer reach each other', () => {
  it('of three writes where two of them do, and in one place alone', () => {
    // 2 of 2 needed on the one side, 1 on the other.
    expect(verdictOn(systemOf([volume(3)]), [isolate, cut], writable)).toBe('proven');
    expect(verdictOn(systemOf([volume(3)]), [isolate, cut, split], oneWriter)).toBe('proven');
  });

  it('of three writes nowhere where no two do', () => {
    expect(verdictOn(systemOf([volume(3)]), [split], writable)).toBe('refuted');
  });

  it('of two writes on the side of the tie-breaker', () => {
    // Cut off is a copy: the other has the tie-breaker. Cut off is the tie-breaker: both copies are 2 of 2.
    expect(verdictOn(systemOf([volume(2)]), [isolate], writable)).toBe('proven');
    expect(verdictOn(systemOf([volume(2)]), [isolate, cut, split], oneWriter)).toBe('proven');
    // Each copy alone: 1 of 2, and no tie-breaker.
    expect(verdictOn(systemOf([volume(2)]), [split], writable)).toBe('refuted');
  });

  it('of two takes writes on both sides where nothing asks for a quorum', () => {
    // 1/1: no third region, so no tie-breaker, and LINSTOR turns the quorum off. Each side writes.
    const { verdict } = judged(systemOf([volume(2)], { regions: sites(TWO) }), [isolate], oneWriter);

    expect(verdict.kind).toBe('refuted');
    expect(breakOf(verdict).failure.cut).toEqual([['geneva', 'gland']]);
  });

  it.each([
    // quorum, three copies in three regions
    ['off', 'refuted'], // every side writes
    [1, 'refuted'], // 1 is enough on either side
    ['majority', 'proven'], // 2 and 1
    ['all', 'proven'], // neither side has 3
  ] as const)('with a quorum of %s: no two writers is %s', (quorum, verdict) => {
    expect(verdictOn(systemOf([volume(3, { quorum })]), [isolate], oneWriter)).toBe(verdict);
  });

  it('of four takes writes on both sides where 2 are enough', () => {
    // 2/2/0 without the link between them: 2 on each side. A majority of 4 is 3, and no side has it.
    const more = { spread: pinned(2, 2, 0), tieBreaker: 'none' } as const;

    expect(verdictOn(systemOf([volume(4, { ...more, quorum: 2 })]), [cut], oneWriter)).toBe('refuted');
    expect(verdictOn(systemOf([volume(4, { ...more, quorum: 'majority' })]), [cut], oneWriter)).toBe('proven');
  });

  it('of one has no second side', () => {
    expect(verdictOn(systemOf([volume(1)]), [isolate, cut, split], oneWriter)).toBe('proven');
  });

  it('in one region has no second side, whatever the quorum', () => {
    const system = systemOf([volume(2, { spread: pinned(2, 0, 0), quorum: 'off' })]);

    expect(verdictOn(system, [isolate, cut, split], oneWriter)).toBe('proven');
  });

  it('writes in the region that is cut off where that has a majority', () => {
    // 2/1/0: Geneva has 2 of 2 needed by itself.
    expect(verdictOn(systemOf([volume(3, { spread: pinned(2, 1, 0) })]), [isolate, split], writable)).toBe('proven');
  });

  it('of four in four regions writes on the side of three', () => {
    // 1/1/1/1: 3 of 3 needed. Two tie-breakers in one region do not make up for two votes.
    const more = { regions: sites(FOUR) };
    const tied = volume(4, { tieBreaker: { count: 2, spread: at({ zurich: 2 }) } });

    expect(verdictOn(systemOf([volume(4)], more), [isolate], writable)).toBe('proven');
    expect(verdictOn(systemOf([tied], more), [split], writable)).toBe('refuted');
  });
});
