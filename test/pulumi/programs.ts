import { type App } from 'cdk8s';
import * as pulumi from '@pulumi/pulumi';
import { InstanceType, ManagedCluster, NodeGroup, TenantChart, type ManagedClusterProps } from 'hikube-constructs';
import * as hikube from 'hikube-constructs/pulumi';
import type { ComponentOptions, ManagedClusterArgs, TenancyArgs } from 'hikube-constructs/pulumi';

/** A late value. */
export const late = <T>(value: T): pulumi.Output<T> => pulumi.output(value) as unknown as pulumi.Output<T>;

/** A late value, or one that a preview does not know. */
export const arriving = <T>(value: T): pulumi.Output<T> =>
  pulumi.runtime.isDryRun() ? (new Thing('thing', value).value as pulumi.Output<T>) : late(value);

/** A resource of somebody else, with an output that is known when it is there. */
export class Thing extends pulumi.CustomResource {
  declare public readonly value: pulumi.Output<unknown>;

  public constructor(name: string, value: unknown) {
    super('other:index:Thing', `${name}-${(things += 1)}`, { value });
  }
}
let things = 0;

/** A group with which platform 1.1 adds none of its own. */
export const GROUP = { instanceType: InstanceType.U1_LARGE, scaling: { min: 1, max: 3 } };

export const tenancy = (args: Partial<TenancyArgs> = {}, name = 'acme'): hikube.Tenancy =>
  new hikube.Tenancy(name, { namespace: 'tenant-acme', waitFor: 'none', ...args });

/** A cluster of a tenancy with one group. */
export const cluster = (
  args: ManagedClusterArgs = {},
  opts: ComponentOptions = {},
  name = 'web',
): hikube.ManagedCluster =>
  new hikube.ManagedCluster(name, { nodeGroups: { md0: GROUP }, ...args }, { parent: tenancy(), ...opts });

/** A cluster of a tree with one group. */
export function clusterIn(
  app: App,
  props: ManagedClusterProps = {},
  id = 'web',
  chartId = 'production',
): ManagedCluster {
  const known = app.node.tryFindChild(chartId) as TenantChart | undefined;
  const chart = known ?? new TenantChart(app, chartId, { namespace: 'tenant-acme' });
  const made = new ManagedCluster(chart, id, props);
  new NodeGroup(made, 'md0', GROUP);
  return made;
}
