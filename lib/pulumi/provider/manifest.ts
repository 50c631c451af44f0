import { MARK } from '../../core/change/bookkeeping';
import { change, type ObjectChange } from '../../core/change/change';
import { isSame } from '../../core/change/difference';
import type { ChangeFacts } from '../../core/change/effect';
import { quote, valueAt } from '../../core/json';
import { tenantNamespace } from '../../core/names';
import type { PlatformProfile } from '../../core/platform/profile';
import type { LiveObject, Manifest } from '../../live/live-object';
import { replacement } from '../../live/replacement';
import type { TenantApi } from '../../live/tenant-api';
import type { ObjectInputs } from '../object-inputs';

/** What is sent for some inputs: the object, with the mark of the stack that it belongs to. */
export function manifestOf({ apiVersion, kind, metadata, spec, hikube: { mark } }: ObjectInputs): Manifest {
  const { name, namespace, labels, annotations } = metadata;
  return {
    apiVersion,
    kind,
    metadata: { name, namespace, ...(labels && { labels }), annotations: { ...annotations, [MARK]: mark } },
    spec,
  };
}

/** Which stack an object says that it belongs to. */
export const markOf = ({ metadata: { annotations } }: LiveObject): string | undefined => annotations[MARK];

/** An object in a sentence. */
export const titleOf = ({ kind, metadata: { namespace, name } }: Manifest | LiveObject): string =>
  `${kind} ${quote(name)} in ${namespace}`;

/** What it would do to write a manifest over what is live. */
export const changeOf = (
  live: LiveObject,
  manifest: Manifest,
  profile: PlatformProfile,
  facts?: ChangeFacts,
): ObjectChange => change(live, replacement(manifest, live), profile, facts);

/** What is to be known of a live object to tell what a change does: what is in use of quotas that change. */
export async function factsOf(live: LiveObject, manifest: Manifest, api: TenantApi): Promise<ChangeFacts> {
  const quotas = valueAt(manifest, 'spec', 'resourceQuotas');
  if (live.kind !== 'Tenant' || quotas === undefined || isSame(quotas, live.spec.resourceQuotas)) return {};
  const { namespace, name } = live.metadata;
  const quotaUse = await api.quotaUse(live.status.namespace ?? tenantNamespace(namespace, name));
  return quotaUse ? { quotaUse } : {};
}
