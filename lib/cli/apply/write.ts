import { isRecord } from '../../core/json';
import type { LiveObject, Manifest } from '../../live/live-object';
import { refOf } from '../../live/live-object';
import type { TenantApi } from '../../live/tenant-api';
import { tenantNamespace } from '../../core/names';
import type { Pairing } from '../changes/live';
import type { CommandIo } from '../io';
import type { Patience } from './patience';
import { tenantOf } from './order';

/** How often somebody looks whether the platform has made what it makes by itself, in milliseconds. */
const INTERVAL = 5000;

/** What was done with an object. */
export interface Written {
  readonly manifest: Manifest;
  readonly how: 'created' | 'replaced' | 'unchanged';
  /** What was there before. */
  readonly replaced?: LiveObject | undefined;
}

/**
 * Creates or replaces one object. It is one request, which is carried out or not: nothing is left half written. What the
 * platform makes by itself is awaited first: a tenant's namespace, and the ring of a tenant that has one of its own.
 */
export async function write(
  { manifest, live }: Pairing,
  all: readonly Manifest[],
  api: TenantApi,
  patience: Patience,
  io: Pick<CommandIo, 'stdout'>,
): Promise<Written> {
  if (live) {
    await api.replace(manifest, live);
    return { manifest, how: 'replaced', replaced: live };
  }
  const { namespace } = manifest.metadata;
  const tenant = tenantOf(namespace, all);
  if (tenant) await awaitNamespace(tenant, api, patience, io);
  if (tenant && manifest.kind === 'Etcd' && isRecord(tenant.spec) && tenant.spec.etcd === true) {
    const made = await awaitRing(manifest, api, patience, io);
    await api.replace(manifest, made);
    return { manifest, how: 'replaced', replaced: made };
  }
  await api.create(manifest);
  return { manifest, how: 'created' };
}

/** On platforms from 1.6 on, a namespace that is not there looks like one that is hidden; its tenant is then asked. */
async function awaitNamespace(
  tenant: Manifest,
  api: TenantApi,
  { clock, signal }: Patience,
  { stdout }: Pick<CommandIo, 'stdout'>,
): Promise<void> {
  const { namespace, name } = tenant.metadata;
  const own = tenantNamespace(namespace, name);
  for (let told = false; ; told = true) {
    const exists = await api.namespaceExists(own, signal);
    if (exists === true) return;
    const live = exists === undefined ? await api.get(refOf(tenant), signal) : undefined;
    if (live?.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True')) return;
    if (!told) stdout(`waiting for the namespace ${own} of tenant ${name}\n`);
    await clock.sleep(INTERVAL, signal);
  }
}

async function awaitRing(
  ring: Manifest,
  api: TenantApi,
  { clock, signal }: Patience,
  { stdout }: Pick<CommandIo, 'stdout'>,
): Promise<LiveObject> {
  for (let told = false; ; told = true) {
    const made = await api.get(refOf(ring), signal);
    if (made) return made;
    if (!told) stdout(`waiting for the ring that the platform makes in ${ring.metadata.namespace}\n`);
    await clock.sleep(INTERVAL, signal);
  }
}
