import { prove } from '../../../../lib/core/resilience/prove';
import type { Objective, Requirement } from '../../../../lib/core/resilience/objective';
import type { System } from '../../../../lib/core/resilience/system';
import {
  group,
  HARD,
  judged,
  LOSE_ONE,
  objective,
  plane,
  pinned,
  requires,
  ring,
  SOFT,
  systemOf,
  verdictOn,
  volume,
  workload,
} from '../support';
import { breakOf, goodOf, unknown, verdictFor, wouldProve } from './support';

const quorum = requires('etcdQuorum', 'etcd');
const assuming = (system: System, require: Requirement, assume: Objective['assume']) =>
  prove(system, objective([LOSE_ONE], [require], assume)).verdict;

describe('a fact that nobody told', () => {
  const spread = unknown('etcd.spread', HARD, SOFT);

  it('is named where it decides', () => {
    // Hard: 1/1/1 keeps 2 of 2. Soft: 3/0/0 keeps none.
    const { verdict } = judged(systemOf([ring(3, SOFT, { spread })]), [LOSE_ONE], quorum);

    expect(wouldProve(verdict)).toEqual([[{ fact: 'etcd.spread', is: HARD }]]);
    expect(breakOf(verdict).facts).toEqual([{ fact: 'etcd.spread', is: SOFT }]);
  });

  it('does no harm where it decides nothing', () => {
    // 3 pinned 1/1/1 either way.
    const members = unknown('etcd.members', 3, 3);

    expect(verdictOn(systemOf([{ ...ring(3, pinned(1, 1, 1)), members }]), [LOSE_ONE], quorum)).toBe('proven');
  });

  it('does not help where no value of it does', () => {
    // 2/1/1 of 4 keeps 2 of 3; soft is worse.
    expect(verdictOn(systemOf([ring(4, SOFT, { spread })]), [LOSE_ONE], quorum)).toBe('refuted');
  });

  it('does not by itself prove what the placement leaves open as well', () => {
    // Two servers that nothing spreads: no fact proves it.
    const { verdict } = judged(
      systemOf([ring(3, SOFT, { spread }), plane(2)]),
      [LOSE_ONE],
      requires('apiAvailable', 'api'),
    );

    expect(wouldProve(verdict)).toEqual([]);
  });

  it('may be one of two that are both needed', () => {
    const system = systemOf([ring(3, SOFT, { spread }), plane(2, SOFT, { spread: unknown('api.spread', HARD, SOFT) })]);
    const { verdict } = judged(system, [LOSE_ONE], requires('apiAvailable', 'api'));

    expect(wouldProve(verdict)).toHaveLength(1);
    expect(wouldProve(verdict)[0]).toHaveLength(2);
    expect(wouldProve(verdict)[0]).toEqual(
      expect.arrayContaining([
        { fact: 'etcd.spread', is: HARD },
        { fact: 'api.spread', is: HARD },
      ]),
    );
  });

  it('may be one of two of which either is enough', () => {
    // Without a region 2 of 3 copies. Off: writable. All: not, but the own copy is read where errors were chosen.
    const onNoQuorum = unknown('class.onNoQuorum', 'io-error' as const, 'suspend-io' as const);
    const system = systemOf([volume(3, { quorum: unknown('class.quorum', 'off', 'all'), onNoQuorum })]);
    const verdict = verdictFor(system, LOSE_ONE, requires('readable', 'data'));

    expect(wouldProve(verdict)).toHaveLength(2);
    expect(wouldProve(verdict)).toEqual(
      expect.arrayContaining([[{ fact: 'class.onNoQuorum', is: 'io-error' }], [{ fact: 'class.quorum', is: 'off' }]]),
    );
  });

  it('may have several values of which each is enough', () => {
    // 1 copy is lost with its region; 2 with a tie-breaker and 3 are not.
    const { verdict } = judged(
      systemOf([{ ...volume(3), copies: unknown('class.copies', 3, 2, 1) }]),
      [LOSE_ONE],
      requires('writable', 'data'),
    );

    expect(wouldProve(verdict)).toEqual([[{ fact: 'class.copies', is: 3 }], [{ fact: 'class.copies', is: 2 }]]);
  });

  it('may be whether nodes say where they are', () => {
    // With labels 1/1/1; without them 3/0/0 is possible.
    const system = systemOf([volume(3)], { labelled: unknown('A-LABELS', true, false) });
    const { verdict } = judged(system, [LOSE_ONE], requires('writable', 'data'));

    expect(wouldProve(verdict)).toEqual([[{ fact: 'A-LABELS', is: true }]]);
  });

  it('may be whether the tie-breaker was ever placed', () => {
    // A majority of 2 copies: 1 and the tie-breaker, or 1 of 2.
    const tieBreaker = unknown('class.tieBreaker', 'auto' as const, 'none' as const);
    const system = systemOf([volume(2, { quorum: 'majority', tieBreaker })]);
    const { verdict } = judged(system, [LOSE_ONE], requires('writable', 'data'));

    expect(wouldProve(verdict)).toEqual([[{ fact: 'class.tieBreaker', is: 'auto' }]]);
  });

  it('may be whether LINSTOR evicts, and then the machines matter as well', () => {
    // Two copies in three regions: made again where evicted, and evicted where few enough machines are away.
    const system = systemOf([volume(2, { eviction: unknown('class.eviction', true, false) })]);
    const { verdict } = judged(system, [LOSE_ONE], requires('reprotected', 'data'));

    expect(wouldProve(verdict)).toHaveLength(1);
    expect(wouldProve(verdict)[0]).toEqual(
      expect.arrayContaining([
        { fact: 'class.eviction', is: true },
        { fact: 'hosts', is: true },
      ]),
    );
  });

  it('is settled alike wherever it is written', () => {
    // Both soft or both hard: hard proves both.
    const same = unknown('spread', HARD, SOFT);
    const system = systemOf([ring(3, SOFT, { spread: same }), group(6, SOFT, { spread: same })]);
    const { verdict } = judged(system, [LOSE_ONE], quorum, requires('capacity', 'web', { atLeast: 0.66 }));

    expect(wouldProve(verdict)).toEqual([[{ fact: 'spread', is: HARD }]]);
    expect(goodOf(verdict).facts.length).toBeGreaterThan(0);
  });
});

describe('an assumption', () => {
  const open = systemOf([ring(3, SOFT, { spread: unknown('etcd.spread', HARD, SOFT) })]);

  it('proves what hangs on it, and the proof says so', () => {
    const verdict = assuming(open, quorum, [{ fact: 'etcd.spread', reason: 'asked' }]);

    expect(verdict).toEqual({ kind: 'proven', relies: ['A-STEADY', 'A-FRESH', 'A-MGMT', 'etcd.spread'] });
  });

  it('is what it is said to be, not what one would hope for', () => {
    // Soft: 1/1/1 or 3/0/0, and no fact is left that would prove it.
    const verdict = assuming(open, quorum, [{ fact: 'etcd.spread', is: SOFT, reason: 'asked' }]);

    expect(wouldProve(verdict)).toEqual([]);
    expect(breakOf(verdict).facts).toEqual([{ fact: 'etcd.spread', is: SOFT }]);
  });

  it('may refute', () => {
    // 3/0/0 without Geneva: none of 2 needed.
    const system = systemOf([ring(3, SOFT, { spread: unknown('etcd.spread', pinned(1, 1, 1), pinned(3, 0, 0)) })]);
    const assume = [{ fact: 'etcd.spread', is: pinned(3, 0, 0), reason: 'measured' }];

    expect(assuming(system, quorum, assume).kind).toBe('refuted');
  });

  it('is not relied on where nothing hangs on it', () => {
    // etcd does not start elsewhere, so room has no say.
    const system = systemOf([ring(3)], { freeCapacity: unknown('A-CAP', true, false) });

    expect(assuming(system, quorum, [{ fact: 'A-CAP', reason: 'agreed' }])).toEqual({
      kind: 'proven',
      relies: ['A-STEADY', 'A-FRESH', 'A-MGMT'],
    });
  });

  it('leaves the other facts open', () => {
    const system = systemOf([
      ring(3, SOFT, { spread: unknown('etcd.spread', HARD, SOFT) }),
      plane(2, SOFT, { spread: unknown('api.spread', HARD, SOFT) }),
    ]);
    const verdict = assuming(system, requires('apiAvailable', 'api'), [{ fact: 'etcd.spread', reason: 'asked' }]);

    expect(wouldProve(verdict)).toEqual([[{ fact: 'api.spread', is: HARD }]]);
  });
});

describe('more placements than anybody has time for', () => {
  it('are no proof and no refutation', () => {
    // Two times sixty pods anywhere, held together by one fact: 1891 placements each, 3.5 million together.
    const anywhere = unknown('layout', SOFT, SOFT);
    const system = systemOf([
      workload(60, SOFT, { name: 'a', spread: anywhere }),
      workload(60, SOFT, { name: 'b', spread: anywhere }),
    ]);
    const running = ['a', 'b'].map((of) => requires('runningReplicas', of));
    const { verdict } = judged(system, [{ fail: 'node' }], ...running);

    expect(verdict).toEqual({ kind: 'unknown', because: 'budget' });
  });
});
