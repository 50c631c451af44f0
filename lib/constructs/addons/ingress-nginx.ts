import type { Construct } from 'constructs';
import type { Deferrable } from '../../core/deferred';
import { INGRESS_ROLE } from '../../core/check/rules/ingress';
import type { Draft } from '../../core/model/field';
import type { AddonSpec, IngressNginxSpec } from '../../core/model/addon';
import { roleLabel } from '../../core/names';
import { flag, instance, list, map, oneOrMore, optional, text, type Shapes } from '../../core/props';
import { ADDON_SHAPES, AddonBase, type AddonProps } from '../addon';
import { NodeGroup } from '../node-group';
import { CONTAINER_SHAPE, type ContainerResources } from './container-resources';

/** What the ingress controller takes, however it is exposed. */
export interface IngressNginxOptions extends AddonProps {
  /**
   * Whether the controller runs on its groups only. The platform sets its node selector where the chart does not read
   * it, so that without this it runs on every machine.
   *
   * @default false
   */
  readonly onlyOnNodes?: boolean;
  /** What each controller asks for and may use. @default 100m and 90Mi, at most 1 CPU and 2Gi */
  readonly resources?: ContainerResources;
  /** Settings of NGINX, such as `ssl-protocols`. @default the chart's */
  readonly config?: Readonly<Record<string, Deferrable<string>>>;
  /** Whether a ServiceMonitor is made for its metrics. @default the chart's */
  readonly serviceMonitor?: boolean;
}

/** A controller behind the tenant's own ingress, which passes the hosts on to it. */
export interface ProxiedIngressNginxProps extends IngressNginxOptions {
  readonly exposure?: 'Proxied';
  /** The hosts, each a DNS name, with at most a leading `*.`; somebody has to create their DNS records. */
  readonly hosts: readonly Deferrable<string>[];
  /** The groups that traffic is sent to. They get the role `ingress-nginx`. */
  readonly nodes: NodeGroup | readonly NodeGroup[];
}

/** A controller with an address of its own. */
export interface LoadBalancedIngressNginxProps extends IngressNginxOptions {
  readonly exposure: 'LoadBalancer';
  readonly hosts?: never;
  /** Groups that get the role `ingress-nginx`. @default none */
  readonly nodes?: NodeGroup | readonly NodeGroup[];
  /** Annotations of its Service. @default none */
  readonly serviceAnnotations?: Readonly<Record<string, Deferrable<string>>>;
}

/** What the ingress controller takes. */
export type IngressNginxProps = ProxiedIngressNginxProps | LoadBalancedIngressNginxProps;

interface AllProps extends IngressNginxOptions {
  readonly exposure?: 'Proxied' | 'LoadBalancer';
  readonly hosts?: readonly Deferrable<string>[];
  readonly nodes?: NodeGroup | readonly NodeGroup[];
  readonly serviceAnnotations?: Readonly<Record<string, Deferrable<string>>>;
}

const SHAPES: Shapes<AllProps> = {
  ...ADDON_SHAPES,
  // An unknown one is seen in the object, which has a rule for it.
  exposure: optional(text()),
  hosts: optional(list(text({ late: true }))),
  nodes: optional(oneOrMore(instance(NodeGroup, 'a NodeGroup of the cluster'))),
  onlyOnNodes: optional(flag()),
  resources: optional(CONTAINER_SHAPE),
  config: optional(map(text({ late: true }))),
  serviceMonitor: optional(flag()),
  serviceAnnotations: optional(map(text({ late: true }))),
};

/**
 * NGINX as the ingress controller of the cluster. It runs as a DaemonSet, so it has no number of replicas: the groups
 * that carry it decide.
 */
export class IngressNginx extends AddonBase<AllProps> {
  /** @throws HikubeError HK1005 for groups of another cluster */
  public constructor(scope: Construct, id: string, props: IngressNginxProps) {
    super(
      scope,
      id,
      { addon: 'ingressNginx', example: "new IngressNginx(cluster, 'ingress-nginx', { hosts, nodes })" },
      'IngressNginx',
      SHAPES,
      props,
    );
    const nodes = (this.props.nodes ?? []) as readonly NodeGroup[];
    this.refersTo('nodes', nodes);
    for (const group of nodes) group.addRole(INGRESS_ROLE);
  }

  protected override settings(): Draft<Omit<IngressNginxSpec, keyof AddonSpec>> {
    const { exposure, hosts } = this.props;
    return { ...(exposure && { exposeMethod: exposure }), ...(hosts && { hosts }) };
  }

  protected override typedValues(): object {
    const { onlyOnNodes, resources, config, serviceMonitor, serviceAnnotations } = this.props;
    const controller = {
      ...(onlyOnNodes && { nodeSelector: { [roleLabel(INGRESS_ROLE)]: '' } }),
      ...(resources && { resources }),
      ...(config && { config }),
      ...(serviceMonitor !== undefined && { metrics: { serviceMonitor: { enabled: serviceMonitor } } }),
      ...(serviceAnnotations && { service: { annotations: serviceAnnotations } }),
    };
    return Object.keys(controller).length > 0 ? { controller } : {};
  }
}
