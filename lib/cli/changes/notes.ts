import { frozenIn } from '../../core/change/frozen';
import { pointerKeys } from '../../core/json';
import type { PlatformProfile } from '../../core/platform/profile';
import { includes } from '../../core/platform/release';
import type { LiveObject } from '../../live/live-object';
import { someOf } from '../formats/changes/text';

/** What is to be said of a live object beside what happens to it. */
export function notesOn(live: LiveObject, written: unknown, profile: PlatformProfile): string[] {
  const { deletionTimestamp } = live.metadata;
  const going = deletionTimestamp === undefined ? [] : [`It is being deleted since ${deletionTimestamp}.`];
  return [...going, ...frozenNotes(live, written, profile)];
}

/** What is to be said of defaults that were stored with a live object: once for all of them, with how to be rid of them. */
function frozenNotes(live: unknown, written: unknown, profile: PlatformProfile): string[] {
  const { strayed, patched } = frozenIn(live, written, profile);
  if (strayed.length === 0 && !patched) return [];
  const fields = strayed.map((place) => pointerKeys(place).join('.'));
  const found =
    strayed.length > 0
      ? `Nobody writes ${someOf(fields)}, and it is not what the platform takes today: a default that an earlier patch stored, or a value from elsewhere.`
      : 'kubectl has patched this object, and each patch stores the defaults of its day; they do not follow the platform from then on.';
  const upgrade = includes({ until: '1.6.0' }, profile.release)
    ? ' At this release that upgrades the Helm release (HK5209).'
    : '';
  return [`${found} \`hikube apply --thaw\` stores the object as it is written.${upgrade}`];
}
