import { group, HARD, judged, LOSE_ONE, pinned, requires, SOFT, systemOf, verdictOn } from '../support';
import { breakOf, countsOf, goodOf, HONOR, unknown, withHosts, wouldProve } from './support';

const atOnce = (atLeast: number) => requires('capacity', 'web', { atLeast });
const later = (atLeast: number) => requires('capacity', 'web', { atLeast, phase: 'recovered' });
const BOTH = { fail: 'regions', most: 2 } as const;

describe('what a node group carries at once', () => {
  it.each([
    // min, hard over three regions: what is left without the fullest, and the share
    [3, 0.6, 'proven'], // 1/1/1: 2 of 3, 66 %
    [4, 0.5, 'proven'], // 2/1/1: 2 of 4, exactly half
    [5, 0.6, 'proven'], // 2/2/1: 3 of 5, exactly 60 %
    [5, 0.61, 'refuted'], // 3 of 5 is less
    [10, 0.6, 'proven'], // 4/3/3: 6 of 10
    [10, 0.7, 'refuted'], // 6 of 10 is less
  ])('with %i machines spread hard is at least %d without a region: %s', (min, share, verdict) => {
    expect(verdictOn(systemOf([group(min)]), [LOSE_ONE], atOnce(share))).toBe(verdict);
  });

  it('counts the least number of machines, for the autoscaler may have taken the others away', () => {
    // min 4 of max 12: 2/1/1 leaves 2 of 4.
    expect(verdictOn(systemOf([group(4, HARD, { max: 12 })]), [LOSE_ONE], atOnce(0.6))).toBe('refuted');
  });

  it('is bounded by the skew of all that the selector takes in', () => {
    // 3 and 3 balanced as one are 2/2/2. The 3 may be 2/1/0, which leaves 1 of 3; or 1/1/1, which leaves 2.
    const shared = { ...HONOR, selector: 'shop' };
    const other = group(3, shared, { name: 'jobs' });
    const { verdict } = judged(systemOf([group(3, shared), other]), [LOSE_ONE], atOnce(0.5));

    expect(verdict.kind).toBe('unknown');
    expect(Math.max(...countsOf(breakOf(verdict), 'web'))).toBe(2);
    // No more than 2 of them are in one region, so a third is left in any case.
    expect(verdictOn(systemOf([group(3, shared), other]), [LOSE_ONE], atOnce(0.33))).toBe('proven');
  });
});

describe('what a node group carries once everything has healed', () => {
  it('is everything where few enough are unhealthy and the filter lets them in', () => {
    // 2/1/1 without Geneva: 2 lost, no more than floor(50 % of 4) = 2; with Honor two regions take them, 2/2.
    expect(verdictOn(systemOf([group(4, HONOR)]), [LOSE_ONE], later(1))).toBe('proven');
  });

  it('is what is left where a lost region still counts', () => {
    // The health check would replace 2, but the lost region has 0: 1 + 1 - 0 = 2 is more than 1. 2 of 4 stay.
    expect(verdictOn(systemOf([group(4, HARD)]), [LOSE_ONE], later(0.51))).toBe('refuted');
    expect(verdictOn(systemOf([group(4, HARD)]), [LOSE_ONE], later(0.5))).toBe('proven');
  });

  it('is what is left where there is no room', () => {
    const system = systemOf([group(4, HONOR)], { freeCapacity: false });

    expect(verdictOn(system, [LOSE_ONE], later(1))).toBe('refuted');
  });

  it('is what the autoscaler adds where too many are unhealthy', () => {
    // 2/1/1 without the 2 and a 1: 3 lost, more than 2; no more than 3 unready, so it adds max - min: 1 + 3 = 4 of 4.
    expect(verdictOn(systemOf([group(4, HONOR, { max: 7 })]), [BOTH], later(1))).toBe('proven');
    // With max 6 it adds 2: 3 of 4.
    const six = systemOf([group(4, HONOR, { max: 6 })]);
    expect(verdictOn(six, [BOTH], later(0.75))).toBe('proven');
    const { verdict } = judged(six, [BOTH], later(0.76));
    expect(verdict.kind).toBe('refuted');
    expect(breakOf(verdict).failure.lost).toHaveLength(2);
  });

  it('is what is left where the autoscaler stops as well', () => {
    // 2/2/2 without two regions: 4 lost, more than floor(3); 4 > 3 and 4 of 6 is 66 % > 45 %: 2 of 6 stay.
    const system = systemOf([group(6, HONOR, { max: 60 })]);

    expect(verdictOn(system, [BOTH], later(0.5))).toBe('refuted');
    expect(verdictOn(system, [BOTH], later(0.33))).toBe('proven');
  });

  it('hangs on a limit of the health check that nobody told', () => {
    // 2/2/2 without a region: 2 lost. floor(50 % of 6) = 3 replaces them, floor(10 % of 6) = 0 does not; max is min.
    const maxUnhealthy = unknown('maxUnhealthy', '50%', '10%');
    const { verdict } = judged(systemOf([group(6, HONOR, { maxUnhealthy })]), [LOSE_ONE], later(1));

    expect(wouldProve(verdict)).toEqual([[{ fact: 'maxUnhealthy', is: '50%' }]]);
  });

  it('stays as it is where every machine has its region', () => {
    // Pinned 2/2/2: what Geneva had goes nowhere else, so 4 of 6 are left.
    const system = systemOf([group(6, pinned(2, 2, 2))]);

    expect(verdictOn(system, [LOSE_ONE], later(0.66))).toBe('proven');
    expect(verdictOn(system, [LOSE_ONE], later(0.67))).toBe('refuted');
  });

  it('comes back within the regions where it may stand', () => {
    // 4 within Geneva and Gland are 2/2; 2 lost, replaced in the other one. Without both nothing can be.
    const system = systemOf([group(4, HONOR, { within: ['geneva', 'gland'] })]);

    expect(verdictOn(system, [LOSE_ONE], later(1))).toBe('proven');
    expect(verdictOn(system, [BOTH], later(0.1))).toBe('refuted');
  });

  it('is blocked again by Honor with as many domains asked for as there were', () => {
    // Two regions are fewer than 3 domains, so the least is 0: 2 + 1 - 0 is more than 1. 4 of 6 stay.
    const system = systemOf([group(6, { ...HONOR, minDomains: 3 })]);

    expect(verdictOn(system, [LOSE_ONE], later(0.67))).toBe('refuted');
    expect(verdictOn(system, [LOSE_ONE], later(0.66))).toBe('proven');
  });

  it('shares what the filter lets in with others that may come first', () => {
    // 1 and 4 balanced as one with a skew of 2: 2/2/1 or 3/1/1. A lost region has 0, so a region left takes up to 2.
    // Of 2/2/1 without a 2 there is room for 1, and one of the four wants it as well; of 3/1/1 without the 3 there is room
    // for 2, which two of the four want; of 2/2/1 without the 1 there is no room. Of 3/1/1 without a 1 there is room for 1
    // and nobody else who wants it: the one is safe where it stands alone and another region has 3.
    const spread = { rule: 'zone', maxSkew: 2, selector: 'shop' } as const;
    const more = { maxUnhealthy: '100%' };
    const system = systemOf([group(1, spread, more), group(4, spread, { ...more, name: 'jobs' })]);
    const { verdict } = judged(system, [LOSE_ONE], later(1));

    expect(verdict.kind).toBe('unknown');
    const web = countsOf(goodOf(verdict), 'web');
    const jobs = countsOf(goodOf(verdict), 'jobs');
    expect(web.map((count, i) => [count, jobs[i]]).sort()).toEqual([
      [0, 1],
      [0, 3],
      [1, 0],
    ]);
  });

  it('does not start on machines that carry as many as the rule over machines lets them', () => {
    // One machine in each region, so 3 are 1/1/1. The lost machine still counts, with 0: 1 + 1 - 0 is more than 1.
    const system = systemOf([group(3, { rule: 'hostname', maxSkew: 1 })], withHosts(1, 1, 1));

    expect(verdictOn(system, [LOSE_ONE], later(1))).toBe('refuted');
  });

  it('starts anywhere where nothing spreads it', () => {
    // Any placement of 2: up to 2 lost. Of 1 lost, floor(50 % of 2) = 1 is replaced. Of 2 lost none is, but 2 are no more
    // than 3, so the autoscaler adds max - min = 2.
    expect(verdictOn(systemOf([group(2, SOFT, { max: 4 })]), [LOSE_ONE], later(1))).toBe('proven');
    // Without more at most, 2/0/0 stays at 0 and 1/1/0 comes back.
    expect(verdictOn(systemOf([group(2, SOFT)]), [LOSE_ONE], later(1))).toBe('unknown');
  });
});
