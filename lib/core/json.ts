/** A JSON value, as it goes over the wire. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };
/** An object whose values nobody has looked at yet. */
export type Unchecked = { readonly [key: string]: unknown };

/** Whether a value is a plain object: not an array, not a class instance, not null. */
export function isRecord(value: unknown): value is Unchecked {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Orders texts by their code units, so that no locale has a say. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The RFC 6901 pointer that leads through these keys. */
export function pointer(...keys: readonly (string | number)[]): string {
  let text = '';
  for (const key of keys) text += `/${escaped(String(key))}`;
  return text;
}

const escaped = (key: string): string => (/[~/]/.test(key) ? key.replace(/~/g, '~0').replace(/\//g, '~1') : key);

/** The keys of an RFC 6901 pointer. */
export function pointerKeys(text: string): string[] {
  return text
    .split('/')
    .slice(1)
    .map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** What stands below these keys, if all of them lead somewhere. */
export function valueAt(from: unknown, ...keys: readonly string[]): unknown {
  let at = from;
  for (const key of keys) at = isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return at;
}

/** Whether a pointer is the other one or leads to something below it. */
export function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}

/** Sets an own property whatever its name is, `__proto__` included. */
export function setKey(target: object, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
  else (target as Record<string, unknown>)[key] = value;
}

/** A copy with the keys of every object in code-unit order; lists keep theirs. Keys without a value are left out. */
export function sortKeys<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => sortKeys(item)) as T;
  if (!isRecord(value)) return Object.is(value, -0) ? (0 as T) : value;
  const sorted = {};
  for (const key of inOrder(Object.keys(value))) {
    if (value[key] !== undefined) setKey(sorted, key, sortKeys(value[key]));
  }
  return sorted as T;
}

/** Sorts keys, which mostly are in order already. */
const inOrder = (keys: string[]): string[] =>
  keys.every((key, i) => i === 0 || keys[i - 1]! < key) ? keys : keys.sort(byCodeUnit);

/** A copy of plain data in which whatever is no list and no plain object is replaced by what the function makes of it. */
export function mapLeaves(value: unknown, leaf: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => mapLeaves(item, leaf));
  if (!isRecord(value)) return leaf(value);
  const copy = {};
  for (const key of Object.keys(value)) setKey(copy, key, mapLeaves(value[key], leaf));
  return copy;
}

/** Names in a sentence: sorted, quoted, and no more than a reader takes in. */
export function listed(names: readonly string[]): string {
  const sorted = [...names].sort(byCodeUnit);
  const more = sorted.length - MOST_LISTED;
  const shown = sorted.slice(0, MOST_LISTED).map(quote).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}
const MOST_LISTED = 5;

const LONGEST_QUOTE = 80;

/** A value as a person would write it in a sentence: short, quoted, on one line. It never throws. */
export function quote(value: unknown): string {
  const text = describe(value);
  if (text.length <= LONGEST_QUOTE) return text;
  return `${text.slice(0, LONGEST_QUOTE - 3).replace(/[\ud800-\udbff]$/, '')}…`;
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'number' || typeof value === 'symbol') return String(value);
  try {
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && !isRecord(value)) {
      const { name } = value.constructor as { name?: unknown };
      return `an object of class ${typeof name === 'string' && name !== '' ? name : 'unknown'}`;
    }
    return JSON.stringify(value) ?? 'nothing';
  } catch {
    return Array.isArray(value) ? 'a list that is no plain data' : 'an object that is no plain data';
  }
}
