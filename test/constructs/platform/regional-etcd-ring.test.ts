import { App } from 'cdk8s';
import {
  HikubeError,
  RegionTopology,
  RegionalEtcdRing,
  RegionalVolumeLayer,
  Replication,
  type PlatformChart,
  type PlatformProfile,
  type RegionalEtcdRingProps,
  type SiteFacts,
} from 'hikube-constructs/platform';
import { synth } from '../../support/programs';
import {
  BARE_1,
  BARE_2,
  COZYSTACK_1_1,
  COZYSTACK_1_6,
  found,
  objectsOf,
  ofKind,
  platformChart,
  storesOf,
  swiss,
  theIssue,
} from './support';

interface Made {
  readonly chart: PlatformChart;
  readonly ring: RegionalEtcdRing;
}

function ringOn(profile: PlatformProfile, props: Partial<RegionalEtcdRingProps> = {}, facts: SiteFacts = {}): Made {
  const chart = platformChart({ profile, topology: swiss(facts) });
  const volumes = new RegionalVolumeLayer(chart, 'local', {
    stores: storesOf(chart),
    replication: Replication.local(),
  });
  const ring = new RegionalEtcdRing(chart, 'etcd', {
    across: chart.topology.regions,
    namespace: 'kamaji-system',
    volumes,
    ...(profile.etcdApi === 'v1alpha2' && { version: '3.6.11' }),
    ...props,
  });
  return { chart, ring };
}
interface RingSpec {
  readonly options: Readonly<Record<string, unknown>>;
  readonly topologySpreadConstraints: readonly object[];
}
const clusterOf = (...args: Parameters<typeof ringOn>): RingSpec =>
  ofKind('EtcdCluster', ringOn(...args).chart)[0]!.spec as RingSpec;

const SPREAD = {
  maxSkew: 1,
  minDomains: 3,
  topologyKey: 'topology.kubernetes.io/zone',
  whenUnsatisfiable: 'DoNotSchedule',
  nodeTaintsPolicy: 'Ignore',
  labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'etcd', 'app.kubernetes.io/instance': 'etcd' } },
};
const allOf = (time: string): SiteFacts => ({
  roundTrip: { 'geneva-gland': time, 'geneva-lucerne': time, 'gland-lucerne': time },
});

describe('RegionalEtcdRing', () => {
  it('is an EtcdCluster of v1alpha1 with one member at each site', () => {
    expect(ofKind('EtcdCluster', ringOn(BARE_1, { size: '8Gi' }).chart)).toEqual([
      {
        apiVersion: 'etcd.aenix.io/v1alpha1',
        kind: 'EtcdCluster',
        metadata: { name: 'etcd', namespace: 'kamaji-system' },
        spec: {
          replicas: 3,
          options: {
            'quota-backend-bytes': '8160437862',
            'auto-compaction-mode': 'periodic',
            'auto-compaction-retention': '5m',
            'snapshot-count': '10000',
          },
          storage: {
            volumeClaimTemplate: {
              spec: { resources: { requests: { storage: '8Gi' } }, storageClassName: 'local' },
            },
          },
          security: {
            tls: {
              peerTrustedCASecret: 'etcd-peer-ca-tls',
              peerSecret: 'etcd-peer-tls',
              serverSecret: 'etcd-server-tls',
              clientTrustedCASecret: 'etcd-ca-tls',
              clientSecret: 'etcd-client-tls',
            },
          },
          podTemplate: { spec: { containers: [], topologySpreadConstraints: [SPREAD] } },
          podDisruptionBudgetTemplate: {},
        },
      },
    ]);
  });

  it('is an EtcdCluster of v1alpha2 with one member at each site', () => {
    expect(ofKind('EtcdCluster', ringOn(BARE_2, { size: '8Gi' }).chart)).toEqual([
      {
        apiVersion: 'etcd-operator.cozystack.io/v1alpha2',
        kind: 'EtcdCluster',
        metadata: { name: 'etcd', namespace: 'kamaji-system' },
        spec: {
          version: '3.6.11',
          replicas: 3,
          storage: { size: '8Gi', storageClassName: 'local' },
          options: {
            quotaBackendBytes: 8160437862,
            autoCompactionMode: 'periodic',
            autoCompactionRetention: '5m',
            snapshotCount: 10000,
          },
          tls: {
            client: {
              serverSecretRef: { name: 'etcd-server-tls' },
              operatorClientSecretRef: { name: 'etcd-client-tls' },
            },
            peer: { secretRef: { name: 'etcd-peer-tls' } },
          },
          topologySpreadConstraints: [SPREAD],
        },
      },
    ]);
  });

  it.each([
    ['v1alpha1', BARE_1],
    ['v1alpha2', BARE_2],
  ])('comes with its authorities, certificates and DataStore, and no budget, on %s', (_, profile) => {
    const { chart } = ringOn(profile);
    const own = objectsOf(chart).filter(({ metadata }) => metadata.name.startsWith('etcd'));

    expect(own.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? '-'} ${metadata.name}`).sort()).toEqual([
      'Certificate kamaji-system etcd-ca',
      'Certificate kamaji-system etcd-client',
      'Certificate kamaji-system etcd-peer',
      'Certificate kamaji-system etcd-peer-ca',
      'Certificate kamaji-system etcd-server',
      'DataStore - etcd',
      'EtcdCluster kamaji-system etcd',
      'Issuer kamaji-system etcd-issuer',
      'Issuer kamaji-system etcd-peer-issuer',
      'Issuer kamaji-system etcd-selfsigning-issuer',
    ]);
    expect(found(chart)).toEqual([]);
  });

  it('is what the DataStore of Kamaji speaks to', () => {
    expect(ofKind('DataStore', ringOn(BARE_2, { dataStore: 'stretched' }).chart)).toMatchObject([
      { metadata: { name: 'stretched' }, spec: { driver: 'etcd', endpoints: ['etcd.kamaji-system.svc:2379'] } },
    ]);
  });

  it.each([
    ['v1alpha1', BARE_1, ['etcd-0.etcd-headless.kamaji-system.svc', 'etcd-2.etcd-headless.kamaji-system.svc']],
    ['v1alpha2', BARE_2, ['*.etcd.kamaji-system.svc']],
  ])('has the names in its server certificate that members of %s are called by', (_, profile, names) => {
    const server = ofKind('Certificate', ringOn(profile).chart).find(
      ({ metadata }) => metadata.name === 'etcd-server',
    )!;

    expect(server.spec.dnsNames).toEqual(expect.arrayContaining(names));
  });

  it.each([
    ['1Gi', 1020054732],
    ['8Gi', 8160437862],
    ['9Gi', 8589934592],
    ['10Gi', 8589934592],
    ['1Ti', 8589934592],
  ])('of %s has a keyspace of %i bytes: 95 %%, and 8 GiB at most', (size, bytes) => {
    expect(clusterOf(BARE_2, { size })).toMatchObject({ options: { quotaBackendBytes: bytes } });
    expect(clusterOf(BARE_1, { size })).toMatchObject({ options: { 'quota-backend-bytes': String(bytes) } });
  });

  it('lets a lost member start elsewhere where that is asked for by name', () => {
    const [constraint] = clusterOf(BARE_2, { recovery: 'movable' }).topologySpreadConstraints;

    expect(constraint).toEqual({ ...SPREAD, minDomains: undefined, nodeTaintsPolicy: 'Honor' });
    expect(constraint).not.toHaveProperty('minDomains');
  });

  it('has as many members as it is told', () => {
    expect(ringOn(BARE_1, { members: 5 }).ring.members).toBe(5);
    expect(clusterOf(BARE_1, { members: 5 })).toMatchObject({ replicas: 5 });
  });

  it('comes after the layer of its volumes', () => {
    const kinds = objectsOf(ringOn(BARE_1).chart).map(({ kind }) => kind);

    expect(kinds.indexOf('StorageClass')).toBeLessThan(kinds.indexOf('EtcdCluster'));
  });
});

describe('the timers of a ring', () => {
  it('are etcd`s own below 100 ms, and say why', () => {
    const { ring } = ringOn(BARE_1);

    expect(ring.timers).toEqual({
      heartbeat: { milliseconds: 100, reason: 'The default of 100 ms covers one round trip of 4 ms.' },
      election: { milliseconds: 1000, reason: 'The default of 1000 ms covers 10 heartbeats.' },
    });
    expect(Object.keys(clusterOf(BARE_1).options)).not.toContain('heartbeat-interval');
  });

  it('are written in whole milliseconds without a unit where round trips ask for more', () => {
    expect(clusterOf(BARE_1, {}, allOf('150.5ms')).options).toMatchObject({
      'heartbeat-interval': '151',
      'election-timeout': '1510',
    });
  });

  it('have no field in v1alpha2, which is said', () => {
    const { chart } = ringOn(BARE_2, {}, allOf('150ms'));

    expect(theIssue(chart, 'HK6013')).toMatchObject({
      construct: 'platform/etcd',
      prop: 'across',
      message:
        'The round trips ask for a heartbeat of 150 ms, and the operators without Cozystack (etcd v1alpha2) has no field for it.',
    });
  });

  it('are not known where a round trip is missing', () => {
    expect(ringOn(BARE_1, {}, { roundTrip: { 'geneva-gland': '1ms' } }).ring.timers).toBeUndefined();
  });
});

describe('a ring that cannot be', () => {
  it.each([
    ['cozystack-1.1', COZYSTACK_1_1],
    ['cozystack-1.6', COZYSTACK_1_6],
  ])('is refused on %s, with a pointer to the ring of a tenant', (name, profile) => {
    const { chart } = ringOn(profile);

    expect(theIssue(chart, 'HK6012')).toMatchObject({
      construct: 'platform/etcd',
      severity: 'error',
      message: `On ${name} a tenant's ring is an EtcdRing, and the platform writes this object.`,
      remedy: expect.stringContaining('PlatformScheduling'),
    });
    expect(() => synth(chart)).toThrow(HikubeError);
  });

  it.each([
    ['v1alpha2 without a release of etcd', BARE_2, { version: undefined }, 'HK1102', 'The prop "version" is missing'],
    ['v1alpha1 with a release of etcd', BARE_1, { version: '3.6.11' }, 'HK6013', 'The ring asks for etcd "3.6.11"'],
    ['a namespace that cannot be', BARE_1, { namespace: 'Kamaji System' }, 'HK1102', '"Kamaji System"'],
    ['a policy that is none', BARE_1, { recovery: 'fast' }, 'HK1102', '"fast"'],
    ['a size that is none', BARE_1, { size: 'large' }, 'HK6518', '"large"'],
    ['members that are no number', BARE_1, { members: '3' }, 'HK1102', '"3"'],
    ['another layer', BARE_1, { volumes: 'local' }, 'HK1102', '"local"'],
    ['a release with a v', BARE_2, { version: 'v3.6.11' }, expect.any(String), '"v3.6.11"'],
  ] as const)('is refused: %s', (_, profile, props, code, said) => {
    const { chart } = ringOn(profile, props as never);

    expect(found(chart)).toContainEqual(expect.objectContaining({ code, message: expect.stringContaining(said) }));
    expect(() => synth(chart)).toThrow(HikubeError);
  });

  it.each([[1], [2], [4], [9]])('is told of %i members', (members) => {
    expect(found(ringOn(BARE_2, { members }).chart)).toMatchObject([{ construct: 'platform/etcd' }]);
  });

  it.each([[0], [-3], [100], [2 ** 40]])('is refused %i members', (members) => {
    for (const profile of [BARE_1, BARE_2]) {
      const { chart } = ringOn(profile, { members });

      expect(theIssue(chart, 'HK1102')).toMatchObject({ prop: 'members', message: `The ring has ${members} members.` });
      expect(() => synth(chart)).toThrow(HikubeError);
    }
  });

  it('is refused over a distance for which etcd has no timers', () => {
    for (const profile of [BARE_1, BARE_2]) {
      expect(theIssue(ringOn(profile, {}, allOf('6s')).chart, 'HK6014')).toMatchObject({
        prop: 'across',
        message: 'The longest round trip is 6000 ms, and etcd allows no election timeout that would cover it.',
      });
    }
  });

  it.each([
    [1, 'Its members are to stand at geneva, and the site label is at gland, lucerne as well.'],
    [2, 'Its members are to stand at geneva, gland, and the site label is at lucerne as well.'],
  ])('is refused over %i of the sites, which the scheduler would not stop at', (sites, message) => {
    const across = swiss().regions.slice(0, sites);

    for (const recovery of ['strict', 'movable'] as const) {
      expect(theIssue(ringOn(BARE_1, { across, recovery }).chart, 'HK6015')).toMatchObject({ prop: 'across', message });
    }
  });

  it('is told that two sites are no better than one', () => {
    const topology = RegionTopology.of({ regions: ['a', 'b'], siteLabel: 'site' });
    const chart = platformChart({ profile: BARE_2, topology });
    const volumes = new RegionalVolumeLayer(chart, 'local', {
      stores: storesOf(chart),
      replication: Replication.local(),
    });
    const across = topology.regions;
    new RegionalEtcdRing(chart, 'etcd', { across, namespace: 'kamaji-system', volumes, version: '3.6.11' });

    expect(found(chart)).toMatchObject([{ code: 'HK6533', construct: 'platform/etcd', severity: 'warning' }]);
  });

  it('does not take the layer of another platform', () => {
    const app = new App();
    const other = platformChart({ profile: BARE_2 }, app);
    const volumes = new RegionalVolumeLayer(other, 'local', {
      stores: storesOf(other),
      replication: Replication.local(),
    });
    const { chart } = ringOn(BARE_2, { volumes });

    expect(theIssue(chart, 'HK1005')).toMatchObject({ message: 'The layer "platform/local" is of another platform.' });
  });

  it('is told that volumes which are replicated are replicated twice', () => {
    const chart = platformChart({ profile: BARE_2 });
    const replication = Replication.synchronous({ copies: 3, onePerRegion: true });
    const volumes = new RegionalVolumeLayer(chart, 'replicated', { stores: storesOf(chart), replication });
    new RegionalEtcdRing(chart, 'etcd', {
      across: chart.topology.regions,
      namespace: 'kamaji-system',
      volumes,
      version: '3.6.11',
    });

    expect(found(chart)).toMatchObject([{ construct: 'platform/etcd', severity: 'warning' }]);
  });
});
