/** What a program of one cluster says; each part is a text of JavaScript. */
export interface Cluster {
  /** Arguments beside the groups. @default none */
  readonly args?: string;
  readonly min?: number;
  readonly max?: number;
  /** More groups. @default none */
  readonly groups?: string;
  /** Options of the component. @default none */
  readonly options?: string;
  /** Arguments of the tenancy. @default none */
  readonly tenancy?: string;
  readonly connection?: string;
  readonly namespace?: string;
  /** The name of the component. */
  readonly name?: string;
  /** What stands before the tenancy, and after the cluster. */
  readonly before?: string;
  readonly after?: string;
}

/** A tenancy with one cluster, as components. */
export const cluster = ({
  args = '',
  min = 1,
  max = 3,
  groups = '',
  options = '',
  tenancy = '',
  connection = 'hikube.Connection.environment()',
  namespace = 'tenant-acme',
  name = 'web',
  before = '',
  after = '',
}: Cluster = {}): string => `const pulumi = require('@pulumi/pulumi');
const hikube = require('hikube-constructs/pulumi');
const { InstanceType } = hikube;
${before}
const tenancy = new hikube.Tenancy('acme', { namespace: '${namespace}', connection: ${connection}, ${tenancy} });
const web = new hikube.ManagedCluster('${name}', {
  nodeGroups: {
    md0: { instanceType: InstanceType.U1_LARGE, scaling: { min: ${min}, max: ${max} } },
    ${groups}
  },
  ${args}
}, { parent: tenancy, ${options} });
${after}
`;

/** A second group. */
export const BATCH = "batch: { instanceType: InstanceType.U1_MEDIUM, scaling: { min: 1, max: 2 }, roles: ['batch'] },";

/** A tree with one cluster; the cluster is made by a text of JavaScript, with the chart in reach. */
export const tree = (make: string): string => `const { Construct } = require('constructs');
const { ManagedCluster, NodeGroup, TenantChart, InstanceType } = require('hikube-constructs');
const hikube = require('hikube-constructs/pulumi');
const withGroup = (cluster) => {
  new NodeGroup(cluster, 'md0', { instanceType: InstanceType.U1_LARGE, scaling: { min: 1, max: 3 } });
  return cluster;
};
hikube.render('prod', (app) => {
  const chart = new TenantChart(app, 'production', { namespace: 'tenant-acme' });
  ${make}
}, { connection: hikube.Connection.environment() });
`;

/** What the program above has stored. */
export const specOf = ({ max = 3 } = {}): object => ({
  nodeGroups: {
    md0: {
      instanceType: 'u1.large',
      minReplicas: 1,
      maxReplicas: max,
      ephemeralStorage: '20Gi',
      resources: {},
      roles: [],
    },
  },
});

export const CLUSTER = 'pulumi-nodejs:dynamic/hikube:Kubernetes';
