import { isSame } from '../../core/change/difference';
import { filled } from '../../core/change/fill';
import { isRecord, setKey, type Unchecked } from '../../core/json';
import { isOffered, wireKey, type FieldType } from '../../core/model/field';
import { SPEC_FIELDS, type TenantKind } from '../../core/model/kind';
import type { Release } from '../../core/platform/release';
import { Quantity } from '../../core/quantity';

/** A place in a spec: what is declared there and what is live, each as it is and with all defaults. */
interface Place {
  readonly declared: unknown;
  readonly live: unknown;
  readonly wanted: unknown;
  readonly runs: unknown;
  /** What the model knows of it. @default nothing: anything may stand there */
  readonly type: FieldType | undefined;
}

/**
 * What is live of a spec, seen from what is declared. The platform shows every default, so a field that nobody declared
 * is told only where it is not what the platform makes of the declaration: a group that somebody added, say. A field that
 * is the same but for its spelling stays as it is declared. Fields that the release does not have are not told.
 */
export function projected(kind: TenantKind, declared: unknown, live: unknown, release: Release): unknown {
  const [wanted, runs] = [declared, live].map((spec) => filled(kind, spec, release));
  const type: FieldType = { kind: 'object', fields: SPEC_FIELDS[kind] };
  return seen({ declared, live, wanted, runs, type }, release) ?? {};
}

function seen(place: Place, release: Release): unknown {
  const { declared, live, wanted, runs } = place;
  if (isSame(wanted, runs) || isSameAmount(place)) return declared;
  if (live === undefined || live === null) return undefined;
  if (!isRecord(live) || !isRecord(declared ?? wanted)) return live;
  const result = {};
  for (const key of new Set([...Object.keys(declared ?? {}), ...Object.keys(live)])) {
    const child = childOf(place.type, key, release);
    if (child === NONE && !has(declared, key)) continue;
    const below: Place = {
      declared: at(declared, key),
      live: at(live, key),
      wanted: at(wanted, key),
      runs: at(runs, key),
      type: child === NONE ? undefined : child,
    };
    const value = seen(below, release);
    if (value !== undefined) setKey(result, key, value);
  }
  return declared === undefined && Object.keys(result).length === 0 ? undefined : result;
}

const has = (value: unknown, key: string): value is Unchecked => isRecord(value) && Object.hasOwn(value, key);
const at = (value: unknown, key: string): unknown => (has(value, key) ? value[key] : undefined);

/** `4` and `"4"` are the same amount, and so are `100Gi` and `102400Mi`. */
function isSameAmount({ type, wanted, runs }: Place): boolean {
  if (type?.kind !== 'quantity') return false;
  const [a, b] = [Quantity.parse(wanted), Quantity.parse(runs)];
  return a !== undefined && b !== undefined && a.equals(b);
}

/** A field that the release does not have. */
const NONE = Symbol('none');

function childOf(type: FieldType | undefined, key: string, release: Release): FieldType | undefined | typeof NONE {
  if (type?.kind === 'map') return type.of.type;
  if (type?.kind !== 'object') return undefined;
  const known = Object.entries(type.fields).find(
    ([name, field]) => wireKey(name, field, release) === key && isOffered(field, release),
  );
  return known ? known[1].type : NONE;
}
