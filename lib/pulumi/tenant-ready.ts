import * as pulumi from '@pulumi/pulumi';
import type { Connection } from './connection';
import type { ObjectInputs } from './object-inputs';
import type { PlatformObject } from './platform-object';
import { DEFAULT_WAIT_SECONDS, type WaitOptions } from './wait-options';

/** A tenant, once its namespace is there: what stands in that namespace depends on it. A preview waits for nothing. */
export function awaitTenant(
  object: PlatformObject,
  { metadata }: ObjectInputs,
  { connection, options }: { readonly connection: Connection; readonly options: WaitOptions },
): pulumi.Output<pulumi.Resource> {
  if (pulumi.runtime.isDryRun() || options.waitFor === 'none') return pulumi.output(object) as never;
  const { name, namespace } = metadata;
  const ref = { kind: 'Tenant', namespace, name } as const;
  const { waitSeconds: seconds = DEFAULT_WAIT_SECONDS } = options;
  const there = object.id.apply(() =>
    connection.use(
      object,
      async (api) => {
        const { waitUntil } = await import('./waiting');
        await waitUntil(api, { ref, until: 'ready', seconds, resource: object });
        return true;
      },
      true,
    ),
  );
  return pulumi.unsecret(there).apply(() => object) as never;
}
