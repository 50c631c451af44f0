import type { Construct } from 'constructs';
import { instance, optional, type Shapes } from '../../core/props';
import { ADDON_SHAPES, AddonBase, type AddonProps } from '../addon';
import { GatewayApi } from './gateway-api';
import { IngressNginx } from './ingress-nginx';

/** What Ouroboros takes. */
export interface OuroborosProps extends AddonProps {
  /** The controller whose hosts pods reach by its way back. */
  readonly ingress: IngressNginx;
  /** The Gateway API, if it is to watch that too. @default none */
  readonly gatewayApi?: GatewayApi;
}

const SHAPES: Shapes<OuroborosProps> = {
  ...ADDON_SHAPES,
  ingress: instance(IngressNginx, "new IngressNginx(cluster, 'ingress-nginx', { hosts, nodes })"),
  gatewayApi: optional(instance(GatewayApi, "new GatewayApi(cluster, 'gateway-api')")),
};

/** Lets pods reach the cluster's own ingress hosts although PROXY protocol is on (platform 1.4). */
export class Ouroboros extends AddonBase<OuroborosProps> {
  public constructor(scope: Construct, id: string, props: OuroborosProps) {
    super(
      scope,
      id,
      { addon: 'ouroboros', example: "new Ouroboros(cluster, 'ouroboros', { ingress })" },
      'Ouroboros',
      SHAPES,
      props,
    );
    const { ingress, gatewayApi } = this.props;
    if (ingress) this.refersTo('ingress', [ingress]);
    if (gatewayApi) this.refersTo('gatewayApi', [gatewayApi]);
  }
}
