import { isRecord, pointerKeys, valueAt } from '../json';
import { isTenantKind, type TenantKind } from '../model/kind';
import { PlatformProfile } from '../platform/profile';
import { shortRelease, type Release } from '../platform/release';
import { LAST_APPLIED } from './bookkeeping';
import { differences, isSame } from './difference';
import { filled } from './fill';

/** A field that holds the default of another release of the platform. */
export interface Strayed {
  /** A JSON pointer into the object. */
  readonly pointer: string;
  /** That release, such as `1.1`. */
  readonly release: string;
}

/** What is known of defaults that were stored with a live object, so that they no longer follow the platform's. */
export interface Frozen {
  readonly strayed: readonly Strayed[];
  /** Whether kubectl has applied it: then what was the default that day may be stored. */
  readonly patched: boolean;
}

const RELEASES: readonly Release[] = [PlatformProfile.cozystack('1.1'), PlatformProfile.cozystack('1.6')].map(
  ({ release }) => release,
);

/**
 * What a live object shows of stored defaults. Whether a value that is today's default is stored or filled in cannot be
 * seen from outside; that a patch stores all of them is known of the API server (cozystack v1.1.2 and v1.6.2,
 * pkg/registry/apps/application/rest.go), and that kubectl patched can be seen where it left its record.
 */
export function frozenIn(live: unknown, written: unknown, { release }: PlatformProfile): Frozen {
  const kind = valueAt(live, 'kind');
  const patched = valueAt(live, 'metadata', 'annotations', LAST_APPLIED) !== undefined;
  if (!isTenantKind(kind)) return { strayed: [], patched };
  const spec = valueAt(written, 'spec');
  const [shown, wanted] = [valueAt(live, 'spec'), spec].map((side) => filled(kind, side, release));
  const strayed = differences(shown, wanted, ['spec']).flatMap(({ pointer, before }): Strayed[] => {
    const from = isWrittenAt(spec, pointer) ? undefined : releaseOf(kind, pointer, before, release);
    return from === undefined ? [] : [{ pointer, release: shortRelease(from) }];
  });
  return { strayed, patched };
}

/** The other release whose default a value is, if it is one. */
const releaseOf = (kind: TenantKind, pointer: string, value: unknown, now: Release): Release | undefined =>
  RELEASES.find((release) => {
    const [, ...keys] = pointerKeys(pointer);
    return release !== now && value !== undefined && isSame(valueAt(filled(kind, {}, release), ...keys), value);
  });

/** Whether a manifest says something at a place. */
function isWrittenAt(spec: unknown, place: string): boolean {
  let at = spec;
  for (const key of pointerKeys(place).slice(1)) {
    if (!isRecord(at) || !Object.hasOwn(at, key)) return false;
    at = at[key];
  }
  return true;
}
