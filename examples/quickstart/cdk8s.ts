import { App } from 'cdk8s';
import { InstanceType, ManagedCluster, NodeGroup, PlatformProfile, TenantChart } from 'hikube-constructs';

export function build(app: App, profile = PlatformProfile.hikube()): void {
  const chart = new TenantChart(app, 'quickstart', { namespace: 'tenant-acme', profile });
  const cluster = new ManagedCluster(chart, 'first');
  new NodeGroup(cluster, 'workers', {
    // Platform 1.1 adds a group of this name to every cluster that has none.
    name: 'md0',
    instanceType: InstanceType.U1_LARGE,
    scaling: { min: 1, max: 3 },
  });
}

if (require.main === module) {
  const app = new App();
  build(app);
  app.synth();
}
