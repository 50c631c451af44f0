import { isSame } from '../change/difference';
import { PlatformProfile, type ProfileAdditions } from './profile';

/** A profile as plain data that is small: its name, and what was added to the profile of that name. */
export interface ProfileReference extends ProfileAdditions {
  readonly name: string;
}

/** Every profile that this library has facts of, without additions. */
const BASES: readonly (() => PlatformProfile)[] = [
  () => PlatformProfile.hikube(),
  () => PlatformProfile.cozystack('1.1'),
  () => PlatformProfile.cozystack('1.6'),
];

const baseOf = (name: string): PlatformProfile | undefined => BASES.map((make) => make()).find((p) => p.name === name);

const references = new WeakMap<PlatformProfile, ProfileReference>();

/** A profile as data, from which `profileFrom` makes the same profile again. */
export function referenceTo(profile: PlatformProfile): ProfileReference {
  const reference = references.get(profile) ?? makeReference(profile);
  references.set(profile, reference);
  return reference;
}

function makeReference({ name, data }: PlatformProfile): ProfileReference {
  const base = baseOf(name)!.data;
  const added = <T>(all: Readonly<Record<string, T>>, known: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(all).filter(([key, value]) => !isSame(known[key], value)));
  const instanceTypes = added(data.instanceTypes, base.instanceTypes);
  const gpus = added(data.gpus, base.gpus);
  const storageClasses = data.storageClasses.filter((one) => !base.storageClasses.includes(one));
  return {
    name,
    ...(Object.keys(instanceTypes).length > 0 && { instanceTypes }),
    ...(Object.keys(gpus).length > 0 && { gpus }),
    ...(storageClasses.length > 0 && { storageClasses }),
  };
}

/**
 * The profile that a reference stands for; `undefined` for a name that this release of the library has no facts of.
 *
 * @throws HikubeError HK1106 for additions of another form
 */
export function profileFrom({ name, ...additions }: ProfileReference): PlatformProfile | undefined {
  return baseOf(name)?.with(additions);
}
