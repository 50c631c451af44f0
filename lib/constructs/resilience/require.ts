import { Construct, type IConstruct } from 'constructs';
import { choiceFault } from '../../core/choice';
import { quote } from '../../core/json';
import type { Check, Phase, Requirement } from '../../core/resilience/objective';
import { IngressNginx } from '../addons/ingress-nginx';
import { EtcdRing } from '../etcd-ring';
import { ManagedCluster } from '../managed-cluster';
import { NodeGroup } from '../node-group';
import { RegionalEtcdRing } from '../platform/regional-etcd-ring';
import { RegionalVolumeLayer } from '../platform/regional-volume-layer';
import { ReplicatedVolumeLayer } from '../replicated-volume-layer';
import { checkOptions } from './options';

/** When something is looked at: once the failure is noticed, or once everything that heals by itself has. */
export interface WhenOptions {
  /** @default instant */
  readonly phase?: Phase;
}
/** How much has to be left, and when. */
export interface CapacityOptions extends WhenOptions {
  /** The share of the group's least number of machines, such as `0.6`. */
  readonly atLeast: number;
}

function checkPart(check: Check, part: unknown, classes: readonly (new (...args: never[]) => Construct)[]): void {
  if (classes.some((one) => part instanceof one)) return;
  const names = classes.map(({ name }) => name).join(' or ');
  const given = Construct.isConstruct(part) ? `"${part.node.path}"` : quote(part);
  throw choiceFault(
    `Require.${check} is asked of ${given}.`,
    'Each requirement is asked of a part that has it.',
    `Give a ${names}.`,
  );
}

/** Something that has to hold after a failure. */
export class Require {
  private constructor(
    private readonly check: Check,
    /** The construct that it is asked of. @internal */
    public readonly part: IConstruct,
    private readonly phase: Phase,
    private readonly atLeast?: number,
  ) {}

  /** Most members of the ring agree, so that it takes writes. */
  public static etcdQuorum(ring: EtcdRing | RegionalEtcdRing): Require {
    checkPart('etcdQuorum', ring, [EtcdRing, RegionalEtcdRing]);
    return new Require('etcdQuorum', ring, 'instant');
  }

  /** The ring's timers fit the round trips between its members. */
  public static timing(ring: EtcdRing | RegionalEtcdRing): Require {
    checkPart('timing', ring, [EtcdRing, RegionalEtcdRing]);
    return new Require('timing', ring, 'instant');
  }

  /** An API server of the cluster answers: it runs, reaches an etcd with a quorum, and its address leads to it. */
  public static apiAvailable(cluster: ManagedCluster, options: WhenOptions = {}): Require {
    checkOptions('Require.apiAvailable', options, ['phase']);
    const { phase = 'instant' } = options;
    checkPart('apiAvailable', cluster, [ManagedCluster]);
    return new Require('apiAvailable', cluster, phase);
  }

  /** Volumes of the layer take writes somewhere. */
  public static writable(layer: ReplicatedVolumeLayer | RegionalVolumeLayer): Require {
    return Require.ofLayer('writable', layer);
  }

  /** Volumes of the layer can be read somewhere. */
  public static readable(layer: ReplicatedVolumeLayer | RegionalVolumeLayer): Require {
    return Require.ofLayer('readable', layer);
  }

  /** No two sides of a volume take writes that do not know of each other. */
  public static noSplitBrain(layer: ReplicatedVolumeLayer | RegionalVolumeLayer): Require {
    return Require.ofLayer('noSplitBrain', layer);
  }

  /** No write that was acknowledged is lost. */
  public static zeroDataLoss(layer: ReplicatedVolumeLayer | RegionalVolumeLayer): Require {
    return Require.ofLayer('zeroDataLoss', layer);
  }

  /** Every copy that was lost is made again elsewhere. */
  public static reprotected(layer: ReplicatedVolumeLayer | RegionalVolumeLayer): Require {
    return Require.ofLayer('reprotected', layer, 'recovered');
  }

  /** So much of a group runs, of its least number of machines. */
  public static capacity(group: NodeGroup, options: CapacityOptions): Require {
    checkOptions('Require.capacity', options, ['atLeast', 'phase']);
    const { atLeast, phase = 'instant' } = options;
    if (typeof atLeast !== 'number' || !(atLeast > 0 && atLeast <= 1)) {
      const why = 'It says how much of the group has to run.';
      throw choiceFault(
        `The share of Require.capacity is ${quote(atLeast)}.`,
        why,
        'Write a share, such as `atLeast: 0.6`.',
      );
    }
    checkPart('capacity', group, [NodeGroup]);
    return new Require('capacity', group, phase, atLeast);
  }

  /** Requests come in: a node with the ingress runs, and its address leads to it. */
  public static ingressReachable(ingress: IngressNginx, options: WhenOptions = {}): Require {
    checkOptions('Require.ingressReachable', options, ['phase']);
    const { phase = 'instant' } = options;
    checkPart('ingressReachable', ingress, [IngressNginx]);
    return new Require('ingressReachable', ingress, phase);
  }

  private static ofLayer(check: Check, layer: IConstruct, phase: Phase = 'instant'): Require {
    checkPart(check, layer, [ReplicatedVolumeLayer, RegionalVolumeLayer]);
    return new Require(check, layer, phase);
  }

  /** As the prover takes it: parts are called by the paths of their constructs. @internal */
  public get data(): Requirement {
    const { check, part, phase, atLeast } = this;
    return { check, of: part.node.path, phase, ...(atLeast !== undefined && { atLeast }) };
  }
}
