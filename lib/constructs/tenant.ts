import { Construct } from 'constructs';
import type { Deferrable } from '../core/deferred';
import { isDeferred } from '../core/deferred';
import { isRecord } from '../core/json';
import { tenantNamespace } from '../core/names';
import { flag, looseObject, object, optional, quantity, text, type Shape, type Shapes } from '../core/props';
import { QUOTA_KEYS } from '../core/model/tenant';
import { read } from '../core/read/read';
import { NOUN_SHAPES, declareNoun, type NounProps } from './noun';
import { METADATA_SHAPES, metadataOf, type ObjectMetadataProps } from './object-metadata';
import { TenantChart, type TenantModules } from './tenant-chart';
import { TenantObject } from './tenant-object';
import { claimName, freshScope } from './wiring';

/** The modules of a declared tenant; what it does not have it inherits from its ancestors. */
export interface DeclaredTenantModules {
  /** An etcd ring of its own, for its clusters and its descendants'. @default false: the nearest ancestor's */
  readonly etcd?: boolean;
  /** Monitoring of its own. @default false: the nearest ancestor's */
  readonly monitoring?: boolean;
  /** An ingress of its own. @default false: the nearest ancestor's */
  readonly ingress?: boolean;
  /** Object storage of its own. @default false: the nearest ancestor's */
  readonly seaweedfs?: boolean;
  /** A gateway of its own (platform 1.5). Left out, the platform decides by the host. @default unset */
  readonly gateway?: boolean;
}

/**
 * What a tenant may use at most, each as a Kubernetes quantity. The platform makes limits and requests of the first four
 * and of devices, so a key that has one of these words in it already limits nothing.
 *
 * Source: cozystack v1.1.2 and v1.6.2, packages/library/cozy-lib/templates/_resources.tpl.
 */
export interface TenantQuotas {
  /** CPU of all containers and machines, as limits. */
  readonly cpu?: Deferrable<string | number>;
  /** Memory, as limits. */
  readonly memory?: Deferrable<string | number>;
  /** Storage of all volumes, as requests. */
  readonly storage?: Deferrable<string | number>;
  /** Storage on the machines themselves, as limits. */
  readonly 'ephemeral-storage'?: Deferrable<string | number>;
  readonly pods?: Deferrable<string | number>;
  readonly services?: Deferrable<string | number>;
  readonly 'services.loadbalancers'?: Deferrable<string | number>;
  readonly 'services.nodeports'?: Deferrable<string | number>;
  readonly configmaps?: Deferrable<string | number>;
  readonly secrets?: Deferrable<string | number>;
  readonly persistentvolumeclaims?: Deferrable<string | number>;
  readonly replicationcontrollers?: Deferrable<string | number>;
  readonly resourcequotas?: Deferrable<string | number>;
  /** Devices by the name under which pods ask for them, such as `nvidia.com/gpu`. */
  readonly [device: `${string}/${string}`]: Deferrable<string | number>;
}

/** What a tenant takes. */
export interface TenantProps extends NounProps, ObjectMetadataProps {
  /** The tenant's name: lower-case letters and digits. @default the construct's id */
  readonly name?: string;
  /** The host that the hosts of everything in the tenant are made from. @default `<name>.<parent's host>` */
  readonly host?: Deferrable<string>;
  /** What it has of its own. @default nothing: all of it is inherited */
  readonly modules?: DeclaredTenantModules;
  /** What it may use at most. @default no limit */
  readonly quotas?: TenantQuotas;
  /** The class by which the platform places it (platform 1.2). @default the parent's */
  readonly schedulingClass?: Deferrable<string>;
}

const amount: Shape = optional(quantity({ late: true }));
const MODULES: Shapes<DeclaredTenantModules> = {
  etcd: optional(flag()),
  monitoring: optional(flag()),
  ingress: optional(flag()),
  seaweedfs: optional(flag()),
  gateway: optional(flag()),
};
const SHAPES: Shapes<TenantProps> = {
  ...NOUN_SHAPES,
  ...METADATA_SHAPES,
  name: optional(text()),
  host: optional(text({ late: true })),
  modules: optional(object(MODULES)),
  quotas: optional(looseObject<object>(Object.fromEntries(QUOTA_KEYS.map((key) => [key, amount])))),
  schedulingClass: optional(text({ late: true })),
};

/**
 * A child of the chart's tenant, with a namespace, modules and quotas of its own. What stands in it goes into a
 * `TenantChart` of its own, made with `{ tenant }`.
 *
 * Creating one needs the tenant's ServiceAccount or its super-admin role; an admin may not.
 */
export class Tenant extends Construct {
  /** The chart that it is declared in: its parent's. */
  public readonly chart: TenantChart;
  /** The name in `metadata.name`. */
  public readonly name: string;
  /** The namespace that the platform makes for it. */
  public readonly tenantNamespace: string;
  /** Its host, if it is known now: its own, or what the platform makes of the parent's. */
  public readonly host: string | undefined;
  /** What it has of its own. */
  public readonly modules: TenantModules;

  /** @throws HikubeError HK1001 outside of a TenantChart */
  public constructor(scope: Construct, id: string, props: TenantProps = {}) {
    const parent = freshScope('Tenant', scope, id, "Write `new Tenant(chart, 'staging')`.");
    const chart = TenantChart.forNoun('Tenant', parent, id);
    super(parent, id);
    const given = declareNoun(this, 'Tenant', SHAPES, props);
    this.chart = chart;
    this.name = typeof given.name === 'string' ? given.name : this.node.id;
    claimName(this, 'tenant', chart.namespace, this.name);
    this.tenantNamespace = tenantNamespace(chart.namespace, this.name);
    const object = new TenantObject(this, {
      kind: 'Tenant',
      name: this.name,
      ...metadataOf(given),
      profile: () => chart.profile,
      spec: () => ({
        ...given.modules,
        host: given.host,
        resourceQuotas: given.quotas as Readonly<Record<string, Deferrable<string | number>>> | undefined,
        schedulingClass: given.schedulingClass,
      }),
    });
    // What stands in the tenant rests on what is written, so overrides count.
    const { manifest } = object.render();
    const {
      etcd = false,
      monitoring = false,
      ingress = false,
      seaweedfs = false,
    } = read('Tenant', manifest, chart.profile).spec;
    this.modules = { etcd, monitoring, ingress, seaweedfs };
    this.host = ownHost(isRecord(manifest.spec) ? manifest.spec.host : undefined, this.name, chart);
  }
}

function ownHost(given: unknown, name: string, chart: TenantChart): string | undefined {
  if (typeof given === 'string' && given !== '') return given;
  if (isDeferred(given) || chart.host === undefined) return undefined;
  return `${name}.${chart.host}`;
}
