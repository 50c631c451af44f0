import * as pulumi from '@pulumi/pulumi';
import { TenantChart, type TenantChartProps } from '../constructs/tenant-chart';
import { HikubeError } from '../core/issue';
import { Connection, ConnectionProvider } from './connection';
import { inputIssues } from './input-errors';
import { COMPONENT_TYPES } from './plan';
import { Registered, type WriteOptions } from './register';
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
    const { adopt, allow, waitFor, waitSeconds, ...rest } = args;
    const tenant = 'tenant' in rest ? rest.tenant : undefined;
    const around = scopeOf(tenant);
    const program = around?.program ?? new TenancyProgram();
    const { connection = Connection.environment(), ...chartProps } = rest as TenancyArgs;
    const construct = chartOf(name, program, tenant ? { ...rest, tenant: tenant.construct } : chartProps);
    watchStack();
    super(COMPONENT_TYPES.TenantChart!, name, {}, opts);
    this.construct = construct;
    if (!around) {
      const provider = new ConnectionProvider(name, connection, { parent: this });
      program.registered = new Registered({ connection, provider });
    }
    const own = Object.entries({ adopt, allow, waitFor, waitSeconds }).filter(([, value]) => value !== undefined);
    const options: WriteOptions = { ...around?.options, ...Object.fromEntries(own) };
    openScope(this, { construct, program, options });
    this.registerOutputs({});
  }
}

function chartOf(name: string, program: TenancyProgram, props: object): TenantChart {
  try {
    const chart = new TenantChart(program.app, name, props as TenantChartProps);
    const issues = program.judgement.add(chart);
    if (issues.some(({ severity }) => severity === 'error')) throw new HikubeError(issues);
    return chart;
  } catch (error) {
    throw HikubeError.isHikubeError(error) ? inputIssues(error.issues, name) : error; // node-do-not-add-exception-line
  }
}
