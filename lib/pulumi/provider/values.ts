import type { Deferred } from '../../core/deferred';
import { isRecord, setKey } from '../../core/json';

/** What stands for a value that is not known yet; Pulumi has one text for each type (sdk/go/common/resource/plugin/rpc.go). */
const UNKNOWN_TEXTS: readonly string[] = [
  '04da6b54-80e4-46f7-96ec-b56ff0331ba9',
  '1c4a061d-8072-4f0a-a4cb-0ff528b18fe7',
  '3eeb2bf0-c639-47a8-9e75-3b44932eb421',
  '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2',
  'dd056dcd-154b-4c76-9bd3-c8f88648b5ff',
];
/** How Pulumi marks a secret inside plain data (@pulumi/pulumi, runtime/rpc.js). */
const SIGNATURE = '4dabf18193072939515e22adb298388d';
const SECRET = '1b47061264138c4ac30d75fd1eb44270';

/** A value that is not known yet, as the rules of this library know late values. */
class Unknown implements Deferred<unknown> {
  public readonly __pulumiOutput = true;

  public apply(): unknown {
    return this;
  }

  public get(): unknown {
    throw new Error('a value that is not known yet was asked for');
  }
}
export const UNKNOWN = new Unknown();

export const isUnknown = (value: unknown): boolean => value instanceof Unknown;

/** Properties as data: secrets without what marks them, and what is not known yet as the rules know it. */
export function plain(value: unknown): unknown {
  if (typeof value === 'string') return UNKNOWN_TEXTS.includes(value) ? UNKNOWN : value;
  if (isRecord(value) && value[SIGNATURE] === SECRET) return plain(value.value);
  return mapped(value, plain);
}

/** Whether something in it is not known yet. */
export function hasUnknown(value: unknown): boolean {
  if (isUnknown(value)) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isRecord(value) && Object.values(value).some(hasUnknown);
}

/**
 * A value with all that is not known yet as it was before, and left out where there was nothing: what cannot be seen is
 * taken to stay. A list in which something is unknown is compared only with one of its length.
 */
export function settled(value: unknown, old: unknown): unknown {
  if (isUnknown(value)) return old;
  if (!hasUnknown(value)) return value;
  if (Array.isArray(value)) {
    if (!Array.isArray(old)) return value.filter((item) => !hasUnknown(item));
    return old.length === value.length ? value.map((item, i) => settled(item, old[i])) : old;
  }
  return mapped(value, (entry, key) => settled(entry, isRecord(old) && Object.hasOwn(old, key) ? old[key] : undefined));
}

/** The same data without a key that has no value: Pulumi's wire format knows no `undefined`. */
export const clean = <T>(value: T): T => mapped(value, clean) as T;

/** A copy of a list or an object with each entry mapped; what becomes nothing is left out. Anything else stays itself. */
function mapped(value: unknown, map: (entry: unknown, key: string) => unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown, i) => map(item, String(i))).filter((item) => item !== undefined);
  }
  if (!isRecord(value)) return value;
  const kept = {};
  for (const [key, entry] of Object.entries(value)) {
    const put = map(entry, key);
    if (put !== undefined) setKey(kept, key, put);
  }
  return kept;
}
