import { isRecord, valueAt } from '../core/json';

/** How the platform calls what a tenant's quota limits (cozystack v1.1.2, packages/library/cozy-lib/templates/_resources.tpl). */
const LIMITED: Readonly<Record<string, string>> = {
  cpu: 'limits.cpu',
  memory: 'limits.memory',
  'ephemeral-storage': 'limits.ephemeral-storage',
  storage: 'requests.storage',
};

/** What is in use of a ResourceQuota, by the keys that a Tenant has for it. */
export function quotaUseOf(quota: unknown): Record<string, string> {
  const used = valueAt(quota, 'status', 'used');
  if (!isRecord(used)) return {};
  const names = new Map(Object.entries(LIMITED).map(([key, name]) => [name, key]));
  const own = Object.entries(used).map(([name, value]): [string, unknown] => {
    const device = /^requests\.(.+\/.+)$/.exec(name)?.[1];
    return [names.get(name) ?? device ?? name, value];
  });
  return Object.fromEntries(own.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
