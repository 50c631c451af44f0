import * as hikube from 'hikube-constructs/pulumi';

// The tenant's kubeconfig is the one that kubectl would take.
const tenancy = new hikube.Tenancy('quickstart', {
  namespace: 'tenant-acme',
  connection: hikube.Connection.environment(),
});
const cluster = new hikube.ManagedCluster(
  'first',
  {
    nodeGroups: {
      // Platform 1.1 adds a group of this name to every cluster that has none.
      md0: { instanceType: hikube.InstanceType.U1_LARGE, scaling: { min: 1, max: 3 } },
    },
  },
  { parent: tenancy },
);

export const kubeconfig = cluster.kubeconfig;
