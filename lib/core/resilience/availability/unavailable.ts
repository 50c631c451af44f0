import { isQuorate, quorumByLinstor } from '../drbd';
import { quorumOf } from '../../model/etcd';
import type { Counts } from '../placement';
import { sum, type Stand } from '../stand';
import type { ControlPlane, Part, Ring, Settled, Volume } from '../system';
import type { RegionState } from './probabilities';

/** From the best to the worst that may be. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** How likely it is that exactly 0, 1, 2 and so on of some live, where each is down by itself. */
export type Living = (of: number) => readonly number[];

export function livingWith(down: number): Living {
  const known: number[][] = [[1]];
  return (of) => {
    for (let size = known.length; size <= of; size++) {
      const before = known[size - 1]!;
      known.push(
        Array.from(
          { length: size + 1 },
          (_, live) => (before[live] ?? 0) * down + (before[live - 1] ?? 0) * (1 - down),
        ),
      );
    }
    return known[of]!;
  };
}

/** What stands where, and how the members live. */
export interface Standing {
  readonly regions: readonly string[];
  readonly parts: ReadonlyMap<string, Settled<Part>>;
  readonly stands: ReadonlyMap<string, Stand>;
  readonly living: Living;
}

type Down = RegionState['down'];

const exactly = (probability: number): Interval => ({ low: probability, high: probability });

const upOf = (counts: Counts, down: Down): number => sum(counts.filter((_, region) => !down[region]));

/** How likely it is that fewer live than are needed. */
const fewerThan = (needed: number, of: number, living: Living): number => sum(living(of).slice(0, needed));

function ringFails(ring: Settled<Ring>, { stands, living }: Standing, down: Down): number {
  return fewerThan(quorumOf(ring.members), upOf(stands.get(ring.name)!.counts, down), living);
}

/** Whether the address of an API leads anywhere while these regions are down. */
const isServed = ({ endpoint }: Settled<ControlPlane>, regions: readonly string[], down: Down): boolean =>
  endpoint === 'anywhere' || regions.some((name, region) => !down[region] && endpoint.includes(name));

function planeFails(plane: Settled<ControlPlane>, standing: Standing, down: Down): Interval {
  const { parts, stands, regions, living } = standing;
  if (!isServed(plane, regions, down)) return exactly(1);
  const ring = ringFails(parts.get(plane.ring) as Settled<Ring>, standing, down);
  const servers = fewerThan(1, upOf(stands.get(plane.name)!.counts, down), living);
  // Nobody tells which of them share machines: these are the bounds of Fréchet for that one or the other fails.
  return { low: Math.max(ring, servers), high: Math.min(1, ring + servers) };
}

/** How likely it is that no side writes. No two copies share a machine, and no diskless peer has one with a copy. */
function volumeFails(volume: Settled<Volume>, { stands, living }: Standing, down: Down): number {
  const { counts, diskless = [] } = stands.get(volume.name)!;
  const [voters, allDiskless] = [sum(counts), sum(diskless)];
  const rule = {
    quorum: volume.quorum === 'linstor' ? quorumByLinstor(voters, allDiskless) : volume.quorum,
    minimumRedundancy: volume.minimumRedundancy ?? 1,
  };
  const ties = living(upOf(diskless, down));
  return sum(
    living(upOf(counts, down)).flatMap((likely, copies) =>
      ties.map((tie, live) => (isQuorate(rule, { copies, voters, diskless: live, allDiskless }) ? 0 : likely * tie)),
    ),
  );
}

function fails(part: Settled<Part>, standing: Standing, down: Down): Interval {
  switch (part.kind) {
    case 'etcd':
      return exactly(ringFails(part, standing, down));
    case 'controlPlane':
      return planeFails(part, standing, down);
    case 'volume':
      return exactly(volumeFails(part, standing, down));
    default:
      return exactly(0);
  }
}

/** How likely it is that a part does not do what is asked of it, where it stands. */
export function unavailability(part: Settled<Part>, standing: Standing, states: readonly RegionState[]): Interval {
  let [low, high] = [0, 0];
  for (const { down, probability } of states) {
    const inState = fails(part, standing, down);
    low += probability * inState.low;
    high += probability * inState.high;
  }
  return { low: Math.min(1, low), high: Math.min(1, high) };
}
