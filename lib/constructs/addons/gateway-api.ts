import type { Construct } from 'constructs';
import type { Shapes } from '../../core/props';
import { AddonBase } from '../addon';
import { NOUN_SHAPES, type NounProps } from '../noun';

/** What the Gateway API takes. */
export type GatewayApiProps = NounProps;

const SHAPES: Shapes<GatewayApiProps> = NOUN_SHAPES;

/** The CRDs of the Gateway API; Cilium then serves it, and cert-manager knows of it. It takes no values. */
export class GatewayApi extends AddonBase<GatewayApiProps> {
  public constructor(scope: Construct, id: string, props: GatewayApiProps = {}) {
    super(
      scope,
      id,
      { addon: 'gatewayAPI', example: "new GatewayApi(cluster, 'gateway-api')" },
      'GatewayApi',
      SHAPES,
      props,
    );
  }
}
