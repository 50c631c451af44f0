import { isRecord, type Unchecked } from '../json';
import type { NoticeDetail } from './notice';

const TOP_LEVEL = ['apiVersion', 'kind', 'metadata', 'spec', 'status', 'appVersion'];

/**
 * What metadata holds: texts and maps that people write, what the API server drops, and what it fills in itself (which
 * is there in an exported object). Source: Kubernetes, ObjectMeta; dropped: seen on cozystack-api v1.1.2 and v1.6.2.
 */
const METADATA: Readonly<Record<string, 'text' | 'map' | 'dropped' | 'filled'>> = {
  name: 'text',
  namespace: 'text',
  labels: 'map',
  annotations: 'map',
  finalizers: 'dropped',
  ownerReferences: 'dropped',
  creationTimestamp: 'filled',
  deletionGracePeriodSeconds: 'filled',
  deletionTimestamp: 'filled',
  generateName: 'filled',
  generation: 'filled',
  managedFields: 'filled',
  resourceVersion: 'filled',
  selfLink: 'filled',
  uid: 'filled',
};
const KNOWN_METADATA = ['name', 'namespace', 'labels', 'annotations'];

/** Takes down something that was noticed at a place. */
export type TakeNotice = (at: readonly string[], value: unknown, detail: NoticeDetail) => void;

/** Looks at what stands around the spec: the API server drops what it does not know there, and keeps some keys for itself. */
export function readFrame(raw: Unchecked, notice: TakeNotice): void {
  for (const key of Object.keys(raw)) {
    if (!TOP_LEVEL.includes(key)) notice([key], raw[key], { kind: 'unknown', known: TOP_LEVEL });
  }
  for (const key of Object.keys(isRecord(raw.spec) ? raw.spec : {})) {
    if (key.startsWith('_')) notice(['spec', key], raw.spec, { kind: 'reserved' });
  }
  if (isRecord(raw.metadata)) readMetadata(raw.metadata, notice);
  else if (raw.metadata !== undefined) notice(['metadata'], raw.metadata, { kind: 'wrongType', wanted: 'an object' });
}

function readMetadata(metadata: Unchecked, notice: TakeNotice): void {
  for (const [key, value] of Object.entries(metadata)) {
    if (value === undefined || value === null) continue;
    const at = ['metadata', key];
    const meant = Object.hasOwn(METADATA, key) ? METADATA[key] : undefined;
    if (meant === undefined) notice(at, value, { kind: 'unknown', known: KNOWN_METADATA });
    else if (meant === 'dropped' && !(Array.isArray(value) && value.length === 0))
      notice(at, value, { kind: 'dropped' });
    else if (meant === 'text' && typeof value !== 'string') notice(at, value, { kind: 'wrongType', wanted: 'a text' });
    else if (meant === 'map' && !isRecord(value)) notice(at, value, { kind: 'wrongType', wanted: 'an object' });
  }
}
