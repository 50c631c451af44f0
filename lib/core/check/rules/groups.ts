import type { KubernetesSpec } from '../../model/kubernetes';
import type { NodeGroupSpec } from '../../model/node-group';
import type { ExampleObject } from '../rule';

/** The node groups of a cluster, with their names. */
export const groupsOf = (spec: KubernetesSpec): [string, NodeGroupSpec][] => Object.entries(spec.nodeGroups ?? {});

/** A group that every rule is content with, in the wire form of platform 1.1, for examples. */
export const SOUND_GROUP = {
  minReplicas: 1,
  maxReplicas: 3,
  instanceType: 'u1.large',
  ephemeralStorage: '20Gi',
  resources: {},
  roles: ['web'],
} as const;

/** The same in the wire form of platform 1.6. */
export const SOUND_GROUP_1_6 = {
  minReplicas: 1,
  maxReplicas: 3,
  instanceType: 'u1.large',
  diskSize: '20Gi',
  resources: {},
  roles: ['web'],
} as const;

/** A cluster with one sound group, changed as an example needs it. */
export const withGroup = (changes: object = {}, spec: object = {}): ExampleObject => ({
  spec: { nodeGroups: { md0: { ...SOUND_GROUP, ...changes } }, ...spec },
});

/** The same for platform 1.6. */
export const withGroup16 = (changes: object = {}, spec: object = {}): ExampleObject => ({
  spec: { nodeGroups: { md0: { ...SOUND_GROUP_1_6, ...changes } }, ...spec },
});
