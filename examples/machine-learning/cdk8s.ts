import { App } from 'cdk8s';
import {
  Acknowledge,
  CertManager,
  Gpu,
  GpuOperator,
  IngressNginx,
  InstanceType,
  ManagedCluster,
  MonitoringAgents,
  NodeGroup,
  ReplicatedVolumeLayer,
  Replication,
  TenantChart,
} from 'hikube-constructs';

export function build(app: App): void {
  const chart = new TenantChart(app, 'machine-learning', { namespace: 'tenant-acme', modules: { monitoring: true } });
  const cluster = new ManagedCluster(chart, 'learning', {
    host: 'k8s.ml.acme.example',
    controlPlane: { replicas: 2 },
    volumes: new ReplicatedVolumeLayer(chart, 'volumes', { replication: Replication.synchronous() }),
  });

  const system = new NodeGroup(cluster, 'system', {
    // Platform 1.1 adds a group of this name to every cluster that has none.
    name: 'md0',
    instanceType: InstanceType.S1_LARGE,
    scaling: { min: 2, max: 4 },
    disk: '50Gi',
  });
  const gpu = new NodeGroup(cluster, 'gpu', {
    instanceType: InstanceType.U1_2XLARGE,
    scaling: { min: 0, max: 10 },
    gpus: { model: Gpu.L40S },
    disk: '500Gi',
    roles: ['gpu'],
  });
  Acknowledge.issue(gpu, 'HK2204', 'two cards at the start, and after a change, are within the budget');
  Acknowledge.issue(gpu, 'HK2205', 'whoever starts a training raises min first');

  new GpuOperator(cluster, 'gpu-operator', { metrics: true });
  const certManager = new CertManager(cluster, 'cert-manager');
  new MonitoringAgents(cluster, 'monitoring-agents', { certManager });
  new IngressNginx(cluster, 'ingress-nginx', { hosts: ['notebooks.ml.acme.example'], nodes: system });
}

if (require.main === module) {
  const app = new App();
  build(app);
  app.synth();
}
