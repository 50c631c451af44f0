import { Quantity } from '../../quantity';
import { KEYSPACE, toleratedLosses } from '../../model/etcd';
import type { EtcdApi } from '../../platform/profile';

/** The versions of kind EtcdCluster, by the name of their API. */
export const RING_API_VERSION = {
  v1alpha1: 'etcd.aenix.io/v1alpha1',
  v1alpha2: 'etcd-operator.cozystack.io/v1alpha2',
} as const satisfies Readonly<Record<EtcdApi, string>>;

/** What both APIs take when nothing is written. Source: etcd-operator v0.4.2 and v0.5.4, their CRDs. */
export const RING_DEFAULTS = { members: 3, size: { v1alpha1: '4Gi', v1alpha2: '1Gi' } } as const;

/** The labels that both operators put on a member's pod. Source: etcd-operator v0.4.2 and v0.5.4. */
export const ringLabels = (ring: string): Readonly<Record<string, string>> => ({
  'app.kubernetes.io/name': 'etcd',
  'app.kubernetes.io/instance': ring,
});

/** The largest keyspace that etcd advises, of `quota-backend-bytes`. Source: etcd v3.6, dev-guide/limit. */
export const LARGEST_KEYSPACE = Quantity.of(KEYSPACE.most, 'Gi');

/** More members than etcd advises make every write slower. Source: etcd v3.6, faq. */
export const MOST_MEMBERS = 7;

/** Options that the operator sets by itself, and whose webhook refuses them. Source: etcd-operator v0.4.2. */
export const REFUSED_OPTIONS: readonly string[] = [
  'name',
  'listen-peer-urls',
  'listen-client-urls',
  'initial-advertise-peer-urls',
  'advertise-client-urls',
  'data-dir',
  'auto-tls',
  'peer-auto-tls',
];

/** The options of v1alpha2, by the flag of etcd that each becomes. */
export const OPTION_FIELDS: Readonly<Record<string, string>> = {
  'auto-compaction-mode': 'autoCompactionMode',
  'auto-compaction-retention': 'autoCompactionRetention',
  'quota-backend-bytes': 'quotaBackendBytes',
  'snapshot-count': 'snapshotCount',
};

/** How many members of a ring can be lost while it still takes writes. */
export const tolerates = (members: number): number => toleratedLosses(members);

/** A ring, as far as its names go. */
export interface RingNames {
  readonly api: EtcdApi;
  readonly ring: string;
  readonly namespace: string;
  readonly members: number;
}

/**
 * The names by which a ring is called from the cluster: its Service, and each member. Members of v1alpha2 have names of
 * chance, so that only a wildcard covers them.
 *
 * Source: cozystack v1.1.2 and v1.6.2, packages/extra/etcd/templates/etcd-cluster.yaml.
 */
export function neededNames({ api, ring, namespace, members }: RingNames): string[] {
  const service = `${ring}.${namespace}.svc`;
  if (api === 'v1alpha2') return [service, `*.${service}`];
  return [service, ...memberNames(ring, members).map((member) => `${member}.${headless(ring)}.${namespace}.svc`)];
}

/**
 * Every name that a server or peer certificate of a ring lists: those that it is called by, and their short forms.
 *
 * Source: cozystack v1.1.2 and v1.6.2, packages/extra/etcd/templates/etcd-cluster.yaml.
 */
export function serverNames(names: RingNames): string[] {
  const { api, ring, namespace, members } = names;
  const service = `${ring}.${namespace}.svc`;
  if (api === 'v1alpha2') return [ring, service, `*.${service}`, 'localhost'];
  const each = memberNames(ring, members).flatMap((member) => {
    const host = `${member}.${headless(ring)}`;
    return [member, host, `${host}.${namespace}.svc`];
  });
  return [ring, service, ...each, 'localhost'];
}

/** Whether a name in a certificate stands for a host: TLS lets `*` stand for one whole leftmost label. */
export function covers(name: string, host: string): boolean {
  const [written, wanted] = [name.toLowerCase(), host.toLowerCase()];
  if (written === wanted) return true;
  return written.startsWith('*.') && !wanted.startsWith('*') && wanted.slice(wanted.indexOf('.')) === written.slice(1);
}

const headless = (ring: string): string => `${ring}-headless`;
const memberNames = (ring: string, members: number): string[] =>
  Array.from({ length: members }, (_, i) => `${ring}-${i}`);
