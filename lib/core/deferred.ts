/**
 * A value that is known only while resources are being deployed, such as a Pulumi `Output<T>`.
 *
 * The shape is that of an Output, as far as Pulumi publishes it, so that this library recognises one without importing
 * Pulumi.
 */
export interface Deferred<T> {
  apply<U>(func: (value: T) => U): unknown;
  get(): T;
}

/**
 * A value known now, or one that arrives late.
 *
 * It stands in the props only where a leaf goes to the platform as it is: never on ids, names, keys, versions, or
 * counts that decide which objects exist.
 */
export type Deferrable<T> = T | Deferred<T>;

/** Whether a value arrives late: Pulumi puts a mark on its outputs, whatever copy of Pulumi they are from. */
export function isDeferred(value: unknown): value is Deferred<unknown> {
  return (
    (typeof value === 'object' || typeof value === 'function') &&
    value !== null &&
    (value as { __pulumiOutput?: unknown }).__pulumiOutput === true
  );
}
