import type { FileRule } from '../rule';

const SNAPSHOTS = `apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshotClass
metadata:
  name: nightly
driver: linstor.csi.linbit.com
deletionPolicy: Delete
`;
const RING = `apiVersion: apps.cozystack.io/v1alpha1
kind: Etcd
metadata:
  name: etcd
  namespace: tenant-acme
spec:
  replicas: 3
`;

/** What is wrong with a file by the plane that its objects are of. */
export const PLANE_RULES: readonly FileRule[] = [
  {
    code: 'HK6001',
    severity: 'error',
    title: 'Objects of two planes in one file',
    why: 'The two are written with different credentials: a tenant may not write what the operator writes, so whoever applies the file is refused half of it, or has more rights than a tenant should.',
    remedy: "Keep the operator's objects and a tenant's in files of their own.",
    source: 'this library',
    only: 'files',
    example: { fails: `${SNAPSHOTS}---\n${RING}`, passes: SNAPSHOTS },
  },
  {
    code: 'HK6002',
    severity: 'error',
    title: 'An object of a tenant where there are no tenants',
    why: 'The API apps.cozystack.io is one of Cozystack, and nothing serves it where the operators run by themselves.',
    remedy: 'Judge the object for a profile that has tenants, such as hikube.',
    source: 'cozystack v1.1.2 and v1.6.2, packages/system/cozystack-api',
    only: 'files',
    example: { profile: 'operators-v1alpha1', fails: RING, passes: SNAPSHOTS },
  },
];
