import {
  badOf,
  group,
  HARD,
  judged,
  LOSE_ONE,
  plane,
  pinned,
  requires,
  ring,
  SOFT,
  systemOf,
  verdictOn,
  volume,
} from './support';

// The scenarios by which people who build such systems talk about them.
describe('what survives the loss of a region', () => {
  it('D1: three members spread hard do: 1/1/1, and two of three are left', () => {
    expect(verdictOn(systemOf([ring(3)]), [LOSE_ONE], requires('etcdQuorum', 'etcd'))).toBe('proven');
  });

  it('D2: four members spread hard do not: 2/1/1, and the loss of the two leaves 2 of 4, of which 3 are needed', () => {
    const { verdict } = judged(systemOf([ring(4)]), [LOSE_ONE], requires('etcdQuorum', 'etcd'));

    expect(verdict.kind).toBe('refuted');
    expect(badOf(verdict, 'etcd')).toEqual({ counts: [2, 1, 1], lost: ['geneva'] });
  });

  it('D3: three members spread by wish may: 1/1/1 does, 2/1/0 does not', () => {
    const { verdict } = judged(systemOf([ring(3, SOFT)]), [LOSE_ONE], requires('etcdQuorum', 'etcd'));

    expect(verdict).toMatchObject({ kind: 'unknown', good: { placement: [{ part: 'etcd' }] } });
    expect(badOf(verdict, 'etcd')?.lost).toHaveLength(1);
  });

  it('D4: a volume with a copy in each region stays writable without one of them, and not without two', () => {
    const system = systemOf([volume(3)]);

    expect(verdictOn(system, [LOSE_ONE], requires('writable', 'data'))).toBe('proven');
    expect(verdictOn(system, [{ fail: 'regions', most: 2 }], requires('writable', 'data'))).toBe('refuted');
  });

  it('D5: two copies and a tie-breaker in the third region stay writable', () => {
    const tieBreaker = { count: 1, spread: pinned(0, 0, 1) };
    const system = systemOf([volume(2, { spread: pinned(1, 1, 0), quorum: 'majority', tieBreaker })]);

    expect(verdictOn(system, [LOSE_ONE], requires('writable', 'data'))).toBe('proven');
  });

  it('D6: four machines spread hard keep half, which is less than 60 %', () => {
    const { verdict } = judged(systemOf([group(4)]), [LOSE_ONE], requires('capacity', 'web', { atLeast: 0.6 }));

    expect(verdict.kind).toBe('refuted');
    expect(badOf(verdict, 'web')).toEqual({ counts: [2, 1, 1], lost: ['geneva'] });
  });

  it('D7: two API servers that nothing spreads may stand together, and spread hard they do not', () => {
    const api = requires('apiAvailable', 'api');

    expect(verdictOn(systemOf([ring(3), plane(2)]), [LOSE_ONE], api)).toBe('unknown');
    expect(verdictOn(systemOf([ring(3), plane(2, HARD)]), [LOSE_ONE], api)).toBe('proven');
  });
});
