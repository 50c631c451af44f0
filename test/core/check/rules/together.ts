import { check } from '../../../../lib/core/check/check';
import type { SaidOfTenants } from '../../../../lib/core/check/tenancy';
import { PlatformProfile } from '../../../../lib/core/platform/profile';
import type { Release } from '../../../../lib/core/platform/release';
import { read, type Reading } from '../../../../lib/core/read/read';
import { HIKUBE, type Found, type Judged } from './support';

/** A finding in one of several objects. */
export interface FoundIn extends Found {
  /** The object that it stands in: `Kubernetes tenant-acme/web`. */
  readonly in: string;
}

/** What else is known of objects that are judged together. */
export interface KnownTogether {
  readonly profile?: PlatformProfile;
  readonly tenants?: SaidOfTenants;
}

/** The objects as the rules see them. */
export const readings = (objects: readonly Judged[], profile: PlatformProfile = HIKUBE): Reading[] =>
  objects.map(({ kind, manifest }) => read(kind, manifest, profile));

const placeOf = ({ object: { kind, namespace = '', name } }: Reading): string => `${kind} ${namespace}/${name}`;

/** The findings of one code in objects that are given together, in the order of the rule. */
export function findingsTogether(code: string, objects: readonly Judged[], known: KnownTogether = {}): FoundIn[] {
  const { profile = HIKUBE, tenants } = known;
  return [...check(readings(objects, profile), { ...(tenants && { tenants }) })]
    .filter(({ issue }) => issue.code === code)
    .map(({ reading, issue: { pointer, message, remedy, why }, onKey }) => ({
      in: placeOf(reading),
      pointer,
      message,
      remedy,
      why,
      onKey,
    }));
}

function orders<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) => orders(items.filter((_, j) => j !== i)).map((rest) => [item, ...rest]));
}

/** What is found in the objects in every order that they can be given in, each different outcome once. */
export function outcomes(code: string, objects: readonly Judged[], known: KnownTogether = {}): FoundIn[][] {
  const texts = orders(objects).map((some) => {
    const found = findingsTogether(code, some, known).map((one) => JSON.stringify(one));
    return `[${found.sort().join(',')}]`;
  });
  return [...new Set(texts)].map((text) => JSON.parse(text) as FoundIn[]);
}

/** Hikube's own data on another release of the platform. */
export const onRelease = (release: Release): PlatformProfile =>
  Object.create(PlatformProfile.prototype, { data: { value: { ...HIKUBE.data, release } } }) as PlatformProfile;
