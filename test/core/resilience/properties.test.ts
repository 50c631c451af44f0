import fc from 'fast-check';
import { availability } from '../../../lib/core/resilience/availability';
import type { Failure, Objective, Requirement } from '../../../lib/core/resilience/objective';
import type { Memo } from '../../../lib/core/resilience/examine';
import { prove } from '../../../lib/core/resilience/prove';
import { replay, replayWitness } from '../../../lib/core/resilience/replay';
import { afterOf } from '../../../lib/core/resilience/replay/after';
import { regionsOf } from '../../../lib/core/resilience/replay/again';
import type { NodeGroup, Part, ReplicaSet, Settled, Spread, System } from '../../../lib/core/resilience/system';
import type { ObjectiveReport } from '../../../lib/core/resilience/verdict';
import { verdictKindOf } from '../../../lib/core/resilience/verdict-kind';
import { pinnedSystem, someFailure, someFailures, someRequirement, someSystem, someVolume, spread } from './arbitrary';
import { happeningsOf, placementsOf, verdictsBySearch, worldsOf } from './enumeration';
import { group, objective, requires, ring, systemOf, verdictOn, workload } from './support';

const RUNS = { seed: 20_26, numRuns: 80 };

/** What comes of an objective; nothing where something can stand nowhere. */
function judge(system: System, goal: Objective): ObjectiveReport | undefined {
  try {
    return prove(system, goal);
  } catch (error) {
    if (String(error).includes('no placement')) return undefined;
    throw error;
  }
}

const kindOf = (system: System, survive: readonly Failure[], require: readonly Requirement[]): string | undefined =>
  judge(system, objective(survive, require))?.verdict.kind;

const GROUPS = { groups: [{ name: 'lake', regions: ['geneva', 'gland'] }] };
const RANK = ['refuted', 'unknown', 'proven'];

/** A system of those parts alone that a requirement looks at. */
function onlyFor({ of }: Requirement, system: System): System {
  const names = { api: ['api', 'etcd'], door: ['door', 'web'] }[of] ?? [of];
  return { ...system, parts: system.parts.filter(({ name }) => names.includes(name)) };
}

const requirements = fc.uniqueArray(someRequirement, { minLength: 1, maxLength: 3, selector: JSON.stringify });

describe('a verdict', () => {
  it('is still proven when a part comes under a hard rule, at once', () => {
    const parts = (rule: Spread): Part[] => [ring(3, rule), group(4, rule), workload(3, rule)];
    const asked = fc.constantFrom(
      requires('etcdQuorum', 'etcd'),
      requires('capacity', 'web', { atLeast: 0.3 }),
      requires('runningReplicas', 'app', { atLeast: 1 }),
    );
    fc.assert(
      fc.property(spread(4), asked, someFailures, (rule, one, survive) => {
        fc.pre(rule.rule !== 'pinned');
        fc.pre(kindOf(systemOf(parts({ rule: 'none' }), GROUPS), survive, [one]) === 'proven');
        expect([undefined, 'proven']).toContain(kindOf(systemOf(parts(rule), GROUPS), survive, [one]));
      }),
      RUNS,
    );
  });

  it('gets no better when there is more to survive', () => {
    fc.assert(
      fc.property(someSystem, someFailures, someFailure, requirements, (system, survive, more, require) => {
        const few = kindOf(system, survive, require);
        const many = kindOf(system, [...survive, more], require);
        if (few !== undefined) expect(RANK.indexOf(many!)).toBeLessThanOrEqual(RANK.indexOf(few));
      }),
      RUNS,
    );
  });

  it('changes nothing but names when regions are renamed', () => {
    const renamed = <T>(value: T): T =>
      JSON.parse(
        JSON.stringify(value).replaceAll('"geneva"', '"z"').replaceAll('"gland"', '"y"').replaceAll('"lucerne"', '"x"'),
      ) as T;
    fc.assert(
      fc.property(someSystem, someFailures, requirements, (system, survive, require) => {
        const before = judge(system, objective(survive, require));
        const after = judge(renamed(system), renamed(objective(survive, require)));
        const verdicts = (report?: ObjectiveReport): unknown =>
          report && [report.verdict.kind, ...report.checks.map(({ verdict }) => verdict.kind)];
        expect(verdicts(after)).toEqual(verdicts(before));
      }),
      RUNS,
    );
  });

  it('tolerates no more regions with one more member than an odd number', () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 3, 5, 7), fc.integer({ min: 1, max: 3 }), (odd, maxSkew) => {
        const tolerated = (members: number): number =>
          [1, 2, 3].filter((most) => {
            const system = systemOf([ring(members, { rule: 'zone', maxSkew })]);
            return verdictOn(system, [{ fail: 'regions', most }], requires('etcdQuorum', 'etcd')) === 'proven';
          }).length;
        expect(tolerated(odd + 1)).toBeLessThanOrEqual(tolerated(odd));
      }),
      { ...RUNS, numRuns: 30 },
    );
  });

  it('comes with a counterexample that replays, and with witnesses that the rules allow', () => {
    fc.assert(
      fc.property(someSystem, someFailures, someRequirement, (system, survive, require) => {
        const verdict = judge(system, objective(survive, [require]))?.verdict;
        const own = onlyFor(require, system);
        const allowed = placementsOf(own as Settled<System>, false);
        const happenings = survive.flatMap((failure) => happeningsOf(failure, system));
        if (verdict?.kind === 'refuted') {
          expect(replay(verdict.counterexample)).toBe(false);
          expect(allowed).toContainEqual(verdict.counterexample.placement);
        } else if (verdict?.kind === 'unknown' && verdict.because === 'placement') {
          expect(replay(verdict.bad)).toBe(false);
          expect(replayWitness(verdict.good, own, [require], happenings)).toBe(true);
          for (const { placement } of [verdict.bad, verdict.good]) expect(allowed).toContainEqual(placement);
        }
      }),
      RUNS,
    );
  });

  it('is that of a search through everything', () => {
    fc.assert(
      fc.property(someSystem, someFailures, someRequirement, (system, survive, require) => {
        const [whole] = verdictsBySearch(onlyFor(require, system), { survive, require: [require] });
        expect(kindOf(system, survive, [require]) ?? 'nowhere').toBe(whole);
      }),
      RUNS,
    );
  });

  it('finds two sides of no volume that asks for a majority', () => {
    const parted = fc.constantFrom<Failure>({ fail: 'isolate' }, { fail: 'cut' }, { fail: 'split' });
    fc.assert(
      fc.property(someVolume(), parted, fc.constantFrom('majority', 'all'), (data, failure, quorum) => {
        const system = systemOf([{ ...data, quorum: quorum as 'majority' | 'all' }]);
        const kind = kindOf(system, [failure], [requires('noSplitBrain', 'data')]);
        expect([undefined, 'proven']).toContain(kind);
      }),
      RUNS,
    );
  });

  it('is never open where all is pinned and every fact is known', () => {
    fc.assert(
      fc.property(pinnedSystem, someFailures, requirements, (system, survive, require) => {
        // Where LINSTOR puts a tie-breaker is its own choice, and so is what it evicts of machines that nobody counted.
        const parts = system.parts.map((part): Part =>
          part.kind === 'volume' ? { ...part, tieBreaker: 'none', eviction: false } : part,
        );
        expect(kindOf({ ...system, parts }, survive, require)).not.toBe('unknown');
      }),
      RUNS,
    );
  });

  it('is never drawn where something can stand nowhere', () => {
    const size = fc.integer({ min: 4, max: 9 });
    fc.assert(
      fc.property(size, someFailures, (members, survive) => {
        const system = systemOf([ring(members, { rule: 'perRegion', most: 1 })], GROUPS);
        expect(() => prove(system, objective(survive, [requires('etcdQuorum', 'etcd')]))).toThrow(/no placement/);
      }),
      { ...RUNS, numRuns: 50 },
    );
  });

  it('is the same in every byte for the same input, and of the same kind in whatever order the parts come', () => {
    const shuffled = someSystem.chain((system) =>
      fc
        .shuffledSubarray([...system.parts], { minLength: system.parts.length })
        .map((parts) => [system, { ...system, parts }] as const),
    );
    fc.assert(
      fc.property(shuffled, someFailures, requirements, ([system, other], survive, require) => {
        const goal = objective(survive, require);
        const report = judge(system, goal);
        expect(JSON.stringify(judge(system, goal))).toBe(JSON.stringify(report));
        expect(judge(other, goal)?.verdict.kind).toBe(report?.verdict.kind);
      }),
      RUNS,
    );
  });
});

describe('the capacity of machines', () => {
  it('is no less once they are replaced than at once, and no more than there may be', () => {
    fc.assert(
      fc.property(someSystem, someFailure, (system, failure) => {
        const own = onlyFor(requires('capacity', 'web'), system);
        const web = own.parts[0] as Settled<NodeGroup>;
        for (const world of worldsOf(own)) {
          for (const happening of happeningsOf(failure, own)) {
            const after = afterOf(world, happening, own);
            const [atOnce, later] = (['instant', 'recovered'] as const).map(
              (phase) => regionsOf(web as Settled<ReplicaSet>, after, phase).length,
            );
            expect(later).toBeGreaterThanOrEqual(atOnce!);
            expect(later).toBeLessThanOrEqual(web.max);
          }
        }
      }),
      RUNS,
    );
  });

  it('is asked for in vain later only where it is at once', () => {
    fc.assert(
      fc.property(someSystem, someFailures, fc.constantFrom(0.3, 0.6, 1), (system, survive, atLeast) => {
        const [atOnce, later] = (['instant', 'recovered'] as const).map((phase) =>
          kindOf(system, survive, [requires('capacity', 'web', { phase, atLeast })]),
        );
        expect(RANK.indexOf(later ?? '')).toBeGreaterThanOrEqual(RANK.indexOf(atOnce ?? ''));
      }),
      RUNS,
    );
  });
});

describe('the time that something is down', () => {
  it('gets no longer as regions and machines get better', () => {
    const chance = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);
    const asked = fc.constantFrom(requires('etcdQuorum', 'etcd'), requires('writable', 'data'));
    fc.assert(
      fc.property(someSystem, asked, chance, chance, chance, chance, (system, one, a, b, c, d) => {
        fc.pre(kindOf(system, [{ fail: 'node' }], [one]) !== undefined);
        const at = (region: number, node: number): { low: number; high: number } =>
          availability(system, one, { region, node });
        const [worse, better] = [at(Math.max(a, b), Math.max(c, d)), at(Math.min(a, b), Math.min(c, d))];
        expect(better.low).toBeLessThanOrEqual(worse.low + 1e-12);
        expect(better.high).toBeLessThanOrEqual(worse.high + 1e-12);
      }),
      RUNS,
    );
  });

  it('is the same word by itself as in the whole, whatever was judged before and however parts are called', () => {
    const memo: Memo = new Map();
    fc.assert(
      fc.property(someSystem, someFailures, requirements, (system, survive, require) => {
        const asked = { name: 'goal', survive, require, assume: [] };
        const whole = kindOf(system, survive, require);
        const word = (one: System, about: Objective): string | undefined => {
          try {
            return verdictKindOf(one, about, memo);
          } catch {
            return undefined;
          }
        };
        const parts = system.parts.map((part): Part => {
          const name = `other ${part.name}`;
          if (part.kind === 'controlPlane') return { ...part, name, ring: `other ${part.ring}` };
          if (part.kind === 'ingress') return { ...part, name, nodes: part.nodes.map((node) => `other ${node}`) };
          return { ...part, name };
        });
        const renamed = { ...system, parts };
        const about = { ...asked, require: require.map((one) => ({ ...one, of: `other ${one.of}` })) };

        expect(word(system, asked)).toBe(whole);
        expect(word(renamed, about)).toBe(whole);
      }),
      RUNS,
    );
  });
});
