import { secretPointers, withoutSecrets } from '../secrets';
import { BOOKKEEPING } from './bookkeeping';
import { byCodeUnit, isRecord, isWithin, pointer, quote, valueAt } from '../json';
import { isTenantKind, type TenantKind } from '../model/kind';
import { NODE_GROUP } from '../model/node-group';
import { specPointer } from '../model/spec-pointer';
import { includes } from '../platform/release';
import type { PlatformProfile } from '../platform/profile';
import { Quantity } from '../quantity';
import { isUnread, read } from '../read/read';
import { EFFECT_RULES, effectOf } from './catalogue';
import { differences, type Difference } from './difference';
import {
  compareImpacts,
  type ChangeContext,
  type ChangeFacts,
  type Effect,
  type EffectFacts,
  type FoundEffect,
  type Side,
} from './effect';
import { OBJECT_EFFECTS } from './effects/objects';
import { filled } from './fill';
import { whatGoes } from './losses';
import { isProtected, PROTECTION } from './protection';

/** What becomes of one object: what it does, the worst first, and the fields that differ, defaults filled in. */
export interface ObjectChange {
  readonly effects: readonly Effect[];
  readonly fields: readonly Difference[];
}

const NOTHING: ObjectChange = { effects: [], fields: [] };

/**
 * What it does to replace one state of an object of the tenant plane by another: manifests as they were written or as the
 * API server shows them, `undefined` for one that is not there. It never throws, whatever they hold.
 *
 * Two states that differ only in what the platform fills in, or in the order of keys, give nothing.
 */
export function change(
  before: unknown,
  after: unknown,
  profile: PlatformProfile,
  facts: ChangeFacts = {},
): ObjectChange {
  const kind = valueAt(after ?? before, 'kind');
  if (!isTenantKind(kind) || (before === undefined && after === undefined)) return NOTHING;
  if (before === undefined) return { effects: [created(kind, after)], fields: [] };
  if (after === undefined) return guarded(before, { effects: [removed(kind, before)], fields: [] });
  return guarded(before, compared(kind, before, after, profile, facts));
}

const nameOf = (manifest: unknown): string => `${quote(valueAt(manifest, 'metadata', 'name'))}`;

const created = (kind: TenantKind, after: unknown): Effect =>
  effectFrom(OBJECT_EFFECTS.created, { pointers: [''], message: `${kind} ${nameOf(after)} is created.` });

function removed(kind: TenantKind, before: unknown): Effect {
  const message = `${kind} ${nameOf(before)} is removed: ${whatGoes(kind, before)}`;
  return effectFrom(OBJECT_EFFECTS.removed, { pointers: [''], message });
}

/** What protection adds to a change that destroys: another effect, which refuses it. */
function guarded(before: unknown, found: ObjectChange): ObjectChange {
  const lost = found.effects.filter(({ impact }) => impact === 'destroys').map(({ code }) => code);
  if (lost.length === 0 || !isProtected(before)) return found;
  const message = `${quote(valueAt(before, 'metadata', 'name'))} has deletion protection, and this would destroy (${[...new Set(lost)].join(', ')}).`;
  const guard = effectFrom(OBJECT_EFFECTS.guarded, { pointers: [pointer('metadata', 'annotations')], message });
  return { ...found, effects: inOrder([guard, ...found.effects]) };
}

function sideOf<K extends TenantKind>(kind: K, manifest: unknown, profile: PlatformProfile): Side<K> {
  const spec = valueAt(manifest, 'spec');
  const whole = filled(kind, spec, profile.release);
  const reading = read(kind, { ...(isRecord(manifest) ? manifest : {}), spec: whole }, profile);
  return { written: isRecord(spec) ? spec : {}, reading, spec: reading.spec };
}

function compared(
  kind: TenantKind,
  before: unknown,
  after: unknown,
  profile: PlatformProfile,
  facts: ChangeFacts,
): ObjectChange {
  const [old, now] = [sideOf(kind, before, profile), sideOf(kind, after, profile)];
  const specs = [before, after].map((side) => filled(kind, valueAt(side, 'spec'), profile.release));
  const inSpec = shown(differences(specs[0], specs[1], ['spec']), specs);
  const context: ChangeContext = { profile, facts, at: (...path) => specPointer(kind, path, profile.release) };
  const effects: Effect[] = [];
  for (const rule of inSpec.length > 0 ? EFFECT_RULES : []) {
    if (rule.kind !== kind || !includes(rule.releases ?? {}, profile.release)) continue;
    for (const found of rule.find(old, now, context)) effects.push(effectFrom(rule, found));
  }
  effects.push(...inSpec.filter((field) => !covers(effects, field)).map((field) => unforeseen(field, old, now)));
  const metadata = metadataFields(before, after);
  const [marks, others] = [true, false].map((own) => metadata.filter((field) => (field.pointer === MARK) === own));
  if (others!.length > 0) effects.push(metadataEffect(others!));
  if (marks!.length > 0 && isProtected(before) !== isProtected(after)) effects.push(protectionEffect(after));
  return { effects: inOrder(effects), fields: [...metadata, ...inSpec] };
}

/** An effect explains a field at one of its pointers, above or below it. */
const covers = (effects: readonly Effect[], { pointer }: Difference): boolean =>
  effects.some(
    ({ pointers, code }) => code !== REMARK && pointers.some((at) => isWithin(pointer, at) || isWithin(at, pointer)),
  );

/** Says something of every upgrade, and explains no field. */
const REMARK = 'HK5209';

/** What a difference does that no rule speaks of. */
function unforeseen({ pointer, before, after }: Difference, old: Side, now: Side): Effect {
  const from = `${quote(before)} to ${quote(after)}`;
  const is = (side: Side, kind: string): boolean =>
    side.reading.notices.some((notice) => notice.kind === kind && isWithin(pointer, notice.pointer));
  const field = `\`${pointer.slice(1).replaceAll('/', '.')}\``;
  if (isUnread(now.reading, pointer) || failsTheChart(now, pointer)) {
    return effectFrom(OBJECT_EFFECTS.unreadable, { pointers: [pointer], message: `${field} becomes ${quote(after)}.` });
  }
  if (['unknown', 'notOffered', 'reserved'].some((kind) => is(old, kind) || is(now, kind))) {
    return effectFrom(effectOf('HK5007')!, { pointers: [pointer], message: `${field} goes from ${from}.` });
  }
  const [a, b] = [Quantity.parse(before), Quantity.parse(after)];
  if (a && b && a.equals(b)) {
    return effectFrom(effectOf('HK5006')!, {
      pointers: [pointer],
      message: `${field} goes from ${from}, the same amount.`,
    });
  }
  return effectFrom(OBJECT_EFFECTS.unknown, { pointers: [pointer], message: `${field} goes from ${from}.` });
}

/**
 * From 1.6 on the chart fails where a group still has the disk under its former name (cozystack v1.6.2,
 * packages/apps/kubernetes/templates/cluster.yaml); any other key that it does not know is dropped.
 */
const failsTheChart = ({ reading }: Side, place: string): boolean =>
  includes({ since: '1.6.0' }, reading.profile.release) &&
  reading.notices.some(({ kind, key, pointer }) => kind === 'unknown' && key === FORMER_DISK && pointer === place);

const FORMER_DISK = NODE_GROUP.diskSize.before!.key;

/** The fields as they may be shown: what is printed ends up in logs. */
function shown(fields: readonly Difference[], specs: readonly unknown[]): Difference[] {
  const [old, now] = specs.map((spec) => secretPointers({ spec }));
  return fields.map(({ pointer, before, after }) => ({
    pointer,
    before: withoutSecrets(before, pointer, old!),
    after: withoutSecrets(after, pointer, now!),
  }));
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
