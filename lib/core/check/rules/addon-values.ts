import { isRecord, quote, valueAt } from '../../json';
import { isDeferred } from '../../deferred';
import type { AddonSpec } from '../../model/addon';
import {
  CERT_MANAGER_LATER_SINCE,
  COLLIDING_VALUES,
  FLUX_INSTANCE_KEYS,
  FLUX_SYNC_KEYS,
  IDLE_VALUES,
  certManagerKeys,
} from '../../platform/addon-values';
import type { AddonName } from '../../platform/addons';
import { includes } from '../../platform/release';
import type { Reading } from '../../read/read';
import { didYouMean, nearest } from '../../suggest';
import { rule, type CheckContext, type Finding, type ObjectRule } from '../rule';
import { withGroup } from './groups';

/** What an add-on's values say at a place, where the add-on gives them to a chart at all. */
export function valueOf(spec: Reading<'Kubernetes'>['spec'], addon: AddonName, path: readonly string[]): unknown {
  const given: AddonSpec | undefined = spec.addons?.[addon];
  // Without the switch the values go nowhere, which is said by a rule of its own.
  if (given?.enabled === false) return undefined;
  return valueAt(given?.valuesOverride, ...path);
}

/** The keys of a value that is known and has some. */
const keysOf = (value: unknown): string[] => (isRecord(value) && !isDeferred(value) ? Object.keys(value) : []);

/** An add-on with values, for examples. */
export const withValues = (addon: AddonName, values: object, switchable = true): ReturnType<typeof withGroup> =>
  withGroup(addon === 'ingressNginx' ? { roles: ['ingress-nginx'] } : {}, {
    addons: {
      [addon]: {
        ...(switchable && { enabled: true }),
        ...(addon === 'ingressNginx' && { hosts: ['a.example'] }),
        valuesOverride: values,
      },
    },
  });

const idle = rule({
  code: 'HK3115',
  severity: 'error',
  title: 'A value that the chart of the add-on does not use',
  why: 'The chart takes it without a word and does nothing with it.',
  remedy: 'Write the value that the chart reads, or leave it out.',
  source: 'cozystack v1.1.2 and v1.6.2, packages/system/{ingress-nginx,fluxcd}',
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    for (const { addon, path, unless, why, remedy } of IDLE_VALUES) {
      if (valueOf(spec, addon, path) === undefined) continue;
      const other = unless && valueOf(spec, addon, unless.path);
      if (isDeferred(other) || unless?.is.includes(String(other))) continue;
      yield {
        pointer: at('addons', addon, 'valuesOverride', ...path),
        onKey: true,
        message: `The values of ${addon} set ${path.slice(1).join('.')}, which does nothing.`,
        why,
        remedy,
      };
    }
    yield* idleKeys(spec, ['flux-instance'], FLUX_INSTANCE_KEYS, 'The source goes into instance.sync.', at);
    yield* idleKeys(spec, ['flux-instance', 'instance', 'sync'], FLUX_SYNC_KEYS, undefined, at);
  },
  example: {
    fails: withValues('ingressNginx', { 'ingress-nginx': { controller: { replicaCount: 3 } } }),
    passes: withValues('ingressNginx', { 'ingress-nginx': { controller: { kind: 'Deployment', replicaCount: 3 } } }),
  },
});

function* idleKeys(
  spec: Reading<'Kubernetes'>['spec'],
  path: readonly string[],
  known: readonly string[],
  remedy: string | undefined,
  at: CheckContext['at'],
): Iterable<Finding> {
  const values = valueOf(spec, 'fluxcd', path);
  for (const key of keysOf(values)) {
    if (known.includes(key)) continue;
    yield {
      pointer: at('addons', 'fluxcd', 'valuesOverride', ...path, key),
      onKey: true,
      message: `The values of fluxcd set ${[...path.slice(1), key].join('.')}, which does nothing.`,
      remedy: key === 'branch' ? 'Write it as ref: "refs/heads/…".' : (remedy ?? didYouMean(key, known)),
    };
  }
}

const colliding = rule({
  code: 'HK3116',
  severity: 'error',
  title: "A value that collides with the platform's own",
  why: 'The platform sets it itself, and the add-on does not work with another value.',
  remedy: 'Leave it out.',
  source: 'cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/templates/helmreleases',
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    for (const { addon, path, harmless, why, remedy } of COLLIDING_VALUES) {
      const written = valueOf(spec, addon, path);
      if (written === undefined || written === null || isDeferred(written) || harmless.includes(written)) continue;
      yield {
        pointer: at('addons', addon, 'valuesOverride', ...path),
        message: `The values of ${addon} set ${path.slice(1).join('.')} to ${quote(written)}.`,
        why,
        remedy,
      };
    }
  },
  example: {
    fails: withValues('certManager', { 'cert-manager': { installCRDs: true } }),
    passes: withValues('certManager', { 'cert-manager': { replicaCount: 2 } }),
  },
});

const refusedKeys = rule({
  code: 'HK3118',
  severity: 'error',
  title: 'A value that the chart of cert-manager refuses',
  why: 'The chart has a strict schema, so Helm refuses the release of the add-on.',
  remedy: 'Write the value as the chart has it, or remove it.',
  source: 'cert-manager v1.19.3 and v1.20.2, values.schema.json',
  kind: 'Kubernetes',
  *check({ spec }, { profile, at }) {
    const values = valueOf(spec, 'certManager', ['cert-manager']);
    const known = certManagerKeys(includes({ since: CERT_MANAGER_LATER_SINCE }, profile.release));
    for (const key of keysOf(values)) {
      if (known.includes(key)) continue;
      const meant = nearest(key, known);
      yield {
        pointer: at('addons', 'certManager', 'valuesOverride', 'cert-manager', key),
        onKey: true,
        message: `The chart of cert-manager has no value ${quote(key)}.`,
        remedy:
          meant === undefined ? 'Look the value up in the documentation of the chart.' : `Did you mean "${meant}"?`,
      };
    }
  },
  example: {
    fails: withValues('certManager', { 'cert-manager': { replicas: 2 } }),
    passes: withValues('certManager', { 'cert-manager': { replicaCount: 2 } }),
  },
});

const encryption = rule({
  code: 'HK3117',
  severity: 'warning',
  title: 'Encryption between machines without its key',
  why: 'With IPsec, the default, Cilium waits for a Secret with the key before it starts, and nothing on the platform makes one.',
  remedy: 'Write `type: wireguard`, or make the Secret as soon as the API answers.',
  source: 'Cilium v1.18 and v1.19, chart value encryption.type; docs/security/network/encryption-ipsec',
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    const path = ['cilium', 'encryption'];
    const { enabled, type = 'ipsec' } = (valueOf(spec, 'cilium', path) ?? {}) as { enabled?: unknown; type?: unknown };
    if (enabled !== true || type !== 'ipsec') return;
    yield {
      pointer: at('addons', 'cilium', 'valuesOverride', ...path, 'enabled'),
      message: 'Encryption is on with IPsec, whose key is a Secret "cilium-ipsec-keys" in namespace cozy-cilium.',
      remedy: 'Write `type: wireguard`, which makes its keys itself, or make that Secret as soon as the API answers.',
    };
  },
  example: {
    fails: withValues('cilium', { cilium: { encryption: { enabled: true } } }, false),
    passes: withValues('cilium', { cilium: { encryption: { enabled: true, type: 'wireguard' } } }, false),
  },
});

const fewDns = rule({
  code: 'HK3122',
  severity: 'warning',
  title: 'A cluster with one DNS server',
  why: 'Whenever that one pod moves, no name in the cluster resolves.',
  remedy: 'Write 2, the default, or more.',
  source:
    "cozystack, packages/system/coredns/values.yaml; Hikube's documentation, docs/services/kubernetes (at least 2)",
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    const path = ['coredns', 'replicaCount'];
    const written = valueOf(spec, 'coredns', path);
    const scaled = ['autoscaler', 'hpa'].some((key) => {
      const enabled = valueOf(spec, 'coredns', ['coredns', key, 'enabled']);
      return enabled === true || isDeferred(enabled);
    });
    if (typeof written !== 'number' || written >= 2 || scaled) return;
    yield {
      pointer: at('addons', 'coredns', 'valuesOverride', ...path),
      message: `CoreDNS has ${written} replica${written === 1 ? '' : 's'}.`,
      remedy: 'Write 2, the default, or more.',
    };
  },
  example: {
    fails: withValues('coredns', { coredns: { replicaCount: 1 } }, false),
    passes: withValues('coredns', { coredns: { replicaCount: 3 } }, false),
  },
});

/** Rules over what add-ons are told below the key that is read. */
export const ADDON_VALUE_RULES: readonly ObjectRule[] = [idle, colliding, refusedKeys, encryption, fewDns].map(
  (r) => r as ObjectRule,
);
