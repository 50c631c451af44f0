/** An object of the operator's plane as it is applied. */
export interface Applied {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

const NAMESPACE = 'sites';
const ZONE = 'topology.kubernetes.io/zone';

const spread = {
  maxSkew: 1,
  minDomains: 3,
  topologyKey: ZONE,
  whenUnsatisfiable: 'DoNotSchedule',
  nodeAffinityPolicy: 'Honor',
  nodeTaintsPolicy: 'Ignore',
  labelSelector: {
    matchLabels: { 'app.kubernetes.io/name': 'etcd' },
    matchExpressions: [{ key: 'app.kubernetes.io/instance', operator: 'In', values: ['ring'] }],
  },
  matchLabelKeys: ['pod-template-hash'],
};
const apart = { topologyKey: 'kubernetes.io/hostname', labelSelector: spread.labelSelector };
const inZones = { matchExpressions: [{ key: ZONE, operator: 'In', values: ['geneva', 'lucerne', 'lugano'] }] };
const affinity = {
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [inZones] },
    preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: inZones }],
  },
  podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [apart] },
};
const secret = (name: string, keyPath: string): object => ({
  secretReference: { name, namespace: NAMESPACE, keyPath },
});

/** What a v1alpha1 ring says of its pods: the API server keeps there whatever it is given. */
export const POD_SPEC = {
  containers: [{ name: 'etcd', args: ['--debug'], resources: { requests: { cpu: '1', memory: '512Mi' } } }],
  topologySpreadConstraints: [spread],
  affinity,
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  tolerations: [{ key: 'drbd.linbit.com/lost-quorum', operator: 'Exists', effect: 'NoSchedule' }],
  priorityClassName: 'system-cluster-critical',
  schedulerName: 'default-scheduler',
  serviceAccountName: 'etcd',
  terminationGracePeriodSeconds: 30,
  securityContext: { fsGroup: 1000, fsGroupChangePolicy: 'OnRootMismatch', runAsNonRoot: true, runAsUser: 1000 },
};

/** Sound objects, at least one of every kind, with the parts that this library writes. */
export const SOUND: readonly Applied[] = [
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'regional', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'linstor.csi.linbit.com',
    parameters: {
      'linstor.csi.linbit.com/storagePool': 'data',
      'linstor.csi.linbit.com/layerList': 'drbd storage',
      'linstor.csi.linbit.com/autoPlace': '3',
      'linstor.csi.linbit.com/replicasOnDifferent': ZONE,
      'property.linstor.csi.linbit.com/DrbdOptions/Net/protocol': 'A',
    },
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
    allowVolumeExpansion: true,
    mountOptions: ['noatime'],
    allowedTopologies: [{ matchLabelExpressions: [{ key: ZONE, values: ['geneva'] }] }],
  },
  {
    apiVersion: 'snapshot.storage.k8s.io/v1',
    kind: 'VolumeSnapshotClass',
    metadata: { name: 'regional' },
    driver: 'linstor.csi.linbit.com',
    deletionPolicy: 'Delete',
    parameters: { 'snap.linstor.csi.linbit.com/type': 'S3' },
  },
  {
    apiVersion: 'piraeus.io/v1',
    kind: 'LinstorCluster',
    metadata: { name: 'linstorcluster' },
    spec: {
      linstorPassphraseSecret: 'passphrase',
      internalTLS: { certManager: { name: 'linstor', kind: 'Issuer' } },
      nodeSelector: { 'node-role.kubernetes.io/storage': '' },
      properties: [{ name: 'DrbdOptions/Net/connect-int', value: '15' }],
    },
  },
  {
    apiVersion: 'piraeus.io/v1',
    kind: 'LinstorSatelliteConfiguration',
    metadata: { name: 'pools-geneva' },
    spec: {
      nodeSelector: { [ZONE]: 'geneva' },
      deletionPolicy: 'Evacuate',
      storagePools: [
        { name: 'data', lvmThinPool: { volumeGroup: 'vg', thinPool: 'thin' }, source: { hostDevices: ['/dev/sdb'] } },
      ],
      properties: [{ name: 'Aux/site', valueFrom: { nodeFieldRef: `metadata.labels['${ZONE}']` } }],
    },
  },
  {
    apiVersion: 'piraeus.io/v1',
    kind: 'LinstorNodeConnection',
    metadata: { name: 'between-sites' },
    spec: {
      selector: [
        {
          matchLabels: [
            { key: ZONE, op: 'Exists' },
            { key: ZONE, op: 'NotSame' },
          ],
        },
      ],
      properties: [{ name: 'DrbdOptions/Net/ping-timeout', value: '20' }],
      paths: [{ name: 'first', interface: 'default-ipv4' }],
    },
  },
  {
    apiVersion: 'etcd.aenix.io/v1alpha1',
    kind: 'EtcdCluster',
    metadata: { name: 'ring', namespace: NAMESPACE, labels: { site: 'all' } },
    spec: {
      replicas: 3,
      storage: {
        volumeClaimTemplate: {
          spec: {
            accessModes: ['ReadWriteOnce'],
            storageClassName: 'local',
            resources: { requests: { storage: '10Gi' } },
          },
        },
      },
      options: { 'heartbeat-interval': '100', 'election-timeout': '1000' },
      podTemplate: { metadata: { labels: { site: 'all' } }, spec: POD_SPEC },
      podDisruptionBudgetTemplate: { spec: { minAvailable: 2 } },
      headlessServiceTemplate: { metadata: { labels: { site: 'all' } } },
      serviceTemplate: { spec: { type: 'ClusterIP' } },
      security: {
        tls: {
          peerSecret: 'peer',
          peerTrustedCASecret: 'peer-ca',
          serverSecret: 'server',
          serverTrustedCASecret: 'ca',
          clientSecret: 'client',
          clientTrustedCASecret: 'ca',
        },
      },
    },
  },
  {
    apiVersion: 'etcd-operator.cozystack.io/v1alpha2',
    kind: 'EtcdCluster',
    metadata: { name: 'ring', namespace: NAMESPACE },
    spec: {
      version: '3.6.11',
      replicas: 3,
      storage: { size: '10Gi', storageClassName: 'local' },
      options: { quotaBackendBytes: 8589934592, autoCompactionMode: 'periodic', autoCompactionRetention: '5m' },
      topologySpreadConstraints: [spread],
      affinity,
      resources: { requests: { cpu: '1', memory: '512Mi' }, limits: { memory: 1073741824 } },
      tls: {
        client: { serverSecretRef: { name: 'server' }, operatorClientSecretRef: { name: 'client' } },
        peer: { certManager: { issuerRef: { name: 'peer-ca' } } },
      },
      additionalMetadata: { labels: { site: 'all' } },
    },
  },
  {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Issuer',
    metadata: { name: 'self', namespace: NAMESPACE },
    spec: { selfSigned: {} },
  },
  {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Issuer',
    metadata: { name: 'ca', namespace: NAMESPACE },
    spec: { ca: { secretName: 'ca' } },
  },
  {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: 'server', namespace: NAMESPACE },
    spec: {
      commonName: 'ring',
      secretName: 'server',
      duration: '87600h',
      isCA: false,
      dnsNames: ['ring-0.ring-headless.sites.svc', 'localhost'],
      ipAddresses: ['127.0.0.1'],
      usages: ['server auth', 'client auth'],
      privateKey: { algorithm: 'RSA', size: 4096, rotationPolicy: 'Always' },
      issuerRef: { name: 'ca', kind: 'Issuer', group: 'cert-manager.io' },
    },
  },
  {
    apiVersion: 'kamaji.clastix.io/v1alpha1',
    kind: 'DataStore',
    metadata: { name: 'sites' },
    spec: {
      driver: 'etcd',
      endpoints: ['ring.sites.svc:2379'],
      tlsConfig: {
        certificateAuthority: { certificate: secret('ca', 'tls.crt'), privateKey: secret('ca', 'tls.key') },
        clientCertificate: { certificate: secret('client', 'tls.crt'), privateKey: secret('client', 'tls.key') },
      },
    },
  },
  {
    apiVersion: 'cozystack.io/v1alpha1',
    kind: 'SchedulingClass',
    metadata: { name: 'geneva' },
    spec: { nodeSelector: { [ZONE]: 'geneva' }, topologySpreadConstraints: [spread], ...affinity },
  },
  {
    apiVersion: 'cozystack.io/v1alpha1',
    kind: 'Package',
    metadata: { name: 'cozystack.cozystack-platform' },
    spec: {
      variant: 'isp-full',
      components: {
        platform: {
          values: {
            scheduling: { globalAppTopologySpreadConstraints: 'topologySpreadConstraints:\n- maxSkew: 1\n' },
          },
        },
      },
    },
  },
  {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'ring', namespace: NAMESPACE },
    spec: { minAvailable: 2, selector: { matchLabels: { app: 'ring' } }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  },
];
