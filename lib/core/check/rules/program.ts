import { SWALLOWED_REMEDY } from '../../swallowed';
import type { ProgramRule } from '../rule';
import { PLATFORM_PROGRAM_RULES } from './program-platform';
import { RESILIENCE_PROGRAM_RULES } from './program-resilience';

const TYPES = 'this library';
const SETUP = `const app = new App();
const chart = new TenantChart(app, 'production', { namespace: 'tenant-acme' });
const cluster = new ManagedCluster(chart, 'web');
`;

/** What only a program can get wrong. Wiring (10xx) is refused where it happens; the rest is collected. */
const RULES: readonly Omit<ProgramRule, 'only'>[] = [
  {
    code: 'HK1001',
    severity: 'error',
    title: 'A construct in the wrong scope',
    why: 'A construct is found by its scope and its id, and every plane has a chart of its own.',
    remedy:
      'Clusters, rings, volume layers and tenants stand in a TenantChart; groups and add-ons in a ManagedCluster; charts in the App.',
    source: TYPES,
    example: {
      fails: `const app = new App();\nnew ManagedCluster(new Chart(app, 'production'), 'web');`,
      passes: `${SETUP}new NodeGroup(cluster, 'workers', { name: 'md0', instanceType: InstanceType.U1_LARGE, scaling: { min: 1, max: 3 } });`,
    },
  },
  {
    code: 'HK1003',
    severity: 'error',
    title: 'A second one where there is one',
    why: 'There is one, which all share: one Etcd of a tenant, one store of a site, one set of links and one spread of a platform.',
    remedy: 'Use the one that is there.',
    source: 'cozystack, packages/extra/etcd',
    example: {
      fails: `${SETUP}new EtcdRing(chart, 'etcd');\nnew EtcdRing(chart, 'second');`,
      passes: `${SETUP}new EtcdRing(chart, 'etcd');`,
    },
  },
  {
    code: 'HK1004',
    severity: 'error',
    title: 'An object of another plane in a tenant chart',
    why: 'A chart becomes one file, which is applied to one API server, and the tenant API has no such kind.',
    remedy: 'Put it into a chart of its own.',
    source: TYPES,
    example: {
      fails: `${SETUP}new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap' });\napp.synthYaml();`,
      passes: `${SETUP}new ApiObject(new Chart(app, 'workload'), 'config', { apiVersion: 'v1', kind: 'ConfigMap' });\napp.synthYaml();`,
    },
  },
  {
    code: 'HK1005',
    severity: 'error',
    title: 'A reference to something of another cluster',
    why: 'An add-on works inside one cluster.',
    remedy: 'Refer to a construct of the same cluster.',
    source: TYPES,
    example: {
      fails: `${SETUP}const other = new ManagedCluster(chart, 'other');
const nodes = new NodeGroup(other, 'workers', { instanceType: InstanceType.U1_LARGE, scaling: { min: 1, max: 3 } });
new IngressNginx(cluster, 'ingress-nginx', { hosts: ['a.example'], nodes });`,
      passes: `${SETUP}const nodes = new NodeGroup(cluster, 'workers', { name: 'md0', instanceType: InstanceType.U1_LARGE, scaling: { min: 1, max: 3 } });
new IngressNginx(cluster, 'ingress-nginx', { hosts: ['a.example'], nodes });`,
    },
  },
  {
    code: 'HK1006',
    severity: 'error',
    title: "An object of another namespace than its chart's",
    why: 'A tenant chart is one namespace, and what is known of that tenant is what its objects are judged by.',
    remedy: "Put the object into that tenant's chart.",
    source: TYPES,
    example: {
      fails: `${SETUP}new ApiObject(chart, 'etcd', { apiVersion: 'apps.cozystack.io/v1alpha1', kind: 'Etcd', metadata: { name: 'etcd', namespace: 'tenant-other' }, spec: {} });
app.synthYaml();`,
      passes: `${SETUP}new ApiObject(chart, 'etcd', { apiVersion: 'apps.cozystack.io/v1alpha1', kind: 'Etcd', metadata: { name: 'etcd' }, spec: {} });
app.synthYaml();`,
    },
  },
  {
    code: 'HK1007',
    severity: 'error',
    title: 'Two charts of one tenant that contradict one another',
    why: 'There is one tenant, and what is known of it is what its objects are judged by.',
    remedy: 'Say the same in both, or put the objects into one chart.',
    source: TYPES,
    example: {
      fails: `${SETUP}new TenantChart(app, 'more', { namespace: 'tenant-acme', profile: PlatformProfile.cozystack('1.6') });
app.synthYaml();`,
      passes: `${SETUP}new TenantChart(app, 'more', { namespace: 'tenant-acme' });
app.synthYaml();`,
    },
  },
  {
    code: 'HK1008',
    severity: 'error',
    title: 'Constructs that wait for one another',
    why: 'None of them can be the first to be made.',
    remedy: 'Take one of the dependencies away.',
    source: TYPES,
    example: {
      fails: `${SETUP}const other = new ManagedCluster(chart, 'other');
cluster.node.addDependency(other);
other.node.addDependency(cluster);
app.synthYaml();`,
      passes: `${SETUP}const other = new ManagedCluster(chart, 'other');
other.node.addDependency(cluster);
app.synthYaml();`,
    },
  },
  {
    code: 'HK1101',
    severity: 'error',
    title: 'A prop that does not exist',
    why: 'It would have no effect.',
    remedy: 'Write the prop as the types have it.',
    source: TYPES,
    example: {
      fails: `${SETUP}const props = { verison: 'v1.34' };\nnew ManagedCluster(chart, 'api', props as object);\napp.synthYaml();`,
      passes: `${SETUP}new ManagedCluster(chart, 'api', { version: KubernetesVersion.V1_34 });\napp.synthYaml();`,
    },
  },
  {
    code: 'HK1102',
    severity: 'error',
    title: 'A prop of the wrong type, or one that is missing',
    why: 'No object can be made of it.',
    remedy: 'Write a value of the type that the prop has.',
    source: TYPES,
    example: {
      fails: `${SETUP}const props = { scaling: 3 } as unknown as NodeGroupProps;\nnew NodeGroup(cluster, 'workers', props);\napp.synthYaml();`,
      passes: `${SETUP}new NodeGroup(cluster, 'workers', { name: 'md0', instanceType: InstanceType.U1_LARGE, scaling: { min: 1, max: 3 } });\napp.synthYaml();`,
    },
  },
  {
    code: 'HK1103',
    severity: 'error',
    title: 'Props that exclude one another, or of which one is needed',
    why: 'They say one thing in different ways: with both, nobody knows which is meant; with none, there is nothing to go by.',
    remedy: 'Keep exactly one.',
    source: TYPES,
    example: {
      fails: `${SETUP}new NodeGroup(cluster, 'workers', { scaling: { min: 1, max: 3 } } as NodeGroupProps);\napp.synthYaml();`,
      passes: `${SETUP}new NodeGroup(cluster, 'workers', { name: 'md0', resources: { cpu: 4, memory: '8Gi' }, scaling: { min: 1, max: 3 } });\napp.synthYaml();`,
    },
  },
  {
    code: 'HK1104',
    severity: 'error',
    title: 'An override that cannot be applied',
    why: 'It would be lost without a word.',
    remedy:
      'Write an RFC 6902 operation whose path exists in what the noun compiles to; use `add` for what is not there.',
    source: 'RFC 6902',
    example: {
      fails: `${SETUP}new ManagedCluster(chart, 'api', { overrides: [{ op: 'replace', path: '/spec/hots', value: 'a.example' }] });\napp.synthYaml();`,
      passes: `${SETUP}new ManagedCluster(chart, 'api', { overrides: [{ op: 'add', path: '/spec/host', value: 'a.example' }] });\napp.synthYaml();`,
    },
  },
  {
    code: 'HK1105',
    severity: 'error',
    title: 'A value that is not known yet',
    why: 'A file cannot wait for a value that a deployment makes, nor can a name, a version or the number of objects.',
    remedy: 'Give the value itself.',
    source: TYPES,
    example: {
      fails: `${SETUP}const late = { __pulumiOutput: true, apply: () => late } as unknown as Deferred<string>;\nnew ManagedCluster(chart, 'api', { host: late });\napp.synthYaml();`,
      passes: `${SETUP}new ManagedCluster(chart, 'api', { host: 'k8s.acme.example' });\napp.synthYaml();`,
    },
  },
  {
    code: 'HK1106',
    severity: 'error',
    title: 'A choice that does not exist',
    why: 'It is not one of those that there are.',
    remedy: 'Write one of the known choices.',
    source: TYPES,
    example: {
      fails: `PlatformProfile.cozystack('1.5' as '1.6');`,
      passes: `PlatformProfile.cozystack('1.6');`,
    },
  },
  {
    code: 'HK1108',
    severity: 'error',
    title: 'A text that swallowed a value which is not known yet',
    why: "Pulumi puts a sentence of its own in the value's place, and that sentence would be written.",
    remedy: SWALLOWED_REMEDY,
    source: '@pulumi/pulumi, sdk/nodejs/output.ts',
    example: {
      fails: `${SETUP}const host = 'k8s.Calling [toString] on an [Output<T>] is not supported.';\nnew ManagedCluster(chart, 'api', { host });\napp.synthYaml();`,
      passes: `${SETUP}new ManagedCluster(chart, 'api', { host: 'k8s.acme.example' });\napp.synthYaml();`,
    },
  },
  {
    code: 'HK2109',
    severity: 'error',
    title: 'A group that workloads cannot choose',
    why: 'The platform labels machines by their roles and by nothing else.',
    remedy: 'Give the group a role that no other group of the cluster has.',
    source: 'cozystack, packages/apps/kubernetes/templates/cluster.yaml',
    example: {
      fails: `${SETUP}const nodes = new NodeGroup(cluster, 'workers', { name: 'md0', instanceType: InstanceType.U1_LARGE, scaling: { min: 1, max: 3 } });
nodes.nodeSelector;`,
      passes: `${SETUP}const nodes = new NodeGroup(cluster, 'workers', { name: 'md0', instanceType: InstanceType.U1_LARGE, scaling: { min: 1, max: 3 }, roles: ['workers'] });
nodes.nodeSelector;`,
    },
  },
  {
    code: 'HK3111',
    severity: 'error',
    title: 'An add-on twice',
    why: 'A cluster has one of each, so one of the two would be lost.',
    remedy: 'Put the settings of both into one.',
    source: 'cozystack, packages/apps/kubernetes/values.schema.json',
    example: {
      fails: `${SETUP}new CertManager(cluster, 'cert-manager');\nnew CertManager(cluster, 'again');`,
      passes: `${SETUP}new CertManager(cluster, 'cert-manager');`,
    },
  },
  {
    code: 'HK4107',
    severity: 'error',
    title: 'A ring that the cluster cannot use',
    why: 'A cluster uses the ring of its own tenant, or of the nearest ancestor that has one; the platform takes no other, whatever the program says.',
    remedy: "Use the tenant's own ring, or an ancestor's.",
    source: 'cozystack, packages/apps/tenant/templates/namespace.yaml',
    example: {
      fails: `${SETUP}const other = new TenantChart(app, 'other', { namespace: 'tenant-other' });
new ManagedCluster(chart, 'api', { etcd: new EtcdRing(other, 'etcd') });
app.synthYaml();`,
      passes: `${SETUP}new ManagedCluster(chart, 'api', { etcd: new EtcdRing(chart, 'etcd') });
app.synthYaml();`,
    },
  },
  {
    code: 'HK4204',
    severity: 'error',
    title: 'One copy that is meant to be in several regions',
    why: 'A volume of the class local is on one machine, and so in one region.',
    remedy: 'Replicate it, or leave `across` out.',
    source: "Hikube's documentation, docs/services/storage; cozystack website, docs/v1.1/storage",
    example: {
      fails: `const swiss = RegionTopology.hikube();
const app = new App();
const chart = new TenantChart(app, 'production', { namespace: 'tenant-acme', topology: swiss });
new ReplicatedVolumeLayer(chart, 'volumes', { replication: Replication.local(), across: swiss.regions });
app.synthYaml();`,
      passes: `const swiss = RegionTopology.hikube();
const app = new App();
const chart = new TenantChart(app, 'production', { namespace: 'tenant-acme', topology: swiss });
new ReplicatedVolumeLayer(chart, 'volumes', { replication: Replication.synchronous(), across: swiss.regions });
app.synthYaml();`,
    },
  },
  {
    code: 'HK7001',
    severity: 'error',
    title: 'A region that the topology does not have',
    why: 'What is meant to span it could never be judged.',
    remedy: 'Use the regions of the topology that the chart was given.',
    source: TYPES,
    example: {
      fails: `const regions = RegionTopology.of({ regions: ['bern'] }).regions;
const app = new App();
const chart = new TenantChart(app, 'production', { namespace: 'tenant-acme', topology: RegionTopology.hikube() });
new EtcdRing(chart, 'etcd', { across: regions });
app.synthYaml();`,
      passes: `const swiss = RegionTopology.hikube();
const app = new App();
const chart = new TenantChart(app, 'production', { namespace: 'tenant-acme', topology: swiss });
new EtcdRing(chart, 'etcd', { across: swiss.regions });
app.synthYaml();`,
    },
  },
];

export const PROGRAM_RULES: readonly ProgramRule[] = [
  ...RULES,
  ...PLATFORM_PROGRAM_RULES,
  ...RESILIENCE_PROGRAM_RULES,
].map((rule) => ({
  ...rule,
  only: 'programs',
}));
