import { ETCD, type EtcdSpec } from './etcd';
import type { AnyFields } from './field';
import { KUBERNETES, type KubernetesSpec } from './kubernetes';
import { TENANT, type TenantSpec } from './tenant';

/** The API of the tenant plane. */
export const TENANT_API = 'apps.cozystack.io/v1alpha1';

/** The kinds of the tenant plane that this library writes, and their specs. */
export interface TenantKinds {
  readonly Kubernetes: KubernetesSpec;
  readonly Etcd: EtcdSpec;
  readonly Tenant: TenantSpec;
}
export type TenantKind = keyof TenantKinds;

/** The fields of each kind. */
export const SPEC_FIELDS: Readonly<Record<TenantKind, AnyFields>> = {
  Kubernetes: KUBERNETES,
  Etcd: ETCD,
  Tenant: TENANT,
};

/** Whether this library knows the kind. */
export const isTenantKind = (kind: unknown): kind is TenantKind =>
  typeof kind === 'string' && Object.hasOwn(SPEC_FIELDS, kind);
