// The tenant's plane.
export {
  TenantChart,
  type TenantChartProps,
  type DeclaredTenantChartProps,
  type TenantModules,
} from './constructs/tenant-chart';
export { WorkloadChart, type WorkloadChartProps } from './constructs/workload-chart';
export { Tenant, type TenantProps, type TenantQuotas, type DeclaredTenantModules } from './constructs/tenant';
export {
  ManagedCluster,
  type ClusterAddon,
  type ClusterCapacity,
  type ClusterNodeGroup,
  type ICluster,
} from './constructs/managed-cluster';
export type {
  ApiServerVolume,
  ComponentSize,
  ControlPlaneProps,
  ImagesProps,
  ManagedClusterProps,
  TalosProps,
} from './constructs/managed-cluster-props';
export { Oidc, type OidcOptions, type OidcUser } from './constructs/oidc';
export {
  NodeGroup,
  type GpuAttachment,
  type KubeletReservations,
  type MachineResources,
  type NodeGroupOptions,
  type NodeGroupProps,
  type Scaling,
  type SizedNodeGroupProps,
  type TypedNodeGroupProps,
} from './constructs/node-group';
export { EtcdRing, InheritedEtcdRing, type EtcdRingProps } from './constructs/etcd-ring';
export { ReplicatedVolumeLayer, type ReplicatedVolumeLayerProps } from './constructs/replicated-volume-layer';
export { Replication, type CopiesOptions, type ReplicationMode } from './core/replication';
export type { NodeHealth, Resources } from './constructs/resources';

// Add-ons.
export { Addon, type AddonProps, type ChartValues, type GenericAddonProps } from './constructs/addon';
export { CertManager, type CertManagerProps } from './constructs/addons/cert-manager';
export { Cilium, type CiliumProps, type HubbleProps } from './constructs/addons/cilium';
export type { ContainerResources } from './constructs/addons/container-resources';
export { CoreDns, type CoreDnsProps } from './constructs/addons/core-dns';
export { FluxCd, type FluxCdProps, type FluxSync } from './constructs/addons/flux-cd';
export { GatewayApi, type GatewayApiProps } from './constructs/addons/gateway-api';
export { GpuOperator, type GpuDriverProps, type GpuOperatorProps } from './constructs/addons/gpu-operator';
export { Hami, type HamiProps } from './constructs/addons/hami';
export {
  IngressNginx,
  type IngressNginxOptions,
  type IngressNginxProps,
  type LoadBalancedIngressNginxProps,
  type ProxiedIngressNginxProps,
} from './constructs/addons/ingress-nginx';
export { MonitoringAgents, type MonitoringAgentsProps } from './constructs/addons/monitoring-agents';
export { Ouroboros, type OuroborosProps } from './constructs/addons/ouroboros';
export { Velero, type BackupLocation, type BackupSchedule, type VeleroProps } from './constructs/addons/velero';
export { VerticalPodAutoscaler, type VerticalPodAutoscalerProps } from './constructs/addons/vertical-pod-autoscaler';

// Choices.
export { Gpu } from './core/platform/gpu';
export { InstanceType } from './core/platform/instance-type';
export type { InstanceTypes, MachineSize } from './core/platform/instance-types';
export type { AddonName } from './core/platform/addons';
export { presetSize, type Preset } from './core/platform/presets';
export { KubernetesVersion } from './core/kubernetes-version';
export { PlatformProfile, type GpuFacts, type ProfileAdditions, type ProfileData } from './core/platform/profile';
export {
  Region,
  RegionTopology,
  type Coordinates,
  type HikubeRegion,
  type Link,
  type LinkMeasurements,
  type SiteFacts,
  type RegionProps,
  type RegionTopologyProps,
} from './core/topology/topology';
export { SiteLabels } from './core/topology/site-labels';
export type { SitePlacement } from './core/topology/sites';

// Values and what is told of them.
export { Quantity } from './core/quantity';
export type { Deferrable, Deferred } from './core/deferred';
export type { Json, JsonObject } from './core/json';
export type { Override } from './core/overrides';
export type { Capacity, CapacityRange } from './core/model/capacity';
export type { ClusterNames, ClusterNetworks, DnsRecord, KubeconfigReference } from './core/outputs/cluster';

// The tree and its backends.
export { movedFrom } from './constructs/moved-from';

// What survives.
export {
  ResilienceObjective,
  type FailOn,
  type JudgedResult,
  type ResilienceObjectiveProps,
} from './constructs/resilience/resilience-objective';
export { Failure } from './constructs/resilience/failure';
export { Require, type CapacityOptions, type WhenOptions } from './constructs/resilience/require';
export { Assume } from './constructs/resilience/assume';
export { ContractFacts } from './constructs/resilience/contract-facts';
export type { ContractData, ContractFact, Trust } from './core/resilience/contract/facts';
export type { BasisFact } from './core/resilience/contract/basis';
export type {
  CheckReport,
  Counterexample,
  FactChoice,
  ObjectiveReport,
  Verdict,
  Witness,
} from './core/resilience/verdict';
export type { System } from './core/resilience/system';
export { replay } from './core/resilience/replay';
export type { Availability, Probabilities } from './core/resilience/availability';
export type { Explanation } from './core/resilience/explain';
export { remedyText, type Remedy } from './core/resilience/explain/remedy';
export { flows, type Flow, type FlowKind } from './report/flows';
export { diagram } from './report/diagram';
export { writeReports, type ReportOptions } from './report/write-reports';

// Issues and the inventory.
export { Acknowledge, type Acknowledgement } from './constructs/acknowledge';
export { readContract } from './constructs/platform/contract';
export type { PlatformContract } from './core/operator/contract';
export { HikubeError, formatIssue, formatIssues, type Issue, type ObjectReference, type Severity } from './core/issue';
export { inventory, type Inventory, type InventoryEntry } from './report/inventory';
export type { Layer, LayerName } from './report/layers';
export type { NounProps, Plane, SpanningProps } from './constructs/noun';
export type { ObjectMetadataProps } from './constructs/object-metadata';
