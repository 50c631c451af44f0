import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { prove } from '../../../lib/core/resilience/prove';
import { readSystemFile } from '../../../lib/core/resilience/read-system';
import { faultsBySchema } from '../../support/resilience-schemas';

type Tree = Record<string, unknown>;

const EXAMPLE = parse(
  readFileSync(join(__dirname, '..', '..', '..', 'docs', 'systems', 'three-regions.yaml'), 'utf8'),
) as Tree;

/** Every kind of part, rule and failure, with everything that may be said of it. */
const EVERYTHING: Tree = {
  regions: ['geneva', { name: 'gland', hosts: 2 }, { name: 'lucerne' }],
  links: [
    { between: ['gland', 'geneva'] },
    { between: ['gland', 'lucerne'], roundTripMs: { unknown: 'rtt', oneOf: [1, 9.5] } },
  ],
  groups: [{ name: 'lake', regions: ['geneva', 'gland'] }],
  freeCapacity: { unknown: 'A-CAP', oneOf: [true, false] },
  labelled: false,
  parts: [
    { kind: 'etcd', name: 'etcd', within: ['geneva', 'gland'], members: { unknown: 'size', oneOf: [3, 5] } },
    {
      kind: 'etcd',
      name: 'events',
      members: 3,
      spread: { rule: 'hostname', maxSkew: 1 },
      heartbeatMs: 50,
      electionMs: 500,
    },
    { kind: 'controlPlane', name: 'api', replicas: 2, ring: 'etcd', endpoint: ['geneva'], spread: { rule: 'none' } },
    {
      kind: 'nodeGroup',
      name: 'web',
      cluster: 'shop',
      min: 3,
      max: 6,
      maxUnhealthy: 2,
      spread: { rule: 'zone', maxSkew: 1, minDomains: 3, nodeTaintsPolicy: 'Honor', selector: 'shop' },
    },
    {
      kind: 'volume',
      name: 'data',
      copies: 2,
      spread: {
        unknown: 'class',
        oneOf: [
          { rule: 'perRegion', most: 1 },
          { rule: 'pinned', counts: { geneva: 1, gland: 1 } },
        ],
      },
      protocol: 'A',
      quorum: 2,
      tieBreaker: { count: 1, spread: { rule: 'pinned', counts: { lucerne: 1 } } },
      onNoQuorum: 'io-error',
      minimumRedundancy: 1,
      eviction: true,
      evictionMostPercent: 34,
    },
    { kind: 'workload', name: 'app', replicas: 3 },
    { kind: 'ingress', name: 'door', nodes: ['web'], exposure: 'anywhere' },
  ],
  objectives: [
    {
      name: 'all',
      survive: [
        'split',
        { fail: 'regions', most: 2, data: 'destroyed' },
        { fail: 'region', region: 'geneva' },
        { fail: 'group', group: 'lake', data: 'returns' },
        { fail: 'node' },
        { fail: 'host', data: 'returns' },
        { fail: 'isolate', region: 'gland' },
        { fail: 'cut', between: ['geneva', 'gland'] },
        { fail: 'split' },
        { fail: 'rolling', region: 'geneva', node: true },
      ],
      require: [{ check: 'runningReplicas', of: 'app', phase: 'recovered', atLeast: 2 }],
      assume: [
        { fact: 'class', is: { most: 1, rule: 'perRegion' }, reason: 'agreed' },
        { fact: 'A-CAP', reason: 'agreed' },
      ],
    },
    { survive: ['isolate'], require: [{ check: 'reprotected', of: 'data' }] },
  ],
};

const minimal = (...parts: Tree[]): Tree => ({ regions: ['geneva', 'gland', 'lucerne'], parts });
const partOf = (part: Tree): unknown => readSystemFile(minimal(part)).system.parts[0];
const faultsOf = (value: unknown): readonly object[] => readSystemFile(value).faults;

describe('what a description may leave out', () => {
  it('is filled in for the system', () => {
    const { system, objectives, faults } = readSystemFile({ regions: ['geneva', 'gland'] });

    expect(faults).toEqual([]);
    expect(objectives).toEqual([]);
    expect(system).toEqual({
      regions: [{ name: 'geneva' }, { name: 'gland' }],
      links: [{ between: ['geneva', 'gland'], roundTripMs: { unknown: 'rtt.geneva-gland', oneOf: [0, 1000000] } }],
      groups: [],
      parts: [],
      freeCapacity: { unknown: 'A-CAP', oneOf: [true, false] },
      labelled: true,
    });
  });

  it('is open for the round trip of a link, under one name in both directions', () => {
    const { system } = readSystemFile({ regions: ['a', 'b', 'c'], links: [{ between: ['b', 'a'] }] });
    const open = system.links.map(({ between, roundTripMs }) => [between.join('-'), roundTripMs]);

    expect(open).toEqual([
      ['b-a', { unknown: 'rtt.a-b', oneOf: [0, 1000000] }],
      ['a-c', { unknown: 'rtt.a-c', oneOf: [0, 1000000] }],
      ['b-c', { unknown: 'rtt.b-c', oneOf: [0, 1000000] }],
    ]);
  });

  it('is no rule for the spread', () => {
    expect(partOf({ kind: 'etcd', name: 'etcd', members: 3 })).toMatchObject({ spread: { rule: 'none' } });
  });

  it('is what Cozystack and LINSTOR do for volumes', () => {
    expect(partOf({ kind: 'volume', name: 'data', copies: 3 })).toMatchObject({
      protocol: 'C',
      quorum: 'linstor',
      tieBreaker: 'auto',
      onNoQuorum: 'suspend-io',
    });
  });

  it('is a fixed size and a cluster of its own for node groups', () => {
    const group = partOf({ kind: 'nodeGroup', name: 'web', min: 4 });

    expect(group).toMatchObject({ max: 4, cluster: 'web', maxUnhealthy: '50%' });
  });

  it.each([
    [{ kind: 'controlPlane', name: 'api', replicas: 2, ring: 'etcd' }, 'endpoint', 'A-ENDPOINT'],
    [{ kind: 'ingress', name: 'door', nodes: ['web'] }, 'exposure', 'A-L2SPAN'],
  ])('is open for the address of %j: anywhere, or the first region alone', (part, field, unknown) => {
    expect(partOf(part)).toMatchObject({ [field]: { unknown, oneOf: ['anywhere', ['geneva']] } });
  });

  it('is a number for the name of an objective, and the phase that makes sense for a requirement', () => {
    const { objectives } = readSystemFile(EVERYTHING);

    expect(objectives.map(({ name }) => name)).toEqual(['all', 'objective-2']);
    expect(objectives[1]).toMatchObject({
      survive: [{ fail: 'isolate' }],
      require: [{ phase: 'recovered' }],
      assume: [],
    });
  });
});

describe('a description', () => {
  it.each(['isolate', 'cut', 'split', 'node', 'host', 'rolling'])('may say %s in a word', (fail) => {
    const require = [{ check: 'etcdQuorum', of: 'etcd' }];
    const { objectives, faults } = readSystemFile({ ...minimal(), objectives: [{ survive: [fail], require }] });

    expect([faults, objectives[0]!.survive]).toEqual([[], [{ fail }]]);
  });

  it('assumes a value of an open fact in whatever order its keys are written', () => {
    const { system, objectives } = readSystemFile(EVERYTHING);

    expect(() =>
      prove({ ...system, labelled: true }, { ...objectives[1]!, assume: objectives[0]!.assume.slice(0, 1) }),
    ).not.toThrow();
  });

  it('has all its faults told at once, each at its place and with a remedy', () => {
    const faults = faultsOf({
      regoins: ['geneva'],
      parts: [
        { kind: 'etcd', name: 'etcd', members: 'three', sprad: {} },
        { kind: 'volume', name: 'data', copies: 3, spread: { rule: 'perRegion', mots: 1 } },
        { kind: 'etdc' },
      ],
      objectives: [{ survive: ['isolated'], require: [{ check: 'writeable', of: 'data' }] }],
    });

    expect(faults).toEqual([
      expect.objectContaining({ pointer: '/regoins', remedy: 'Did you mean "regions"?' }),
      expect.objectContaining({ pointer: '', message: 'The field "regions" is missing.' }),
      expect.objectContaining({ pointer: '/parts/0/sprad', remedy: 'Did you mean "spread"?' }),
      {
        pointer: '/parts/0/members',
        message: 'The field "parts[0].members" has to be a whole number from 1 to 10000, but is "three".',
        remedy: 'Write a whole number from 1 to 10000.',
      },
      expect.objectContaining({ pointer: '/parts/1/spread/mots', remedy: 'Did you mean "most"?' }),
      expect.objectContaining({ pointer: '/parts/1/spread', message: 'The field "parts[1].spread.most" is missing.' }),
      expect.objectContaining({ pointer: '/parts/2/kind', remedy: 'Did you mean "etcd"?' }),
      expect.objectContaining({ pointer: '/objectives/0/survive/0', remedy: 'Did you mean "isolate"?' }),
      expect.objectContaining({ pointer: '/objectives/0/require/0/check', remedy: 'Did you mean "writable"?' }),
    ]);
  });

  it('is told to quote a word that YAML takes for a flag', () => {
    const faults = faultsOf(minimal({ kind: 'volume', name: 'data', copies: 3, quorum: false }));

    expect(faults).toEqual([expect.objectContaining({ remedy: 'Write "off", with the quotes.' })]);
  });

  it('has objectives that are told apart by their names', () => {
    const objective = { name: 'one', survive: ['cut'], require: [{ check: 'writable', of: 'data' }] };

    expect(faultsOf({ ...minimal(), objectives: [objective, objective] })).toEqual([
      expect.objectContaining({ pointer: '/objectives/1', message: 'There are two objectives "one".' }),
    ]);
  });

  it.each([
    ['more regions than can be looked at', { regions: Array.from({ length: 17 }, (_, i) => `r${i}`) }, '/regions'],
    ['more parts than can be looked at', { regions: ['a'], parts: Array(10_001).fill({}) }, '/parts'],
  ])('has not %s', (_, value, pointer) => {
    expect(faultsOf(value)).toEqual([expect.objectContaining({ pointer })]);
  });
});

describe('whatever is no description', () => {
  const throwing = {
    get regions(): never {
      throw new Error('no');
    },
  };
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const circle: Tree = {};
  circle.regions = [circle];

  it.each([
    [null],
    [undefined],
    [[]],
    ['regions'],
    [7],
    [() => 1],
    [new Map()],
    [throwing],
    [proxy],
    [circle],
    [Symbol('x')],
  ])('has a fault and throws nothing (%#)', (value) => {
    expect(faultsOf(value).length).toBeGreaterThan(0);
  });

  it('has a fault for anything at any place of a description', () => {
    const anything = fc.anything({ withBigInt: true, withNullPrototype: true, withMap: true, withSparseArray: true });
    fc.assert(
      fc.property(fc.constantFrom(...placesOf(EVERYTHING)), anything, (path, value) => {
        const { system, objectives, faults } = readSystemFile(replaced(EVERYTHING, path, value));
        return Array.isArray(system.parts) && Array.isArray(objectives) && Array.isArray(faults);
      }),
      { numRuns: 500 },
    );
  });
});

type Path = readonly (string | number)[];

/** Where every value of a tree stands. */
function placesOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [at, ...(entries as [string | number, unknown][]).flatMap(([key, below]) => placesOf(below, [...at, key]))];
}

/** A copy with another value at a place; without it where that is nothing. */
function replaced(tree: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  const copy = (Array.isArray(tree) ? [...(tree as unknown[])] : { ...(tree as Tree) }) as Tree;
  const below = rest.length === 0 ? value : replaced(copy[key], rest, value);
  if (below === undefined && !Array.isArray(copy)) delete copy[key];
  else copy[key] = below;
  return copy;
}

const valueAt = (tree: unknown, path: Path): unknown => path.reduce((at, key) => (at as Tree)[key], tree);

/** Values that are wrong somewhere, and right elsewhere. */
const ODD: readonly unknown[] = [
  undefined,
  null,
  '',
  'anywhere',
  'none',
  '50%',
  '101%',
  0,
  1,
  -1,
  0.5,
  10_000,
  10_001,
  2 ** 53,
  true,
  [],
  ['geneva'],
  ['geneva', 'gland', 'lucerne'],
  {},
  { rule: 'none' },
  { fail: 'node' },
  { unknown: 'x' },
  { unknown: 'x', oneOf: [] },
  { unknown: 'x', oneOf: [1, 2] },
  { unknown: 'x', oneOf: [{ rule: 'zone', maxSkew: 1 }] },
];

describe('the schema of descriptions', () => {
  it.each([
    ['the example', EXAMPLE],
    ['everything that may be said', EVERYTHING],
  ])('takes %s, as the reader does', (_, value) => {
    expect([faultsBySchema('system.json', value), faultsOf(value)]).toEqual([[], []]);
  });

  it.each([
    ['the example', EXAMPLE],
    ['everything that may be said', EVERYTHING],
  ])('and the reader refuse the same changes of %s', (_, tree) => {
    const differ: string[] = [];
    for (const path of placesOf(tree)) {
      const here = valueAt(tree, path);
      const extra = typeof here === 'object' && !Array.isArray(here) ? [{ ...here, extra: 1 }] : [];
      for (const value of [...ODD, ...extra]) {
        const changed = JSON.parse(JSON.stringify(replaced(tree, path, value) ?? null)) as unknown;
        const [bySchema, byReader] = [faultsBySchema('system.json', changed).length > 0, faultsOf(changed).length > 0];
        if (bySchema !== byReader) differ.push(`/${path.join('/')} as ${JSON.stringify(value)}: schema ${bySchema}`);
      }
    }
    expect(differ).toEqual([]);
  });
});
