import { quote } from '../../json';
import { PLATFORM_GROUP } from '../../model/node-group';
import { includes } from '../../platform/release';
import { Quantity } from '../../quantity';
import { rule, type ObjectRule } from '../rule';
import { SOUND_GROUP, groupsOf, withGroup, withGroup16 } from './groups';

const CHART = 'cozystack, packages/apps/kubernetes/templates/cluster.yaml';

const bounds = rule({
  code: 'HK2201',
  severity: 'error',
  title: "A group's min is above its max",
  why: 'The autoscaler refuses bounds that leave it no number of machines.',
  remedy: 'Lower min or raise max.',
  source: CHART,
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    for (const [name, { minReplicas: min, maxReplicas: max }] of groupsOf(spec)) {
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
  *check({ spec }, { at }) {
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
          remedy: 'Write 1 or more, or remove the group.',
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
    fails: withGroup({ maxReplicas: 0, minReplicas: 0 }),
    passes: withGroup({ maxReplicas: 1, minReplicas: 0 }),
  },
});

const platformGroup = rule({
  code: 'HK2203',
  severity: 'warning',
  title: 'The platform adds a group that nobody declared',
  why: `Up to release 1.5 it merges its default group into every cluster that has none of that name, and starts machines for it; from 1.6 on only into a cluster without any group.`,
  remedy: `Call one of your groups "${PLATFORM_GROUP.name}".`,
  source: 'cozystack v1.1.2, packages/apps/kubernetes/values.yaml (Helm merges maps); v1.6.2, templates/cluster.yaml',
  kind: 'Kubernetes',
  *check({ spec }, { profile, program, at }) {
    const groups = groupsOf(spec);
    const { name } = PLATFORM_GROUP;
    const always = includes({ until: PLATFORM_GROUP.until }, profile.release);
    const merged = always ? !groups.some(([group]) => group === name) : groups.length === 0;
    if (!merged) return;
    const { instanceType, minReplicas, maxReplicas } = PLATFORM_GROUP.spec;
    const shape = `"${name}" (${instanceType}, ${minReplicas} to ${maxReplicas} machines, role ingress-nginx)`;
    const how = program
      ? `\`new NodeGroup(cluster, '${groups[0]?.[0] ?? 'workers'}', { name: '${name}', … })\``
      : `the key "${name}"`;
    yield {
      pointer: at('nodeGroups'),
      message: `${profile.title} will add the group ${shape} to this cluster.`,
      remedy: groups.length === 0 ? 'Declare at least one group.' : `Give one of your groups that name, with ${how}.`,
    };
  },
  example: {
    fails: { spec: { nodeGroups: { web: SOUND_GROUP } } },
    passes: withGroup(),
  },
});

const unhealthy = rule({
  code: 'HK2301',
  severity: 'error',
  title: 'An ill-formed number of unhealthy machines',
  why: 'The chart refuses to render.',
  remedy: 'Write a whole number such as "1", or a whole percentage such as "50%".',
  source: 'cozystack v1.6.2, packages/apps/kubernetes/templates/cluster.yaml',
  releases: { since: '1.6.0' },
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    const places = [
      [spec.nodeHealthCheck?.maxUnhealthy, at('nodeHealthCheck', 'maxUnhealthy')],
      ...groupsOf(spec).map(([name, group]) => [group.maxUnhealthy, at('nodeGroups', name, 'maxUnhealthy')]),
    ] as const;
    for (const [written, place] of places) {
      if (written === undefined || written === '' || /^[0-9]+%?$/.test(written)) continue;
      yield {
        pointer: place!,
        message: `maxUnhealthy is ${quote(written)}.`,
        remedy: 'Write a whole number such as "1", or a whole percentage such as "50%".',
      };
    }
  },
  example: {
    profile: 'cozystack-1.6',
    fails: withGroup16({ maxUnhealthy: 'half' }),
    passes: withGroup16({ maxUnhealthy: '50%' }),
  },
});

const percent = (text: string): Quantity | undefined =>
  /^[0-9]+(\.[0-9]+)?%$/.test(text) ? Quantity.parse(text.slice(0, -1)) : undefined;

const eviction = rule({
  code: 'HK2302',
  severity: 'error',
  title: 'Eviction thresholds that do not fit together',
  why: 'The chart refuses to render.',
  remedy: 'Write both as percentages or both as sizes, the hard one below the soft one.',
  source: 'cozystack v1.6.2, packages/apps/kubernetes/templates/cluster.yaml',
  releases: { since: '1.6.0' },
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    for (const [name, { kubelet }] of groupsOf(spec)) {
      if (kubelet?.evictionHardMemory === undefined && kubelet?.evictionSoftMemory === undefined) continue;
      const hard = kubelet.evictionHardMemory ?? '7%';
      const soft = kubelet.evictionSoftMemory ?? '10%';
      const place = at(
        'nodeGroups',
        name,
        'kubelet',
        kubelet.evictionHardMemory === undefined ? 'evictionSoftMemory' : 'evictionHardMemory',
      );
      const said = (written: string | undefined, value: string): string =>
        quote(value) + (written === undefined ? ' (the default)' : '');
      const both = `Node group "${name}" evicts hard at ${said(kubelet.evictionHardMemory, hard)} and soft at ${said(kubelet.evictionSoftMemory, soft)}`;
      const relative = [percent(hard), percent(soft)] as const;
      const absolute = [Quantity.parse(hard), Quantity.parse(soft)] as const;
      const [low, high] = relative[0] && relative[1] ? relative : absolute;
      if (!low || !high) {
        yield {
          pointer: place,
          message: `${both}; the two are not of one kind.`,
          remedy: 'Write both as percentages, or both as sizes.',
        };
      } else if (low.compare(high) >= 0) {
        yield {
          pointer: place,
          message: `${both}; hard has to be below soft.`,
          remedy: 'Lower the hard threshold or raise the soft one.',
        };
      } else if (
        relative[0] &&
        relative[1] &&
        (low.compare(Quantity.ZERO) <= 0 || high.compare(Quantity.of(100)) > 0)
      ) {
        yield {
          pointer: place,
          message: `${both}; a percentage has to be above 0 and at most 100.`,
          remedy: 'Write percentages above 0 and at most 100.',
        };
      }
    }
  },
  example: {
    profile: 'cozystack-1.6',
    fails: withGroup16({ kubelet: { evictionHardMemory: '10%', evictionSoftMemory: '500Mi' } }),
    passes: withGroup16({ kubelet: { evictionHardMemory: '5%', evictionSoftMemory: '8%' } }),
  },
});

const RESERVED = {
  systemReservedMemory: /^[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?(Ki|Mi|Gi|Ti|Pi|Ei|k|M|G|T|P|E)?$/,
  kubeReservedMemory: /^[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?(Ki|Mi|Gi|Ti|Pi|Ei|k|M|G|T|P|E)?$/,
  systemReservedCpu: /^([0-9]+m|[0-9]+(\.[0-9]+)?)$/,
  kubeReservedCpu: /^([0-9]+m|[0-9]+(\.[0-9]+)?)$/,
} as const;

const reservations = rule({
  code: 'HK2303',
  severity: 'error',
  title: 'A reservation of the kubelet that is no quantity above zero',
  why: 'The chart refuses to render.',
  remedy: 'Write memory such as "256Mi" and CPU such as "100m".',
  source: 'cozystack v1.6.2, packages/apps/kubernetes/templates/cluster.yaml',
  releases: { since: '1.6.0' },
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    for (const [name, { kubelet }] of groupsOf(spec)) {
      for (const key of Object.keys(RESERVED) as (keyof typeof RESERVED)[]) {
        const written = kubelet?.[key];
        if (written === undefined || written === '') continue;
        const value = RESERVED[key].test(written) ? Quantity.parse(written) : undefined;
        if (value && value.compare(Quantity.ZERO) > 0) continue;
        yield {
          pointer: at('nodeGroups', name, 'kubelet', key),
          message: `Node group "${name}" has ${quote(written)} for ${key}.`,
          remedy: `Write ${key.endsWith('Cpu') ? 'CPU such as "100m"' : 'memory such as "256Mi"'}.`,
        };
      }
    }
  },
  example: {
    profile: 'cozystack-1.6',
    fails: withGroup16({ kubelet: { kubeReservedMemory: '0' } }),
    passes: withGroup16({ kubelet: { kubeReservedMemory: '256Mi' } }),
  },
});

export const NODE_GROUP_RULES: readonly ObjectRule[] = [
  bounds,
  counts,
  platformGroup,
  unhealthy,
  eviction,
  reservations,
].map((r) => r as ObjectRule);
