import {
  Tenancy,
  isCluster,
  isRing,
  isTenant,
  namespaceOf,
  type SaidOfTenants,
  type TenantFacts,
} from '../../../lib/core/check/tenancy';
import { PlatformProfile } from '../../../lib/core/platform/profile';
import { read, type Reading } from '../../../lib/core/read/read';
import { cluster, ring, tenant, type Judged } from './rules/support';
import { readings } from './rules/together';

const ROOT = { name: 'root', namespace: 'tenant-root' };
const root = (spec: object = {}): Judged => tenant(spec, ROOT);
/** Tenant "acme" below the root; its namespace is tenant-acme. */
const acme = (spec: object = {}): Judged => tenant(spec, { name: 'acme', namespace: 'tenant-root' });
/** Tenant "staging" below it; its namespace is tenant-acme-staging. */
const staging = (spec: object = {}): Judged => tenant(spec);
const STAGING = 'tenant-acme-staging';

const tenancy = (objects: readonly Judged[], said?: SaidOfTenants): Tenancy =>
  new Tenancy(readings(objects).filter(isTenant), said);
const saying =
  (facts: Readonly<Record<string, TenantFacts>>): SaidOfTenants =>
  (namespace) =>
    facts[namespace] ?? {};

describe('the namespace of a tenant', () => {
  const of = (metadata: object): string | undefined => {
    const { kind, manifest } = tenant({}, metadata);
    const reading = read(kind, manifest, PlatformProfile.hikube());
    return isTenant(reading) ? namespaceOf(reading) : 'no tenant';
  };

  it.each([
    ['root', 'tenant-root', 'tenant-root'],
    ['acme', 'tenant-root', 'tenant-acme'],
    ['staging', 'tenant-acme', 'tenant-acme-staging'],
    ['root', 'tenant-acme', 'tenant-acme-root'],
    ['acme', undefined, undefined],
    ['root', undefined, undefined],
  ])('"%s" in %s is %s', (name, namespace, own) => {
    expect(of({ name, namespace })).toBe(own);
  });
});

describe('the kinds of objects', () => {
  it.each<[string, (reading: Reading) => boolean, Judged]>([
    ['a tenant', isTenant, tenant()],
    ['a cluster', isCluster, cluster()],
    ['a ring', isRing, ring()],
  ])('%s is told from the others', (_, is, own) => {
    const [first, ...others] = readings([
      own,
      ...[tenant(), cluster(), ring()].filter(({ kind }) => kind !== own.kind),
    ]);

    expect(is(first!)).toBe(true);
    expect(others.map(is)).toEqual([false, false]);
  });
});

describe('what is known of a tenant', () => {
  it('is nothing without a namespace, whatever is said', () => {
    const asked: string[] = [];
    const said: SaidOfTenants = (namespace) => {
      asked.push(namespace);
      return { modules: { etcd: true } };
    };

    expect(tenancy([root({ etcd: true })], said).factsOf(undefined)).toEqual({});
    expect(asked).toEqual([]);
  });

  it('is nothing where nothing is said of it', () => {
    expect(tenancy([]).factsOf('tenant-acme')).toStrictEqual({ modules: {}, reach: {} });
  });

  it('is nothing of one that is not declared, whatever stands beside or below it', () => {
    const beside = tenant({ etcd: true }, { name: 'other', namespace: 'tenant-root' });

    expect(tenancy([beside, staging({ etcd: true })]).factsOf('tenant-acme')).toEqual({ modules: {}, reach: {} });
  });

  it('is its own modules, where those that it does not name are off', () => {
    expect(tenancy([staging({ etcd: true })]).factsOf(STAGING)).toEqual({
      modules: { etcd: true, monitoring: false },
      reach: { etcd: true },
    });
    expect(tenancy([staging({ monitoring: true, etcd: false })]).factsOf(STAGING)).toEqual({
      modules: { etcd: false, monitoring: true },
      reach: { monitoring: true },
    });
  });

  it('is what its object says and not what is said beside', () => {
    const said = saying({ [STAGING]: { modules: { etcd: true, monitoring: true } } });

    expect(tenancy([staging()], said).factsOf(STAGING).modules).toEqual({ etcd: false, monitoring: false });
  });

  it('is what is said of it where it has no object', () => {
    const said = saying({ [STAGING]: { modules: { etcd: false, monitoring: true } } });

    expect(tenancy([], said).factsOf(STAGING)).toEqual({
      modules: { etcd: false, monitoring: true },
      reach: { monitoring: true },
    });
  });

  it('does not depend on the order of the objects', () => {
    const objects = [root({ monitoring: true }), acme({ etcd: true }), staging()];
    const facts = { modules: { etcd: false, monitoring: false }, reach: { etcd: true, monitoring: true } };

    expect(tenancy(objects).factsOf(STAGING)).toEqual(facts);
    expect(tenancy([...objects].reverse()).factsOf(STAGING)).toEqual(facts);
  });

  it.each<[string, Judged]>([
    ['a tenant without a namespace', tenant({ etcd: true }, { name: 'acme', namespace: undefined })],
    ['a tenant without a name', tenant({ etcd: true }, { name: undefined, namespace: 'tenant-acme' })],
    ['a cluster', cluster({ etcd: true }, { name: 'acme', namespace: 'tenant-root' })],
    ['a ring', ring({ etcd: true }, { name: 'acme', namespace: 'tenant-root' })],
  ])('is nothing by %s', (_, object) => {
    for (const namespace of ['tenant-acme', 'tenant-acme-', 'tenant-root', 'undefined-acme'])
      expect(tenancy([object]).factsOf(namespace)).toEqual({ modules: {}, reach: {} });
  });
});

describe('what a tenant reaches', () => {
  const reach = (objects: readonly Judged[], said?: SaidOfTenants): unknown =>
    tenancy(objects, said).factsOf(STAGING).reach;

  it.each<[string, Judged[], object]>([
    ['its own module', [root(), acme(), staging({ etcd: true })], { etcd: true, monitoring: false }],
    ["its parent's", [root(), acme({ etcd: true }), staging()], { etcd: true, monitoring: false }],
    ["the root's", [root({ etcd: true }), acme(), staging()], { etcd: true, monitoring: false }],
    ['none up to the root', [root(), acme(), staging()], { etcd: false, monitoring: false }],
    ['nobody knows what above a parent that is not declared', [root({ etcd: true }), staging()], {}],
    ['nobody knows what above the last that is declared', [acme(), staging()], {}],
    ['what is there below a gap', [acme({ monitoring: true }), staging()], { monitoring: true }],
  ])('is %s', (_, objects, expected) => {
    expect(reach(objects)).toEqual(expected);
  });

  it.each<[string, Judged[], Record<string, TenantFacts>, object]>([
    ['said of it', [], { [STAGING]: { reach: { etcd: true, monitoring: false } } }, { etcd: true, monitoring: false }],
    ['said of its parent', [staging()], { 'tenant-acme': { reach: { etcd: true } } }, { etcd: true }],
    ['said of its parent to be none', [staging()], { 'tenant-acme': { reach: { etcd: false } } }, { etcd: false }],
    ['its own, whatever is said', [staging({ etcd: true })], { [STAGING]: { reach: { etcd: false } } }, { etcd: true }],
    [
      'the module that is said of its parent',
      [staging()],
      { 'tenant-acme': { modules: { etcd: true } } },
      { etcd: true },
    ],
    [
      'unknown where its parent is only said to have none',
      [staging()],
      { 'tenant-acme': { modules: { etcd: false } } },
      {},
    ],
    [
      'what is said of the root',
      [acme(), staging()],
      { 'tenant-root': { modules: { etcd: false, monitoring: true } } },
      { etcd: false, monitoring: true },
    ],
  ])('is what is %s', (_, objects, said, expected) => {
    expect(reach(objects, saying(said))).toEqual(expected);
  });

  it('is what the root has itself', () => {
    expect(tenancy([root({ etcd: true })]).factsOf('tenant-root')).toEqual({
      modules: { etcd: true, monitoring: false },
      reach: { etcd: true, monitoring: false },
    });
  });
});

describe('the ring of a tenant', () => {
  it.each<[string, Judged[], string | undefined]>([
    ['its own', [acme({ etcd: true }), staging({ etcd: true })], STAGING],
    ["its parent's", [acme({ etcd: true }), staging()], 'tenant-acme'],
    ["the root's", [root({ etcd: true }), acme(), staging()], 'tenant-root'],
    ['none up to the root', [root(), acme(), staging()], undefined],
    ['unknown where it is not declared', [acme({ etcd: true })], undefined],
    ['unknown above a gap', [root({ etcd: true }), staging()], undefined],
  ])('is %s', (_, objects, expected) => {
    expect(tenancy(objects).ringOf(STAGING)).toBe(expected);
  });

  it.each([
    [true, 'tenant-acme'],
    [false, undefined],
    [undefined, undefined],
  ])('where etcd is said to be %s on its parent is %s', (etcd, expected) => {
    const said = saying({ 'tenant-acme': { modules: { ...(etcd !== undefined && { etcd }) } } });

    expect(tenancy([staging()], said).ringOf(STAGING)).toBe(expected);
  });

  it('is not looked for above a parent that is only said to have none', () => {
    const said = saying({ 'tenant-acme': { modules: { etcd: false } } });

    expect(tenancy([root({ etcd: true }), staging()], said).ringOf(STAGING)).toBeUndefined();
  });
});

describe('the object of a tenant', () => {});
