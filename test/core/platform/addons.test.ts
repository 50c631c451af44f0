import { ADDONS, type AddonName } from '../../../lib/core/platform/addons';

/** The name of the add-on, whether it has a switch, the key of its sub-chart and the namespace that it runs in. */
const FACTS: readonly (readonly [AddonName, boolean, string | null | undefined, string])[] = [
  ['certManager', true, 'cert-manager', 'cozy-cert-manager'],
  ['cilium', false, 'cilium', 'cozy-cilium'],
  ['coredns', false, 'coredns', 'kube-system'],
  ['fluxcd', true, 'flux-instance', 'cozy-fluxcd'],
  ['gatewayAPI', true, undefined, 'kube-system'],
  ['gpuOperator', true, 'gpu-operator', 'cozy-gpu-operator'],
  ['hami', true, 'hami', 'cozy-hami'],
  ['ingressNginx', true, 'ingress-nginx', 'cozy-ingress-nginx'],
  ['monitoringAgents', true, null, 'cozy-monitoring'],
  ['ouroboros', true, 'ouroboros', 'cozy-ouroboros'],
  ['velero', true, 'velero', 'cozy-velero'],
  ['verticalPodAutoscaler', false, 'vertical-pod-autoscaler', 'cozy-vertical-pod-autoscaler'],
];

describe('the add-ons', () => {
  it.each(FACTS)('%s: switch %s, values below %s, namespace %s', (name, switchable, valuesKey, namespace) => {
    const facts = ADDONS[name];
    expect([facts.switchable, facts.valuesKey, facts.namespace]).toEqual([switchable, valuesKey, namespace]);
  });

  it('are these and no others', () => {
    expect(Object.keys(ADDONS).sort()).toEqual(FACTS.map(([name]) => name).sort());
  });

  it('have been there from the start, but for two', () => {
    const later = Object.entries(ADDONS).filter(([, { since }]) => since !== undefined);
    expect(later.map(([name, { since }]) => [name, since])).toEqual([
      ['hami', '1.4.0'],
      ['ouroboros', '1.4.0'],
    ]);
  });
});
