import { byCodeUnit, pointer, quote, valueAt } from '../json';
import { secretPointers, withoutSecrets } from '../secrets';
import type { Difference } from './difference';
import { compareImpacts, type Effect, type EffectFacts, type FoundEffect } from './effect';
import { OBJECT_EFFECTS } from './effects/objects';
import { isProtected } from './protection';

/** What becomes of one object: what it does, the worst first, and the fields that differ, defaults filled in. */
export interface ObjectChange {
  readonly effects: readonly Effect[];
  readonly fields: readonly Difference[];
}

/** Says something of every upgrade, and explains no field. */
export const REMARK = 'HK5209';

/** An effect as its rule found it. @internal */
export function effectFrom({ code, impact, severity, why, first }: EffectFacts, found: FoundEffect): Effect {
  return { code, impact, severity, why, first, ...found };
}

/** The worst first; then by place, code and text, never by the order in which they were found. @internal */
export const inOrder = (effects: readonly Effect[]): Effect[] =>
  [...effects].sort(
    (a, b) =>
      compareImpacts(b.impact, a.impact) ||
      Number(a.code === REMARK) - Number(b.code === REMARK) ||
      byCodeUnit(a.pointers[0] ?? '', b.pointers[0] ?? '') ||
      byCodeUnit(a.code, b.code) ||
      byCodeUnit(a.message, b.message),
  );

/** What protection adds to a change that destroys: another effect, which refuses it. */
export function guarded(before: unknown, found: ObjectChange): ObjectChange {
  const lost = found.effects.filter(({ impact }) => impact === 'destroys').map(({ code }) => code);
  if (lost.length === 0 || !isProtected(before)) return found;
  const message = `${quote(valueAt(before, 'metadata', 'name'))} has deletion protection, and this would destroy (${[...new Set(lost)].join(', ')}).`;
  const guard = effectFrom(OBJECT_EFFECTS.guarded, { pointers: [pointer('metadata', 'annotations')], message });
  return { ...found, effects: inOrder([guard, ...found.effects]) };
}

/** The fields as they may be shown: what is printed ends up in logs. */
export function shown(fields: readonly Difference[], sides: readonly unknown[]): Difference[] {
  const [old, now] = sides.map(secretPointers);
  return fields.map(({ pointer, before, after }) => ({
    pointer,
    before: withoutSecrets(before, pointer, old!),
    after: withoutSecrets(after, pointer, now!),
  }));
}
