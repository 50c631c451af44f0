/**
 * A value that is known only while resources are being deployed, such as a Pulumi `Output<T>`.
 *
 * The brand is structural so that this library recognises one without importing Pulumi.
 */
export interface Deferred<T> {
  /** The mark that Pulumi puts on its outputs. */
  readonly __pulumiOutput: true;
  apply<U>(func: (value: T) => U): unknown;
}

/**
 * A value known now, or one that arrives late.
 *
 * It stands in the props only where a leaf goes to the platform as it is: never on ids, names, keys, versions, or
 * counts that decide which objects exist.
 */
export type Deferrable<T> = T | Deferred<T>;

/** Whether a value arrives late. */
export function isDeferred(value: unknown): value is Deferred<unknown> {
  return (
    (typeof value === 'object' || typeof value === 'function') &&
    value !== null &&
    (value as { __pulumiOutput?: unknown }).__pulumiOutput === true
  );
}
