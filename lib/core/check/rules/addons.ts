import { isRecord, quote, valueAt } from '../../json';
import type { AddonSpec } from '../../model/addon';
import type { KubernetesSpec } from '../../model/kubernetes';
import { IDLE_VALUES } from '../../platform/addon-values';
import { ADDONS, type AddonName } from '../../platform/addons';
import { includes } from '../../platform/release';
import { isUnread } from '../../read/read';
import { rule, type CheckContext, type Finding, type ObjectRule } from '../rule';
import { groupsOf, hasUnreadGroups, withGroup, withGroup16 } from './groups';
import { GPU_MACHINE, withGpus } from './gpus';

const CHART = 'cozystack, packages/apps/kubernetes/templates/helmreleases';

const isOn = (spec: KubernetesSpec, name: AddonName): boolean => spec.addons?.[name]?.enabled === true;
const hasValues = (addon: AddonSpec | undefined): boolean =>
  addon?.valuesOverride !== undefined &&
  addon.valuesOverride !== null &&
  !(isRecord(addon.valuesOverride) && Object.keys(addon.valuesOverride).length === 0);

const CLASS_OF: Readonly<Record<AddonName, string>> = {
  certManager: "new CertManager(cluster, 'cert-manager')",
  cilium: "new Cilium(cluster, 'cilium')",
  coredns: "new CoreDns(cluster, 'coredns')",
  fluxcd: "new FluxCd(cluster, 'fluxcd')",
  gatewayAPI: "new GatewayApi(cluster, 'gateway-api')",
  gpuOperator: "new GpuOperator(cluster, 'gpu-operator')",
  hami: "new Hami(cluster, 'hami', { gpuOperator })",
  ingressNginx: "new IngressNginx(cluster, 'ingress-nginx', { nodes })",
  monitoringAgents: "new MonitoringAgents(cluster, 'monitoring-agents')",
  ouroboros: "new Ouroboros(cluster, 'ouroboros', { ingress })",
  velero: "new Velero(cluster, 'velero')",
  verticalPodAutoscaler: "new VerticalPodAutoscaler(cluster, 'vpa', { monitoringAgents })",
};
const switchOn = (name: AddonName, program: boolean): string =>
  program ? `Add \`${CLASS_OF[name]}\`.` : `Set spec.addons.${name}.enabled to true.`;

const requires = rule({
  code: 'HK3101',
  severity: 'error',
  title: 'An add-on without the one that it needs',
  why: 'Its release waits for the other for ever, or the chart refuses to render.',
  remedy: 'Switch the other add-on on as well.',
  source: CHART,
  kind: 'Kubernetes',
  *check(reading, { profile, program, at }) {
    const { spec } = reading;
    const needs = (name: AddonName, other: AddonName, why: string): Finding[] =>
      isOn(spec, name) && !isOn(spec, other) && !isUnread(reading, at('addons', other, 'enabled'))
        ? [
            {
              pointer: at('addons', name),
              message: `The add-on ${name} is on, but ${other} is not.`,
              why,
              remedy: switchOn(other, program),
            },
          ]
        : [];
    yield* needs('hami', 'gpuOperator', 'The chart refuses to render.');
    yield* needs('ouroboros', 'ingressNginx', 'The chart refuses to render.');
    if (includes({ until: '1.5.2' }, profile.release)) {
      yield* needs('monitoringAgents', 'certManager', 'The agents wait for a release of its CRDs that is never made.');
    }
  },
  example: {
    fails: withGroup({}, { addons: { monitoringAgents: { enabled: true } } }),
    passes: withGroup({}, { addons: { monitoringAgents: { enabled: true }, certManager: { enabled: true } } }),
  },
});

const gpuOperator = rule({
  code: 'HK3104',
  severity: 'error',
  title: 'GPUs without the GPU operator',
  why: 'The operator installs the driver and the device plugin; without it no pod can ever request nvidia.com/gpu, and the cards are paid for.',
  remedy: 'Switch the add-on gpuOperator on.',
  source: "cozystack, packages/apps/kubernetes/templates/cluster.yaml; Hikube's documentation, docs/services/gpu",
  kind: 'Kubernetes',
  *check(reading, { program, at }) {
    const { spec } = reading;
    if (isOn(spec, 'gpuOperator') || isUnread(reading, at('addons', 'gpuOperator', 'enabled'))) return;
    for (const [name, { gpus }] of groupsOf(spec)) {
      if (!gpus?.length) continue;
      yield {
        pointer: at('nodeGroups', name, 'gpus'),
        message: `Node group "${name}" attaches GPUs, but the cluster has no gpuOperator add-on.`,
        remedy: switchOn('gpuOperator', program),
      };
    }
  },
  example: {
    fails: withGpus({}, { gpuOperator: undefined }),
    passes: withGpus(),
  },
});

const idleOperator = rule({
  code: 'HK3106',
  severity: 'warning',
  title: 'The GPU operator without GPUs',
  why: 'Its pods look for hardware that no machine has, and some of them crash.',
  remedy: 'Attach GPUs to a group, or leave the add-on out.',
  source: "Hikube's documentation, docs/services/gpu/troubleshooting",
  kind: 'Kubernetes',
  *check(reading, { at }) {
    const groups = groupsOf(reading.spec);
    if (!isOn(reading.spec, 'gpuOperator') || groups.some(([, { gpus }]) => gpus?.length)) return;
    if (hasUnreadGroups(reading) || groups.some(([name]) => isUnread(reading, at('nodeGroups', name, 'gpus')))) return;
    yield {
      pointer: at('addons', 'gpuOperator'),
      message: 'The GPU operator is on, but no node group attaches GPUs.',
      remedy: 'Attach GPUs to a group, or leave the add-on out.',
    };
  },
  example: {
    fails: withGroup({}, { addons: { gpuOperator: { enabled: true } } }),
    passes: withGpus(),
  },
});

/** The top-level keys of an add-on's values that something reads. `global` reaches every sub-chart (Helm). */
function readKeys(name: AddonName, { profile }: CheckContext): string[] {
  const { valuesKey, otherKeys = {} } = ADDONS[name];
  const others = Object.keys(otherKeys).filter((key) => includes(otherKeys[key]!, profile.release));
  return [...(valuesKey ? [valuesKey] : []), ...others, 'global'];
}

const valuesKey = rule({
  code: 'HK3107',
  severity: 'error',
  title: 'Values of an add-on below a key that nothing reads',
  why: 'The values go to a chart that wraps the real one, so only what stands below the name of the inner chart has an effect; the rest is dropped without a word.',
  remedy: 'Put the values below the key of the inner chart.',
  source: 'cozystack, packages/system/*/Chart.yaml; Helm, sub-chart values',
  kind: 'Kubernetes',
  *check({ spec }, context) {
    for (const name of Object.keys(spec.addons ?? {}) as AddonName[]) {
      const values = spec.addons?.[name]?.valuesOverride;
      const { valuesKey: inner } = ADDONS[name];
      if (values === undefined || inner === null || inner === undefined) continue;
      if (!isRecord(values)) {
        yield {
          pointer: context.at('addons', name, 'valuesOverride'),
          message: `The values of ${name} are ${quote(values)}, which is not an object.`,
          remedy: `Write an object with the key "${inner}".`,
        };
        continue;
      }
      const known = readKeys(name, context);
      for (const key of Object.keys(values).filter((written) => !known.includes(written))) {
        yield {
          pointer: context.at('addons', name, 'valuesOverride', key),
          message: `The values of ${name} have the key ${quote(key)}, which nothing reads.`,
          remedy: placeFor(name, inner, key, values[key]),
        };
      }
    }
  },
  example: {
    fails: withGroup(
      {},
      { addons: { certManager: { enabled: true, valuesOverride: { prometheus: { enabled: true } } } } },
    ),
    passes: withGroup(
      {},
      {
        addons: {
          certManager: { enabled: true, valuesOverride: { 'cert-manager': { prometheus: { enabled: true } } } },
        },
      },
    ),
  },
});

/** Where values belong, and what of them would do nothing there either. */
function placeFor(name: AddonName, inner: string, key: string, value: unknown): string {
  if (name === 'fluxcd' && /git|repo|source|sync/i.test(key)) {
    return 'Write the source as flux-instance.instance.sync, with url, ref and path.';
  }
  const idle = IDLE_VALUES.filter(({ addon, path: [top, first, ...rest] }) => {
    return addon === name && top === inner && first === key && valueAt({ value }, 'value', ...rest) !== undefined;
  });
  const also = idle.map(({ path }) => ` There ${path.slice(1).join('.')} does nothing either: leave it out.`);
  return `Put them below "${inner}".${also.join('')}`;
}

const valuesUnread = rule({
  code: 'HK3108',
  severity: 'error',
  title: 'Values of an add-on that nothing reads',
  why: 'The platform takes them and does nothing with them.',
  remedy: 'Leave the values out, or switch on what reads them.',
  source: CHART,
  kind: 'Kubernetes',
  *check(reading, { program, at }) {
    const { spec } = reading;
    const isOff = (name: AddonName): boolean => !isOn(spec, name) && !isUnread(reading, at('addons', name, 'enabled'));
    for (const name of Object.keys(spec.addons ?? {}) as AddonName[]) {
      const addon = spec.addons?.[name];
      if (!addon || !hasValues(addon)) continue;
      const { valuesKey: inner, switchable } = ADDONS[name];
      const place = at('addons', name, 'valuesOverride');
      if (inner === null)
        yield {
          pointer: place,
          message: `The values of ${name} are never read; no release has a template that does.`,
          remedy: 'Leave them out.',
        };
      else if (name === 'verticalPodAutoscaler' && isOff('monitoringAgents')) {
        yield {
          pointer: place,
          message: 'The vertical pod autoscaler has values, but is installed only together with monitoringAgents.',
          remedy: switchOn('monitoringAgents', program),
        };
      } else if (switchable && isOff(name)) {
        yield {
          pointer: place,
          message: `The add-on ${name} has values, but is not on.`,
          remedy: switchOn(name, program),
        };
      }
    }
  },
  example: {
    fails: withGroup(
      {},
      {
        addons: {
          certManager: { enabled: true },
          monitoringAgents: { enabled: true, valuesOverride: { fluentbit: { enabled: true } } },
        },
      },
    ),
    passes: withGroup({}, { addons: { certManager: { enabled: true }, monitoringAgents: { enabled: true } } }),
  },
});

const monitoringReachable = rule({
  code: 'HK3109',
  severity: 'error',
  title: 'Monitoring agents without a place to send to',
  why: 'They send to the monitoring of the tenant or of an ancestor, and there is none.',
  remedy: 'Switch monitoring on for the tenant or an ancestor, or leave the agents out.',
  source: 'cozystack, packages/apps/kubernetes/templates/helmreleases/monitoring-agents.yaml',
  kind: 'Kubernetes',
  *check({ spec }, { tenant, at }) {
    if (!isOn(spec, 'monitoringAgents') || tenant.reach?.monitoring !== false) return;
    yield {
      pointer: at('addons', 'monitoringAgents'),
      message: 'The monitoring agents are on, but neither the tenant nor an ancestor has monitoring.',
      remedy: 'Give the tenant the module monitoring, or leave the agents out.',
    };
  },
  example: {
    fails: {
      ...withGroup({}, { addons: { certManager: { enabled: true }, monitoringAgents: { enabled: true } } }),
      tenant: { reach: { monitoring: false } },
    },
    passes: {
      ...withGroup({}, { addons: { certManager: { enabled: true }, monitoringAgents: { enabled: true } } }),
      tenant: { reach: { monitoring: true } },
    },
  },
});

const gatewayWatched = rule({
  code: 'HK3110',
  severity: 'error',
  title: 'Ouroboros watches a Gateway API that is not there',
  why: 'The chart refuses to render, because the controller would crash without the CRDs.',
  remedy: 'Switch the add-on gatewayAPI on, or leave the setting out: it follows the add-on.',
  source: 'cozystack v1.6.2, packages/apps/kubernetes/templates/helmreleases/ouroboros.yaml',
  releases: { since: '1.4.0' },
  kind: 'Kubernetes',
  *check(reading, { program, at }) {
    const { spec } = reading;
    const path = ['ouroboros', 'controller', 'gatewayApi', 'enabled'];
    const written = valueAt(spec.addons?.ouroboros?.valuesOverride, ...path);
    if (spec.addons?.ouroboros?.enabled === false || isUnread(reading, at('addons', 'gatewayAPI', 'enabled'))) return;
    if (written === undefined || !/^(true|1|yes|on|y)$/i.test(String(written)) || isOn(spec, 'gatewayAPI')) return;
    yield {
      pointer: at('addons', 'ouroboros', 'valuesOverride', ...path),
      message: 'Ouroboros is told to watch the Gateway API, but the add-on gatewayAPI is not on.',
      remedy: switchOn('gatewayAPI', program),
    };
  },
  example: {
    profile: 'cozystack-1.6',
    fails: withGroup16(
      { roles: ['ingress-nginx'] },
      {
        addons: {
          ingressNginx: { enabled: true, hosts: ['a.example'] },
          ouroboros: {
            enabled: true,
            valuesOverride: { ouroboros: { controller: { gatewayApi: { enabled: true } } } },
          },
        },
      },
    ),
    passes: withGroup16(
      { roles: ['ingress-nginx'] },
      { addons: { ingressNginx: { enabled: true, hosts: ['a.example'] }, ouroboros: { enabled: true } } },
    ),
  },
});

const twoDevicePlugins = rule({
  code: 'HK3113',
  severity: 'error',
  title: 'HAMi beside the device plugin of the GPU operator',
  why: "Both would offer the same cards as nvidia.com/gpu, which is why the platform switches the operator's off beside HAMi.",
  remedy: 'Leave devicePlugin out.',
  source: 'cozystack v1.6.2, packages/apps/kubernetes/templates/helmreleases/gpu-operator.yaml',
  releases: { since: '1.4.0' },
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    const path = ['gpu-operator', 'devicePlugin', 'enabled'];
    const written = valueAt(spec.addons?.gpuOperator?.valuesOverride, ...path);
    if (written !== true || !isOn(spec, 'hami') || spec.addons?.gpuOperator?.enabled === false) return;
    yield {
      pointer: at('addons', 'gpuOperator', 'valuesOverride', ...path),
      message: "HAMi is on, and the GPU operator's own device plugin is switched on as well.",
      remedy: 'Leave devicePlugin out.',
    };
  },
  example: {
    profile: 'cozystack-1.6',
    fails: withGroup16(GPU_MACHINE, {
      addons: {
        hami: { enabled: true },
        gpuOperator: { enabled: true, valuesOverride: { 'gpu-operator': { devicePlugin: { enabled: true } } } },
      },
    }),
    passes: withGroup16(GPU_MACHINE, { addons: { hami: { enabled: true }, gpuOperator: { enabled: true } } }),
  },
});

export const ADDON_RULES: readonly ObjectRule[] = [
  requires,
  gpuOperator,
  idleOperator,
  valuesKey,
  valuesUnread,
  monitoringReachable,
  gatewayWatched,
  twoDevicePlugins,
].map((r) => r as ObjectRule);
