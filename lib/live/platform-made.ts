import { tenantNamespace } from '../core/names';
import { accepted } from './accepted';
import type { Clock } from './clock';
import { LiveError } from './live-error';
import type { LiveObject } from './live-object';
import type { ObjectRef } from './resources';
import type { TenantApi } from './tenant-api';

/** How often somebody looks whether the platform has made what it makes by itself, in milliseconds. */
const INTERVAL = 5000;

/** How to wait for what the platform makes by itself. */
export interface MadeOptions {
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /** Told once, when there is something to wait for. @default nobody is told */
  readonly told?: ((line: string) => void) | undefined;
  /** Milliseconds until the wait ends with an error. @default the clock and the signal end it */
  readonly limit?: number | undefined;
}

/**
 * Waits until a tenant's namespace is there. On platforms from 1.6 on, a namespace that is not there looks like one that
 * is hidden; its tenant is then asked.
 *
 * @throws LiveError of kind `timeout` after the limit
 */
export async function awaitNamespace(tenant: ObjectRef, api: TenantApi, options: MadeOptions): Promise<void> {
  const own = tenantNamespace(tenant.namespace, tenant.name);
  const look = async (): Promise<true | undefined> => {
    const exists = await api.namespaceExists(own, options.signal);
    if (exists === true) return true;
    const live = exists === undefined ? await api.get(tenant, options.signal) : undefined;
    return live?.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True') || undefined;
  };
  await until(look, `the namespace ${own} of tenant ${tenant.name}`, tenant, api, options);
}

/**
 * Waits until the ring is there that the platform makes for a tenant that has its etcd on.
 *
 * @param options `tenant`: the Tenant that it belongs to, for the error after the limit
 * @throws LiveError of kind `timeout` after the limit
 */
export function awaitRing(
  ring: ObjectRef,
  api: TenantApi,
  { tenant, ...options }: MadeOptions & { readonly tenant?: ObjectRef | undefined },
): Promise<LiveObject> {
  const what = `the ring that the platform makes in ${ring.namespace}`;
  return until(() => api.get(ring, options.signal), what, tenant, api, options);
}

async function until<T>(
  look: () => Promise<T | undefined>,
  what: string,
  tenant: ObjectRef | undefined,
  api: TenantApi,
  { clock, signal, told, limit = Infinity }: MadeOptions,
): Promise<T> {
  const start = clock.now();
  for (let first = true; ; first = false) {
    const found = await look();
    if (found !== undefined) return found;
    const elapsed = clock.now() - start;
    if (elapsed >= limit) throw await tooLong(what, elapsed, tenant, api, signal);
    if (first) told?.(`waiting for ${what}`);
    await clock.sleep(Math.min(INTERVAL, limit - elapsed), signal);
  }
}

async function tooLong(
  what: string,
  elapsed: number,
  tenant: ObjectRef | undefined,
  api: TenantApi,
  signal: AbortSignal | undefined,
): Promise<LiveError> {
  return new LiveError('timeout', {
    message: `After ${Math.round(elapsed / 60_000)} min, ${what} is not there.`,
    why: tenant
      ? `Seen last of tenant "${tenant.name}": ${await stateOf(tenant, api, signal)}`
      : 'The platform makes it for a tenant that has `etcd: true`.',
    remedy: tenant
      ? `Look at \`hikube status tenant/${tenant.name} -n ${tenant.namespace}\`, and run this again.`
      : 'Look at that tenant, and run this again.',
    outcome: 'notDone',
  });
}

async function stateOf(tenant: ObjectRef, api: TenantApi, signal: AbortSignal | undefined): Promise<string> {
  try {
    const { says, details = [] } = accepted(await api.get(tenant, signal));
    return [says, ...details].join(' ');
  } catch (error) {
    if (!LiveError.is(error)) throw error;
    return error.message;
  }
}
