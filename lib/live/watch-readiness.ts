import { clusterNames } from '../core/names';
import { SYSTEM_CLOCK, throwIfAborted, type Clock } from './clock';
import type { Inside } from './inside';
import { kubeconfigFrom } from './kubeconfig';
import { LiveError } from './live-error';
import type { Condition, LiveObject } from './live-object';
import { ladder, RUNGS, settled, type Facts } from './readiness';
import type { ObjectRef } from './resources';
import type { Known, Rung, RungName } from './rung';
import type { TenantApi } from './tenant-api';

/** Looks into a cluster by its kubeconfig; `readInside` with its options does. */
export type LookInside = (kubeconfig: string, signal?: AbortSignal) => Promise<Inside>;

/** How to wait. */
export interface WatchReadinessOptions {
  /** The step to wait for. @default the last one of the kind */
  readonly until?: RungName | undefined;
  /** Milliseconds between two looks. @default 10000 */
  readonly interval?: number | undefined;
  /** Ends the wait, by an error of kind `aborted`; there is no other timeout. */
  readonly signal?: AbortSignal | undefined;
  /** @default the time of the process */
  readonly clock?: Clock | undefined;
  /** The condition `Ready` from before a change of the spec. @default it was not changed, or is new */
  readonly before?: Condition | undefined;
  /** @default nobody looks inside, and what can be seen there only is unknown */
  readonly inside?: LookInside | undefined;
}

/** So many looks in a row may fail before the wait does. Each one has tried several times by then. */
const PATIENCE = 5;

/**
 * Tells how far an object is, whenever that changes, until the step is reached or one up to it failed for good.
 *
 * @throws LiveError when the object cannot be read, for a while; of kind `aborted` when the signal says so
 */
export async function* watchReadiness(
  api: TenantApi,
  ref: ObjectRef,
  options: WatchReadinessOptions = {},
): AsyncGenerator<Rung[], void, undefined> {
  const { until = RUNGS[ref.kind].at(-1)!, interval = 10_000, clock = SYSTEM_CLOCK, signal } = options;
  if (!RUNGS[ref.kind].includes(until)) throw new Error(`${ref.kind} has no step "${until}"`);
  let told = '';
  for (let failures = 0; ;) {
    throwIfAborted(signal);
    let rungs: Rung[] | undefined;
    try {
      rungs = await readLadder(api, ref, options);
      failures = 0;
    } catch (error) {
      if (!passes(error) || ++failures === PATIENCE) throw error;
    }
    const text = JSON.stringify(rungs);
    if (rungs && text !== told) {
      told = text;
      yield rungs;
    }
    if (rungs && settled(rungs, until)) return;
    await clock.sleep(interval, signal);
  }
}

/** Reads what there is to know of an object now, and tells how far it is. */
export async function readLadder(
  api: TenantApi,
  ref: ObjectRef,
  options: Pick<WatchReadinessOptions, 'before' | 'inside' | 'signal'> = {},
): Promise<Rung[]> {
  const object = await api.get(ref, options.signal);
  const rest = object ? await factsOf(api, object, options) : {};
  return ladder({ kind: ref.kind, object, before: options.before, ...rest });
}

async function factsOf(
  api: TenantApi,
  { kind, metadata: { namespace, name }, status }: LiveObject,
  { inside, signal }: Pick<WatchReadinessOptions, 'inside' | 'signal'>,
): Promise<Partial<Facts>> {
  if (kind === 'Tenant') {
    const own = status.namespace;
    if (own === undefined) return { namespace: { value: false } };
    const exists = await known(async () => api.namespaceExists(own, signal));
    const hidden = 'This login may not see it; whoever is to work in it may.';
    return {
      namespace: 'value' in exists && exists.value === undefined ? { unknown: hidden } : (exists as Known<boolean>),
    };
  }
  const monitors = await known(async () => api.monitors(namespace, signal));
  if (kind === 'Etcd') return { monitors };
  const secret = await known(async () => api.secret(namespace, clusterNames.kubeconfig(name), signal));
  if ('unknown' in secret) return { monitors, kubeconfig: secret, inside: secret };
  const text = secret.value && kubeconfigIn(secret.value);
  if (text === undefined)
    return { monitors, kubeconfig: { value: false }, inside: { unknown: 'Its kubeconfig is not there yet.' } };
  return {
    monitors,
    kubeconfig: { value: true },
    ...(inside && { inside: await known(async () => inside(text, signal)) }),
  };
}

function kubeconfigIn(secret: Parameters<typeof kubeconfigFrom>[0]): string | undefined {
  try {
    return kubeconfigFrom(secret);
  } catch {
    // Not written yet, or half.
    return undefined;
  }
}

/** What cannot be read is unknown, with the reason; it may be known at the next look. */
async function known<T>(read: () => Promise<T>): Promise<Known<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    if (!LiveError.is(error) || error.kind === 'aborted') throw error;
    return { unknown: [error.message, error.why].filter(Boolean).join(' ') };
  }
}

const passes = (error: unknown): boolean =>
  LiveError.is(error) && (error.kind === 'unreachable' || error.kind === 'timeout' || error.kind === 'server');
