import { quote } from '../../json';
import { compareVersions, minorNumber, minorVersion } from '../../kubernetes-version';
import { isHostName } from '../../names';
import { isUnread } from '../../read/read';
import { didYouMean } from '../../suggest';
import { rule, type ObjectRule } from '../rule';
import { groupsOf, itemsOf, withGroup, withGroup16 } from './groups';

const version = rule({
  code: 'HK1401',
  severity: 'error',
  title: 'A Kubernetes version that is not offered',
  why: 'The platform takes the minors that it offers and picks the patch itself; anything else is refused when the chart renders.',
  remedy: 'Write the minor version, such as v1.34.',
  source: 'cozystack, packages/apps/kubernetes/templates/_versions.tpl and files/versions.yaml',
  kind: 'Kubernetes',
  *check({ spec }, { profile, at }) {
    const offered = profile.kubernetesVersions;
    const written = spec.version;
    if (written === undefined || offered.includes(written)) return;
    const meant = minorVersion(written);
    const list = `${profile.title} offers ${offered.join(', ')}.`;
    const newest = offered[offered.length - 1]!;
    let remedy = list;
    if (meant !== undefined && offered.includes(meant)) remedy = `Write ${quote(meant)}.`;
    else if (meant !== undefined && minorNumber(meant) !== undefined) {
      const edge = compareVersions(meant, newest) > 0 ? newest : offered[0]!;
      remedy = `The nearest that it offers is ${quote(edge)}. ${list}`;
    }
    yield {
      pointer: at('version'),
      message: `Kubernetes version ${quote(written)} is not one that ${profile.title} offers.`,
      remedy,
    };
  },
  example: { fails: withGroup({}, { version: '1.30.3' }), passes: withGroup({}, { version: 'v1.30' }) },
});

const apiHost = rule({
  code: 'HK4301',
  severity: 'error',
  title: 'A host that is no host name',
  why: 'It becomes the host of the Ingress before the API server and a name in its certificate, and Kubernetes refuses an ill-formed one.',
  remedy: 'Write the bare name, such as k8s.acme.example.',
  source: 'cozystack, packages/apps/kubernetes/templates/cluster.yaml',
  kind: 'Kubernetes',
  *check({ spec: { host } }, { at }) {
    if (host === undefined || host === '' || isHostName(host)) return;
    const inner = /^(?:[a-z]+:\/\/)?([^/:\s]+)/i.exec(host.trim())?.[1]?.toLowerCase();
    const remedy =
      inner !== undefined && inner !== host && isHostName(inner)
        ? `Write ${quote(inner)}.`
        : 'Write the bare name, such as "k8s.acme.example".';
    yield { pointer: at('host'), message: `The host ${quote(host)} is not a host name.`, remedy };
  },
  example: {
    fails: withGroup({}, { host: 'https://k8s.acme.example:6443' }),
    passes: withGroup({}, { host: 'k8s.acme.example' }),
  },
});

const storageClass = rule({
  code: 'HK4201',
  severity: 'error',
  title: 'A storage class that the provider does not have',
  why: 'The cluster is made, and every volume that its workloads ask for stays Pending.',
  remedy: 'Write a class of the profile, or name the classes that your operator made in the profile.',
  source: "Hikube's documentation, docs/services/storage; cozystack website, docs/v1.1/storage",
  kind: 'Kubernetes',
  *check({ spec }, { profile, program, at }) {
    const { storageClasses } = profile.data;
    const places = [
      [spec.storageClass, ['storageClass']],
      ...groupsOf(spec).map(
        ([name, { storageClass }]) => [storageClass, ['nodeGroups', name, 'storageClass']] as const,
      ),
    ] as const;
    for (const [written, place] of places) {
      if (!written || storageClasses.includes(written)) continue;
      const own = program
        ? ` A class that your operator made goes into the profile: \`profile.with({ storageClasses: ['${written}'] })\`.`
        : '';
      yield {
        pointer: at(...place),
        message: `${profile.title} has no storage class ${quote(written)}.`,
        remedy: `${didYouMean(written, storageClasses)}${own}`,
      };
    }
  },
  example: {
    fails: withGroup({}, { storageClass: 'fast-ssd' }),
    passes: withGroup({}, { storageClass: 'replicated' }),
  },
});

const oneCopy = rule({
  code: 'HK4203',
  severity: 'warning',
  title: 'A cluster on volumes of one copy',
  why: 'What is on the class local is on one machine of one datacenter: it is lost with that machine, and a worker elsewhere cannot attach it. From 1.6 on the class is not even passed on to the cluster, and disks of machines on it cannot be moved, or are refused.',
  remedy: 'Write replicated, or keep to local where every application copies its own data.',
  source:
    "cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/templates/helmreleases/csi.yaml; Hikube's documentation, docs/services/storage",
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    const remedy = 'Write "replicated", or acknowledge that every application copies its own data.';
    if (spec.storageClass === 'local') {
      const message = 'The volumes of the cluster are on the class "local", which keeps one copy.';
      yield { pointer: at('storageClass'), message, remedy };
    }
    for (const [name, { storageClass }] of groupsOf(spec)) {
      if (storageClass !== 'local') continue;
      const message = `The disks of node group "${name}" are on the class "local", which keeps one copy.`;
      yield { pointer: at('nodeGroups', name, 'storageClass'), message, remedy: 'Write "replicated".' };
    }
  },
  example: {
    fails: withGroup({}, { storageClass: 'local' }),
    passes: withGroup({}, { storageClass: 'replicated' }),
  },
});

const oidcConfig = rule({
  code: 'HK4401',
  severity: 'error',
  title: 'OIDC settings that do not go together',
  why: 'The chart refuses to render.',
  remedy: 'With mode CustomConfig, give exactly one of config and secretRef.name; with any other mode, neither.',
  source: 'cozystack v1.6.2, packages/apps/kubernetes/templates/oidc-authn-config.yaml',
  releases: { since: '1.6.0' },
  kind: 'Kubernetes',
  *check(reading, { at }) {
    const { oidc } = reading.spec;
    if (oidc === undefined || isUnread(reading, at('oidc', 'mode'))) return;
    const inline = Boolean(oidc.customConfig?.config);
    const secret = Boolean(oidc.customConfig?.secretRef?.name);
    if (oidc.mode !== 'CustomConfig') {
      if (!inline && !secret) return;
      yield {
        pointer: at('oidc', 'customConfig'),
        message: `OIDC mode ${quote(oidc.mode ?? 'None')} has a customConfig.`,
        why: 'The platform ignores it in this mode.',
        remedy: 'Set mode CustomConfig, or leave customConfig out.',
      };
    } else if (inline && secret) {
      yield {
        pointer: at('oidc', 'customConfig'),
        message: 'Both customConfig.config and customConfig.secretRef.name are given.',
        remedy: 'Keep one of them.',
      };
    } else if (!inline && !secret && !isUnread(reading, at('oidc', 'customConfig'))) {
      yield {
        pointer: at('oidc', 'mode'),
        message: 'OIDC mode CustomConfig has no configuration.',
        remedy: 'Give customConfig.config or customConfig.secretRef.name.',
      };
    }
  },
  example: {
    profile: 'cozystack-1.6',
    fails: withGroup16({}, { oidc: { mode: 'CustomConfig' } }),
    passes: withGroup16({}, { oidc: { mode: 'CustomConfig', customConfig: { secretRef: { name: 'oidc' } } } }),
  },
});

const oidcArguments = rule({
  code: 'HK4402',
  severity: 'error',
  title: 'API server arguments that OIDC owns',
  why: 'The chart refuses to render, because the API server would not start with both.',
  remedy: 'Remove the argument, or the oidc section.',
  source: 'cozystack v1.6.2, packages/apps/kubernetes/templates/cluster.yaml',
  releases: { since: '1.6.0' },
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    const mode = spec.oidc?.mode ?? 'None';
    if (mode === 'None') return;
    for (const [i, argument] of itemsOf(spec.controlPlane?.apiServer?.extraArgs)) {
      if (!/^--(oidc-|authentication-config)/.test(argument)) continue;
      yield {
        pointer: at('controlPlane', 'apiServer', 'extraArgs', i),
        message: `The API server is given ${quote(argument)} while OIDC has mode ${quote(mode)}.`,
        remedy: 'Remove the argument, or leave the oidc section out.',
      };
    }
  },
  example: {
    profile: 'cozystack-1.6',
    fails: withGroup16(
      {},
      { oidc: { mode: 'System' }, controlPlane: { apiServer: { extraArgs: ['--oidc-client-id=x'] } } },
    ),
    passes: withGroup16({}, { oidc: { mode: 'System' }, controlPlane: { apiServer: { extraArgs: ['--v=2'] } } }),
  },
});

const ringInReach = rule({
  code: 'HK4108',
  severity: 'error',
  title: 'A cluster without an etcd ring in reach',
  why: 'The control plane keeps its state in the ring of the tenant or of an ancestor; without one it is never made.',
  remedy: 'Switch the module etcd on for the tenant.',
  source: 'cozystack, packages/apps/tenant/templates/namespace.yaml and apps/kubernetes/templates/cluster.yaml',
  kind: 'Kubernetes',
  *check(_reading, { tenant }) {
    if (tenant.reach?.etcd !== false) return;
    yield {
      pointer: '',
      message: 'Neither the tenant nor an ancestor has the etcd module.',
      remedy: 'Give the tenant `modules: { etcd: true }`.',
    };
  },
  example: {
    fails: { ...withGroup(), tenant: { reach: { etcd: false } } },
    passes: { ...withGroup(), tenant: { reach: { etcd: true } } },
  },
});

export const CLUSTER_RULES: readonly ObjectRule[] = [
  ringInReach,
  version,
  apiHost,
  storageClass,
  oneCopy,
  oidcConfig,
  oidcArguments,
].map((r) => r as ObjectRule);
