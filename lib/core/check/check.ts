import type { Issue } from '../issue';
import type { TenantKind } from '../model/kind';
import { specPointer } from '../model/spec-pointer';
import { includes, type Release } from '../platform/release';
import type { PlatformProfile } from '../platform/profile';
import { read, type Reading } from '../read/read';
import { FILE_RULES, OBJECT_RULES, TOGETHER_RULES } from './catalogue';
import type { CheckContext, Finding, FindingIn, ObjectRule, RuleFacts, TogetherContext } from './rule';
import { Tenancy, type SaidOfTenants, type TenantFacts } from './tenancy';
import { Together } from './together';

/** What a check may know beside the objects. */
export interface CheckOptions {
  /** Whether the remedies for an object speak of constructs. @default never */
  readonly program?: (object: Reading) => boolean;
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

/** Those of the objects for whose releases a rule holds; mostly there is one release. */
function onReleasesOf({ releases }: RuleFacts, readings: readonly Reading[]): readonly Reading[] {
  if (!releases) return readings;
  const holds = new Map<Release, boolean>();
  return readings.filter(({ profile: { release } }) => {
    const known = holds.get(release) ?? includes(releases, release);
    holds.set(release, known);
    return known;
  });
}

const applicable = new Map<string, readonly ObjectRule[]>();

/** The rules over one object that hold for a kind on a release. */
function rulesFor(kind: TenantKind, release: Release): readonly ObjectRule[] {
  const key = `${kind} ${release}`;
  const rules =
    applicable.get(key) ?? OBJECT_RULES.filter((rule) => rule.kind === kind && includes(rule.releases ?? {}, release));
  applicable.set(key, rules);
  return rules;
}

function checkOne(reading: Reading, tenant: TenantFacts, program: boolean): Found[] {
  const { profile, object } = reading;
  const at: CheckContext['at'] = (...path) => specPointer(object.kind, path, profile.release);
  const context: CheckContext = { profile, program, tenant, at };
  const issues: Found[] = [];
  for (const rule of rulesFor(object.kind, profile.release)) {
    for (const finding of rule.check(reading, context)) issues.push(found(reading, rule, finding));
  }
  for (const rule of FILE_RULES) {
    for (const finding of rule.check?.(reading) ?? []) issues.push(found(reading, rule, finding));
  }
  return issues;
}

/** Everything that the rules find in objects that are given together. */
export const check = (readings: readonly Reading[], options: CheckOptions = {}): Found[] =>
  checkAmong(new Together(readings), readings, options);

/**
 * What the rules find in the new ones among objects that are judged together, and in others since the new ones are there.
 */
export function checkAmong(together: Together, fresh: readonly Reading[], options: CheckOptions = {}): Found[] {
  const { program = () => false, tenants: said } = options;
  const tenants = new Tenancy(together.tenants, said);
  const issues: Found[] = [];
  for (const reading of fresh) {
    issues.push(...checkOne(reading, tenants.factsOf(reading.object.namespace), program(reading)));
  }
  const context: TogetherContext = {
    program,
    tenants,
    at: ({ object, profile }, ...path) => specPointer(object.kind, path, profile.release),
  };
  for (const rule of TOGETHER_RULES) {
    const concerned = onReleasesOf(rule, together.concernedBy(rule, fresh));
    if (concerned.length === 0) continue;
    for (const { in: reading, other, ...finding } of rule.check(concerned, context)) {
      issues.push({ ...found(reading, rule, finding), ...(other && { other }) });
    }
  }
  return issues;
}

/** Reads and judges one object of the tenant plane by itself. */
export function checkManifest(
  kind: TenantKind,
  manifest: unknown,
  profile: PlatformProfile,
  tenant: TenantFacts = {},
): Issue[] {
  return check([read(kind, manifest, profile)], { tenants: () => tenant }).map(({ issue }) => issue);
}
