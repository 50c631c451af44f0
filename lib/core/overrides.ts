import { applyPatch } from 'rfc6902';
import type { Deferrable } from './deferred';
import { isDeferred } from './deferred';
import { isRecord, isWithin, quote, type Json } from './json';

/** One RFC 6902 operation, relative to what the noun compiles to. */
export type Override =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: Deferrable<Json> }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move' | 'copy'; readonly from: string; readonly path: string }
  | { readonly op: 'test'; readonly path: string; readonly value: Json };

/** Operations of one noun, and the pointer to what it compiles to. */
export interface OverrideGroup {
  readonly base: string;
  readonly overrides: readonly Override[];
}

/** An operation that could not be applied. */
export interface OverrideFault {
  readonly base: string;
  readonly pointer: string;
  readonly message: string;
  readonly remedy: string;
}

const OPERATIONS = ['add', 'replace', 'remove', 'move', 'copy', 'test'];
/** References, dependencies and the inventory rest on what an object is and is called. */
const IDENTITY = ['/apiVersion', '/kind', '/metadata/name', '/metadata/namespace'];

/** Why a value is no operation at all, or nothing if it is one. */
export function overrideFault(value: unknown): string | undefined {
  if (!isRecord(value)) return `has to be an object, but is ${quote(value)}`;
  if (!OPERATIONS.includes(String(value.op)))
    return `has the operation ${quote(value.op)}; there are ${OPERATIONS.join(', ')}`;
  if (typeof value.path !== 'string' || !/^(\/|$)/.test(value.path))
    return `has the path ${quote(value.path)}; a path starts with "/"`;
  if ((value.op === 'move' || value.op === 'copy') && (typeof value.from !== 'string' || !value.from.startsWith('/'))) {
    return `has no "from" that starts with "/"`;
  }
  if (['add', 'replace', 'test'].includes(String(value.op)) && value.value === undefined) return 'has no value';
  return undefined;
}

/** A copy of plain data in which late values stay what they are. */
function copy<T>(value: T): T {
  if (isDeferred(value)) return value;
  if (Array.isArray(value)) return value.map(copy) as T;
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, copy(entry)])) as T;
}

/**
 * Applies the operations, in order, to a copy of a manifest. One that does not apply is left out and reported: an
 * escape hatch that is quietly eaten would be worse than none.
 */
export function applyOverrides(
  manifest: object,
  groups: readonly OverrideGroup[],
): { readonly manifest: object; readonly faults: OverrideFault[] } {
  const result = copy(manifest);
  const faults: OverrideFault[] = [];
  for (const { base, overrides } of groups) {
    for (const override of overrides) {
      const path = base + override.path;
      const fault = (message: string, remedy: string): unknown => faults.push({ base, pointer: path, message, remedy });
      if (path === '' || IDENTITY.some((key) => isWithin(key, path) || isWithin(path, key))) {
        fault(
          `The override of ${quote(override.path)} changes what the object is or is called.`,
          'Change the id, the name or the chart instead.',
        );
        continue;
      }
      const operation = {
        ...override,
        path,
        ...('from' in override && { from: base + override.from }),
        ...('value' in override && { value: copy(override.value) }),
      };
      const [error] = applyPatch(result, [operation as never]);
      if (error?.name === 'MissingError') {
        fault(
          `The override "${override.op}" of ${quote(override.path)} finds nothing there.`,
          'Write a path that exists, or use "add" below one that does.',
        );
      } else if (error) {
        fault(
          `The override "${override.op}" of ${quote(override.path)} does not hold: ${error.message}.`,
          'Write what the object has there.',
        );
      }
    }
  }
  return { manifest: result, faults };
}
