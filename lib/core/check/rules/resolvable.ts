import { quote } from '../../json';
import { isHostName, isHostPattern } from '../../names';
import type { TenantKind } from '../../model/kind';
import { rule, type ObjectRule, type RuleFacts } from '../rule';
import { itemsOf, withGroup } from './groups';

/** Names that public DNS never has. Source: RFC 6761, RFC 6762, RFC 8375, and the resolution that keeps .internal back. */
const PRIVATE = ['local', 'localhost', 'internal', 'invalid', 'test', 'lan', 'home', 'corp', 'home.arpa'];

function isPrivate(host: string): boolean {
  const name = host.toLowerCase().replace(/^\*\./, '');
  return !name.includes('.') || PRIVATE.some((top) => name === top || name.endsWith(`.${top}`));
}

const facts: RuleFacts = {
  code: 'HK4303',
  severity: 'warning',
  title: 'A host that public DNS cannot have',
  why: 'The kubeconfig works, and a certificate is issued, only once the name leads to the platform.',
  remedy: 'Write a name in a zone of yours, or acknowledge that your own DNS answers for it.',
  source: "Hikube's documentation, docs/services/kubernetes (the A records are yours to make); RFC 6761, RFC 6762",
};
const message = (what: string, host: string): string =>
  `The ${what} ${quote(host)} is not one that public DNS can have.`;

const resolvable = rule({
  ...facts,
  kind: 'Kubernetes',
  *check({ spec: { host, addons } }, { at }) {
    if (host && isHostName(host) && isPrivate(host)) {
      yield { pointer: at('host'), message: message('host of the API server', host), remedy: facts.remedy };
    }
    const ingress = addons?.ingressNginx;
    for (const [i, name] of itemsOf(ingress?.exposeMethod === 'LoadBalancer' ? [] : ingress?.hosts)) {
      if (!isHostPattern(name) || !isPrivate(name)) continue;
      const place = at('addons', 'ingressNginx', 'hosts', i);
      yield { pointer: place, message: message('ingress host', name), remedy: facts.remedy };
    }
  },
  example: { fails: withGroup({}, { host: 'k8s.acme.local' }), passes: withGroup({}, { host: 'k8s.acme.example' }) },
});

const resolvableTenant = rule<TenantKind>({
  ...facts,
  kind: 'Tenant',
  *check({ spec }, { at }) {
    const { host } = spec as { host?: string };
    if (!host || !isHostName(host) || !isPrivate(host)) return;
    yield { pointer: at('host'), message: message('host of the tenant', host), remedy: facts.remedy };
  },
  example: { fails: { spec: { host: 'acme.local' } }, passes: { spec: { host: 'acme.example' } } },
});

/** Rules over whether anybody can find a host. */
export const RESOLVABLE_RULES: readonly ObjectRule[] = [resolvable, resolvableTenant].map((r) => r as ObjectRule);
