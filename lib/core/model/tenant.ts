import { flag, map, quantity, text, type Fields } from './field';

/** The spec of kind `Tenant`. */
export interface TenantSpec {
  readonly host?: string;
  readonly etcd?: boolean;
  readonly monitoring?: boolean;
  readonly ingress?: boolean;
  readonly seaweedfs?: boolean;
  readonly gateway?: boolean;
  readonly schedulingClass?: string;
  readonly resourceQuotas?: Readonly<Record<string, string | number>>;
}

/** Source: cozystack v1.1.2 and v1.6.2, packages/apps/tenant/values.schema.json. */
export const TENANT: Fields<TenantSpec> = {
  host: text({ nullable: true }),
  etcd: flag(),
  monitoring: flag(),
  ingress: flag(),
  seaweedfs: flag(),
  gateway: flag({ since: '1.5.0' }),
  schedulingClass: text({ since: '1.2.0' }),
  resourceQuotas: map(quantity()),
};

/** What the platform installs into a tenant's namespace where its flag is on. */
export const MODULES_OF_TENANTS = ['etcd', 'monitoring', 'ingress', 'seaweedfs', 'gateway'] as const;

/** What the chart turns into limits and requests. */
const COMPUTE = ['cpu', 'memory', 'ephemeral-storage', 'storage'];
/** What it passes on as it is, as far as Kubernetes counts it. */
const COUNTED = [
  'pods',
  'services',
  'services.loadbalancers',
  'services.nodeports',
  'configmaps',
  'secrets',
  'persistentvolumeclaims',
  'replicationcontrollers',
  'resourcequotas',
];
/** The keys of a tenant's quotas that come out as a quota of Kubernetes; beside them, devices such as nvidia.com/gpu. */
export const QUOTA_KEYS: readonly string[] = [...COMPUTE, ...COUNTED];
