import { App } from 'cdk8s';
import { Gpu, GpuOperator, InstanceType, ManagedCluster, NodeGroup, TenantChart } from 'hikube-constructs';

export function build(app: App): void {
  const chart = new TenantChart(app, 'gpu-fleet', { namespace: 'tenant-acme' });
  const cluster = new ManagedCluster(chart, 'fleet', { controlPlane: { replicas: 3 } });

  new NodeGroup(cluster, 'workers', {
    // Platform 1.1 adds a group of this name to every cluster that has none.
    name: 'md0',
    instanceType: InstanceType.U1_LARGE,
    scaling: { min: 2, max: 5 },
    disk: '50Gi',
  });
  // Pods ask for nvidia.com/gpu whatever the model: the roles are how they tell an L40S from an A100.
  new NodeGroup(cluster, 'inference', {
    instanceType: InstanceType.U1_2XLARGE,
    scaling: { min: 2, max: 10 },
    gpus: { model: Gpu.L40S },
    disk: '100Gi',
    roles: ['inference'],
  });
  new NodeGroup(cluster, 'training', {
    instanceType: InstanceType.U1_4XLARGE,
    scaling: { min: 1, max: 3 },
    gpus: { model: Gpu.A100, perNode: 2 },
    disk: '200Gi',
    roles: ['training'],
  });

  new GpuOperator(cluster, 'gpu-operator');
}

if (require.main === module) {
  const app = new App();
  build(app);
  app.synth();
}
