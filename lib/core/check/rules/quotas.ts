import { listed, quote } from '../../json';
import { QUOTA_KEYS } from '../../model/tenant';
import { addCapacity, groupCapacity, NO_CAPACITY, type Capacity } from '../../model/capacity';
import { includes } from '../../platform/release';
import { Quantity } from '../../quantity';
import type { Reading } from '../../read/read';
import { nearest } from '../../suggest';
import { rule, type ObjectRule, type TogetherRule } from '../rule';
import { isCluster, isTenant, namespaceOf } from '../tenancy';
import { SOUND_GROUP, groupsOf } from './groups';

const TEMPLATE = 'cozystack v1.1.2 and v1.6.2, packages/library/cozy-lib/templates/_resources.tpl (flatten)';

const notNegative = rule({
  code: 'HK4106',
  severity: 'error',
  title: 'A quota below zero',
  why: 'Kubernetes refuses the ResourceQuota, and the tenant is never ready.',
  remedy: 'Write zero or more.',
  source: 'Kubernetes, ResourceQuota validation; cozystack, packages/apps/tenant/templates/quota.yaml',
  kind: 'Tenant',
  *check({ spec: { resourceQuotas } }, { at }) {
    for (const [key, written] of Object.entries(resourceQuotas ?? {})) {
      const value = Quantity.parse(written);
      if (!value || value.compare(Quantity.ZERO) >= 0) continue;
      yield {
        pointer: at('resourceQuotas', key),
        message: `The quota of ${quote(key)} is ${quote(written)}.`,
        remedy: 'Write zero or more.',
      };
    }
  },
  example: { fails: { spec: { resourceQuotas: { cpu: '-1' } } }, passes: { spec: { resourceQuotas: { cpu: '16' } } } },
});

const isDevice = (key: string): boolean =>
  /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(key) &&
  !/^(requests\.|limits\.|count\/)|\.storageclass\.storage\.k8s\.io\//.test(key);

/** A key that the chart knows and Kubernetes does not. */
const UNCOUNTED = 'services.clusterip';

/** What people call what they mean. */
const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  ['cpus', 'cpu'],
  ['cores', 'cpu'],
  ['ram', 'memory'],
  ['mem', 'memory'],
  ['gpu', 'nvidia.com/gpu'],
  ['gpus', 'nvidia.com/gpu'],
  ['disk', 'storage'],
  ['services.clusterip', 'services'],
  ['loadbalancers', 'services.loadbalancers'],
  ['nodeports', 'services.nodeports'],
  ['pvcs', 'persistentvolumeclaims'],
]);

const keys = rule({
  code: 'HK4109',
  severity: 'error',
  title: 'A quota that limits nothing',
  why: 'The chart puts limits. and requests. before every key that it does not know, so Kubernetes refuses the ResourceQuota, or counts nothing under that name.',
  remedy: 'Write one of the keys that the platform has, or the name of a device such as nvidia.com/gpu.',
  source: `${TEMPLATE}; Kubernetes v1.34, ValidateResourceQuotaResourceName`,
  kind: 'Tenant',
  *check({ spec: { resourceQuotas } }, { at }) {
    for (const key of Object.keys(resourceQuotas ?? {})) {
      if (QUOTA_KEYS.includes(key) || isDevice(key)) continue;
      const bare = key.replace(/^(requests|limits)\./, '');
      const low = bare.toLowerCase();
      const known = isDevice(bare) ? bare : QUOTA_KEYS.includes(low) ? low : OTHER_WORDS.get(low);
      // Of three letters every word is near to another, and a quota of the wrong thing is worse than none.
      const meant = known ?? (key.length > 3 ? nearest(key, QUOTA_KEYS) : undefined);
      yield {
        pointer: at('resourceQuotas', key),
        onKey: true,
        message:
          key === UNCOUNTED
            ? `A quota of ${quote(key)} is handed on to Kubernetes, which does not count it.`
            : `A quota of ${quote(key)} would become one of "limits.${key}" and "requests.${key}".`,
        remedy: meant === undefined ? `Write one of ${QUOTA_KEYS.join(', ')}.` : `Write "${meant}".`,
      };
    }
  },
  example: {
    fails: { spec: { resourceQuotas: { 'requests.cpu': '16' } } },
    passes: { spec: { resourceQuotas: { cpu: '16', 'nvidia.com/gpu': 4 } } },
  },
});

/** What all groups of a tenant's clusters come to at the most machines; groups of unknown size count for nothing. */
function mostOf(clusters: readonly Reading<'Kubernetes'>[]): Capacity & { readonly disks: Quantity } {
  let sum = NO_CAPACITY;
  let disks = Quantity.ZERO;
  for (const { spec, profile } of clusters) {
    for (const [, group] of groupsOf(spec)) {
      const capacity = groupCapacity(group, profile.machineSizes);
      if (capacity) sum = addCapacity(sum, capacity.max);
      const disk = Quantity.parse(group.diskSize);
      // Up to 1.3 the disk of a machine is no volume, so it does not count as storage.
      const counts = includes({ since: '1.4.0' }, profile.release);
      if (counts && disk && (group.maxReplicas ?? 0) > 0) disks = disks.plus(disk.times(group.maxReplicas!));
    }
  }
  return { ...sum, disks };
}

const groupsFit: TogetherRule = {
  code: 'HK4110',
  severity: 'warning',
  title: "Groups that may outgrow their tenant's quota",
  why: 'The autoscaler asks for machines that the quota then refuses, and pods stay Pending below the max of the group.',
  remedy: 'Raise the quota, or lower the max of groups.',
  source: 'Kubernetes, ResourceQuota; cozystack, packages/apps/tenant/templates/quota.yaml',
  *check(objects, { at, tenants }) {
    for (const tenant of tenants.declared) {
      const namespace = namespaceOf(tenant);
      const clusters = objects.filter(isCluster).filter(({ object }) => object.namespace === namespace);
      if (namespace === undefined || clusters.length === 0) continue;
      const { cpu, memory, disks } = mostOf(clusters);
      for (const [key, most] of Object.entries({ cpu, memory, storage: disks })) {
        const quota = Quantity.parse(tenant.spec.resourceQuotas?.[key]);
        if (!quota || most.compare(quota) <= 0) continue;
        const names = clusters.map(({ object }) => object.name);
        yield {
          in: tenant,
          pointer: at(tenant, 'resourceQuotas', key),
          message: `The groups of ${listed(names)} may come to ${most} of ${key}, but the quota of ${namespace} is ${quota}.`,
          remedy: `Raise the quota to ${most} or more, or lower the max of groups.`,
        };
      }
    }
  },
  example: {
    fails: [
      { kind: 'Tenant', spec: { etcd: true, resourceQuotas: { cpu: '4' } } },
      {
        kind: 'Kubernetes',
        metadata: { namespace: 'tenant-acme-staging' },
        spec: { nodeGroups: { md0: SOUND_GROUP } },
      },
    ],
    passes: [
      { kind: 'Tenant', spec: { etcd: true, resourceQuotas: { cpu: '8' } } },
      {
        kind: 'Kubernetes',
        metadata: { namespace: 'tenant-acme-staging' },
        spec: { nodeGroups: { md0: SOUND_GROUP } },
      },
    ],
  },
};

const childrenFit: TogetherRule = {
  code: 'HK4112',
  severity: 'error',
  title: "Tenants whose quotas exceed their parent's",
  why: 'The API server refuses a child that claims more of a resource than its parent has left beside the other children.',
  remedy: "Raise the parent's quota, or lower those of its children.",
  source: 'cozystack v1.6.0, pkg/registry/apps/application/quota.go',
  releases: { since: '1.6.0' },
  shares: (reading) => (isTenant(reading) ? [namespaceOf(reading) ?? '', reading.object.namespace ?? ''] : []),
  *check(objects, { at }) {
    const tenants = objects.filter(isTenant);
    for (const parent of tenants) {
      const children = tenants.filter(
        (child) =>
          child !== parent && child.object.namespace !== undefined && child.object.namespace === namespaceOf(parent),
      );
      for (const [key, written] of Object.entries(parent.spec.resourceQuotas ?? {})) {
        const quota = Quantity.parse(written);
        const claims = children.flatMap((child) => {
          const claim = Quantity.parse(child.spec.resourceQuotas?.[key]);
          return claim ? [{ name: child.object.name, claim }] : [];
        });
        const sum = claims.reduce((all, { claim }) => all.plus(claim), Quantity.ZERO);
        if (!quota || claims.length === 0 || quota.compare(Quantity.ZERO) < 0 || sum.compare(quota) <= 0) continue;
        const list = claims.map(({ name, claim }) => `${quote(name)} (${claim})`).sort();
        yield {
          in: parent,
          pointer: at(parent, 'resourceQuotas', key),
          message: `Its children ${list.join(', ')} claim ${sum} of ${key}, but it has ${quota}.`,
          remedy: `Raise its quota to ${sum} or more, or lower theirs.`,
        };
      }
    }
  },
  example: {
    profile: 'cozystack-1.6',
    fails: [
      { kind: 'Tenant', metadata: { name: 'acme', namespace: 'tenant-root' }, spec: { resourceQuotas: { cpu: 16 } } },
      { kind: 'Tenant', spec: { resourceQuotas: { cpu: 24 } } },
    ],
    passes: [
      { kind: 'Tenant', metadata: { name: 'acme', namespace: 'tenant-root' }, spec: { resourceQuotas: { cpu: 32 } } },
      { kind: 'Tenant', spec: { resourceQuotas: { cpu: 24 } } },
    ],
  },
};

/** Rules over one tenant's quotas. */
export const QUOTA_RULES: readonly ObjectRule[] = [notNegative, keys].map((r) => r as ObjectRule);
/** Rules over quotas and what counts against them. */
export const SHARED_QUOTA_RULES: readonly TogetherRule[] = [groupsFit, childrenFit];
