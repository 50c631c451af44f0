import { isWithin, quote } from '../../json';
import { isHostName, isHostPattern } from '../../names';
import { PLATFORM_GROUP } from '../../model/node-group';
import { isUnread } from '../../read/read';
import { rule, type ObjectRule } from '../rule';
import {
  SOUND_GROUP_1_6,
  effectiveGroups,
  groupsOf,
  hasUnreadGroups,
  itemsOf,
  mergesDefaultGroup,
  withGroup,
  withGroup16,
} from './groups';

/** The role of the machines that traffic for proxied hosts is sent to. */
export const INGRESS_ROLE = 'ingress-nginx';

const ingressNodes = rule({
  code: 'HK3102',
  severity: 'error',
  title: 'An ingress controller that no group carries',
  why: 'Traffic for the hosts is sent only to machines with the role ingress-nginx, so they would answer to nobody.',
  remedy: 'Give a group the role ingress-nginx.',
  source: 'cozystack, packages/apps/kubernetes/templates/ingress.yaml',
  kind: 'Kubernetes',
  *check(reading, { profile, program, at }) {
    const ingress = reading.spec.addons?.ingressNginx;
    if (!ingress?.enabled || ingress.exposeMethod === 'LoadBalancer') return;
    const groups = effectiveGroups(reading);
    if (groups.some(([, group]) => group.roles?.includes(INGRESS_ROLE))) return;
    // Whatever is not known of them may be the role.
    const unread = (...path: string[]): boolean => isUnread(reading, at(...path));
    if (unread('addons', 'ingressNginx', 'exposeMethod') || hasUnreadGroups(reading)) return;
    if (groups.some(([name]) => unread('nodeGroups', name, 'roles'))) return;
    // The group that the platform adds has the role; from 1.6 on it is added where there is no other, and is meant to serve.
    if (groups.length === 0 && !mergesDefaultGroup(profile)) return;
    yield {
      pointer: at('addons', 'ingressNginx'),
      message: `The ingress controller is on, but no node group has the role "${INGRESS_ROLE}".`,
      remedy: program
        ? 'Give it the groups that carry it: `nodes: web`.'
        : `Add "${INGRESS_ROLE}" to the roles of a group.`,
    };
  },
  example: {
    fails: withGroup({}, { addons: { ingressNginx: { enabled: true, hosts: ['a.example'] } } }),
    passes: withGroup(
      { roles: ['ingress-nginx'] },
      { addons: { ingressNginx: { enabled: true, hosts: ['a.example'] } } },
    ),
  },
});

const idleRole = rule({
  code: 'HK3124',
  severity: 'warning',
  title: 'Machines for an ingress controller that is not on',
  why: 'The role is a label that only the ingress controller of the platform means anything to.',
  remedy: 'Switch the add-on ingressNginx on, or remove the role.',
  source:
    "cozystack, packages/apps/kubernetes/templates/ingress.yaml; Hikube's documentation, docs/services/kubernetes",
  kind: 'Kubernetes',
  *check({ spec, notices, profile }, { program, at }) {
    const place = at('addons', 'ingressNginx');
    if (spec.addons?.ingressNginx?.enabled || notices.some(({ pointer }) => isWithin(pointer, place))) return;
    for (const [name, { roles }] of groupsOf(spec)) {
      // The platform's own group has the role by default, and so has what is exported of it.
      if (name === PLATFORM_GROUP.name && mergesDefaultGroup(profile)) continue;
      for (const [i, role] of itemsOf(roles)) {
        if (role !== INGRESS_ROLE) continue;
        yield {
          pointer: at('nodeGroups', name, 'roles', i),
          message: `Node group "${name}" has the role "${INGRESS_ROLE}", but the add-on ingressNginx is not on.`,
          remedy: program
            ? "Add `new IngressNginx(cluster, 'ingress-nginx', { hosts, nodes })`, or remove the role."
            : 'Set spec.addons.ingressNginx.enabled to true and give it hosts, or remove the role.',
        };
      }
    }
  },
  example: {
    profile: 'cozystack-1.6',
    fails: withGroup16({ roles: [INGRESS_ROLE] }),
    passes: withGroup16(
      { roles: [INGRESS_ROLE] },
      { addons: { ingressNginx: { enabled: true, hosts: ['a.example'] } } },
    ),
  },
});

const ingressFromZero = rule({
  code: 'HK3114',
  severity: 'warning',
  title: 'An ingress that may have no machine',
  why: 'Traffic for the hosts goes to the machines of these groups only, and no pod waits for one of them, so the autoscaler may take the last away.',
  remedy: 'Give one of the groups with the role a min of 1 or more; 2 survive the loss of one.',
  source:
    "cozystack, packages/apps/kubernetes/templates/ingress.yaml; Hikube's documentation, docs/services/kubernetes",
  kind: 'Kubernetes',
  *check(reading, { at }) {
    const ingress = reading.spec.addons?.ingressNginx;
    if (!ingress?.enabled || ingress.exposeMethod === 'LoadBalancer') return;
    const groups = effectiveGroups(reading).filter(([, { roles }]) => roles?.includes(INGRESS_ROLE));
    if (groups.length === 0 || groups.some(([, { minReplicas }]) => minReplicas !== 0)) return;
    for (const [name] of groups) {
      yield {
        pointer: at('nodeGroups', name, 'minReplicas'),
        message: `Node group "${name}" has the role "${INGRESS_ROLE}" and min 0${groups.length > 1 ? ', like every group with that role' : ''}.`,
        remedy: 'Write a min of 1 or more; 2 survive the loss of one machine.',
      };
    }
  },
  example: {
    profile: 'cozystack-1.6',
    fails: {
      spec: {
        nodeGroups: { md0: SOUND_GROUP_1_6, web: { ...SOUND_GROUP_1_6, roles: [INGRESS_ROLE], minReplicas: 0 } },
        addons: { ingressNginx: { enabled: true, hosts: ['a.example'] } },
      },
    },
    passes: {
      spec: {
        nodeGroups: { md0: SOUND_GROUP_1_6, web: { ...SOUND_GROUP_1_6, roles: [INGRESS_ROLE] } },
        addons: { ingressNginx: { enabled: true, hosts: ['a.example'] } },
      },
    },
  },
});

const hostsIgnored = rule({
  code: 'HK3103',
  severity: 'error',
  title: 'Ingress hosts beside a load balancer',
  why: "Hosts are read only where the tenant's ingress passes them on; with a load balancer the platform ignores them.",
  remedy: 'Leave the hosts out, or expose the controller as Proxied.',
  source: 'cozystack, packages/apps/kubernetes/templates/ingress.yaml',
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    const ingress = spec.addons?.ingressNginx;
    if (!ingress?.enabled || ingress.exposeMethod !== 'LoadBalancer' || !ingress.hosts?.length) return;
    yield {
      pointer: at('addons', 'ingressNginx', 'hosts'),
      message: `The ingress controller is exposed by a load balancer and has the hosts ${quoteHosts(ingress.hosts)}.`,
      remedy: 'Leave the hosts out, or expose it as Proxied.',
    };
  },
  example: {
    fails: withGroup(
      {},
      { addons: { ingressNginx: { enabled: true, exposeMethod: 'LoadBalancer', hosts: ['a.example'] } } },
    ),
    passes: withGroup({}, { addons: { ingressNginx: { enabled: true, exposeMethod: 'LoadBalancer' } } }),
  },
});

const hostsWithoutController = rule({
  code: 'HK3125',
  severity: 'warning',
  title: 'Ingress hosts without the ingress controller',
  why: "The tenant's ingress takes the hosts and sends their traffic to the cluster, where nothing of the platform answers.",
  remedy: 'Switch the add-on ingressNginx on, or leave the hosts out.',
  source: 'cozystack, packages/apps/kubernetes/templates/ingress.yaml (rendered whatever enabled says)',
  kind: 'Kubernetes',
  *check(reading, { at }) {
    const ingress = reading.spec.addons?.ingressNginx;
    if (ingress?.enabled || ingress?.exposeMethod === 'LoadBalancer' || !ingress?.hosts?.length) return;
    if (isUnread(reading, at('addons', 'ingressNginx', 'enabled'))) return;
    yield {
      pointer: at('addons', 'ingressNginx', 'hosts'),
      message: `The hosts ${quoteHosts(ingress.hosts)} lead to this cluster, but the add-on ingressNginx is not on.`,
      remedy: 'Switch it on, leave the hosts out, or acknowledge that a controller of your own answers.',
    };
  },
  example: {
    fails: withGroup({}, { addons: { ingressNginx: { hosts: ['a.example'] } } }),
    passes: withGroup({ roles: [INGRESS_ROLE] }, { addons: { ingressNginx: { enabled: true, hosts: ['a.example'] } } }),
  },
});

const noHosts = rule({
  code: 'HK3112',
  severity: 'warning',
  title: 'A proxied ingress controller without hosts',
  why: 'It runs, and nobody reaches it.',
  remedy: 'Give it the hosts that it serves, or expose it by a load balancer.',
  source: 'cozystack, packages/apps/kubernetes/templates/ingress.yaml',
  kind: 'Kubernetes',
  *check(reading, { at }) {
    const ingress = reading.spec.addons?.ingressNginx;
    if (!ingress?.enabled || ingress.exposeMethod === 'LoadBalancer' || ingress.hosts?.length) return;
    const place = at('addons', 'ingressNginx');
    // A host that is late, or ill-formed, is a host all the same.
    if (isUnread(reading, `${place}/hosts`) || isUnread(reading, `${place}/exposeMethod`)) return;
    yield {
      pointer: place,
      message: 'The ingress controller is proxied, but has no hosts.',
      remedy: 'Give it hosts, or expose it by a load balancer.',
    };
  },
  example: {
    fails: withGroup({ roles: [INGRESS_ROLE] }, { addons: { ingressNginx: { enabled: true } } }),
    passes: withGroup({ roles: [INGRESS_ROLE] }, { addons: { ingressNginx: { enabled: true, hosts: ['a.example'] } } }),
  },
});

const ingressHosts = rule({
  code: 'HK3105',
  severity: 'error',
  title: 'An ingress host that cannot be served',
  why: 'Each host becomes one rule of an Ingress: Kubernetes refuses an ill-formed one, and one that is there twice belongs to whichever came first.',
  remedy: 'Write each host once, as a DNS name with at most a leading "*.".',
  source: 'cozystack, packages/apps/kubernetes/templates/ingress.yaml',
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    const seen = new Set<string>();
    for (const [i, host] of itemsOf(spec.addons?.ingressNginx?.hosts)) {
      const place = at('addons', 'ingressNginx', 'hosts', i);
      if (!isHostPattern(host))
        yield {
          pointer: place,
          message: `The ingress host ${quote(host)} is not a host name.`,
          remedy: suggestHost(host),
        };
      else if (seen.has(host))
        yield { pointer: place, message: `The ingress host ${quote(host)} is there twice.`, remedy: 'Write it once.' };
      else if (host === spec.host)
        yield {
          pointer: place,
          message: `The ingress host ${quote(host)} is also the host of the API server.`,
          why: 'The one name cannot lead to both.',
          remedy: 'Give the API server or the applications another name.',
        };
      seen.add(host);
    }
  },
  example: {
    fails: withGroup(
      { roles: ['ingress-nginx'] },
      { addons: { ingressNginx: { enabled: true, hosts: ['http://a.example'] } } },
    ),
    passes: withGroup(
      { roles: ['ingress-nginx'] },
      { addons: { ingressNginx: { enabled: true, hosts: ['*.a.example'] } } },
    ),
  },
});

/** The hosts that could be read. */
const quoteHosts = (hosts: readonly string[]): string => quote(itemsOf(hosts).map(([, host]) => host));

function suggestHost(host: string): string {
  const bare = host
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+(:\/*|\/\/+)/, '')
    .replace(/[/:].*$/, '');
  return bare !== host && isHostName(bare)
    ? `Write ${quote(bare)}.`
    : 'Write a name such as "app.acme.example" or "*.acme.example".';
}

export const INGRESS_RULES: readonly ObjectRule[] = [
  ingressNodes,
  idleRole,
  ingressFromZero,
  hostsIgnored,
  hostsWithoutController,
  noHosts,
  ingressHosts,
].map((r) => r as ObjectRule);
