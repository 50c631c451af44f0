import type { Deferrable } from './deferred';
import { isRecord, isWithin, quote, type Json } from './json';
import { copyJson, patch, type PatchOperation } from './json-patch';
import { notJson } from './props';

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

const OPERATIONS: readonly unknown[] = ['add', 'replace', 'remove', 'move', 'copy', 'test'];
/** References, dependencies and the inventory rest on what an object is and is called. */
const IDENTITY = ['/apiVersion', '/kind', '/metadata/name', '/metadata/namespace'];

/** Why a value is no operation at all, or nothing if it is one. */
export function overrideFault(value: unknown): string | undefined {
  if (!isRecord(value)) return `has to be an object, but is ${quote(value)}`;
  const { op, path, from, value: written } = value;
  if (!OPERATIONS.includes(op)) return `has the operation ${quote(op)}; there are ${OPERATIONS.join(', ')}`;
  if (!isPointer(path)) return `has the path ${quote(path)}; a path starts with "/"`;
  if ((op === 'move' || op === 'copy') && (!isPointer(from) || from === ''))
    return 'has no "from" that starts with "/"';
  if (op !== 'add' && op !== 'replace' && op !== 'test') return undefined;
  if (written === undefined) return 'has no value';
  const fault = notJson(written);
  return fault === undefined ? undefined : `has a value that ${fault}`;
}

const isPointer = (text: unknown): text is string => typeof text === 'string' && /^(\/|$)/.test(text);

/** Whether an operation at this place would change what the object is or is called. */
const touchesIdentity = (place: string): boolean =>
  place === '' || IDENTITY.some((key) => isWithin(key, place) || isWithin(place, key));

/**
 * Applies the operations, in order, to a copy of a manifest. One that does not apply is left out and reported: an
 * escape hatch that is quietly eaten would be worse than none.
 */
export function applyOverrides(
  manifest: object,
  groups: readonly OverrideGroup[],
): { readonly manifest: object; readonly faults: OverrideFault[] } {
  if (groups.every(({ overrides }) => overrides.length === 0)) return { manifest, faults: [] };
  const result = copyJson(manifest);
  const faults: OverrideFault[] = [];
  for (const { base, overrides } of groups) {
    for (const override of overrides) {
      const operation: PatchOperation = {
        ...override,
        path: base + override.path,
        ...('from' in override && { from: base + override.from }),
      };
      const fault = apply(result, operation, override);
      if (fault) faults.push({ base, pointer: operation.path, ...fault });
    }
  }
  return { manifest: result, faults };
}

function apply(
  document: object,
  operation: PatchOperation,
  { op, path }: Override,
): Pick<OverrideFault, 'message' | 'remedy'> | undefined {
  const written = op === 'test' ? [] : [operation.path];
  const taken = op === 'move' ? [operation.from!] : [];
  if ([...written, ...taken].some(touchesIdentity)) {
    return {
      message: `The override "${op}" of ${quote(path)} changes what the object is or is called.`,
      remedy: 'Change the id, the name or the chart instead.',
    };
  }
  const fault = patch(document, operation);
  if (fault === 'missing') {
    return {
      message: `The override "${op}" of ${quote(path)} finds nothing there.`,
      remedy: 'Write a path that exists, or use "add" below one that does.',
    };
  }
  return (
    fault && {
      message: `The override "${op}" of ${quote(path)} does not hold: ${quote(operation.value)} is not what is there.`,
      remedy: 'Write what the object has there.',
    }
  );
}
