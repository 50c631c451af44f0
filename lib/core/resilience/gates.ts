/** A share of a number, rounded down, or a number as it is. */
export function roundedDown(limit: number | string, of: number): number {
  if (typeof limit === 'number') return limit;
  // Percent of a whole number: no fractions arise before the division.
  return Math.floor((Number(limit.slice(0, -1)) * of) / 100);
}

/**
 * Whether unhealthy machines of a group are replaced: while there are no more of them than the limit, a percentage of the
 * group rounded down.
 *
 * Source: kubernetes-sigs/cluster-api ae7ff04, MachineHealthCheck, maxUnhealthy.
 */
export const areReplaced = (unhealthy: number, machines: number, maxUnhealthy: number | string): boolean =>
  unhealthy <= roundedDown(maxUnhealthy, machines);

/** The unready nodes that the autoscaler takes for an accident of its own. Source: cluster-autoscaler, clusterstate.go. */
const UNREADY_COUNT = 3;
const UNREADY_PERCENT = 45;

/** Whether the autoscaler goes on: it stops where both more than 3 nodes and more than 45 % of them are unready. */
export const autoscalerRuns = (unready: number, nodes: number): boolean =>
  unready <= UNREADY_COUNT || unready * 100 <= UNREADY_PERCENT * nodes;

/**
 * Whether LINSTOR evicts lost machines: while no more of them are away than the share of all, rounded to the nearest, a
 * half upwards.
 *
 * Source: LINBIT/linstor-server 3e9306a, ReconnectorTask (Math.round).
 */
export const evicts = (offline: number, machines: number, mostPercent: number): boolean =>
  offline <= Math.floor((2 * mostPercent * machines + 100) / 200);
