import { isRecord, isWithin, quote, valueAt } from '../json';
import { isOperatorKind, type OperatorKind } from '../operator/kind';
import { OPERATOR_EFFECT_RULES } from './catalogue';
import { differences } from './difference';
import type { Effect } from './effect';
import { OBJECT_EFFECTS } from './effects/objects';
import { goesWith, OPERATOR_OBJECT_EFFECTS } from './effects/operator-objects';
import { effectFrom, guarded, inOrder, shown, type ObjectChange } from './found';
import { metadataChange } from './metadata';
import { wholeOf } from './operator-defaults';

/** The kind of an object of the operator's plane, whatever provisioner a class has: what the API refuses, it refuses of all. */
export function operatorKindIn(manifest: unknown): OperatorKind | undefined {
  const kind = valueAt(manifest, 'kind');
  return isOperatorKind(valueAt(manifest, 'apiVersion'), kind) ? kind : undefined;
}

/**
 * What it does to replace one state of an object of the operator's plane by another; `undefined` for one that is not
 * there. It never throws, whatever they hold.
 */
export function operatorChange(kind: OperatorKind, before: unknown, after: unknown): ObjectChange {
  if (before === undefined) return { effects: [created(kind, after)], fields: [] };
  if (after === undefined) return guarded(before, { effects: [removed(kind, before)], fields: [] });
  return guarded(before, compared(kind, before, after));
}

const nameOf = (manifest: unknown): string => quote(valueAt(manifest, 'metadata', 'name'));

const created = (kind: OperatorKind, after: unknown): Effect =>
  effectFrom(OBJECT_EFFECTS.created, {
    pointers: [''],
    message: `${kind} ${nameOf(after)} is created.`,
    why: 'The API server or the operator of its kind takes it up.',
  });

const removed = (kind: OperatorKind, before: unknown): Effect =>
  effectFrom(OPERATOR_OBJECT_EFFECTS.removed, {
    pointers: [''],
    message: `${kind} ${nameOf(before)} is removed: ${goesWith(kind, before)}`,
  });

function compared(kind: OperatorKind, before: unknown, after: unknown): ObjectChange {
  const [old, now] = [wholeOf(kind, before), wholeOf(kind, after)];
  const [oldBody, body] = [bodyOf(old), bodyOf(now)];
  const fields = shown(differences(oldBody, body), [oldBody, body]);
  const metadata = metadataChange(before, after);
  if (fields.length + metadata.fields.length === 0) return { effects: [], fields: [] };
  const effects = OPERATOR_EFFECT_RULES.filter(
    (rule) => rule.kind === kind && (rule.apiVersion ?? now.apiVersion) === now.apiVersion,
  ).flatMap((rule) => [...rule.find(old, now)].map((found) => effectFrom(rule, found)));
  for (const { pointer, before: from, after: to } of fields) {
    if (effects.some(({ pointers }) => pointers.some((at) => isWithin(pointer, at) || isWithin(at, pointer)))) continue;
    const message = `\`${pointer.slice(1).replaceAll('/', '.')}\` goes from ${quote(from)} to ${quote(to)}.`;
    effects.push(effectFrom(OPERATOR_OBJECT_EFFECTS.other, { pointers: [pointer], message }));
  }
  const explained = new Set(effects.flatMap(({ pointers }) => pointers));
  const others = metadata.effects
    .filter(({ pointers }) => !pointers.every((at) => explained.has(at)))
    .map((effect) => (effect.code === OBJECT_EFFECTS.metadata.code ? { ...effect, why: LABELS } : effect));
  return { effects: inOrder([...effects, ...others]), fields: [...metadata.fields, ...fields] };
}

const LABELS = 'The API server keeps them with the object; what selects by them or reads them follows.';

/** What an object says beside its identity, and beside what its controller reports of it. */
function bodyOf(whole: object): object {
  const apart = ['apiVersion', 'kind', 'metadata', 'status'];
  return isRecord(whole) ? Object.fromEntries(Object.entries(whole).filter(([key]) => !apart.includes(key))) : {};
}
