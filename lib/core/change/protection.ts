import { isRecord, valueAt } from '../json';

/**
 * The annotation that protects an object from changes and commands that would destroy what it stands for. Its value is
 * `true`; the platform knows nothing of it, this library's commands honour it.
 */
export const PROTECTION = 'hikube-constructs/deletion-protection';

/** Whether a manifest or a live object is protected. Anything but `false` protects: a typo must not take it away. */
export function isProtected(manifest: unknown): boolean {
  const annotations = valueAt(manifest, 'metadata', 'annotations');
  if (!isRecord(annotations) || !Object.hasOwn(annotations, PROTECTION)) return false;
  return String(annotations[PROTECTION]).trim().toLowerCase() !== 'false';
}
