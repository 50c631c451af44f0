import { listed } from '../../json';
import { isSame } from '../difference';
import { effect, type EffectRule, type Side } from '../effect';

type Cluster = Side<'Kubernetes'>;

/** The hosts that the tenant's ingress passes on. */
export const proxied = (side: Cluster): readonly string[] => {
  const { exposeMethod, hosts = [] } = side.spec.addons?.ingressNginx ?? {};
  return exposeMethod === 'LoadBalancer' ? [] : hosts;
};

export const EXPOSURE_EFFECTS: readonly EffectRule<'Kubernetes'>[] = [
  effect({
    code: 'HK5406',
    impact: 'endpoint',
    severity: 'warning',
    title: 'Other hosts lead to the cluster',
    why: "The tenant's ingress passes on the hosts that are listed, and no others.",
    first: 'Create the address records of new hosts, and see that nobody needs those that go.',
    source: 'cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/templates/ingress.yaml',
    kind: 'Kubernetes',
    example: {
      before: { addons: { ingressNginx: { enabled: true, hosts: ['a.acme.example'] } } },
      after: { addons: { ingressNginx: { enabled: true, hosts: ['a.acme.example', 'b.acme.example'] } } },
    },
    *find(before, after, { at }) {
      const [old, now] = [proxied(before), proxied(after)];
      const method = [before, after].map((side) => side.spec.addons?.ingressNginx?.exposeMethod);
      if (method[0] !== method[1] || isSame([...old].sort(), [...now].sort())) return;
      const [added, gone] = [now.filter((host) => !old.includes(host)), old.filter((host) => !now.includes(host))];
      const { name, namespace } = after.reading.object;
      const command = `kubectl get ingress kubernetes-${name}-ingress-nginx${namespace === undefined ? '' : ` -n ${namespace}`}`;
      const parts = [
        ...(added.length > 0 ? [`${listed(added)} leads to the cluster from now on`] : []),
        ...(gone.length > 0 ? [`${listed(gone)} no longer leads to ${added.length > 0 ? 'it' : 'the cluster'}`] : []),
      ];
      yield {
        pointers: [at('addons', 'ingressNginx', 'hosts')],
        message: `${parts.join(', and ')}.`,
        first: [
          ...(added.length > 0 ? [`Create an A record for ${listed(added)} with the address of \`${command}\`.`] : []),
          ...(gone.length > 0 ? [`Remove the record of ${listed(gone)} when nobody calls it any more.`] : []),
        ].join(' '),
      };
    },
  }),
  effect({
    code: 'HK5407',
    impact: 'endpoint',
    severity: 'warning',
    title: 'The ingress controller is exposed in another way',
    why: "Proxied hosts go through the tenant's ingress; a LoadBalancer has an address of its own, and the tenant's Ingress and Service for the hosts are deleted.",
    first: 'Lower the time to live of the records before, and move them to the new address right after.',
    source:
      'cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/templates/{ingress.yaml,helmreleases/ingress-nginx.yaml}',
    kind: 'Kubernetes',
    example: {
      before: { addons: { ingressNginx: { enabled: true, hosts: ['a.acme.example'] } } },
      after: { addons: { ingressNginx: { enabled: true, exposeMethod: 'LoadBalancer' } } },
    },
    *find(before, after, { at }) {
      const [old, now] = [before, after].map((side) => side.spec.addons?.ingressNginx?.exposeMethod);
      if (old === now) return;
      const hosts = [...new Set([...proxied(before), ...proxied(after)])];
      const led =
        hosts.length > 0
          ? `; ${listed(hosts)} ${now === 'LoadBalancer' ? 'has' : 'have'} to lead to another address`
          : '';
      yield {
        pointers: [at('addons', 'ingressNginx', 'exposeMethod'), at('addons', 'ingressNginx', 'hosts')],
        message: `The ingress controller is exposed as ${now} instead of ${old}${led}.`,
      };
    },
  }),
];
