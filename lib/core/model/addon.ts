import type { JsonObject } from '../json';
import { ADDONS, type AddonName } from '../platform/addons';
import { choice, flag, free, list, object, text, type Field, type Fields } from './field';

/** One value of `spec.addons`. */
export interface AddonSpec {
  readonly enabled?: boolean;
  readonly valuesOverride?: JsonObject;
}

/** `spec.addons.ingressNginx`. */
export interface IngressNginxSpec extends AddonSpec {
  readonly exposeMethod?: 'Proxied' | 'LoadBalancer';
  readonly hosts?: readonly string[];
}

/** `spec.addons`. */
export type AddonsSpec = { readonly [K in AddonName]?: K extends 'ingressNginx' ? IngressNginxSpec : AddonSpec };

function addon(name: AddonName): Field {
  const { switchable, valuesKey, since } = ADDONS[name];
  const fields: Record<string, Field> = {
    ...(switchable && { enabled: flag() }),
    ...(valuesKey !== undefined && { valuesOverride: free() }),
    ...(name === 'ingressNginx' && {
      exposeMethod: choice(['Proxied', 'LoadBalancer']),
      hosts: list(text()),
    }),
  };
  return object<object>(fields, since ? { since } : {});
}

/** Source: cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/values.schema.json. */
export const ADDON_FIELDS = Object.fromEntries(
  (Object.keys(ADDONS) as AddonName[]).map((name) => [name, addon(name)]),
) as Fields<AddonsSpec>;
