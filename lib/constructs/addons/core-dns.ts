import type { Construct } from 'constructs';
import type { Deferrable } from '../../core/deferred';
import { integer, optional, type Shapes } from '../../core/props';
import { ADDON_SHAPES, AddonBase, type AddonProps } from '../addon';
import { CONTAINER_SHAPE, type ContainerResources } from './container-resources';

/** What CoreDNS takes. */
export interface CoreDnsProps extends AddonProps {
  /** How many servers. @default 2 */
  readonly replicas?: Deferrable<number>;
  /** What each asks for and may use. @default the chart's */
  readonly resources?: ContainerResources;
}

const SHAPES: Shapes<CoreDnsProps> = {
  ...ADDON_SHAPES,
  replicas: optional(integer({ late: true })),
  resources: optional(CONTAINER_SHAPE),
};

/** Settings of the DNS of the cluster, which is always CoreDNS. Do not change its address, 10.95.0.10. */
export class CoreDns extends AddonBase<CoreDnsProps> {
  public constructor(scope: Construct, id: string, props: CoreDnsProps = {}) {
    super(scope, id, { addon: 'coredns', example: "new CoreDns(cluster, 'coredns')" }, 'CoreDns', SHAPES, props);
  }

  protected override typedValues(): object {
    return { replicaCount: this.props.replicas, resources: this.props.resources };
  }
}
