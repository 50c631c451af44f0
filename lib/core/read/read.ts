import { isDeferred } from '../deferred';
import type { ObjectReference } from '../issue';
import { isRecord, isWithin, pointer, setKey, type Unchecked } from '../json';
import { isOffered, wireKey, type AnyFields, type Field, type FieldType } from '../model/field';
import { SPEC_FIELDS, type TenantKind, type TenantKinds } from '../model/kind';
import { includes, type Release, type Span } from '../platform/release';
import type { PlatformProfile } from '../platform/profile';
import { Quantity } from '../quantity';
import { readFrame } from './frame';
import type { Notice, NoticeDetail } from './notice';

/** How the values of a manifest were spelt in the file that it came from, by pointer, where that is not plain. */
export interface Spellings {
  readonly respelt: ReadonlyMap<string, string>;
  readonly respeltKeys: ReadonlyMap<string, string>;
}

/** A manifest, read: what it is, what it says where that is understood, and what was noticed on the way. */
export interface Reading<K extends TenantKind = TenantKind> {
  /** What it was read for. */
  readonly profile: PlatformProfile;
  readonly object: ObjectReference & { readonly kind: K };
  readonly labels: Readonly<Record<string, unknown>>;
  readonly annotations: Readonly<Record<string, unknown>>;
  /**
   * Values that are late, or of the wrong type, are left out: a rule judges what is known. In a list they leave a hole,
   * so that the places of the others stay what they are.
   */
  readonly spec: TenantKinds[K];
  readonly notices: readonly Notice[];
  /** How its values were spelt, where it comes from a file. */
  readonly spellings?: Spellings;
}

const WANTED: Readonly<Record<FieldType['kind'], string>> = {
  text: 'a text',
  integer: 'a whole number',
  flag: 'true or false',
  quantity: 'a quantity such as "8Gi"',
  free: 'a value',
  object: 'an object',
  map: 'an object',
  list: 'a list',
};

/** Beyond what any chart's values reach. */
const DEEPEST = 200;

interface WireField {
  readonly key: string;
  readonly field: Field;
}

/** The fields that a release has, by its own keys, and those that it insists on. */
interface WireFields {
  readonly byKey: ReadonlyMap<string, WireField>;
  readonly required: readonly (WireField & { readonly wire: string })[];
}

const wireFields = new WeakMap<AnyFields, Map<Release, WireFields>>();

function onWire(fields: AnyFields, release: Release): WireFields {
  const known = wireFields.get(fields) ?? new Map<Release, WireFields>();
  wireFields.set(fields, known);
  const found = known.get(release) ?? wireFieldsOf(fields, release);
  known.set(release, found);
  return found;
}

function wireFieldsOf(fields: AnyFields, release: Release): WireFields {
  const all = Object.entries(fields).map(([key, field]) => ({ key, field, wire: wireKey(key, field, release) }));
  const required = all.filter(
    ({ field }) => field.required && includes(field.required, release) && isOffered(field, release),
  );
  return { byKey: new Map(all.map((entry) => [entry.wire, entry])), required };
}

/** A place in an object, below another; it is spelt out only where something is noticed. */
interface Place {
  readonly above?: Place;
  readonly key: string;
}

const SPEC: Place = { key: 'spec' };

function keysTo(place: Place): string[] {
  const keys: string[] = [];
  for (let at: Place | undefined = place; at; at = at.above) keys.push(at.key);
  return keys.reverse();
}

class Reader {
  public readonly notices: Notice[] = [];

  public constructor(
    private readonly profile: PlatformProfile,
    private readonly spellings: Spellings | undefined,
  ) {}

  public fields(fields: AnyFields, raw: unknown, at: Place): object {
    const read = {};
    if (!isRecord(raw)) return read;
    const { release } = this.profile;
    const { byKey, required } = onWire(fields, release);
    for (const wire of Object.keys(raw)) {
      const value = raw[wire];
      if (value === undefined) continue;
      const entry = byKey.get(wire);
      if (value === null && entry?.field.nullable) continue;
      const place = { above: at, key: wire };
      if (!entry && at === SPEC && wire.startsWith('_')) continue;
      else if (!entry) this.unknown(fields, place, value, raw);
      else if (!isOffered(entry.field, release))
        this.notice(place, value, { kind: 'notOffered', ...spanOf(entry.field) });
      else {
        const understood = this.value(entry.field.type, value, place);
        if (understood !== undefined) setKey(read, entry.key, understood);
      }
    }
    for (const { wire, key, field } of required) {
      // Under the name of another release it is there, and that is said of it already.
      const elsewhere = [key, field.before?.key].some((other) => other !== undefined && raw[other] !== undefined);
      if (raw[wire] === undefined && !elsewhere) this.notice({ above: at, key: wire }, undefined, { kind: 'missing' });
    }
    return read;
  }

  private value(type: FieldType, value: unknown, at: Place): unknown {
    if (isDeferred(value)) {
      this.notice(at, value, { kind: 'late' });
      return undefined;
    }
    switch (type.kind) {
      case 'object':
        return isRecord(value) ? this.fields(type.fields, value, at) : this.wrongType(type, value, at);
      case 'map':
        return isRecord(value) ? this.map(type.of, value, at) : this.wrongType(type, value, at);
      case 'list':
        if (!Array.isArray(value)) return this.wrongType(type, value, at);
        return this.list(type.of, value, at);
      case 'text':
        return typeof value === 'string' ? this.text(type, value, at) : this.wrongType(type, value, at);
      case 'integer':
        return Number.isSafeInteger(value) ? this.number(value, at) : this.wrongType(type, value, at);
      case 'flag':
        return typeof value === 'boolean' ? value : this.wrongType(type, value, at);
      case 'quantity':
        return this.quantity(value, at);
      case 'free':
        this.late(value, at);
        return value;
    }
  }

  private map(of: Field, raw: Readonly<Record<string, unknown>>, at: Place): object {
    const read = {};
    for (const key of Object.keys(raw)) {
      const value = raw[key];
      const place = { above: at, key };
      const understood = value === undefined ? undefined : this.value(of.type, value, place);
      if (understood !== undefined) setKey(read, key, understood);
      const spelling = this.spellings?.respeltKeys.get(pointer(...keysTo(place)));
      if (spelling !== undefined) this.notice(place, value, { kind: 'respelt', spelling, onKey: true });
    }
    return read;
  }

  private list(of: Field, raw: readonly unknown[], at: Place): unknown[] {
    const read: unknown[] = [];
    for (const [i, item] of raw.entries()) {
      const understood = this.value(of.type, item, { above: at, key: String(i) });
      if (understood !== undefined) read[i] = understood;
    }
    return read;
  }

  /** A number may be another than its spelling: kubectl reads 010 as eight. */
  private number(value: unknown, at: Place): unknown {
    const spelling = this.spellings?.respelt.get(pointer(...keysTo(at)));
    if (spelling !== undefined && spelling.replace(/^\+/, '') !== String(value)) {
      this.notice(at, value, { kind: 'respelt', spelling, onKey: false });
    }
    return value;
  }

  private text(type: FieldType & { kind: 'text' }, value: string, at: Place): string | undefined {
    const allowed = type.oneOf?.(this.profile);
    if (!allowed || allowed.includes(value)) return value;
    this.notice(at, value, {
      kind: 'notAllowed',
      allowed,
      ...(type.later?.values.includes(value) && { since: type.later.since }),
    });
    return undefined;
  }

  private quantity(value: unknown, at: Place): unknown {
    if (Quantity.parse(value)) return typeof value === 'number' ? this.number(value, at) : value;
    if (typeof value === 'string' || typeof value === 'number') {
      this.notice(at, value, { kind: 'notAQuantity', fault: Quantity.fault(value) });
      return undefined;
    }
    return this.wrongType({ kind: 'quantity' }, value, at);
  }

  /** Late values may also hide inside what the platform passes on, which may refer to itself and go deep. */
  private late(value: unknown, at: Place): void {
    const seen = new Set<unknown>();
    const waiting: [unknown, Place, number][] = [[value, at, 0]];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [found, place, depth] = next;
      if (isDeferred(found)) this.notice(place, found, { kind: 'late' });
      else if ((Array.isArray(found) || isRecord(found)) && !seen.has(found) && depth <= DEEPEST) {
        seen.add(found);
        for (const [key, entry] of Object.entries(found)) waiting.push([entry, { above: place, key }, depth + 1]);
      }
    }
  }

  private unknown(fields: AnyFields, at: Place, value: unknown, beside: Unchecked): void {
    const { key } = at;
    const { release } = this.profile;
    const offered = Object.entries(fields).filter(([, field]) => isOffered(field, release));
    const known = offered.map(([now, field]) => wireKey(now, field, release));
    const renamed = Object.entries(fields).find(
      ([now, field]) => now === key || field.before?.key === key || field.formerly === key,
    );
    const calledHere = renamed && wireKey(renamed[0], renamed[1], release);
    this.notice(at, value, {
      kind: 'unknown',
      known,
      ...(calledHere !== undefined && { calledHere, isTaken: beside[calledHere] !== undefined }),
    });
  }

  private wrongType(type: FieldType, value: unknown, at: Place): undefined {
    this.notice(at, value, { kind: 'wrongType', wanted: WANTED[type.kind] });
    return undefined;
  }

  private notice(at: Place, value: unknown, rest: NoticeDetail): void {
    this.take(keysTo(at), value, rest);
  }

  public take(at: readonly string[], value: unknown, rest: NoticeDetail): void {
    const place = pointer(...at);
    const spelling = rest.kind === 'wrongType' ? this.spellings?.respelt.get(place) : undefined;
    this.notices.push({
      pointer: place,
      key: at[at.length - 1]!,
      value,
      ...rest,
      ...(spelling !== undefined && { spelling }),
    } as Notice);
  }
}

/**
 * Whether something at, above or below a place could not be understood, or is not known yet: what is absent from the spec
 * there was not left out, and a rule over absence has nothing to say.
 */
export const isUnread = ({ notices }: Pick<Reading, 'notices'>, place: string): boolean =>
  notices.some(
    ({ kind, pointer }) =>
      UNREAD.includes(kind) && (isWithin(pointer, place) || (isWithin(place, pointer) && pointer !== '/metadata')),
  );

const UNREAD: readonly Notice['kind'][] = ['late', 'wrongType', 'notAllowed', 'notAQuantity'];

const spanOf = ({ since, until }: Field): Span => ({ ...(since && { since }), ...(until && { until }) });

const textMap = (raw: unknown): Record<string, unknown> => (isRecord(raw) ? { ...raw } : {});

/** Reads an object of the tenant plane. It never throws, whatever the manifest holds. */
export function read<K extends TenantKind>(
  kind: K,
  manifest: unknown,
  profile: PlatformProfile,
  spellings?: Spellings,
): Reading<K> {
  const reader = new Reader(profile, spellings);
  const raw = isRecord(manifest) ? manifest : {};
  const metadata = isRecord(raw.metadata) ? raw.metadata : {};
  readFrame(raw, (...found) => reader.take(...found));
  // An empty `spec:` is null, which the platform takes for no values at all.
  if (raw.spec !== undefined && raw.spec !== null && !isRecord(raw.spec)) {
    reader.take(['spec'], raw.spec, { kind: 'wrongType', wanted: 'an object' });
  }
  return {
    profile,
    object: {
      apiVersion: typeof raw.apiVersion === 'string' ? raw.apiVersion : '',
      kind,
      ...(typeof metadata.namespace === 'string' && { namespace: metadata.namespace }),
      name: typeof metadata.name === 'string' ? metadata.name : '',
    },
    labels: textMap(metadata.labels),
    annotations: textMap(metadata.annotations),
    spec: reader.fields(SPEC_FIELDS[kind], raw.spec, SPEC) as TenantKinds[K],
    notices: reader.notices,
    ...(spellings && { spellings }),
  };
}
