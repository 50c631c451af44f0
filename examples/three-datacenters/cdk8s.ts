import { App } from 'cdk8s';
import {
  Assume,
  EtcdRing,
  Failure,
  InstanceType,
  ManagedCluster,
  NodeGroup,
  PlatformProfile,
  RegionTopology,
  ReplicatedVolumeLayer,
  Replication,
  Require,
  ResilienceObjective,
  TenantChart,
  writeReports,
} from 'hikube-constructs';
import {
  PlatformChart,
  PlatformScheduling,
  RegionalLinks,
  RegionalStore,
  RegionalVolumeLayer,
  StoragePool,
} from 'hikube-constructs/platform';

export function build(app: App, profile = PlatformProfile.cozystack('1.1')): void {
  // The operator's own labels and measurements.
  const topology = RegionTopology.hikube({
    siteLabel: 'topology.kubernetes.io/zone',
    values: { geneva: 'gva', gland: 'gld', lucerne: 'luc' },
    roundTrip: { 'geneva-gland': '0.6ms', 'geneva-lucerne': '4ms', 'gland-lucerne': '3.6ms' },
  });

  const platform = new PlatformChart(app, 'platform', { topology, profile });
  const pool = StoragePool.lvmThin('data', { volumeGroup: 'vg0', thinPool: 'thin' });
  const stores = topology.regions.map((region) => new RegionalStore(platform, region.name, { region, pool }));
  const replicated = new RegionalVolumeLayer(platform, 'replicated', {
    stores,
    replication: Replication.synchronous({ copies: 3, onePerRegion: true }),
  });
  const local = new RegionalVolumeLayer(platform, 'local', {
    stores,
    replication: Replication.local(),
    isDefault: true,
  });
  new RegionalLinks(platform, 'links', { paths: [{ name: 'between-sites', interface: 'storage' }] });
  new PlatformScheduling(platform, 'spread', { across: topology.regions, recovery: 'strict' });

  for (const name of ['acme', 'umbrella']) {
    const tenant = new TenantChart(app, name, {
      namespace: `tenant-${name}`,
      host: `${name}.example`,
      modules: { etcd: true },
      topology,
      profile,
    });
    // etcd keeps three copies by itself, so its members stand on plain local disks.
    const etcd = new EtcdRing(tenant, 'etcd', {
      members: 3,
      volumes: ReplicatedVolumeLayer.fromPlatform(tenant, 'ring-disks', local),
      across: topology.regions,
    });
    const volumes = ReplicatedVolumeLayer.fromPlatform(tenant, 'volumes', replicated);
    const cluster = new ManagedCluster(tenant, 'live', { etcd, volumes, controlPlane: { replicas: 3 } });
    const workers = new NodeGroup(cluster, 'workers', {
      name: 'md0',
      instanceType: InstanceType.U1_LARGE,
      scaling: { min: 3, max: 6 },
      across: topology.regions,
    });

    new ResilienceObjective(tenant, 'one-machine', {
      survive: [Failure.node()],
      require: [Require.etcdQuorum(etcd), Require.apiAvailable(cluster), Require.capacity(workers, { atLeast: 0.6 })],
    });
    // What Hikube's tenants can only ask for, this operator declares.
    new ResilienceObjective(tenant, 'one-region', {
      survive: [Failure.regions(1)],
      require: [Require.etcdQuorum(etcd), Require.writable(volumes), Require.capacity(workers, { atLeast: 0.3 })],
      assume: [Assume.labels('the commands of SiteLabels were run on every node')],
    });
  }
}

if (require.main === module) {
  const app = new App();
  build(app);
  writeReports(app, { dir: 'reports' });
  app.synth();
}
