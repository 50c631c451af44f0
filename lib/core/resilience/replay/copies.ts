import type { Settled, Volume } from '../system';
import { allOf, hears, isThere, runningOf, type After, type Thing } from './after';

type Told = Settled<Volume>;

const disklessOf = ({ things }: After, { name }: Told): Thing[] =>
  things.filter((thing) => thing.part === name && thing.isDiskless);

/** What DRBD is told to ask for. */
function ruleOf(volume: Told, after: After): 'off' | 'majority' | 'all' | number {
  if (volume.quorum !== 'linstor') return volume.quorum;
  const copies = allOf(after, volume.name).length;
  if (copies > 2) return 'majority';
  return copies === 2 && disklessOf(after, volume).length > 0 ? 'majority' : 'off';
}

/** Whether those in some regions, who hear each other, may write. */
function mayWriteIn(regions: readonly string[], volume: Told, after: After): boolean {
  const isHere = ({ region, fate }: Thing): boolean => fate === 'runs' && regions.includes(region);
  const copies = allOf(after, volume.name);
  const here = copies.filter(isHere);
  const absent = copies.filter((copy) => !isHere(copy));
  // Who left in good order is known to be outdated; if all the absent are, nobody else can go on.
  const voters = absent.every(({ fate }) => fate === 'left') ? here : copies;
  const rule = ruleOf(volume, after);
  if (here.length === 0) return false;
  if (rule === 'off') return true;
  const needed = rule === 'all' ? voters.length : rule === 'majority' ? moreThanHalf(voters.length) : rule;
  if (here.length >= needed && here.length >= (volume.minimumRedundancy ?? 1)) return true;
  const peers = disklessOf(after, volume);
  const breaksTie = peers.filter(isHere).length * 2 > peers.length;
  if (voters.length % 2 !== 0 || here.length + 1 !== needed || !breaksTie) return false;
  // Who is absent may go on by himself, so he stays a voter; otherwise he is none once his loss is known to all.
  if (absent.length >= needed) return true;
  return typeof rule === 'number' ? here.length % 2 === 0 : here.length >= (volume.minimumRedundancy ?? 1);
}

const moreThanHalf = (count: number): number => {
  let most = 0;
  while (most * 2 <= count) most++;
  return most;
};

const heardIn = (region: string, after: After): string[] =>
  after.system.regions.map(({ name }) => name).filter((name) => hears(after, region, name));

/** Whether somebody who has a copy may write. */
export const isWritten = (volume: Told, after: After): boolean =>
  runningOf(after, volume.name).some(({ region }) => mayWriteIn(heardIn(region, after), volume, after));

/** Whether somebody reads: who may write, or who has a copy and gets errors for writes alone. */
export const isRead = (volume: Told, after: After): boolean =>
  isWritten(volume, after) || (volume.onNoQuorum === 'io-error' && runningOf(after, volume.name).length > 0);

/** Whether two who do not hear each other may both write, in some way to take sides. */
export function isSplit(volume: Told, after: After): boolean {
  const regions = after.system.regions.map(({ name }) => name);
  const copies = runningOf(after, volume.name);
  for (const { region: a } of copies) {
    for (const { region: b } of copies) {
      if (hears(after, a, b)) continue;
      for (const ofA of subsetsOf(regions)) {
        const ofB = regions.filter((name) => !ofA.includes(name));
        if (areSides(a, ofA, b, ofB, after) && bothWrite(a, ofA, b, ofB, volume, after)) return true;
      }
    }
  }
  return false;
}

/** Whether nobody sides with the one that he does not hear while he hears the other. */
const areSides = (a: string, ofA: readonly string[], b: string, ofB: readonly string[], after: After): boolean =>
  ofA.every((name) => hears(after, a, name) || !hears(after, b, name)) &&
  ofB.every((name) => hears(after, b, name) || !hears(after, a, name));

function bothWrite(
  a: string,
  ofA: readonly string[],
  b: string,
  ofB: readonly string[],
  volume: Told,
  after: After,
): boolean {
  const heardBy = (who: string, side: readonly string[]): string[] => side.filter((name) => hears(after, who, name));
  return mayWriteIn(heardBy(a, ofA), volume, after) && mayWriteIn(heardBy(b, ofB), volume, after);
}

const subsetsOf = (names: readonly string[]): string[][] =>
  names.reduce<string[][]>((all, name) => [...all, ...all.map((some) => [...some, name])], [[]]);

/** Whether everything that was acknowledged is still somewhere. */
export function keepsAll(volume: Told, after: After): boolean {
  const { lost, cut, machine, data } = after.failure;
  // With protocol A the writer may be the only one to have the latest, and it may be anywhere.
  const isAlone = allOf(after, volume.name).length === 1;
  if (volume.protocol === 'A' && !isAlone && (lost.length > 0 || cut.length > 0 || machine)) return false;
  return data === 'returns' || allOf(after, volume.name).some(({ fate }) => fate !== 'lost');
}

/** Whether each lost copy is made again on a machine that has none. What left in good order comes back by itself. */
export function isWhole(volume: Told, after: After): boolean {
  const copies = allOf(after, volume.name);
  const lost = copies.filter(({ fate }) => fate === 'lost');
  if (lost.length === 0) return true;
  if (volume.eviction !== true || !after.system.freeCapacity || !isEvicted(volume, after)) return false;
  const standing = copies.filter(({ fate }) => fate !== 'lost').map(({ region }) => region);
  for (let made = 0; made < lost.length; made++) {
    const region = after.system.regions.find(({ name }) => takesCopy(name, standing, volume, after))?.name;
    if (region === undefined) return false;
    standing.push(region);
  }
  return true;
}

function takesCopy(region: string, standing: readonly string[], volume: Told, after: After): boolean {
  const { system, failure } = after;
  const { spread, within } = volume;
  if (!isThere(after, region) || (within && !within.includes(region))) return false;
  const here = standing.filter((name) => name === region).length;
  if (spread.rule === 'pinned') return here < (spread.counts[region] ?? 0);
  if (spread.rule === 'perRegion' && system.labelled && here >= spread.most) return false;
  const machines = system.regions.find(({ name }) => name === region)?.hosts ?? Infinity;
  return here < machines - (failure.machine?.region === region ? 1 : 0);
}

/** Whether few enough machines are lost for their copies to be made again. */
function isEvicted({ evictionMostPercent = 34 }: Told, { system, failure, isFew }: After): boolean {
  let [all, away] = [0, failure.machine ? 1 : 0];
  for (const { name, hosts } of system.regions) {
    if (hosts === undefined) return isFew;
    all += hosts;
    if (failure.lost.includes(name)) away += hosts;
  }
  return away <= Math.round((evictionMostPercent * all) / 100);
}
