import { isDeferred } from '../deferred';
import type { Reading } from '../read/read';

/**
 * The annotation that accepts a warning: this prefix and a code, with the reason for its value.
 *
 * ```yaml
 * metadata:
 *   annotations:
 *     acknowledge.hikube-constructs/HK2203: md0 serves the ingress on purpose
 * ```
 */
export const ACKNOWLEDGE_PREFIX = 'acknowledge.hikube-constructs/';

/** A code that the annotations of an object accept, with the reason. */
export interface AnnotatedAcknowledgement {
  readonly key: string;
  readonly code: string;
  readonly reason: string;
}

/** What the annotations of an object accept; a reason that is no text is none. */
export function acknowledgedBy({ annotations }: Pick<Reading, 'annotations'>): AnnotatedAcknowledgement[] {
  return Object.entries(annotations)
    .filter(([key]) => key.startsWith(ACKNOWLEDGE_PREFIX))
    .map(([key, value]) => ({
      key,
      code: key.slice(ACKNOWLEDGE_PREFIX.length),
      reason: typeof value === 'string' ? value.trim() : isDeferred(value) ? 'a reason that arrives late' : '',
    }));
}
