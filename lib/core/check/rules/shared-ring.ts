import { byCodeUnit, quote } from '../../json';
import { ETCD_DEFAULTS, KEYSPACE, QUOTA_PERCENT } from '../../model/etcd';
import { Quantity } from '../../quantity';
import type { Reading } from '../../read/read';
import type { TogetherContext, TogetherRule } from '../rule';
import { isCluster, isRing } from '../tenancy';
import { SOUND_GROUP } from './groups';

/** The clusters by the ring that keeps their state; a tenant of which nothing is known has one ring all the same. */
function byRing(objects: readonly Reading[], { tenants }: TogetherContext): Map<string, Reading<'Kubernetes'>[]> {
  const rings = new Map<string, Reading<'Kubernetes'>[]>();
  for (const cluster of objects.filter(isCluster)) {
    const { namespace } = cluster.object;
    const ring = namespace === undefined ? '' : (tenants.ringOf(namespace) ?? namespace);
    rings.set(ring, [...(rings.get(ring) ?? []), cluster]);
  }
  return rings;
}

const sharedRing: TogetherRule = {
  code: 'HK4111',
  severity: 'warning',
  title: 'A ring that several clusters share, and that leaves each too little',
  why: 'All of them write into one keyspace; when it reaches its quota, etcd takes no more writes, and every one of these clusters stands still.',
  remedy: 'Give the ring 2 GiB a cluster, or give a cluster a tenant with a ring of its own.',
  source: 'cozystack, packages/extra/etcd/templates/etcd-cluster.yaml (95 % of the size); etcd v3.6, op-guide/limits',
  *check(objects, context) {
    for (const [namespace, clusters] of byRing(objects, context)) {
      const names = [...new Set(clusters.map(({ object }) => object.name))].sort(byCodeUnit);
      if (names.length < 2) continue;
      const ring = objects.filter(isRing).find(({ object }) => (object.namespace ?? '') === namespace);
      const written = ring?.spec.size;
      const size = Quantity.parse(written ?? ETCD_DEFAULTS.size)!;
      const needed = KEYSPACE.default * names.length;
      if (size.times(QUOTA_PERCENT).compare(Quantity.of(needed, 'Gi').times(100)) >= 0) continue;
      const gibibytes = Math.ceil((needed * 100) / QUOTA_PERCENT);
      const fits = gibibytes * QUOTA_PERCENT <= KEYSPACE.most * 100;
      const first = [...clusters].sort((a, b) => byCodeUnit(a.object.name, b.object.name))[0]!;
      const said = written ?? `not said here (${ETCD_DEFAULTS.size} by default)`;
      yield {
        in: ring ?? first,
        pointer: ring && written !== undefined ? context.at(ring, 'size') : '',
        message: `The clusters ${names.map(quote).join(', ')} share the ring${namespace ? ` of ${namespace}` : ''}, whose size is ${said}.`,
        remedy: fits
          ? `Give the ring ${gibibytes}Gi, or give one of them a tenant with a ring of its own.`
          : 'Give some of them tenants with rings of their own; etcd advises at most 8 GiB for one.',
      };
    }
  },
  example: {
    fails: [
      { kind: 'Etcd' },
      { kind: 'Kubernetes', spec: { nodeGroups: { md0: SOUND_GROUP } } },
      { kind: 'Kubernetes', metadata: { name: 'api' }, spec: { nodeGroups: { md0: SOUND_GROUP } } },
    ],
    passes: [
      { kind: 'Etcd', spec: { size: '5Gi' } },
      { kind: 'Kubernetes', spec: { nodeGroups: { md0: SOUND_GROUP } } },
      { kind: 'Kubernetes', metadata: { name: 'api' }, spec: { nodeGroups: { md0: SOUND_GROUP } } },
    ],
  },
};

/** Rules over a ring and the clusters on it. */
export const RING_RULES: readonly TogetherRule[] = [sharedRing];
