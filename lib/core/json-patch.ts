import { isDeferred } from './deferred';
import { isRecord, pointerKeys, setKey } from './json';

/** One operation of RFC 6902, with pointers from the root of the document. */
export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove' | 'move' | 'copy' | 'test';
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/** Why an operation does not apply: nothing is there to work on, or what is there is not what the test says. */
export type PatchFault = 'missing' | 'differs';

type Container = unknown[] | Record<string, unknown>;

/** A copy of plain data in which late values stay what they are. */
export function copyJson<T>(value: T): T {
  if (isDeferred(value)) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => copyJson(item)) as T;
  if (!isRecord(value)) return value;
  const copied = {};
  for (const [key, entry] of Object.entries(value)) setKey(copied, key, copyJson(entry));
  return copied as T;
}

/** Whether two values say the same; the order of keys says nothing. */
function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => same(item, b[i]));
  if (isDeferred(a) || isDeferred(b) || !isRecord(a) || !isRecord(b)) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}

const isContainer = (value: unknown): value is Container =>
  !isDeferred(value) && (Array.isArray(value) || isRecord(value));

/** The position that a key means in a list: that of an item, or of one beyond the last for what is added. */
function position(list: readonly unknown[], key: string, adding: boolean): number | undefined {
  if (key === '-') return adding ? list.length : undefined;
  if (!/^(0|[1-9]\d{0,8})$/.test(key)) return undefined;
  return Number(key) < list.length + (adding ? 1 : 0) ? Number(key) : undefined;
}

function child(container: unknown, key: string): { readonly value: unknown } | undefined {
  if (!isContainer(container)) return undefined;
  if (!Array.isArray(container)) return Object.hasOwn(container, key) ? { value: container[key] } : undefined;
  const at = position(container, key, false);
  return at === undefined ? undefined : { value: container[at] };
}

const find = (document: object, keys: readonly string[]): { readonly value: unknown } | undefined =>
  keys.reduce<{ readonly value: unknown } | undefined>((at, key) => at && child(at.value, key), { value: document });

function write(document: object, path: string, value: unknown, mode: 'add' | 'replace'): PatchFault | undefined {
  const keys = pointerKeys(path);
  const key = keys.pop();
  const parent = find(document, keys)?.value;
  if (key === undefined || !isContainer(parent)) return 'missing';
  if (mode === 'replace' && !child(parent, key)) return 'missing';
  if (!Array.isArray(parent)) setKey(parent, key, value);
  else {
    const at = position(parent, key, mode === 'add');
    if (at === undefined) return 'missing';
    parent.splice(at, mode === 'add' ? 0 : 1, value);
  }
  return undefined;
}

function remove(document: object, path: string): PatchFault | undefined {
  const keys = pointerKeys(path);
  const key = keys.pop();
  const parent = find(document, keys)?.value;
  if (key === undefined || !isContainer(parent) || !child(parent, key)) return 'missing';
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return undefined;
}

/**
 * Applies one operation to a document, in place, or says why it does not apply and leaves the document alone.
 *
 * It is strict where libraries are lenient: a position has to be one of the list, a key has to be the object's own, and
 * late values are handed on instead of being cloned into something that is none. See docs/adr/0004-own-json-patch.md.
 */
export function patch(document: object, { op, path, from = '', value }: PatchOperation): PatchFault | undefined {
  switch (op) {
    case 'add':
    case 'replace':
      return write(document, path, copyJson(value), op);
    case 'remove':
      return remove(document, path);
    case 'test': {
      const found = find(document, pointerKeys(path));
      return found ? (same(found.value, value) ? undefined : 'differs') : 'missing';
    }
    case 'copy':
    case 'move': {
      const found = find(document, pointerKeys(from));
      // Nothing can be moved into itself; and if the target is no place, the source stays where it is.
      if (!found || (op === 'move' && path.startsWith(`${from}/`))) return 'missing';
      const moved = copyJson(found.value);
      if (op === 'copy') return write(document, path, moved, 'add');
      const trial = copyJson(document);
      if (remove(trial, from) ?? write(trial, path, moved, 'add')) return 'missing';
      remove(document, from);
      return write(document, path, moved, 'add');
    }
  }
}
