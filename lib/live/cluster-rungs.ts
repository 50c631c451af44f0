import { byCodeUnit, isRecord } from '../core/json';
import { PLATFORM_GROUP } from '../core/model/node-group';
import { clusterNames } from '../core/names';
import type { Inside } from './inside';
import type { LiveObject } from './live-object';
import { rung, type Known, type Rung } from './rung';
import type { WorkloadMonitor } from './tenant-api';

type Monitors = Known<readonly WorkloadMonitor[]>;

/**
 * Whether the API server of a cluster runs, and its kubeconfig is there. Source: cozystack v1.1.2 and v1.6.2,
 * packages/apps/kubernetes/templates/cluster.yaml.
 */
export function controlPlane({ metadata: { name } }: LiveObject, kubeconfig: Known<boolean>, monitors: Monitors): Rung {
  const seen = monitorOf(monitors, clusterNames.release(name));
  const unknown = [kubeconfig, seen].flatMap((fact) => ('unknown' in fact ? [fact.unknown] : []));
  const monitor = 'value' in seen ? seen.value : undefined;
  const count = monitor?.available === undefined ? [] : [`Ready control-plane pods: ${monitor.available}.`];

  if ('value' in seen && !monitor) {
    return rung('controlPlane', 'waiting', 'The platform has not begun with the control plane.', [
      'Platform 1.6 begins when the tenant has an etcd; until then, the release is ready and empty.',
    ]);
  }
  if (monitor && monitor.operational !== true)
    return rung('controlPlane', 'waiting', 'The control plane is starting.', count);
  if ('value' in kubeconfig && !kubeconfig.value)
    return rung('controlPlane', 'waiting', 'The kubeconfig of the cluster is not there yet.', count);
  if (unknown.length > 0)
    return rung('controlPlane', 'unknown', 'The control plane cannot be seen from here.', unknown);
  return rung('controlPlane', 'done', 'The API server runs, and its kubeconfig is there.', count);
}

/**
 * Whether every group has as many machines as it has to have. The platform counts machines that run
 * (`kubernetes-<name>-<group>`); that they have joined can be seen inside only. Source: as above.
 */
export function workers(object: LiveObject, monitors: Monitors, inside: Known<Inside>): Rung {
  if ('unknown' in monitors)
    return rung('workers', 'unknown', 'The node groups cannot be seen from here.', [monitors.unknown]);
  const groups = groupsOf(object, monitors.value);
  const short = groups.filter(({ enough }) => !enough);
  const details = groups.map(({ says }) => says);
  if (short.length > 0) {
    const names = short.map(({ name }) => `"${name}"`).join(', ');
    const one = short.length === 1;
    return rung('workers', 'waiting', `Node group${one ? '' : 's'} ${names} ${one ? 'is' : 'are'} short.`, details);
  }
  if (groups.length === 0) return rung('workers', 'done', 'The cluster has no node groups.');
  if ('value' in inside) {
    const { ready, total } = inside.value.nodes;
    const least = groups.reduce((sum, { min }) => sum + min, 0);
    details.push(`${ready} of ${total} nodes are Ready inside the cluster.`);
    if (ready < least)
      return rung('workers', 'waiting', `The machines run, but ${least - ready} of them did not join yet.`, details);
  }
  return rung('workers', 'done', 'Every node group has at least as many machines as it has to.', details);
}

interface Group {
  readonly name: string;
  readonly min: number;
  readonly enough: boolean;
  readonly says: string;
}

function groupsOf({ metadata, spec }: LiveObject, monitors: readonly WorkloadMonitor[]): Group[] {
  const written = isRecord(spec.nodeGroups) ? spec.nodeGroups : {};
  const find = (group: string): WorkloadMonitor | undefined =>
    monitors.find(({ name }) => name === clusterNames.machineDeployment(metadata.name, group));
  const groups = Object.keys(written)
    .sort(byCodeUnit)
    .map((name) => groupOf(name, written[name], find(name)));
  const added = Object.hasOwn(written, PLATFORM_GROUP.name) ? undefined : find(PLATFORM_GROUP.name);
  if (!added) return groups;
  const { name } = PLATFORM_GROUP;
  const says = `"${name}": the platform adds this group by itself (before ${PLATFORM_GROUP.until}); nothing waits for it.`;
  return [...groups, { name, min: 0, enough: true, says }];
}

function groupOf(name: string, spec: unknown, monitor: WorkloadMonitor | undefined): Group {
  const wanted = isRecord(spec) && typeof spec.minReplicas === 'number' ? spec.minReplicas : undefined;
  const min = wanted ?? monitor?.min ?? 0;
  if (!monitor || monitor.available === undefined)
    return { name, min, enough: false, says: `"${name}": the platform does not count it yet.` };
  // After a change of `minReplicas`, the count is still one by the old number.
  if (wanted !== undefined && wanted !== monitor.min)
    return { name, min, enough: false, says: `"${name}": the platform still counts for a minimum of ${monitor.min}.` };
  if (min === 0) {
    const says = `"${name}": ${machines(monitor.available)}; its minimum is 0, so it is never short, and may be empty.`;
    return { name, min, enough: true, says };
  }
  return {
    name,
    min,
    enough: monitor.available >= min,
    says: `"${name}": ${machines(monitor.available)}, at least ${min}.`,
  };
}

function monitorOf(monitors: Monitors, name: string): Known<WorkloadMonitor | undefined> {
  return 'unknown' in monitors ? monitors : { value: monitors.value.find((monitor) => monitor.name === name) };
}

const machines = (count: number): string => `${count} machine${count === 1 ? '' : 's'}`;
