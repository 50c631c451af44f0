import type { Ring } from '../../core/resilience/system';
import { EtcdRing } from '../etcd-ring';
import { RegionalEtcdRing } from '../platform/regional-etcd-ring';
import type { ManagedCluster } from '../managed-cluster';
import type { TenantChart } from '../tenant-chart';
import { zoneRule, type Declared } from './declared';

/** The ring of a tenant or of the operator. */
export function ringPart(ring: EtcdRing | RegionalEtcdRing, declared: Declared): Ring {
  const name = ring.node.path;
  declared.say(`${name}.members`, 'declared', `The ring "${name}" has ${ring.members} members.`);
  if (ring instanceof RegionalEtcdRing) {
    const { regions, recovery, timers } = ring;
    declared.say(
      `${name}.spread`,
      'declared',
      `Its members are kept apart over ${regions.map((one) => one.name).join(', ')}.`,
    );
    return {
      kind: 'etcd',
      name,
      members: ring.members,
      spread: zoneRule(regions.length, recovery),
      within: regions.map((region) => region.name),
      ...(timers && { heartbeatMs: timers.heartbeat.milliseconds, electionMs: timers.election.milliseconds }),
    };
  }
  const spread = declared.spreadAround(ring, 'etcd.spread', ring.chart.contract);
  return { kind: 'etcd', name, members: ring.members, spread };
}

/** The ring that a cluster is given, if the program declares it: the one that it names, or else the nearest tenant's. */
export function ringOf({ etcd, chart }: ManagedCluster): EtcdRing | undefined {
  if (etcd instanceof EtcdRing) return etcd;
  const first = etcd === undefined ? chart : chart.parent;
  for (let at = first; at; at = at.parent) {
    const ring = at.node.findAll().find((one) => one instanceof EtcdRing);
    if (ring) return ring;
  }
  return undefined;
}

/** The ring that a cluster uses without the program saying which: its tenant's, or that of an ancestor. */
export function unknownRing(chart: TenantChart, declared: Declared): Ring {
  const name = `${chart.node.path}/(etcd)`;
  return {
    kind: 'etcd',
    name,
    members: declared.of<number>('etcd.members'),
    spread: declared.spreadAround(chart, 'etcd.spread', chart.contract),
  };
}
