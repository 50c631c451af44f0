import type { ReplicaSet, Settled } from './system';

/** How many of a part there are in the worst case: the autoscaler decides about the rest. */
export function sizeOfPart(part: Settled<ReplicaSet>): number {
  switch (part.kind) {
    case 'etcd':
      return part.members;
    case 'controlPlane':
    case 'workload':
      return part.replicas;
    case 'nodeGroup':
      return part.min;
    case 'volume':
      return part.copies;
  }
}
