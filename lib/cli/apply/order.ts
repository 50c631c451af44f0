import { keyOf, referenceOf } from '../../core/change/changes';
import { byCodeUnit } from '../../core/json';
import type { TenantKind } from '../../core/model/kind';
import { tenantNamespace } from '../../core/names';
import type { Manifest } from '../../live/live-object';
import type { Pairing } from '../changes/live';

/** What has to be there before what: a cluster keeps its state in a ring, and both stand in a tenant's namespace. */
const RANK: Readonly<Record<TenantKind, number>> = { Tenant: 0, Etcd: 1, Kubernetes: 2 };

/** Parents before their children, a tenant's namespace before what stands in it, rings before clusters. */
export function inOrder(pairings: readonly Pairing[]): Pairing[] {
  const depth = ({ manifest }: Pairing): number => manifest.metadata.namespace.split('-').length;
  return [...pairings].sort(
    (a, b) =>
      RANK[a.manifest.kind] - RANK[b.manifest.kind] ||
      depth(a) - depth(b) ||
      byCodeUnit(keyOf(referenceOf(a.manifest)), keyOf(referenceOf(b.manifest))),
  );
}

/** The tenant among some manifests that a namespace belongs to. */
export const tenantOf = (namespace: string, manifests: readonly Manifest[]): Manifest | undefined =>
  manifests.find(
    ({ kind, metadata }) => kind === 'Tenant' && tenantNamespace(metadata.namespace, metadata.name) === namespace,
  );
