import { isQuorate, quorumByLinstor, wantsTieBreaker, type QuorumRule } from '../../../lib/core/resilience/drbd';

/** Whether so many of all copies write, with so many of all diskless peers. */
const writes = (
  quorum: QuorumRule['quorum'],
  [copies, voters]: readonly [number, number],
  [diskless, allDiskless]: readonly [number, number] = [0, 0],
  minimumRedundancy = 1,
): boolean => isQuorate({ quorum, minimumRedundancy }, { copies, voters, diskless, allDiskless });

describe('the quorum of a volume', () => {
  it.each(['off', 'majority', 'all', 1, 2] as const)(
    'is never had without a copy, whatever is asked for: %s',
    (quorum) => {
      expect([writes(quorum, [0, 2], [1, 1]), writes(quorum, [0, 0])]).toEqual([false, false]);
    },
  );

  it('is had by any copy where none is asked for', () => {
    expect([writes('off', [1, 5]), writes('off', [1, 1])]).toEqual([true, true]);
  });

  it('is more than half, or all, or so many', () => {
    expect([1, 2, 3].map((copies) => writes('majority', [copies, 3]))).toEqual([false, true, true]);
    expect([2, 3, 4].map((copies) => writes('majority', [copies, 4]))).toEqual([false, true, true]);
    expect([2, 3].map((copies) => writes('all', [copies, 3]))).toEqual([false, true]);
    expect([1, 2].map((copies) => writes(2, [copies, 5]))).toEqual([false, true]);
  });

  it('is had by half with most of the diskless peers, and not with half of them', () => {
    expect(writes('majority', [1, 2], [1, 1])).toBe(true);
    expect(writes('majority', [2, 4], [2, 3])).toBe(true);
    expect(writes('majority', [2, 4], [1, 3])).toBe(false);
    expect(writes('majority', [2, 4], [1, 2])).toBe(false);
    expect(writes('majority', [1, 2], [0, 1])).toBe(false);
    expect(writes('majority', [1, 3], [1, 1])).toBe(false);
    expect(writes('majority', [1, 4], [1, 1])).toBe(false);
  });

  it('asks for up-to-date copies besides, with a tie-breaker as well once the loss is settled', () => {
    expect([writes('majority', [2, 3], [0, 0], 2), writes('majority', [2, 3], [0, 0], 3)]).toEqual([true, false]);
    expect([writes('majority', [2, 4], [1, 1], 2), writes('majority', [2, 4], [1, 1], 3)]).toEqual([true, false]);
    expect([writes('all', [3, 4], [1, 1], 3), writes('all', [3, 4], [1, 1], 4)]).toEqual([true, false]);
  });

  it('that is a number is had by one less with a tie-breaker while the absent might have it, or while the rest is even', () => {
    // 3 of 4 are absent and might go on with 2, so all stay voters, and the tie holds.
    expect(writes(2, [1, 4], [1, 1])).toBe(true);
    // 1 of 2 is absent and no voter any longer: one copy is no even number.
    expect(writes(2, [1, 2], [1, 1])).toBe(false);
    // 2 of 4 are absent and no voters any longer: two are even, and one vote short of 3.
    expect(writes(3, [2, 4], [1, 1])).toBe(true);
    expect(writes(4, [3, 4], [1, 1])).toBe(false);
    expect(writes(3, [1, 4], [1, 1])).toBe(false);
  });
});

describe('what LINSTOR does by itself', () => {
  it('is to ask for a majority where one can be kept', () => {
    const rules = [
      [1, 0],
      [1, 1],
      [2, 0],
      [2, 1],
      [3, 0],
      [4, 0],
    ].map(([copies, diskless]) => quorumByLinstor(copies!, diskless!));

    expect(rules).toEqual(['off', 'off', 'off', 'majority', 'majority', 'majority']);
  });

  it('is to add a tie-breaker to an even number of copies', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map(wantsTieBreaker)).toEqual([false, false, true, false, true, false, true]);
  });
});
