import { isAncestorNamespace } from '../core/names';
import { EtcdRing, type InheritedEtcdRing } from './etcd-ring';
import type { TenantChart } from './tenant-chart';

/** Whether the platform would give a cluster the ring that the program says, as a fault of the cluster. */
export function* checkRing(
  cluster: string,
  chart: TenantChart,
  ring: EtcdRing | InheritedEtcdRing | undefined,
): Iterable<{ code: 'HK4107'; message: string; remedy: string }> {
  if (ring instanceof EtcdRing) {
    const { namespace } = ring.chart;
    if (!isAncestorNamespace(namespace, chart.namespace)) {
      yield {
        code: 'HK4107',
        message: `Cluster "${cluster}" of tenant "${chart.namespace}" refers to the ring of tenant "${namespace}", which is not an ancestor.`,
        remedy: "Use the tenant's own ring, or EtcdRing.inherited().",
      };
    } else if (namespace !== chart.namespace && chart.tenantFacts.modules?.etcd === true) {
      yield {
        code: 'HK4107',
        message: `Cluster "${cluster}" refers to the ring of tenant "${namespace}", but its own tenant "${chart.namespace}" has one.`,
        remedy: "Refer to the tenant's own ring, or switch its etcd module off.",
      };
    }
  } else if (ring !== undefined && chart.tenantFacts.modules?.etcd === true) {
    yield {
      code: 'HK4107',
      message: `Cluster "${cluster}" is to use an ancestor's ring, but its own tenant "${chart.namespace}" has one.`,
      remedy: "Refer to the tenant's own ring, or switch its etcd module off.",
    };
  }
}
