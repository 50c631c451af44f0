import { areReplaced, autoscalerRuns, evicts, roundedDown } from '../../../../lib/core/resilience/gates';
import { group, judged, LOSE_ONE, pinned, requires, systemOf, verdictOn } from '../support';
import { breakOf, HONOR } from './support';

describe('how many machines of a group may be unhealthy', () => {
  it.each([
    ['40%', 25, 10], // 10.0
    ['40%', 6, 2], // 2.4
    ['50%', 1, 0], // 0.5
    ['50%', 2, 1], // 1.0
    ['50%', 3, 1], // 1.5
    ['50%', 4, 2],
    ['33%', 3, 0], // 0.99
    ['34%', 3, 1], // 1.02
    ['100%', 7, 7],
    ['0%', 7, 0],
    ['29%', 100, 29], // exactly, and not a little less
    ['7%', 100, 7],
    [0, 9, 0],
    [3, 9, 3],
    [20, 9, 20],
  ])('of %s of %i is %i: a percentage is rounded down', (limit, machines, most) => {
    expect(roundedDown(limit, machines)).toBe(most);
  });

  it.each([
    // unhealthy, machines, limit
    [1, 1, '50%', false], // 1 > 0: a group of one is never made up for
    [1, 2, '50%', true], // 1 <= 1
    [2, 2, '50%', false], // 2 > 1
    [10, 25, '40%', true],
    [11, 25, '40%', false],
    [2, 6, '40%', true],
    [3, 6, '40%', false],
    [9, 9, '100%', true],
    [2, 100, 1, false],
  ])('%i of %i with a limit of %s are replaced: %s', (unhealthy, machines, limit, replaced) => {
    expect(areReplaced(unhealthy, machines, limit)).toBe(replaced);
  });
});

describe('the autoscaler', () => {
  it.each([
    // unready, nodes: it stops beyond 3 and beyond 45 %, both
    [3, 3, true], // 3 is not more than 3, whatever the share
    [4, 4, false], // 4 > 3, 100 %
    [4, 8, false], // 50 %
    [4, 9, true], // 44.4 %
    [9, 20, true], // exactly 45 % is not more
    [10, 20, false], // 50 %
    [10, 22, false], // 45.45 %
    [10, 23, true], // 43.5 %
    [45, 100, true],
    [46, 100, false],
    [0, 0, true],
  ])('with %i of %i nodes unready goes on: %s', (unready, nodes, runs) => {
    expect(autoscalerRuns(unready, nodes)).toBe(runs);
  });
});

describe('the eviction of lost machines', () => {
  it.each([
    // machines, 34 % of them, rounded to the nearest, a half upwards
    [1, 0], // 0.34
    [2, 1], // 0.68
    [3, 1], // 1.02
    [4, 1], // 1.36
    [5, 2], // 1.70
    [9, 3], // 3.06
    [10, 3], // 3.40
    [12, 4], // 4.08
    [25, 9], // 8.5
    [50, 17], // 17.0
    [75, 26], // 25.5
    [100, 34],
  ])('of %i machines takes place for up to %i of them', (machines, most) => {
    expect(evicts(most, machines, 34)).toBe(true);
    expect(evicts(most + 1, machines, 34)).toBe(false);
  });

  it.each([
    // percent, machines, most
    [0, 9, 0],
    [50, 3, 2], // 1.5
    [50, 5, 3], // 2.5: upwards, not to the even one
    [100, 9, 9],
  ])('with a share of %i %% of %i machines takes place for up to %i', (percent, machines, most) => {
    expect(evicts(most, machines, percent)).toBe(true);
    expect(evicts(most + 1, machines, percent)).toBe(false);
  });
});

describe('the gates of a cluster', () => {
  const later = (atLeast: number) => requires('capacity', 'web', { atLeast, phase: 'recovered' });
  const two = { fail: 'regions', most: 2 } as const;

  it('never make up for a group of one, and for one of two', () => {
    // 1: floor(0.5) = 0 < 1 and max is min. 2 spread as 1/1/0: floor(1.0) = 1.
    expect(verdictOn(systemOf([group(1, HONOR)]), [LOSE_ONE], later(1))).toBe('refuted');
    expect(verdictOn(systemOf([group(2, HONOR)]), [LOSE_ONE], later(1))).toBe('proven');
  });

  it('leave a group of one to the autoscaler where it may add a machine', () => {
    // 0 of 1 is left, 1 unready is no more than 3, and max - min is 1.
    expect(verdictOn(systemOf([group(1, HONOR, { max: 2 })]), [LOSE_ONE], later(1))).toBe('proven');
  });

  it('round 40 % of 6 down to 2', () => {
    // 2/2/2 without a region: 2 <= 2, all come back. 33 % of 6 is 1.98: 1 < 2, and max is min.
    expect(verdictOn(systemOf([group(6, HONOR, { maxUnhealthy: '40%' })]), [LOSE_ONE], later(1))).toBe('proven');
    expect(verdictOn(systemOf([group(6, HONOR, { maxUnhealthy: '33%' })]), [LOSE_ONE], later(1))).toBe('refuted');
  });

  it('take a number as it is', () => {
    // 2 lost of 2/2/2.
    expect(verdictOn(systemOf([group(6, HONOR, { maxUnhealthy: 2 })]), [LOSE_ONE], later(1))).toBe('proven');
    expect(verdictOn(systemOf([group(6, HONOR, { maxUnhealthy: 1 })]), [LOSE_ONE], later(1))).toBe('refuted');
  });

  it('let the autoscaler go on with four of ten unready', () => {
    // 4/3/3 without the 4: floor(0 % of 10) = 0 < 4. 4 > 3, but 40 % <= 45 %: 6 + (14 - 10) = 10.
    const more = { maxUnhealthy: '0%', max: 14 };

    expect(verdictOn(systemOf([group(10, HONOR, more)]), [LOSE_ONE], later(1))).toBe('proven');
  });

  it('let the autoscaler go on with three of four unready', () => {
    // 2/1/1 without two regions: up to 3 lost, 75 %, but not more than 3: 1 + (7 - 4) = 4.
    expect(verdictOn(systemOf([group(4, HONOR, { maxUnhealthy: 0, max: 7 })]), [two], later(1))).toBe('proven');
  });

  it('stop the autoscaler for a group that is mostly gone in a cluster that is not', () => {
    // 4/4/4 without two regions: 8 of 12 is 66 %. Of the cluster 8 of 40 is 20 %: the group is stopped by itself.
    const parts = [group(12, HONOR, { max: 24 }), group(28, pinned(0, 0, 28), { name: 'rest' })];
    const without = { fail: 'group', group: 'lake' } as const;
    const groups = [{ name: 'lake', regions: ['geneva', 'gland'] }];

    expect(verdictOn(systemOf(parts, { groups }), [without], later(0.5))).toBe('refuted');
  });

  it('stop the autoscaler for a group that is mostly there in a cluster that is not', () => {
    // 1/1/1 without Geneva: 1 of 3. Of the cluster 1 + 9 of 12 is 83 %. Nothing is added: 2 of 3.
    const web = group(3, HONOR, { maxUnhealthy: 0, max: 6 });
    const rest = group(9, pinned(9, 0, 0), { name: 'rest' });
    const { verdict } = judged(systemOf([web, rest]), [LOSE_ONE], later(1));

    expect(verdict.kind).toBe('refuted');
    expect(breakOf(verdict).failure.lost).toEqual(['geneva']);
    // By itself, or beside a group of another cluster, it gets what it lost.
    expect(verdictOn(systemOf([web]), [LOSE_ONE], later(1))).toBe('proven');
    expect(verdictOn(systemOf([web, { ...rest, cluster: 'other' }]), [LOSE_ONE], later(1))).toBe('proven');
  });
});
