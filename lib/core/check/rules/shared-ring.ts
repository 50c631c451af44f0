import { byCodeUnit, listed } from '../../json';
import { ETCD_DEFAULTS, ETCD_NAME, KEYSPACE, QUOTA_PERCENT } from '../../model/etcd';
import { Quantity } from '../../quantity';
import { isUnread, type Reading } from '../../read/read';
import type { TogetherContext, TogetherRule } from '../rule';
import { isCluster, isRing } from '../tenancy';
import { SOUND_GROUP } from './groups';

/** The clusters by the ring that keeps their state; a tenant of which nothing is known has one ring all the same. */
function byRing(objects: readonly Reading[], { tenants }: TogetherContext): Map<string, Reading<'Kubernetes'>[]> {
  const rings = new Map<string, Reading<'Kubernetes'>[]>();
  const ringOf = new Map<string, string>();
  for (const cluster of objects) {
    const { namespace } = cluster.object;
    // Without a namespace nobody can say which tenant a cluster is for.
    if (namespace === undefined || !isCluster(cluster)) continue;
    const ring = ringOf.get(namespace) ?? tenants.ringOf(namespace) ?? namespace;
    ringOf.set(namespace, ring);
    const known = rings.get(ring);
    if (known) known.push(cluster);
    else rings.set(ring, [cluster]);
  }
  return rings;
}

const placeOf = ({ object }: Reading): string => `${object.namespace ?? ''}/${object.name}`;
/** A cluster's name, with its tenant where that is not the ring's. */
const nameOf = ({ namespace = '', name }: Reading['object'], ring: string): string =>
  namespace === ring ? name : `${namespace}/${name}`;

const sharedRing: TogetherRule = {
  code: 'HK4111',
  severity: 'warning',
  title: 'A ring that several clusters share, and that leaves each too little',
  why: 'All of them write into one keyspace of 95 % of that size; when it is full, etcd takes no more writes, and every one of these clusters stands still.',
  remedy:
    'Give the ring a size of which 95 % are 2 GiB for each cluster, or give a cluster a tenant with a ring of its own.',
  source: 'cozystack, packages/extra/etcd/templates/etcd-cluster.yaml (95 % of the size); etcd v3.6, op-guide/limits',
  *check(objects, context) {
    for (const [namespace, clusters] of byRing(objects, context)) {
      const names = [...new Set(clusters.map(({ object }) => nameOf(object, namespace)))];
      if (names.length < 2) continue;
      // Two objects of one name are told of by a rule of their own; here the order of the files must not matter.
      const [ring] = objects
        .filter(isRing)
        .filter(({ object }) => object.namespace === namespace)
        .sort((a, b) => byCodeUnit(String(a.spec.size), String(b.spec.size)));
      if (ring && isUnread(ring, context.at(ring, 'size'))) continue;
      const written = ring?.spec.size;
      const size = Quantity.parse(written ?? ETCD_DEFAULTS.size)!;
      const needed = KEYSPACE.default * names.length;
      if (size.times(QUOTA_PERCENT).compare(Quantity.of(needed, 'Gi').times(100)) >= 0) continue;
      const gibibytes = Math.ceil((needed * 100) / QUOTA_PERCENT);
      const fits = gibibytes * QUOTA_PERCENT <= KEYSPACE.most * 100;
      const first = [...clusters].sort((a, b) => byCodeUnit(placeOf(a), placeOf(b)))[0]!;
      const which = `the Etcd "${ETCD_NAME}" of ${namespace}`;
      const said = written ?? `not said here (${ETCD_DEFAULTS.size} by default)`;
      yield {
        in: ring ?? first,
        pointer: ring && written !== undefined ? context.at(ring, 'size') : '',
        message: `The clusters ${listed(names)} share the ring of ${namespace}, whose size is ${said}.`,
        remedy: fits
          ? `Write a size of ${gibibytes}Gi on ${which}, or give one of them a tenant with a ring of its own.`
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
