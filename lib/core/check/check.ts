import type { Issue } from '../issue';
import { pointer } from '../json';
import { wireKey, type AnyFields, type FieldType } from '../model/field';
import { SPEC_FIELDS, type TenantKind } from '../model/kind';
import type { PlatformProfile } from '../platform/profile';
import { includes, type Release } from '../platform/release';
import { read, type Reading } from '../read/read';
import { OBJECT_RULES } from './catalogue';
import type { CheckContext, TenantFacts } from './rule';

/** What a check may know beside the object. */
export interface CheckOptions {
  readonly profile: PlatformProfile;
  /** Whether remedies speak of constructs. @default false */
  readonly program?: boolean;
  /** What is known of the tenant. @default nothing */
  readonly tenant?: TenantFacts;
}

/** Follows a path through the fields of a kind and spells it as the release does. */
function specPointer(kind: TenantKind, path: readonly (string | number)[], release: Release): string {
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

/** Everything that the rules find in what was read. */
export function checkReading<K extends TenantKind>(reading: Reading<K>, options: CheckOptions): Issue[] {
  const { profile, program = false, tenant = {} } = options;
  const { kind } = reading.object;
  const context: CheckContext = {
    profile,
    program,
    tenant,
    at: (...path) => specPointer(kind, path, profile.release),
  };
  return OBJECT_RULES.filter((rule) => rule.kind === kind && includes(rule.releases ?? {}, profile.release)).flatMap(
    (rule) =>
      [...rule.check(reading, context)].map(({ why, ...finding }) => ({
        code: rule.code,
        severity: rule.severity,
        ...finding,
        why: why ?? rule.why,
        object: reading.object,
      })),
  );
}

/** Reads and judges one object of the tenant plane. */
export function checkManifest(kind: TenantKind, manifest: unknown, options: CheckOptions): Issue[] {
  return checkReading(read(kind, manifest, options.profile), options);
}
