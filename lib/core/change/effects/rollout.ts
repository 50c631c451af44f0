import type { KubernetesSpec } from '../../model/kubernetes';
import type { Rollout } from '../effect';

/**
 * The machines that a replacement moves. There are at most as many as the bounds allowed before, and the surge lets as
 * many again appear as they allow after; one may be missing at any time (maxSurge is the group's maximum,
 * maxUnavailable 1: cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/templates/cluster.yaml). `undefined` for a
 * group that is not on both sides.
 */
export function rolloutOf(group: string, before: KubernetesSpec, after: KubernetesSpec): Rollout | undefined {
  const [old, now] = [before, after].map(({ nodeGroups = {} }) =>
    Object.hasOwn(nodeGroups, group) ? nodeGroups[group] : undefined,
  );
  if (!old || !now) return undefined;
  const replaced = Math.max(old.maxReplicas ?? 0, 0);
  return { group, replaced, atOnce: replaced + Math.max(now.maxReplicas ?? 0, 0) };
}
