// Five clusters that Hikube's documentation shows as YAML, as programs of the same intent.
import type { App } from 'cdk8s';
import {
  Acknowledge,
  CertManager,
  FluxCd,
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

export function guidedTour(app: App): void {
  const chart = new TenantChart(app, 'tour', { namespace: 'tenant-acme' });
  const cluster = new ManagedCluster(chart, 'tour', {
    host: 'k8s.acme.example',
    controlPlane: {
      replicas: 3,
      apiServer: 'small',
      controllerManager: 'small',
      scheduler: 'small',
      konnectivity: 'small',
    },
    volumes: new ReplicatedVolumeLayer(chart, 'volumes', { replication: Replication.synchronous() }),
  });
  const nodes = new NodeGroup(cluster, 'md0', {
    instanceType: InstanceType.U1_LARGE,
    scaling: { min: 3, max: 6 },
    disk: '30Gi',
  });
  new CertManager(cluster, 'cert-manager');
  new IngressNginx(cluster, 'ingress-nginx', { hosts: ['app.acme.example'], nodes });
}

export function firstCluster(app: App): void {
  const chart = new TenantChart(app, 'first', { namespace: 'tenant-acme' });
  const cluster = new ManagedCluster(chart, 'first', {
    controlPlane: { replicas: 2 },
    volumes: new ReplicatedVolumeLayer(chart, 'volumes', { replication: Replication.synchronous() }),
  });
  const nodes = new NodeGroup(cluster, 'general', {
    name: 'md0',
    instanceType: InstanceType.S1_LARGE,
    scaling: { min: 1, max: 5 },
    disk: '50Gi',
  });
  new CertManager(cluster, 'cert-manager');
  new IngressNginx(cluster, 'ingress-nginx', { hosts: ['app.acme.example'], nodes });
}

export function inferenceAndTraining(app: App): void {
  const cluster = new ManagedCluster(new TenantChart(app, 'gpu', { namespace: 'tenant-acme' }), 'gpu', {
    controlPlane: { replicas: 3 },
  });
  new NodeGroup(cluster, 'workers', {
    name: 'md0',
    instanceType: InstanceType.U1_LARGE,
    scaling: { min: 2, max: 5 },
    disk: '50Gi',
  });
  new NodeGroup(cluster, 'inference', {
    instanceType: InstanceType.U1_2XLARGE,
    scaling: { min: 2, max: 10 },
    disk: '100Gi',
    gpus: { model: Gpu.L40S },
  });
  new NodeGroup(cluster, 'training', {
    instanceType: InstanceType.U1_4XLARGE,
    scaling: { min: 1, max: 3 },
    disk: '200Gi',
    gpus: { model: Gpu.A100, perNode: 2 },
  });
  new GpuOperator(cluster, 'gpu-operator');
}

export function productionCluster(app: App): void {
  const chart = new TenantChart(app, 'production', { namespace: 'tenant-acme' });
  const cluster = new ManagedCluster(chart, 'production', {
    host: 'k8s.acme.example',
    controlPlane: { replicas: 3 },
    volumes: new ReplicatedVolumeLayer(chart, 'volumes', { replication: Replication.synchronous() }),
    labels: { environment: 'production', criticality: 'high', team: 'platform' },
  });
  const nodes = new NodeGroup(cluster, 'web', {
    name: 'md0',
    instanceType: InstanceType.S1_LARGE,
    scaling: { min: 3, max: 10 },
    disk: '50Gi',
  });
  new NodeGroup(cluster, 'compute', {
    instanceType: InstanceType.U1_4XLARGE,
    scaling: { min: 1, max: 5 },
    disk: '100Gi',
  });
  new NodeGroup(cluster, 'monitoring', {
    instanceType: InstanceType.M1_XLARGE,
    scaling: { min: 2, max: 4 },
    disk: '200Gi',
    roles: ['monitoring'],
  });
  const certManager = new CertManager(cluster, 'cert-manager', { metrics: true });
  new IngressNginx(cluster, 'ingress-nginx', {
    hosts: ['app.acme.example', 'api.acme.example', '*.services.acme.example'],
    nodes,
    resources: { requests: { cpu: '200m', memory: '256Mi' } },
  });
  new FluxCd(cluster, 'fluxcd', {
    sync: { url: 'https://git.acme.example/production.git', ref: 'refs/heads/main', path: './' },
  });
  new MonitoringAgents(cluster, 'monitoring-agents', { certManager });
}

export function learningCluster(app: App): void {
  const chart = new TenantChart(app, 'learning', { namespace: 'tenant-acme' });
  const cluster = new ManagedCluster(chart, 'learning', {
    host: 'k8s.ml.acme.example',
    controlPlane: { replicas: 2 },
    volumes: new ReplicatedVolumeLayer(chart, 'volumes', { replication: Replication.synchronous() }),
    labels: { environment: 'ai', workload: 'gpu' },
  });
  const nodes = new NodeGroup(cluster, 'system', {
    name: 'md0',
    instanceType: InstanceType.S1_LARGE,
    scaling: { min: 2, max: 4 },
    disk: '50Gi',
  });
  new NodeGroup(cluster, 'gpu', {
    instanceType: InstanceType.U1_2XLARGE,
    scaling: { min: 0, max: 10 },
    disk: '500Gi',
    gpus: { model: Gpu.L40S },
  });
  Acknowledge.issue(cluster, 'HK2204', 'two cards at the start are within the budget');
  Acknowledge.issue(cluster, 'HK2205', 'whoever starts a training raises min first');
  new GpuOperator(cluster, 'gpu-operator', { metrics: true });
  new IngressNginx(cluster, 'ingress-nginx', { hosts: ['notebooks.ml.acme.example'], nodes });
  const certManager = new CertManager(cluster, 'cert-manager');
  new MonitoringAgents(cluster, 'monitoring-agents', { certManager });
}
