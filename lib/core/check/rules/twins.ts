import { byCodeUnit, quote } from '../../json';
import { isUnread, type Reading } from '../../read/read';
import { isCluster } from '../tenancy';
import type { TogetherRule } from '../rule';
import { itemsOf, SOUND_GROUP } from './groups';

const identity = ({ object: { kind, namespace = '', name } }: Reading): string => `${kind} ${namespace}/${name}`;
const place = ({ object: { namespace, name } }: Reading): string => [namespace, name].filter(Boolean).join('/');

const twins: TogetherRule = {
  code: 'HK1002',
  severity: 'error',
  title: 'Two objects of one name',
  why: 'Both would be the same object, and one would be lost.',
  remedy: 'Give one of them another name, or remove it.',
  source: 'Kubernetes, docs/concepts/overview/working-with-objects/names',
  shares: (reading) => [identity(reading)],
  *check(objects) {
    const known = new Map<string, Reading>();
    for (const reading of objects) {
      const { kind, name } = reading.object;
      if (name === '') continue;
      const key = identity(reading);
      const first = known.get(key);
      if (first) {
        yield {
          in: reading,
          other: { in: first, pointer: '/metadata/name' },
          pointer: '/metadata/name',
          message: `There is already ${kind === 'Etcd' ? 'an' : 'a'} ${kind} ${quote(name)} in this tenant.`,
          remedy: 'Give one of the two another name, or remove it.',
        };
      }
      known.set(key, first ?? reading);
    }
  },
  example: {
    fails: [{ kind: 'Etcd' }, { kind: 'Etcd', spec: { replicas: 5 } }],
    passes: [{ kind: 'Etcd' }, { kind: 'Etcd', metadata: { namespace: 'tenant-other' } }],
  },
};

/** A host that a cluster wants to answer at, and where it says so. */
interface Claim {
  readonly in: Reading<'Kubernetes'>;
  readonly host: string;
  readonly path: readonly (string | number)[];
}

function* claimsOf(reading: Reading<'Kubernetes'>): Iterable<Claim> {
  const { host, addons } = reading.spec;
  const { hosts: apps, exposeMethod } = addons?.ingressNginx ?? {};
  if (host) yield { in: reading, host, path: ['host'] };
  // The tenant's ingress takes the hosts, whether the controller behind it is on or not.
  if (!apps || exposeMethod === 'LoadBalancer') return;
  if (isUnread(reading, '/spec/addons/ingressNginx/exposeMethod')) return;
  for (const [i, app] of itemsOf(apps)) if (app) yield { in: reading, host: app, path: [...APPS, i] };
}

const hostOf = ({ host }: Claim): string => host.toLowerCase();
const APPS = ['addons', 'ingressNginx', 'hosts'];

const inOrder = (claims: readonly Claim[]): Claim[] =>
  [...claims].sort((a, b) => byCodeUnit(identity(a.in), identity(b.in)));

/** Who claims what, by the host. */
function byHost(clusters: readonly Reading<'Kubernetes'>[]): Map<string, Claim[]> {
  const hosts = new Map<string, Claim[]>();
  for (const cluster of clusters) {
    for (const claim of claimsOf(cluster)) {
      const host = hostOf(claim);
      const known = hosts.get(host);
      if (known) known.push(claim);
      else hosts.set(host, [claim]);
    }
  }
  return hosts;
}

const hosts: TogetherRule = {
  code: 'HK4304',
  severity: 'error',
  title: 'A host that two clusters claim',
  why: 'One name leads to one place: the second Ingress of a host is refused, or its traffic goes to whichever came first.',
  remedy: 'Give each cluster hosts of its own.',
  source:
    'cozystack, packages/apps/kubernetes/templates/{cluster,ingress}.yaml; ingress-nginx, admission of duplicate hosts',
  shares: (reading) => (isCluster(reading) ? [...claimsOf(reading)].map(hostOf) : []),
  *check(objects, { at }) {
    for (const claims of byHost(objects.filter(isCluster)).values()) {
      // Whose it is must not depend on the files or constructs that the objects came from.
      const [owner, ...others] = claims.length < 2 ? claims : inOrder(claims);
      for (const claim of others) {
        if (identity(owner!.in) === identity(claim.in)) continue;
        yield {
          in: claim.in,
          other: { in: owner!.in, pointer: at(owner!.in, ...owner!.path) },
          pointer: at(claim.in, ...claim.path),
          message: `The host ${quote(claim.host)} is also claimed by cluster ${quote(place(owner!.in))}.`,
          remedy: 'Give one of the two clusters another host.',
        };
      }
    }
  },
  example: {
    fails: [
      { kind: 'Kubernetes', spec: { host: 'k8s.acme.example', nodeGroups: { md0: SOUND_GROUP } } },
      {
        kind: 'Kubernetes',
        metadata: { name: 'api' },
        spec: { host: 'k8s.acme.example', nodeGroups: { md0: SOUND_GROUP } },
      },
      { kind: 'Etcd', spec: { size: '5Gi' } },
    ],
    passes: [
      { kind: 'Kubernetes', spec: { host: 'k8s.acme.example', nodeGroups: { md0: SOUND_GROUP } } },
      {
        kind: 'Kubernetes',
        metadata: { name: 'api' },
        spec: { host: 'api.acme.example', nodeGroups: { md0: SOUND_GROUP } },
      },
      { kind: 'Etcd', spec: { size: '5Gi' } },
    ],
  },
};

/** Rules over what must be there once. */
export const TWIN_RULES: readonly TogetherRule[] = [twins, hosts];
