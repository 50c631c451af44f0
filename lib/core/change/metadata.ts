import { isRecord, pointer, quote, valueAt } from '../json';
import { BOOKKEEPING } from './bookkeeping';
import { differences, type Difference } from './difference';
import type { Effect } from './effect';
import { OBJECT_EFFECTS } from './effects/objects';
import { effectFrom } from './found';
import { isProtected, PROTECTION } from './protection';

/** The labels and annotations that differ, and what that does. */
export function metadataChange(
  before: unknown,
  after: unknown,
): { readonly fields: readonly Difference[]; readonly effects: readonly Effect[] } {
  const fields = metadataFields(before, after);
  const effects: Effect[] = [];
  const others = fields.filter((field) => field.pointer !== MARK);
  if (others.length > 0) effects.push(metadataEffect(others));
  if (others.length < fields.length && isProtected(before) !== isProtected(after))
    effects.push(protectionEffect(after));
  return { fields, effects };
}

function metadataFields(before: unknown, after: unknown): Difference[] {
  return ['annotations', 'labels'].flatMap((part) => {
    const [old, now] = [before, after].map((side) => ownTexts(valueAt(side, 'metadata', part)));
    return differences(old, now, ['metadata', part]);
  });
}

const MARK = pointer('metadata', 'annotations', PROTECTION);

function protectionEffect(after: unknown): Effect {
  const name = quote(valueAt(after, 'metadata', 'name'));
  const message = isProtected(after)
    ? `${name} gets deletion protection.`
    : `${name} loses its deletion protection: from then on it can be destroyed.`;
  return effectFrom(OBJECT_EFFECTS.protection, { pointers: [MARK], message });
}

const ownTexts = (texts: unknown): object =>
  isRecord(texts) ? Object.fromEntries(Object.entries(texts).filter(([key]) => !BOOKKEEPING.includes(key))) : {};

const metadataEffect = (fields: readonly Difference[]): Effect =>
  effectFrom(OBJECT_EFFECTS.metadata, {
    pointers: fields.map(({ pointer }) => pointer),
    message: `${fields.length} label${fields.length === 1 ? ' or annotation changes' : 's or annotations change'}.`,
  });
