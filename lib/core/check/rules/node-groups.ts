import { PLATFORM_GROUP } from '../../model/node-group';
import { isUnread } from '../../read/read';
import { rule, type ObjectRule } from '../rule';
import { SOUND_GROUP, effectiveGroups, groupsOf, hasUnreadGroups, mergesDefaultGroup, withGroup } from './groups';

const CHART = 'cozystack, packages/apps/kubernetes/templates/cluster.yaml';

const bounds = rule({
  code: 'HK2201',
  severity: 'error',
  title: "A group's min is above its max",
  why: 'The autoscaler refuses bounds that leave it no number of machines.',
  remedy: 'Lower min or raise max.',
  source: CHART,
  kind: 'Kubernetes',
  *check(reading, { at }) {
    for (const [name, { minReplicas: min, maxReplicas: max }] of effectiveGroups(reading)) {
      if (min === undefined || max === undefined || min <= max || max < 1) continue;
      yield {
        pointer: at('nodeGroups', name, 'minReplicas'),
        message: `Node group "${name}" has min ${min} above max ${max}.`,
        remedy: `Lower min to ${max}, or raise max to ${min}.`,
      };
    }
  },
  example: {
    fails: withGroup({ minReplicas: 5, maxReplicas: 3 }),
    passes: withGroup({ minReplicas: 3, maxReplicas: 5 }),
  },
});

const counts = rule({
  code: 'HK2202',
  severity: 'error',
  title: 'A number of machines or replicas that makes no sense',
  why: 'The API server takes any number; the group or the control plane is then never made.',
  remedy: 'Write a min of 0 or more, a max of 1 or more, and at least one replica.',
  source: CHART,
  kind: 'Kubernetes',
  *check({ spec }, { profile, at }) {
    for (const [name, { minReplicas: min, maxReplicas: max }] of groupsOf(spec)) {
      if (min !== undefined && min < 0) {
        yield {
          pointer: at('nodeGroups', name, 'minReplicas'),
          message: `Node group "${name}" has min ${min}.`,
          remedy: 'Write 0 or more.',
        };
      }
      if (max !== undefined && max < 1) {
        yield {
          pointer: at('nodeGroups', name, 'maxReplicas'),
          message: `Node group "${name}" has max ${max}.`,
          why: 'It could never have a machine.',
          remedy:
            name === PLATFORM_GROUP.name && mergesDefaultGroup(profile)
              ? 'Write 1 or more: without this key the platform adds a group of that name, of up to 10 machines.'
              : 'Write 1 or more, or remove the group.',
        };
      }
    }
    const replicas = spec.controlPlane?.replicas;
    if (replicas !== undefined && replicas < 1) {
      yield {
        pointer: at('controlPlane', 'replicas'),
        message: `The control plane has ${replicas} replicas.`,
        remedy: 'Write 1 or more; 2 or more survive the loss of one.',
      };
    }
  },
  example: {
    fails: withGroup({ minReplicas: -1 }),
    passes: withGroup({ minReplicas: 1 }),
  },
});

const platformGroup = rule({
  code: 'HK2203',
  severity: 'warning',
  title: 'The platform adds a group that nobody declared',
  why: `Up to release 1.5 the platform merges its default group into every cluster that has none of that name, and starts machines for it; from 1.6 on only into a cluster without any group.`,
  remedy: `Call one of your groups "${PLATFORM_GROUP.name}".`,
  source: 'cozystack v1.1.2, packages/apps/kubernetes/values.yaml (Helm merges maps); v1.6.2, templates/cluster.yaml',
  kind: 'Kubernetes',
  *check(reading, { profile, program, at }) {
    const groups = groupsOf(reading.spec);
    const { name } = PLATFORM_GROUP;
    if (isUnread(reading, at('nodeGroups', name)) && !groups.some(([group]) => group === name)) return;
    if (groups.length === 0 && hasUnreadGroups(reading)) return;
    const merged = mergesDefaultGroup(profile) ? !groups.some(([group]) => group === name) : groups.length === 0;
    if (!merged) return;
    const { instanceType, minReplicas, maxReplicas } = PLATFORM_GROUP.spec;
    const shape = `"${name}" (${instanceType}, ${minReplicas} to ${maxReplicas} machines, role ingress-nginx)`;
    const how = program
      ? `\`new NodeGroup(cluster, '${groups[0]?.[0]}', { name: '${name}', … })\``
      : `the key "${name}"`;
    yield {
      pointer: at('nodeGroups'),
      message: `${profile.title} will add the group ${shape} to this cluster.`,
      remedy:
        groups.length === 0
          ? 'Declare at least one group.'
          : `Give one of your groups that name, with ${how}; where the cluster runs already, that replaces its machines.`,
    };
  },
  example: {
    fails: { spec: { nodeGroups: { web: SOUND_GROUP } } },
    passes: withGroup(),
  },
});

export const NODE_GROUP_RULES: readonly ObjectRule[] = [bounds, counts, platformGroup].map((r) => r as ObjectRule);
