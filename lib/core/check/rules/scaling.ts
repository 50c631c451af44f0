import { PLATFORM_GROUP } from '../../model/node-group';
import { isUnread } from '../../read/read';
import { rule, type ObjectRule } from '../rule';
import {
  SOUND_GROUP,
  effectiveGroups,
  groupsOf,
  hasUnreadGroups,
  mergesDefaultGroup,
  withGroup,
  withGroup16,
} from './groups';
import { INGRESS_ROLE } from './ingress';

const CHART = 'cozystack, packages/apps/kubernetes/templates/cluster.yaml';

/** How many machines every group starts with up to release 1.5, whatever its bounds say. */
const STARTED = 2;

const startsAnyway = rule({
  code: 'HK2204',
  severity: 'warning',
  title: 'Machines that start although the group says otherwise',
  why: 'Up to release 1.5 every group starts with two machines, and again after each change of the release; the autoscaler then takes the surplus away.',
  remedy: 'Count on two machines at the start, or write a max of 2 or more and a min above 0.',
  source: 'cozystack v1.1.2, packages/apps/kubernetes/templates/cluster.yaml (replicas: 2)',
  releases: { until: '1.6.0' },
  kind: 'Kubernetes',
  *check(reading, { at }) {
    for (const [name, { minReplicas: min, maxReplicas: max }] of effectiveGroups(reading)) {
      if (min === 0 && max !== undefined && max >= 1) {
        yield {
          pointer: at('nodeGroups', name, 'minReplicas'),
          message: `Node group "${name}" has min 0, but starts with ${STARTED} machines.`,
          remedy: 'Count on them, and on what they cost, after every change.',
        };
      } else if (max === 1) {
        yield {
          pointer: at('nodeGroups', name, 'maxReplicas'),
          message: `Node group "${name}" has max 1, but starts with ${STARTED} machines.`,
          remedy: 'Write a max of 2, or count on the second one.',
        };
      }
    }
  },
  example: {
    fails: { spec: { nodeGroups: { md0: SOUND_GROUP, batch: { ...SOUND_GROUP, minReplicas: 0 } } } },
    passes: { spec: { nodeGroups: { md0: SOUND_GROUP, batch: { ...SOUND_GROUP, minReplicas: 1 } } } },
  },
});

const mayHaveNone = rule({
  code: 'HK2206',
  severity: 'warning',
  title: 'A cluster that may have no machine',
  why: "DNS, the add-ons and everything else run on the groups, and while there is no machine the cluster's API answers and nothing works.",
  remedy: 'Give one group a min of 1 or more.',
  source: `${CHART}; Hikube's documentation, docs/services/kubernetes (at least 2 in production)`,
  kind: 'Kubernetes',
  *check(reading, { at }) {
    const groups = effectiveGroups(reading);
    if (groups.length === 0 || groups.some(([, { minReplicas }]) => minReplicas !== 0)) return;
    if (hasUnreadGroups(reading)) return;
    yield {
      pointer: at('nodeGroups'),
      onKey: true,
      message: `Every node group has min 0: ${groups.map(([name]) => `"${name}"`).join(', ')}.`,
      remedy: 'Give one group a min of 1 or more.',
    };
  },
  example: {
    profile: 'cozystack-1.6',
    fails: withGroup16({ minReplicas: 0 }),
    passes: withGroup16({ minReplicas: 1 }),
  },
});

const oneMachine = rule({
  code: 'HK2207',
  severity: 'warning',
  title: 'A group of one machine',
  why: 'Every change of its machines replaces them one by one and may take the only one away before the next is there.',
  remedy: 'Write a max of 2 or more.',
  source: `${CHART} (maxUnavailable 1)`,
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    for (const [name, { maxReplicas }] of groupsOf(spec)) {
      if (maxReplicas !== 1) continue;
      yield {
        pointer: at('nodeGroups', name, 'maxReplicas'),
        message: `Node group "${name}" never has more than one machine.`,
        remedy: 'Write a max of 2 or more.',
      };
    }
  },
  example: {
    profile: 'cozystack-1.6',
    fails: withGroup16({ minReplicas: 1, maxReplicas: 1 }),
    passes: withGroup16({ minReplicas: 1, maxReplicas: 2 }),
  },
});

const oneControlPlane = rule({
  code: 'HK2208',
  severity: 'warning',
  title: 'A control plane of one replica',
  why: "The cluster's API is gone whenever that one pod moves or is replaced, and with it scheduling, scaling and healing.",
  remedy: 'Write 2 replicas, the default, or 3.',
  source: `${CHART}; Hikube's documentation, docs/services/kubernetes/concepts (3 advised)`,
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    if (spec.controlPlane?.replicas !== 1) return;
    yield {
      pointer: at('controlPlane', 'replicas'),
      message: 'The control plane has 1 replica.',
      remedy: 'Write 2 replicas, the default, or 3.',
    };
  },
  example: {
    fails: withGroup({}, { controlPlane: { replicas: 1 } }),
    passes: withGroup({}, { controlPlane: { replicas: 2 } }),
  },
});

const inheritedRole = rule({
  code: 'HK2209',
  severity: 'warning',
  title: 'A group that carries the ingress without saying so',
  why: `Up to release 1.5 a group called ${PLATFORM_GROUP.name} takes what it leaves out from the platform's own, the role ${INGRESS_ROLE} among it, so traffic for the hosts goes to its machines too.`,
  remedy: `Write the roles of ${PLATFORM_GROUP.name}, if only \`roles: []\`.`,
  source: 'cozystack v1.1.2, packages/apps/kubernetes/values.yaml (Helm merges maps)',
  releases: { until: '1.6.0' },
  kind: 'Kubernetes',
  *check(reading, { program, profile, at }) {
    const { spec } = reading;
    const ingress = spec.addons?.ingressNginx;
    if (!mergesDefaultGroup(profile) || !ingress?.enabled || ingress.exposeMethod === 'LoadBalancer') return;
    if (isUnread(reading, at('addons', 'ingressNginx', 'exposeMethod'))) return;
    const { name } = PLATFORM_GROUP;
    const groups = groupsOf(spec);
    const silent = groups.some(([key, { roles }]) => key === name && roles === undefined);
    const others = groups.filter(([key, { roles }]) => key !== name && roles?.includes(INGRESS_ROLE));
    if (!silent || others.length === 0 || isUnread(reading, at('nodeGroups', name, 'roles'))) return;
    yield {
      pointer: at('nodeGroups', name),
      message: `Node group "${name}" has no roles, so it takes "${INGRESS_ROLE}" from the platform, beside "${others[0]![0]}".`,
      remedy: program
        ? "Give it a role of its own, such as `roles: ['system']`."
        : 'Write its roles, if only `roles: []`.',
    };
  },
  example: {
    fails: {
      spec: {
        nodeGroups: { md0: { ...SOUND_GROUP, roles: undefined }, web: { ...SOUND_GROUP, roles: [INGRESS_ROLE] } },
        addons: { ingressNginx: { enabled: true, hosts: ['a.example'] } },
      },
    },
    passes: {
      spec: {
        nodeGroups: { md0: { ...SOUND_GROUP, roles: [] }, web: { ...SOUND_GROUP, roles: [INGRESS_ROLE] } },
        addons: { ingressNginx: { enabled: true, hosts: ['a.example'] } },
      },
    },
  },
});

/** Rules over how many machines and replicas there are, and when. */
export const SCALING_RULES: readonly ObjectRule[] = [
  startsAnyway,
  mayHaveNone,
  oneMachine,
  oneControlPlane,
  inheritedRole,
].map((r) => r as ObjectRule);
