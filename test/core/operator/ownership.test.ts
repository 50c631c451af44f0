import { OWNERSHIP_RULES } from '../../../lib/core/operator/rules/ownership';
import { codesOf, issuesOf, type PROFILES } from './support';

const OWN = new Set(OWNERSHIP_RULES.map(({ code }) => code));
const own = (...args: Parameters<typeof codesOf>): string[] => codesOf(...args).filter((code) => OWN.has(code));
type Profile = keyof typeof PROFILES;
const COZYSTACK: readonly Profile[] = ['hikube', 'cozystack-1.6'];
const BARE: readonly Profile[] = ['operators-v1alpha1', 'operators-v1alpha2'];

const of = (apiVersion: string, kind: string, name: string, more: object = {}, namespace?: string): object => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace !== undefined && { namespace }) },
  ...more,
});
const cluster = (name: string, ...properties: string[]): object =>
  of('piraeus.io/v1', 'LinstorCluster', name, {
    spec: { properties: properties.map((property) => ({ name: property, value: '16' })) },
  });

describe('a LinstorCluster', () => {
  it.each(COZYSTACK)('on %s is the chart’s, and any other is a second one', (profile) => {
    expect(own([cluster('linstorcluster')], { profile })).toEqual(['HK6102']);
    expect(own([cluster('linstor')], { profile })).toEqual(['HK6101']);
  });

  it.each(BARE)('on %s is the operator’s own, once', (profile) => {
    expect(own([cluster('linstor')], { profile })).toEqual([]);
    expect(own([cluster('linstorcluster')], { profile })).toEqual([]);
    expect(issuesOf([cluster('a'), cluster('b')], { profile })).toMatchObject([
      { code: 'HK6101', object: { name: 'b' } },
    ]);
  });

  it.each<[Profile, string, string[]]>([
    ['hikube', 'DrbdOptions/Net/connect-int', ['HK6102', 'HK6103']],
    ['hikube', 'DrbdOptions/auto-diskful', ['HK6102', 'HK6103']],
    ['hikube', 'DrbdOptions/Net/verify-alg', ['HK6102']],
    ['cozystack-1.6', 'DrbdOptions/Net/verify-alg', ['HK6102', 'HK6103']],
    ['cozystack-1.6', 'DrbdOptions/Resource/on-no-quorum', ['HK6102']],
    ['operators-v1alpha1', 'DrbdOptions/Net/connect-int', []],
  ])('on %s with %s', (profile, property, codes) => {
    expect(own([cluster('linstorcluster', property)], { profile })).toEqual(codes);
  });
});

describe('what the charts own', () => {
  const snapshots = (name: string): object =>
    of('snapshot.storage.k8s.io/v1', 'VolumeSnapshotClass', name, {
      driver: 'linstor.csi.linbit.com',
      deletionPolicy: 'Delete',
    });

  it('is the snapshot class linstor-snapshots on Cozystack', () => {
    for (const profile of COZYSTACK) expect(own([snapshots('linstor-snapshots')], { profile })).toEqual(['HK6104']);
    for (const profile of BARE) expect(own([snapshots('linstor-snapshots')], { profile })).toEqual([]);
    expect(own([snapshots('nightly')])).toEqual([]);
  });

  const old = (name: string, namespace?: string, spec: object = {}): object =>
    of('etcd.aenix.io/v1alpha1', 'EtcdCluster', name, { spec }, namespace);

  it.each<[string, string | undefined, string[]]>([
    ['etcd', 'tenant-acme', ['HK6105']],
    ['etcd', 'tenant-root', ['HK6105']],
    ['ring', 'tenant-acme', []],
    ['etcd', 'cozy-system', []],
    ['etcd', undefined, []],
  ])('is the ring %s in %s', (name, namespace, codes) => {
    expect(own([old(name, namespace)])).toEqual(codes);
    expect(own([old(name, namespace)], { profile: 'operators-v1alpha1' })).toEqual([]);
  });

  it('are the DataStores of Cozystack', () => {
    const store = of('kamaji.clastix.io/v1alpha1', 'DataStore', 'acme', { spec: { driver: 'etcd' } });

    for (const profile of COZYSTACK) expect(own([store], { profile })).toEqual(['HK6106']);
    for (const profile of BARE) expect(own([store], { profile })).toEqual([]);
  });

  it.each([
    ['Certificate', 'etcd-peer-ca'],
    ['Certificate', 'etcd-ca'],
    ['Certificate', 'etcd-server'],
    ['Certificate', 'etcd-peer'],
    ['Certificate', 'etcd-client'],
    ['Issuer', 'etcd-selfsigning-issuer'],
    ['Issuer', 'etcd-peer-issuer'],
    ['Issuer', 'etcd-issuer'],
  ])('are the %s %s of a tenant', (kind, name) => {
    const made = (namespace: string): object => of('cert-manager.io/v1', kind, name, { spec: {} }, namespace);

    expect(own([made('tenant-acme')])).toEqual(['HK6107']);
    expect(own([made('kamaji-etcd')])).toEqual([]);
    expect(own([made('tenant-acme')], { profile: 'operators-v1alpha1' })).toEqual([]);
  });

  it('are the secrets of those certificates', () => {
    const writing = (secretName: string): object =>
      of('cert-manager.io/v1', 'Certificate', 'mine', { spec: { secretName } }, 'tenant-acme');

    expect(own([writing('etcd-peer-ca-tls')])).toEqual(['HK6107']);
    expect(own([writing('mine-tls')])).toEqual([]);
  });
});

describe('what a profile does not have', () => {
  const scheduling = of('cozystack.io/v1alpha1', 'SchedulingClass', 'spread', {
    spec: { nodeSelector: { 'topology.kubernetes.io/zone': 'a' } },
  });

  it.each<[Profile, string[]]>([
    ['hikube', ['HK6108']],
    ['cozystack-1.6', []],
    ['operators-v1alpha2', ['HK6108']],
  ])('is a SchedulingClass on %s', (profile, codes) => {
    expect(own([scheduling], { profile })).toEqual(codes);
  });

  it('is a Package without Cozystack', () => {
    const platform = of('cozystack.io/v1alpha1', 'Package', 'cozystack.cozystack-platform', { spec: {} });

    expect(own([platform])).toEqual([]);
    expect(own([platform], { profile: 'operators-v1alpha1' })).toEqual(['HK6108']);
  });

  it.each<[Profile, string, string[]]>([
    ['hikube', 'etcd.aenix.io/v1alpha1', []],
    ['hikube', 'etcd-operator.cozystack.io/v1alpha2', ['HK6109']],
    ['cozystack-1.6', 'etcd.aenix.io/v1alpha1', ['HK6109']],
    ['cozystack-1.6', 'etcd-operator.cozystack.io/v1alpha2', []],
    ['operators-v1alpha1', 'etcd-operator.cozystack.io/v1alpha2', ['HK6109']],
    ['operators-v1alpha2', 'etcd-operator.cozystack.io/v1alpha2', []],
  ])('on %s of %s', (profile, apiVersion, codes) => {
    expect(own([of(apiVersion, 'EtcdCluster', 'ring', { spec: {} }, 'kamaji-etcd')], { profile })).toEqual(codes);
  });
});

describe('a disruption budget of a ring', () => {
  const NAME = { 'app.kubernetes.io/name': 'etcd' };
  const INSTANCE = { ...NAME, 'app.kubernetes.io/instance': 'ring' };
  const budget = (selector: unknown, namespace = 'kamaji-etcd'): object =>
    of('policy/v1', 'PodDisruptionBudget', 'mine', { spec: { minAvailable: 2, selector } }, namespace);
  const old = (spec: object, namespace = 'kamaji-etcd'): object =>
    of('etcd.aenix.io/v1alpha1', 'EtcdCluster', 'ring', { spec }, namespace);
  const newer = (spec: object): object =>
    of('etcd-operator.cozystack.io/v1alpha2', 'EtcdCluster', 'ring', { spec }, 'kamaji-etcd');
  const asked = { podDisruptionBudgetTemplate: {} };
  const bare = { profile: 'operators-v1alpha1' } as const;

  it('is a second one where the older operator is asked for its own', () => {
    expect(own([old(asked), budget({ matchLabels: INSTANCE })], bare)).toEqual(['HK6110']);
    expect(own([old({}), budget({ matchLabels: INSTANCE })], bare)).toEqual([]);
    expect(own([old({ podDisruptionBudgetTemplate: null }), budget({ matchLabels: INSTANCE })], bare)).toEqual([]);
  });

  it('is always a second one with the newer operator, unless the ring is paused', () => {
    const profile = 'operators-v1alpha2';

    expect(own([newer({}), budget({ matchLabels: INSTANCE })], { profile })).toEqual(['HK6110']);
    expect(own([newer({ replicas: 0 }), budget({ matchLabels: INSTANCE })], { profile })).toEqual([]);
  });

  it.each<[string, unknown, boolean]>([
    ['the name alone', { matchLabels: NAME }, true],
    ['everything', {}, true],
    ['another instance', { matchLabels: { ...NAME, 'app.kubernetes.io/instance': 'other' } }, false],
    ['a label that the pods need not have', { matchLabels: { ...INSTANCE, tier: 'db' } }, false],
    ['expressions', { matchLabels: NAME, matchExpressions: [{ key: 'x', operator: 'Exists' }] }, false],
    ['nothing', null, false],
  ])('selects %s', (_, selector, second) => {
    expect(own([old(asked), budget(selector)], bare)).toEqual(second ? ['HK6110'] : []);
  });

  it('selects by labels that the ring gives its pods', () => {
    const labelled = old({ ...asked, podTemplate: { metadata: { labels: { tier: 'db' } } } });

    expect(own([labelled, budget({ matchLabels: { tier: 'db' } })], bare)).toEqual(['HK6110']);
  });

  it('selects nothing of another namespace', () => {
    expect(own([old(asked), budget({ matchLabels: INSTANCE }, 'other')], bare)).toEqual([]);
  });

  it.each<[Profile, object, string, boolean]>([
    ['hikube', { 'app.kubernetes.io/instance': 'etcd', ...NAME }, 'tenant-acme', true],
    ['hikube', { 'cozystack.io/service': 'etcd' }, 'tenant-acme', true],
    ['cozystack-1.6', { 'etcd-operator.cozystack.io/cluster': 'etcd' }, 'tenant-acme', true],
    ['hikube', { 'etcd-operator.cozystack.io/cluster': 'etcd' }, 'tenant-acme', false],
    ['hikube', NAME, 'tenant-acme', false],
    ['hikube', { 'app.kubernetes.io/instance': 'etcd' }, 'cozy-system', false],
    ['operators-v1alpha1', { 'app.kubernetes.io/instance': 'etcd' }, 'tenant-acme', false],
  ])('on %s by %j in %s is one of the tenant chart’s ring', (profile, matchLabels, namespace, second) => {
    expect(own([budget({ matchLabels }, namespace)], { profile })).toEqual(second ? ['HK6110'] : []);
  });
});
