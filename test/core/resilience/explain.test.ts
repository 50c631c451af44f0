import fc from 'fast-check';
import { HikubeError } from '../../../lib/core/issue';
import type { Memo } from '../../../lib/core/resilience/examine';
import { explain, remedied, remedyText, type Explanation } from '../../../lib/core/resilience/explain';
import type { Failure, Objective } from '../../../lib/core/resilience/objective';
import { prove } from '../../../lib/core/resilience/prove';
import type { Part, Spread, System } from '../../../lib/core/resilience/system';
import {
  group,
  HARD,
  ingress,
  LOSE_ONE,
  objective,
  pinned,
  plane,
  requires,
  ring,
  SOFT,
  systemOf,
  volume,
  workload,
} from './support';

const QUORUM = objective([LOSE_ONE], [requires('etcdQuorum', 'etcd')]);
const API = objective([LOSE_ONE], [requires('apiAvailable', 'api')]);
const WRITES = objective([LOSE_ONE], [requires('writable', 'data')]);
const capacity = (atLeast: number, phase: 'instant' | 'recovered' = 'instant'): Objective =>
  objective([LOSE_ONE], [requires('capacity', 'web', { atLeast, phase })]);

/** The ways in words, each with its cost. */
const told = (system: System, goal: Objective): string[] =>
  explain(system, goal).map(({ cost, steps }) => [`${cost}:`, ...steps.map(remedyText)].join(' '));

const openSpread = (name: string, ...oneOf: Spread[]): Part =>
  ring(3, HARD, { name, spread: { unknown: `${name}.spread`, oneOf } });

describe('what would have an objective proven', () => {
  it('is nothing where it is proven', () => {
    expect(explain(systemOf([ring(3)]), QUORUM)).toEqual([{ cost: 0, steps: [] }]);
  });

  it('D2: is a member less or a member more where there are four', () => {
    expect(told(systemOf([ring(4)]), QUORUM)).toEqual([
      '2: Give "etcd" 3 members instead of 4.',
      '3: Give "etcd" 5 members instead of 4.',
    ]);
  });

  it('D3: is a hard spread where members are spread by wish', () => {
    expect(told(systemOf([ring(3, SOFT)]), QUORUM)[0]).toBe(
      '2: Spread the members of "etcd" hard over regions (maxSkew 1).',
    );
  });

  it('D6: is a machine more where four leave half', () => {
    const [first] = explain(systemOf([group(4)]), capacity(0.6));

    expect(first).toMatchObject({ cost: 3, steps: [{ kind: 'change', part: 'web', field: 'min', from: 4, to: 5 }] });
  });

  it('D7: is a hard spread of the API servers', () => {
    expect(told(systemOf([ring(3), plane(2)]), API)[0]).toBe(
      '2: Spread the API servers of "api" hard over regions (maxSkew 1).',
    );
  });

  it('is a fact, where one that is open settles it, and what it has to be', () => {
    expect(told(systemOf([openSpread('etcd', HARD, SOFT)]), QUORUM)).toEqual([
      '1: Ask for the fact "etcd.spread": it has to be a hard spread over regions (maxSkew 1).',
    ]);
  });

  it('is several facts where it takes all of them', () => {
    const parts = [
      openSpread('etcd', HARD, SOFT),
      plane(2, HARD, { spread: { unknown: 'api.spread', oneOf: [HARD, SOFT] } }),
    ];
    const [first] = explain(systemOf(parts), API);

    expect(first).toEqual({
      cost: 2,
      steps: [
        { kind: 'fact', fact: 'etcd.spread', is: HARD },
        { kind: 'fact', fact: 'api.spread', is: HARD },
      ],
    });
  });

  it('is a fact and a change where it takes both', () => {
    expect(told(systemOf([openSpread('etcd', HARD, SOFT), plane(2)]), API)[0]).toBe(
      '3: Ask for the fact "etcd.spread": it has to be a hard spread over regions (maxSkew 1). ' +
        'Spread the API servers of "api" hard over regions (maxSkew 1).',
    );
  });

  it('leaves alone what somebody assumes', () => {
    const system = systemOf([openSpread('etcd', HARD, SOFT)]);
    const goal = (is: Spread): Objective => ({ ...QUORUM, assume: [{ fact: 'etcd.spread', is, reason: 'Agreed.' }] });

    expect(explain(system, goal(HARD))).toEqual([{ cost: 0, steps: [] }]);
    expect(explain(system, goal(SOFT))).toEqual([]);
  });

  it('is put together for requirements that have nothing in common, however many there are', () => {
    const rings = ['a', 'b', 'c', 'd'].map((name) => ring(3, SOFT, { name }));
    const goal = objective(
      [LOSE_ONE],
      rings.map(({ name }) => requires('etcdQuorum', name)),
    );
    const [first] = explain(systemOf(rings), goal);

    expect(first?.cost).toBe(8);
    expect(first?.steps).toHaveLength(4);
  });

  it('looks at no part that the objective does not look at', () => {
    const system = systemOf([ring(3, SOFT), ring(4, SOFT, { name: 'other' }), group(4), volume(1)]);

    for (const { steps } of explain(system, QUORUM)) expect(steps).toMatchObject([{ part: 'etcd' }]);
  });

  it('asks for a fact that matters only after a change', () => {
    const labelled = { unknown: 'A-LABELS', oneOf: [true, false] };
    const [first] = explain(systemOf([volume(3, { spread: SOFT })], { labelled }), WRITES);

    expect(first).toMatchObject({
      cost: 3,
      steps: [
        { kind: 'fact', fact: 'A-LABELS', is: true },
        { field: 'spread', to: { rule: 'perRegion', most: 1 } },
      ],
    });
  });

  it('is nothing where two regions are to do without either', () => {
    const regions = [{ name: 'geneva' }, { name: 'gland' }];

    expect(explain(systemOf([ring(3, SOFT)], { regions }), QUORUM)).toEqual([]);
  });

  it('is told by at most five ways, of which none does more than another', () => {
    const ways = explain(systemOf([ring(4, SOFT), plane(1)]), API);

    expect(ways.length).toBeLessThanOrEqual(5);
    expect(ways.map(({ cost }) => cost)).toEqual(ways.map(({ cost }) => cost).sort((a, b) => a - b));
    for (const way of ways) {
      const larger = ways.filter((other) => other !== way && way.steps.every((step) => other.steps.includes(step)));
      expect(larger).toEqual([]);
    }
  });

  it('is the same every time, whatever was found out before', () => {
    const system = systemOf([ring(4, SOFT), plane(1), group(4, SOFT), volume(2, { tieBreaker: 'none' })]);
    const goal = objective(
      [LOSE_ONE],
      [requires('apiAvailable', 'api'), requires('capacity', 'web', { atLeast: 0.6 }), requires('writable', 'data')],
    );
    const memo: Memo = new Map();
    const first = JSON.stringify(explain(system, goal, memo));

    expect(JSON.stringify(explain(system, goal, memo))).toBe(first);
    expect(JSON.stringify(explain(system, goal))).toBe(first);
  });

  it('is not asked of what contradicts itself, or stands nowhere', () => {
    expect(() => explain(systemOf([ring(0)]), QUORUM)).toThrow(HikubeError);
    expect(() => explain(systemOf([volume(4)]), WRITES)).toThrow('HK7011');
  });
});

describe('a change that would have an objective proven', () => {
  const after = { phase: 'recovered' } as const;
  const loses: Failure = { fail: 'regions', most: 1, data: 'destroyed' };
  const shared = { rule: 'zone', maxSkew: 1, selector: 'shop' } as const;

  it.each<[string, readonly Part[], Objective]>([
    ['2: Put at most 1 of the copies of "data" in each region.', [volume(3, { spread: SOFT })], WRITES],
    ['2: Spread the members of "etcd" hard over regions (maxSkew 1).', [ring(3, { rule: 'zone', maxSkew: 3 })], QUORUM],
    [
      '2: Put at most 1 of the copies of "data" in each region.',
      [volume(3, { spread: { rule: 'perRegion', most: 2 } })],
      WRITES,
    ],
    ['3: Let LINSTOR add a tie-breaker to "data".', [volume(2, { tieBreaker: 'none', quorum: 'majority' })], WRITES],
    [
      '3: Replicate "data" with protocol C.',
      [volume(3, { protocol: 'A' })],
      objective([LOSE_ONE], [requires('zeroDataLoss', 'data')]),
    ],
    ['3: Give "data" 2 copies instead of 1.', [volume(1)], WRITES],
    [
      '3: Leave the quorum of "data" to LINSTOR.',
      [volume(3, { quorum: 'off' })],
      objective([{ fail: 'isolate' }], [requires('noSplitBrain', 'data')]),
    ],
    [
      '3: Let copies of "data" be made again elsewhere (eviction).',
      [volume(2, { evictionMostPercent: 100 })],
      objective([LOSE_ONE], [requires('reprotected', 'data'), requires('writable', 'data')]),
    ],
    [
      '3: Serve the address of "api" wherever an API server lives.',
      [ring(3), plane(3, HARD, { endpoint: ['geneva'] })],
      API,
    ],
    ['3: Give "api" 2 API servers instead of 1.', [ring(3), plane(1, HARD)], API],
    [
      '3: Serve the address of "door" wherever one of its nodes lives.',
      [group(3), ingress({ exposure: ['gland'] })],
      objective([LOSE_ONE], [requires('ingressReachable', 'door')]),
    ],
    [
      '2: Spread the pods of "app" hard over regions (maxSkew 1).',
      [workload(3, SOFT)],
      objective([LOSE_ONE], [requires('runningReplicas', 'app', { atLeast: 2 })]),
    ],
    [
      '3: Spread the pods of "app" hard over regions (maxSkew 1, nodeTaintsPolicy Honor).',
      [workload(3, { rule: 'zone', maxSkew: 1, minDomains: 3 })],
      objective([LOSE_ONE], [requires('runningReplicas', 'app', { atLeast: 3, ...after })]),
    ],
    [
      '3: Spread the machines of "web" and all that is balanced with them hard over regions (maxSkew 1, nodeTaintsPolicy Honor).',
      [group(3, shared, { maxUnhealthy: '100%' }), group(3, shared, { name: 'db', maxUnhealthy: '100%' })],
      capacity(1, 'recovered'),
    ],
  ])('may be this: %s', (text, parts, goal) => {
    const hosts = parts.some((part) => part.kind === 'volume') ? 3 : undefined;
    const regions = systemOf([]).regions.map((region) => (hosts === undefined ? region : { ...region, hosts }));

    expect(told(systemOf(parts, { regions }), goal)[0]).toBe(text);
  });

  it('raises what a group may have at most with what it has at least', () => {
    const goal = capacity(0.6);
    const given = { system: systemOf([group(4)]), objective: goal };
    const { system } = remedied(given, explain(given.system, goal)[0]!.steps);

    expect(system.parts).toMatchObject([{ min: 5, max: 5 }]);
  });

  it('changes no pinned part, nor the number of its members without its places', () => {
    expect(explain(systemOf([ring(3, pinned(2, 1, 0))]), QUORUM)).toEqual([]);
  });

  it('may be a loss of disks that takes another copy', () => {
    const goal = objective([loses], [requires('zeroDataLoss', 'data')]);

    expect(told(systemOf([volume(1)]), goal)).toEqual(['3: Give "data" 2 copies instead of 1.']);
  });
});

describe('every way that is told', () => {
  const spread = fc.constantFrom<Spread>(HARD, SOFT, { rule: 'zone', maxSkew: 2 }, { rule: 'hostname', maxSkew: 1 });
  const open = (fact: string) =>
    fc.oneof(spread, fc.constant({ unknown: fact, oneOf: [HARD, SOFT] as readonly Spread[] }));
  const system = fc
    .record({
      members: fc.integer({ min: 1, max: 5 }),
      ring: open('etcd.spread'),
      replicas: fc.integer({ min: 1, max: 3 }),
      plane: open('api.spread'),
      min: fc.integer({ min: 2, max: 5 }),
      group: spread,
      copies: fc.integer({ min: 1, max: 3 }),
      volume: fc.constantFrom<Spread>(SOFT, { rule: 'perRegion', most: 1 }),
      tieBreaker: fc.constantFrom('auto', 'none'),
      labelled: fc.constantFrom<System['labelled']>(true, { unknown: 'A-LABELS', oneOf: [true, false] }),
    })
    .map((of) =>
      systemOf(
        [
          ring(of.members, HARD, { spread: of.ring }),
          plane(of.replicas, HARD, { spread: of.plane }),
          group(of.min, of.group),
          volume(of.copies, { spread: of.volume, tieBreaker: of.tieBreaker }),
        ],
        { labelled: of.labelled },
      ),
    );
  const goal = fc
    .subarray(
      [
        requires('apiAvailable', 'api'),
        requires('etcdQuorum', 'etcd'),
        requires('capacity', 'web', { atLeast: 0.6 }),
        requires('writable', 'data'),
      ],
      { minLength: 1 },
    )
    .map((require) => objective([LOSE_ONE], require));

  it('has the objective proven once it is gone', () => {
    fc.assert(
      fc.property(system, goal, (given, asked) => {
        const ways: readonly Explanation[] = explain(given, asked);
        const isProven = prove(given, asked).verdict.kind === 'proven';

        expect(ways.some(({ steps }) => steps.length === 0)).toBe(isProven);
        for (const { steps } of ways) {
          const after = remedied({ system: given, objective: asked }, steps);
          expect(prove(after.system, after.objective).verdict.kind).toBe('proven');
        }
      }),
      { numRuns: 60 },
    );
  });
});
