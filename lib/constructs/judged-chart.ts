import type { Construct, IConstruct } from 'constructs';
import type { TenantFacts } from '../core/check/tenancy';
import type { PlatformContract } from '../core/operator/contract';
import type { PlatformProfile } from '../core/platform/profile';
import type { RegionTopology } from '../core/topology/topology';

/** What the checks ask a tenant chart. */
export interface JudgedChart extends Construct {
  readonly namespace: string;
  readonly profile: PlatformProfile;
  readonly tenantFacts: TenantFacts;
  readonly host: string | undefined;
  readonly topology: RegionTopology | undefined;
  readonly strict: boolean;
  readonly contract: PlatformContract | undefined;
}

const charts = new WeakMap<IConstruct, JudgedChart[]>();

/** The charts of a tree that are judged. */
export const chartsOf = (root: IConstruct): readonly JudgedChart[] => charts.get(root) ?? [];

/** Takes in a chart to be judged with its tree. */
export function enrol(chart: JudgedChart): void {
  const known = charts.get(chart.node.root);
  if (known) known.push(chart);
  else charts.set(chart.node.root, [chart]);
}
