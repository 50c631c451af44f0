import type { Phase } from '../objective';
import type { NodeGroup, Part, ReplicaSet, Settled, ZoneSpread } from '../system';
import { allOf, isThere, runningOf, type After } from './after';

type Told = Settled<ReplicaSet>;

const setsOf = ({ system }: After): Told[] =>
  (system.parts as readonly Settled<Part>[]).filter((part): part is Told => part.kind !== 'ingress');

const missingOf = (part: Told, after: After): number =>
  allOf(after, part.name).length - runningOf(after, part.name).length;

const mayStand = ({ within }: Told, region: string): boolean => within === undefined || within.includes(region);

/** The regions of what runs of a part, one for each. */
export function regionsOf(part: Told, after: After, phase: Phase): string[] {
  const running = runningOf(after, part.name).map(({ region }) => region);
  return phase === 'instant' ? running : [...running, ...startedOf(part, after)];
}

/** The regions in which more of a part are started: one after the other, those of other parts before. */
function startedOf(part: Told, after: After): string[] {
  if (!after.system.freeCapacity) return [];
  const others = setsOf(after).filter((other) => other !== part && areOne(part, other));
  const standing = [part, ...others].flatMap(({ name }) => runningOf(after, name).map(({ region }) => region));
  for (const other of others) start(wantedOf(other, after), part, standing, after);
  return start(wantedOf(part, after), part, standing, after);
}

/** Whether the scheduler balances two parts as one. */
const areOne = ({ spread: a }: Told, { spread: b }: Told): boolean =>
  a.rule === 'zone' && b.rule === 'zone' && a.selector !== undefined && a.selector === b.selector;

/** Starts so many, each in the first region that takes one more, and says where. It adds them to what stands. */
function start(count: number, part: Told, standing: string[], after: After): string[] {
  const started: string[] = [];
  const regions = after.system.regions.map(({ name }) => name).filter((name) => mayStand(part, name));
  for (let i = 0; i < count; i++) {
    const region = regions.find((name) => isThere(after, name) && takesOneMore(name, part, regions, standing, after));
    if (region === undefined) return started;
    started.push(region);
    standing.push(region);
  }
  return started;
}

function takesOneMore(
  region: string,
  { spread }: Told,
  regions: readonly string[],
  standing: readonly string[],
  after: After,
): boolean {
  const here = standing.filter((name) => name === region).length;
  switch (spread.rule) {
    case 'zone':
      return here + 1 - leastOf(spread, regions, standing, after) <= spread.maxSkew;
    case 'perRegion':
      return here + 1 <= spread.most;
    case 'pinned':
      return here + 1 <= (spread.counts[region] ?? 0);
    case 'hostname':
      return hasMachine(spread.maxSkew, regions, standing, after);
    case 'none':
      return true;
  }
}

/** Whether a machine is left that has less than the skew, where a lost one counts with nothing. */
function hasMachine(skew: number, regions: readonly string[], standing: readonly string[], after: After): boolean {
  let places = 0;
  for (const name of regions.filter((one) => isThere(after, one))) {
    const machines = after.system.regions.find((region) => region.name === name)?.hosts;
    if (machines === undefined) return after.isFew;
    places += skew * (after.failure.machine?.region === name ? machines - 1 : machines);
  }
  return standing.length < places;
}

/** The least that a region has, of those that the scheduler counts. */
function leastOf(
  { nodeTaintsPolicy = 'Ignore', minDomains = 1 }: ZoneSpread,
  regions: readonly string[],
  standing: readonly string[],
  after: After,
): number {
  const domains = regions.filter((name) => nodeTaintsPolicy === 'Ignore' || isThere(after, name));
  if (domains.length < minDomains) return 0;
  return Math.min(...domains.map((name) => standing.filter((one) => one === name).length));
}

/** How many of a part somebody wants to start. */
function wantedOf(part: Told, after: After): number {
  switch (part.kind) {
    case 'controlPlane':
    case 'workload':
      return missingOf(part, after);
    case 'nodeGroup':
      return wantedMachines(part, after);
    // A member has its data, and a copy is LINSTOR's affair.
    case 'etcd':
    case 'volume':
      return 0;
  }
}

/** The health check replaces what is lost, if it is not too much; otherwise the autoscaler adds what it may. */
function wantedMachines(group: Settled<NodeGroup>, after: After): number {
  const { min, max, maxUnhealthy, cluster } = group;
  const missing = missingOf(group, after);
  const isReplaced =
    typeof maxUnhealthy === 'number' ? missing <= maxUnhealthy : missing * 100 <= Number.parseInt(maxUnhealthy) * min;
  if (isReplaced) return missing;
  const groups = setsOf(after).filter((part) => part.kind === 'nodeGroup' && part.cluster === cluster);
  const nodes = groups.flatMap(({ name }) => allOf(after, name));
  const unready = nodes.filter(({ fate }) => fate !== 'runs');
  const isStopped = isTooMuch(unready.length, nodes.length) || isTooMuch(missing, min);
  return isStopped ? 0 : max - min;
}

/** Where the autoscaler stops. */
const isTooMuch = (unready: number, nodes: number): boolean => unready > 3 && unready * 100 > 45 * nodes;
