import { isDeferred } from '../../deferred';
import { isWithin, quote } from '../../json';
import { ETCD_NAME } from '../../model/etcd';
import type { TenantKind } from '../../model/kind';
import {
  CLUSTER_NAME_LIMIT,
  LABEL_VALUE_LIMIT,
  NAMESPACE_LIMIT,
  SERVICE_NAME_LIMIT,
  TENANT_NAME_LIMIT,
  clusterNames,
  isDns1035Label,
  isDns1123Label,
  isLabelKey,
  isLabelValue,
  isRoleName,
  isTenantNamespace,
  roleLabel,
  tenantNamespace,
} from '../../names';
import { pointer } from '../../json';
import { rule, type ObjectRule, type RuleFacts } from '../rule';
import { SOUND_GROUP, groupsOf, itemsOf, withGroup } from './groups';

const NAME = '/metadata/name';
const REST = 'cozystack, pkg/registry/apps/application/rest.go and pkg/apis/apps/validation';

/** What stands before a label or annotation where it is stored. Source: cozystack, pkg/registry/apps/application/rest.go. */
const STORED_PREFIX = 'apps.cozystack.io-';

const dns1035: RuleFacts = {
  code: 'HK1301',
  severity: 'error',
  title: 'A name that is no DNS label',
  why: 'The API server refuses it when it is created.',
  remedy: 'Use lower-case letters, digits and dashes, from a letter to a letter or digit.',
  source: REST,
};

const nameIsALabel = (['Kubernetes', 'Tenant'] as const).map((kind) =>
  rule<TenantKind>({
    ...dns1035,
    kind,
    *check({ object: { name }, notices }) {
      if (isDns1035Label(name) || notices.some((found) => isWithin(NAME, found.pointer))) return;
      const message = name === '' ? 'The object has no name.' : `The name ${quote(name)} is not a DNS label.`;
      const near = name
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, kind === 'Tenant' ? '' : '-')
        .replace(/^[-0-9]+|-+$/g, '');
      yield { pointer: NAME, message, remedy: isDns1035Label(near) ? `Write "${near}".` : dns1035.remedy };
    },
    example: {
      fails: { ...(kind === 'Kubernetes' && withGroup()), metadata: { name: 'Web_1' } },
      passes: { ...(kind === 'Kubernetes' && withGroup()), metadata: { name: 'web1' } },
    },
  }),
);

const LIMITS = { Kubernetes: CLUSTER_NAME_LIMIT, Tenant: TENANT_NAME_LIMIT } as const;

const nameFits = (['Kubernetes', 'Tenant'] as const).map((kind) =>
  rule<TenantKind>({
    code: 'HK1302',
    severity: 'error',
    title: 'A name that is too long',
    why: 'The name of the Helm release is a prefix and this name, and Helm keeps 53 characters.',
    remedy: 'Shorten the name.',
    source: REST,
    kind,
    *check({ object: { name } }) {
      if (name.length > LIMITS[kind]) {
        yield {
          pointer: NAME,
          message: `The name ${quote(name)} has ${name.length} characters; a ${kind} may have ${LIMITS[kind]}.`,
          remedy: `Shorten it by ${name.length - LIMITS[kind]}.`,
        };
      }
    },
    example: {
      fails: { ...(kind === 'Kubernetes' && withGroup()), metadata: { name: 'w'.repeat(LIMITS[kind] + 1) } },
      passes: { ...(kind === 'Kubernetes' && withGroup()), metadata: { name: 'w'.repeat(LIMITS[kind] - 12) } },
    },
  }),
);

const derivedNamesFit = rule({
  code: 'HK1303',
  severity: 'error',
  title: 'A name made of this one is too long',
  why: 'The platform makes names and label values of a cluster and its groups, and Kubernetes refuses those beyond 63 characters.',
  remedy: 'Shorten the name of the cluster or of the group.',
  source: 'cozystack, packages/apps/kubernetes/templates/{cluster,ingress}.yaml',
  kind: 'Kubernetes',
  *check({ object: { name }, spec }, { at }) {
    for (const [group] of groupsOf(spec)) {
      const derived = clusterNames.machineDeployment(name, group);
      if (derived.length > LABEL_VALUE_LIMIT) {
        yield {
          pointer: at('nodeGroups', group),
          onKey: true,
          message: `The group's machines would carry the label value ${quote(derived)}, which has ${derived.length} characters.`,
          remedy: `Shorten the names of cluster and group by ${derived.length - LABEL_VALUE_LIMIT} in all.`,
        };
      }
    }
    const { ingressNginx } = spec.addons ?? {};
    // The Ingress is made of the hosts, whether the controller is on or not.
    const proxied = ingressNginx?.exposeMethod !== 'LoadBalancer' && ingressNginx?.hosts?.length;
    const service = clusterNames.ingress(name);
    if (proxied && service.length > SERVICE_NAME_LIMIT) {
      yield {
        pointer: NAME,
        message: `The ingress hosts would be served by a Service ${quote(service)}, whose name has ${service.length} characters.`,
        remedy: `Shorten the cluster's name by ${service.length - SERVICE_NAME_LIMIT}.`,
      };
    }
  },
  example: {
    fails: {
      metadata: { name: 'w'.repeat(42) },
      spec: { nodeGroups: { md0: SOUND_GROUP, ['g'.repeat(10)]: SOUND_GROUP } },
    },
    passes: {
      metadata: { name: 'w'.repeat(20) },
      spec: { nodeGroups: { md0: SOUND_GROUP, ['g'.repeat(10)]: SOUND_GROUP } },
    },
  },
});

const etcdName = rule({
  code: 'HK1304',
  severity: 'error',
  title: 'A ring of another name than etcd',
  why: 'The chart refuses to install under any other name.',
  remedy: `Call it "${ETCD_NAME}".`,
  source: 'cozystack, packages/extra/etcd/templates/check-release-name.yaml',
  kind: 'Etcd',
  *check({ object: { name }, notices }) {
    if (name === ETCD_NAME || notices.some((found) => isWithin(NAME, found.pointer))) return;
    const message = name === '' ? 'The Etcd has no name.' : `The Etcd is called ${quote(name)}.`;
    yield { pointer: NAME, message, remedy: `Call it "${ETCD_NAME}".` };
  },
  example: { fails: { metadata: { name: 'ring' } }, passes: { metadata: { name: 'etcd' } } },
});

const groupName = rule({
  code: 'HK1305',
  severity: 'error',
  title: 'A group name that is no DNS label',
  why: 'It becomes part of the names and labels of the machines, which Kubernetes refuses.',
  remedy: 'Use lower-case letters, digits and dashes.',
  source: 'cozystack, packages/apps/kubernetes/templates/cluster.yaml',
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    for (const [name] of groupsOf(spec)) {
      if (!isDns1123Label(name)) {
        yield {
          pointer: at('nodeGroups', name),
          onKey: true,
          message: `The group name ${quote(name)} is not a DNS label.`,
          remedy: 'Use lower-case letters, digits and dashes, from a letter or digit to a letter or digit.',
        };
      }
    }
  },
  example: {
    fails: { spec: { nodeGroups: { md0: SOUND_GROUP, Web_1: SOUND_GROUP } } },
    passes: withGroup(),
  },
});

const roles = rule({
  code: 'HK1306',
  severity: 'error',
  title: 'A role that cannot be a label',
  why: 'Each role becomes the label node-role.kubernetes.io/<role> of the machines, and Kubernetes refuses an ill-formed one.',
  remedy: 'Use letters, digits, dashes, dots and underscores, at most 63.',
  source: 'cozystack, packages/apps/kubernetes/templates/cluster.yaml',
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    for (const [name, group] of groupsOf(spec)) {
      for (const [i, role] of itemsOf(group.roles)) {
        if (!isRoleName(role)) {
          yield {
            pointer: at('nodeGroups', name, 'roles', i),
            message: `Node group "${name}" has the role ${quote(role)}, and "${roleLabel(role)}" is no label.`,
            remedy: 'Use letters, digits, dashes, dots and underscores, at most 63.',
          };
        }
      }
    }
  },
  example: { fails: withGroup({ roles: ['web/front'] }), passes: withGroup({ roles: ['web-front'] }) },
});

const labels = (['Kubernetes', 'Etcd', 'Tenant'] as const).map((kind) =>
  rule<TenantKind>({
    code: 'HK1307',
    severity: 'error',
    title: 'An ill-formed label or annotation',
    why: 'The platform stores it on a Helm release, and Kubernetes refuses the release.',
    remedy:
      'Write keys such as "team" or "acme.example/team", and label values of at most 63 letters, digits, dashes, dots and underscores.',
    source: 'Kubernetes, docs/concepts/overview/working-with-objects/labels',
    kind,
    *check(reading) {
      for (const section of ['labels', 'annotations'] as const) {
        for (const [key, value] of Object.entries(reading[section])) {
          const place = pointer('metadata', section, key);
          if (!isLabelKey(`${STORED_PREFIX}${key}`) && isLabelKey(key)) {
            yield {
              pointer: place,
              onKey: true,
              message: `${quote(key)} has ${key.length} characters, and is stored as "${STORED_PREFIX}${key}".`,
              why: `Kubernetes allows ${LABEL_VALUE_LIMIT} for the name of a label or annotation.`,
              remedy: `Shorten it by ${STORED_PREFIX.length + key.length - LABEL_VALUE_LIMIT}, or put a DNS name and a slash before it.`,
            };
          } else if (!isLabelKey(key)) {
            yield {
              pointer: place,
              onKey: true,
              message: `${quote(key)} cannot be the key of a label or annotation.`,
              remedy: 'Write a name, or a DNS name, a slash and a name.',
            };
          } else if (value === undefined || value === null || isDeferred(value)) {
            // Nothing, which becomes an empty text, or not known yet.
            continue;
          } else if (typeof value !== 'string') {
            const word = reading.spellings?.respelt.get(place) ?? String(value);
            yield {
              pointer: place,
              message: `The value of "${key}" is ${quote(value)}, which is not a text.`,
              remedy: typeof value === 'object' ? 'Write a text.' : `Put it in quotes: ${quote(word)}.`,
            };
          } else if (section === 'labels' && !isLabelValue(value)) {
            yield {
              pointer: place,
              message: `${quote(value)} cannot be the value of the label "${key}".`,
              remedy: 'Use at most 63 letters, digits, dashes, dots and underscores, or an annotation.',
            };
          }
        }
      }
    },
    example: {
      fails: { ...(kind === 'Kubernetes' && withGroup()), metadata: { labels: { team: 'Jane Doe' } } },
      passes: { ...(kind === 'Kubernetes' && withGroup()), metadata: { labels: { team: 'jane-doe' } } },
    },
  }),
);

const tenantName = rule({
  code: 'HK1308',
  severity: 'error',
  title: 'A tenant name with a dash',
  why: 'The chart refuses any dash (platform 1.1), and the API server anything but letters and digits (from 1.3): the dashes of a tenant namespace are what separates parents from children.',
  remedy: 'Use lower-case letters and digits only.',
  source: 'cozystack, packages/apps/tenant/templates/_helpers.tpl',
  kind: 'Tenant',
  *check({ object: { name } }) {
    if (isDns1035Label(name) && name.includes('-')) {
      yield {
        pointer: NAME,
        message: `The tenant name ${quote(name)} has a dash.`,
        remedy: `Write "${name.replace(/-/g, '')}".`,
      };
    }
  },
  example: { fails: { metadata: { name: 'team-a' } }, passes: { metadata: { name: 'teama' } } },
});

const namespaces = (['Kubernetes', 'Etcd', 'Tenant'] as const).map((kind) =>
  rule<TenantKind>({
    code: 'HK1309',
    severity: 'error',
    title: 'A namespace that is no tenant',
    why: "The tenants' roles and the platform's charts exist only in namespaces that start with tenant-.",
    remedy: 'Write the namespace of your tenant: tenant- and its name.',
    source: 'cozystack, packages/apps/tenant/templates/_helpers.tpl',
    kind,
    *check({ object: { namespace, name } }) {
      if (namespace !== undefined && !isTenantNamespace(namespace)) {
        const near = isTenantNamespace(`tenant-${namespace}`)
          ? ` For tenant ${quote(namespace)} it is "tenant-${namespace}".`
          : '';
        yield {
          pointer: '/metadata/namespace',
          message: `The namespace ${quote(namespace)} is not a tenant's.`,
          remedy: `Write the namespace of your tenant.${near}`,
        };
      } else if (kind === 'Tenant' && namespace !== undefined) {
        const made = tenantNamespace(namespace, name);
        if (made.length > NAMESPACE_LIMIT) {
          yield {
            pointer: NAME,
            message: `The tenant's own namespace would be ${quote(made)}, which has ${made.length} characters.`,
            why: `Kubernetes allows ${NAMESPACE_LIMIT}.`,
            remedy: `Shorten the name by ${made.length - NAMESPACE_LIMIT}.`,
          };
        }
      }
    },
    example: {
      fails: { ...(kind === 'Kubernetes' && withGroup()), metadata: { namespace: 'production' } },
      passes: { ...(kind === 'Kubernetes' && withGroup()), metadata: { namespace: 'tenant-production' } },
    },
  }),
);

export const NAME_RULES: readonly ObjectRule[] = [
  ...nameIsALabel,
  ...nameFits,
  derivedNamesFit as ObjectRule,
  etcdName as ObjectRule,
  groupName as ObjectRule,
  roles as ObjectRule,
  ...labels,
  tenantName as ObjectRule,
  ...namespaces,
];
