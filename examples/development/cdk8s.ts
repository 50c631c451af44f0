import { App } from 'cdk8s';
import {
  Acknowledge,
  CertManager,
  IngressNginx,
  InstanceType,
  ManagedCluster,
  NodeGroup,
  ReplicatedVolumeLayer,
  Replication,
  TenantChart,
} from 'hikube-constructs';

export function build(app: App): void {
  const chart = new TenantChart(app, 'development', { namespace: 'tenant-acme' });
  const cluster = new ManagedCluster(chart, 'development', {
    host: 'k8s.dev.acme.example',
    controlPlane: { replicas: 1 },
    // The class cannot change later: what has to outlive a site does not belong here.
    volumes: new ReplicatedVolumeLayer(chart, 'volumes', { replication: Replication.local() }),
  });
  Acknowledge.issue(cluster, 'HK2208', 'the API may pause while its one replica restarts; etcd keeps the state');
  Acknowledge.issue(cluster, 'HK4203', 'nothing here has to outlive a machine');
  const workers = new NodeGroup(cluster, 'workers', {
    // Platform 1.1 adds a group of this name to every cluster that has none.
    name: 'md0',
    instanceType: InstanceType.S1_MEDIUM,
    scaling: { min: 1, max: 3 },
    disk: '30Gi',
  });
  new CertManager(cluster, 'cert-manager');
  new IngressNginx(cluster, 'ingress-nginx', { hosts: ['*.dev.acme.example'], nodes: workers });
}

if (require.main === module) {
  const app = new App();
  build(app);
  app.synth();
}
