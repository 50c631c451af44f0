import { App } from 'cdk8s';
import {
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
    // One replica restarts in place: the API pauses for that long, and nothing is lost, because etcd keeps the state.
    controlPlane: { replicas: 1 },
    // The class cannot change later: what has to outlive a site does not belong here.
    volumes: new ReplicatedVolumeLayer(chart, 'volumes', { replication: Replication.local() }),
  });
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
