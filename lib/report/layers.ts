import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { byCodeUnit } from '../core/json';
import { EtcdRing } from '../constructs/etcd-ring';
import { ManagedCluster } from '../constructs/managed-cluster';
import { NodeGroup } from '../constructs/node-group';
import { RegionalEtcdRing } from '../constructs/platform/regional-etcd-ring';
import { RegionalStore } from '../constructs/platform/regional-store';
import { RegionalVolumeLayer } from '../constructs/platform/regional-volume-layer';
import { ReplicatedVolumeLayer } from '../constructs/replicated-volume-layer';

/** The layers that a system is made of, from what agrees to what holds the data. */
export const LAYERS = ['etcd', 'control plane', 'node groups', 'volumes', 'replication', 'regional stores'] as const;
export type LayerName = (typeof LAYERS)[number];

/** One layer, and what of the program is in it. */
export interface Layer {
  readonly name: LayerName;
  /** The paths of its constructs; none where only the platform has it. */
  readonly paths: readonly string[];
}

const isIn: Readonly<Record<LayerName, (construct: IConstruct) => boolean>> = {
  etcd: (one) => one instanceof EtcdRing || one instanceof RegionalEtcdRing,
  'control plane': (one) => one instanceof ManagedCluster,
  'node groups': (one) => one instanceof NodeGroup,
  // What workloads ask for, and what it is asked of.
  volumes: (one) =>
    one instanceof ReplicatedVolumeLayer || (ApiObject.isApiObject(one) && one.kind === 'PersistentVolumeClaim'),
  replication: (one) => one instanceof RegionalVolumeLayer || one instanceof ReplicatedVolumeLayer,
  'regional stores': (one) => one instanceof RegionalStore,
};

/** The six layers of a program, each with what the program declares of it. */
export function layersOf(root: IConstruct): Layer[] {
  const all = root.node.findAll();
  return LAYERS.map((name) => ({
    name,
    paths: all
      .filter(isIn[name])
      .map(({ node }) => node.path)
      .sort(byCodeUnit),
  }));
}
