import { isRecord, valueAt, type JsonObject, type Unchecked } from '../core/json';
import { TENANT_API, type TenantKind } from '../core/model/kind';
import type { ObjectRef } from './resources';

/** What a controller says of an object. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly lastTransitionTime: string;
}

export type Texts = Readonly<Record<string, string>>;

/** An object as it is on the platform. Its spec is filled with defaults, whatever was written. */
export interface LiveObject {
  readonly apiVersion: string;
  readonly kind: TenantKind;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly labels: Texts;
    readonly annotations: Texts;
    readonly creationTimestamp?: string;
    /** Since when it is being removed. @default it is not */
    readonly deletionTimestamp?: string;
  };
  readonly spec: Unchecked;
  readonly status: {
    /** The version of the chart that was tried last. */
    readonly version?: string;
    readonly conditions: readonly Condition[];
    /** A Tenant's own namespace. */
    readonly namespace?: string;
  };
}

/** An object as a program writes it: what is not said is absent. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: TenantKind;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels?: Texts;
    readonly annotations?: Texts;
  };
  readonly spec?: JsonObject;
}

/** What an object is called. */
export const refOf = ({ kind, metadata: { namespace, name } }: Manifest | LiveObject): ObjectRef => ({
  kind,
  namespace,
  name,
});

/** A server's answer as an object; whatever it lacks is empty. */
export function liveObject(value: Unchecked, kind: TenantKind): LiveObject {
  const text = (...keys: string[]): string => {
    const found = valueAt(value, ...keys);
    return typeof found === 'string' ? found : '';
  };
  const optional = (name: string, ...keys: string[]): Record<string, string> =>
    text(...keys) === '' ? {} : { [name]: text(...keys) };
  const { spec } = value;
  return {
    apiVersion: TENANT_API,
    kind,
    metadata: {
      name: text('metadata', 'name'),
      namespace: text('metadata', 'namespace'),
      uid: text('metadata', 'uid'),
      resourceVersion: text('metadata', 'resourceVersion'),
      labels: textsOf(valueAt(value, 'metadata', 'labels')),
      annotations: textsOf(valueAt(value, 'metadata', 'annotations')),
      ...optional('creationTimestamp', 'metadata', 'creationTimestamp'),
      ...optional('deletionTimestamp', 'metadata', 'deletionTimestamp'),
    },
    spec: isRecord(spec) ? spec : {},
    status: {
      conditions: conditionsOf(valueAt(value, 'status', 'conditions')),
      ...optional('version', 'status', 'version'),
      ...optional('namespace', 'status', 'namespace'),
    },
  };
}

/** The texts of a map, and none of its other values. */
export const textsOf = (value: unknown): Texts =>
  isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      )
    : {};

function conditionsOf(value: unknown): Condition[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).map((condition) => {
    const { type = '', status = '', reason = '', message = '', lastTransitionTime = '' } = textsOf(condition);
    return { type, status, reason, message, lastTransitionTime };
  });
}

/** One of an object's conditions. */
export const conditionOf = (object: LiveObject, type: string): Condition | undefined =>
  object.status.conditions.find((condition) => condition.type === type);
