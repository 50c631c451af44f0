import type { ObjectReference } from '../issue';
import { byCodeUnit, quote, valueAt } from '../json';
import { isTenantKind } from '../model/kind';
import { isOperatorKind } from '../operator/kind';
import type { PlatformProfile } from '../platform/profile';
import { change, effectFrom, inOrder, type ObjectChange } from './change';
import { isSame, type Difference } from './difference';
import { worstImpact, type ChangeFacts, type Effect, type Impact } from './effect';
import { OBJECT_EFFECTS } from './effects/objects';
import { filled } from './fill';

/** What becomes of one object of a set. */
export interface Change {
  readonly object: ObjectReference;
  readonly is: 'created' | 'removed' | 'changed' | 'same';
  /** The worst of its effects. */
  readonly impact: Impact;
  readonly effects: readonly Effect[];
  readonly fields: readonly Difference[];
}

/** What is known beside the manifests. */
export interface ChangesOptions {
  /** What is known of an object that is there. @default nothing */
  readonly facts?: (object: ObjectReference) => ChangeFacts;
}

/** The identity of a manifest; texts where it has none. */
export function referenceOf(manifest: unknown): ObjectReference {
  const text = (...keys: string[]): string => {
    const value = valueAt(manifest, ...keys);
    return typeof value === 'string' ? value : '';
  };
  const namespace = text('metadata', 'namespace');
  return {
    apiVersion: text('apiVersion'),
    kind: text('kind'),
    ...(namespace !== '' && { namespace }),
    name: text('metadata', 'name'),
  };
}

/** A text that is the same for the same object. Two operators have a kind of ring of one name: those are two kinds. */
export const keyOf = ({ apiVersion, kind, namespace = '', name }: ObjectReference): string =>
  [kind, namespace, name, ...(isOperatorKind(apiVersion, kind) ? [apiVersion] : [])].join('\n');

interface Pair {
  readonly object: ObjectReference;
  readonly before?: unknown;
  readonly after?: unknown;
}

/**
 * What it does to go from one set of objects of the tenant's and the operator's plane to another, object by object, in the order of kind,
 * namespace and name. An object that is on one side only is created or removed; one that seems to have been renamed says so.
 */
export function changes(
  before: readonly unknown[],
  after: readonly unknown[],
  profile: PlatformProfile,
  { facts = () => ({}) }: ChangesOptions = {},
): Change[] {
  const pairs = [...pairsOf(before, after).values()];
  const created = pairs.filter((pair) => pair.before === undefined);
  return pairs
    .map((pair): Change => {
      const found = change(pair.before, pair.after, profile, facts(pair.object));
      const successor =
        pair.after === undefined ? created.find((other) => isSuccessor(pair, other, profile)) : undefined;
      return toChange(pair, successor ? moved(pair, successor, found) : found);
    })
    .sort((a, b) => byCodeUnit(keyOf(a.object), keyOf(b.object)));
}

function pairsOf(before: readonly unknown[], after: readonly unknown[]): ReadonlyMap<string, Pair> {
  const pairs = new Map<string, Pair>();
  for (const [side, manifests] of [
    ['before', before],
    ['after', after],
  ] as const) {
    for (const manifest of manifests) {
      const object = referenceOf(manifest);
      if (!isTenantKind(object.kind) && !isOperatorKind(object.apiVersion, object.kind)) continue;
      pairs.set(keyOf(object), { ...(pairs.get(keyOf(object)) ?? { object }), [side]: manifest });
    }
  }
  return pairs;
}

function toChange({ object, before, after }: Pair, { effects, fields }: ObjectChange): Change {
  const present = before === undefined ? 'created' : after === undefined ? 'removed' : undefined;
  const is = present ?? (effects.length > 0 ? 'changed' : 'same');
  return { object, is, impact: worstImpact(effects.map(({ impact }) => impact)), effects, fields };
}

/** Whether an object that appears is one that goes, under another name or in another namespace. */
function isSuccessor(gone: Pair, come: Pair, { release }: PlatformProfile): boolean {
  const { kind } = gone.object;
  if (kind !== come.object.kind || !isTenantKind(kind)) return false;
  const [old, now] = [gone.before, come.after].map((side) => filled(kind, valueAt(side, 'spec'), release));
  const host = valueAt(old, 'host');
  return isSame(old, now) || (typeof host === 'string' && host !== '' && host === valueAt(now, 'host'));
}

function moved(gone: Pair, { object }: Pair, found: ObjectChange): ObjectChange {
  const { kind, name, namespace } = gone.object;
  const to =
    object.namespace === namespace ? quote(object.name) : `${quote(object.name)} in ${quote(object.namespace)}`;
  const message = `${kind} ${quote(name)} seems to become ${to}: that is a new object, and ${quote(name)} goes with all that it holds.`;
  const others = found.effects.filter(({ code }) => code !== OBJECT_EFFECTS.removed.code);
  return { ...found, effects: inOrder([effectFrom(OBJECT_EFFECTS.moved, { pointers: [''], message }), ...others]) };
}
