import type { AddonName } from './addons';
import type { Release } from './release';

/** A place in an add-on's values, by its keys below `valuesOverride`. */
export interface ValuePlace {
  readonly addon: AddonName;
  readonly path: readonly string[];
}

/** A value that the chart does not use, and what is used instead. */
export interface IdleValue extends ValuePlace {
  readonly why: string;
  readonly remedy: string;
  /** A place whose value, if it is one of these, brings the idle one back to life. */
  readonly unless?: { readonly path: readonly string[]; readonly is: readonly string[] };
}

/** Source: cozystack v1.1.2 and v1.6.2, packages/system/ingress-nginx (chart 4.11.2) and helmreleases/ingress-nginx.yaml. */
export const IDLE_VALUES: readonly IdleValue[] = [
  {
    addon: 'ingressNginx',
    path: ['ingress-nginx', 'controller', 'replicaCount'],
    why: 'The controller is a DaemonSet here: it runs once on every machine, whatever the count says.',
    remedy: 'Leave it out, or choose the machines by controller.nodeSelector.',
    unless: { path: ['ingress-nginx', 'controller', 'kind'], is: ['Deployment', 'Both'] },
  },
  {
    addon: 'ingressNginx',
    path: ['ingress-nginx', 'nodeSelector'],
    why: 'The chart reads the selector of the controller only.',
    remedy: 'Write it as controller.nodeSelector.',
  },
  {
    addon: 'ingressNginx',
    path: ['ingress-nginx', 'controller', 'enableSnippets'],
    why: 'The chart has no such value.',
    remedy: 'Write controller.allowSnippetAnnotations; the platform has it on.',
  },
];

/** A value that collides with what the platform itself does. */
export interface CollidingValue extends ValuePlace {
  /** The values that do no harm. */
  readonly harmless: readonly unknown[];
  readonly why: string;
  readonly remedy: string;
}

const OWN_CRDS = 'The CRDs belong to a release of their own, and Helm refuses to install them a second time.';
const OWN_API_SERVER =
  "The platform sets the way to the cluster's API server; with another one the network never comes up.";

/** Source: cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/templates/helmreleases. */
export const COLLIDING_VALUES: readonly CollidingValue[] = [
  {
    addon: 'certManager',
    path: ['cert-manager', 'installCRDs'],
    harmless: [false],
    why: OWN_CRDS,
    remedy: 'Leave it out.',
  },
  {
    addon: 'certManager',
    path: ['cert-manager', 'crds', 'enabled'],
    harmless: [false],
    why: OWN_CRDS,
    remedy: 'Leave it out.',
  },
  {
    addon: 'coredns',
    path: ['coredns', 'service', 'clusterIP'],
    harmless: ['10.95.0.10'],
    why: 'Every machine is told to ask 10.95.0.10, so no name would resolve.',
    remedy: 'Leave it out.',
  },
  {
    addon: 'cilium',
    path: ['cilium', 'k8sServiceHost'],
    harmless: [],
    why: OWN_API_SERVER,
    remedy: 'Leave it out.',
  },
  {
    addon: 'cilium',
    path: ['cilium', 'k8sServicePort'],
    harmless: [],
    why: OWN_API_SERVER,
    remedy: 'Leave it out.',
  },
];

/**
 * The keys that the chart of cert-manager takes below its own; its schema refuses any other.
 * Source: cert-manager v1.19.3 and v1.20.2, values.schema.json (additionalProperties: false).
 */
const CERT_MANAGER = `acmesolver affinity approveSignerNames automountServiceAccountToken cainjector
  clusterResourceNamespace config containerSecurityContext crds creator deploymentAnnotations disableAutoApproval
  dns01RecursiveNameservers dns01RecursiveNameserversOnly enableCertificateOwnerRef enableServiceLinks enabled extraArgs
  extraEnv extraObjects featureGates fullnameOverride global hostAliases http_proxy https_proxy image ingressShim
  installCRDs livenessProbe maxConcurrentChallenges nameOverride namespace no_proxy nodeSelector podAnnotations
  podDisruptionBudget podDnsConfig podDnsPolicy podLabels prometheus replicaCount resources securityContext
  serviceAccount serviceAnnotations serviceIPFamilies serviceIPFamilyPolicy serviceLabels startupapicheck strategy
  tolerations topologySpreadConstraints volumeMounts volumes webhook`.split(/\s+/);
/** Those that came with v1.20.2, which platform 1.6 brings. */
const CERT_MANAGER_LATER = ['extraContainers', 'imageNamespace', 'imageRegistry', 'networkPolicy'];

/** The keys that the chart of cert-manager takes at a release of the platform. */
export const certManagerKeys = (isLater: boolean): readonly string[] =>
  isLater ? [...CERT_MANAGER, ...CERT_MANAGER_LATER] : CERT_MANAGER;
export const CERT_MANAGER_LATER_SINCE: Release = '1.6.0';

/** What the chart of flux-instance reads below its own key. Source: flux-operator charts 0.33.0 and 0.50.0. */
export const FLUX_INSTANCE_KEYS: readonly string[] = [
  'commonAnnotations',
  'commonLabels',
  'enabled',
  'fullnameOverride',
  'global',
  'healthcheck',
  'instance',
  'nameOverride',
];
/** What it reads of `instance.sync`. */
export const FLUX_SYNC_KEYS: readonly string[] = [
  'interval',
  'kind',
  'name',
  'path',
  'provider',
  'pullSecret',
  'ref',
  'url',
];
export const FLUX_SYNC_KINDS: readonly string[] = ['GitRepository', 'OCIRepository', 'Bucket'];
