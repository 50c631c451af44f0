import type { Deferrable } from '../deferred';
import type { PlatformProfile } from '../platform/profile';
import { includes, type Release, type Span } from '../platform/release';

/** Texts that a field takes only from a release on. */
export interface LaterChoices {
  readonly since: Release;
  readonly values: readonly string[];
}

/** What kind of value a field of the platform's API takes. */
export type FieldType =
  | {
      readonly kind: 'text';
      readonly oneOf?: (profile: PlatformProfile) => readonly string[];
      readonly later?: LaterChoices;
    }
  | { readonly kind: 'integer' | 'flag' | 'quantity' | 'free' }
  | { readonly kind: 'object'; readonly fields: AnyFields }
  | { readonly kind: 'map'; readonly of: Field }
  | { readonly kind: 'list'; readonly of: Field };

/** One field of the platform's API: its type, the releases that have it, and where the chart insists on it. */
export interface Field extends Span {
  readonly type: FieldType;
  /** The releases in which rendering fails without it. */
  readonly required?: Span;
  /** What it was called up to a release. */
  readonly before?: { readonly release: Release; readonly key: string };
  /** Whether null is the same as leaving it out. Anywhere else it takes away a default that the chart needs. */
  readonly nullable?: boolean;
  /** What it was called in releases before all that this library knows, and still is in samples. */
  readonly formerly?: string;
}

/** A table of fields whose entries are not typed one by one. */
export type AnyFields = Readonly<Record<string, Field>>;

/** The table of all fields of `T`; one entry per key, none missing. */
export type Fields<T> = { readonly [K in keyof Required<T>]: Field };

/** `T` before it is written: any leaf may still be late, and nothing has to be there. */
export type Draft<T> = [T] extends [string | number | boolean]
  ? Deferrable<T>
  : T extends readonly (infer I)[]
    ? readonly Draft<I>[]
    : { readonly [K in keyof T]?: Draft<NonNullable<T[K]>> | undefined };

type Options = Omit<Field, 'type' | 'required'> & { readonly required?: true | Span };

function field(type: FieldType, { required, ...options }: Options = {}): Field {
  return { type, ...options, ...(required && { required: required === true ? {} : required }) };
}

export const text = (options?: Options): Field => field({ kind: 'text' }, options);
export const integer = (options?: Options): Field => field({ kind: 'integer' }, options);
export const flag = (options?: Options): Field => field({ kind: 'flag' }, options);
export const quantity = (options?: Options): Field => field({ kind: 'quantity' }, options);
/** A value that the platform passes on without looking at it. */
export const free = (options?: Options): Field => field({ kind: 'free' }, options);
export const map = (of: Field, options?: Options): Field => field({ kind: 'map', of }, options);
export const list = (of: Field, options?: Options): Field => field({ kind: 'list', of }, options);
export const object = <T>(fields: Fields<T>, options?: Options): Field => field({ kind: 'object', fields }, options);

/** One of a set of texts, which may depend on the profile. */
export function choice(
  oneOf: readonly string[] | ((profile: PlatformProfile) => readonly string[]),
  { later, ...options }: Options & { readonly later?: LaterChoices } = {},
): Field {
  const resolve = typeof oneOf === 'function' ? oneOf : () => oneOf;
  return field({ kind: 'text', oneOf: resolve, ...(later && { later }) }, options);
}

/** The key under which a field travels at a release. */
export function wireKey(key: string, field: Field, release: Release): string {
  return field.before && includes({ until: field.before.release }, release) ? field.before.key : key;
}

/** Whether a release has the field, under whatever key. */
export const isOffered = (field: Field, release: Release): boolean => includes(field, release);
