import { TENANT_API, type TenantKind } from '../core/model/kind';

/** An object of the tenant plane, by name. */
export interface ObjectRef {
  readonly kind: TenantKind;
  readonly namespace: string;
  readonly name: string;
}

/** Something that a request is about, as RBAC names it. */
export interface Resource {
  /** Empty for Kubernetes' own first group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
}

/** Source: cozystack v1.1.2 and v1.6.2, packages/system/{kubernetes,etcd,tenant}-rd/cozyrds. */
const PLURALS: Readonly<Record<TenantKind, string>> = { Kubernetes: 'kuberneteses', Etcd: 'etcds', Tenant: 'tenants' };

const [APPS, V1ALPHA1] = TENANT_API.split('/') as [string, string];

/** The objects of a kind in a namespace. */
export const applications = (kind: TenantKind, namespace: string): Resource => ({
  group: APPS,
  version: V1ALPHA1,
  plural: PLURALS[kind],
  namespace,
});

/** One object. */
export const application = ({ kind, namespace, name }: ObjectRef): Resource => ({
  ...applications(kind, namespace),
  name,
});

/** What shows a tenant the Secrets that are meant for it. */
export const tenantSecret = (namespace: string, name: string): Resource => ({
  group: 'core.cozystack.io',
  version: 'v1alpha1',
  plural: 'tenantsecrets',
  namespace,
  name,
});

/** A tenant's namespace, as the platform shows it to everybody who has logged in. */
export const tenantNamespace = (name: string): Resource => ({
  group: 'core.cozystack.io',
  version: 'v1alpha1',
  plural: 'tenantnamespaces',
  name,
});

/** What says how many of something run. */
export const workloadMonitors = (namespace: string): Resource => ({
  group: 'cozystack.io',
  version: 'v1alpha1',
  plural: 'workloadmonitors',
  namespace,
});

export const ingress = (namespace: string, name: string): Resource => ({
  group: 'networking.k8s.io',
  version: 'v1',
  plural: 'ingresses',
  namespace,
  name,
});

/**
 * The path of a resource, with its query.
 *
 * @throws Error for a name that is empty or leads elsewhere: DELETE without a name would delete all there is
 */
export function pathOf(resource: Resource, query: Readonly<Record<string, string | undefined>> = {}): string {
  const { group, version, plural, namespace, name } = resource;
  const steps = [
    ...(group === '' ? ['api'] : ['apis', group]),
    version,
    ...(namespace === undefined ? [] : ['namespaces', namespace]),
    plural,
    ...(name === undefined ? [] : [name]),
  ];
  if (steps.some((step) => /^\.{0,2}$/.test(step))) throw new Error('a resource has an empty name, or one of dots');
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const search = given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
  return `/${steps.map(encodeURIComponent).join('/')}${search}`;
}

/** A resource in a sentence: `kuberneteses.apps.cozystack.io "web" in namespace "tenant-acme"`. */
export function nameOf({ group, plural, namespace, name }: Resource): string {
  const type = group === '' ? plural : `${plural}.${group}`;
  const which = name === undefined ? type : `${type} "${name}"`;
  return namespace === undefined ? which : `${which} in namespace "${namespace}"`;
}

/** What a tenant may use at most. Source: cozystack v1.1.2 and v1.6.2, packages/apps/tenant/templates/quota.yaml. */
export const tenantQuota = (namespace: string): Resource => ({
  group: '',
  version: 'v1',
  plural: 'resourcequotas',
  namespace,
  name: 'tenant-quota',
});
