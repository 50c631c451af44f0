import { listed, quote } from '../../json';
import { clusterNames } from '../../names';
import { PLATFORM_GROUP, type NodeGroupSpec } from '../../model/node-group';
import { includes } from '../../platform/release';
import { isSame } from '../difference';
import { effect, type EffectRule, type Side } from '../effect';
import { rebuilt } from './machines';
import { fallsBack, isWritten } from './platform-group';

const SOURCE = 'cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/templates/cluster.yaml';
type Cluster = Side<'Kubernetes'>;

const groupsOf = ({ spec }: Cluster): Readonly<Record<string, NodeGroupSpec>> => spec.nodeGroups ?? {};
const onlyIn = (here: Cluster, there: Cluster): string[] =>
  Object.keys(groupsOf(here)).filter((name) => !Object.hasOwn(groupsOf(there), name));

const bounds = ({ minReplicas = 0, maxReplicas = 0 }: NodeGroupSpec): string => `${minReplicas} to ${maxReplicas}`;
const nodesOf = (cluster: string, group: string): string => `${clusterNames.machineDeployment(cluster, group)}-`;

/** Groups that went and came with the same content: what somebody meant for another name. */
function renamed(before: Cluster, after: Cluster): [from: string, to: string][] {
  const waiting = onlyIn(after, before);
  return onlyIn(before, after).flatMap((from): [string, string][] => {
    const i = waiting.findIndex((to) => isSame(groupsOf(before)[from], groupsOf(after)[to]));
    return i < 0 ? [] : [[from, waiting.splice(i, 1)[0]!]];
  });
}

const drain = (cluster: string, group: string): string =>
  `Cordon and drain its nodes (their names begin with \`${nodesOf(cluster, group)}\`) once the other groups have room for what runs there; what pods keep on the machines' own disks goes with them.`;

const web = { instanceType: 's1.large', minReplicas: 2, maxReplicas: 4, ephemeralStorage: '50Gi', resources: {} };
const groups = (named: object): object => ({ nodeGroups: { md0: { ...web }, ...named } });

export const GROUP_EFFECTS: readonly EffectRule<'Kubernetes'>[] = [
  effect({
    code: 'HK5201',
    impact: 'create',
    severity: 'info',
    title: 'A node group is added',
    why: 'Machines are added beside those that run.',
    first: 'See that quotas leave room for its machines.',
    source: SOURCE,
    kind: 'Kubernetes',
    example: { before: groups({}), after: groups({ batch: web }) },
    *find(before, after, context) {
      const taken = renamed(before, after).map(([, to]) => to);
      for (const name of onlyIn(after, before)) {
        if (taken.includes(name)) continue;
        // What the platform started in 1.1 is two machines, whatever the minimum says.
        const starts = includes({ until: '1.6.0' }, context.profile.release) ? '; two machines start at once' : '';
        const message = `Node group ${quote(name)} is added with ${bounds(groupsOf(after)[name]!)} machines${starts}.`;
        yield { pointers: [context.at('nodeGroups', name)], message };
      }
    },
  }),
  effect({
    code: 'HK5202',
    impact: 'destroys',
    severity: 'error',
    title: 'A node group is removed',
    why: 'Its machines are deleted at once, with their disks; no field asks the platform to drain them before.',
    first: 'Drain the group before it is removed.',
    source: SOURCE,
    kind: 'Kubernetes',
    example: { before: groups({ batch: web }), after: groups({}) },
    *find(before, after, context) {
      const taken = renamed(before, after).map(([from]) => from);
      for (const name of onlyIn(before, after)) {
        if (taken.includes(name)) continue;
        const own = isWritten(before, name) ? '' : ', which the platform had added by itself,';
        yield {
          pointers: [context.at('nodeGroups', name)],
          message: `Node group ${quote(name)}${own} is removed with its machines, of which it may have ${bounds(groupsOf(before)[name]!)}.`,
          first: drain(before.reading.object.name, name),
        };
      }
    },
  }),
  effect({
    code: 'HK5203',
    impact: 'destroys',
    severity: 'error',
    title: 'A node group is renamed',
    why: 'The platform knows a group by its name alone: the old group is deleted with its machines, and a new one is made beside it.',
    first: 'Add the new group first, drain the old one, and remove that in a second step.',
    source: SOURCE,
    kind: 'Kubernetes',
    example: { before: groups({ batch: web }), after: groups({ jobs: web }) },
    *find(before, after, context) {
      for (const [from, to] of renamed(before, after)) {
        yield {
          pointers: [context.at('nodeGroups', from), context.at('nodeGroups', to)],
          message: `Node group ${quote(from)} becomes ${quote(to)}: that is a removal and an addition, and the machines of ${quote(from)} go at once.`,
          first: `Keep ${quote(from)} beside ${quote(to)} in a first step. ${drain(before.reading.object.name, from)} Then remove ${quote(from)}.`,
        };
      }
    },
  }),
  effect({
    code: 'HK5206',
    impact: 'inPlace',
    severity: 'info',
    title: 'The bounds of a node group change',
    why: 'The autoscaler gets new bounds and the next rollout another surge; no machine is replaced for it.',
    first: 'See that quotas leave room for the new maximum.',
    source: SOURCE,
    kind: 'Kubernetes',
    example: { before: groups({}), after: groups({ md0: { ...web, maxReplicas: 6 } }) },
    *find(before, after, context) {
      for (const [name, now] of Object.entries(groupsOf(after))) {
        const old = groupsOf(before)[name];
        if (!old || bounds(old) === bounds(now) || fallsBack(name, before, after, context)) continue;
        const { minReplicas: min = 0 } = now;
        const more = min > (old.minReplicas ?? 0) ? `; at least ${min} run from now on` : '';
        const none = now.maxReplicas === 0 ? '; none may be added any more' : '';
        yield {
          pointers: [context.at('nodeGroups', name, 'minReplicas'), context.at('nodeGroups', name, 'maxReplicas')],
          message: `Node group ${quote(name)} has ${bounds(now)} machines instead of ${bounds(old)}${more}${none}.`,
        };
      }
    },
  }),
  effect({
    code: 'HK5208',
    impact: 'rolling',
    severity: 'warning',
    title: "The group md0 goes back to the platform's own",
    why: 'The platform merges a group of that name into every cluster, so leaving it out does not remove it: it gets the default machines, disk, bounds and role.',
    first: 'Keep a group called md0 in the cluster, with bounds of 0 and 0 if it is not wanted.',
    source: 'cozystack v1.1.2, packages/apps/kubernetes/values.yaml',
    releases: { until: PLATFORM_GROUP.until },
    kind: 'Kubernetes',
    example: { before: groups({ web }), after: { nodeGroups: { web } } },
    *find(before, after, context) {
      const { name, spec } = PLATFORM_GROUP;
      if (!fallsBack(name, before, after, context)) return;
      const old = groupsOf(before)[name]!;
      if (isSame(old, groupsOf(after)[name])) return;
      const machines =
        rebuilt(name, before, after, context).length > 0 ? 'its machines are replaced by ones of' : 'it has';
      yield {
        pointers: [context.at('nodeGroups', name)],
        message: `Node group "md0" is left out and stays: ${machines} the platform's default, ${spec.minReplicas} to ${spec.maxReplicas} of type "${spec.instanceType}".`,
      };
    },
  }),
  effect({
    code: 'HK5209',
    impact: 'inPlace',
    severity: 'warning',
    title: 'An upgrade of the release may set groups back to two machines',
    why: 'The chart of these releases writes "two machines" for every group, so each upgrade of the Helm release can take away those beyond two until the autoscaler adds them again.',
    first:
      'Apply when there is little load, and see that disruption budgets protect what must not be evicted all at once.',
    source:
      'cozystack v1.1.2, packages/apps/kubernetes/templates/cluster.yaml (`replicas: 2`); v1.6.2 dropped it and says why in the same file',
    releases: { until: '1.6.0' },
    kind: 'Kubernetes',
    example: { before: groups({}), after: groups({ md0: { ...web, maxReplicas: 6 } }) },
    *find(before, after, context) {
      if (isSame(before.written, after.written)) return;
      const larger = Object.entries(groupsOf(after)).filter(([name, { maxReplicas = 0 }]) => {
        return maxReplicas > 2 && Object.hasOwn(groupsOf(before), name) && isWritten(after, name);
      });
      if (larger.length === 0) return;
      const names = listed(larger.map(([name]) => name));
      yield {
        pointers: [context.at('nodeGroups')],
        message: `The release is upgraded, by which ${larger.length === 1 ? 'node group' : 'node groups'} ${names} may fall to two machines for a while.`,
      };
    },
  }),
];
