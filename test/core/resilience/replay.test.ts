import type { Failure, Requirement } from '../../../lib/core/resilience/objective';
import { replay, replayWitness } from '../../../lib/core/resilience/replay';
import type { System } from '../../../lib/core/resilience/system';
import type { Counterexample, Happening, Verdict } from '../../../lib/core/resilience/verdict';
import {
  group,
  ingress,
  judged,
  LOSE_ONE,
  pinned,
  plane,
  requires,
  ring,
  SOFT,
  systemOf,
  volume,
  workload,
} from './support';

const nothing: Happening = { lost: [], drained: [], cut: [], data: 'returns' };

function badIn(verdict: Verdict): Counterexample {
  if (verdict.kind === 'refuted') return verdict.counterexample;
  if (verdict.kind === 'unknown' && verdict.because === 'placement') return verdict.bad;
  throw new Error(`There is no counterexample: ${verdict.kind}.`);
}

const counterexampleOf = (system: System, failure: Failure, requirement: Requirement): Counterexample =>
  badIn(judged(system, [failure], requirement).verdict);

describe('a counterexample', () => {
  it.each<[string, System, Failure, Requirement]>([
    ['a ring', systemOf([ring(4)]), LOSE_ONE, requires('etcdQuorum', 'etcd')],
    ['a ring that is cut', systemOf([ring(3)]), { fail: 'split' }, requires('etcdQuorum', 'etcd')],
    ['an API', systemOf([ring(3), plane(2)]), LOSE_ONE, requires('apiAvailable', 'api')],
    ['machines', systemOf([group(4)]), LOSE_ONE, requires('capacity', 'web', { atLeast: 0.6 })],
    ['one machine', systemOf([ring(3, SOFT)]), { fail: 'host' }, requires('etcdQuorum', 'etcd')],
    ['pods', systemOf([workload(2)]), { fail: 'node' }, requires('runningReplicas', 'app', { atLeast: 2 })],
    [
      'a volume',
      systemOf([volume(2, { tieBreaker: 'none', quorum: 'majority' })]),
      { fail: 'isolate' },
      requires('writable', 'data'),
    ],
    ['two sides', systemOf([volume(2, { quorum: 'off' })]), { fail: 'split' }, requires('noSplitBrain', 'data')],
    ['lost writes', systemOf([volume(2, { protocol: 'A' })]), LOSE_ONE, requires('zeroDataLoss', 'data')],
    ['copies', systemOf([volume(3, { eviction: true })]), LOSE_ONE, requires('reprotected', 'data')],
    ['requests', systemOf([group(2, SOFT), ingress()]), LOSE_ONE, requires('ingressReachable', 'door')],
  ])('of %s does not hold when it is replayed', (_, system, failure, requirement) => {
    const bad = counterexampleOf(system, failure, requirement);

    expect(replay(bad)).toBe(false);
    expect(replay({ ...bad, failure: nothing })).toBe(true);
  });

  it('holds when what breaks is taken away', () => {
    const bad = counterexampleOf(systemOf([ring(4)]), LOSE_ONE, requires('etcdQuorum', 'etcd'));

    expect(replay({ ...bad, failure: { ...bad.failure, lost: ['lucerne'] } })).toBe(true);
  });
});

describe('a good witness', () => {
  it('holds whatever happens of what is to be survived, and not whatever else', () => {
    const system = systemOf([ring(3, SOFT)]);
    const { verdict } = judged(system, [LOSE_ONE], requires('etcdQuorum', 'etcd'));
    const good = verdict.kind === 'unknown' && verdict.because === 'placement' ? verdict.good : undefined;
    const losing = (...lost: string[]): Happening => ({ ...nothing, lost });
    const holds = (...failures: Happening[]): boolean =>
      replayWitness(good!, system, [requires('etcdQuorum', 'etcd')], failures);

    expect(holds(losing('geneva'), losing('gland'), losing('lucerne'))).toBe(true);
    expect(holds(losing('geneva'), losing('geneva', 'gland'))).toBe(false);
  });
});

describe('what starts again', () => {
  it('waits where a hard spread counts the lost region, and does not where it leaves it out', () => {
    const asked = requires('capacity', 'web', { phase: 'recovered', atLeast: 1 });
    const bad = counterexampleOf(systemOf([group(6)]), LOSE_ONE, asked);
    const honest = systemOf([group(6, { rule: 'zone', maxSkew: 1, nodeTaintsPolicy: 'Honor' })]);

    expect(replay(bad)).toBe(false);
    expect(replay({ ...bad, system: honest })).toBe(true);
  });

  it('waits for nothing that is balanced with it and was not lost', () => {
    const balanced = { rule: 'zone', maxSkew: 1, selector: 'api' } as const;
    const servers = [plane(1, balanced), plane(1, balanced, { name: 'other' })];
    const asked = requires('apiAvailable', 'api', { phase: 'recovered' });

    expect(judged(systemOf([ring(3), ...servers]), [LOSE_ONE], asked).verdict.kind).toBe('proven');
  });
});

describe('an address', () => {
  it('leads to no node that was never started in a region that nobody lost', () => {
    const parts = [group(2, pinned(0, 1, 1)), ingress({ exposure: ['geneva'] })];
    const asked = requires('ingressReachable', 'door', { phase: 'recovered' });

    expect(judged(systemOf(parts), [{ fail: 'isolate', region: 'geneva' }], asked).verdict.kind).toBe('refuted');
  });
});

describe('parts that are balanced as one', () => {
  it('may each stand in one region, whichever of them is asked about', () => {
    const balanced = { rule: 'zone', maxSkew: 1, selector: 'shop' } as const;
    const system = systemOf([group(3, balanced), group(6, balanced, { name: 'batch' })]);

    expect(judged(system, [LOSE_ONE], requires('capacity', 'web', { atLeast: 0.6 })).verdict.kind).toBe('unknown');
  });
});
