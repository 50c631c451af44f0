import { App, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { ModuleFacts, TenantFacts } from '../core/check/tenancy';
import { HikubeError } from '../core/issue';
import { quote } from '../core/json';
import { isTenantNamespace } from '../core/names';
import { PlatformProfile } from '../core/platform/profile';
import { contractFrom, type PlatformContract } from '../core/operator/contract';
import { flag, instance, json, map, object, optional, readProps, text, type Shapes } from '../core/props';
import { RegionTopology } from '../core/topology/topology';
import { keepCanonicalOrder } from './canonical-order';
import type { Tenant } from './tenant';
import type { JudgedChart } from './judged-chart';
import { judgeWith } from './validation';
import { chartAround, freshScope, issueOfFault, nearestAbove, pathOf, refuse, refuseNested } from './wiring';

/** The modules of an existing tenant, as far as they are known. */
export interface TenantModules {
  /** Whether the tenant has an etcd ring of its own. @default unknown */
  readonly etcd?: boolean;
  /** Whether it has monitoring of its own. @default unknown */
  readonly monitoring?: boolean;
  /** Whether it has an ingress of its own. @default unknown */
  readonly ingress?: boolean;
  /** Whether it has object storage of its own. @default unknown */
  readonly seaweedfs?: boolean;
}

/** What a chart of an existing tenant takes. */
export interface TenantChartProps {
  /** The tenant's namespace, such as `tenant-acme`. */
  readonly namespace: string;
  /** What the platform is and offers. @default PlatformProfile.hikube() */
  readonly profile?: PlatformProfile;
  /** The regions that nouns of this chart can be meant to span. @default none */
  readonly topology?: RegionTopology;
  /** The tenant's host, from which the hosts of clusters without one are made. @default unknown */
  readonly host?: string;
  /** The tenant's modules. @default unknown */
  readonly modules?: TenantModules;
  /**
   * What the operator of the platform declares of it, as `readContract` gives it: its classes are known then, and what the
   * program claims of them and of regions has to agree.
   *
   * @default unknown
   */
  readonly contract?: PlatformContract;
  /** Whether a warning refuses the program as an error does. @default false */
  readonly strict?: boolean;
  /** Labels for every object of the chart. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** What a chart of a tenant takes that the same program declares. */
export interface DeclaredTenantChartProps {
  /** The tenant. Its namespace, profile, topology, host and modules are the chart's. */
  readonly tenant: Tenant;
  /** Whether a warning refuses the program as an error does. @default false */
  readonly strict?: boolean;
  /** Labels for every object of the chart. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

const MODULES: Shapes<TenantModules> = {
  etcd: optional(flag()),
  monitoring: optional(flag()),
  ingress: optional(flag()),
  seaweedfs: optional(flag()),
};
const SHAPES: Shapes<TenantChartProps> = {
  namespace: text(),
  profile: optional(instance(PlatformProfile, 'PlatformProfile.hikube()')),
  topology: optional(instance(RegionTopology, 'RegionTopology.hikube()')),
  host: optional(text()),
  modules: optional(object(MODULES)),
  contract: optional(json()),
  strict: optional(flag()),
  labels: optional(map(text())),
};

const REMEDY = "Write `new TenantChart(app, 'production', { namespace: 'tenant-acme' })`.";
const CHART = Symbol.for('hikube-constructs.TenantChart');

/**
 * A tenant's namespace on the platform: the chart that clusters, rings, volume layers and child tenants stand in. It
 * becomes one file, which is applied to the platform's API with the tenant's own credentials.
 *
 * It stands in any cdk8s App beside other charts, never inside another chart.
 */
export class TenantChart extends Chart implements JudgedChart {
  declare public readonly namespace: string;
  /** What the operator of the platform declares of it, if the program has it. */
  public readonly contract: PlatformContract | undefined;
  private profileNow: PlatformProfile;
  /** The regions that nouns of this chart can be meant to span. */
  public readonly topology: RegionTopology | undefined;
  /** The tenant's host, if it is known. */
  public readonly host: string | undefined;
  /** What is known of the tenant's modules, for the checks. */
  public readonly tenantFacts: TenantFacts;
  /** Whether a warning refuses the program as an error does. */
  public readonly strict: boolean;
  /** The tenant, if the program declares it. */
  public readonly tenant: Tenant | undefined;

  /** What the platform is and offers. */
  public get profile(): PlatformProfile {
    return this.profileNow;
  }

  /** Takes in classes of the platform that the operator's part of the program, or its contract, declares. @internal */
  public learnClasses(names: readonly string[]): void {
    const { storageClasses } = this.profileNow.data;
    const fresh = names.filter((name) => !storageClasses.includes(name));
    if (fresh.length > 0) this.profileNow = this.profileNow.with({ storageClasses: fresh });
  }

  /** The chart that the tenant is declared in, if the program declares it. */
  public get parent(): TenantChart | undefined {
    return this.tenant?.chart;
  }

  /**
   * @throws HikubeError HK1001 inside another chart, or outside of an App; HK1102 for props of the wrong type
   */
  public constructor(scope: Construct, id: string, props: TenantChartProps | DeclaredTenantChartProps) {
    const parent = freshScope('TenantChart', scope, id, REMEDY);
    const given = existing(props, pathOf(parent, id));
    refuseNested('TenantChart', parent, id);
    super(parent, id, { namespace: given.namespace, ...(given.labels && { labels: { ...given.labels } }) });
    if (!(this.node.root instanceof App)) {
      refuse('HK1001', this.node.path, 'A TenantChart stands in no App.', REMEDY);
    }
    this.contract = given.contract;
    this.profileNow = given.profile ?? PlatformProfile.hikube();
    this.learnClasses((given.contract?.classes ?? []).map(({ name }) => name));
    this.topology = given.topology;
    this.host = given.host;
    this.tenantFacts = given.facts;
    this.strict = given.strict === true;
    this.tenant = given.tenant;
    Object.defineProperty(this, CHART, { value: true });
    if (given.tenant) this.node.addDependency(given.tenant);
    keepCanonicalOrder(this);
    judgeWith(this);
  }

  /** The tenant chart that a construct stands in; refused with the remedy if it stands in none. */
  public static override of(construct: IConstruct): TenantChart {
    const found = TenantChart.around(construct);
    if (found) return found;
    const chart = chartAround(construct);
    const where = chart ? `stands in the chart "${chart.node.path}", which is no TenantChart` : 'stands in no chart';
    return refuse('HK1001', construct.node.path, `It ${where}.`, REMEDY);
  }

  /** Whether a construct is such a chart. */
  public static isTenantChart(construct: IConstruct): construct is TenantChart {
    return CHART in construct;
  }

  /** The tenant chart that a construct stands in, if any. @internal */
  public static around(construct: IConstruct): TenantChart | undefined {
    return nearestAbove(construct, TenantChart.isTenantChart);
  }

  /** The chart that a noun about to be made would stand in. @internal */
  public static forNoun(noun: string, scope: Construct, id: string): TenantChart {
    const found = TenantChart.around(scope);
    if (found) return found;
    const chart = chartAround(scope);
    const where = chart ? `in the chart "${chart.node.path || chart.node.id}", which is no TenantChart` : 'in no chart';
    return refuse('HK1001', pathOf(scope, id), `A ${noun} stands ${where}.`, REMEDY);
  }
}

interface ChartFacts {
  readonly namespace: string;
  readonly profile?: PlatformProfile | undefined;
  readonly topology?: RegionTopology | undefined;
  readonly host?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly strict?: boolean | undefined;
  readonly contract?: PlatformContract | undefined;
  readonly facts: TenantFacts;
  readonly tenant?: Tenant;
}

/** The facts of a chart, from what the program says or from the tenant that it declares. */
function existing(given: unknown, path: string): ChartFacts {
  const tenant = (given as DeclaredTenantChartProps | undefined)?.tenant;
  if (tenant !== undefined) return declared(given as DeclaredTenantChartProps, path);
  const { props, faults } = readProps(SHAPES, given);
  if (faults.length > 0) {
    throw new HikubeError(faults.map((fault) => issueOfFault(fault, path))); // node-do-not-add-exception-line
  }
  const namespace = props.namespace!;
  if (!isTenantNamespace(namespace)) {
    const near = isTenantNamespace(`tenant-${namespace}`)
      ? ` For tenant ${quote(namespace)} it is "tenant-${namespace}".`
      : '';
    refuse(
      'HK1309',
      path,
      `The namespace ${quote(namespace)} is not a tenant's.`,
      `Write the namespace of your tenant.${near}`,
      { prop: 'namespace' },
    );
  }
  const { modules = {}, contract, ...others } = props;
  return {
    ...others,
    ...(contract && { contract: contractFrom(contract, `the contract of "${path}"`) }),
    namespace,
    facts: { modules, reach: reach(modules, namespace === 'tenant-root' ? { etcd: false, monitoring: false } : {}) },
  };
}

function declared(given: DeclaredTenantChartProps, path: string): ChartFacts {
  const { tenant, labels, strict, ...others } = given;
  const stray = Object.keys(others)[0];
  if (stray !== undefined) {
    refuse(
      'HK1103',
      path,
      `The chart is given a tenant and the prop "${stray}".`,
      'A declared tenant brings its own; keep the tenant.',
      { prop: stray },
    );
  }
  if (typeof (tenant as Partial<Tenant>).tenantNamespace !== 'string') {
    refuse(
      'HK1102',
      path,
      `The prop "tenant" has to be a Tenant, but is ${quote(tenant)}.`,
      'Write the Tenant that the program declares.',
      { prop: 'tenant' },
    );
  }
  const { profile, topology, tenantFacts } = tenant.chart;
  const { modules } = tenant;
  return {
    namespace: tenant.tenantNamespace,
    profile,
    topology,
    host: tenant.host,
    contract: tenant.chart.contract,
    labels,
    strict,
    facts: { modules, reach: reach(modules, tenantFacts.reach ?? {}) },
    tenant,
  };
}

/** A module is in reach where the tenant has it, or else where its ancestors do. */
function reach(own: TenantModules, above: ModuleFacts): ModuleFacts {
  const known = (key: keyof ModuleFacts): ModuleFacts => {
    const value = own[key] === true ? true : above[key] === true ? true : own[key] === false ? above[key] : undefined;
    return value === undefined ? {} : { [key]: value };
  };
  return { ...known('etcd'), ...known('monitoring') };
}
