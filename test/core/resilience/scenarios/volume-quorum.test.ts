import { judged, LOSE_ONE, pinned, requires, SOFT, systemOf, verdictOn, volume } from '../support';
import { at, breakOf, countsOf, FOUR, goodOf, sites, TWO, verdictFor } from './support';

const writable = requires('writable', 'data');
const two = { fail: 'regions', most: 2 } as const;
const perRegion = (most: number) => ({ rule: 'perRegion', most }) as const;

describe('a volume with an odd number of copies', () => {
  it('of one copy is lost with it, and has nothing else to fear', () => {
    // LINSTOR turns the quorum of 1 copy off: it is writable where the copy lives.
    const system = systemOf([volume(1, { spread: pinned(1, 0, 0) })]);

    expect(verdictOn(system, [{ fail: 'region', region: 'geneva' }], writable)).toBe('refuted');
    expect(verdictOn(system, [{ fail: 'region', region: 'gland' }], writable)).toBe('proven');
  });

  it('of three in three regions keeps a majority without one and not without two', () => {
    // 2 of 3, of which 2 are needed; then 1.
    expect(verdictOn(systemOf([volume(3)]), [LOSE_ONE], writable)).toBe('proven');
    expect(verdictOn(systemOf([volume(3)]), [two], writable)).toBe('refuted');
  });

  it('of three gains nothing from diskless peers, for they have no vote', () => {
    // Without Geneva and Gland: 1 of 3 copies and both diskless peers. 3 of 5 machines are there; 1 of 2 votes is.
    const tieBreaker = { count: 2, spread: pinned(0, 0, 2) };
    const { verdict } = judged(systemOf([volume(3, { tieBreaker })]), [two], writable);

    expect(verdict.kind).toBe('refuted');
  });

  it('of three, at most two in a region, hangs on where they are', () => {
    // 2/1/0 keeps 1 of 2 needed without the 2; 1/1/1 keeps 2.
    const { verdict } = judged(systemOf([volume(3, { spread: perRegion(2) })]), [LOSE_ONE], writable);

    expect(verdict.kind).toBe('unknown');
    expect(Math.max(...countsOf(breakOf(verdict), 'data'))).toBe(2);
    expect(countsOf(goodOf(verdict), 'data')).toEqual([1, 1, 1]);
  });

  it('has no rule over regions where nodes have no labels', () => {
    // 3/0/0 is possible then.
    const system = systemOf([volume(3)], { labelled: false });

    expect(verdictOn(system, [LOSE_ONE], writable)).toBe('unknown');
  });
});

describe('a volume with an even number of copies', () => {
  it('of two has a tie-breaker in the region without a copy', () => {
    // 1 of 2 and the tie-breaker, or both copies without it.
    expect(verdictOn(systemOf([volume(2)]), [LOSE_ONE], writable)).toBe('proven');
    expect(verdictOn(systemOf([volume(2)]), [two], writable)).toBe('refuted');
  });

  it('of two whose tie-breaker stands beside a copy is lost with that region', () => {
    // Without Geneva: 1 of 2 needed, and none of the diskless. One machine of Geneva takes the copy alone.
    const tieBreaker = { count: 1, spread: pinned(1, 0, 0) };
    const system = systemOf([volume(2, { spread: pinned(1, 1, 0), tieBreaker })]);
    const { verdict } = judged(system, [LOSE_ONE], writable);

    expect(verdict.kind).toBe('refuted');
    expect(breakOf(verdict).failure.lost).toEqual(['geneva']);
    expect(verdictOn(system, [{ fail: 'node' }], writable)).toBe('proven');
  });

  it('of two without a tie-breaker is lost with either, where a majority is asked for', () => {
    // 1 of 2 needed.
    const system = systemOf([volume(2, { quorum: 'majority', tieBreaker: 'none' })]);

    expect(verdictOn(system, [LOSE_ONE], writable)).toBe('refuted');
  });

  it('of two without a tie-breaker writes on where LINSTOR decides, for it turns the quorum off', () => {
    // 2 copies and no diskless peer: off, and any live copy writes.
    expect(verdictOn(systemOf([volume(2, { tieBreaker: 'none' })]), [LOSE_ONE], writable)).toBe('proven');
  });

  it('of two in two regions finds no place for a tie-breaker', () => {
    // One copy in each region, so the rule leaves no third. LINSTOR: off. A majority: 1 of 2 needed.
    const more = { regions: sites(TWO) };

    expect(verdictOn(systemOf([volume(2)], more), [LOSE_ONE], writable)).toBe('proven');
    expect(verdictOn(systemOf([volume(2, { quorum: 'majority' })], more), [LOSE_ONE], writable)).toBe('refuted');
  });

  it('needs most of its tie-breakers, not half of them', () => {
    // Copies 1/1/0. With diskless 1/0/1 and without Geneva: 1 of 2 needed. With 1/1/1: 2 of 2 needed.
    const withPeers = (...counts: [number, number, number]) =>
      systemOf([
        volume(2, {
          spread: pinned(1, 1, 0),
          tieBreaker: { count: counts[0] + counts[1] + counts[2], spread: pinned(...counts) },
        }),
      ]);

    expect(verdictOn(withPeers(1, 0, 1), [LOSE_ONE], writable)).toBe('refuted');
    expect(verdictOn(withPeers(1, 1, 1), [LOSE_ONE], writable)).toBe('proven');
  });

  it('of four, at most two in a region, survives where the third region is left for the tie-breaker', () => {
    // 2/1/1 fills all regions, so there is none: without the 2, 2 of 3 needed. 2/2/0: 2 and the tie-breaker.
    const { verdict } = judged(systemOf([volume(4, { spread: perRegion(2) })]), [LOSE_ONE], writable);

    expect(verdict.kind).toBe('unknown');
    expect(countsOf(breakOf(verdict), 'data').sort()).toEqual([1, 1, 2]);
    expect(countsOf(goodOf(verdict), 'data').sort()).toEqual([0, 2, 2]);
  });

  it('of four in four regions survives one and not two', () => {
    // 1/1/1/1 leaves no region for a tie-breaker: 3 of 3 needed, then 2.
    const system = systemOf([volume(4)], { regions: sites(FOUR) });

    expect(verdictOn(system, [LOSE_ONE], writable)).toBe('proven');
    expect(verdictOn(system, [two], writable)).toBe('refuted');
  });

  it('of four in four regions survives two with a tie-breaker in either half of what is left, not in what is lost', () => {
    // 2 of 4 copies and the tie-breaker in Zurich; it is among the lost in half of the cases.
    const tieBreaker = { count: 1, spread: at({ zurich: 1 }) };
    const groups = [
      { name: 'with', regions: ['lucerne', 'zurich'] },
      { name: 'without', regions: ['geneva', 'gland'] },
    ];
    const system = systemOf([volume(4, { tieBreaker })], { regions: sites(FOUR), groups });

    expect(verdictOn(system, [{ fail: 'group', group: 'without' }], writable)).toBe('proven');
    expect(verdictOn(system, [{ fail: 'group', group: 'with' }], writable)).toBe('refuted');
  });

  it('of two that nothing spreads may be lost together', () => {
    // 2/0/0 without Geneva: none. 1/1/0 with the tie-breaker in the third: 1 and the tie-breaker.
    const { verdict } = judged(systemOf([volume(2, { spread: SOFT })]), [LOSE_ONE], writable);

    expect(verdict.kind).toBe('unknown');
    const good = goodOf(verdict).placement[0]!;
    expect(Object.values(good.counts).map((count, i) => count + Object.values(good.diskless!)[i]!)).toEqual([1, 1, 1]);
  });
});

describe('what a volume asks of its copies', () => {
  it.each([
    // quorum, copies, verdict without one region, verdict without two
    ['off', 3, 'proven', 'proven'], // any live copy
    ['majority', 3, 'proven', 'refuted'], // 2 of 3
    ['all', 3, 'refuted', 'refuted'], // 3 of 3, odd: no tie to break
    [1, 3, 'proven', 'proven'], // 1 is enough
    [2, 3, 'proven', 'refuted'], // as a majority
    [3, 3, 'refuted', 'refuted'], // as all
    ['linstor', 3, 'proven', 'refuted'], // three copies: a majority
    // Two copies have a tie-breaker, which makes up for one vote of whatever is needed.
    ['all', 2, 'proven', 'refuted'],
  ] as const)(
    'where the quorum is %s, %i copies are %s without a region and %s without two',
    (quorum, copies, one, both) => {
      const system = systemOf([volume(copies, { quorum })]);

      expect(verdictOn(system, [LOSE_ONE], writable)).toBe(one);
      expect(verdictOn(system, [two], writable)).toBe(both);
    },
  );

  it.each([
    [1, 'proven'], // 2 of 3 copies are a majority and at least 1
    [2, 'proven'], // and at least 2
    [3, 'refuted'], // not 3
  ])('where %i up-to-date copies are asked for besides, three copies are %s', (minimumRedundancy, verdict) => {
    expect(verdictOn(systemOf([volume(3, { minimumRedundancy })]), [LOSE_ONE], writable)).toBe(verdict);
  });

  it('is that redundancy where a tie is broken as well, once the loss is settled', () => {
    // 1 of 2 copies and the tie-breaker hold for a moment; then the lost copy is no voter any longer, and 1 is less than 2.
    expect(verdictOn(systemOf([volume(2, { minimumRedundancy: 2 })]), [LOSE_ONE], writable)).toBe('refuted');
  });
});

describe('what may be read of a volume', () => {
  const readable = requires('readable', 'data');

  it('is what may be written', () => {
    expect(verdictFor(systemOf([volume(3)]), LOSE_ONE, readable).kind).toBe('proven');
  });

  it('is nothing without a quorum where writers wait', () => {
    // 1 of 2 needed; I/O is suspended, reads too.
    expect(verdictFor(systemOf([volume(3)]), two, readable).kind).toBe('refuted');
  });

  it('is the own copy without a quorum where writers get errors', () => {
    // 1 copy is left, and it answers reads.
    const system = systemOf([volume(3, { onNoQuorum: 'io-error' })]);

    expect(verdictFor(system, two, readable).kind).toBe('proven');
    expect(verdictFor(system, two, writable).kind).toBe('refuted');
    // No copy is left.
    expect(verdictFor(system, { fail: 'regions', most: 3 }, readable).kind).toBe('refuted');
  });
});
