import * as pulumi from '@pulumi/pulumi';
import { TenantChart, type TenantChartProps } from '../constructs/tenant-chart';
import { refuse } from '../constructs/wiring';
import { HikubeError } from '../core/issue';
import { isRecord, quote } from '../core/json';
import { Connection, ConnectionProvider } from './connection';
import { wired } from './input-errors';
import { COMPONENT_TYPES } from './plan';
import { connectionIn, otherOptions, refuseMisspelt, writeOptions, type WriteOptions } from './options';
import { Registered } from './register';
import type { Tenant } from './nouns';
import { TenancyProgram, openScope, scopeOf } from './tenancy-program';
import { watchStack } from './goes-with';

/** A tenant that exists, and the way to it. */
export interface TenancyArgs extends TenantChartProps, WriteOptions {
  /** The way to the tenant's API. @default Connection.environment() */
  readonly connection?: Connection;
}

/** A tenant that the same program declares. */
export interface DeclaredTenancyArgs extends WriteOptions {
  /** The tenant. Its namespace, profile, topology, host, modules and connection are the tenancy's. */
  readonly tenant: Tenant;
  /** Whether a warning refuses the program as an error does. @default false */
  readonly strict?: boolean;
  /** Labels for every object of the tenancy. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * A tenant's namespace on the platform: what clusters, rings, volume layers and child tenants have for their parent. It
 * carries what holds for all of them: namespace, profile, topology, and the connection.
 */
export class Tenancy extends pulumi.ComponentResource {
  /** The chart that it stands for. */
  public readonly construct: TenantChart;

  /** @throws InputIssuesError for arguments of the wrong type */
  public constructor(
    name: string,
    args: TenancyArgs | DeclaredTenancyArgs,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    const { own, given, tenant, rest } = wired(name, () => read(name, args));
    const around = scopeOf(tenant);
    const program = around?.program ?? new TenancyProgram();
    const construct = wired(name, () => chartOf(name, program, tenant ? { ...rest, tenant: tenant.construct } : rest));
    watchStack();
    super(COMPONENT_TYPES.TenantChart!, name, {}, opts);
    this.construct = construct;
    if (!around) {
      const connection = given ?? Connection.environment();
      const provider = new ConnectionProvider(name, connection, { parent: this });
      program.registered = new Registered({ connection, provider });
    }
    const options: WriteOptions = { ...around?.options, ...own };
    openScope(this, { construct, program, options });
    this.registerOutputs({});
  }
}

/** What the arguments of a tenancy say: of how objects are written, of the way to them, and of the chart. */
interface Read {
  readonly own: WriteOptions;
  readonly given: Connection | undefined;
  readonly tenant: Tenant | undefined;
  readonly rest: object;
}

function read(name: string, args: unknown): Read {
  if (!isRecord(args)) {
    const remedy = "Write `new Tenancy('acme', { namespace: 'tenant-acme' })`.";
    refuse('HK1102', name, `The arguments of a Tenancy have to be an object, but are ${quote(args)}.`, remedy);
  }
  const { tenant } = args;
  if (tenant !== undefined && !scopeOf(tenant as pulumi.Resource)) {
    const remedy = 'Write the Tenant that the program declares: `new Tenant(…, { parent: tenancy })`.';
    const message = `The prop "tenant" has to be a Tenant component, but is ${quote(tenant)}.`;
    refuse('HK1102', name, message, remedy, { prop: 'tenant' });
  }
  refuseMisspelt(args, name, 'connection');
  return {
    own: writeOptions(args, name),
    given: connectionIn(args, name),
    tenant: tenant as Tenant | undefined,
    rest: otherOptions(args, 'connection'),
  };
}

function chartOf(name: string, program: TenancyProgram, props: object): TenantChart {
  const chart = new TenantChart(program.app, name, props as TenantChartProps);
  const issues = program.judgement.add(chart);
  if (issues.some(({ severity }) => severity === 'error')) throw new HikubeError(issues); // node-do-not-add-exception-line
  return chart;
}
