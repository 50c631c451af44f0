import { quote } from '../json';
import { KubernetesVersion, minorNumber, minorVersion } from '../kubernetes-version';
import type { PlatformProfile } from '../platform/profile';
import { nearest } from '../suggest';
import { stepTo, type UpgradeStep } from './step';

/** The way from one minor version to another, one minor at a time. */
export interface UpgradePath {
  readonly from: string;
  readonly to: string;
  /** What is to be known of the whole. */
  readonly notes: readonly string[];
  readonly steps: readonly UpgradeStep[];
}

/** Why there is no way, in words for whoever asked. */
export interface UpgradeFault {
  readonly fault: string;
}

/** Versions that some release of the platform offered, so that clusters of them exist. */
const ONCE_OFFERED: readonly string[] = Object.values(KubernetesVersion);

/** The steps from a version to another, as people write versions, on a platform. */
export function upgradePath(from: string, to: string, profile: PlatformProfile): UpgradePath | UpgradeFault {
  const [start, end] = [minorVersion(from), minorVersion(to)];
  if (start === undefined) return notAVersion(from, profile);
  if (end === undefined) return notAVersion(to, profile);
  if (start === end) return sameVersion(from, to, start, profile);
  const [first, last] = [minorNumber(start), minorNumber(end)];
  if (first === undefined || !ONCE_OFFERED.includes(start)) return neverOffered(start, profile);
  if (last === undefined) return notOffered(end, profile);
  if (last < first) return downwards(start, end);
  const minors = Array.from({ length: last - first }, (_, i) => `v1.${first + i + 1}`);
  const missing = minors.find((minor) => !isOffered(minor, profile));
  if (missing !== undefined) return notOffered(isOffered(end, profile) ? missing : end, profile);
  return {
    from: start,
    to: end,
    notes: isOffered(start, profile) ? [] : [startIsGone(start, profile)],
    steps: minors.map((minor, i) => stepTo(minor, minors[i - 1] ?? start, profile)),
  };
}

const isOffered = (minor: string, { kubernetesVersions }: PlatformProfile): boolean =>
  kubernetesVersions.includes(minor);

const offers = ({ title, kubernetesVersions }: PlatformProfile): string =>
  `${title} offers ${kubernetesVersions.join(', ')}.`;

function notAVersion(written: string, profile: PlatformProfile): UpgradeFault {
  const near = nearest(written, profile.kubernetesVersions);
  const meant = near === undefined ? 'Write a minor version such as v1.34.' : `Did you mean "${near}"?`;
  return { fault: `${quote(written)} is no version of Kubernetes. ${meant} ${offers(profile)}` };
}

/** The near one is named only where digits were swapped: near in digits is far in versions. */
function notOffered(minor: string, profile: PlatformProfile): UpgradeFault {
  const digits = (text: string): string => [...text].sort().join('');
  const swapped = profile.kubernetesVersions.find((known) => digits(known) === digits(minor));
  const meant = swapped === undefined ? '' : `Did you mean "${swapped}"? `;
  return {
    fault: `Kubernetes ${minor} is not one that ${profile.title} offers, and the chart fails for anything else. ${meant}${offers(profile)}`,
  };
}

const neverOffered = (minor: string, profile: PlatformProfile): UpgradeFault => ({
  fault: `No release of the platform that is known here offered Kubernetes ${minor}, so no cluster can start from it. ${offers(profile)}`,
});

function sameVersion(from: string, to: string, minor: string, profile: PlatformProfile): UpgradeFault {
  const patch = profile.data.kubernetes[minor];
  const picks = patch === undefined ? '' : ` (${patch} on ${profile.title})`;
  const both = from === to ? `${minor} is ${minor}` : `${quote(from)} and ${quote(to)} are both ${minor}`;
  return { fault: `There is nothing to do: ${both}, and the patch is the platform's choice${picks}.` };
}

function downwards(from: string, to: string): UpgradeFault {
  const why =
    'etcd holds objects in the form that the newer version wrote, which an older API server need not read. The platform would carry it out all the same (HK5103).';
  return {
    fault: `From ${from} to ${to} is down, and there is no way down: ${why} Stay on ${from}, or make a new cluster of ${to} and move.`,
  };
}

/** Source: cozystack v1.6.2, packages/apps/kubernetes/templates/_versions.tpl. */
const startIsGone = (from: string, profile: PlatformProfile): string =>
  `${profile.title} no longer offers ${from}. Clusters of it exist, so the path starts there; but until the version is one that is offered, the chart fails, and no other change of the cluster takes effect.`;
