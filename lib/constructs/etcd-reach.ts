import { isAncestorNamespace } from '../core/names';
import type { PropFault } from '../core/props';
import { EtcdRing, type InheritedEtcdRing } from './etcd-ring';
import type { TenantChart } from './tenant-chart';

/**
 * The namespace whose ring the platform gives to a tenant's clusters, as far as the declared chain tells: the nearest
 * tenant whose etcd module is on. `undefined` as soon as a tenant on the way does not say whether it has one.
 */
function ringNamespace(chart: TenantChart): string | undefined {
  for (let at: TenantChart | undefined = chart; at; at = at.parent) {
    const own = at.tenantFacts.modules?.etcd;
    if (own === undefined) return undefined;
    if (own) return at.namespace;
  }
  return undefined;
}

/** Whether the platform would give a cluster the ring that the program says, as a fault of the cluster. */
export function* checkRing(
  cluster: string,
  chart: TenantChart,
  ring: EtcdRing | InheritedEtcdRing | undefined,
): Iterable<PropFault> {
  if (ring === undefined) return;
  const given = ringNamespace(chart);
  const asked = ring instanceof EtcdRing ? ring.chart.namespace : undefined;
  const code = 'HK4107';
  if (asked !== undefined && !isAncestorNamespace(asked, chart.namespace)) {
    const message = `Cluster "${cluster}" of tenant "${chart.namespace}" refers to the ring of tenant "${asked}", which is not an ancestor.`;
    yield { code, message, remedy: "Use the tenant's own ring, or EtcdRing.inherited()." };
  } else if (given !== undefined && (asked === undefined ? given === chart.namespace : given !== asked)) {
    const meant = asked === undefined ? "an ancestor's ring" : `the ring of tenant "${asked}"`;
    const message = `Cluster "${cluster}" is to use ${meant}, but the nearest one is that of tenant "${given}".`;
    yield { code, message, remedy: 'Refer to that one, or switch the etcd module of that tenant off.' };
  }
}
