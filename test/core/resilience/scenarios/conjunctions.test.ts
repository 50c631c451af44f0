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
import { breakOf, countsOf, goodOf, sites, TWO, unknown, wouldProve } from './support';

const quorum = requires('etcdQuorum', 'etcd');
const kinds = (checks: readonly { verdict: { kind: string } }[]): string[] => checks.map(({ verdict }) => verdict.kind);

describe('failures that some placement survives one by one', () => {
  const loss = (region: string) => ({ fail: 'region', region }) as const;

  it('are survived together by none: three members in two regions', () => {
    // Geneva: 0/3 and 1/2 survive. Gland: 3/0 and 2/1. None is in both.
    const system = systemOf([ring(3, SOFT)], { regions: sites(TWO) });
    const { verdict, checks } = judged(system, [loss('geneva'), loss('gland')], quorum);

    expect(kinds(checks)).toEqual(['unknown', 'unknown']);
    expect(verdict.kind).toBe('refuted');
  });

  it('are survived together by some: three members in three regions', () => {
    // 1/1/1 survives all three; 2/1/0 does not.
    const three = [loss('geneva'), loss('gland'), loss('lucerne')];
    const { verdict, checks } = judged(systemOf([ring(3, SOFT)]), three, quorum);

    expect(kinds(checks)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(countsOf(goodOf(verdict), 'etcd')).toEqual([1, 1, 1]);
  });

  it('are survived together by none: one pod in two regions', () => {
    // One pod in Geneva or in Gland: either is lost with its region.
    const system = systemOf([workload(1, SOFT)], { regions: sites(TWO) });
    const { verdict, checks } = judged(system, [loss('geneva'), loss('gland')], requires('runningReplicas', 'app'));

    expect(kinds(checks)).toEqual(['unknown', 'unknown']);
    expect(verdict.kind).toBe('refuted');
  });

  it('are survived together by none: a volume that must keep writing through a split and a loss', () => {
    // Three copies. Split: one region needs 2 of 3, so 1/1/1 fails. The loss of any: only 1/1/1 keeps 2.
    const system = systemOf([volume(3, { spread: SOFT })]);
    const { verdict, checks } = judged(system, [{ fail: 'split' }, LOSE_ONE], requires('writable', 'data'));

    expect(kinds(checks)).toEqual(['unknown', 'unknown']);
    expect(verdict.kind).toBe('refuted');
  });
});

describe('requirements of several parts', () => {
  it('are proven where each of them is', () => {
    const system = systemOf([ring(3), plane(2, HARD), volume(3), group(6)]);
    const { verdict, checks } = judged(
      system,
      [LOSE_ONE],
      quorum,
      requires('apiAvailable', 'api'),
      requires('writable', 'data'),
      requires('capacity', 'web', { atLeast: 0.66 }),
    );

    expect(kinds(checks)).toEqual(['proven', 'proven', 'proven', 'proven']);
    expect(verdict.kind).toBe('proven');
  });

  it('are refuted where one of them is, though another hangs on the placement', () => {
    // The group keeps 2 of 4; the etcd may be 1/1/1 or not.
    const system = systemOf([ring(3, SOFT), group(4)]);
    const { verdict } = judged(system, [LOSE_ONE], quorum, requires('capacity', 'web', { atLeast: 0.6 }));

    expect(verdict.kind).toBe('refuted');
    expect(breakOf(verdict).requirement.of).toBe('web');
  });

  it('hang on the placement where parts stand by themselves and each may stand well', () => {
    const system = systemOf([ring(3, SOFT), workload(2, SOFT)]);
    const { verdict } = judged(system, [LOSE_ONE], quorum, requires('runningReplicas', 'app'));

    expect(verdict.kind).toBe('unknown');
    expect(countsOf(goodOf(verdict), 'etcd')).toEqual([1, 1, 1]);
    expect(Math.max(...countsOf(goodOf(verdict), 'app'))).toBe(1);
  });

  it('are refuted where one part would have to stand in two places', () => {
    const system = systemOf([ring(3, SOFT), plane(1, SOFT)]);
    const without = { fail: 'region', region: 'geneva' } as const;
    const others = { fail: 'group', group: 'others' } as const;
    const groups = [{ name: 'others', regions: ['gland', 'lucerne'] }];
    // The etcd may be 1/1/1 or not; the one server is lost with Geneva, or with the others.
    const api = requires('apiAvailable', 'api');
    const { verdict, checks } = judged({ ...system, groups }, [without, others], api);

    expect(kinds(checks)).toEqual(['unknown', 'unknown']);
    expect(verdict.kind).toBe('refuted');
  });
});

describe('parts that are balanced as one', () => {
  const one = { ...HARD, selector: 'shop' } as const;
  const geneva = { fail: 'region', region: 'geneva' } as const;
  const whole = (of: string) => requires('capacity', of, { atLeast: 1 });

  it('cannot all stay out of a region', () => {
    // One machine each, balanced to 1/1/1: one of the three is in Geneva. Each by itself may be elsewhere.
    const system = systemOf(['a', 'b', 'c'].map((name) => group(1, one, { name })));
    const { verdict, checks } = judged(system, [geneva], whole('a'), whole('b'), whole('c'));

    expect(kinds(checks)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(verdict.kind).toBe('refuted');
  });

  it('can, two of three', () => {
    const system = systemOf(['a', 'b', 'c'].map((name) => group(1, one, { name })));
    const { verdict } = judged(system, [geneva], whole('a'), whole('b'));

    expect(verdict.kind).toBe('unknown');
  });

  it('are bounded by their sum, not each by itself', () => {
    // Two and two are 2/1/1: both of one may stand in Geneva. By itself each would be 1/1/0.
    const together = systemOf([group(2, one, { name: 'a' }), group(2, one, { name: 'b' })]);
    const apart = systemOf([group(2, HARD, { name: 'a' }), group(2, HARD, { name: 'b' })]);
    const half = requires('capacity', 'a', { atLeast: 0.5 });

    expect(verdictOn(together, [LOSE_ONE], half)).toBe('unknown');
    expect(verdictOn(apart, [LOSE_ONE], half)).toBe('proven');
  });
});

describe('parts that hang on one fact', () => {
  const running = requires('runningReplicas', 'app');

  it('are refuted together where one wants it this way and the other that way', () => {
    // First layout: etcd 1/1/1 survives, both pods in Geneva do not. Second: 3/0/0 does not, 1/1/0 does.
    const system = systemOf([
      ring(3, SOFT, { spread: unknown('layout', pinned(1, 1, 1), pinned(3, 0, 0)) }),
      workload(2, SOFT, { spread: unknown('layout', pinned(2, 0, 0), pinned(1, 1, 0)) }),
    ]);
    const { verdict, checks } = judged(system, [LOSE_ONE], quorum, running);

    expect(kinds(checks)).toEqual(['unknown', 'unknown']);
    expect(verdict.kind).toBe('refuted');
  });

  it('hang on both facts where each has its own', () => {
    const system = systemOf([
      ring(3, SOFT, { spread: unknown('etcd.layout', pinned(1, 1, 1), pinned(3, 0, 0)) }),
      workload(2, SOFT, { spread: unknown('app.layout', pinned(2, 0, 0), pinned(1, 1, 0)) }),
    ]);
    const { verdict } = judged(system, [LOSE_ONE], quorum, running);

    expect(wouldProve(verdict)).toEqual([
      [
        { fact: 'etcd.layout', is: pinned(1, 1, 1) },
        { fact: 'app.layout', is: pinned(1, 1, 0) },
      ],
    ]);
  });

  it('are proven by it together where both want it the same way', () => {
    const system = systemOf([
      ring(3, SOFT, { spread: unknown('layout', pinned(1, 1, 1), pinned(3, 0, 0)) }),
      workload(2, SOFT, { spread: unknown('layout', pinned(1, 1, 0), pinned(2, 0, 0)) }),
    ]);
    const { verdict } = judged(system, [LOSE_ONE], quorum, running);

    expect(wouldProve(verdict)).toEqual([[{ fact: 'layout', is: pinned(1, 1, 1) }]]);
  });
});
