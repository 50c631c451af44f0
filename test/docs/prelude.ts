// What every `ts fragment` of the documentation starts with. The harness puts this text before the fragment, and the
// fragment into a block of its own, so that it may also declare a `chart` or a `cluster` of its own.
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Acknowledge,
  Addon,
  CertManager,
  Cilium,
  CoreDns,
  EtcdRing,
  FluxCd,
  GatewayApi,
  Gpu,
  GpuOperator,
  Hami,
  HikubeError,
  IngressNginx,
  InstanceType,
  KubernetesVersion,
  ManagedCluster,
  MonitoringAgents,
  NodeGroup,
  Oidc,
  Ouroboros,
  PlatformProfile,
  RegionTopology,
  ReplicatedVolumeLayer,
  Replication,
  SiteLabels,
  Tenant,
  TenantChart,
  Velero,
  VerticalPodAutoscaler,
  WorkloadChart,
  formatIssue,
  inventory,
  movedFrom,
} from 'hikube-constructs';
import {
  PlatformChart,
  PlatformScheduling,
  RegionalEtcdRing,
  RegionalLinks,
  RegionalSchedulingClass,
  RegionalStore,
  RegionalVolumeLayer,
  StoragePool,
} from 'hikube-constructs/platform';

const app = new App();
const swiss = RegionTopology.hikube();
const chart = new TenantChart(app, 'production', { namespace: 'tenant-acme', host: 'acme.example', topology: swiss });
const cluster = new ManagedCluster(chart, 'web', { version: KubernetesVersion.V1_34, host: 'k8s.acme.example' });
const web = new NodeGroup(cluster, 'web', {
  name: 'md0',
  instanceType: InstanceType.S1_LARGE,
  scaling: { min: 3, max: 10 },
});

// A tenant on platform 1.6, for what Hikube's release does not have yet.
const chart16 = new TenantChart(app, 'next', { namespace: 'tenant-next', profile: PlatformProfile.cozystack('1.6') });
const cluster16 = new ManagedCluster(chart16, 'next');
const web16 = new NodeGroup(cluster16, 'web', { instanceType: InstanceType.U1_LARGE, scaling: { min: 1, max: 3 } });

// The platform below them, as its operator writes it.
const sites = RegionTopology.hikube({
  siteLabel: 'topology.kubernetes.io/zone',
  values: { geneva: 'gva', gland: 'gld', lucerne: 'luc' },
  roundTrip: { 'geneva-gland': '0.6ms', 'geneva-lucerne': '4ms', 'gland-lucerne': '3.6ms' },
});
const pool = StoragePool.lvmThin('data', { volumeGroup: 'vg0', thinPool: 'thin' });
const storesOf = (of: PlatformChart): RegionalStore[] =>
  sites.regions.map((region) => new RegionalStore(of, region.name, { region, pool }));
const platform = new PlatformChart(app, 'platform', { topology: sites, profile: PlatformProfile.cozystack('1.1') });
const stores = storesOf(platform);

// Another one on release 1.6, and one of the operators alone, each in an app of its own.
const platform16 = new PlatformChart(new App(), 'platform', {
  topology: sites,
  profile: PlatformProfile.cozystack('1.6'),
});
const bare = new PlatformChart(new App(), 'platform', {
  topology: sites,
  profile: PlatformProfile.operators({ etcd: 'v1alpha2' }),
});
const bareStores = storesOf(bare);

// Exported, so that nobody calls unused what the fragments use.
export { ApiObject, App, Chart, Construct, JsonPatch, app, chart, chart16, cluster, cluster16, swiss, web, web16 };
export { Acknowledge, EtcdRing, HikubeError, InstanceType, KubernetesVersion, ManagedCluster, NodeGroup, Oidc };
export { PlatformProfile, RegionTopology, ReplicatedVolumeLayer, Replication, Tenant, TenantChart };
export { Addon, CertManager, Cilium, CoreDns, FluxCd, GatewayApi, Gpu, GpuOperator, Hami, IngressNginx };
export { MonitoringAgents, Ouroboros, Velero, VerticalPodAutoscaler, WorkloadChart, formatIssue, inventory, movedFrom };
export { PlatformChart, PlatformScheduling, RegionalEtcdRing, RegionalLinks, RegionalSchedulingClass, RegionalStore };
export {
  RegionalVolumeLayer,
  SiteLabels,
  StoragePool,
  bare,
  bareStores,
  platform,
  platform16,
  sites,
  stores,
  storesOf,
};
