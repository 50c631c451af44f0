import { areReplaced, autoscalerRuns } from '../gates';
import type { Phase } from '../objective';
import { refill } from '../refill';
import { sizeOfPart } from '../size';
import { isUp, leftOf, sum, type Moment, type Scene } from '../stand';
import type { NodeGroup, ReplicaSet, Settled, Workload } from '../system';

type Spreading = Settled<Exclude<ReplicaSet, { kind: 'volume' }>>;

/** Where a part may stand. */
export const eligibleFor = ({ within }: Pick<ReplicaSet, 'within'>, regions: readonly string[]): boolean[] =>
  regions.map((name) => within?.includes(name) ?? true);

/** The parts that the scheduler balances together with this one, itself included. */
function balancedWith(part: Spreading, { parts }: Scene): Spreading[] {
  const { spread } = part;
  if (spread.rule !== 'zone' || spread.selector === undefined) return [part];
  return [...parts.values()].filter(
    (other): other is Spreading =>
      'spread' in other && other.spread.rule === 'zone' && other.spread.selector === spread.selector,
  );
}

const addUp = (vectors: readonly (readonly number[])[]): number[] =>
  (vectors[0] ?? []).map((_, i) => sum(vectors.map((one) => one[i]!)));

/** How many more of a part start again, where others that are balanced with it want to as well and may come first. */
export function startedAgain(part: Spreading, scene: Scene, moment: Moment): number {
  const { situation } = moment;
  if (!scene.freeCapacity) return 0;
  const together = balancedWith(part, scene);
  const stands = together.map(({ name }) => scene.stands.get(name)!);
  const missing = together.map((other) => wantedOf(other, scene, moment));
  const room = {
    left: addUp(stands.map((stand) => leftOf(stand, situation))),
    before: addUp(stands.map(({ counts }) => counts)),
    up: scene.regions.map((_, region) => isUp(situation, region)),
    eligible: eligibleFor(part, scene.regions),
    machines: scene.hosts.map((count, region) => {
      const lost = situation.machine?.region === region ? 1 : 0;
      return count === undefined ? undefined : count - lost;
    }),
    enoughMachines: scene.enoughMachines,
  };
  const others = sum(missing) - missing[together.indexOf(part)]!;
  return Math.max(0, refill(sum(missing), part.spread, room) - others);
}

const groupsOf = (cluster: string, { parts }: Scene): Settled<NodeGroup>[] =>
  [...parts.values()].filter(
    (part): part is Settled<NodeGroup> => part.kind === 'nodeGroup' && part.cluster === cluster,
  );

const leftIn = (group: Settled<NodeGroup>, { stands }: Scene, { situation }: Moment): number =>
  sum(leftOf(stands.get(group.name)!, situation));

/** How many of a part are to start again: pods all, machines as the health check and the autoscaler have it. */
function wantedOf(part: Spreading, scene: Scene, moment: Moment): number {
  if (part.kind === 'nodeGroup') return wantedMachines(part, scene, moment);
  // A member keeps to its data, and waits for it.
  if (part.kind === 'etcd') return 0;
  return sizeOfPart(part) - sum(leftOf(scene.stands.get(part.name)!, moment.situation));
}

function wantedMachines(group: Settled<NodeGroup>, scene: Scene, moment: Moment): number {
  const left = leftIn(group, scene, moment);
  const lost = group.min - left;
  if (areReplaced(lost, group.min, group.maxUnhealthy)) return lost;
  const all = groupsOf(group.cluster, scene);
  const nodes = sum(all.map(({ min }) => min));
  const unready = nodes - sum(all.map((one) => leftIn(one, scene, moment)));
  return autoscalerRuns(unready, nodes) && autoscalerRuns(lost, group.min) ? group.max - group.min : 0;
}

/** The machines of a group that run, of its least number. */
export function machinesOf(group: Settled<NodeGroup>, scene: Scene, moment: Moment, phase: Phase): number {
  const left = leftIn(group, scene, moment);
  if (phase === 'instant') return left;
  return left + startedAgain(group, scene, moment);
}

/** The pods of a workload that run. */
export function replicasOf(workload: Settled<Workload>, scene: Scene, moment: Moment, phase: Phase): number {
  const left = sum(leftOf(scene.stands.get(workload.name)!, moment.situation));
  return phase === 'instant' ? left : left + startedAgain(workload, scene, moment);
}
