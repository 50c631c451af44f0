import { answers, isReachable } from './checks/addresses';
import { machinesOf, replicasOf } from './checks/groups';
import { hasQuorum, hasTime } from './checks/ring';
import { cannotSplit, isReadable, isReprotected, isWritable, losesNothing } from './checks/volume';
import { isAtLeast } from './fraction';
import type { Requirement } from './objective';
import type { Moment, Scene } from './stand';
import type { ControlPlane, Ingress, NodeGroup, Ring, Settled, Volume, Workload } from './system';

/** Whether a requirement holds where something stands and something happened. */
export function holds({ check, of, phase, atLeast = 1 }: Requirement, scene: Scene, moment: Moment): boolean {
  const part = scene.parts.get(of)!;
  const stand = scene.stands.get(of)!;
  switch (check) {
    case 'etcdQuorum':
      return hasQuorum(part as Settled<Ring>, stand, moment);
    case 'timing':
      return hasTime(part as Settled<Ring>, stand, scene);
    case 'apiAvailable': {
      const plane = part as Settled<ControlPlane>;
      const ring = scene.parts.get(plane.ring) as Settled<Ring>;
      return answers(plane, ring, scene.stands.get(plane.ring)!, scene, moment, phase);
    }
    case 'writable':
      return isWritable(part as Settled<Volume>, stand, moment);
    case 'readable':
      return isReadable(part as Settled<Volume>, stand, moment);
    case 'noSplitBrain':
      return cannotSplit(part as Settled<Volume>, stand, moment);
    case 'zeroDataLoss':
      return losesNothing(part as Settled<Volume>, stand, moment);
    case 'reprotected':
      return isReprotected(part as Settled<Volume>, stand, scene, moment);
    case 'capacity': {
      const group = part as Settled<NodeGroup>;
      return isAtLeast(machinesOf(group, scene, moment, phase), group.min, atLeast);
    }
    case 'runningReplicas':
      return replicasOf(part as Settled<Workload>, scene, moment, phase) >= atLeast;
    case 'ingressReachable':
      return isReachable(part as Settled<Ingress>, scene, moment, phase);
  }
}
