import { isRecord, isWithin, quote, valueAt } from '../json';
import { isTenantKind, type TenantKind } from '../model/kind';
import { NODE_GROUP } from '../model/node-group';
import { specPointer } from '../model/spec-pointer';
import { includes } from '../platform/release';
import type { PlatformProfile } from '../platform/profile';
import { Quantity } from '../quantity';
import { isUnread, read } from '../read/read';
import { EFFECT_RULES, effectOf } from './catalogue';
import { differences, type Difference } from './difference';
import type { ChangeContext, ChangeFacts, Effect, Side } from './effect';
import { OBJECT_EFFECTS } from './effects/objects';
import { filled } from './fill';
import { effectFrom, guarded, inOrder, REMARK, shown, type ObjectChange } from './found';
import { whatGoes } from './losses';
import { metadataChange } from './metadata';
import { operatorChange, operatorKindIn } from './operator';

export { effectFrom, inOrder, type ObjectChange } from './found';

const NOTHING: ObjectChange = { effects: [], fields: [] };

/**
 * What it does to replace one state of an object of the tenant's or the operator's plane by another: manifests as they
 * were written or as the API server shows them, `undefined` for one that is not there. It never throws, whatever they hold.
 *
 * Two states that differ only in what the platform fills in, or in the order of keys, give nothing.
 */
export function change(
  before: unknown,
  after: unknown,
  profile: PlatformProfile,
  facts: ChangeFacts = {},
): ObjectChange {
  const operatorKind = operatorKindIn(after ?? before);
  if (operatorKind !== undefined) return operatorChange(operatorKind, before, after);
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
  const inSpec = shown(
    differences(specs[0], specs[1], ['spec']),
    specs.map((spec) => ({ spec })),
  );
  const context: ChangeContext = { profile, facts, at: (...path) => specPointer(kind, path, profile.release) };
  const effects: Effect[] = [];
  for (const rule of inSpec.length > 0 ? EFFECT_RULES : []) {
    if (rule.kind !== kind || !includes(rule.releases ?? {}, profile.release)) continue;
    for (const found of rule.find(old, now, context)) effects.push(effectFrom(rule, found));
  }
  effects.push(...inSpec.filter((field) => !covers(effects, field)).map((field) => unforeseen(field, old, now)));
  const metadata = metadataChange(before, after);
  effects.push(...metadata.effects);
  return { effects: inOrder(effects), fields: [...metadata.fields, ...inSpec] };
}

/** An effect explains a field at one of its pointers, above or below it. */
const covers = (effects: readonly Effect[], { pointer }: Difference): boolean =>
  effects.some(
    ({ pointers, code }) => code !== REMARK && pointers.some((at) => isWithin(pointer, at) || isWithin(at, pointer)),
  );

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
