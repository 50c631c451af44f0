import { pointer } from '../json';
import { SPEC_FIELDS, type TenantKind } from './kind';
import { wireKey, type AnyFields, type FieldType } from './field';
import type { Release } from '../platform/release';

/** Follows a path through the fields of a kind and spells it as the release does. */
export function specPointer(kind: TenantKind, path: readonly (string | number)[], release: Release): string {
  let type: FieldType | undefined = { kind: 'object', fields: SPEC_FIELDS[kind] };
  const keys = path.map((key): string | number => {
    const current: FieldType | undefined = type;
    if (current?.kind === 'map' || current?.kind === 'list') {
      type = current.of.type;
      return key;
    }
    const fields: AnyFields | undefined = current?.kind === 'object' ? current.fields : undefined;
    const field = fields?.[key];
    type = field?.type;
    return field ? wireKey(String(key), field, release) : key;
  });
  return pointer('spec', ...keys);
}
