import { EtcdRing as EtcdRingConstruct, type EtcdRingProps } from '../constructs/etcd-ring';
import {
  ReplicatedVolumeLayer as VolumeLayerConstruct,
  type ReplicatedVolumeLayerProps,
} from '../constructs/replicated-volume-layer';
import { Tenant as TenantConstruct, type TenantProps } from '../constructs/tenant';
import type { ArgsOf } from './args';
import { NounComponent, type ComponentOptions } from './component';
import { COMPONENT_TYPES } from './plan';

/** What an etcd ring takes. */
export type EtcdRingArgs = ArgsOf<EtcdRingProps>;
/** What a volume layer takes. */
export type ReplicatedVolumeLayerArgs = ArgsOf<ReplicatedVolumeLayerProps>;
/** What a child tenant takes. */
export type TenantArgs = ArgsOf<TenantProps>;

/**
 * The etcd ring of a tenancy, shared by its clusters. The platform makes it when the tenant's etcd module is on: it is then
 * awaited and set, and stays when the stack is destroyed.
 */
export class EtcdRing extends NounComponent<EtcdRingConstruct> {
  /** @throws InputIssuesError for arguments that are refused, HikubeError HK1001 without a Tenancy above */
  public constructor(name: string, args: EtcdRingArgs = {}, opts: ComponentOptions = {}) {
    super(
      COMPONENT_TYPES.EtcdRing!,
      name,
      (scope, props) => new EtcdRingConstruct(scope, name, props as EtcdRingProps),
      args,
      opts,
    );
  }

  /** The ring of an ancestor, for clusters of a tenancy that has none of its own. */
  public static readonly inherited = EtcdRingConstruct.inherited;
}

/** The storage that clusters and rings put their volumes on. It is no object of its own: it decides their class. */
export class ReplicatedVolumeLayer extends NounComponent<VolumeLayerConstruct> {
  /** @throws InputIssuesError for arguments that are refused, HikubeError HK1001 without a Tenancy above */
  public constructor(name: string, args: ReplicatedVolumeLayerArgs, opts: ComponentOptions = {}) {
    super(
      COMPONENT_TYPES.ReplicatedVolumeLayer!,
      name,
      (scope, props) => new VolumeLayerConstruct(scope, name, props as ReplicatedVolumeLayerProps),
      args,
      opts,
    );
  }
}

/** A child of the tenancy's tenant, with a namespace, modules and quotas of its own. `new Tenancy(name, { tenant })` is in it. */
export class Tenant extends NounComponent<TenantConstruct> {
  /** The namespace that the platform makes for it. */
  public readonly tenantNamespace: string;

  /** @throws InputIssuesError for arguments that are refused, HikubeError HK1001 without a Tenancy above */
  public constructor(name: string, args: TenantArgs = {}, opts: ComponentOptions = {}) {
    super(
      COMPONENT_TYPES.Tenant!,
      name,
      (scope, props) => new TenantConstruct(scope, name, props as TenantProps),
      args,
      opts,
    );
    this.tenantNamespace = this.construct.tenantNamespace;
  }
}
