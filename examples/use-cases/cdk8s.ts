import { App } from 'cdk8s';
import {
  CertManager,
  EtcdRing,
  Gpu,
  GpuOperator,
  IngressNginx,
  InstanceType,
  ManagedCluster,
  NodeGroup,
  ReplicatedVolumeLayer,
  Replication,
  TenantChart,
} from 'hikube-constructs';

export function build(app: App): void {
  const chart = new TenantChart(app, 'use-cases', { namespace: 'tenant-acme' });
  const volumes = new ReplicatedVolumeLayer(chart, 'volumes', { replication: Replication.synchronous() });
  // Platform 1.1 adds a group of this name to every cluster that has none.
  const name = 'md0';

  // One ring keeps the state of all three: 2 GiB for each, of which etcd may fill 95 %.
  new EtcdRing(chart, 'etcd', { size: '7Gi' });

  const web = new ManagedCluster(chart, 'web', { volumes });
  const front = new NodeGroup(web, 'web', {
    name,
    instanceType: InstanceType.S1_LARGE,
    scaling: { min: 2, max: 10 },
  });
  new CertManager(web, 'cert-manager');
  new IngressNginx(web, 'ingress-nginx', { hosts: ['www.acme.example'], nodes: front });

  const ml = new ManagedCluster(chart, 'ml', { volumes });
  new NodeGroup(ml, 'ml', {
    name,
    instanceType: InstanceType.U1_2XLARGE,
    scaling: { min: 1, max: 5 },
    gpus: { model: Gpu.L40S },
    // Driver, CUDA images and models do not fit into the platform's 20Gi.
    disk: '200Gi',
  });
  new GpuOperator(ml, 'gpu-operator');

  const critical = new ManagedCluster(chart, 'critical', { volumes, controlPlane: { replicas: 3 } });
  new NodeGroup(critical, 'production', {
    name,
    instanceType: InstanceType.M1_LARGE,
    scaling: { min: 3, max: 20 },
  });
}

if (require.main === module) {
  const app = new App();
  build(app);
  app.synth();
}
