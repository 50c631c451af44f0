import type { Span } from '../platform/release';

/** A component that the platform puts into clusters, and the Kubernetes minors that its own project documents for it. */
export interface TestedAddon {
  /** As its project calls it. */
  readonly component: string;
  /** The version that the platform ships. */
  readonly version: string;
  /** The field below `spec.addons` that turns it on. @default every cluster has it */
  readonly addon?: string;
  /** What its project says of the minors from `oldest` to `newest`. */
  readonly claim: 'tested' | 'supported';
  readonly oldest: string;
  readonly newest: string;
  /** The releases of the platform that ship it. */
  readonly releases: Span;
  readonly source: string;
}

/** The releases whose charts were read: v1.1.2 and v1.6.2, packages/system/<chart>. */
const AT_1_1: Span = { until: '1.2.0' };
const AT_1_6: Span = { since: '1.6.0' };

const CILIUM = 'cilium, Documentation/network/kubernetes/compatibility.rst';
const CERT_MANAGER = 'cert-manager website, docs/releases';
const INGRESS_NGINX = {
  component: 'ingress-nginx',
  version: 'v1.11.2',
  addon: 'ingressNginx',
  claim: 'tested',
  oldest: 'v1.26',
  newest: 'v1.30',
  source: 'kubernetes/ingress-nginx, README.md, Supported Versions table',
} as const;
const VELERO = 'velero, README.md, compatibility matrix';

/** What is not documented by its own project for the version that is shipped is not here. */
export const TESTED_ADDONS: readonly TestedAddon[] = [
  {
    component: 'cilium',
    version: 'v1.18.6',
    claim: 'tested',
    oldest: 'v1.30',
    newest: 'v1.33',
    releases: AT_1_1,
    source: `${CILIUM} at v1.18`,
  },
  {
    component: 'cilium',
    version: 'v1.19.5',
    claim: 'tested',
    oldest: 'v1.32',
    newest: 'v1.35',
    releases: AT_1_6,
    source: `${CILIUM} at v1.19`,
  },
  {
    component: 'cert-manager',
    version: 'v1.19.3',
    addon: 'certManager',
    claim: 'supported',
    oldest: 'v1.31',
    newest: 'v1.35',
    releases: AT_1_1,
    source: CERT_MANAGER,
  },
  {
    component: 'cert-manager',
    version: 'v1.20.2',
    addon: 'certManager',
    claim: 'supported',
    oldest: 'v1.32',
    newest: 'v1.35',
    releases: AT_1_6,
    source: CERT_MANAGER,
  },
  { ...INGRESS_NGINX, releases: AT_1_1 },
  { ...INGRESS_NGINX, releases: AT_1_6 },
  {
    component: 'the GPU operator',
    version: 'v25.3.0',
    addon: 'gpuOperator',
    claim: 'tested',
    oldest: 'v1.29',
    newest: 'v1.33',
    releases: AT_1_1,
    source: 'NVIDIA/cloud-native-docs, gpu-operator/platform-support.rst at 25.3 (Ubuntu)',
  },
  {
    component: 'velero',
    version: 'v1.17.0',
    addon: 'velero',
    claim: 'tested',
    oldest: 'v1.31',
    newest: 'v1.34',
    releases: AT_1_1,
    source: VELERO,
  },
  {
    component: 'velero',
    version: 'v1.18.1',
    addon: 'velero',
    claim: 'tested',
    oldest: 'v1.33',
    newest: 'v1.35',
    releases: AT_1_6,
    source: VELERO,
  },
];
