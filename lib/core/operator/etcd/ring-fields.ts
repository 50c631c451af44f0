import type { EtcdApi } from '../../platform/profile';

/** The fields of an EtcdCluster's spec. Source: etcd-operator v0.4.2 and v0.5.4, their CRDs. */
export const RING_FIELDS: Readonly<Record<EtcdApi, readonly string[]>> = {
  v1alpha1: [
    'headlessServiceTemplate',
    'options',
    'podDisruptionBudgetTemplate',
    'podTemplate',
    'replicas',
    'security',
    'serviceTemplate',
    'storage',
  ],
  v1alpha2: [
    'additionalMetadata',
    'affinity',
    'auth',
    'bootstrap',
    'imagePullSecrets',
    'options',
    'progressDeadlineSeconds',
    'replicas',
    'resources',
    'storage',
    'tls',
    'topologySpreadConstraints',
    'version',
  ],
};

/** The fields of its storage. */
export const STORAGE_FIELDS: Readonly<Record<EtcdApi, readonly string[]>> = {
  v1alpha1: ['emptyDir', 'volumeClaimTemplate'],
  v1alpha2: ['medium', 'size', 'storageClassName'],
};

/** Where a field of the one API has its place in the other. */
export const MOVED_FIELDS: Readonly<Record<EtcdApi, Readonly<Record<string, string>>>> = {
  v1alpha1: {
    additionalMetadata: 'Write labels and annotations into spec.podTemplate.metadata.',
    affinity: 'Write it into spec.podTemplate.spec, beside `containers: []`.',
    auth: 'Write spec.security.enableAuth.',
    imagePullSecrets: 'Write it into spec.podTemplate.spec, beside `containers: []`.',
    resources: 'Write it on a container named etcd in spec.podTemplate.spec.containers.',
    tls: 'Write the names of the Secrets into spec.security.tls.',
    topologySpreadConstraints: 'Write it into spec.podTemplate.spec, beside `containers: []`.',
    version: 'Leave it out; the operator brings the image, and a container named etcd may name another.',
    medium: 'Write spec.storage.emptyDir.medium.',
    size: 'Write spec.storage.volumeClaimTemplate.spec.resources.requests.storage.',
    storageClassName: 'Write spec.storage.volumeClaimTemplate.spec.storageClassName.',
  },
  v1alpha2: {
    podDisruptionBudgetTemplate: 'Leave it out; the operator always makes a budget of its own.',
    podTemplate: 'Write spec.topologySpreadConstraints, affinity, resources and additionalMetadata beside it instead.',
    security: 'Write spec.tls and spec.auth.',
    emptyDir: 'Write `medium: Memory`, or leave it out.',
    volumeClaimTemplate: 'Write spec.storage.size and spec.storage.storageClassName.',
  },
};
