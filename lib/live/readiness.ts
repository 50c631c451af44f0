import { accepted } from './accepted';
import { addons } from './addon-rung';
import { controlPlane, workers } from './cluster-rungs';
import type { Inside } from './inside';
import type { Condition, LiveObject } from './live-object';
import { rung, type Known, type Rung, type RungName } from './rung';
import type { TenantKind } from '../core/model/kind';
import type { WorkloadMonitor } from './tenant-api';

/** What was read of an object and of what the platform makes of it. */
export interface Facts {
  readonly kind: TenantKind;
  /** @default it is not there */
  readonly object?: LiveObject | undefined;
  /** The condition `Ready` from before a change of the spec. Leave it out where the spec stayed: it then never moves. */
  readonly before?: Condition | undefined;
  /** The WorkloadMonitors of the namespace. @default nobody has looked */
  readonly monitors?: Known<readonly WorkloadMonitor[]> | undefined;
  /** Whether the cluster's kubeconfig is there. @default nobody has looked */
  readonly kubeconfig?: Known<boolean> | undefined;
  /** What runs inside the cluster. @default nobody has looked */
  readonly inside?: Known<Inside> | undefined;
  /** Whether a Tenant's own namespace is there. @default nobody has looked */
  readonly namespace?: Known<boolean> | undefined;
}

/** The steps of each kind, from the first to the last. */
export const RUNGS: Readonly<Record<TenantKind, readonly RungName[]>> = {
  Kubernetes: ['accepted', 'controlPlane', 'workers', 'addons'],
  Etcd: ['accepted', 'ready'],
  Tenant: ['accepted', 'ready'],
};

const NOT_READ = { unknown: 'Nobody has looked.' } as const;

/** How far an object is on its way, step by step. Each step is judged by its own facts: one may run while another fails. */
export function ladder(facts: Facts): Rung[] {
  const { kind, object, monitors = NOT_READ, inside = NOT_READ } = facts;
  const first = accepted(object, facts.before);
  if (!object) return [first, ...RUNGS[kind].slice(1).map((name) => rung(name, 'waiting', 'The object is not there.'))];
  if (kind === 'Kubernetes') {
    return [
      first,
      controlPlane(object, facts.kubeconfig ?? NOT_READ, monitors),
      workers(object, monitors, inside),
      addons(object, inside),
    ];
  }
  return [first, kind === 'Etcd' ? etcd(object, monitors) : tenant(object, facts.namespace ?? NOT_READ)];
}

/** How it ends for those who wait for a step: it and all before it are done, one of them failed, or neither yet. */
export function settled(rungs: readonly Rung[], until: RungName): 'done' | 'failed' | undefined {
  const steps = rungs.slice(0, rungs.findIndex(({ name }) => name === until) + 1);
  if (steps.some(({ state }) => state === 'failed')) return 'failed';
  return steps.length > 0 && steps.every(({ state }) => state === 'done') ? 'done' : undefined;
}

/** Source: cozystack v1.1.2 and v1.6.2, packages/extra/etcd/templates: the monitor has the ring's name. */
function etcd({ metadata }: LiveObject, monitors: Known<readonly WorkloadMonitor[]>): Rung {
  if ('unknown' in monitors) return rung('ready', 'unknown', 'The ring cannot be seen from here.', [monitors.unknown]);
  const monitor = monitors.value.find(({ name }) => name === metadata.name);
  if (!monitor || monitor.available === undefined) return rung('ready', 'waiting', 'The ring is not counted yet.');
  const count = [`${monitor.available} members are ready; the majority is ${monitor.min}.`];
  return monitor.available >= monitor.min && monitor.operational !== false
    ? rung('ready', 'done', 'The majority of the ring is there.', count)
    : rung('ready', 'waiting', 'The ring has no majority yet.', count);
}

function tenant({ status }: LiveObject, namespace: Known<boolean>): Rung {
  const name = status.namespace === undefined ? "The tenant's namespace" : `The namespace ${status.namespace}`;
  if ('unknown' in namespace) return rung('ready', 'unknown', `${name} cannot be seen from here.`, [namespace.unknown]);
  return namespace.value
    ? rung('ready', 'done', `${name} is there.`)
    : rung('ready', 'waiting', `${name} is not there yet.`);
}
