/** The kinds that an operator of the platform writes, and the versions of their APIs that this library knows. */
export const OPERATOR_KINDS = {
  StorageClass: ['storage.k8s.io/v1'],
  VolumeSnapshotClass: ['snapshot.storage.k8s.io/v1'],
  LinstorCluster: ['piraeus.io/v1'],
  LinstorSatelliteConfiguration: ['piraeus.io/v1'],
  LinstorNodeConnection: ['piraeus.io/v1'],
  EtcdCluster: ['etcd.aenix.io/v1alpha1', 'etcd-operator.cozystack.io/v1alpha2'],
  Issuer: ['cert-manager.io/v1'],
  Certificate: ['cert-manager.io/v1'],
  DataStore: ['kamaji.clastix.io/v1alpha1'],
  SchedulingClass: ['cozystack.io/v1alpha1'],
  Package: ['cozystack.io/v1alpha1'],
  PodDisruptionBudget: ['policy/v1'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A kind of the operator's plane. */
export type OperatorKind = keyof typeof OPERATOR_KINDS;

/** Kinds whose objects stand in a namespace. */
export const NAMESPACED: readonly OperatorKind[] = ['EtcdCluster', 'Issuer', 'Certificate', 'PodDisruptionBudget'];

/** The provisioner of the classes that LINSTOR serves; what another one makes of its parameters is its own matter. */
export const LINSTOR_PROVISIONER = 'linstor.csi.linbit.com';

/** The one LinstorCluster, as the platform's chart names it (cozystack, packages/system/linstor/templates/cluster.yaml). */
export const LINSTOR_CLUSTER = 'linstorcluster';
/** The package that installs the platform (cozystack v1.1.2 and v1.6.2, packages/core/platform). */
export const PLATFORM_PACKAGE = 'cozystack.cozystack-platform';
/** The annotation of the class that claims get which name none. */
export const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

/** Whether an object of this version and kind is one of the operator's plane. */
export const isOperatorKind = (apiVersion: unknown, kind: unknown): kind is OperatorKind =>
  typeof kind === 'string' &&
  Object.hasOwn(OPERATOR_KINDS, kind) &&
  (OPERATOR_KINDS[kind as OperatorKind] as readonly unknown[]).includes(apiVersion);
