import type { AddonSpec } from '../../model/addon';
import { ADDONS, type AddonName } from '../../platform/addons';
import { includes, type Release } from '../../platform/release';
import { isSame } from '../difference';
import { effect, type ChangeContext, type EffectRule, type Side } from '../effect';

const SOURCE = 'cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/templates/helmreleases';
const TALOS: Release = '1.6.0';
type Cluster = Side<'Kubernetes'>;

/** All add-ons of any release. */
export const ADDON_NAMES = Object.keys(ADDONS) as AddonName[];
/** What an object says of an add-on. */
export const addon = ({ spec }: Cluster, name: AddonName): AddonSpec => spec.addons?.[name] ?? {};

/** Whether an add-on runs: its own switch, or the one that it follows. */
export const runs = (side: Cluster, name: AddonName): boolean =>
  name === 'verticalPodAutoscaler'
    ? addon(side, 'monitoringAgents').enabled === true
    : !ADDONS[name].switchable || addon(side, name).enabled === true;

const switched = (before: Cluster, after: Cluster, to: boolean): AddonName[] =>
  ADDON_NAMES.filter((name) => ADDONS[name].switchable && runs(after, name) === to && runs(before, name) !== to);

/** What stops when an add-on is uninstalled; nothing of yours is deleted with it. */
const STOPS: Partial<Record<AddonName, readonly [stops: string, first: string]>> = {
  ingressNginx: ['no Ingress of class nginx is served any more', 'Move the hosts to another controller first.'],
  gpuOperator: [
    'drivers and device plugin go, and no pod can request a GPU any more',
    'End the pods that use GPUs first.',
  ],
  velero: [
    'no backup is made or restored any more; what lies in the bucket stays',
    'See that something else makes backups.',
  ],
  hami: ['GPUs are no longer shared out in parts', 'End the pods that use parts of a GPU first.'],
  ouroboros: [
    'requests from inside the cluster to its own hosts may no longer arrive',
    'See whether anything calls its own public name.',
  ],
};

/** What is deleted from inside the cluster with an add-on. */
const TAKES: Partial<Record<AddonName, readonly [takes: string, first: string, source: string]>> = {
  certManager: [
    'its controller goes, and so does the release of its CRDs. Helm keeps those CRDs as long as they carry its keep annotation; where they do not, every Certificate and Issuer goes. In either case nothing renews certificates any more',
    'Save them (`kubectl get certificates,issuers,clusterissuers -A -o yaml`), and have something else renew what is in use.',
    'packages/system/cert-manager-crds (crds.keep)',
  ],
  gatewayAPI: [
    'its CRDs are deleted, and with them every Gateway, HTTPRoute and GatewayClass in the cluster',
    'Save them (`kubectl get gateways,httproutes -A -o yaml`), and move their hosts first.',
    'packages/system/gateway-api-crds (no keep annotation)',
  ],
  monitoringAgents: [
    'the Vertical Pod Autoscaler and its CRDs go with it, and with them every VerticalPodAutoscaler; so does the VictoriaMetrics operator. No metrics or logs reach the tenant any more',
    'Save what is used of it (`kubectl get verticalpodautoscalers -A -o yaml`), and have something else watch the cluster.',
    'packages/system/vertical-pod-autoscaler-crds (no keep annotation)',
  ],
  fluxcd: [
    'Flux is uninstalled with its CRDs, and with them every GitRepository, Kustomization and HelmRelease in the cluster; what they had applied stays, and nothing syncs it any more',
    'Save them (`kubectl get gitrepositories,kustomizations,helmreleases -A -o yaml`).',
    'controlplaneio-fluxcd/flux-operator, internal/controller/fluxinstance_uninstaller.go',
  ],
};

interface Follower {
  readonly of: AddonName;
  readonly name: AddonName;
  readonly how: string;
  readonly releases?: { readonly since: Release };
}

/** Add-ons whose own release changes when another one goes on or off. */
const FOLLOWERS: readonly Follower[] = [
  { of: 'certManager', name: 'ingressNginx', how: 'its admission webhook takes its certificate from elsewhere' },
  {
    of: 'gatewayAPI',
    name: 'cilium',
    how: 'the network agents of all nodes restart, with or without its Gateway support',
  },
  { of: 'gatewayAPI', name: 'certManager', how: 'it watches Gateways or stops doing so' },
  { of: 'gatewayAPI', name: 'ouroboros', how: 'it watches Gateways or stops doing so', releases: { since: TALOS } },
  {
    of: 'hami',
    name: 'gpuOperator',
    how: "the operator's own device plugin stops or comes back",
    releases: { since: TALOS },
  },
];

/** Whether any template reads the values of an add-on. */
export const readsValues = (name: AddonName): boolean => typeof ADDONS[name].valuesKey === 'string';

/** The part of an add-on's values that its charts read. */
export function readValues(side: Cluster, name: AddonName, release: Release): unknown {
  const { valuesKey, otherKeys = {} } = ADDONS[name];
  const values = addon(side, name).valuesOverride ?? {};
  const keys = Object.keys(values).filter(
    (key) => key === valuesKey || (Object.hasOwn(otherKeys, key) && includes(otherKeys[key]!, release)),
  );
  // cert-manager's values are handed to the chart of its CRDs as they are.
  if (name === 'certManager') return values;
  return Object.fromEntries(keys.map((key) => [key, values[key]]));
}

const on = (name: AddonName, values?: object): object => ({
  addons: { [name]: { enabled: true, ...(values && { valuesOverride: values }) } },
});

/** What is said of an add-on matters only while it is on. */
const whole = (name: AddonName, context: ChangeContext): string[] => [
  place(name, context),
  place(name, context, 'valuesOverride'),
];

const place = (name: AddonName, { at }: ChangeContext, key = 'enabled'): string => at('addons', name, key);

export const ADDON_EFFECTS: readonly EffectRule<'Kubernetes'>[] = [
  effect({
    code: 'HK5401',
    impact: 'create',
    severity: 'info',
    title: 'An add-on is installed',
    why: 'The platform installs its release into the cluster.',
    first: 'Nothing, unless you installed the same by hand: then remove that first.',
    source: SOURCE,
    kind: 'Kubernetes',
    example: { before: {}, after: on('certManager') },
    *find(before, after, context) {
      for (const name of switched(before, after, true)) {
        const message = `The add-on ${name} is installed into namespace ${ADDONS[name].namespace}.`;
        yield { pointers: whole(name, context), message };
      }
    },
  }),
  effect({
    code: 'HK5402',
    impact: 'inPlace',
    severity: 'warning',
    title: 'An add-on is uninstalled',
    why: 'Its release is removed from the cluster; what it did for workloads stops.',
    first: 'See who depends on it.',
    source: SOURCE,
    kind: 'Kubernetes',
    example: { before: on('ingressNginx'), after: {} },
    *find(before, after, context) {
      for (const name of switched(before, after, false)) {
        const stops = STOPS[name];
        if (!stops) continue;
        yield {
          pointers: whole(name, context),
          message: `The add-on ${name} is uninstalled: ${stops[0]}.`,
          first: stops[1],
        };
      }
    },
  }),
  effect({
    code: 'HK5403',
    impact: 'destroys',
    severity: 'error',
    title: 'An add-on is uninstalled, and objects of yours with it',
    why: 'With its CRDs every object of their kinds is deleted from the cluster.',
    first: 'Save the objects first, and see who depends on them.',
    source: `${SOURCE}; ${Object.values(TAKES)
      .map(([, , source]) => source)
      .join('; ')}`,
    kind: 'Kubernetes',
    example: { before: on('gatewayAPI'), after: {} },
    *find(before, after, context) {
      for (const name of switched(before, after, false)) {
        const takes = TAKES[name];
        if (!takes) continue;
        yield {
          pointers: whole(name, context),
          message: `The add-on ${name} is uninstalled: ${takes[0]}.`,
          first: takes[1],
        };
      }
    },
  }),
  effect({
    code: 'HK5404',
    impact: 'inPlace',
    severity: 'warning',
    title: 'An add-on gets other values',
    why: "The add-on's release is upgraded with them; its pods may restart.",
    first: 'Try the values where it may break: a chart drops what it does not know without a word.',
    source: SOURCE,
    kind: 'Kubernetes',
    example: { before: {}, after: { addons: { coredns: { valuesOverride: { coredns: { replicaCount: 3 } } } } } },
    *find(before, after, context) {
      const { release } = context.profile;
      for (const name of ADDON_NAMES) {
        if (!readsValues(name) || !runs(before, name) || !runs(after, name)) continue;
        if (isSame(readValues(before, name, release), readValues(after, name, release))) continue;
        const all =
          name === 'cilium' ? ' Its agents restart on all nodes, and with them the network of each for a moment.' : '';
        yield {
          pointers: [place(name, context, 'valuesOverride')],
          message: `The add-on ${name} is upgraded with other values.${all}`,
        };
      }
    },
  }),
  effect({
    code: 'HK5405',
    impact: 'inPlace',
    severity: 'warning',
    title: 'Another add-on changes with it',
    why: 'The values of one add-on depend on whether another is on.',
    first: 'See whether a restart of the other add-on is harmless now.',
    source: SOURCE,
    kind: 'Kubernetes',
    example: { before: {}, after: on('gatewayAPI') },
    *find(before, after, context) {
      const moved = [...switched(before, after, true), ...switched(before, after, false)];
      for (const { of, name, how, releases = {} } of FOLLOWERS) {
        if (!moved.includes(of) || !runs(before, name) || !runs(after, name)) continue;
        if (!includes(releases, context.profile.release)) continue;
        const goes = runs(after, of) ? 'on' : 'off';
        yield {
          pointers: [place(of, context)],
          message: `With ${of} ${goes}, the add-on ${name} is upgraded as well: ${how}.`,
        };
      }
    },
  }),
];
