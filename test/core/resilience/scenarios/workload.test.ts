import { refill } from '../../../../lib/core/resilience/refill';
import { HARD, judged, LOSE_ONE, pinned, requires, SOFT, systemOf, verdictOn, workload } from '../support';
import { breakOf, countsOf, HONOR, unknown, withHosts, wouldProve } from './support';

const atOnce = (atLeast: number) => requires('runningReplicas', 'app', { atLeast });
const later = (atLeast: number) => requires('runningReplicas', 'app', { atLeast, phase: 'recovered' });
const two = { fail: 'regions', most: 2 } as const;

describe('the pods that run at once', () => {
  it.each([
    // replicas, at least, spread hard over three regions
    [3, 2, 'proven'], // 1/1/1: 2
    [3, 3, 'refuted'],
    [4, 2, 'proven'], // 2/1/1: 2
    [4, 3, 'refuted'],
    [9, 6, 'proven'], // 3/3/3: 6
    [9, 7, 'refuted'],
  ])('of %i spread hard, at least %i without a region: %s', (replicas, atLeast, verdict) => {
    expect(verdictOn(systemOf([workload(replicas)]), [LOSE_ONE], atOnce(atLeast))).toBe(verdict);
  });

  it('are all of them where others are lost', () => {
    // Pinned 0/2/2 without Geneva.
    const system = systemOf([workload(4, pinned(0, 2, 2))]);

    expect(verdictOn(system, [{ fail: 'region', region: 'geneva' }], atOnce(4))).toBe('proven');
  });

  it('may be none where nothing spreads them', () => {
    // 3/0/0 without Geneva; 1/1/1 keeps two.
    const { verdict } = judged(systemOf([workload(3, SOFT)]), [LOSE_ONE], atOnce(1));

    expect(verdict.kind).toBe('unknown');
    expect(Math.max(...countsOf(breakOf(verdict), 'app'))).toBe(3);
  });
});

describe('the pods that run once everything has healed', () => {
  it('leave the replacements Pending where a lost region still counts', () => {
    // 3/3/3 without Geneva is 0/3/3: the least is 0, and 3 + 1 - 0 is more than 1. 6 of 9 run.
    const { verdict } = judged(systemOf([workload(9)]), [LOSE_ONE], later(7));

    expect(verdict.kind).toBe('refuted');
    expect(countsOf(breakOf(verdict), 'app')).toEqual([3, 3, 3]);
    expect(verdictOn(systemOf([workload(9)]), [LOSE_ONE], later(6))).toBe('proven');
  });

  it('are as few as two of nine where a region counts from which nothing ever ran', () => {
    // The published case: nine pods, three zones, one of them bad. Each good one takes 1; seven are Pending.
    const room = {
      left: [0, 0, 0],
      before: [0, 0, 0],
      up: [false, true, true],
      eligible: [true, true, true],
      machines: [3, 3, 3],
      enoughMachines: true,
    };

    expect(refill(9, HARD, room)).toBe(2);
    expect(refill(9, HONOR, room)).toBe(9);
  });

  it('are all of them where a lost region no longer counts', () => {
    // 3/3 and 3 more: 5/4, a skew of 1.
    expect(verdictOn(systemOf([workload(9, HONOR)]), [LOSE_ONE], later(9))).toBe('proven');
  });

  it('are blocked again where as many regions are asked for as there were', () => {
    // Two regions are fewer than three: the least is 0. 6 of 9 run. With two asked for there are two.
    expect(verdictOn(systemOf([workload(9, { ...HONOR, minDomains: 3 })]), [LOSE_ONE], later(7))).toBe('refuted');
    expect(verdictOn(systemOf([workload(9, { ...HONOR, minDomains: 2 })]), [LOSE_ONE], later(9))).toBe('proven');
  });

  it('are as many more as the skew lets the others have over nothing', () => {
    // Skew 2, 4 pods: 2/1/1 or 2/2/0. Without a 2 of 2/1/1 each takes one: 4. Without a 1 of 2/1/1: one takes 1: 4.
    // Without a 2 of 2/2/0: the empty one takes 2: 4.
    const spread = { rule: 'zone', maxSkew: 2 } as const;

    expect(verdictOn(systemOf([workload(4, spread)]), [LOSE_ONE], later(4))).toBe('proven');
    // 5 pods are 2/2/1 or 3/1/1. Without the fullest region each of the two left takes up to 2: 4 run, not 5.
    expect(verdictOn(systemOf([workload(5, spread)]), [LOSE_ONE], later(4))).toBe('proven');
    expect(verdictOn(systemOf([workload(5, spread)]), [LOSE_ONE], later(5))).toBe('refuted');
  });

  it('are in one region what the filter allows without two', () => {
    // 1/1/1, Ignore: 1 runs, for 1 + 1 - 0 is more than 1. Honor: one region is left, and all 3 run there.
    expect(verdictOn(systemOf([workload(3)]), [two], later(2))).toBe('refuted');
    expect(verdictOn(systemOf([workload(3, HONOR)]), [two], later(3))).toBe('proven');
  });

  it('count the regions that they may stand in alone', () => {
    // 4 within Geneva and Gland: 2/2. Without Geneva, Ignore: the least of the two is 0, so 2 run; Honor: all 4.
    const within = ['geneva', 'gland'];

    expect(verdictOn(systemOf([workload(4, HARD, { within })]), [LOSE_ONE], later(3))).toBe('refuted');
    expect(verdictOn(systemOf([workload(4, HONOR, { within })]), [LOSE_ONE], later(4))).toBe('proven');
  });

  it('fill what a rule of so many in a region leaves', () => {
    // 4, two in a region at most: 2/2/0 or 2/1/1. Two regions hold 4. 6 are 2/2/2, and two regions hold 4 of them.
    const spread = { rule: 'perRegion', most: 2 } as const;

    expect(verdictOn(systemOf([workload(4, spread)]), [LOSE_ONE], later(4))).toBe('proven');
    expect(verdictOn(systemOf([workload(6, spread)]), [LOSE_ONE], later(4))).toBe('proven');
    expect(verdictOn(systemOf([workload(6, spread)]), [LOSE_ONE], later(5))).toBe('refuted');
  });

  it('do not start again without room, and nobody knows where nobody promised it', () => {
    expect(verdictOn(systemOf([workload(3, SOFT)]), [LOSE_ONE], later(3))).toBe('proven');
    expect(verdictOn(systemOf([workload(3, SOFT)], { freeCapacity: false }), [LOSE_ONE], later(3))).toBe('refuted');
    const open = systemOf([workload(3, SOFT)], { freeCapacity: unknown('A-CAP', true, false) });
    expect(wouldProve(judged(open, [LOSE_ONE], later(3)).verdict)).toEqual([[{ fact: 'A-CAP', is: true }]]);
  });

  it('leave the replacements Pending where lost machines still count', () => {
    // One machine in each region and one pod on each. The lost machine has 0: 1 + 1 - 0 is more than 1, so 2 of 3 run.
    const system = systemOf([workload(3, { rule: 'hostname', maxSkew: 1 })], withHosts(1, 1, 1));

    expect(verdictOn(system, [LOSE_ONE], later(3))).toBe('refuted');
    expect(verdictOn(system, [LOSE_ONE], later(2))).toBe('proven');
  });

  it('start on machines that are still empty', () => {
    // Two machines in each region, three pods, one on a machine at most. Four machines are left for three pods.
    const system = systemOf([workload(3, { rule: 'hostname', maxSkew: 1 })], withHosts(2, 2, 2));

    expect(verdictOn(system, [LOSE_ONE], later(3))).toBe('proven');
  });

  it('stay where they are under a cut, for nothing is lost', () => {
    expect(verdictOn(systemOf([workload(3)]), [{ fail: 'isolate' }, { fail: 'split' }], later(3))).toBe('proven');
  });
});
