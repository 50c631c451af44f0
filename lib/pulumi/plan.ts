import type { ProviderResource } from '@pulumi/pulumi';
import type { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { edgesOf, orderOf } from '../constructs/edges';
import { Leaves } from '../constructs/leaves';
import { TenantChart } from '../constructs/tenant-chart';
import { isOperatorResource } from '../constructs/platform/operator-resource';
import { PlatformChart } from '../constructs/platform/platform-chart';
import { WorkloadChart } from '../constructs/workload-chart';
import { factsOf } from '../constructs/noun';
import type { ICluster } from '../constructs/managed-cluster';
import { programIssue } from '../constructs/wiring';
import { HikubeError, type Issue } from '../core/issue';
import { isRecord, quote, type Unchecked } from '../core/json';
import { isTenantKind } from '../core/model/kind';
import { withOutputs } from './late-values';
import { formerNames, resourceName, type Base } from './names';
import { kubernetesPatchType, kubernetesType } from './kubernetes-object';
import { objectType } from './object-inputs';

/** The components that a tree becomes: their type tokens are part of every resource's identity, and never change. */
export const COMPONENT_TYPES: Readonly<Record<string, string>> = {
  Tree: 'hikube:index:Tree',
  TenantChart: 'hikube:index:Tenancy',
  Tenant: 'hikube:index:Tenant',
  EtcdRing: 'hikube:index:EtcdRing',
  ReplicatedVolumeLayer: 'hikube:index:ReplicatedVolumeLayer',
  ManagedCluster: 'hikube:index:ManagedCluster',
  PlatformChart: 'hikube:platform:Platform',
  RegionalStore: 'hikube:platform:RegionalStore',
  RegionalVolumeLayer: 'hikube:platform:RegionalVolumeLayer',
  RegionalLinks: 'hikube:platform:RegionalLinks',
  RegionalEtcdRing: 'hikube:platform:RegionalEtcdRing',
  PlatformScheduling: 'hikube:platform:PlatformScheduling',
  RegionalSchedulingClass: 'hikube:platform:RegionalSchedulingClass',
};

/** Where an object goes. */
export type Destination =
  | { readonly plane: 'tenant'; readonly chart: TenantChart }
  | { readonly plane: 'workload'; readonly cluster: ICluster }
  | { readonly plane: 'other'; readonly chart: Chart; readonly provider: ProviderResource | undefined };

/** What has a name among the resources. */
export interface Planned {
  readonly name: string;
  readonly type: string;
  /** The names that it had before something was moved. */
  readonly formerNames: readonly string[];
  /** What it stands below. @default the root */
  readonly parent: PlannedComponent | undefined;
}

/** A noun that becomes a component. */
export interface PlannedComponent extends Planned {
  readonly construct: IConstruct;
}

/** An object that becomes a resource. */
export interface PlannedObject extends Planned {
  readonly object: ApiObject;
  /** As it is written, with Outputs where values arrive late. */
  readonly manifest: Unchecked;
  readonly destination: Destination;
  /** What has to be there before. */
  readonly after: readonly ApiObject[];
}

/** What a tree becomes, in an order in which it can be registered. */
export interface Plan {
  readonly components: readonly PlannedComponent[];
  readonly objects: readonly PlannedObject[];
}

/** What is known beside the tree. */
export interface PlanOptions {
  /** Objects that were written already, as they were judged. */
  readonly written: (object: ApiObject) => unknown;
  /** The provider for a chart that is neither a tenant's nor a cluster's. @default none */
  readonly providerFor?: (chart: Chart) => ProviderResource | undefined;
}

/**
 * Plans the resources of a tree, or of the part of one that a component stands for.
 *
 * @param base the component, and the construct that it stands for
 * @throws HikubeError HK1008 for a circle, HK1001 for an object that nobody knows where to send, HK1002 for a name twice
 */
export function planOf(base: Base, { written, providerFor = () => undefined }: PlanOptions): Plan {
  const leaves = new Leaves(base.construct);
  const edges = edgesOf(leaves);
  const { objects: ordered, circle } = orderOf(leaves.all, edges);
  if (circle) throw new HikubeError([circle]); // node-do-not-add-exception-line
  const components = componentsOf(base, leaves);
  const parentOf = (construct: IConstruct): PlannedComponent | undefined => {
    const around = [...construct.node.scopes].reverse().find((scope) => components.has(scope));
    return around && components.get(around);
  };
  const issues: Issue[] = [];
  const objects = ordered.map((object): PlannedObject => {
    const manifest = withOutputs(written(object) ?? object.toJson()) as Unchecked;
    const destination = destinationOf(object, providerFor);
    issues.push(...issuesOfIdentity(object, manifest, destination));
    const { apiVersion, kind } = manifest as { apiVersion: string; kind: string };
    return {
      object,
      manifest,
      destination,
      name: resourceName(base, object),
      type: destination.plane === 'tenant' ? objectType(kind) : ordinaryType(object, apiVersion, kind),
      formerNames: formerNames(base, object),
      parent: parentOf(object),
      after: edges.get(object) ?? [],
    };
  });
  issues.push(...issuesOfNames(objects));
  if (issues.length > 0) throw new HikubeError(issues); // node-do-not-add-exception-line
  return { components: [...components.values()], objects };
}

const ordinaryType = (object: ApiObject, apiVersion: string, kind: string): string =>
  isOperatorResource(object) && object.isPatch
    ? kubernetesPatchType(apiVersion, kind)
    : kubernetesType(apiVersion, kind);

/** Nouns with objects below them, parents first. Constructs that only group add no level, so that moving them is free. */
function componentsOf(base: Base, leaves: Leaves): ReadonlyMap<IConstruct, PlannedComponent> {
  const components = new Map<IConstruct, PlannedComponent>();
  for (const construct of leaves.constructs) {
    const type = componentType(construct);
    if (type === undefined || construct === base.construct || leaves.below(construct).length === 0) continue;
    const around = [...construct.node.scopes].reverse().find((scope) => components.has(scope));
    components.set(construct, {
      construct,
      type,
      name: resourceName(base, construct),
      formerNames: formerNames(base, construct),
      parent: around && components.get(around),
    });
  }
  return components;
}

/** The type token of the component that a construct becomes; nothing for one that only groups. */
export function componentType(construct: IConstruct): string | undefined {
  const noun = chartNoun(construct) ?? factsOf(construct)?.noun;
  return noun !== undefined && Object.hasOwn(COMPONENT_TYPES, noun) ? COMPONENT_TYPES[noun] : undefined;
}

const chartNoun = (construct: IConstruct): string | undefined =>
  TenantChart.isTenantChart(construct)
    ? 'TenantChart'
    : PlatformChart.isPlatformChart(construct)
      ? 'PlatformChart'
      : undefined;

function destinationOf(object: ApiObject, providerFor: NonNullable<PlanOptions['providerFor']>): Destination {
  const { chart } = object;
  if (TenantChart.isTenantChart(chart)) return { plane: 'tenant', chart };
  if (WorkloadChart.isWorkloadChart(chart)) return { plane: 'workload', cluster: chart.cluster };
  return { plane: 'other', chart, provider: providerFor(chart) };
}

/** What an object is and is called decides which resource it is, so it has to be known. */
function* issuesOfIdentity(object: ApiObject, manifest: Unchecked, destination: Destination): Iterable<Issue> {
  const { path } = object.node;
  const { plane } = destination;
  const metadata = isRecord(manifest.metadata) ? manifest.metadata : {};
  for (const key of ['name', 'namespace'] as const) {
    const value = metadata[key];
    if (typeof value === 'string' || (key === 'namespace' && value === undefined)) continue;
    const message = `The ${key} of ${object.kind} is ${quote(value)}, and not a text that is known when the program runs.`;
    yield programIssue('HK1105', path, message, 'It decides which object it is: give the value itself.');
  }
  if (plane === 'other' && !destination.provider) {
    const message = `The ${object.kind} stands in the chart "${destination.chart.node.path}", and nobody knows which API server that is for.`;
    const remedy = 'Make the chart a `WorkloadChart` of its cluster, or give `render` a `provider` for it.';
    yield programIssue('HK1001', path, message, remedy);
  }
  if (plane === 'tenant' && !isTenantKind(object.kind)) {
    const message = `The tenant's chart holds a ${object.kind}, which this library cannot deploy by itself.`;
    yield programIssue(
      'HK1004',
      path,
      message,
      'With Pulumi a tenant has clusters, rings and tenants; apply it with kubectl.',
    );
  }
}

function* issuesOfNames(objects: readonly PlannedObject[]): Iterable<Issue> {
  const first = new Map<string, PlannedObject>();
  for (const planned of objects) {
    const key = `${planned.type} ${planned.name}`;
    const twin = first.get(key);
    if (!twin) {
      first.set(key, planned);
      continue;
    }
    const message = `It would have the same name as "${twin.object.node.path}" among the resources, "${planned.name}": the ids Default and Resource are left out of names.`;
    yield programIssue('HK1002', planned.object.node.path, message, 'Give one of the two another id.');
  }
}
