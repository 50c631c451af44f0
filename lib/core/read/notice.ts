import type { Release } from '../platform/release';

/** Something noticed while reading: where, and what it is about. The shape rules put it into words. */
export type Notice = { readonly pointer: string; readonly key: string; readonly value: unknown } & (
  | {
      readonly kind: 'unknown';
      readonly known: readonly string[];
      readonly calledHere?: string;
      readonly isTaken?: boolean;
    }
  | { readonly kind: 'notOffered'; readonly since?: Release; readonly until?: Release }
  | { readonly kind: 'wrongType'; readonly wanted: string; readonly spelling?: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'notAllowed'; readonly allowed: readonly string[]; readonly since?: Release }
  | { readonly kind: 'notAQuantity'; readonly fault: string }
  | { readonly kind: 'late' }
  /** A key of the spec that the API server keeps for itself. */
  | { readonly kind: 'reserved' }
  /** Metadata that the API server drops. */
  | { readonly kind: 'dropped' }
  /** A word that kubectl reads as another value than its spelling; a key, or the value at the pointer. */
  | { readonly kind: 'respelt'; readonly spelling: string; readonly onKey: boolean }
);

type Detail<N> = N extends Notice ? Omit<N, 'pointer' | 'key' | 'value'> : never;
/** A notice without its place. */
export type NoticeDetail = Detail<Notice>;
