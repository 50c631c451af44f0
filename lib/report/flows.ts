import { Construct, type IConstruct } from 'constructs';
import { choiceFault } from '../core/choice';
import { byCodeUnit, quote } from '../core/json';
import { EtcdRing } from '../constructs/etcd-ring';
import { ManagedCluster } from '../constructs/managed-cluster';
import { NodeGroup } from '../constructs/node-group';
import { factsOf } from '../constructs/noun';
import { RegionalEtcdRing } from '../constructs/platform/regional-etcd-ring';
import { RegionalVolumeLayer } from '../constructs/platform/regional-volume-layer';
import { ReplicatedVolumeLayer } from '../constructs/replicated-volume-layer';
import { ringOf } from '../constructs/resilience/ring-part';

/**
 * What flows: members of a ring agree; a control plane keeps its state in a ring and gives work to groups; groups read and
 * write volumes; volumes are copied to regions.
 */
export type FlowKind =
  'ring-ring' | 'controlPlane-ring' | 'controlPlane-nodeGroup' | 'nodeGroup-volumes' | 'volumes-region';

/** One flow between two parts of a program, each by the path of its construct; a region by its name. */
export interface Flow {
  readonly kind: FlowKind;
  readonly from: string;
  readonly to: string;
}

const KINDS: readonly FlowKind[] = [
  'ring-ring',
  'controlPlane-ring',
  'controlPlane-nodeGroup',
  'nodeGroup-volumes',
  'volumes-region',
];

/** The ring that a cluster uses where the program names none that it declares. */
export const OTHER_RING = '(the ring of an ancestor, or the platform’s)';

/**
 * Every flow of a program, over all of its planes, in the order of what flows and of paths.
 *
 * @throws HikubeError HK1106 for what is no construct
 */
export function flows(root: IConstruct): readonly Flow[] {
  if (!Construct.isConstruct(root)) {
    const why = 'They lead from construct to construct.';
    throw choiceFault(`The flows are asked of ${quote(root)}.`, why, 'Write `flows(app)`.');
  }
  const found = root.node.findAll().flatMap(flowsOf);
  return found.sort(
    (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || byCodeUnit(a.from, b.from) || byCodeUnit(a.to, b.to),
  );
}

function flowsOf(construct: IConstruct): Flow[] {
  const from = construct.node.path;
  if (construct instanceof EtcdRing || construct instanceof RegionalEtcdRing) {
    return [{ kind: 'ring-ring', from, to: from }];
  }
  if (construct instanceof ManagedCluster) return ofCluster(construct, from);
  if (construct instanceof RegionalVolumeLayer) return toRegions(from, construct.regions);
  return construct instanceof ReplicatedVolumeLayer ? toRegions(from, factsOf(construct)?.across ?? []) : [];
}

const toRegions = (from: string, regions: readonly { readonly name: string }[]): Flow[] =>
  [...new Set(regions.map(({ name }) => name))].map((to) => ({ kind: 'volumes-region', from, to }));

function ofCluster(cluster: ManagedCluster, from: string): Flow[] {
  const ring = ringOf(cluster)?.node.path ?? OTHER_RING;
  const groups = cluster.node.findAll().filter((one) => one instanceof NodeGroup);
  return [
    { kind: 'controlPlane-ring', from, to: ring },
    ...groups.map(({ node }): Flow => ({ kind: 'controlPlane-nodeGroup', from, to: node.path })),
    ...groups.flatMap((group) =>
      layersOf(group, cluster).map((layer): Flow => ({
        kind: 'nodeGroup-volumes',
        from: group.node.path,
        to: layer.node.path,
      })),
    ),
  ];
}

const layersOf = (group: NodeGroup, { volumes }: ManagedCluster): ReplicatedVolumeLayer[] => [
  ...new Set([volumes, group.volumes].filter((layer) => layer !== undefined)),
];
