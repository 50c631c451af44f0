import * as pulumi from '@pulumi/pulumi';
import type { Provider } from '@pulumi/kubernetes/provider';
import type { Construct } from 'constructs';
import { ManagedCluster as ClusterConstruct } from '../constructs/managed-cluster';
import { CLUSTER_SHAPES, type ManagedClusterProps } from '../constructs/managed-cluster-props';
import { NodeGroup, type NodeGroupProps } from '../constructs/node-group';
import { addFault } from '../constructs/noun';
import { isRecord, quote } from '../core/json';
import { nearest } from '../core/suggest';
import { partsOf } from './parts';
import { addAddons, type AddonsArgs } from './addons';
import type { ArgsOf } from './args';
import { NounComponent, type ComponentOptions } from './component';
import { COMPONENT_TYPES } from './plan';
import type { TenantCluster } from './tenant-cluster';

/** What a node group takes. */
export type NodeGroupArgs = ArgsOf<NodeGroupProps>;

/** What a cluster takes, its groups and add-ons included. */
export type ManagedClusterArgs<Group extends string = string> = ArgsOf<ManagedClusterProps> & {
  /** The node groups, by their names. @default none */
  readonly nodeGroups?: { readonly [name in Group]: NodeGroupArgs };
  /** The add-ons, by their names; `true` for one that needs no settings. @default none */
  readonly addons?: AddonsArgs<NoInfer<Group>>;
};

/** A managed Kubernetes cluster of a tenancy, and the way into it. */
export class ManagedCluster<Group extends string = string> extends NounComponent<ClusterConstruct> {
  private readonly handle: TenantCluster;

  /** @throws InputIssuesError for arguments that are refused, HikubeError HK1001 without a Tenancy above */
  public constructor(name: string, args: ManagedClusterArgs<Group>, opts: ComponentOptions = {}) {
    super(COMPONENT_TYPES.ManagedCluster!, name, (scope, props) => build(scope, name, props), args, opts);
    this.handle = this.scope.program.registered.cluster(this.construct, this.place);
  }

  /** The name in `metadata.name`. */
  public get clusterName(): string {
    return this.construct.name;
  }

  /** The tenant's namespace. */
  public get namespace(): string {
    return this.construct.namespace;
  }

  /** Known when the cluster has reached the awaited step; what depends on it waits for it. A preview waits for nothing. */
  public get ready(): pulumi.Output<boolean> {
    return this.handle.ready;
  }

  /**
   * Its kubeconfig with the administrator's credentials: a secret, read from the platform when it is needed and kept
   * nowhere else. In the preview that creates the cluster it is not known yet.
   */
  public get kubeconfig(): pulumi.Output<string> {
    return this.handle.kubeconfig;
  }

  /**
   * A Kubernetes provider into the cluster. A rotated kubeconfig replaces nothing; what it deploys goes with the cluster
   * when that is destroyed.
   */
  public get provider(): Provider {
    return this.handle.provider;
  }

  /** The host of the API server, if one is declared or made from the tenant's. */
  public get host(): pulumi.Output<string> | undefined {
    const { host } = this.construct;
    return host === undefined ? undefined : pulumi.output(host as pulumi.Input<string>);
  }
}

function build(scope: Construct, name: string, given: unknown): ClusterConstruct {
  const { nodeGroups, addons, ...others } = isRecord(given) ? given : { nodeGroups: undefined, addons: undefined };
  // The construct knows neither of the two, so it could not tell what was meant.
  const meant = (key: string): string | undefined =>
    Object.hasOwn(CLUSTER_SHAPES, key) ? undefined : nearest(key, ['nodeGroups', 'addons']);
  const props = Object.fromEntries(Object.entries(others).filter(([key]) => meant(key) === undefined));
  const cluster = new ClusterConstruct(scope, name, (isRecord(given) ? props : given) as ManagedClusterProps);
  for (const key of Object.keys(others).filter((one) => meant(one) !== undefined)) {
    const message = `There is no prop ${quote(key)}.`;
    addFault(cluster, { code: 'HK1101', prop: key, message, remedy: `Did you mean "${meant(key)}"?` });
  }
  const groups = new Map<string, Construct>();
  for (const [group, settings] of partsOf(cluster, 'nodeGroups', nodeGroups)) {
    groups.set(group, new NodeGroup(cluster, group, settings as NodeGroupProps));
  }
  addAddons(cluster, addons, groups);
  return cluster;
}
