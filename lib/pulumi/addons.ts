import type { Construct } from 'constructs';
import { CertManager, type CertManagerProps } from '../constructs/addons/cert-manager';
import { Cilium, type CiliumProps } from '../constructs/addons/cilium';
import { CoreDns, type CoreDnsProps } from '../constructs/addons/core-dns';
import { FluxCd, type FluxCdProps } from '../constructs/addons/flux-cd';
import { GatewayApi, type GatewayApiProps } from '../constructs/addons/gateway-api';
import { GpuOperator, type GpuOperatorProps } from '../constructs/addons/gpu-operator';
import { Hami, type HamiProps } from '../constructs/addons/hami';
import { IngressNginx, type IngressNginxProps } from '../constructs/addons/ingress-nginx';
import { MonitoringAgents, type MonitoringAgentsProps } from '../constructs/addons/monitoring-agents';
import { Ouroboros, type OuroborosProps } from '../constructs/addons/ouroboros';
import { Velero, type VeleroProps } from '../constructs/addons/velero';
import { VerticalPodAutoscaler, type VerticalPodAutoscalerProps } from '../constructs/addons/vertical-pod-autoscaler';
import { partsOf } from './parts';
import { didYouMean } from '../core/suggest';
import { isRecord, quote } from '../core/json';
import { refuse } from '../constructs/wiring';
import type { ArgsOf } from './args';

type ReferencesTo<G extends string, P> = P extends { readonly nodes?: unknown }
  ? Omit<P, 'nodes'> & { readonly [K in keyof Pick<P, 'nodes' & keyof P>]: G | readonly G[] }
  : P;

type Inline<P, References extends string = never> = boolean | ArgsOf<Omit<P, References>>;

/**
 * The add-ons of a cluster, by their names on the platform; `true` for one that needs no settings. What an add-on refers
 * to among the others it finds by itself.
 */
export interface AddonsArgs<Group extends string = string> {
  readonly certManager?: Inline<CertManagerProps>;
  readonly cilium?: ArgsOf<CiliumProps>;
  readonly coredns?: ArgsOf<CoreDnsProps>;
  readonly fluxcd?: Inline<FluxCdProps>;
  readonly gatewayAPI?: Inline<GatewayApiProps>;
  readonly gpuOperator?: Inline<GpuOperatorProps>;
  /** Needs `gpuOperator` (platform 1.4). */
  readonly hami?: Inline<HamiProps, 'gpuOperator'>;
  /** `nodes` are names of node groups of this cluster. */
  readonly ingressNginx?: IngressArgs<Group, IngressNginxProps>;
  readonly monitoringAgents?: Inline<MonitoringAgentsProps, 'certManager'>;
  /** Needs `ingressNginx` (platform 1.4). */
  readonly ouroboros?: Inline<OuroborosProps, 'ingress' | 'gatewayApi'>;
  readonly velero?: Inline<VeleroProps>;
  readonly verticalPodAutoscaler?: Inline<VerticalPodAutoscalerProps, 'monitoringAgents'>;
}

type IngressArgs<G extends string, P> = P extends unknown ? ReferencesTo<G, ArgsOf<P>> : never;

type AddonClass = new (scope: Construct, id: string, props: never) => Construct;

/** The classes, in an order in which what is referred to comes first, and what each refers to among the others. */
const CLASSES: {
  readonly [K in keyof Required<AddonsArgs>]: [AddonClass, Readonly<Record<string, keyof AddonsArgs>>?];
} = {
  certManager: [CertManager],
  cilium: [Cilium],
  coredns: [CoreDns],
  fluxcd: [FluxCd],
  gatewayAPI: [GatewayApi],
  gpuOperator: [GpuOperator],
  hami: [Hami, { gpuOperator: 'gpuOperator' }],
  ingressNginx: [IngressNginx],
  monitoringAgents: [MonitoringAgents, { certManager: 'certManager' }],
  ouroboros: [Ouroboros, { ingress: 'ingressNginx', gatewayApi: 'gatewayAPI' }],
  velero: [Velero],
  verticalPodAutoscaler: [VerticalPodAutoscaler, { monitoringAgents: 'monitoringAgents' }],
};

/** Makes the add-ons of a cluster, each under its name on the platform. */
export function addAddons(cluster: Construct, args: unknown, groups: ReadonlyMap<string, Construct>): void {
  const given = Object.fromEntries(partsOf(cluster, 'addons', args));
  const known = Object.keys(CLASSES);
  const stray = Object.keys(given).find((key) => !known.includes(key));
  if (stray !== undefined) {
    refuse('HK1106', cluster.node.path, `There is no add-on ${quote(stray)}.`, didYouMean(stray, known));
  }
  const made = new Map<string, Construct>();
  for (const [name, [Class, references = {}]] of Object.entries(CLASSES)) {
    const settings = given[name];
    if (settings === undefined || settings === false) continue;
    const others = Object.entries(references).flatMap(([prop, other]) => {
      const addon = made.get(other);
      return addon ? [[prop, addon] as const] : [];
    });
    const props = settings === true ? {} : withGroups(cluster, settings, groups);
    made.set(
      name,
      new Class(cluster, name, (isRecord(props) ? { ...Object.fromEntries(others), ...props } : props) as never),
    );
  }
}

/** Settings in which groups stand for their names. */
function withGroups(cluster: Construct, settings: unknown, groups: ReadonlyMap<string, Construct>): unknown {
  if (!isRecord(settings) || settings.nodes === undefined) return settings;
  const group = (name: unknown): unknown => {
    if (typeof name !== 'string') return name;
    const known = [...groups.keys()];
    return (
      groups.get(name) ??
      refuse('HK1106', cluster.node.path, `There is no node group ${quote(name)}.`, didYouMean(name, known))
    );
  };
  const { nodes } = settings;
  return { ...settings, nodes: Array.isArray(nodes) ? nodes.map(group) : group(nodes) };
}
