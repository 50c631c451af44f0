import { Construct } from 'constructs';
import type { Deferrable } from '../core/deferred';
import { ETCD_DEFAULTS, ETCD_NAME, quorumOf, toleratedLosses } from '../core/model/etcd';
import { instance, integer, optional, quantity, text, type Shapes } from '../core/props';
import { NOUN_SHAPES, SPANNING_SHAPES, declareNoun, type NounProps, type SpanningProps } from './noun';
import { METADATA_SHAPES, metadataOf, type ObjectMetadataProps } from './object-metadata';
import { RESOURCES_SHAPE, type Resources } from './resources';
import { ReplicatedVolumeLayer } from './replicated-volume-layer';
import { TenantChart } from './tenant-chart';
import { TenantObject } from './tenant-object';
import { claim, freshScope, refuse } from './wiring';

/** What a ring takes. */
export interface EtcdRingProps extends NounProps, SpanningProps, ObjectMetadataProps {
  /** Its members; odd, so that more than half can agree after a loss. @default 3 */
  readonly members?: number;
  /** The volume of each member, in Ki, Mi or Gi; etcd may fill 95 % of it. @default 4Gi */
  readonly size?: Deferrable<string>;
  /** The layer that the members' volumes are on. @default the platform's default class */
  readonly volumes?: ReplicatedVolumeLayer;
  /** What each member may use. @default 1 CPU, 512Mi */
  readonly resources?: Resources;
  /** The version of etcd, such as `3.6.11` (platform 1.6). @default the platform's */
  readonly version?: string;
}

const SHAPES: Shapes<EtcdRingProps> = {
  ...NOUN_SHAPES,
  ...SPANNING_SHAPES,
  ...METADATA_SHAPES,
  members: optional(integer()),
  size: optional(quantity({ late: true })),
  volumes: optional(instance(ReplicatedVolumeLayer)),
  resources: optional(RESOURCES_SHAPE),
  version: optional(text()),
};

/** The ring of an ancestor of the tenant. */
export class InheritedEtcdRing {
  /** What tells it from any other object. */
  public readonly isInherited = true;

  /** @internal */
  public constructor() {}
}

/**
 * The etcd ring of the tenant, shared by its clusters and by the descendants that have none of their own.
 *
 * The platform makes it when the tenant's etcd module is on, and this object then sets its size; without the module no
 * cluster finds it. There is one per tenant, and its object is always called `etcd`.
 */
export class EtcdRing extends Construct {
  /** The tenant that it belongs to. */
  public readonly chart: TenantChart;
  /** Its members. */
  public readonly members: number;

  /** @throws HikubeError HK1001 outside of a TenantChart, HK1003 if the tenant has one already */
  public constructor(scope: Construct, id: string, props: EtcdRingProps = {}) {
    const parent = freshScope('EtcdRing', scope, id, "Write `new EtcdRing(chart, 'etcd')`.");
    const chart = TenantChart.forNoun('EtcdRing', parent, id);
    super(parent, id);
    const first = claim(this, 'ring', chart.namespace, ETCD_NAME);
    if (first) {
      refuse(
        'HK1003',
        this.node.path,
        `Tenant "${chart.namespace}" has a ring already, at "${first.node.path}".`,
        'Refer to that one, or put this one into a tenant of its own.',
      );
    }
    const read = declareNoun(this, 'EtcdRing', SHAPES, props);
    this.chart = chart;
    this.members = Number.isSafeInteger(read.members) ? read.members! : ETCD_DEFAULTS.replicas;
    if (read.volumes) this.node.addDependency(read.volumes);
    new TenantObject(this, {
      kind: 'Etcd',
      name: ETCD_NAME,
      ...metadataOf(read),
      profile: () => chart.profile,
      spec: () => ({
        replicas: read.members,
        size: read.size,
        storageClass: read.volumes?.storageClass,
        resources: read.resources,
        version: read.version,
      }),
    });
  }

  /** The ring of an ancestor, for clusters of a tenant that has none of its own. */
  public static inherited(): InheritedEtcdRing {
    return new InheritedEtcdRing();
  }

  /** How many members have to agree. */
  public get quorum(): number {
    return quorumOf(this.members);
  }

  /** How many members can be lost while the rest still agrees. */
  public get toleratedLosses(): number {
    return toleratedLosses(this.members);
  }
}
