import type { PlatformProfile } from '../../core/platform/profile';
import { quote } from '../../core/json';
import type { LiveObject, Manifest } from '../../live/live-object';
import { changeOf, markOf, titleOf } from './manifest';

/** So many differences are listed; more nobody reads before deciding. */
const MOST = 10;

/** Why an object is not created: it is there, and this stack did not make it. What differs is told, with no secret in it. */
export function takenText(live: LiveObject, manifest: Manifest, profile: PlatformProfile): string {
  const { fields } = changeOf(live, manifest, profile);
  const lines = fields
    .slice(0, MOST)
    .map(({ pointer, before, after }) => `  ${pointer}: ${quote(before)} → ${quote(after)}`);
  const more = fields.length > MOST ? [`  and ${fields.length - MOST} more`] : [];
  return [
    `${titleOf(live)} exists already, and is not this stack's: ${ownerOf(live)}`,
    ...(fields.length === 0
      ? ['It is what is declared here.']
      : ['It differs from what is declared here (live → declared):', ...lines, ...more]),
    remedyFor(live),
  ].join('\n');
}

function ownerOf(live: LiveObject): string {
  const mark = markOf(live);
  return mark === undefined ? 'nobody says whose it is.' : `it says that it belongs to ${quote(mark)}.`;
}

const remedyFor = (live: LiveObject): string =>
  [
    ...(markOf(live) === undefined ? [] : ['Take it out of that stack first (`pulumi state delete`).']),
    'To take it over as it is declared here, add `adopt: true`; `hikube diff` tells beforehand what that does. Otherwise give this one another name.',
  ].join(' ');
