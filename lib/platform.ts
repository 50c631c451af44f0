// The operator's plane: what the operator of a platform writes, for programs that import 'hikube-constructs/platform'.
export { PlatformChart, type PlatformChartProps } from './constructs/platform/platform-chart';
export { RegionalStore, type RegionalStoreProps, type StoreDeletionPolicy } from './constructs/platform/regional-store';
export { RegionalVolumeLayer, type RegionalVolumeLayerProps } from './constructs/platform/regional-volume-layer';
export { RegionalLinks, type LinkTimers, type RegionalLinksProps } from './constructs/platform/regional-links';
export { RegionalEtcdRing, type RegionalEtcdRingProps } from './constructs/platform/regional-etcd-ring';
export { PlatformScheduling, type PlatformSchedulingProps } from './constructs/platform/platform-scheduling';
export {
  RegionalSchedulingClass,
  type RegionalSchedulingClassProps,
} from './constructs/platform/regional-scheduling-class';

// What tenants elsewhere are told.
export { contractOf, readContract, writeContract } from './constructs/platform/contract';
export type {
  ContractClass,
  ContractSchedulingClass,
  ContractSpread,
  PlatformContract,
} from './core/operator/contract';

// Choices.
export { Replication, type CopiesOptions, type ReplicationMode } from './core/replication';
export { StoragePool, type PoolOptions } from './core/operator/storage-pool';
export type { LinkPath, TimerInForce } from './core/operator/compile/connection';
export type { Recovery } from './core/operator/compile/spread';

// What both planes share.
export { PlatformProfile, type EtcdApi } from './core/platform/profile';
export {
  Region,
  RegionTopology,
  type HikubeRegion,
  type Link,
  type LinkMeasurements,
  type RegionProps,
  type RegionTopologyProps,
  type SiteFacts,
} from './core/topology/topology';
export { SiteLabels } from './core/topology/site-labels';
export type { SitePlacement } from './core/topology/sites';
export { HikubeError, type Issue } from './core/issue';
