import { machinesOf, replicasOf } from './checks/groups';
import { quorumOf } from '../model/etcd';
import { sizeOfPart } from './size';
import type { Requirement } from './objective';
import type { Situation } from './scenario';
import { leftOf, sum, type Moment, type Scene } from './stand';
import type { ControlPlane, Part, PartKind, Ring, Settled, Volume } from './system';

const UNITS: Readonly<Record<Exclude<PartKind, 'ingress'>, readonly [one: string, many: string]>> = {
  etcd: ['member', 'members'],
  controlPlane: ['API server', 'API servers'],
  nodeGroup: ['machine', 'machines'],
  volume: ['copy', 'copies'],
  workload: ['pod', 'pods'],
};

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;

const counted = (count: number, [one, many]: readonly [string, string]): string =>
  `${count} ${count === 1 ? one : many}`;

/** `2 in geneva, 1 in gland`. */
export const spelt = (counts: readonly number[], regions: readonly string[]): string =>
  counts.flatMap((count, i) => (count > 0 ? [`${count} in ${regions[i]!}`] : [])).join(', ') || 'none anywhere';

function standing(part: Settled<Part>, { stands, regions }: Scene, moment: Moment): string[] {
  if (part.kind === 'ingress') return [];
  const { counts, share, diskless } = stands.get(part.name)!;
  const unit = UNITS[part.kind];
  const { machine } = moment.situation;
  const here = machine && share[machine.region]!;
  const carried =
    machine?.what === 'host' && part.kind !== 'volume' && here !== undefined && here > 1
      ? `; one machine in ${regions[machine.region]!} carries ${here} of them`
      : '';
  const tie = diskless?.some((count) => count > 0)
    ? `; it has a diskless peer in ${spelt(diskless, regions).replace(/\d+ in /g, '')}`
    : '';
  return [`"${part.name}" has ${counted(sizeOfPart(part), unit)}: ${spelt(counts, regions)}${carried}${tie}.`];
}

/** What happened, in words. */
export function happened({ lost, drained, cut, machine, data }: Situation, regions: readonly string[]): string {
  const named = (of: readonly number[]): string => listed(of.map((region) => regions[region]!));
  const what: string[] = [];
  if (lost.length > 0) what.push(`${named(lost)} ${lost.length === 1 ? 'is' : 'are'} lost`);
  if (drained.length > 0) what.push(`${named(drained)} is emptied in good order`);
  if (cut.length > 0) what.push(cutInWords(cut, regions));
  if (machine)
    what.push(
      `a ${machine.what === 'host' ? 'machine of the platform' : 'machine'} in ${regions[machine.region]!} is lost`,
    );
  return `${what.join(', and ')}${data === 'destroyed' ? ', with its disks' : ''}.`;
}

function cutInWords(cut: Situation['cut'], regions: readonly string[]): string {
  if (cut.length === 1) return `${regions[cut[0]![0]]!} and ${regions[cut[0]![1]]!} no longer reach each other`;
  const alone = regions.findIndex((_, i) => cut.length === regions.length - 1 && cut.every((link) => link.includes(i)));
  return alone >= 0 ? `${regions[alone]!} reaches no other region` : 'no region reaches another';
}

function ringAfter(ring: Settled<Ring>, scene: Scene, { situation }: Moment): string {
  const left = leftOf(scene.stands.get(ring.name)!, situation);
  const reached =
    situation.cut.length > 0 ? 'No member reaches' : `${sum(left)} of ${ring.members} members are left, not`;
  return `${reached} the ${quorumOf(ring.members)} that a quorum of "${ring.name}" takes.`;
}

function volumeAfter(
  check: Requirement['check'],
  volume: Settled<Volume>,
  scene: Scene,
  { situation }: Moment,
): string {
  const left = sum(leftOf(scene.stands.get(volume.name)!, situation));
  const name = `"${volume.name}"`;
  const of = `${left} of ${volume.copies} copies of ${name}`;
  switch (check) {
    case 'noSplitBrain':
      return `Two sides of ${name} that do not reach each other both take writes.`;
    case 'zeroDataLoss':
      return volume.protocol === 'A' && left > 0
        ? `Writes of ${name} that were acknowledged and not sent yet are lost: its protocol is A.`
        : `No copy of ${name} is left.`;
    case 'reprotected':
      return `${of} are left, and the others are not made again.`;
    default:
      return `${of} are left, and no side of it may ${check === 'readable' ? 'be read' : 'write'} (quorum: ${String(volume.quorum)}).`;
  }
}

/** What does not hold, and why. */
function consequence({ check, of, phase, atLeast = 1 }: Requirement, scene: Scene, moment: Moment): string {
  const part = scene.parts.get(of)!;
  switch (part.kind) {
    case 'etcd':
      if (check !== 'timing') return ringAfter(part, scene, moment);
      return `The election of "${of}" is shorter than ten round trips between its members, or its heartbeat than half of one.`;
    case 'controlPlane':
      return planeAfter(part, scene, moment);
    case 'volume':
      return volumeAfter(check, part, scene, moment);
    case 'nodeGroup': {
      const run = machinesOf(part, scene, moment, phase);
      return `${run} of ${part.min} machines of "${of}" run${phase === 'recovered' ? ' again' : ''}: less than ${percent(atLeast)} of them.`;
    }
    case 'workload':
      return `${replicasOf(part, scene, moment, phase)} pods of "${of}" run${phase === 'recovered' ? ' again' : ''}, and ${atLeast} are asked for.`;
    case 'ingress':
      return `No node that carries "${of}" is left where its address leads.`;
  }
}

/** A share in percent, as it was written. */
const percent = (share: number): string => `${Number((share * 100).toFixed(6))} %`;

function planeAfter(plane: Settled<ControlPlane>, scene: Scene, moment: Moment): string {
  const ring = scene.parts.get(plane.ring) as Settled<Ring>;
  const left = sum(leftOf(scene.stands.get(plane.name)!, moment.situation));
  const members = leftOf(scene.stands.get(ring.name)!, moment.situation);
  if (moment.situation.cut.length === 0 && sum(members) < quorumOf(ring.members)) return ringAfter(ring, scene, moment);
  if (left === 0) return `No API server of "${plane.name}" is left.`;
  return `No API server of "${plane.name}" is left that reaches a quorum of "${ring.name}" and that its address leads to.`;
}

/** What stands where, what happens, and what follows. */
export const stepsOf = (requirement: Requirement, scene: Scene, moment: Moment): string[] => [
  ...[...scene.parts.values()].flatMap((part) => standing(part, scene, moment)),
  capital(happened(moment.situation, scene.regions)),
  consequence(requirement, scene, moment),
];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
