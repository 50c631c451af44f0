import { App } from 'cdk8s';
import {
  EtcdRing,
  Failure,
  IngressNginx,
  InstanceType,
  ManagedCluster,
  NodeGroup,
  RegionTopology,
  ReplicatedVolumeLayer,
  Replication,
  Require,
  ResilienceObjective,
  TenantChart,
  type ResilienceObjectiveProps,
  type TenantChartProps,
} from 'hikube-constructs';
import {
  PlatformChart,
  PlatformScheduling,
  RegionalStore,
  RegionalVolumeLayer,
  StoragePool,
} from 'hikube-constructs/platform';

/** A tenant with one of everything. */
export interface Shop {
  readonly app: App;
  readonly chart: TenantChart;
  readonly etcd: EtcdRing;
  readonly volumes: ReplicatedVolumeLayer;
  readonly cluster: ManagedCluster;
  readonly web: NodeGroup;
  readonly ingress: IngressNginx;
}

export const SWISS = RegionTopology.hikube();

export function shop(
  props: Partial<TenantChartProps> = {},
  app = new App(),
  layer = (chart: TenantChart): ReplicatedVolumeLayer =>
    new ReplicatedVolumeLayer(chart, 'volumes', { replication: Replication.synchronous() }),
): Shop {
  const chart = new TenantChart(app, 'shop', {
    namespace: 'tenant-acme',
    topology: SWISS,
    modules: { etcd: true },
    ...props,
  });
  const etcd = new EtcdRing(chart, 'etcd', { members: 3 });
  const volumes = layer(chart);
  const cluster = new ManagedCluster(chart, 'live', {
    etcd,
    volumes,
    host: 'k8s.acme.example',
    controlPlane: { replicas: 3 },
  });
  const web = new NodeGroup(cluster, 'web', {
    name: 'md0',
    instanceType: InstanceType.U1_LARGE,
    scaling: { min: 3, max: 6 },
  });
  const ingress = new IngressNginx(cluster, 'ingress-nginx', {
    hosts: ['app.acme.example'],
    nodes: web,
    onlyOnNodes: true,
  });
  return { app, chart, etcd, volumes, cluster, web, ingress };
}

/** The loss of any one region, and what is asked of most parts. */
export const oneRegion = ({ etcd, volumes, web }: Shop): ResilienceObjectiveProps => ({
  survive: [Failure.regions(1)],
  require: [Require.etcdQuorum(etcd), Require.writable(volumes), Require.capacity(web, { atLeast: 0.3 })],
});

export const goalIn = (chart: TenantChart, props: ResilienceObjectiveProps, id = 'goal'): ResilienceObjective =>
  new ResilienceObjective(chart, id, props);

const LABELLED = RegionTopology.hikube({
  siteLabel: 'topology.kubernetes.io/zone',
  roundTrip: { 'geneva-gland': '0.6ms', 'geneva-lucerne': '4ms', 'gland-lucerne': '3.6ms' },
});

/** The operator's part of a program, and a tenant on it. */
export function shopOnPlatform({ spread = true, copies = 3 } = {}): Shop & { readonly platform: PlatformChart } {
  const app = new App();
  const platform = new PlatformChart(app, 'platform', { topology: LABELLED });
  const pool = StoragePool.lvmThin('data', { volumeGroup: 'vg0', thinPool: 'thin' });
  const stores = LABELLED.regions.map((region) => new RegionalStore(platform, region.name, { region, pool }));
  const replicated = new RegionalVolumeLayer(platform, 'replicated', {
    stores,
    replication: Replication.synchronous({ copies, onePerRegion: true }),
  });
  if (spread) new PlatformScheduling(platform, 'spread', { across: LABELLED.regions });
  const layer = (chart: TenantChart): ReplicatedVolumeLayer =>
    ReplicatedVolumeLayer.fromPlatform(chart, 'volumes', replicated);
  return { ...shop({ topology: LABELLED }, app, layer), platform };
}
