import { changes, keyOf, referenceOf } from '../../core/change/changes';
import type { ChangeFacts } from '../../core/change/effect';
import { isSame } from '../../core/change/difference';
import { byCodeUnit, valueAt } from '../../core/json';
import { SPEC_FIELDS, type TenantKind } from '../../core/model/kind';
import { tenantNamespace } from '../../core/names';
import type { PlatformProfile } from '../../core/platform/profile';
import type { LiveObject, Manifest } from '../../live/live-object';
import { replacement } from '../../live/replacement';
import type { TenantApi } from '../../live/tenant-api';
import { Unusable } from '../io';
import type { FileObject, Manifests } from '../manifests';
import { sourceOf } from './compare';
import { notesOn } from './notes';
import type { ChangeReport, ReportedChange } from './report';

/** One object that is written, beside what is live of it. */
export interface Pairing {
  readonly written: FileObject;
  readonly manifest: Manifest;
  readonly live: LiveObject | undefined;
}

/** What was read of a tenant, and what the files do to it. */
export interface LivePlan {
  readonly pairings: readonly Pairing[];
  readonly report: ChangeReport;
}

/** What to look at. */
export interface LivePlanOptions {
  readonly profile: PlatformProfile;
  /** Whether objects that are live and in no file are listed as well. @default no */
  readonly all?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Compares files with a tenant, by reading alone.
 *
 * @throws LiveError where something cannot be read; Unusable for an object without a namespace
 */
export async function planLive(manifests: Manifests, api: TenantApi, options: LivePlanOptions): Promise<LivePlan> {
  const { profile, signal, all } = options;
  const written = manifests.objects.map((object) => manifestOf(object, api.namespace));
  const coming = comingNamespaces(written.map(({ manifest }) => manifest));
  const pairings: Pairing[] = [];
  for (const { object, manifest } of written) {
    const live = await readUnlessComing(manifest, coming, api, signal);
    pairings.push({ written: object, manifest, live });
  }
  const others = all ? await unmentioned(pairings, api, signal) : [];
  const facts = new Map<string, ChangeFacts>();
  for (const pairing of pairings) facts.set(keyOf(referenceOf(pairing.manifest)), await factsOf(pairing, api, signal));
  const found = changes(
    [...pairings.flatMap(({ live }) => (live ? [live] : [])), ...others],
    pairings.map(({ manifest, live }) => (live ? replacement(manifest, live) : manifest)),
    profile,
    { facts: (object) => facts.get(keyOf(object)) ?? {} },
  );
  const byKey = new Map(pairings.map((pairing) => [keyOf(referenceOf(pairing.manifest)), pairing]));
  return {
    pairings,
    report: {
      isLive: true,
      from: `the live tenant (${api.context ?? api.server.host})`,
      to: 'the files',
      changes: found.map((change): ReportedChange => {
        const pairing = byKey.get(keyOf(change.object));
        if (!pairing) return { ...change, effects: [], is: 'same', impact: 'none', notes: [UNMENTIONED] };
        const notes = pairing.live ? notesOn(pairing.live, pairing.manifest, profile) : [];
        return { ...change, ...sourceOf(pairing.written), notes };
      }),
      passedOver: manifests.passedOver,
    },
  };
}

const UNMENTIONED = 'It is live, and no file mentions it. Nothing is done to it.';

/** A manifest as it is sent: with its namespace. */
function manifestOf(object: FileObject, fallback: string | undefined): { object: FileObject; manifest: Manifest } {
  const namespace = object.namespace ?? fallback;
  if (namespace === undefined || namespace === '') {
    throw new Unusable(
      `${object.kind} "${object.name}" names no namespace, and neither does the context. Add -n, or write it into the object.`,
    );
  }
  const { manifest } = object;
  const metadata = { ...(manifest.metadata as object), namespace };
  return { object, manifest: { ...manifest, metadata } as unknown as Manifest };
}

/** The namespaces of tenants that are in the files themselves. */
function comingNamespaces(manifests: readonly Manifest[]): ReadonlySet<string> {
  const tenants = manifests.filter(({ kind }) => kind === 'Tenant');
  return new Set(tenants.map(({ metadata }) => tenantNamespace(metadata.namespace, metadata.name)));
}

/** In a namespace that is about to be made, a login has no rights yet: nothing is there. */
async function readUnlessComing(
  manifest: Manifest,
  coming: ReadonlySet<string>,
  api: TenantApi,
  signal: AbortSignal | undefined,
): Promise<LiveObject | undefined> {
  const { kind, metadata } = manifest;
  try {
    return await api.get({ kind, namespace: metadata.namespace, name: metadata.name }, signal);
  } catch (error) {
    const hidden = (error as { kind?: unknown }).kind === 'forbidden' && coming.has(metadata.namespace);
    if (hidden && (await api.namespaceExists(metadata.namespace, signal)) !== true) return undefined;
    throw error;
  }
}

async function unmentioned(
  pairings: readonly Pairing[],
  api: TenantApi,
  signal: AbortSignal | undefined,
): Promise<LiveObject[]> {
  const known = new Set(pairings.map(({ manifest }) => keyOf(referenceOf(manifest))));
  const namespaces = new Set(pairings.map(({ manifest }) => manifest.metadata.namespace));
  if (api.namespace !== undefined) namespaces.add(api.namespace);
  const found: LiveObject[] = [];
  for (const namespace of [...namespaces].sort(byCodeUnit)) {
    for (const kind of Object.keys(SPEC_FIELDS) as TenantKind[])
      found.push(...(await api.list(kind, namespace, signal)));
  }
  return found.filter((object) => !known.has(keyOf(referenceOf(object))));
}

async function factsOf(
  { manifest, live }: Pairing,
  api: TenantApi,
  signal: AbortSignal | undefined,
): Promise<ChangeFacts> {
  if (!live || live.kind !== 'Tenant') return {};
  const [old, now] = [live, manifest].map((side) => valueAt(side, 'spec', 'resourceQuotas'));
  if (now === undefined || isSame(old, now)) return {};
  const { metadata, status } = live;
  const quotaUse = await api.quotaUse(status.namespace ?? tenantNamespace(metadata.namespace, metadata.name), signal);
  return quotaUse ? { quotaUse } : {};
}
