import { Construct } from 'constructs';
import type { Deferrable } from '../core/deferred';
import { isRecord, quote, type Unchecked } from '../core/json';
import type { CapacityRange } from '../core/model/capacity';
import type { Draft } from '../core/model/field';
import { PLATFORM_GROUP, type NodeGroupSpec } from '../core/model/node-group';
import { roleLabel } from '../core/names';
import { Gpu } from '../core/platform/gpu';
import { InstanceType } from '../core/platform/instance-type';
import { includes } from '../core/platform/release';
import { instance, integer, list, object, oneOrMore, optional, quantity, text, type Shapes } from '../core/props';
import { ManagedCluster } from './managed-cluster';
import { NOUN_SHAPES, SPANNING_SHAPES, addFault, declareNoun, type NounProps, type SpanningProps } from './noun';
import { HEALTH_SHAPES, type NodeHealth } from './resources';
import { ReplicatedVolumeLayer } from './replicated-volume-layer';
import { freshScope, pathOf, refuse } from './wiring';

/** Between how many machines the autoscaler chooses. */
export interface Scaling {
  /** At least; 0 lets the group sleep. */
  readonly min: Deferrable<number>;
  /** At most. */
  readonly max: Deferrable<number>;
}

/** CPU and memory of one machine. */
export interface MachineResources {
  /** Whole cores. */
  readonly cpu: Deferrable<string | number>;
  /** A Kubernetes quantity, such as `8Gi`. */
  readonly memory: Deferrable<string>;
}

/** GPUs of one model on every machine. */
export interface GpuAttachment {
  readonly model: Gpu;
  /** How many on each machine. @default 1 */
  readonly perNode?: number;
}

/** What the kubelet keeps for itself and for the system, as quantities (platform 1.4). */
export interface KubeletReservations {
  readonly systemReserved?: { readonly cpu?: Deferrable<string>; readonly memory?: Deferrable<string> };
  readonly kubeReserved?: { readonly cpu?: Deferrable<string>; readonly memory?: Deferrable<string> };
  /** Free memory below which pods are evicted at once, such as `7%`. */
  readonly evictionHard?: Deferrable<string>;
  /** Free memory below which pods are evicted after a while, such as `10%`. */
  readonly evictionSoft?: Deferrable<string>;
}

/** What every group takes, however its machines are sized. */
export interface NodeGroupOptions extends NounProps, SpanningProps {
  /** The group's key: lower-case letters, digits and dashes. @default the construct's id */
  readonly name?: string;
  /** Between how many machines the autoscaler chooses. */
  readonly scaling: Scaling;
  /** The disk of each machine, a Kubernetes quantity. It is lost with the machine. @default 20Gi */
  readonly disk?: Deferrable<string>;
  /** Labels of the form node-role.kubernetes.io/<role>; `ingress-nginx` comes by itself from IngressNginx. @default none */
  readonly roles?: readonly string[];
  /** GPUs on every machine; whole cards, attached and paid for as long as the machine is there. @default none */
  readonly gpus?: GpuAttachment | readonly GpuAttachment[];
  /** What the kubelet keeps (platform 1.4). @default the platform's, 5 % each */
  readonly kubelet?: KubeletReservations;
  /** When a machine is replaced (platform 1.6). @default the cluster's */
  readonly health?: NodeHealth;
  /** The layer that the machines' disks are on (platform 1.4). @default the cluster's */
  readonly volumes?: ReplicatedVolumeLayer;
}

/** A group sized by an instance type. */
export interface TypedNodeGroupProps extends NodeGroupOptions {
  /** The shape of its machines. */
  readonly instanceType: InstanceType;
  readonly resources?: never;
}

/** A group sized by CPU and memory. */
export interface SizedNodeGroupProps extends NodeGroupOptions {
  /** CPU and memory of each machine. */
  readonly resources: MachineResources;
  readonly instanceType?: never;
}

/** What a group takes: an instance type or resources, and the rest. */
export type NodeGroupProps = TypedNodeGroupProps | SizedNodeGroupProps;

interface AllProps extends NodeGroupOptions {
  readonly instanceType?: InstanceType;
  readonly resources?: MachineResources;
}

const reserved = optional(object({ cpu: optional(text({ late: true })), memory: optional(text({ late: true })) }));
const SHAPES: Shapes<AllProps> = {
  ...NOUN_SHAPES,
  ...SPANNING_SHAPES,
  name: optional(text()),
  scaling: object<Scaling>({ min: integer({ late: true }), max: integer({ late: true }) }),
  instanceType: optional(instance(InstanceType, "InstanceType.S1_LARGE, or InstanceType.of('s1.large')")),
  resources: optional(object<MachineResources>({ cpu: quantity({ late: true }), memory: quantity({ late: true }) })),
  disk: optional(quantity({ late: true })),
  roles: optional(list(text())),
  gpus: optional(oneOrMore(object<GpuAttachment>({ model: instance(Gpu, 'Gpu.L40S'), perNode: optional(integer()) }))),
  kubelet: optional(
    object<KubeletReservations>({
      systemReserved: reserved,
      kubeReserved: reserved,
      evictionHard: optional(text({ late: true })),
      evictionSoft: optional(text({ late: true })),
    }),
  ),
  health: optional(object(HEALTH_SHAPES)),
  volumes: optional(instance(ReplicatedVolumeLayer)),
};

/** What the platform gives a machine when nothing is written; the chart insists on the field all the same. */
const DEFAULT_DISK = '20Gi';
/** More than any host carries; a typo should not become a list of a million entries. */
const MOST_GPUS = 16;

/** A group of like machines of a cluster, which grows and shrinks between its bounds. */
export class NodeGroup extends Construct {
  /** The cluster that it is part of. */
  public readonly cluster: ManagedCluster;
  /** Its key in `spec.nodeGroups`. */
  public readonly name: string;
  private readonly props: Partial<AllProps>;
  private readonly roleNames: string[];

  /** @throws HikubeError HK1001 outside of a ManagedCluster, HK1002 if the cluster has a group of this name */
  public constructor(scope: Construct, id: string, props: NodeGroupProps) {
    const remedy = "Write `new NodeGroup(cluster, 'web', { instanceType, scaling })`.";
    const parent = freshScope('NodeGroup', scope, id, remedy);
    const cluster = ManagedCluster.forPart('NodeGroup', parent, id, remedy);
    super(parent, id);
    this.props = declareNoun<AllProps>(this, 'NodeGroup', SHAPES, props);
    this.cluster = cluster;
    this.name = typeof this.props.name === 'string' ? this.props.name : this.node.id;
    this.roleNames = (this.props.roles ?? []).filter((role) => typeof role === 'string');
    const twin = cluster.nodeGroups.find((group) => group.name === this.name);
    if (twin) {
      refuse(
        'HK1002',
        pathOf(parent, id),
        `Cluster "${cluster.name}" has a node group ${quote(this.name)} already, at "${twin.node.path}".`,
        'Give one of the two another name.',
      );
    }
    cluster.addPart(this);
    this.checkSize(isRecord(props) ? props : {});
  }

  /** The layer that its machines' disks are on. @default the cluster's */
  public get volumes(): ReplicatedVolumeLayer | undefined {
    return this.props.volumes;
  }

  /** Its roles, those given by add-ons included. */
  public get roles(): readonly string[] {
    return [...this.roleNames];
  }

  /** The instance type, unless it is sized by resources. */
  public get instanceType(): InstanceType | undefined {
    return this.props.instanceType;
  }

  /** How many GPUs each machine has. */
  public get gpusPerNode(): number {
    return this.devices().length;
  }

  /** Gives the group a role that it does not have yet. The order of roles matters to the platform: new ones come last. */
  public addRole(role: string): void {
    if (!this.roleNames.includes(role)) this.roleNames.push(role);
  }

  /**
   * The labels by which workloads choose this group's machines. The platform labels machines by role only, so the group
   * needs a role that no other group of the cluster has.
   *
   * @throws HikubeError HK2109 if it has none
   */
  public get nodeSelector(): Readonly<Record<string, string>> {
    const others = this.cluster.nodeGroups.filter((group) => group !== this).flatMap((group) => group.roles);
    const own = this.roleNames.find((role) => !others.includes(role));
    if (own === undefined) {
      refuse(
        'HK2109',
        this.node.path,
        `Node group "${this.name}" has no role that is its own, so workloads cannot choose it.`,
        `Give it one: \`roles: ['${this.name}']\`.`,
      );
    }
    return { [roleLabel(own)]: '' };
  }

  /** What its machines add up to; `undefined` where bounds or sizes are not known. */
  public get capacity(): CapacityRange | undefined {
    return this.cluster.capacity.groups[this.name];
  }

  /** Its part of the cluster's spec. The five fields that the platform insists on are always there. */
  public toSpec(): Draft<NodeGroupSpec> {
    const { scaling, instanceType, resources, disk = DEFAULT_DISK, kubelet, health, volumes } = this.props;
    const devices = this.devices();
    return {
      minReplicas: scaling?.min,
      maxReplicas: scaling?.max,
      // Sized by resources, the platform wants the field and wants it empty.
      instanceType: instanceType?.name ?? (resources ? '' : undefined),
      diskSize: disk,
      resources: resources ?? {},
      roles: this.roleNames.length > 0 || this.isMergedByPlatform() ? this.roles : undefined,
      gpus: devices.length > 0 ? devices : undefined,
      storageClass: volumes?.storageClass,
      kubelet: kubelet && {
        systemReservedCpu: kubelet.systemReserved?.cpu,
        systemReservedMemory: kubelet.systemReserved?.memory,
        kubeReservedCpu: kubelet.kubeReserved?.cpu,
        kubeReservedMemory: kubelet.kubeReserved?.memory,
        evictionHardMemory: kubelet.evictionHard,
        evictionSoftMemory: kubelet.evictionSoft,
      },
      maxUnhealthy: health?.maxUnhealthy,
      nodeStartupTimeout: health?.startupTimeout,
    };
  }

  /** Whether the platform would fill what this group leaves out from a group of its own, which has the ingress role. */
  private isMergedByPlatform(): boolean {
    return this.name === PLATFORM_GROUP.name && includes({ until: PLATFORM_GROUP.until }, this.cluster.profile.release);
  }

  private devices(): { readonly name: string }[] {
    return ((this.props.gpus as readonly GpuAttachment[] | undefined) ?? []).flatMap(({ model, perNode = 1 }) =>
      Array.from({ length: usable(perNode) }, () => ({ name: model?.device })),
    );
  }

  private checkSize(given: Unchecked): void {
    const { gpus = [], volumes } = this.props;
    // Both at once is seen in the object, by the rule that judges manifests too.
    if (given.instanceType === undefined && given.resources === undefined) {
      const message = `Node group "${this.name}" has neither an instance type nor resources.`;
      addFault(this, { code: 'HK1103', message, remedy: 'Write `instanceType: InstanceType.S1_LARGE`, say.' });
    }
    for (const { perNode } of gpus as readonly GpuAttachment[]) {
      if (typeof perNode === 'number' && usable(perNode) !== perNode) {
        addFault(this, {
          code: 'HK1102',
          message: `The prop "gpus.perNode" is ${perNode}.`,
          remedy: `Write a number from 1 to ${MOST_GPUS}.`,
        });
      }
    }
    if (volumes) this.node.addDependency(volumes);
  }
}

const usable = (perNode: unknown): number =>
  Number.isSafeInteger(perNode) ? Math.min(Math.max(Number(perNode), 1), MOST_GPUS) : 1;
