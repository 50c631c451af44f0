import type { Construct } from 'constructs';
import { flag, integer, list, optional, text, type Shapes } from '../../core/props';
import type { Deferrable } from '../../core/deferred';
import { ADDON_SHAPES, AddonBase, type AddonProps } from '../addon';
import { CONTAINER_SHAPE, type ContainerResources } from './container-resources';

/** What cert-manager takes. */
export interface CertManagerProps extends AddonProps {
  /** How many controllers. @default 1 */
  readonly replicas?: Deferrable<number>;
  /** Whether its metrics are offered. @default true */
  readonly metrics?: boolean;
  /** What the controller asks for and may use. @default the chart's */
  readonly resources?: ContainerResources;
  /** Name servers that DNS-01 challenges are looked up at, such as `9.9.9.9:53`. @default the cluster's */
  readonly dns01Nameservers?: readonly string[];
}

const SHAPES: Shapes<CertManagerProps> = {
  ...ADDON_SHAPES,
  replicas: optional(integer({ late: true })),
  metrics: optional(flag()),
  resources: optional(CONTAINER_SHAPE),
  dns01Nameservers: optional(list(text())),
};

/**
 * Certificates inside the cluster. It brings the controller and its CRDs; no issuer: that is yours to create in the
 * cluster. Leave the chart's `installCRDs` alone, the platform installs them by a release of their own.
 */
export class CertManager extends AddonBase<CertManagerProps> {
  public constructor(scope: Construct, id: string, props: CertManagerProps = {}) {
    super(
      scope,
      id,
      { addon: 'certManager', example: "new CertManager(cluster, 'cert-manager')" },
      'CertManager',
      SHAPES,
      props,
    );
  }

  protected override typedValues(): object {
    const { replicas, metrics, resources, dns01Nameservers } = this.props;
    return {
      replicaCount: replicas,
      ...(metrics !== undefined && { prometheus: { enabled: metrics } }),
      resources,
      ...(dns01Nameservers && {
        dns01RecursiveNameservers: dns01Nameservers.join(','),
        dns01RecursiveNameserversOnly: true,
      }),
    };
  }
}
