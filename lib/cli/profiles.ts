import { PlatformProfile } from '../core/platform/profile';

const PROFILES: ReadonlyMap<string, PlatformProfile> = new Map(
  [
    PlatformProfile.hikube(),
    PlatformProfile.cozystack('1.1'),
    PlatformProfile.cozystack('1.6'),
    PlatformProfile.operators({ etcd: 'v1alpha1' }),
    PlatformProfile.operators({ etcd: 'v1alpha2' }),
  ].map((profile) => [profile.name, profile]),
);

/** The names by which `--profile` knows a platform. */
export const PROFILE_NAMES: readonly string[] = [...PROFILES.keys()];

/** The profile of a name, if there is one. */
export const profileNamed = (name: string): PlatformProfile | undefined => PROFILES.get(name);
