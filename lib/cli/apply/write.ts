import { isRecord } from '../../core/json';
import type { LiveObject, Manifest } from '../../live/live-object';
import { refOf } from '../../live/live-object';
import { awaitNamespace, awaitRing } from '../../live/platform-made';
import type { TenantApi } from '../../live/tenant-api';
import type { Pairing } from '../changes/live';
import type { CommandIo } from '../io';
import type { Patience } from './patience';
import { tenantOf } from './order';

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
  const waiting = { ...patience, told: (line: string): void => io.stdout(`${line}\n`) };
  if (tenant) await awaitNamespace(refOf(tenant), api, waiting);
  if (tenant && manifest.kind === 'Etcd' && isRecord(tenant.spec) && tenant.spec.etcd === true) {
    const made = await awaitRing(refOf(manifest), api, waiting);
    await api.replace(manifest, made);
    return { manifest, how: 'replaced', replaced: made };
  }
  await api.create(manifest);
  return { manifest, how: 'created' };
}
