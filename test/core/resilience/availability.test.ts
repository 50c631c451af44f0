import fc from 'fast-check';
import { HikubeError } from '../../../lib/core/issue';
import { availability, type Interval, type Probabilities } from '../../../lib/core/resilience/availability';
import type { Requirement } from '../../../lib/core/resilience/objective';
import type { Spread, System } from '../../../lib/core/resilience/system';
import { group, HARD, pinned, plane, requires, ring, SOFT, systemOf, THREE, volume } from './support';

const QUORUM = requires('etcdQuorum', 'etcd');
const API = requires('apiAvailable', 'api');
const WRITES = requires('writable', 'data');

const COUNTS = [
  [3, 0, 0],
  [2, 1, 0],
  [1, 1, 1],
] as const;

/** A machine that carries something, and the region that it is in. */
interface Machine {
  readonly region: number;
  readonly carries: string;
}

const machinesOf = (carries: string, counts: readonly number[]): Machine[] =>
  counts.flatMap((count, region) => Array.from({ length: count }, () => ({ region, carries })));

/** How likely it is that something does not work: every region and every machine is up or down, one state at a time. */
function bruteForce(
  machines: readonly Machine[],
  [qRegions, qNode]: readonly [readonly number[], number],
  works: (live: (carries: string) => number, isUp: (region: number) => boolean) => boolean,
): number {
  const chances = [...qRegions, ...machines.map(() => qNode)];
  let unavailable = 0;
  for (let state = 0; state < 2 ** chances.length; state++) {
    const isDown = (i: number): boolean => (state & (1 << i)) !== 0;
    const probability = chances.reduce((product, q, i) => product * (isDown(i) ? q : 1 - q), 1);
    const alive = machines.filter(({ region }, i) => !isDown(region) && !isDown(qRegions.length + i));
    const live = (carries: string): number => alive.filter((one) => one.carries === carries).length;
    if (!works(live, (region) => !isDown(region))) unavailable += probability;
  }
  return unavailable;
}

const hasQuorum =
  (members: number) =>
  (live: (carries: string) => number): boolean =>
    2 * live('etcd') > members;

const issuesOf = (system: System, requirement: Requirement, probabilities: unknown): string[] => {
  try {
    availability(system, requirement, probabilities as Probabilities);
  } catch (error) {
    if (error instanceof HikubeError) return error.issues.map(({ code, message }) => `${code} ${message}`);
    throw error;
  }
  return [];
};

const byName = (values: readonly number[]): Record<string, number> =>
  Object.fromEntries(THREE.map((name, i) => [name, values[i]!]));

describe('the availability of a quorum', () => {
  // Regions down with 0.001: minutes a month, with machines that never fail and with 0.005.
  it.each([
    [[1, 1, 1], '0.1314', '4.7069'],
    [[2, 1, 0], '43.8300', '47.5365'],
    [[3, 0, 0], '43.8300', '47.1030'],
    [[2, 2, 1], '0.1314', '1.4979'],
    [[2, 1, 1], '43.8738', '51.6907'],
    [[1, 1, 0], '87.6162', '523.9464'],
  ])('of voters at %j costs %s minutes a month, and %s where machines fail as well', (counts, sites, machines) => {
    const members = counts.reduce((total, count) => total + count, 0);
    const system = systemOf([ring(members, pinned(...counts))]);
    const minutes = (node: number): Interval =>
      availability(system, QUORUM, { region: 0.001, node }).downtimeMinutesPerMonth;

    expect([minutes(0).low.toFixed(4), minutes(0.005).low.toFixed(4)]).toEqual([sites, machines]);
    expect([minutes(0).high.toFixed(4), minutes(0.005).high.toFixed(4)]).toEqual([sites, machines]);
  });

  it('D8: is lost with 2.998e-6 at 1/1/1, where a region is down with 0.001', () => {
    const { low, high } = availability(systemOf([ring(3, pinned(1, 1, 1))]), QUORUM, { region: 0.001 });

    expect(low).toBeCloseTo(2.998e-6, 12);
    expect(high).toBe(low);
  });

  it('says that it takes everything to fail by itself, and each member to have a machine where machines fail', () => {
    const system = systemOf([ring(3)]);
    const assumed = (probabilities: Probabilities): readonly string[] =>
      availability(system, QUORUM, probabilities).assumptions;

    expect(assumed({ region: 0.001 })).toEqual(['A-STEADY', 'A-FRESH', 'A-MGMT', 'A-INDEP']);
    expect(assumed({ region: 0.001, node: 0.01 })).toEqual(['A-STEADY', 'A-FRESH', 'A-MGMT', 'A-INDEP', 'A-NODES']);
  });

  it('is that of all states of regions and machines, one by one', () => {
    const counts = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)).filter((some) => some.some((count) => count > 0));
    const chance = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(counts, fc.tuple(chance, chance, chance), chance, (stand, regions, node) => {
        const members = stand.reduce((total, count) => total + count, 0);
        const { low, high } = availability(systemOf([ring(members, pinned(...stand))]), QUORUM, {
          region: byName(regions),
          node,
        });
        const truth = bruteForce(machinesOf('etcd', stand), [regions, node], hasQuorum(members));

        expect(Math.abs(low - truth)).toBeLessThan(1e-12);
        expect(Math.abs(high - truth)).toBeLessThan(1e-12);
      }),
      { numRuns: 60 },
    );
  });

  it('is that of all states with twelve machines', () => {
    const { low } = availability(systemOf([ring(12, pinned(5, 4, 3))]), QUORUM, { region: 0.02, node: 0.1 });
    const truth = bruteForce(machinesOf('etcd', [5, 4, 3]), [[0.02, 0.02, 0.02], 0.1], hasQuorum(12));

    expect(Math.abs(low - truth)).toBeLessThan(1e-12);
  });

  it('reaches from the best to the worst placement where nothing spreads the voters', () => {
    const q = [[0.01, 0.01, 0.01], 0.02] as const;
    const truths = COUNTS.map((counts) => bruteForce(machinesOf('etcd', counts), q, hasQuorum(3)));
    const { low, high } = availability(systemOf([ring(3, SOFT)]), QUORUM, { region: 0.01, node: 0.02 });

    expect(low).toBeCloseTo(Math.min(...truths), 12);
    expect(high).toBeCloseTo(Math.max(...truths), 12);
    expect(low).toBeLessThan(high);
  });

  it('reaches over what nobody told as over placements', () => {
    const spread = { unknown: 'etcd.spread', oneOf: [pinned(1, 1, 1), pinned(3, 0, 0)] as Spread[] };
    const { low, high } = availability(systemOf([ring(3, SOFT, { spread })]), QUORUM, { region: 0.001 });

    expect(low).toBeCloseTo(2.998e-6, 12);
    expect(high).toBeCloseTo(0.001, 12);
  });

  it('counts a cause that takes regions together beside those that take each alone', () => {
    const groups = [{ name: 'lake', regions: ['geneva', 'gland'] }];
    const system = systemOf([ring(3)], { groups });
    const { low, high } = availability(system, QUORUM, { region: 0.001, groups: { lake: 0.01 } });

    expect(low).toBeCloseTo(0.01 + 0.99 * 2.998e-6, 12);
    expect(high).toBe(low);
    expect(availability(system, QUORUM, { region: 0.001 }).low).toBeCloseTo(2.998e-6, 12);
  });

  it('is no better where anything fails more often', () => {
    const chance = fc.double({ min: 0, max: 1, noNaN: true });
    const pair = fc.tuple(chance, chance).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    const system = systemOf([ring(3, SOFT), plane(2), volume(2)], {
      groups: [{ name: 'lake', regions: ['geneva', 'gland'] }],
    });
    fc.assert(
      fc.property(fc.constantFrom(QUORUM, API, WRITES), pair, pair, pair, (asked, region, node, lake) => {
        const at = (end: 0 | 1): Interval =>
          availability(system, asked, { region: region[end], node: node[end], groups: { lake: lake[end] } });

        expect(at(0).low).toBeLessThanOrEqual(at(1).low + 1e-12);
        expect(at(0).high).toBeLessThanOrEqual(at(1).high + 1e-12);
      }),
      { numRuns: 60 },
    );
  });

  it('stays within 0 and 1 at the ends', () => {
    const system = systemOf([ring(3, SOFT)]);

    expect(availability(system, QUORUM, { region: 0, node: 0 })).toMatchObject({ low: 0, high: 0 });
    expect(availability(system, QUORUM, { region: 1, node: 1 })).toMatchObject({ low: 1, high: 1 });
  });

  it('is looked up where it was computed before, for systems and probabilities that are alike alone', () => {
    const memo = new Map<string, Interval>();
    const of = (name: string, probabilities: Probabilities): number =>
      availability(systemOf([ring(3, HARD, { name })]), requires('etcdQuorum', name), probabilities, memo).low;

    expect(of('one', { region: 0.001 })).toBe(of('two', { region: 0.001 }));
    expect(memo.size).toBe(1);
    expect(of('one', { region: 0.1 })).not.toBe(of('one', { region: 0.001 }));
  });
});

describe('the availability of an API', () => {
  const system = systemOf([ring(3, pinned(1, 1, 1)), plane(2, pinned(1, 1, 0))]);
  const works = (live: (carries: string) => number): boolean => hasQuorum(3)(live) && live('api') > 0;

  it('is one figure where machines never fail', () => {
    const machines = [...machinesOf('etcd', [1, 1, 1]), ...machinesOf('api', [1, 1, 0])];
    const { low, high } = availability(system, API, { region: 0.05 });

    expect(low).toBeCloseTo(bruteForce(machines, [[0.05, 0.05, 0.05], 0], works), 12);
    expect(high).toBe(low);
  });

  it('reaches over everything that may share machines', () => {
    const q = [[0.05, 0.05, 0.05], 0.1] as const;
    const apart = bruteForce([...machinesOf('etcd', [1, 1, 1]), ...machinesOf('api', [1, 1, 0])], q, works);
    // The API servers stand on the machines of the first two members.
    const shared = bruteForce(
      [...machinesOf('both', [1, 1, 0]), ...machinesOf('etcd', [0, 0, 1])],
      q,
      (live) => live('both') + live('etcd') >= 2 && live('both') > 0,
    );
    const { low, high } = availability(system, API, { region: 0.05, node: 0.1 });

    expect(low).toBeLessThanOrEqual(Math.min(apart, shared) + 1e-12);
    expect(high).toBeGreaterThanOrEqual(Math.max(apart, shared) - 1e-12);
    expect(low).toBeCloseTo(shared, 12);
  });

  it('hangs on the region that serves its address', () => {
    const { low } = availability(systemOf([ring(3), plane(3, HARD, { endpoint: ['geneva'] })]), API, {
      region: { geneva: 0.2, gland: 0, lucerne: 0 },
    });

    expect(low).toBeCloseTo(0.2, 12);
  });
});

describe('the availability of writes to a volume', () => {
  const at = (parts: System['parts'], probabilities: Probabilities): Interval =>
    availability(systemOf(parts), WRITES, probabilities);

  it('is that of two of three copies', () => {
    const truth = bruteForce(machinesOf('copy', [1, 1, 1]), [[0.05, 0.05, 0.05], 0.1], (live) => live('copy') >= 2);

    expect(at([volume(3)], { region: 0.05, node: 0.1 }).high).toBeCloseTo(truth, 12);
  });

  it('takes the tie-breaker to stand on a machine of its own', () => {
    const machines = [...machinesOf('copy', [1, 1, 0]), ...machinesOf('tie', [0, 0, 1])];
    const truth = bruteForce(
      machines,
      [[0.05, 0.05, 0.05], 0.1],
      (live) => live('copy') === 2 || (live('copy') === 1 && live('tie') === 1),
    );

    expect(at([volume(2)], { region: 0.05, node: 0.1 }).low).toBeCloseTo(truth, 12);
  });

  it('takes one copy where no quorum is asked for, and all of them where all are', () => {
    const copies = { region: 0.1 };

    expect(at([volume(3, { quorum: 'off' })], copies).high).toBeCloseTo(0.001, 12);
    expect(at([volume(3, { quorum: 'all' })], copies).high).toBeCloseTo(1 - 0.9 ** 3, 12);
  });

  it('reaches further where the rule of regions may be void', () => {
    const probabilities = { region: 0.1 };
    const open = systemOf([volume(3)], { labelled: { unknown: 'A-LABELS', oneOf: [true, false] } });
    const { low, high } = availability(open, WRITES, probabilities);

    expect(low).toBe(at([volume(3)], probabilities).low);
    expect(high).toBeCloseTo(0.1, 12);
  });

  it('tells labelled nodes from others in what was computed before', () => {
    const memo = new Map<string, Interval>();
    const high = (labelled: boolean): number =>
      availability(systemOf([volume(3)], { labelled }), WRITES, { region: 0.1 }, memo).high;

    expect(high(true)).toBeLessThan(high(false));
  });
});

describe('an availability that cannot be computed', () => {
  const system = systemOf([ring(3), group(3), plane(2)], { groups: [{ name: 'lake', regions: ['geneva', 'gland'] }] });

  it.each<[unknown, string]>([
    [{ region: 1.5 }, 'The probability of a region is 1.5.'],
    [{ region: -0.1 }, 'The probability of a region is -0.1.'],
    [{ region: NaN }, 'The probability of a region is NaN.'],
    [{}, 'The probability of a region is nothing.'],
    [null, 'The probability of a region is nothing.'],
    [{ region: 0, node: 2 }, 'The probability of a node is 2.'],
    [{ region: 0, node: '0.1' }, 'The probability of a node is "0.1".'],
    [{ region: 0, groups: { lake: 7 } }, 'The probability of the group "lake" is 7.'],
    [{ region: 0, groups: { lak: 0 } }, 'There is a probability for the group "lak", which there is not.'],
    [{ region: 0, groups: 1 }, 'The probabilities of the groups are 1.'],
    [{ region: { geneva: 0, gland: 0 } }, 'There is no probability for the region "lucerne".'],
    [
      { region: { ...byName([0, 0, 0]), basel: 0 } },
      'There is a probability for the region "basel", which there is not.',
    ],
    [{ region: byName([0, NaN, 0]) }, 'The probability of the region "gland" is NaN.'],
  ])('is one of %j', (probabilities, message) => {
    expect(issuesOf(system, QUORUM, probabilities)).toEqual([`HK7014 ${message}`]);
  });

  it('tells everything that is wrong at once', () => {
    expect(issuesOf(system, QUORUM, { region: 2, node: 3, groups: { lake: 4, sea: 0 } })).toHaveLength(4);
  });

  it('names what there is no figure for', () => {
    expect(issuesOf(system, requires('capacity', 'web'), { region: 0 })).toEqual([
      'HK7014 There is no figure of availability for "capacity" of "web".',
    ]);
    expect(issuesOf(system, requires('apiAvailable', 'api', { phase: 'recovered' }), { region: 0 })).toEqual([
      'HK7014 The availability of "api" is asked after recovery, and it is a figure of any moment.',
    ]);
  });

  it('is one of a part that is not there, or that stands nowhere', () => {
    expect(issuesOf(system, requires('etcdQuorum', 'etc'), { region: 0 })[0]).toMatch(/^HK7012 /);
    expect(issuesOf(systemOf([volume(4)]), WRITES, { region: 0 })).toEqual([
      'HK7011 There is no placement of "data" that its rule allows.',
    ]);
  });

  it('is one of more regions or placements than can be looked at', () => {
    const regions = Array.from({ length: 17 }, (_, i) => ({ name: `r${i}` }));

    expect(issuesOf(systemOf([ring(3)], { regions }), QUORUM, { region: 0 })).toEqual([
      'HK7010 The system has 17 regions, and at most 16 can be looked at.',
    ]);
    expect(issuesOf(systemOf([ring(30, SOFT), plane(60)]), API, { region: 0.1 })).toEqual([
      'HK7014 There are too many placements of "api" to look at.',
    ]);
  });
});
