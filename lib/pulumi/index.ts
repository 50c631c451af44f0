import { watchStack } from './goes-with';

// As early as can be: components hand on what they had when they were made.
watchStack();

// Trees of constructs as resources.
export { render, type RenderOptions, type RenderedTree } from './tree';
export {
  component,
  type ComponentOptions,
  type ConstructClass,
  type NounComponent,
  type OwnComponent,
} from './component';
export type { TenantCluster } from './tenant-cluster';
export type { WriteOptions } from './options';
export type { WaitOptions } from './wait-options';

// The nouns as components.
export { Tenancy, type DeclaredTenancyArgs, type TenancyArgs } from './tenancy';
export { ManagedCluster, type ManagedClusterArgs, type NodeGroupArgs } from './managed-cluster';
export type { AddonsArgs } from './addons';
export {
  EtcdRing,
  ReplicatedVolumeLayer,
  Tenant,
  type EtcdRingArgs,
  type ReplicatedVolumeLayerArgs,
  type TenantArgs,
} from './nouns';
export type { ArgsOf } from './args';

// The way to the platform.
export { Connection, type ContextOptions } from './connection';
export { PlatformObject } from './platform-object';

// Errors, and choices that arguments take.
export { InputIssuesError } from './input-errors';
export { HikubeError } from '../core/issue';
export { movedFrom } from '../constructs/moved-from';
export { Oidc } from '../constructs/oidc';
export { Replication } from '../core/replication';
export { Gpu } from '../core/platform/gpu';
export { InstanceType } from '../core/platform/instance-type';
export { KubernetesVersion } from '../core/kubernetes-version';
export { PlatformProfile } from '../core/platform/profile';
export { Region, RegionTopology } from '../core/topology/topology';
