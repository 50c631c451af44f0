import { Construct } from 'constructs';
import { isDeferred, type Deferrable } from '../core/deferred';
import { byCodeUnit, isRecord, quote, valueAt } from '../core/json';
import type { AddonSpec } from '../core/model/addon';
import { NO_CAPACITY, addCapacity, groupCapacity, type CapacityRange } from '../core/model/capacity';
import type { Draft } from '../core/model/field';
import type { KubernetesSpec } from '../core/model/kubernetes';
import type { NodeGroupSpec } from '../core/model/node-group';
import { isDns1035Label } from '../core/names';
import {
  NETWORKS,
  defaultHost,
  kubeconfigOf,
  namesOf,
  type ClusterNames,
  type ClusterNetworks,
  type DnsRecord,
  type KubeconfigReference,
} from '../core/outputs/cluster';
import type { AddonName } from '../core/platform/addons';
import type { InstanceTypes } from '../core/platform/instance-types';
import type { PlatformProfile } from '../core/platform/profile';
import { read } from '../core/read/read';
import { clusterSpec } from './cluster-spec';
import { CLUSTER_SHAPES, type ManagedClusterProps } from './managed-cluster-props';
import { addFault, declareNoun } from './noun';
import { metadataOf } from './object-metadata';
import { TenantChart } from './tenant-chart';
import { TenantObject, partPointer, type ObjectPart } from './tenant-object';
import { checkRing } from './etcd-reach';
import { claimName, freshScope, nearestAbove, pathOf, refuse } from './wiring';

/** A cluster of the tenant, whether this program declares it or not. */
export interface ICluster {
  /** The name in `metadata.name`. */
  readonly name: string;
  /** The tenant's namespace. */
  readonly namespace: string;
  /** Where its kubeconfig is to be read. */
  readonly kubeconfig: KubeconfigReference;
  /** The networks inside it. */
  readonly networks: ClusterNetworks;
}

/** A node group, as its cluster sees it. */
export interface ClusterNodeGroup extends Construct {
  readonly name: string;
  readonly roles: readonly string[];
  readonly instanceType:
    | {
        readonly name: string;
        readonly asserted: boolean;
        readonly size?: { readonly cpu: number; readonly memory: string } | undefined;
      }
    | undefined;
  readonly gpusPerNode: number;
  readonly capacity: CapacityRange | undefined;
  toSpec(): Draft<NodeGroupSpec>;
}

/** An add-on, as its cluster sees it. */
export interface ClusterAddon extends Construct {
  readonly addon: AddonName;
  /** Its part of the spec; nothing if there is nothing to say. */
  toSpec(): Draft<AddonSpec> | undefined;
}

/** What a cluster's groups add up to. */
export interface ClusterCapacity {
  /** Each group's, by name; `undefined` where bounds or sizes are not known. */
  readonly groups: Readonly<Record<string, CapacityRange | undefined>>;
  /** The sum of all groups; `undefined` if one is not known. */
  readonly total: CapacityRange | undefined;
}

const REMEDY = "Write `new ManagedCluster(chart, 'web')` with a TenantChart.";

/**
 * A managed Kubernetes cluster: kind `Kubernetes` of the tenant's API. The platform runs its control plane; its machines
 * come from the node groups that stand in it.
 */
export class ManagedCluster extends Construct implements ICluster {
  public readonly name: string;
  /** The tenant that it belongs to. */
  public readonly chart: TenantChart;
  private readonly props: Partial<ManagedClusterProps>;
  private readonly groups: ClusterNodeGroup[] = [];
  private readonly addons: ClusterAddon[] = [];
  private readonly object: TenantObject<'Kubernetes'>;

  /**
   * @throws HikubeError HK1001 outside of a TenantChart, HK1002 if the tenant's chart has a cluster of this name
   */
  public constructor(scope: Construct, id: string, props: ManagedClusterProps = {}) {
    const parent = freshScope('ManagedCluster', scope, id, REMEDY);
    const chart = TenantChart.forNoun('ManagedCluster', parent, id);
    super(parent, id);
    this.props = declareNoun<ManagedClusterProps>(this, 'ManagedCluster', CLUSTER_SHAPES, props);
    this.chart = chart;
    this.name = typeof this.props.name === 'string' ? this.props.name : this.node.id;
    claimName(this, 'cluster', this.namespace, this.name);
    const { etcd, volumes } = this.props;
    for (const fault of checkRing(this.name, chart, etcd)) addFault(this, fault);
    for (const target of [etcd, volumes]) if (target instanceof Construct) this.node.addDependency(target);
    this.object = new TenantObject(this, {
      kind: 'Kubernetes',
      name: this.name,
      ...metadataOf(this.props),
      profile: () => this.profile,
      spec: () => this.toSpec(),
      parts: () => this.parts(),
    });
  }

  /**
   * A cluster that exists and is not declared here.
   *
   * @param scope a construct of the tenant's chart
   * @throws HikubeError HK1301 if it cannot be a cluster's name
   */
  public static fromName(scope: Construct, name: string): ICluster {
    const chart = TenantChart.of(scope);
    if (typeof name !== 'string' || !isDns1035Label(name)) {
      refuse(
        'HK1301',
        scope.node.path,
        `The cluster name ${quote(name)} is not a DNS label.`,
        'Write the name in `metadata.name` of the cluster.',
      );
    }
    const { namespace } = chart;
    return { name, namespace, kubeconfig: kubeconfigOf(name, namespace), networks: NETWORKS };
  }

  /** The cluster that a construct stands in; refused if it stands in none. */
  public static of(construct: Construct): ManagedCluster {
    const found = nearestAbove(construct, isCluster);
    return found ?? refuse('HK1001', construct.node.path, 'It stands in no ManagedCluster.', REMEDY);
  }

  /** The cluster that a part about to be made would stand in. @internal */
  public static forPart(noun: string, scope: Construct, id: string, remedy: string): ManagedCluster {
    const found = nearestAbove(scope, isCluster);
    return found ?? refuse('HK1001', pathOf(scope, id), `A ${noun} stands outside of any ManagedCluster.`, remedy);
  }

  public get namespace(): string {
    return this.chart.namespace;
  }

  /** What it is compiled for: the chart's profile, and the instance types whose size its groups state. */
  public get profile(): PlatformProfile {
    const own = this.groups.map((group) => group.instanceType).filter((type) => type?.asserted && type.size);
    if (own.length === 0) return this.chart.profile;
    return this.chart.profile.with({ instanceTypes: Object.fromEntries(own.map((type) => [type!.name, type!.size!])) });
  }

  /** The ring that the program says it uses. @default unknown: the nearest that the tenant or an ancestor has */
  public get etcd(): ManagedClusterProps['etcd'] {
    return this.props.etcd;
  }

  /** The layer that its volumes are on. @default the platform's default class */
  public get volumes(): ManagedClusterProps['volumes'] {
    return this.props.volumes;
  }

  /** Its spec as it is written, as far as it is known and well-formed. @internal */
  public get spec(): KubernetesSpec {
    return this.reading;
  }

  /** Its node groups, in the order of their names. */
  public get nodeGroups(): readonly ClusterNodeGroup[] {
    return [...this.groups].sort((a, b) => byCodeUnit(a.name, b.name));
  }

  public get kubeconfig(): KubeconfigReference {
    return kubeconfigOf(this.name, this.namespace);
  }

  public get networks(): ClusterNetworks {
    return NETWORKS;
  }

  /** The names of what will appear on the platform. */
  public get names(): ClusterNames {
    const { nodeGroups = {}, oidc } = this.reading;
    return namesOf(this.name, Object.keys(nodeGroups).sort(byCodeUnit), oidc?.mode === 'System');
  }

  /**
   * The host of the API server: its own, or the one that the platform makes of the tenant's. `undefined` where neither
   * is known; a value that arrives late is handed on as it is.
   */
  public get host(): Deferrable<string> | undefined {
    const { host } = this.written;
    if (isDeferred(host) || (typeof host === 'string' && host !== '')) return host as Deferrable<string>;
    return this.chart.host === undefined ? undefined : defaultHost(this.name, this.chart.host);
  }

  /** The URL of the API server, if its host is known now. */
  public get endpoint(): string | undefined {
    return typeof this.host === 'string' ? `https://${this.host}:443` : undefined;
  }

  /** The address records that somebody has to create: without the first, the kubeconfig does not work. */
  public get dnsRecords(): readonly DnsRecord[] {
    const { host, names } = this;
    const api = host === undefined ? [] : [{ name: host, ingress: names.apiIngress, purpose: 'api' as const }];
    const apps = this.proxiedHosts().map((name) => ({ name, ingress: names.appIngress, purpose: 'ingress' as const }));
    return [...api, ...apps].map(({ name, ingress, purpose }) => ({
      name,
      type: 'A',
      purpose,
      address: `kubectl get ingress ${ingress} -n ${this.namespace} -o jsonpath='{.status.loadBalancer.ingress[0].ip}'`,
    }));
  }

  /**
   * The class that workloads inside the cluster ask for, if there is one. Leaving the class of a claim unset works on
   * every release.
   */
  public get storageClassInside(): string | undefined {
    const { storageClass = 'replicated' } = this.reading;
    return this.chart.profile.storageClassInside(storageClass);
  }

  /** What its groups add up to at their least and at their most, before what machines keep for themselves. */
  public get capacity(): ClusterCapacity {
    const { machineSizes, data } = this.profile;
    const types = { ...machineSizes, ...this.sizesOfGroups(), ...data.instanceTypes };
    const groups = Object.entries(this.reading.nodeGroups ?? {}).sort(([a], [b]) => byCodeUnit(a, b));
    const ranges = groups.map(([name, group]): [string, CapacityRange | undefined] => [
      name,
      groupCapacity(group, types),
    ]);
    const total = ranges.reduce<CapacityRange | undefined>(
      (sum, [, range]) =>
        sum && range && { min: addCapacity(sum.min, range.min), max: addCapacity(sum.max, range.max) },
      { min: NO_CAPACITY, max: NO_CAPACITY },
    );
    return { groups: Object.fromEntries(ranges), total };
  }

  /** Takes in a group or an add-on; their constructors call it. @internal */
  public addPart(part: ClusterNodeGroup | ClusterAddon): void {
    if ('addon' in part) this.addons.push(part);
    else this.groups.push(part);
  }

  /** The add-on of this name, if it stands in the cluster. @internal */
  public addonNamed(name: AddonName): ClusterAddon | undefined {
    return this.addons.find(({ addon }) => addon === name);
  }

  private toSpec(): Draft<KubernetesSpec> {
    const addons = this.addons.map((addon): [string, unknown] => [addon.addon, addon.toSpec()]);
    return clusterSpec(this.props, {
      nodeGroups: Object.fromEntries(this.groups.map((group) => [group.name, group.toSpec()])),
      addons: Object.fromEntries(addons.filter(([, spec]) => spec !== undefined)),
    });
  }

  /** The spec as it is written, after all overrides: what is told of the cluster is told of that. */
  private get written(): Readonly<Record<string, unknown>> {
    const { spec } = this.object.render().manifest;
    return isRecord(spec) ? spec : {};
  }

  /** The same, as far as it is known and well-formed. */
  private get reading(): KubernetesSpec {
    return read('Kubernetes', this.object.render().manifest, this.profile).spec;
  }

  /** The hosts that the tenant's ingress passes on to the cluster; late ones stay late. */
  private proxiedHosts(): readonly unknown[] {
    const ingress = valueAt(this.written, 'addons', 'ingressNginx');
    if (!isRecord(ingress) || ingress.enabled !== true || ingress.exposeMethod === 'LoadBalancer') return [];
    return Array.isArray(ingress.hosts) ? ingress.hosts : [];
  }

  /** The sizes that the groups' instance types state, also those that the profile does not have. */
  private sizesOfGroups(): InstanceTypes {
    const types = this.groups.flatMap(({ instanceType: type }) =>
      type?.size ? [[type.name, type.size] as const] : [],
    );
    return Object.fromEntries(types);
  }

  private parts(): ObjectPart[] {
    return [
      ...this.groups.map((construct) => ({ construct, pointer: partPointer('spec', 'nodeGroups', construct.name) })),
      ...this.addons.map((construct) => ({ construct, pointer: partPointer('spec', 'addons', construct.addon) })),
    ];
  }
}

const isCluster = (construct: unknown): construct is ManagedCluster => construct instanceof ManagedCluster;
