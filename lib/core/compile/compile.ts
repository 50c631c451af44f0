import { isDeferred } from '../deferred';
import { isRecord, setKey, type Unchecked } from '../json';
import { wireKey, type AnyFields, type Draft, type FieldType } from '../model/field';
import { SPEC_FIELDS, type TenantKind, type TenantKinds } from '../model/kind';
import type { Release } from '../platform/release';

function compileValue(type: FieldType, value: unknown, release: Release): unknown {
  if (isDeferred(value)) return value;
  if (type.kind === 'object' && isRecord(value)) return compileFields(type.fields, value, release);
  if (type.kind === 'list' && Array.isArray(value))
    return value.map((item) => compileValue(type.of.type, item, release));
  if (type.kind === 'map' && isRecord(value)) {
    const compiled = {};
    for (const key of Object.keys(value)) setKey(compiled, key, compileValue(type.of.type, value[key], release));
    return compiled;
  }
  return value;
}

function compileFields(fields: AnyFields, values: Unchecked, release: Release): Record<string, unknown> {
  const compiled: Record<string, unknown> = {};
  for (const key of Object.keys(values)) {
    const value = values[key];
    if (value === undefined) continue;
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    // A key without a field is kept: the reader finds it again and the rules name it, so nothing is dropped unseen.
    setKey(
      compiled,
      field ? wireKey(key, field, release) : key,
      field ? compileValue(field.type, value, release) : value,
    );
  }
  return compiled;
}

/**
 * A spec as it goes over the wire: every value that is there, under the key that the release has for it, and no value
 * that is not.
 */
export function compile<K extends TenantKind>(
  kind: K,
  draft: Draft<TenantKinds[K]>,
  release: Release,
): Record<string, unknown> {
  return compileFields(SPEC_FIELDS[kind], draft as Unchecked, release);
}
