import { isRecord, type Unchecked } from '../../json';

const LABELS = { 'app.kubernetes.io/name': 'etcd', 'app.kubernetes.io/instance': 'etcd' };

/** A constraint that keeps one member at each of three sites. */
export const STRICT = {
  maxSkew: 1,
  minDomains: 3,
  topologyKey: 'topology.kubernetes.io/zone',
  whenUnsatisfiable: 'DoNotSchedule',
  labelSelector: { matchLabels: LABELS },
};

/** A sound ring of the older API. */
export const SOUND_V1 = {
  apiVersion: 'etcd.aenix.io/v1alpha1',
  kind: 'EtcdCluster',
  metadata: { name: 'etcd', namespace: 'control-planes' },
  spec: {
    replicas: 3,
    options: { 'quota-backend-bytes': '4080218931' },
    storage: {
      volumeClaimTemplate: { spec: { resources: { requests: { storage: '4Gi' } }, storageClassName: 'local' } },
    },
    security: {
      tls: {
        peerTrustedCASecret: 'etcd-peer-ca-tls',
        peerSecret: 'etcd-peer-tls',
        serverSecret: 'etcd-server-tls',
        clientTrustedCASecret: 'etcd-ca-tls',
        clientSecret: 'etcd-client-tls',
      },
    },
    podTemplate: { spec: { containers: [], topologySpreadConstraints: [STRICT] } },
  },
};

/** A sound ring of the newer API. */
export const SOUND_V2 = {
  apiVersion: 'etcd-operator.cozystack.io/v1alpha2',
  kind: 'EtcdCluster',
  metadata: { name: 'etcd', namespace: 'control-planes' },
  spec: {
    version: '3.6.11',
    replicas: 3,
    options: { quotaBackendBytes: 4080218931 },
    storage: { size: '4Gi', storageClassName: 'local' },
    tls: {
      client: {
        serverSecretRef: { name: 'etcd-server-tls' },
        operatorClientSecretRef: { name: 'etcd-client-tls' },
      },
      peer: { secretRef: { name: 'etcd-peer-tls' } },
    },
    topologySpreadConstraints: [STRICT],
  },
};

/** A sample with parts of its spec replaced; `undefined` takes a part out. Maps are merged, lists are not. */
export const ring = (sample: { readonly spec: object }, changes: Unchecked): object => ({
  ...sample,
  spec: merged(sample.spec as Unchecked, changes),
});

function merged(base: Unchecked, changes: Unchecked): Unchecked {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(changes)) {
    const before = base[key];
    if (value === undefined) delete result[key];
    else result[key] = isRecord(before) && isRecord(value) ? merged(before, value) : value;
  }
  return result;
}

/** A sound ring whose members are spread by these constraints. */
export const spreadV1 = (...constraints: readonly unknown[]): object =>
  ring(SOUND_V1, { podTemplate: { spec: { topologySpreadConstraints: constraints } } });
export const spreadV2 = (...constraints: readonly unknown[]): object =>
  ring(SOUND_V2, { topologySpreadConstraints: constraints });

/** A storage class of LINSTOR that keeps so many copies. */
export const storageClass = (name: string, copies: number): object => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  provisioner: 'linstor.csi.linbit.com',
  parameters: {
    'linstor.csi.linbit.com/storagePool': 'data',
    'linstor.csi.linbit.com/layerList': copies > 1 ? 'drbd storage' : 'storage',
    ...(copies > 1 && {
      'linstor.csi.linbit.com/autoPlace': String(copies),
      'linstor.csi.linbit.com/replicasOnDifferent': 'topology.kubernetes.io/zone',
    }),
    'linstor.csi.linbit.com/allowRemoteVolumeAccess': copies > 1 ? 'true' : 'false',
  },
  allowVolumeExpansion: true,
  reclaimPolicy: 'Delete',
  volumeBindingMode: copies > 1 ? 'Immediate' : 'WaitForFirstConsumer',
});
