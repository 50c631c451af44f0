import type { Phase } from '../objective';
import { leftOf, isUp, type Moment, type Scene, type Stand } from '../stand';
import type { ControlPlane, Ingress, NodeGroup, Ring, Served, Settled } from '../system';
import { startedAgain } from './groups';
import { quorateIn } from './ring';

/** Whether an address is served where it reaches one of these regions. */
function isServed(at: Served, to: readonly number[], { regions }: Scene, { reach }: Moment): boolean {
  if (at === 'anywhere') return to.length > 0;
  return at.some((name) => to.some((region) => reach[regions.indexOf(name)]?.[region] === true));
}

/** The regions in which API servers run; one that starts again may do so wherever there is room. */
function serversIn(plane: Settled<ControlPlane>, scene: Scene, moment: Moment, phase: Phase): number[] {
  const { situation } = moment;
  const left = leftOf(scene.stands.get(plane.name)!, situation);
  const again = phase === 'recovered' ? startedAgain(plane, scene, moment) : 0;
  return scene.regions.flatMap((_, region) => {
    const may = again > 0 && isUp(situation, region) && (plane.within?.includes(scene.regions[region]!) ?? true);
    return left[region]! > 0 || may ? [region] : [];
  });
}

/** Whether an API server answers: one that reaches a member with a quorum, and that the address leads to. */
export function answers(
  plane: Settled<ControlPlane>,
  ring: Settled<Ring>,
  ringStand: Stand,
  scene: Scene,
  moment: Moment,
  phase: Phase,
): boolean {
  const quorate = quorateIn(ring, ringStand, moment);
  const working = serversIn(plane, scene, moment, phase).filter((region) =>
    quorate.some((has, member) => has && moment.reach[region]![member]!),
  );
  return isServed(plane.endpoint, working, scene, moment);
}

/** Whether requests come in: a node of a group that carries the ingress, and an address that leads to it. */
export function isReachable(ingress: Settled<Ingress>, scene: Scene, moment: Moment, phase: Phase): boolean {
  const groups = ingress.nodes.map((name) => scene.parts.get(name) as Settled<NodeGroup>);
  const { situation } = moment;
  const nodes = scene.regions.flatMap((name, region) => {
    const here = groups.some((group) => {
      if (leftOf(scene.stands.get(group.name)!, situation)[region]! > 0) return true;
      const may = isUp(situation, region) && (group.within?.includes(name) ?? true);
      return phase === 'recovered' && may && startedAgain(group, scene, moment) > 0;
    });
    return here ? [region] : [];
  });
  return isServed(ingress.exposure, nodes, scene, moment);
}
