import { App } from 'cdk8s';
import {
  PlatformChart,
  PlatformProfile,
  RegionTopology,
  RegionalEtcdRing,
  RegionalLinks,
  RegionalStore,
  RegionalVolumeLayer,
  Replication,
  StoragePool,
} from 'hikube-constructs/platform';

export function build(app: App, profile = PlatformProfile.operators({ etcd: 'v1alpha2' })): void {
  const topology = RegionTopology.hikube({
    siteLabel: 'topology.kubernetes.io/zone',
    values: { geneva: 'gva', gland: 'gld', lucerne: 'luc' },
    roundTrip: { 'geneva-gland': '0.6ms', 'geneva-lucerne': '4ms', 'gland-lucerne': '3.6ms' },
  });
  const platform = new PlatformChart(app, 'platform', { topology, profile, passphraseSecret: 'linstor-passphrase' });
  const pool = StoragePool.lvmThin('data', { volumeGroup: 'vg0', thinPool: 'thin' });
  const stores = topology.regions.map((region) => new RegionalStore(platform, region.name, { region, pool }));
  new RegionalVolumeLayer(platform, 'replicated', {
    stores,
    replication: Replication.synchronous({ copies: 3, onePerRegion: true }),
    encryption: true,
    snapshots: true,
  });
  const local = new RegionalVolumeLayer(platform, 'local', { stores, replication: Replication.local() });
  new RegionalLinks(platform, 'links', {
    timers: { timeout: 100, 'ping-timeout': 20, 'connect-int': 15, 'ping-int': 15 },
  });
  new RegionalEtcdRing(platform, 'etcd', {
    across: topology.regions,
    namespace: 'kamaji-system',
    volumes: local,
    size: '8Gi',
    recovery: 'strict',
    ...(profile.etcdApi === 'v1alpha2' && { version: '3.6.11' }),
  });
}

if (require.main === module) {
  const app = new App();
  build(app);
  app.synth();
}
