import type { KubernetesSpec } from '../../model/kubernetes';
import { pointer, pointerKeys } from '../../json';
import { groupCapacity, type Capacity } from '../../model/capacity';
import { wireKey } from '../../model/field';
import { NODE_GROUP, PLATFORM_GROUP, type NodeGroupSpec } from '../../model/node-group';
import type { PlatformProfile } from '../../platform/profile';
import { includes } from '../../platform/release';
import { Quantity } from '../../quantity';
import type { Reading } from '../../read/read';
import type { ExampleObject } from '../rule';

type Groups = readonly (readonly [string, NodeGroupSpec])[];

// Some thirty rules ask for them, of every cluster.
const listed = new WeakMap<object, Groups>();

/** The node groups of a cluster, with their names. */
export function groupsOf({ nodeGroups }: KubernetesSpec): Groups {
  if (!nodeGroups) return [];
  const groups = listed.get(nodeGroups) ?? Object.entries(nodeGroups);
  listed.set(nodeGroups, groups);
  return groups;
}

/** Whether the platform merges its default group into the clusters of a release. */
export const mergesDefaultGroup = ({ release }: PlatformProfile): boolean =>
  includes({ until: PLATFORM_GROUP.until }, release);

const effective = new WeakMap<Reading<'Kubernetes'>, Groups>();

/**
 * The groups as the platform has them: up to release 1.5 a group called md0 takes what it leaves out from the platform's
 * own. The one that is added where there is none is not among them: nobody meant it to carry anything.
 */
export function effectiveGroups(reading: Reading<'Kubernetes'>): Groups {
  const groups = effective.get(reading) ?? mergeGroups(reading);
  effective.set(reading, groups);
  return groups;
}

function mergeGroups({ spec, profile, notices }: Reading<'Kubernetes'>): Groups {
  const groups = groupsOf(spec);
  if (!mergesDefaultGroup(profile) || !groups.some(([name]) => name === PLATFORM_GROUP.name)) return groups;
  const place = pointer('spec', 'nodeGroups', PLATFORM_GROUP.name);
  // What is written and not understood, or not known yet, is not left out.
  const unread = notices.filter(({ kind }) => kind !== 'missing').map((notice) => notice.pointer);
  const given = Object.entries(PLATFORM_GROUP.spec).filter(
    ([key]) => !unread.includes(`${place}/${wireKey(key, NODE_GROUP[key as keyof NodeGroupSpec], profile.release)}`),
  );
  return groups.map(([name, group]) =>
    name === PLATFORM_GROUP.name ? [name, { ...Object.fromEntries(given), ...group }] : [name, group],
  );
}

/**
 * What one machine of a group has, if it is known; a group that is sized in two ways is told of by a rule of its own.
 */
export function machineOf(group: NodeGroupSpec, profile: PlatformProfile): Capacity | undefined {
  const { cpu, memory } = group.resources ?? {};
  if (group.instanceType && (cpu !== undefined || memory !== undefined)) return undefined;
  return groupCapacity({ ...group, minReplicas: 1, maxReplicas: 1 }, profile.machineSizes)?.max;
}

/** Whether a group, or the number of its machines, could not be understood or is not known yet. */
export const hasUnreadGroups = ({ notices }: Reading): boolean =>
  notices.some(({ kind, pointer: place }) => {
    const [, groups, , key, ...deeper] = pointerKeys(place);
    const whole = key === undefined || (key === 'minReplicas' && deeper.length === 0);
    return kind !== 'missing' && kind !== 'unknown' && groups === 'nodeGroups' && whole;
  });

/** Below this a size has most likely lost its unit, which is told of by a rule of its own. */
export const MEBIBYTE = Quantity.of(1, 'Mi');

/** The groups whose disk is smaller than a limit. */
export const withDiskBelow = (limit: Quantity, spec: KubernetesSpec): Groups =>
  groupsOf(spec).filter(([, { diskSize }]) => {
    const size = Quantity.parse(diskSize);
    return size !== undefined && size.compare(MEBIBYTE) >= 0 && size.compare(limit) < 0;
  });

/** The items of a list with their places; what could not be read leaves a hole, which is passed over. */
export function itemsOf<T>(list: readonly T[] | undefined): [number, T][] {
  return Object.entries(list ?? []).map(([i, item]) => [Number(i), item]);
}

/** A group that every rule is content with, in the wire form of platform 1.1, for examples. */
export const SOUND_GROUP = {
  minReplicas: 2,
  maxReplicas: 3,
  instanceType: 'u1.large',
  ephemeralStorage: '20Gi',
  resources: {},
  roles: ['web'],
} as const;

/** The same in the wire form of platform 1.6. */
export const SOUND_GROUP_1_6 = {
  minReplicas: 2,
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
