import { App } from 'cdk8s';
import {
  CertManager,
  EtcdRing,
  Failure,
  FluxCd,
  IngressNginx,
  InstanceType,
  KubernetesVersion,
  ManagedCluster,
  MonitoringAgents,
  NodeGroup,
  RegionTopology,
  ReplicatedVolumeLayer,
  Replication,
  Require,
  ResilienceObjective,
  TenantChart,
  writeReports,
  type Deferrable,
} from 'hikube-constructs';

/** The whole of it; what a program goes on with is the cluster. */
export function build(app: App, host: Deferrable<string> = 'k8s.acme.example'): ManagedCluster {
  const swiss = RegionTopology.hikube();
  const chart = new TenantChart(app, 'production', {
    namespace: 'tenant-acme',
    topology: swiss,
    modules: { etcd: true, monitoring: true },
  });
  const across = swiss.regions;
  const etcd = new EtcdRing(chart, 'etcd', { members: 3, across });
  const volumes = new ReplicatedVolumeLayer(chart, 'volumes', { replication: Replication.synchronous(), across });
  const cluster = new ManagedCluster(chart, 'production', {
    version: KubernetesVersion.V1_34,
    host,
    controlPlane: { replicas: 3 },
    etcd,
    volumes,
    labels: { environment: 'production', team: 'platform' },
    deletionProtection: true,
  });

  const web = new NodeGroup(cluster, 'web', {
    // Platform 1.1 adds a group of this name to every cluster that has none.
    name: 'md0',
    instanceType: InstanceType.S1_LARGE,
    scaling: { min: 3, max: 10 },
    disk: '50Gi',
    across,
  });
  new NodeGroup(cluster, 'compute', {
    instanceType: InstanceType.U1_4XLARGE,
    scaling: { min: 1, max: 5 },
    disk: '100Gi',
    // Roles are the only labels that the platform puts on machines: without one, no workload could ask for the group.
    roles: ['compute'],
  });
  new NodeGroup(cluster, 'monitoring', {
    instanceType: InstanceType.M1_XLARGE,
    scaling: { min: 2, max: 4 },
    disk: '200Gi',
    roles: ['monitoring'],
  });

  const certManager = new CertManager(cluster, 'cert-manager', { metrics: true });
  const ingress = new IngressNginx(cluster, 'ingress-nginx', {
    hosts: ['app.acme.example', 'api.acme.example', '*.services.acme.example'],
    nodes: web,
    onlyOnNodes: true,
    resources: { requests: { cpu: '200m', memory: '256Mi' } },
  });
  new FluxCd(cluster, 'fluxcd', {
    sync: { url: 'https://git.acme.example/platform/production.git', ref: 'refs/heads/main', path: './' },
  });
  new MonitoringAgents(cluster, 'monitoring-agents', { certManager });

  // What the program declares is enough for this one.
  new ResilienceObjective(chart, 'one-machine', {
    survive: [Failure.node()],
    require: [
      Require.etcdQuorum(etcd),
      Require.apiAvailable(cluster),
      Require.capacity(web, { atLeast: 0.6 }),
      Require.ingressReachable(ingress),
    ],
  });
  // Nobody at Hikube has promised what this one hangs on: the report lists what to ask.
  new ResilienceObjective(chart, 'one-region', {
    survive: [Failure.regions(1)],
    require: [Require.etcdQuorum(etcd), Require.writable(volumes), Require.capacity(web, { atLeast: 0.3 })],
    failOn: 'refuted',
  });
  return cluster;
}

if (require.main === module) {
  const app = new App();
  build(app);
  writeReports(app, { dir: 'reports' });
  app.synth();
}
