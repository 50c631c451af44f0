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
  const notes: string[] = [];
  if (strayed.length > 0) {
    const fields = strayed.map(({ pointer }) => pointerKeys(pointer).join('.'));
    const release = strayed[0]!.release;
    notes.push(
      `Frozen: ${someOf(fields)} ${fields.length === 1 ? 'holds a default' : 'hold defaults'} of platform ${release}, which an earlier patch stored. An apply gives the field${fields.length === 1 ? '' : 's'} back to the platform.`,
    );
  }
  if (patched) {
    const upgrade = includes({ until: '1.6.0' }, profile.release)
      ? ' At this release that upgrades the Helm release (HK5209).'
      : '';
    notes.push(
      `kubectl has applied this object, and each of its patches stores the defaults of the day, which no longer follow the platform. \`hikube apply --thaw\` stores the object as it is written.${upgrade}`,
    );
  }
  return notes;
}
