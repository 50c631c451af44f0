import { isRecord, valueAt, type Unchecked } from '../core/json';
import { accessWith, transportFor, type ConnectionOptions } from './connection';
import { Exchange } from './exchange';
import type { Resource } from './resources';

/** Something inside a cluster that runs pods. */
export interface Workload {
  readonly kind: 'Deployment' | 'DaemonSet' | 'StatefulSet';
  readonly namespace: string;
  readonly name: string;
  readonly desired: number;
  readonly available: number;
}

/** What runs inside a cluster. */
export interface Inside {
  readonly nodes: { readonly ready: number; readonly total: number };
  readonly workloads: readonly Workload[];
  /** Whether the Gateway API is served. */
  readonly gatewayApi: boolean;
}

/**
 * Looks into a cluster through its own kubeconfig. Nothing is written.
 *
 * @throws LiveError where it cannot be reached, or does not let one look
 */
export async function readInside(
  kubeconfig: string,
  options: ConnectionOptions,
  signal?: AbortSignal,
): Promise<Inside> {
  const access = accessWith(kubeconfig);
  // That a cluster cannot be reached is an answer as well, and no reason to keep anybody waiting.
  return insideBy(new Exchange(access.server, transportFor(access, options), options.clock, 1), signal);
}

const APPS = { group: 'apps', version: 'v1' } as const;
const KINDS = { Deployment: 'deployments', DaemonSet: 'daemonsets', StatefulSet: 'statefulsets' } as const;
const NODES: Resource = { group: '', version: 'v1', plural: 'nodes' };
const GATEWAYS: Resource = { group: 'gateway.networking.k8s.io', version: 'v1', plural: 'gatewayclasses' };

/** What an API server shows of its cluster. */
export async function insideBy(exchange: Exchange, signal?: AbortSignal): Promise<Inside> {
  const nodes = (await exchange.list(NODES, signal)) ?? [];
  const workloads: Workload[] = [];
  for (const kind of Object.keys(KINDS) as Workload['kind'][]) {
    const items = (await exchange.list({ ...APPS, plural: KINDS[kind] }, signal)) ?? [];
    workloads.push(...items.map((item) => workloadOf(kind, item)));
  }
  return {
    nodes: { ready: nodes.filter(isReady).length, total: nodes.length },
    workloads,
    gatewayApi: (await exchange.list(GATEWAYS, signal)) !== undefined,
  };
}

function workloadOf(kind: Workload['kind'], item: Unchecked): Workload {
  const number = (fallback: number, ...keys: string[]): number => {
    const found = valueAt(item, ...keys);
    return typeof found === 'number' ? found : fallback;
  };
  const daemon = kind === 'DaemonSet';
  return {
    kind,
    namespace: String(valueAt(item, 'metadata', 'namespace')),
    name: String(valueAt(item, 'metadata', 'name')),
    desired: daemon ? number(0, 'status', 'desiredNumberScheduled') : number(1, 'spec', 'replicas'),
    available: number(0, 'status', daemon ? 'numberAvailable' : 'availableReplicas'),
  };
}

function isReady(node: Unchecked): boolean {
  const conditions = valueAt(node, 'status', 'conditions');
  return (
    Array.isArray(conditions) &&
    conditions.some((condition) => isRecord(condition) && condition.type === 'Ready' && condition.status === 'True')
  );
}
