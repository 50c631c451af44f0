import { byCodeUnit, quote } from '../../json';
import type { TenantSpec } from '../../model/tenant';
import { includes, type Release } from '../../platform/release';
import { Quantity } from '../../quantity';
import { isSame } from '../difference';
import { effect, type ChangeContext, type EffectRule, type Side } from '../effect';

const SOURCE = 'cozystack v1.1.2 and v1.6.2, packages/apps/tenant/templates';
type TenantSide = Side<'Tenant'>;

type Module = 'monitoring' | 'ingress' | 'seaweedfs' | 'gateway';

/** What a module keeps, and who leans on it. */
const MODULES: Readonly<Record<Module, readonly [name: string, goes: string]>> = {
  monitoring: [
    'monitoring',
    'its metrics, logs and dashboards are deleted, and clusters below send theirs nowhere or to an ancestor',
  ],
  ingress: [
    'ingress',
    "its controller and address go: every host of this tenant and of those below that use it, API servers of clusters included, is passed on by an ancestor's ingress at another address, or by none",
  ],
  seaweedfs: ['object storage', 'its buckets are deleted with what lies in them'],
  gateway: ['gateway', 'its address goes, and the hosts that it served'],
};
const NAMES = Object.keys(MODULES) as Module[];
const GATEWAY: Release = '1.5.0';

const quotas = ({ spec }: TenantSide): Readonly<Record<string, string | number>> => spec.resourceQuotas ?? {};

/** Quotas of one side that are below those of the other, or new beside none. */
function* tightened(before: TenantSide, after: TenantSide): Iterable<readonly [string, unknown, unknown]> {
  for (const [key, now] of Object.entries(quotas(after)).sort(([a], [b]) => byCodeUnit(a, b))) {
    const old = Object.hasOwn(quotas(before), key) ? quotas(before)[key] : undefined;
    const [was, is] = [Quantity.parse(old), Quantity.parse(now)];
    if (is && (was === undefined || is.compare(was) < 0)) yield [key, old, now];
  }
}

/**
 * Whether a tenant has a module of its own. A gateway that nobody decided on comes with a host that is made of the
 * parent's (cozystack v1.6.2, packages/apps/tenant/templates/_helpers.tpl).
 */
export function hasModule(spec: TenantSpec, module: Module, { profile }: ChangeContext): boolean {
  if (module !== 'gateway') return spec[module] === true;
  return includes({ since: GATEWAY }, profile.release) && (spec.gateway ?? (spec.host ?? '') === '');
}

export const TENANT_EFFECTS: readonly EffectRule<'Tenant'>[] = [
  effect({
    code: 'HK5601',
    impact: 'destroys',
    severity: 'error',
    title: 'The clusters of a tenant get another etcd',
    why: "A cluster's state is in the ring of the nearest tenant that has one; with the flag, that is another ring, and the clusters below start with nothing in it.",
    first: 'Set the flag before there is a cluster, and leave it as it is from then on.',
    source: `${SOURCE}/{etcd,namespace}.yaml`,
    kind: 'Tenant',
    example: { before: { etcd: true }, after: { etcd: false } },
    *find(before, after, { at }) {
      const [old = false, now = false] = [before.spec.etcd, after.spec.etcd];
      if (old === now) return;
      yield {
        pointers: [at('etcd')],
        message: now
          ? 'The tenant gets a ring of its own: clusters in it and below it that have their state in another one lose it.'
          : "The tenant's ring is deleted with the state of every cluster that it holds.",
        ...(now && { first: 'See that there is no cluster in this tenant or below it yet.' }),
      };
    },
  }),
  effect({
    code: 'HK5602',
    impact: 'create',
    severity: 'info',
    title: 'A tenant gets a module',
    why: "The platform installs it into the tenant's namespace; tenants below that have none use this one from then on.",
    first: 'Nothing, unless it is the ingress: then see what moves to its address.',
    source: SOURCE,
    kind: 'Tenant',
    example: { before: {}, after: { monitoring: true } },
    *find(before, after, context) {
      for (const module of NAMES) {
        if (!hasModule(after.spec, module, context) || hasModule(before.spec, module, context)) continue;
        const moves =
          module === 'ingress' ? ', and API servers and hosts of clusters in it and below it move to its address' : '';
        yield {
          pointers: [context.at(module)],
          message: `The tenant gets ${MODULES[module][0]} of its own${moves}.`,
          ...(moves && {
            first: 'Where clusters run in it already, move their address records to the new address right after.',
          }),
        };
      }
    },
  }),
  effect({
    code: 'HK5603',
    impact: 'destroys',
    severity: 'error',
    title: 'A tenant loses a module',
    why: 'Its release is uninstalled, with the data that it keeps.',
    first: 'Save what is needed of it, and see who uses it in this tenant and below.',
    source: SOURCE,
    kind: 'Tenant',
    example: { before: { monitoring: true }, after: {} },
    *find(before, after, context) {
      for (const module of NAMES) {
        if (hasModule(after.spec, module, context) || !hasModule(before.spec, module, context)) continue;
        yield {
          pointers: [context.at(module)],
          message: `The tenant loses its ${MODULES[module][0]}: ${MODULES[module][1]}.`,
        };
      }
    },
  }),
  effect({
    code: 'HK5604',
    impact: 'endpoint',
    severity: 'warning',
    title: 'A tenant gets another host',
    why: 'Every host that is made from it, of modules, of tenants below and of clusters without a host of their own, changes with its certificate.',
    first: 'Create the records of the new names before, and write a host into clusters that shall keep theirs.',
    source: `${SOURCE}/namespace.yaml`,
    kind: 'Tenant',
    example: { before: { host: 'acme.example' }, after: { host: 'acme.test' } },
    *find(before, after, { at }) {
      const [old = '', now = ''] = [before.spec.host, after.spec.host];
      if (old === now) return;
      const named = (host: string): string =>
        host === '' ? "the one that the platform makes of its parent's" : quote(host);
      yield { pointers: [at('host')], message: `The tenant's host becomes ${named(now)} instead of ${named(old)}.` };
    },
  }),
  effect({
    code: 'HK5605',
    impact: 'inPlace',
    severity: 'warning',
    title: 'A quota gets tighter',
    why: 'What runs goes on; what is started anew is refused once the quota is used up, so rollouts and restarts can hang.',
    first: 'Compare with what is in use (`kubectl describe resourcequota -n NAMESPACE`).',
    source: `${SOURCE}/quota.yaml`,
    kind: 'Tenant',
    example: { before: { resourceQuotas: { cpu: '64' } }, after: { resourceQuotas: { cpu: '32' } } },
    *find(before, after, { at, facts }) {
      for (const [key, old, now] of tightened(before, after)) {
        if (exceeded(facts.quotaUse, key, now)) continue;
        const from = old === undefined ? 'no limit' : quote(old);
        yield {
          pointers: [at('resourceQuotas', key)],
          message: `The quota of ${quote(key)} goes from ${from} to ${quote(now)}.`,
        };
      }
    },
  }),
  effect({
    code: 'HK5606',
    impact: 'refused',
    severity: 'error',
    title: 'A quota below what is in use',
    why: 'Nothing is stopped, and nothing can be started again: the next restart of a machine or pod is refused.',
    first: 'Free what is too much first, or set the quota to what is in use.',
    source: `${SOURCE}/quota.yaml; kubernetes.io, Resource Quotas`,
    kind: 'Tenant',
    example: {
      facts: { quotaUse: { cpu: '40' } },
      before: { resourceQuotas: { cpu: '64' } },
      after: { resourceQuotas: { cpu: '32' } },
    },
    *find(before, after, { at, facts }) {
      for (const [key, , now] of tightened(before, after)) {
        const used = exceeded(facts.quotaUse, key, now);
        if (used)
          yield {
            pointers: [at('resourceQuotas', key)],
            message: `The quota of ${quote(key)} becomes ${quote(now)}, and ${quote(used)} is in use.`,
          };
      }
    },
  }),
  effect({
    code: 'HK5607',
    impact: 'inPlace',
    severity: 'warning',
    title: 'Default limits for containers come or go',
    why: 'With any quota comes a limit for containers that name none, of 250m CPU and 128Mi memory, which pods get at their next start.',
    first: "See that what runs in the tenant's namespace names its own limits.",
    source: `${SOURCE}/quota.yaml (LimitRange)`,
    kind: 'Tenant',
    example: { before: {}, after: { resourceQuotas: { cpu: '64' } } },
    *find(before, after, { at }) {
      const [had, has] = [before, after].map((side) => Object.keys(quotas(side)).length > 0);
      if (had === has) return;
      yield {
        pointers: [at('resourceQuotas')],
        message: has
          ? 'The tenant gets its first quota, and with it default limits of 250m CPU and 128Mi memory for containers that name none.'
          : 'The tenant loses its quotas, and with them the default limits of containers.',
      };
    },
  }),
  effect({
    code: 'HK5608',
    impact: 'inPlace',
    severity: 'info',
    title: 'A quota gets wider, or goes',
    why: 'More can be started from then on.',
    first: 'Nothing.',
    source: `${SOURCE}/quota.yaml`,
    kind: 'Tenant',
    example: { before: { resourceQuotas: { cpu: '32' } }, after: { resourceQuotas: { cpu: '64' } } },
    *find(before, after, { at }) {
      const tight = new Set([...tightened(before, after)].map(([key]) => key));
      for (const key of [...new Set([...Object.keys(quotas(before)), ...Object.keys(quotas(after))])].sort(
        byCodeUnit,
      )) {
        const [old, now] = [quotas(before)[key], quotas(after)[key]];
        if (isSame(old, now) || tight.has(key)) continue;
        const [was, is] = [Quantity.parse(old), Quantity.parse(now)];
        if (was && is && was.equals(is)) continue;
        yield {
          pointers: [at('resourceQuotas', key)],
          message: `The quota of ${quote(key)} goes from ${quote(old)} to ${now === undefined ? 'no limit' : quote(now)}.`,
        };
      }
    },
  }),
  effect({
    code: 'HK5609',
    impact: 'inPlace',
    severity: 'warning',
    title: 'A tenant is scheduled in another way',
    why: 'Pods that are started from then on go by the other class; those that run stay where they are.',
    first: 'Ask the operator of the platform what the class asks for.',
    source: 'cozystack v1.6.2, packages/apps/tenant/templates/namespace.yaml',
    releases: { since: '1.2.0' },
    kind: 'Tenant',
    example: { profile: 'cozystack-1.6', before: {}, after: { schedulingClass: 'spread' } },
    *find(before, after, { at }) {
      const [old = '', now = ''] = [before.spec.schedulingClass, after.spec.schedulingClass];
      if (old !== now)
        yield {
          pointers: [at('schedulingClass')],
          message: `The tenant's scheduling class becomes ${quote(now)} instead of ${quote(old)}.`,
        };
    },
  }),
];

/** What is in use of a quota, where that is more than it would allow. */
function exceeded(use: Readonly<Record<string, string>> = {}, key: string, quota: unknown): string | undefined {
  const used = Object.hasOwn(use, key) ? use[key]! : undefined;
  const [is, limit] = [Quantity.parse(used), Quantity.parse(quota)];
  return is && limit && is.compare(limit) > 0 ? used : undefined;
}
