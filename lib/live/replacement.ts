import { LAST_APPLIED, OWNED_METADATA } from '../core/change/bookkeeping';
import { differences } from '../core/change/difference';
import { byCodeUnit, isRecord, sortKeys, valueAt, type JsonObject } from '../core/json';
import type { LiveObject, Manifest, Texts } from './live-object';

type Owned = { readonly labels: readonly string[]; readonly annotations: readonly string[] };

/** What is sent to create an object: the manifest, and the record of its labels and annotations. */
export function creation(manifest: Manifest): JsonObject {
  return written(manifest, { labels: declared(manifest).labels, annotations: withRecord(manifest, {}) });
}

/**
 * What is sent to replace an object: the manifest as sparse as it is, since a spec that says a default stays with that
 * value for good; with the labels and annotations that others put on the object, and without those that this library or
 * `kubectl apply` wrote and the manifest no longer has. The uid goes along, so that an object that was deleted and
 * created again meanwhile is not overwritten.
 */
export function replacement(manifest: Manifest, live: LiveObject): JsonObject {
  const owned = ownedBy(live);
  const { labels, annotations } = live.metadata;
  const foreign = without(annotations, [...owned.annotations, OWNED_METADATA, LAST_APPLIED]);
  return written(
    manifest,
    {
      labels: { ...without(labels, owned.labels), ...declared(manifest).labels },
      annotations: withRecord(manifest, foreign),
    },
    pick(live.metadata, 'resourceVersion', 'uid'),
  );
}

/** The labels and annotations that this library, or `kubectl apply`, wrote. A record that nobody can read owns nothing. */
export function ownedBy({ metadata: { annotations } }: LiveObject): Owned {
  const own = record(annotations[OWNED_METADATA]);
  const applied = record(annotations[LAST_APPLIED]);
  const names = (value: unknown): string[] => (Array.isArray(value) ? value.filter((n) => typeof n === 'string') : []);
  const keys = (value: unknown): string[] => (isRecord(value) ? Object.keys(value) : []);
  const of = (part: 'labels' | 'annotations'): string[] => [
    ...new Set([...names(valueAt(own, part)), ...keys(valueAt(applied, 'metadata', part))]),
  ];
  return { labels: of('labels'), annotations: of('annotations') };
}

/**
 * The fields by which two readings of an object differ, as JSON pointers, never their values: uid, labels, annotations
 * and spec. Where a uid differs it is another object, and nothing else is told.
 */
export function movedFields(before: LiveObject, now: LiveObject): string[] {
  if (before.metadata.uid !== now.metadata.uid) return ['/metadata/uid'];
  return [
    ...differences(before.metadata.labels, now.metadata.labels, ['metadata', 'labels']),
    ...differences(before.metadata.annotations, now.metadata.annotations, ['metadata', 'annotations']),
    ...differences(before.spec, now.spec, ['spec']),
  ].map(({ pointer }) => pointer);
}

/** Whether a live value says everything that a written one says. The platform fills in the rest. */
export function saysAll(live: unknown, writtenValue: unknown): boolean {
  if (isRecord(writtenValue)) {
    if (!isRecord(live)) return Object.keys(writtenValue).length === 0 && live === undefined;
    return Object.entries(writtenValue).every(
      ([key, value]) => value === undefined || saysAll(valueAt(live, key), value),
    );
  }
  return JSON.stringify(sortKeys(live)) === JSON.stringify(sortKeys(writtenValue));
}

function written(
  { apiVersion, kind, metadata: { name, namespace }, spec }: Manifest,
  { labels, annotations }: { readonly labels: Texts; readonly annotations: Texts },
  identity: Texts = {},
): JsonObject {
  const some = (key: string, texts: Texts): JsonObject => (Object.keys(texts).length === 0 ? {} : { [key]: texts });
  const metadata = { name, namespace, ...identity, ...some('labels', labels), ...some('annotations', annotations) };
  return sortKeys({ apiVersion, kind, metadata, ...(spec && { spec }) });
}

const declared = ({
  metadata: { labels = {}, annotations = {} },
}: Manifest): { labels: Texts; annotations: Texts } => ({
  labels,
  // Never another's record as one's own.
  annotations: without(annotations, [OWNED_METADATA]),
});

function withRecord(manifest: Manifest, foreign: Texts): Texts {
  const { labels, annotations } = declared(manifest);
  const names = {
    annotations: Object.keys(annotations).sort(byCodeUnit),
    labels: Object.keys(labels).sort(byCodeUnit),
  };
  const none = names.annotations.length + names.labels.length === 0;
  return { ...foreign, ...annotations, ...(!none && { [OWNED_METADATA]: JSON.stringify(names) }) };
}

const pick = (from: LiveObject['metadata'], ...keys: readonly ('resourceVersion' | 'uid')[]): Texts =>
  Object.fromEntries(keys.filter((key) => from[key] !== '').map((key) => [key, from[key]]));

const without = (texts: Texts, names: readonly string[]): Texts =>
  Object.fromEntries(Object.entries(texts).filter(([name]) => !names.includes(name)));

function record(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
