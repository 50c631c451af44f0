import { isRecord, valueAt } from '../../core/json';
import { clusterNames } from '../../core/names';
import type { LiveObject } from '../../live/live-object';
import type { TenantApi } from '../../live/tenant-api';
import { visible } from '../formats/visible';

/** What somebody needs to know of a cluster that was written: where it answers, what to create, and what to do next. */
export async function endingOf(cluster: LiveObject, api: TenantApi, signal?: AbortSignal): Promise<string> {
  const { name, namespace } = cluster.metadata;
  const front = await api.ingress(namespace, clusterNames.release(name), signal).catch(() => undefined);
  const written = valueAt(cluster.spec, 'host');
  const host = typeof written === 'string' && written !== '' ? written : front?.hosts[0];
  const apps = proxiedHosts(cluster.spec);
  const entrance =
    apps.length > 0
      ? await api.ingress(namespace, clusterNames.ingress(name), signal).catch(() => undefined)
      : undefined;
  const record = (at: string, addresses: readonly string[] | undefined, ingress: string): string => {
    const address = addresses?.[0] ?? `the address of \`kubectl get ingress ${ingress} -n ${namespace}\``;
    return `    ${visible(at)}  A  ${visible(address)}`;
  };
  return [
    `${name}:`,
    host === undefined ? '  the API has no address yet' : `  endpoint: https://${visible(host)}:443`,
    ...(host === undefined && apps.length === 0 ? [] : ['  DNS records, to create where they are missing:']),
    ...(host === undefined ? [] : [record(host, front?.addresses, clusterNames.release(name))]),
    ...apps.map((app) => record(app, entrance?.addresses, clusterNames.ingress(name))),
    `  next: hikube kubeconfig ${name} -n ${namespace} --merge`,
  ].join('\n');
}

function proxiedHosts(spec: unknown): string[] {
  const ingress = valueAt(spec, 'addons', 'ingressNginx');
  if (!isRecord(ingress) || ingress.exposeMethod === 'LoadBalancer' || !Array.isArray(ingress.hosts)) return [];
  return ingress.hosts.filter((host): host is string => typeof host === 'string');
}
