import type { Span } from './release';

/** The add-ons that some release of the platform has, by the name of their field in `spec.addons`. */
export type AddonName =
  | 'certManager'
  | 'cilium'
  | 'coredns'
  | 'fluxcd'
  | 'gatewayAPI'
  | 'gpuOperator'
  | 'hami'
  | 'ingressNginx'
  | 'monitoringAgents'
  | 'ouroboros'
  | 'velero'
  | 'verticalPodAutoscaler';

/** What is known of an add-on. */
export interface AddonFacts extends Span {
  /** Whether it has an `enabled` switch; one without is always on, or follows another add-on. */
  readonly switchable: boolean;
  /**
   * The key of the sub-chart below which values have an effect; `undefined` where there is no `valuesOverride`;
   * `null` where the field exists and no template reads it.
   */
  readonly valuesKey?: string | null;
  /** Keys beside the sub-chart's that the package's own templates read, with the release that brought them. */
  readonly otherKeys?: Readonly<Record<string, Span>>;
  /** Where it runs inside the cluster. */
  readonly namespace: string;
}

/**
 * Source: cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/templates/helmreleases/ and the values.yaml of the
 * packages that they install. A key that is not the sub-chart's is dropped without a word.
 */
export const ADDONS: Readonly<Record<AddonName, AddonFacts>> = {
  certManager: { switchable: true, valuesKey: 'cert-manager', namespace: 'cozy-cert-manager' },
  cilium: { switchable: false, valuesKey: 'cilium', namespace: 'cozy-cilium' },
  coredns: { switchable: false, valuesKey: 'coredns', namespace: 'kube-system' },
  fluxcd: { switchable: true, valuesKey: 'flux-instance', namespace: 'cozy-fluxcd' },
  gatewayAPI: { switchable: true, namespace: 'kube-system' },
  gpuOperator: {
    switchable: true,
    valuesKey: 'gpu-operator',
    otherKeys: { kernelModuleConfig: { since: '1.6.0' } },
    namespace: 'cozy-gpu-operator',
  },
  hami: { switchable: true, valuesKey: 'hami', namespace: 'cozy-hami', since: '1.4.0' },
  ingressNginx: { switchable: true, valuesKey: 'ingress-nginx', namespace: 'cozy-ingress-nginx' },
  monitoringAgents: { switchable: true, valuesKey: null, namespace: 'cozy-monitoring' },
  ouroboros: { switchable: true, valuesKey: 'ouroboros', namespace: 'cozy-ouroboros', since: '1.4.0' },
  velero: { switchable: true, valuesKey: 'velero', namespace: 'cozy-velero' },
  verticalPodAutoscaler: {
    switchable: false,
    valuesKey: 'vertical-pod-autoscaler',
    otherKeys: { vpaForVPA: {} },
    namespace: 'cozy-vertical-pod-autoscaler',
  },
};
