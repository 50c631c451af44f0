import { compareVersions } from '../kubernetes-version';
import type { PlatformProfile } from '../platform/profile';
import { includes, shortRelease } from '../platform/release';
import { REMOVED_APIS, type RemovedApi } from './removed-apis';
import { TESTED_ADDONS, type TestedAddon } from './tested-addons';

/** Something to run, and what to look for in its output. */
export interface Look {
  readonly command: string;
  readonly says: string;
}

/** One minor version up. */
export interface UpgradeStep {
  readonly from: string;
  readonly to: string;
  /** The patch that the platform picks. */
  readonly patch: string;
  /** Versions of Kubernetes APIs that end with it. */
  readonly removedApis: readonly RemovedApi[];
  /** What is in the cluster and, by its own project, not known to go with it. */
  readonly untestedAddons: readonly TestedAddon[];
  /** What to see to first, in sentences. */
  readonly first: readonly string[];
  /** What finds who still asks for what ends. Empty where nothing ends. */
  readonly find: readonly Look[];
  /** What the platform does. */
  readonly does: readonly string[];
  /** What has to be so before the next step. */
  readonly waitFor: readonly Look[];
}

/** The step to a version that the profile offers. */
export function stepTo(to: string, from: string, profile: PlatformProfile): UpgradeStep {
  const patch = profile.data.kubernetes[to]!;
  const removedApis = REMOVED_APIS.filter(({ removedIn }) => removedIn === to);
  const untestedAddons = TESTED_ADDONS.filter(
    (addon) => includes(addon.releases, profile.release) && !isWithin(to, addon),
  );
  return {
    from,
    to,
    patch,
    removedApis,
    untestedAddons,
    first: [
      ...(removedApis.length === 0 ? [`No beta or stable version of a Kubernetes API ends with ${to}.`] : []),
      ...removedApis.map((api) => removalSays(api, profile)),
      ...(untestedAddons.length === 0 ? [] : [untestedSays(untestedAddons, to)]),
    ],
    find: removedApis.some((api) => canBeServed(api, profile)) ? [FIND] : [],
    does: [...doneAlways(profile), ...doneTo(to)],
    waitFor: waitFor(patch),
  };
}

const isWithin = (version: string, { oldest, newest }: TestedAddon): boolean =>
  compareVersions(version, oldest) >= 0 && compareVersions(version, newest) <= 0;

/**
 * Whether a cluster may have served it at all. No release of the chart passes --runtime-config; arguments of the
 * tenant's own came with 1.6 (cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/templates/cluster.yaml).
 */
const canBeServed = ({ servedByDefault }: RemovedApi, { release }: PlatformProfile): boolean =>
  servedByDefault || includes({ since: '1.6.0' }, release);

function removalSays(removed: RemovedApi, profile: PlatformProfile): string {
  const { api, kinds, use, removedIn, servedByDefault } = removed;
  const end = `${removedIn} no longer serves ${api} (${kinds.join(', ')}). Write ${use}; objects that exist stay.`;
  if (servedByDefault) return `${end} It was served by default until then.`;
  return canBeServed(removed, profile)
    ? `${end} It was off by default, so it concerns only who turned it on in \`controlPlane.apiServer.extraArgs\` (--runtime-config).`
    : `${end} It was off by default, and platform ${shortRelease(profile.release)} has no field that turns it on.`;
}

function untestedSays(addons: readonly TestedAddon[], to: string): string {
  const each = addons.map(({ component, version, addon, claim, oldest, newest }) => {
    const where = addon === undefined ? 'in every cluster' : `where addons.${addon} is on`;
    return `${component} ${version} (${where}; ${claim} with ${oldest} to ${newest})`;
  });
  return `Their own projects do not list ${to} for ${each.join(', ')}. Which version is installed is the platform's choice, so try the step on a cluster that may break.`;
}

/**
 * The gauge has the label removed_release, counts no requests, and names no client (kubernetes v1.34.4, k8s.io/apiserver
 * pkg/endpoints/metrics/metrics.go).
 */
const FIND: Look = {
  command: 'kubectl get --raw /metrics | grep apiserver_requested_deprecated_apis',
  says: 'with the kubeconfig of the cluster: a line for each deprecated API that was asked for since the API server started, with its removed_release. Each copy of the API server tells its own, so ask a few times',
};

/** Source: cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/templates/cluster.yaml. */
function doneAlways({ release }: PlatformProfile): string[] {
  const done = [
    'The control plane restarts with the new version, and then every machine of every group is replaced: as many new ones at once as the maximum of the group (maxSurge), at most one missing (maxUnavailable 1). What is on the disk of a machine goes with it.',
  ];
  if (!includes({ since: '1.6.0' }, release)) {
    done.push(
      `It upgrades the release, and at platform ${shortRelease(release)} each upgrade of the release may set groups back to two machines until the autoscaler adds them again (HK5209).`,
    );
  } else {
    done.push(
      'The image of the machines is Talos v1.13 unless `talos.version` says another; v1.13 supports Kubernetes v1.31 to v1.36, and the chart fails for what it does not support.',
    );
  }
  return done;
}

/** Source: cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/files/konnectivity-versions.yaml. */
const doneTo = (to: string): string[] =>
  to === 'v1.35' ? ['konnectivity is v0.34.0: the platform pins it for v1.35.'] : [];

const waitFor = (patch: string): Look[] => [
  {
    command: 'hikube status NAME --wait workers',
    says: 'ends when all groups have the machines that they should have',
  },
  { command: 'kubectl get nodes', says: `with the kubeconfig of the cluster: every node says ${patch}` },
];
