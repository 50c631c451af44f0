import { isRecord, pointer, valueAt } from '../json';
import { isTenantKind } from '../model/kind';
import type { PlatformProfile } from '../platform/profile';
import { LAST_APPLIED } from './bookkeeping';
import { differences } from './difference';
import { filled } from './fill';

/** What is known of defaults that were stored with a live object, so that they no longer follow the platform's. */
export interface Frozen {
  /** Fields that nobody writes and that have another value than the platform gives today, as JSON pointers. */
  readonly strayed: readonly string[];
  /** Whether a tool that patches has worked on it: then what was the default that day may be stored. */
  readonly patched: boolean;
}

/**
 * What a live object shows beyond what is written. Whether a value that is today's default is stored or filled in cannot
 * be seen from outside; that a patch stores all of them is known of the API server (cozystack v1.1.2 and v1.6.2,
 * pkg/registry/apps/application/rest.go).
 */
export function frozenIn(live: unknown, written: unknown, { release }: PlatformProfile): Frozen {
  const kind = valueAt(live, 'kind');
  const patched = valueAt(live, 'metadata', 'annotations', LAST_APPLIED) !== undefined;
  if (!isTenantKind(kind)) return { strayed: [], patched };
  const spec = valueAt(written, 'spec');
  const [shown, wanted] = [valueAt(live, 'spec'), spec].map((side) => filled(kind, side, release));
  const strayed = differences(shown, wanted, ['spec'])
    .map((field) => field.pointer)
    .filter((place) => !isWrittenAt(spec, place) && !place.startsWith(pointer('spec', 'nodeGroups')));
  return { strayed, patched };
}

/** Whether a manifest says something at a place, or above or below it. */
function isWrittenAt(spec: unknown, place: string): boolean {
  let at = spec;
  for (const key of place.split('/').slice(2)) {
    if (!isRecord(at) || !Object.hasOwn(at, key)) return false;
    at = at[key];
  }
  return true;
}
