import { MARK } from '../../core/change/bookkeeping';
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
    `${titleOf(live)} exists already. ${ownerOf(live, manifest)}`,
    ...(fields.length === 0
      ? ['It is what is declared here.']
      : ['It differs from what is declared here (live → declared):', ...lines, ...more]),
    remedyFor(live, manifest),
  ].join('\n');
}

function ownerOf(live: LiveObject, manifest: Manifest): string {
  const mark = markOf(live);
  if (mark === undefined) return "It is not this stack's, and nobody says whose it is.";
  return isOfSameStack(live, manifest)
    ? `It belongs to another resource of this stack, ${quote(resourceIn(mark))}.`
    : `It is not this stack's: it says that it belongs to ${quote(mark)}.`;
}

function remedyFor(live: LiveObject, manifest: Manifest): string {
  const take =
    'To take it over as it is declared here, add `adopt: true`; `hikube diff` tells beforehand what that does.';
  if (markOf(live) === undefined) return `${take} Otherwise give this one another name.`;
  if (!isOfSameStack(live, manifest))
    return `Take it out of that stack first (\`pulumi state delete\`). ${take} Otherwise give this one another name.`;
  return 'If this is that resource under another name, say so: `aliases: [{ name: … }]` for a component, `movedFrom(construct, …)` in a tree. Otherwise give this one another name.';
}

/** A mark is organisation, project, stack and the resource's name. */
const STACK_PARTS = 3;
const stackIn = (mark: string): string => mark.split('/').slice(0, STACK_PARTS).join('/');
const resourceIn = (mark: string): string => mark.split('/').slice(STACK_PARTS).join('/');

const isOfSameStack = (live: LiveObject, { metadata: { annotations = {} } }: Manifest): boolean =>
  stackIn(markOf(live) ?? '') === stackIn(annotations[MARK] ?? '');
