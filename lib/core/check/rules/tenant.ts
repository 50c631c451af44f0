import { quote } from '../../json';
import { isHostName } from '../../names';
import { Quantity } from '../../quantity';
import { rule, type ObjectRule } from '../rule';

const tenantHost = rule({
  code: 'HK4302',
  severity: 'error',
  title: "A tenant's host that is no host name",
  why: 'The hosts of everything in the tenant are made from it.',
  remedy: 'Write the bare name, such as acme.example.',
  source: 'cozystack, packages/apps/tenant/templates/namespace.yaml',
  kind: 'Tenant',
  *check({ spec: { host } }, { at }) {
    if (host === undefined || host === '' || isHostName(host)) return;
    yield {
      pointer: at('host'),
      message: `The host ${quote(host)} is not a host name.`,
      remedy: 'Write the bare name, such as "acme.example".',
    };
  },
  example: { fails: { spec: { host: 'https://acme.example' } }, passes: { spec: { host: 'acme.example' } } },
});

const quotas = rule({
  code: 'HK4106',
  severity: 'error',
  title: 'A quota below zero',
  why: 'Kubernetes refuses the ResourceQuota, and the tenant is never ready.',
  remedy: 'Write zero or more.',
  source: 'Kubernetes, ResourceQuota validation; cozystack, packages/apps/tenant/templates/quota.yaml',
  kind: 'Tenant',
  *check({ spec: { resourceQuotas } }, { at }) {
    for (const [key, written] of Object.entries(resourceQuotas ?? {})) {
      const value = Quantity.parse(written);
      if (!value || value.compare(Quantity.ZERO) >= 0) continue;
      yield {
        pointer: at('resourceQuotas', key),
        message: `The quota of ${quote(key)} is ${quote(written)}.`,
        remedy: 'Write zero or more.',
      };
    }
  },
  example: { fails: { spec: { resourceQuotas: { cpu: '-1' } } }, passes: { spec: { resourceQuotas: { cpu: '16' } } } },
});

export const TENANT_RULES: readonly ObjectRule[] = [tenantHost, quotas].map((r) => r as ObjectRule);
