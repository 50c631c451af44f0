import { isRecord, pointerKeys } from '../../core/json';

const PLAIN = /^[A-Za-z_$][\w$]*$/;

/**
 * The path of a property as Pulumi writes it, for a JSON pointer into an object: `spec.nodeGroups.md0.minReplicas`,
 * `spec.nodeGroups["a-b"].roles[0]`. Whether a number is a place in a list or a key is seen in the object.
 */
export function propertyPath(pointer: string, object: unknown): string {
  let at = object;
  let path = '';
  for (const key of pointerKeys(pointer)) {
    if (Array.isArray(at)) path += `[${key}]`;
    else if (!PLAIN.test(key)) path += `[${JSON.stringify(key)}]`;
    else path += path === '' ? key : `.${key}`;
    at = Array.isArray(at) ? at[Number(key)] : isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return path;
}
