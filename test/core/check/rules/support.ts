import { check } from '../../../../lib/core/check/check';
import { exampleManifest } from '../../../../lib/core/check/page';
import { SOUND_GROUP, SOUND_GROUP_1_6 } from '../../../../lib/core/check/rules/groups';
import type { TenantFacts } from '../../../../lib/core/check/tenancy';
import type { TenantKind } from '../../../../lib/core/model/kind';
import { PlatformProfile } from '../../../../lib/core/platform/profile';
import { read, type Spellings } from '../../../../lib/core/read/read';

export const HIKUBE = PlatformProfile.hikube();
/** The platform's own profiles: no GPU models of their own, and the class names of the operator's guide. */
export const PLATFORM_1_1 = PlatformProfile.cozystack('1.1');
export const PLATFORM_1_6 = PlatformProfile.cozystack('1.6');

/** A manifest and its kind, for `findings`. */
export interface Judged {
  readonly kind: TenantKind;
  readonly manifest: object;
}

/** A node group that every rule is content with, in the wire form of platform 1.1; `undefined` leaves a key out. */
export const group = (changes: object = {}): object => ({ ...SOUND_GROUP, ...changes });

/** The same in the wire form of platform 1.6. */
export const group16 = (changes: object = {}): object => ({ ...SOUND_GROUP_1_6, ...changes });

/** A cluster "web" in tenant-acme with one sound group "md0", unless the spec gives `nodeGroups`. */
export const cluster = (spec: object = {}, metadata: object = {}): Judged => ({
  kind: 'Kubernetes',
  manifest: exampleManifest('Kubernetes', { metadata, spec: { nodeGroups: { md0: group() }, ...spec } }),
});

/** The same in the wire form of platform 1.6. */
export const cluster16 = (spec: object = {}, metadata: object = {}): Judged =>
  cluster({ nodeGroups: { md0: group16() }, ...spec }, metadata);

/** A ring "etcd" in tenant-acme with this spec and no more. */
export const ring = (spec: object = {}, metadata: object = {}): Judged => ({
  kind: 'Etcd',
  manifest: exampleManifest('Etcd', { metadata, spec }),
});

/** A tenant "staging" in tenant-acme with this spec and no more. */
export const tenant = (spec: object = {}, metadata: object = {}): Judged => ({
  kind: 'Tenant',
  manifest: exampleManifest('Tenant', { metadata, spec }),
});

/** One finding, as a rule words it. */
export interface Found {
  readonly pointer: string;
  readonly message: string;
  readonly remedy: string;
  readonly why: string;
  /** Whether the key at the pointer is at fault. */
  readonly onKey: boolean;
}

/** What else is known: the profile, the tenant, and whether a program wrote the object. */
export interface Known {
  readonly profile?: PlatformProfile;
  readonly facts?: TenantFacts;
  readonly program?: boolean;
  /** How words were spelt in the file that the object came from, by pointer. */
  readonly respelt?: Readonly<Record<string, string>>;
}

/** The findings of one code in one object, in the order of the rule. */
export function findings(code: string, { kind, manifest }: Judged, given: PlatformProfile | Known = {}): Found[] {
  const known: Known = given instanceof PlatformProfile ? { profile: given } : given;
  const { profile = HIKUBE, facts = {}, program = false, respelt = {} } = known;
  const spellings: Spellings = { respelt: new Map(Object.entries(respelt)), respeltKeys: new Map() };
  const reading = read(kind, manifest, profile, spellings);
  return [...check([reading], { tenants: () => facts, program: () => program })]
    .filter(({ issue }) => issue.code === code)
    .map(({ issue: { pointer, message, remedy, why }, onKey }) => ({ pointer, message, remedy, why, onKey }));
}

/** The pointers of the findings of one code. */
export const places = (...judged: Parameters<typeof findings>): string[] =>
  findings(...judged).map(({ pointer }) => pointer);

/** A value that is known only when resources are deployed, as Pulumi marks it. */
export const LATE = { __pulumiOutput: true };
