import * as pulumi from '@pulumi/pulumi';
import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { acceptedAround } from '../constructs/acknowledge';
import { ManagedCluster, type ICluster } from '../constructs/managed-cluster';
import { isTenantObject } from '../constructs/tenant-object';
import type { TenantChart } from '../constructs/tenant-chart';
import { isProtected } from '../core/change/protection';
import { TENANT_API } from '../core/model/kind';
import { referenceTo } from '../core/platform/profile-reference';
import type { Connection, ConnectionProvider } from './connection';
import { KubernetesObject } from './kubernetes-object';
import type { Directives, ObjectInputs } from './object-inputs';
import { markOf } from './ownership';
import type { Destination, Plan, Planned, PlannedComponent, PlannedObject } from './plan';
import { PlatformObject } from './platform-object';
import { TenantCluster } from './tenant-cluster';
import { awaitTenant } from './tenant-ready';
import type { WriteOptions } from './options';

/** What objects are registered with. */
export interface Registry {
  readonly connection: Connection;
  readonly provider: ConnectionProvider;
}

/** What a plan is registered below, and how. */
export interface Place {
  readonly root: pulumi.ComponentResource;
  /** The name of the root, which all names begin with. */
  readonly name: string;
  readonly options: WriteOptions;
  /** What all of it has to wait for. @default nothing */
  readonly dependsOn?: pulumi.CustomResourceOptions['dependsOn'];
}

type Elsewhere = Exclude<Destination, { readonly plane: 'tenant' }>;

/** Registers what a tree was planned to become, and remembers which resource stands for what. */
export class Registered {
  private readonly components = new Map<PlannedComponent, pulumi.ComponentResource>();
  private readonly resources = new Map<ApiObject, pulumi.CustomResource>();
  private readonly clusters = new Map<string, TenantCluster>();
  /** What is known once the namespace of a tenant is there. */
  private readonly tenants = new Map<IConstruct, pulumi.Output<pulumi.Resource>>();

  public constructor(private readonly registry: Registry) {}

  /** The way to the tenants' API. */
  public get connection(): Connection {
    return this.registry.connection;
  }

  /** Registers a plan; what it depends on was registered before, or is part of it. */
  public add({ components, objects }: Plan, place: Place): void {
    for (const component of components) {
      const options = this.identity(component, place);
      this.components.set(component, new pulumi.ComponentResource(component.type, component.name, {}, options));
    }
    for (const planned of objects) {
      const { destination, object, type, name, manifest } = planned;
      const options = { ...this.identity(planned, place), dependsOn: this.dependencies(planned, place) };
      // Pulumi goes through the whole stack of calls for every resource, so they are made here, at no depth.
      if (destination.plane === 'tenant') {
        const inputs = inputsOf(planned, destination.chart, place.options);
        const made = new PlatformObject(name, inputs, { ...options, ...this.onPlatform(manifest) });
        this.resources.set(object, made);
        this.handOut(planned, made, inputs, place);
      } else {
        const there = { ...options, ...this.elsewhere(destination, place) };
        this.resources.set(object, new KubernetesObject(type, name, manifest, there));
      }
    }
  }

  /** The resource that stands for an object. */
  public resourceOf(object: ApiObject): pulumi.CustomResource | undefined {
    return this.resources.get(object);
  }

  /** The handle of a cluster, also of one that is declared elsewhere. */
  public cluster(cluster: ICluster, { root, name, options }: Place): TenantCluster {
    const key = keyOf(cluster);
    const known = this.clusters.get(key);
    if (known) return known;
    const handle = new TenantCluster({
      resourceName: `${name}/${cluster.namespace}/${cluster.name}`,
      name: cluster.name,
      namespace: cluster.namespace,
      connection: this.registry.connection,
      parent: root,
      wait: options,
    });
    this.clusters.set(key, handle);
    return handle;
  }

  /** What a resource of the tenants' API is registered with. */
  private onPlatform(manifest: unknown): pulumi.CustomResourceOptions {
    return { provider: this.registry.provider, ...(isProtected(manifest) && { protect: true }) };
  }

  /** What a resource of another API server is registered with. */
  private elsewhere(destination: Elsewhere, place: Place): pulumi.CustomResourceOptions {
    if (destination.plane === 'other') return destination.provider ? { provider: destination.provider } : {};
    const { provider, object } = this.cluster(destination.cluster, place);
    return { provider, ...(object && { deletedWith: object }) };
  }

  /** Makes what others go on with: the handle of a cluster, and what is known once the namespace of a tenant is there. */
  private handOut(planned: PlannedObject, object: PlatformObject, inputs: ObjectInputs, place: Place): void {
    const { connection } = this.registry;
    const { noun } = planned.object as { noun?: IConstruct };
    if (noun instanceof ManagedCluster) {
      const handle = new TenantCluster({
        resourceName: planned.name,
        name: noun.name,
        namespace: noun.namespace,
        connection,
        parent: this.parentOf(planned, place),
        object,
        wait: place.options,
      });
      this.clusters.set(keyOf(noun), handle);
    }
    if (noun && inputs.kind === 'Tenant') {
      this.tenants.set(noun, awaitTenant(object, inputs, { connection, options: place.options }));
    }
  }

  private parentOf({ parent }: Planned, { root }: Place): pulumi.ComponentResource {
    return (parent && this.components.get(parent)) ?? root;
  }

  private identity(planned: Planned, place: Place): { parent: pulumi.Resource; aliases?: pulumi.Alias[] } {
    const aliases = planned.formerNames.map((name) => ({ name }));
    return { parent: this.parentOf(planned, place), ...(aliases.length > 0 && { aliases }) };
  }

  private dependencies({ after }: PlannedObject, { dependsOn }: Place): pulumi.Input<pulumi.Input<pulumi.Resource>[]> {
    const own = after.flatMap((object): pulumi.Input<pulumi.Resource>[] => {
      const noun = isTenantObject(object) ? object.noun : undefined;
      const tenant = noun && this.tenants.get(noun);
      const resource = this.resources.get(object);
      return tenant ? [tenant] : resource ? [resource] : [];
    });
    if (dependsOn === undefined) return own;
    return pulumi
      .output(dependsOn as pulumi.Input<pulumi.Resource[]>)
      .apply((others) => [...own, ...(Array.isArray(others) ? others : [others])]) as pulumi.Input<
      pulumi.Input<pulumi.Resource>[]
    >;
  }
}

const keyOf = ({ namespace, name }: ICluster): string => `${namespace}/${name}`;

/** The inputs of an object's resource: the object, and what the provider has to know of it. */
export function inputsOf(planned: PlannedObject, chart: TenantChart, options: WriteOptions): ObjectInputs {
  const { manifest, object, name } = planned;
  const { kind, metadata, spec = {} } = manifest as unknown as ObjectInputs;
  const owned = isTenantObject(object) ? object : undefined;
  const { namespace } = chart;
  const directives: Directives = {
    profile: referenceTo(owned?.profile ?? chart.profile),
    construct: (owned?.noun ?? object).node.path,
    strict: chart.strict,
    acknowledged: acceptedAround(owned?.noun ?? object),
    tenantFacts: chart.tenantFacts,
    mark: markOf(name),
    adopt: options.adopt === true,
    allow: [...(options.allow ?? [])],
    madeByPlatform: kind === 'Etcd' && chart.tenantFacts.modules?.etcd === true,
    ...(chart.tenant && { tenant: { namespace: chart.tenant.chart.namespace, name: chart.tenant.name } }),
  };
  return { apiVersion: TENANT_API, kind, metadata: { ...metadata, namespace }, spec, hikube: directives };
}
