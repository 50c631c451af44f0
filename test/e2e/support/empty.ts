import { type Answer, type Call, type Json } from './https';
import { pathOf } from './objects';
import { until } from './processes';

type Ask = (method: string, target: string, options?: Call) => Promise<Answer>;

const KINDS = [
  ['helm.toolkit.fluxcd.io/v2', 'HelmRelease'],
  ['cozystack.io/v1alpha1', 'WorkloadMonitor'],
  ['networking.k8s.io/v1', 'Ingress'],
  ['v1', 'Secret'],
  ['v1', 'Event'],
] as const;
/** The lists that tenants see, which on the real server follow what is stored a moment later. */
const SEEN = [
  ['apps.cozystack.io/v1alpha1', 'Kubernetes'],
  ['apps.cozystack.io/v1alpha1', 'Etcd'],
  ['apps.cozystack.io/v1alpha1', 'Tenant'],
  ['core.cozystack.io/v1alpha1', 'TenantSecret'],
] as const;

const itemsOf = async (ask: Ask, apiVersion: string, kind: string): Promise<Json[]> =>
  (await ask('GET', pathOf(apiVersion, kind))).body.items as Json[];

/** Deletes everything that a test may have left in the tenants' namespaces. */
export async function emptyTenants(ask: Ask): Promise<void> {
  const emptied = await Promise.all(KINDS.map(([apiVersion, kind]) => emptyOf(ask, apiVersion, kind)));
  if (!emptied.includes(true)) return;
  await Promise.all(
    SEEN.map(([apiVersion, kind]) =>
      until(`no ${kind}`, async () => (await itemsOf(ask, apiVersion, kind)).length === 0, { every: 10 }),
    ),
  );
}

/** Whether there was something to delete. */
async function emptyOf(ask: Ask, apiVersion: string, kind: string): Promise<boolean> {
  const left = (await itemsOf(ask, apiVersion, kind)).filter(({ metadata }) =>
    metadata.namespace.startsWith('tenant-'),
  );
  await Promise.all(
    left.map(async ({ metadata: { namespace, name, finalizers } }) => {
      const target = `${pathOf(apiVersion, kind, namespace as string)}/${name}`;
      if (finalizers !== undefined) {
        const body = { metadata: { finalizers: null } };
        await ask('PATCH', target, { body, contentType: 'application/merge-patch+json' });
      }
      await ask('DELETE', target);
    }),
  );
  return left.length > 0;
}
