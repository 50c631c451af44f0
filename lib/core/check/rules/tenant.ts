import { quote } from '../../json';
import { isHostName } from '../../names';
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

export const TENANT_RULES: readonly ObjectRule[] = [tenantHost].map((r) => r as ObjectRule);
