import { pointer } from '../json';
import { SPEC_FIELDS, type TenantKind } from './kind';
import { wireKey, type AnyFields, type Field, type FieldType } from './field';
import type { Release } from '../platform/release';

/** Follows a path through the fields of a kind and spells it as the release does. */
export function specPointer(kind: TenantKind, path: readonly (string | number)[], release: Release): string {
  const keys: (string | number)[] = ['spec'];
  let type: FieldType | undefined = { kind: 'object', fields: SPEC_FIELDS[kind] } as FieldType;
  for (const key of path) {
    if (type?.kind === 'map' || type?.kind === 'list') {
      type = type.of.type;
      keys.push(key);
      continue;
    }
    const fields: AnyFields | undefined = type?.kind === 'object' ? type.fields : undefined;
    const field: Field | undefined = fields?.[key];
    type = field?.type;
    keys.push(field ? wireKey(String(key), field, release) : key);
  }
  return pointer(...keys);
}
