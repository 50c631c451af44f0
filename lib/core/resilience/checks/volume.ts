import { isQuorate, quorumByLinstor, type QuorumRule } from '../drbd';
import { evicts } from '../gates';
import { isUp, leftOf, sum, type Moment, type Scene, type Stand } from '../stand';
import type { Settled, Volume } from '../system';
import { eligibleFor } from './groups';

/** What is left of a volume, and what there was. */
interface Sides {
  readonly rule: QuorumRule;
  readonly copies: readonly number[];
  readonly diskless: readonly number[];
  readonly before: Stand;
  readonly moment: Moment;
}

const zeros = ({ counts }: Stand): number[] => counts.map(() => 0);

function sidesOf(volume: Settled<Volume>, stand: Stand, moment: Moment): Sides {
  const { situation } = moment;
  const { diskless = zeros(stand), share } = stand;
  const { machine } = situation;
  // A machine has one copy of a volume at most, and the copy is the worse loss.
  const takesCopy = machine !== undefined && stand.counts[machine.region]! > 0;
  return {
    rule: {
      quorum: volume.quorum === 'linstor' ? quorumByLinstor(sum(stand.counts), sum(diskless)) : volume.quorum,
      minimumRedundancy: volume.minimumRedundancy ?? 1,
    },
    copies: leftOf(stand, situation),
    diskless: diskless.map((count, region) => {
      if (!isUp(situation, region)) return 0;
      return machine?.region === region && !takesCopy ? Math.max(0, count - 1) : count;
    }),
    before: { counts: stand.counts, share, diskless },
    moment,
  };
}

/** Whether the copies of some regions, seen from one of them, may write. */
function mayWrite({ rule, copies, diskless, before, moment }: Sides, side: readonly number[]): boolean {
  const here = (counts: readonly number[]): number => sum(side.map((region) => counts[region]!));
  const all = sum(before.counts);
  const own = here(copies);
  // Copies that left in good order count no longer, once nothing else is missing.
  const inOrder = sum(moment.situation.drained.map((region) => before.counts[region]!));
  return isQuorate(rule, {
    copies: own,
    voters: own + inOrder === all ? own : all,
    diskless: here(diskless),
    allDiskless: sum(before.diskless ?? []),
  });
}

const reached = ({ reach }: Moment, from: number): number[] => reach[from]!.flatMap((does, to) => (does ? [to] : []));

/** Whether some node with an up-to-date copy may write. */
export function isWritable(volume: Settled<Volume>, stand: Stand, moment: Moment): boolean {
  const sides = sidesOf(volume, stand, moment);
  return sides.copies.some((count, region) => count > 0 && mayWrite(sides, reached(moment, region)));
}

/** Whether some node reads: as where it may write, or from its own disk where errors rather than waiting were chosen. */
export const isReadable = (volume: Settled<Volume>, stand: Stand, moment: Moment): boolean =>
  isWritable(volume, stand, moment) || (volume.onNoQuorum === 'io-error' && sum(leftOf(stand, moment.situation)) > 0);

/** Whether no two sides that share nothing may both write. */
export function cannotSplit(volume: Settled<Volume>, stand: Stand, moment: Moment): boolean {
  const sides = sidesOf(volume, stand, moment);
  const holding = sides.copies.flatMap((count, region) => (count > 0 ? [region] : []));
  return !holding.some((a) => holding.some((b) => a < b && !moment.reach[a]![b]! && bothWrite(sides, a, b)));
}

/** Whether two regions that do not reach each other both write, whoever wins those that both reach. */
function bothWrite(sides: Sides, a: number, b: number): boolean {
  const [ofA, ofB] = [reached(sides.moment, a), reached(sides.moment, b)];
  const shared = ofA.filter((region) => ofB.includes(region));
  const onlyA = ofA.filter((region) => !shared.includes(region));
  const onlyB = ofB.filter((region) => !shared.includes(region));
  for (let split = 0; split < 2 ** shared.length; split++) {
    const toA = shared.filter((_, i) => split & (1 << i));
    const toB = shared.filter((_, i) => !(split & (1 << i)));
    if (mayWrite(sides, [...onlyA, ...toA]) && mayWrite(sides, [...onlyB, ...toB])) return true;
  }
  return false;
}

/** Whether whoever writes a volume may be cut off or lost: it may be wherever there is a node. */
function writerMayGo({ situation: { lost, cut, machine } }: Moment): boolean {
  return lost.length > 0 || cut.length > 0 || machine !== undefined;
}

/** Whether nothing that was acknowledged is lost: a copy is left of what was destroyed, and it had every write. */
export function losesNothing(volume: Settled<Volume>, stand: Stand, moment: Moment): boolean {
  const { situation } = moment;
  if (volume.protocol === 'A' && sum(stand.counts) > 1 && writerMayGo(moment)) return false;
  if (situation.data !== 'destroyed') return true;
  const left = leftOf(stand, { ...situation, drained: [] });
  return sum(left) > 0;
}

/** Whether every copy that was lost is made again elsewhere. */
export function isReprotected(volume: Settled<Volume>, stand: Stand, scene: Scene, moment: Moment): boolean {
  const { situation } = moment;
  // What left in good order comes back by itself.
  const left = leftOf(stand, { ...situation, drained: [] });
  if (sum(left) === sum(stand.counts)) return true;
  if (!(volume.eviction ?? false) || !scene.freeCapacity || !gateIsOpen(volume, scene, moment)) return false;
  const eligible = eligibleFor(volume, scene.regions);
  const { spread } = volume;
  const most = spread.rule === 'perRegion' && scene.labelled ? spread.most : Infinity;
  const room = scene.regions.map((name, region) => {
    if (!isUp(situation, region) || !eligible[region]) return 0;
    if (spread.rule === 'pinned') return spread.counts[name] ?? 0;
    const machines = (scene.hosts[region] ?? Infinity) - (situation.machine?.region === region ? 1 : 0);
    return Math.min(most, machines);
  });
  const inOrder = sum(situation.drained.map((region) => stand.counts[region]!));
  return sum(room) >= sum(stand.counts) - inOrder;
}

function gateIsOpen(
  { evictionMostPercent = 34 }: Settled<Volume>,
  { hosts, enoughMachines }: Scene,
  moment: Moment,
): boolean {
  if (hosts.includes(undefined)) return enoughMachines;
  const { lost, machine } = moment.situation;
  const away = sum(lost.map((region) => hosts[region]!)) + (machine ? 1 : 0);
  return evicts(away, sum(hosts as number[]), evictionMostPercent);
}
