import { App } from 'cdk8s';
import {
  EtcdRing,
  InstanceType,
  ManagedCluster,
  NodeGroup,
  PlatformProfile,
  ReplicatedVolumeLayer,
  TenantChart,
} from 'hikube-constructs';
import { RegionalVolumeLayer, Replication, type PlatformChart } from 'hikube-constructs/platform';
import { issuesOf, synth, theOne, type Manifest } from '../../support/programs';
import { COZYSTACK_1_1, found, platformChart, storesOf } from './support';

interface Both {
  readonly platform: PlatformChart;
  readonly tenant: TenantChart;
  readonly layer: RegionalVolumeLayer;
}

function both(replication = Replication.synchronous({ copies: 3, onePerRegion: true }), name = 'replicated'): Both {
  const app = new App();
  const platform = platformChart({}, app);
  const profile = PlatformProfile.cozystack('1.1', { storageClasses: [name] });
  const tenant = new TenantChart(app, 'acme', { namespace: 'tenant-acme', profile, topology: platform.topology });
  const layer = new RegionalVolumeLayer(platform, 'layer', { stores: storesOf(platform), replication, name });
  return { platform, tenant, layer };
}

describe('a layer that a tenant takes over from the platform of the same program', () => {
  it('has its class, its copies and its sites', () => {
    const { tenant, layer } = both(undefined, 'gold');
    const volumes = ReplicatedVolumeLayer.fromPlatform(tenant, 'volumes', layer);

    expect(volumes.storageClass).toBe('gold');
    expect(volumes.replication).toMatchObject({ mode: 'synchronous', storageClass: 'gold', copies: 3, perRegion: 1 });
  });

  it('is what clusters and rings are written with', () => {
    const { tenant, layer, platform } = both(undefined, 'gold');
    const volumes = ReplicatedVolumeLayer.fromPlatform(tenant, 'volumes', layer);
    const cluster = new ManagedCluster(tenant, 'web', { volumes });
    new NodeGroup(cluster, 'md0', { instanceType: InstanceType.U1_LARGE, scaling: { min: 1, max: 3 } });

    expect(found(platform)).toEqual([]);
    expect(theOne('Kubernetes', tenant).spec.storageClass).toBe('gold');
  });

  it('puts each plane into its own file', () => {
    const { platform, tenant, layer } = both();
    new EtcdRing(tenant, 'etcd', { volumes: ReplicatedVolumeLayer.fromPlatform(tenant, 'volumes', layer) });
    const kinds = (chart: { toJson(): unknown }): string[] => [
      ...new Set((chart.toJson() as Manifest[]).map(({ kind }) => kind)),
    ];

    expect(kinds(tenant)).toEqual(['Etcd']);
    expect(kinds(platform)).toEqual(['LinstorSatelliteConfiguration', 'StorageClass']);
    expect(synth(tenant)).toHaveLength(5);
  });

  it('spans no sites where there is one copy', () => {
    const { platform, tenant, layer } = both(Replication.local(), 'local');
    const volumes = ReplicatedVolumeLayer.fromPlatform(tenant, 'volumes', layer);

    expect(volumes.replication).toMatchObject({ mode: 'local', storageClass: 'local' });
    expect(found(platform)).toEqual([]);
  });

  it.each([[undefined], [null], ['replicated'], [{}], [[]], [{ storageClass: 'x', replication: 1, regions: [] }]])(
    'is refused if it is %j',
    (layer) => {
      const { tenant } = both();

      expect(issuesOf(() => ReplicatedVolumeLayer.fromPlatform(tenant, 'volumes', layer as never))).toMatchObject([
        { code: 'HK1102', construct: 'acme/volumes' },
      ]);
    },
  );

  it('is refused if it is another construct', () => {
    const { tenant, platform } = both();
    const [store] = platform.node.children;

    expect(issuesOf(() => ReplicatedVolumeLayer.fromPlatform(tenant, 'volumes', store as never))).toMatchObject([
      { code: 'HK1102' },
    ]);
  });

  it('is refused outside of a tenant`s chart', () => {
    const { platform, layer } = both();

    expect(issuesOf(() => ReplicatedVolumeLayer.fromPlatform(platform, 'volumes', layer))).toMatchObject([
      { code: 'HK1001' },
    ]);
  });
});

describe('planes that are mixed', () => {
  it('are told apart: a tenant`s object has no place in the operator`s chart', () => {
    const { platform } = both();
    expect(issuesOf(() => new EtcdRing(platform, 'etcd'))).toMatchObject([{ code: 'HK1001' }]);
    expect(issuesOf(() => new TenantChart(platform, 'x', { namespace: 'tenant-x' }))).toMatchObject([
      { code: 'HK1001' },
    ]);
    expect(platform.profile).toBe(COZYSTACK_1_1);
  });
});
