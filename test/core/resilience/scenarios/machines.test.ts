import {
  group,
  HARD,
  judged,
  LOSE_ONE,
  pinned,
  plane,
  requires,
  ring,
  SOFT,
  systemOf,
  verdictOn,
  volume,
  workload,
} from '../support';
import { breakOf, countsOf, goodOf, withHosts } from './support';

const quorum = requires('etcdQuorum', 'etcd');
const node = { fail: 'node' } as const;
const host = { fail: 'host' } as const;
const apart = { rule: 'hostname', maxSkew: 1 } as const;

describe('the loss of one machine of a cluster', () => {
  it('takes one member of an etcd, wherever they stand', () => {
    // 2 of 3 are left, of which 2 are needed. Of 2 members 1 is left, and of 1 none.
    expect(verdictOn(systemOf([ring(3, SOFT)]), [node], quorum)).toBe('proven');
    expect(verdictOn(systemOf([ring(2, SOFT)]), [node], quorum)).toBe('refuted');
    expect(verdictOn(systemOf([ring(1, SOFT)]), [node], quorum)).toBe('refuted');
  });

  it('takes one machine of a group', () => {
    // 9 of 10.
    const system = systemOf([group(10, SOFT)]);

    expect(verdictOn(system, [node], requires('capacity', 'web', { atLeast: 0.9 }))).toBe('proven');
    expect(verdictOn(system, [node], requires('capacity', 'web', { atLeast: 0.91 }))).toBe('refuted');
  });

  it('takes one copy of a volume, for no machine has two', () => {
    // 3 copies: 2 of 2 needed. 2 copies with a tie-breaker: 1 and it, or 2 without it.
    const writable = requires('writable', 'data');

    expect(verdictOn(systemOf([volume(3, { spread: SOFT })]), [node], writable)).toBe('proven');
    expect(verdictOn(systemOf([volume(2)]), [node], writable)).toBe('proven');
    expect(verdictOn(systemOf([volume(1)]), [node], writable)).toBe('refuted');
  });

  it('is made up for where one unhealthy machine is', () => {
    // Of 2 one is lost: floor(50 % of 2) = 1, and nothing spreads them, so one comes back. Of 1: floor(0.5) = 0.
    const later = requires('capacity', 'web', { atLeast: 1, phase: 'recovered' });

    expect(verdictOn(systemOf([group(2, SOFT)]), [node], later)).toBe('proven');
    expect(verdictOn(systemOf([group(1, SOFT)]), [node], later)).toBe('refuted');
  });

  it('is made up for in its own place where every machine has one', () => {
    // Pinned 2/0/0: Geneva is there, and it has room for the second again.
    const later = requires('capacity', 'web', { atLeast: 1, phase: 'recovered' });

    expect(verdictOn(systemOf([group(2, pinned(2, 0, 0))]), [node], later)).toBe('proven');
  });
});

describe('the loss of one machine of the platform, where nobody told how many there are', () => {
  it('may take all that a region has, or one of it', () => {
    // 3/0/0: one machine may carry 3 members, or 1 of them.
    const { verdict } = judged(systemOf([ring(3, pinned(3, 0, 0))]), [host], quorum);

    expect(verdict.kind).toBe('unknown');
    expect(breakOf(verdict).failure.machine).toEqual({ what: 'host', region: 'geneva' });
    expect(breakOf(verdict).placement[0]!.onOneMachine!['geneva']).toBeGreaterThan(1);
    expect(goodOf(verdict).placement[0]!.onOneMachine!['geneva']).toBe(1);
  });

  it('takes no more than a region has', () => {
    // 1/1/1: one member at most. 2/2/1 needs 3: two at most, 3 left.
    expect(verdictOn(systemOf([ring(3)]), [host], quorum)).toBe('proven');
    expect(verdictOn(systemOf([ring(5)]), [host], quorum)).toBe('proven');
  });

  it('may take both servers of an API that stand in one region', () => {
    const api = requires('apiAvailable', 'api');

    expect(verdictOn(systemOf([ring(3), plane(2, pinned(2, 0, 0))]), [host], api)).toBe('unknown');
    expect(verdictOn(systemOf([ring(3), plane(2, pinned(1, 1, 0))]), [host], api)).toBe('proven');
  });

  it('takes one copy of a volume', () => {
    // 2 of 3 copies, wherever they stand.
    expect(verdictOn(systemOf([volume(3, { spread: SOFT })]), [host], requires('writable', 'data'))).toBe('proven');
  });

  it('takes as many pods as stand together', () => {
    // 2/1/1: at most two of four pods on one machine.
    const running = (atLeast: number) => requires('runningReplicas', 'app', { atLeast });

    expect(verdictOn(systemOf([workload(4)]), [host], running(2))).toBe('proven');
    expect(verdictOn(systemOf([workload(4)]), [host], running(3))).toBe('unknown');
  });
});

describe('the loss of one machine of the platform, where their number is known', () => {
  it('takes at least its share of what a region has', () => {
    // 6 machines of a group on 3 of Geneva: one carries 2 at least, so no more than 4 of 6 are left.
    const system = systemOf([group(6, pinned(6, 0, 0))], withHosts(3, 3, 3));

    expect(verdictOn(system, [host], requires('capacity', 'web', { atLeast: 0.67 }))).toBe('refuted');
    // 2 each leaves 4 of 6; all on one leaves none.
    expect(verdictOn(system, [host], requires('capacity', 'web', { atLeast: 0.66 }))).toBe('unknown');
  });

  it('takes everything of a region that has one machine', () => {
    // 3/0/0 on the one machine of Geneva.
    expect(verdictOn(systemOf([ring(3, pinned(3, 0, 0))], withHosts(1, 1, 1)), [host], quorum)).toBe('refuted');
  });

  it('takes one of what is spread hard over more machines than there are of it', () => {
    // 3 members on 9 machines: none carries 2. 6 of a group: 5 of 6 are left.
    const more = withHosts(3, 3, 3);
    const most = requires('capacity', 'web', { atLeast: 0.83 });

    expect(verdictOn(systemOf([ring(3, apart)], more), [host], quorum)).toBe('proven');
    expect(verdictOn(systemOf([group(6, apart)], more), [host], most)).toBe('proven');
  });

  it('may take two where the skew over machines is 2', () => {
    // 2/1/0 with both of Geneva on one machine: 1 of 2 needed.
    const system = systemOf([ring(3, { rule: 'hostname', maxSkew: 2 })], withHosts(2, 2, 2));

    expect(verdictOn(system, [host], quorum)).toBe('unknown');
  });
});

describe('a spread over machines', () => {
  it('proves nothing about regions', () => {
    // Three machines of Geneva carry one member each: 3/0/0 is allowed, and so is 1/1/1.
    const { verdict } = judged(systemOf([ring(3, apart)], withHosts(3, 3, 3)), [LOSE_ONE], quorum);

    expect(verdict.kind).toBe('unknown');
    expect(Math.max(...countsOf(breakOf(verdict), 'etcd'))).toBeGreaterThan(1);
    expect(countsOf(goodOf(verdict), 'etcd')).toEqual([1, 1, 1]);
  });

  it('is one over regions where each has one machine', () => {
    expect(verdictOn(systemOf([ring(3, apart)], withHosts(1, 1, 1)), [LOSE_ONE], quorum)).toBe('proven');
  });

  it('gives every machine its share once there are more of a part than machines', () => {
    // 10 on 9 machines: each carries 1, one of them 2. A region has 3 or 4 of 10, so 6 are left.
    const system = systemOf([group(10, apart)], withHosts(3, 3, 3));

    expect(verdictOn(system, [LOSE_ONE], requires('capacity', 'web', { atLeast: 0.6 }))).toBe('proven');
    expect(verdictOn(system, [LOSE_ONE], requires('capacity', 'web', { atLeast: 0.61 }))).toBe('refuted');
  });

  it('follows the machines of unequal regions', () => {
    // Six machines 4/1/1 and six members: 4/1/1. Without Geneva 2 of 4 needed.
    const { verdict } = judged(systemOf([ring(6, apart)], withHosts(4, 1, 1)), [LOSE_ONE], quorum);

    expect(verdict.kind).toBe('refuted');
    expect(countsOf(breakOf(verdict), 'etcd')).toEqual([4, 1, 1]);
  });

  it('keeps the copies of a volume apart by itself where each region has one machine', () => {
    // No machine has two copies: 1/1/1, and 2 of 2 needed are left.
    const system = systemOf([volume(3, { spread: SOFT })], withHosts(1, 1, 1));

    expect(verdictOn(system, [LOSE_ONE], requires('writable', 'data'))).toBe('proven');
  });

  it('of pods says no more about a region than its machines can carry', () => {
    // 4 pods, 2 machines in each region, one pod on each: a region has 2 at most, so 2 are left.
    const system = systemOf([workload(4, apart)], withHosts(2, 2, 2));

    expect(verdictOn(system, [LOSE_ONE], requires('runningReplicas', 'app', { atLeast: 2 }))).toBe('proven');
    expect(verdictOn(systemOf([workload(4, HARD)]), [LOSE_ONE], requires('runningReplicas', 'app'))).toBe('proven');
  });
});
