import type { Issue } from '../issue';
import type { TenantKind } from '../model/kind';
import { specPointer } from '../model/spec-pointer';
import { includes, type Release } from '../platform/release';
import type { PlatformProfile } from '../platform/profile';
import { read, type Reading } from '../read/read';
import { FILE_RULES, OBJECT_RULES, TOGETHER_RULES } from './catalogue';
import type { CheckContext, Finding, FindingIn, ObjectRule, RuleFacts } from './rule';
import { Tenancy, type SaidOfTenants, type TenantFacts } from './tenancy';

/** What a check may know beside the objects. */
export interface CheckOptions {
  /** Whether the remedies for an object speak of constructs. @default never */
  readonly program?: (object: Reading) => boolean;
  /** The objects that are judged by themselves; rules over several look at all of them. @default all */
  readonly only?: ReadonlySet<Reading>;
  /** What is known of the tenants beside their own objects. @default nothing */
  readonly tenants?: SaidOfTenants;
}

/** An issue with the reading that it was found in, for those who know where that stands. */
export interface Found {
  readonly reading: Reading;
  readonly issue: Issue & { readonly pointer: string };
  /** Whether the key at the pointer is at fault rather than its value. */
  readonly onKey: boolean;
  /** The other object that it is about, where there is one, and the place in it. */
  readonly other?: FindingIn['other'];
}

function found(reading: Reading, { code, severity, why }: RuleFacts, finding: Finding): Found {
  const { onKey = false, pointer, message, remedy } = finding;
  const issue = { code, severity, message, why: finding.why ?? why, remedy, pointer, object: reading.object };
  return { reading, issue, onKey };
}

const holds = ({ releases = {} }: RuleFacts, { profile }: Reading): boolean => includes(releases, profile.release);

const applicable = new Map<string, readonly ObjectRule[]>();

/** The rules over one object that hold for a kind on a release. */
function rulesFor(kind: TenantKind, release: Release): readonly ObjectRule[] {
  const key = `${kind} ${release}`;
  const rules =
    applicable.get(key) ?? OBJECT_RULES.filter((rule) => rule.kind === kind && includes(rule.releases ?? {}, release));
  applicable.set(key, rules);
  return rules;
}

function* checkOne(reading: Reading, tenant: TenantFacts, program: boolean): Iterable<Found> {
  const { profile, object } = reading;
  const at: CheckContext['at'] = (...path) => specPointer(object.kind, path, profile.release);
  const context: CheckContext = { profile, program, tenant, at };
  for (const rule of rulesFor(object.kind, profile.release)) {
    for (const finding of rule.check(reading, context)) yield found(reading, rule, finding);
  }
  for (const rule of FILE_RULES) {
    for (const finding of rule.check?.(reading) ?? []) yield found(reading, rule, finding);
  }
}

/** Everything that the rules find in objects that are given together. */
export function* check(readings: readonly Reading[], options: CheckOptions = {}): Iterable<Found> {
  const { program = () => false, tenants: said, only } = options;
  const tenancy = new Tenancy(readings, said);
  for (const reading of readings) {
    if (only && !only.has(reading)) continue;
    yield* checkOne(reading, tenancy.factsOf(reading.object.namespace), program(reading));
  }
  for (const rule of TOGETHER_RULES) {
    const concerned = readings.filter((reading) => holds(rule, reading));
    const at = (reading: Reading, ...path: readonly (string | number)[]): string =>
      specPointer(reading.object.kind, path, reading.profile.release);
    for (const { in: reading, other, ...finding } of rule.check(concerned, { program, tenants: tenancy, at })) {
      yield { ...found(reading, rule, finding), ...(other && { other }) };
    }
  }
}

/** Reads and judges one object of the tenant plane by itself. */
export function checkManifest(
  kind: TenantKind,
  manifest: unknown,
  profile: PlatformProfile,
  tenant: TenantFacts = {},
): Issue[] {
  return [...check([read(kind, manifest, profile)], { tenants: () => tenant })].map(({ issue }) => issue);
}
