import type { Counts } from './placement';
import { sum } from './stand';
import type { HostSpread, Spread, ZoneSpread } from './system';

/** Where something may be started again. */
export interface Room {
  /** What stands in each region now. */
  readonly left: Counts;
  /** What stood there before. */
  readonly before: Counts;
  /** Regions that are there. */
  readonly up: readonly boolean[];
  /** Regions that the part may stand in. */
  readonly eligible: readonly boolean[];
  /** Machines that are left in each region; nothing where nobody told. */
  readonly machines: readonly (number | undefined)[];
  /** Whether there are enough of them, where nobody told. */
  readonly enoughMachines: boolean;
}

/** How many of what is missing start again under a rule. */
export function refill(missing: number, spread: Spread, room: Room): number {
  const { left, before, up, eligible } = room;
  const open = left.map((_, region) => up[region]! && eligible[region]!);
  if (missing <= 0 || !open.includes(true)) return 0;
  switch (spread.rule) {
    case 'zone':
      return underZone(missing, spread, left, open, eligible);
    case 'perRegion':
      return Math.min(missing, sum(left.map((count, i) => (open[i] ? Math.max(0, spread.most - count) : 0))));
    case 'pinned':
      return Math.min(missing, sum(left.map((count, i) => (open[i] ? Math.max(0, before[i]! - count) : 0))));
    case 'hostname':
      return underHosts(missing, spread, room, open);
    case 'none':
      return missing;
  }
}

/**
 * A rule over machines: a lost one still counts and has nothing, so each that is left takes no more than the skew.
 *
 * Source: kubernetes, podtopologyspread/filtering.go; KEP-3094 (nodeTaintsPolicy, by default Ignore).
 */
function underHosts(missing: number, { maxSkew }: HostSpread, room: Room, open: readonly boolean[]): number {
  const { left, machines, enoughMachines } = room;
  const own = machines.filter((_, i) => open[i]);
  if (own.includes(undefined)) return enoughMachines ? missing : 0;
  const places = maxSkew * sum(own as number[]);
  return Math.min(missing, Math.max(0, places - sum(left)));
}

/**
 * The scheduler's filter, pod by pod: a region takes one more while it then has at most `maxSkew` more than the least of
 * the regions that count. A lost region counts unless nodes with taints are left out, and has nothing.
 *
 * Source: kubernetes, podtopologyspread/filtering.go; KEP-3022 (minDomains), KEP-3094 (nodeTaintsPolicy).
 */
function underZone(
  missing: number,
  { maxSkew, minDomains = 1, nodeTaintsPolicy = 'Ignore' }: ZoneSpread,
  left: Counts,
  open: readonly boolean[],
  eligible: readonly boolean[],
): number {
  const counts = [...left];
  const domains = nodeTaintsPolicy === 'Honor' ? open : eligible;
  const inDomains = counts.map((_, i) => i).filter((i) => domains[i]);
  for (let placed = 0; placed < missing; placed++) {
    const least = inDomains.length < minDomains ? 0 : Math.min(...inDomains.map((i) => counts[i]!));
    let best = -1;
    for (let i = 0; i < counts.length; i++) {
      if (open[i] && counts[i]! + 1 - least <= maxSkew && (best < 0 || counts[i]! < counts[best]!)) best = i;
    }
    if (best < 0) return placed;
    counts[best]!++;
  }
  return missing;
}
