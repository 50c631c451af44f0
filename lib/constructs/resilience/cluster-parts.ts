import { INGRESS_ROLE } from '../../core/check/rules/ingress';
import { CONTROL_PLANE_REPLICAS } from '../../core/model/defaults';
import { mapKnown } from '../../core/resilience/contract/basis';
import type { Ingress, Known, NodeGroup as GroupPart, Part, Served, Spread } from '../../core/resilience/system';
import { IngressNginx } from '../addons/ingress-nginx';
import type { ManagedCluster } from '../managed-cluster';
import { NodeGroup } from '../node-group';
import type { Declared } from './declared';
import { ringOf, ringPart, unknownRing } from './ring-part';

/** A cluster: its control plane with its ring, its groups, and its ingress. */
export function clusterParts(cluster: ManagedCluster, declared: Declared): Part[] {
  const { chart, spec } = cluster;
  const name = cluster.node.path;
  const own = ringOf(cluster);
  const ring = own ? ringPart(own, declared) : unknownRing(chart, declared);
  const replicas = spec.controlPlane?.replicas ?? CONTROL_PLANE_REPLICAS;
  declared.say(`${name}.replicas`, 'declared', `The cluster "${name}" has ${replicas} API servers.`);
  return [
    ring,
    {
      kind: 'controlPlane',
      name,
      replicas,
      ring: ring.name,
      spread: declared.of<Spread>('controlPlane.spread'),
      endpoint: declared.of<Served>('A-ENDPOINT'),
    },
    ...groupsOf(cluster, spec, declared),
    ...ingressOf(cluster, declared),
  ];
}

function groupsOf(cluster: ManagedCluster, written: ManagedCluster['spec'], declared: Declared): GroupPart[] {
  const path = cluster.node.path;
  const { nodeGroups = {}, ...spec } = written;
  const spread = declared.spreadAround(cluster, 'workers.spread', cluster.chart.contract);
  const byDefault = declared.of<number | string>('workers.maxUnhealthy');
  return cluster.node
    .findAll()
    .filter((one) => one instanceof NodeGroup)
    .flatMap((group): GroupPart[] => {
      const { minReplicas: min, maxReplicas: max, maxUnhealthy } = nodeGroups[group.name] ?? {};
      if (min === undefined || max === undefined) return [];
      const name = group.node.path;
      declared.say(`${name}.scaling`, 'declared', `The group "${name}" has ${min} to ${max} machines.`);
      return [
        {
          kind: 'nodeGroup',
          name,
          cluster: path,
          min,
          max,
          // The chart's selector takes in the machines of the whole cluster.
          spread: mapKnown(spread, (rule) => (rule.rule === 'zone' ? { ...rule, selector: path } : rule)),
          maxUnhealthy: maxUnhealthy ?? healthOf(spec) ?? byDefault,
        },
      ];
    });
}

const healthOf = (spec: object): string | undefined => {
  const { maxUnhealthy } = (spec as { nodeHealthCheck?: { maxUnhealthy?: unknown } }).nodeHealthCheck ?? {};
  return typeof maxUnhealthy === 'string' ? maxUnhealthy : undefined;
};

/** The ingress stands on the groups of its role, or on all machines where there are none. */
function ingressOf(cluster: ManagedCluster, declared: Declared): Ingress[] {
  const ingress = cluster.node.children.find((one) => one instanceof IngressNginx);
  if (!ingress) return [];
  const all = cluster.node.findAll().filter((one) => one instanceof NodeGroup);
  const own = all.filter(({ roles }) => roles.includes(INGRESS_ROLE));
  const nodes = (own.length > 0 ? own : all).map(({ node }) => node.path);
  const exposure: Known<Served> = declared.of<Served>('A-L2SPAN');
  return [{ kind: 'ingress', name: ingress.node.path, nodes, exposure }];
}
