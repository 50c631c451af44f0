import { byCodeUnit, isRecord, pointer } from '../json';

/** A field that is not the same on both sides; a side where it is absent has `undefined`. */
export interface Difference {
  readonly pointer: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Whether two values are the same data. The order of keys says nothing; the order of a list does. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || (a === 0 && b === 0)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = present(a);
  return keys.length === present(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

const present = (value: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(value).filter((key) => value[key] !== undefined);

/** The places where two values differ: as deep as both are objects, in the order of their pointers. Lists are one value. */
export function differences(before: unknown, after: unknown, at: readonly string[] = []): Difference[] {
  if (isSame(before, after)) return [];
  if (!isRecord(before) || !isRecord(after)) return [{ pointer: pointer(...at), before, after }];
  const keys = [...new Set([...present(before), ...present(after)])].sort(byCodeUnit);
  return keys.flatMap((key) => {
    const [old, now] = [before, after].map((side) => (Object.hasOwn(side, key) ? side[key] : undefined));
    return differences(old, now, [...at, key]);
  });
}
