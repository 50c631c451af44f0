import type { Construct } from 'constructs';
import type { Deferrable } from '../../core/deferred';
import { flag, integer, object, optional, text, type Shapes } from '../../core/props';
import { ADDON_SHAPES, AddonBase, type AddonProps } from '../addon';
import { switched } from './switched';

/** What shows the flows between pods. */
export interface HubbleProps {
  /** The relay, which gathers the flows of all machines. @default false */
  readonly relay?: boolean;
  /** The page. @default false */
  readonly ui?: boolean;
}

/** What Cilium takes. */
export interface CiliumProps extends AddonProps {
  /** Records flows. @default off, although Hikube's networking page shows it as built in */
  readonly hubble?: HubbleProps;
  /**
   * Encrypts traffic between machines. `ipsec` needs a Secret with its key in the cluster first. @default none
   */
  readonly encryption?: 'wireguard' | 'ipsec';
  /** How many operators. @default 1 */
  readonly operatorReplicas?: Deferrable<number>;
}

const SHAPES: Shapes<CiliumProps> = {
  ...ADDON_SHAPES,
  hubble: optional(object<HubbleProps>({ relay: optional(flag()), ui: optional(flag()) })),
  encryption: optional(text({ oneOf: ['wireguard', 'ipsec'] })),
  operatorReplicas: optional(integer({ late: true })),
};

/** Settings of the network of the cluster, which is always Cilium. */
export class Cilium extends AddonBase<CiliumProps> {
  public constructor(scope: Construct, id: string, props: CiliumProps = {}) {
    super(scope, id, { addon: 'cilium', example: "new Cilium(cluster, 'cilium')" }, 'Cilium', SHAPES, props);
  }

  protected override typedValues(): object {
    const { hubble, encryption, operatorReplicas } = this.props;
    return {
      ...(hubble && { hubble: { enabled: true, relay: switched(hubble.relay), ui: switched(hubble.ui) } }),
      ...(encryption && { encryption: { enabled: true, type: encryption } }),
      ...(operatorReplicas !== undefined && { operator: { replicas: operatorReplicas } }),
    };
  }
}
