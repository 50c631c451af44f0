import { App } from 'cdk8s';
import {
  EtcdRing,
  InstanceType,
  ManagedCluster,
  NodeGroup,
  RegionTopology,
  ReplicatedVolumeLayer,
  Replication,
  Tenant,
  TenantChart,
} from 'hikube-constructs';

export function build(app: App): void {
  const swiss = RegionTopology.hikube();
  const company = new TenantChart(app, 'company', {
    namespace: 'tenant-acme',
    host: 'acme.example',
    topology: swiss,
  });
  const shop = new Tenant(company, 'shop', {
    modules: { etcd: true },
    // A group may double while its machines are replaced; control planes and ring come on top.
    quotas: { cpu: 80, memory: '200Gi', storage: '2Ti', 'services.loadbalancers': 4 },
  });

  const chart = new TenantChart(app, 'shop', { tenant: shop });
  const volumes = new ReplicatedVolumeLayer(chart, 'volumes', { replication: Replication.synchronous() });
  // Both clusters write into it: 2 GiB for each, of which etcd may fill 95 %.
  const etcd = new EtcdRing(chart, 'etcd', { members: 3, size: '5Gi', across: swiss.regions });

  const live = new ManagedCluster(chart, 'live', { etcd, volumes, controlPlane: { replicas: 3 } });
  // Platform 1.1 adds a group of this name to every cluster that has none.
  const name = 'md0';
  new NodeGroup(live, 'workers', { name, instanceType: InstanceType.U1_LARGE, scaling: { min: 2, max: 6 } });

  const staging = new ManagedCluster(chart, 'staging', { etcd, volumes });
  new NodeGroup(staging, 'workers', { name, instanceType: InstanceType.U1_MEDIUM, scaling: { min: 1, max: 3 } });
}

if (require.main === module) {
  const app = new App();
  build(app);
  app.synth();
}
