import { integer, list, object, quantity, text, type Fields } from './field';
import { RESOURCES, type ResourcesSpec } from './resources';

/** What the kubelet of every machine of a group keeps for itself (platform 1.4 and later). */
export interface KubeletSpec {
  readonly systemReservedMemory?: string;
  readonly kubeReservedMemory?: string;
  readonly systemReservedCpu?: string;
  readonly kubeReservedCpu?: string;
  readonly evictionHardMemory?: string;
  readonly evictionSoftMemory?: string;
}

/** A group of like machines: one value of `spec.nodeGroups`. */
export interface NodeGroupSpec {
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
  readonly instanceType?: string;
  /** `ephemeralStorage` before platform 1.4. */
  readonly diskSize?: string | number;
  readonly resources?: ResourcesSpec;
  readonly roles?: readonly string[];
  readonly gpus?: readonly { readonly name?: string }[];
  readonly storageClass?: string;
  readonly kubelet?: KubeletSpec;
  readonly maxUnhealthy?: string;
  readonly nodeStartupTimeout?: string;
}

const KUBELET: Fields<KubeletSpec> = {
  systemReservedMemory: text(),
  kubeReservedMemory: text(),
  systemReservedCpu: text(),
  kubeReservedCpu: text(),
  evictionHardMemory: text(),
  evictionSoftMemory: text(),
};

/**
 * Source: cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/values.schema.json. `resources` has no default, so
 * every group up to 1.4.4 has to write at least `{}`.
 */
export const NODE_GROUP: Fields<NodeGroupSpec> = {
  minReplicas: integer({ required: true }),
  maxReplicas: integer({ required: true }),
  instanceType: text({ required: true }),
  diskSize: quantity({ required: true, before: { release: '1.4.0', key: 'ephemeralStorage' } }),
  resources: object(RESOURCES, { required: { until: '1.4.5' } }),
  roles: list(text()),
  gpus: list(object({ name: text({ required: true }) })),
  storageClass: text({ since: '1.4.0' }),
  kubelet: object(KUBELET, { since: '1.4.0' }),
  maxUnhealthy: text({ since: '1.6.0' }),
  nodeStartupTimeout: text({ since: '1.6.0' }),
};

/** The group that platforms up to 1.5 merge into every cluster that has none of this name. */
export const PLATFORM_GROUP = {
  name: 'md0',
  until: '1.6.0',
  spec: { minReplicas: 0, maxReplicas: 10, instanceType: 'u1.medium', diskSize: '20Gi', roles: ['ingress-nginx'] },
} as const;
