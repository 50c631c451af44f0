import { checkOperator } from '../../../lib/core/operator/check';
import type { OperatorKind } from '../../../lib/core/operator/kind';
import { operatorObject, type OperatorContext } from '../../../lib/core/operator/rule';
import type { Issue } from '../../../lib/core/issue';
import { PlatformProfile } from '../../../lib/core/platform/profile';

export const PROFILES = {
  hikube: PlatformProfile.hikube(),
  'cozystack-1.6': PlatformProfile.cozystack('1.6'),
  'operators-v1alpha1': PlatformProfile.operators({ etcd: 'v1alpha1' }),
  'operators-v1alpha2': PlatformProfile.operators({ etcd: 'v1alpha2' }),
} as const;

/** What the rules find in manifests that are given together. */
export function issuesOf(
  manifests: readonly object[],
  { profile = 'hikube', ...more }: { profile?: keyof typeof PROFILES } & Partial<Omit<OperatorContext, 'profile'>> = {},
): Issue[] {
  const objects = manifests.map((manifest) => operatorObject((manifest as { kind: OperatorKind }).kind, manifest));
  return checkOperator(objects, { profile: PROFILES[profile], program: false, ...more }).map(({ issue }) => issue);
}

/** The codes that they find, each once, sorted. */
export const codesOf = (...args: Parameters<typeof issuesOf>): string[] =>
  [...new Set(issuesOf(...args).map(({ code }) => code))].sort();
