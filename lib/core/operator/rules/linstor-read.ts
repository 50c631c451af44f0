import { isRecord, quote, valueAt, type Unchecked } from '../../json';
import { nearest } from '../../suggest';
import type { OperatorObject } from '../rule';

/** A property of LINSTOR as Piraeus takes it, and where it stands. */
export interface WrittenProperty {
  readonly index: number;
  readonly name: string;
  readonly value: unknown;
}

/** The entries of a list that are objects, with their places; nothing where there is no list. */
export function entriesOf(list: unknown): (readonly [number, Unchecked])[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown, i) => (isRecord(item) ? [[i, item] as const] : []));
}

/** What stands below the spec. */
export const inSpec = (object: OperatorObject, ...path: readonly string[]): unknown =>
  valueAt(object.manifest, 'spec', ...path);

/** The properties of a LinstorCluster or a LinstorNodeConnection that have a name. */
export const propertiesOf = (object: OperatorObject): WrittenProperty[] =>
  entriesOf(inSpec(object, 'properties')).flatMap(([index, { name, value }]) =>
    typeof name === 'string' && name !== '' ? [{ index, name, value }] : [],
  );

/** Whether nothing is written there: neither a value nor one that is known later. */
export const isAbsent = (value: unknown): value is undefined | null => value === undefined || value === null;

/** A whole number in a text, as LINSTOR reads it. */
export const wholeNumber = (value: unknown): number | undefined =>
  typeof value === 'string' && /^[+-]?\d{1,15}$/.test(value) ? Number(value) : undefined;

/** Two texts of which one comes again, each with the place of the later one. */
export function repeated<T>(items: readonly T[], name: (item: T) => string): { first: T; again: T }[] {
  const known = new Map<string, T>();
  return items.flatMap((again) => {
    const first = known.get(name(again));
    if (first !== undefined) return [{ first, again }];
    known.set(name(again), again);
    return [];
  });
}

/** What to write instead of a value that is none of those that there are. */
export function writeOneOf(written: string, known: readonly string[]): string {
  const near = nearest(written, known);
  return near === undefined ? `Write one of ${known.join(', ')}.` : `Write ${quote(near)}.`;
}
