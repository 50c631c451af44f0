import { type Json } from './https';

export const TENANT = 'tenant-acme';
/** Those that exist; the users of the tests have rights in the tenant's own only. */
export const NAMESPACES = ['cozy-system', 'tenant-root', TENANT, 'tenant-globex'] as const;

interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
}

/** A definition that keeps whatever is written; the real ones check more, and nothing here rests on it. */
const definition = ({ group, version, kind, plural }: Kind, scope = 'Namespaced'): Json => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.${group}` },
  spec: {
    group,
    scope,
    names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
    versions: [
      {
        name: version,
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
});

export const definitions: readonly Json[] = [
  definition({ group: 'helm.toolkit.fluxcd.io', version: 'v2', kind: 'HelmRelease', plural: 'helmreleases' }),
  definition({ group: 'cozystack.io', version: 'v1alpha1', kind: 'WorkloadMonitor', plural: 'workloadmonitors' }),
  definition(
    {
      group: 'cozystack.io',
      version: 'v1alpha1',
      kind: 'ApplicationDefinition',
      plural: 'applicationdefinitions',
    },
    'Cluster',
  ),
];

const READ = ['get', 'list', 'watch'];
const rule = (apiGroup: string, resources: readonly string[], verbs: readonly string[] = READ): Json => ({
  apiGroups: [apiGroup],
  resources,
  verbs,
});

/** What a tenant may look at besides its own objects (packages/system/cozystack-basics of the platform). */
const SURROUNDINGS = [
  rule('', ['pods', 'services', 'persistentvolumes', 'endpoints', 'events', 'resourcequotas']),
  rule('networking.k8s.io', ['ingresses']),
  rule('cozystack.io', ['workloadmonitors', 'workloads']),
];

const role = (user: string, rules: readonly Json[]): readonly Json[] => [
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: user, namespace: TENANT },
    rules,
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: user, namespace: TENANT },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: user },
    subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: user }],
  },
];

const authenticated: readonly Json[] = [
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'tenantnamespaces-read' },
    rules: [rule('core.cozystack.io', ['tenantnamespaces'])],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'tenantnamespaces-read' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'tenantnamespaces-read' },
    subjects: [{ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'system:authenticated' }],
  },
];

export const rights: readonly Json[] = [
  ...role('acme', [
    rule('apps.cozystack.io', ['*'], ['*']),
    rule('core.cozystack.io', ['tenantmodules', 'tenantsecrets']),
    ...SURROUNDINGS,
  ]),
  ...role('viewer', [rule('apps.cozystack.io', ['*']), rule('core.cozystack.io', ['tenantmodules']), ...SURROUNDINGS]),
  ...authenticated,
];

/** How the kube-apiserver is told that somebody else answers for the platform's groups. */
export const aggregation = (port: number): readonly Json[] => [
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'cozystack-api', namespace: 'cozy-system' },
    spec: { type: 'ExternalName', externalName: 'localhost', ports: [{ port }] },
  },
  ...['apps.cozystack.io', 'core.cozystack.io'].map((group) => ({
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name: `v1alpha1.${group}` },
    spec: {
      group,
      version: 'v1alpha1',
      groupPriorityMinimum: 1000,
      versionPriority: 15,
      insecureSkipTLSVerify: true,
      service: { name: 'cozystack-api', namespace: 'cozy-system', port },
    },
  })),
];

/** Where objects of a kind are: the collection, or with a namespace the one in it. */
export function pathOf(apiVersion: string, kind: string, namespace?: string): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const plural = PLURALS[kind] ?? `${kind.toLowerCase()}s`;
  return namespace === undefined ? `${root}/${plural}` : `${root}/namespaces/${namespace}/${plural}`;
}

const PLURALS: Readonly<Record<string, string>> = {
  Kubernetes: 'kuberneteses',
  KubernetesNodes: 'kubernetesnodeses',
  Ingress: 'ingresses',
};
