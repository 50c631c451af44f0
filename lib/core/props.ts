import { isDeferred } from './deferred';
import { isRecord, pointerKeys, quote, setKey } from './json';
import { Quantity } from './quantity';
import { didYouMean } from './suggest';
import { SWALLOWED_REMEDY, saySwallowed, swallowedIn, swallowsLateValue, type Swallowed } from './swallowed';

/** What a prop takes. */
export type Shape = { readonly optional?: boolean } & (
  | { readonly kind: 'text'; readonly late?: boolean; readonly oneOf?: readonly string[] }
  | { readonly kind: 'integer' | 'flag' | 'quantity'; readonly late?: boolean }
  | { readonly kind: 'json' }
  | { readonly kind: 'object'; readonly shapes: Readonly<Record<string, Shape>>; readonly loose?: boolean }
  | { readonly kind: 'list' | 'map' | 'oneOrMore'; readonly of: Shape }
  | { readonly kind: 'either'; readonly what: string; readonly pick: (value: unknown) => Shape }
  | {
      readonly kind: 'instance';
      readonly what: string;
      readonly hint?: string;
      readonly test: (value: unknown) => boolean;
    }
);

/** One shape per prop of `P`; none missing. */
export type Shapes<P> = { readonly [K in keyof Required<P>]: Shape };

/** What is wrong with a construct's props, before anything was made of them. */
export interface PropFault {
  readonly code: string;
  /** The prop at fault, such as `scaling.min`. @default no single one */
  readonly prop?: string;
  readonly message: string;
  readonly remedy: string;
}

export const text = (options: { late?: boolean; oneOf?: readonly string[] } = {}): Shape => ({
  kind: 'text',
  ...options,
});
export const integer = (options: { late?: boolean } = {}): Shape => ({ kind: 'integer', ...options });
export const flag = (options: { late?: boolean } = {}): Shape => ({ kind: 'flag', ...options });
export const quantity = (options: { late?: boolean } = {}): Shape => ({ kind: 'quantity', ...options });
export const json = (): Shape => ({ kind: 'json' });
export const list = (of: Shape): Shape => ({ kind: 'list', of });
export const map = (of: Shape): Shape => ({ kind: 'map', of });
export const oneOrMore = (of: Shape): Shape => ({ kind: 'oneOrMore', of });
export const object = <P>(shapes: Shapes<P>): Shape => ({ kind: 'object', shapes });
/** An object with typed keys and any others, whose values are JSON. */
export const looseObject = <P>(shapes: Shapes<P>): Shape => ({ kind: 'object', shapes, loose: true });
export const optional = (shape: Shape): Shape => ({ ...shape, optional: true });
/** A class, also one whose constructor is its own business. */
type AnyClass = Function & { readonly prototype: unknown };
export const instance = (type: AnyClass, hint?: string, what = `a ${type.name}`): Shape => ({
  kind: 'instance',
  what: /^a [AEIOU]/.test(what) ? what.replace(/^a /, 'an ') : what,
  ...(hint !== undefined && { hint }),
  test: (value) => value instanceof type,
});

const WANTED = {
  text: 'a text',
  integer: 'a whole number',
  flag: 'true or false',
  quantity: 'a quantity such as "8Gi"',
  json: 'plain data',
  object: 'an object',
  list: 'a list',
  map: 'an object',
  oneOrMore: 'one or a list of them',
} as const;

const DEEPEST = 100;

/** Why a value is not plain data that can be written to a file, or nothing if it is. */
export function notJson(value: unknown): string | undefined {
  return faultOf(value, [], new Set());
}

/** `above` are the values around this one; `sound`, those found to be plain data already, however often they occur. */
function faultOf(value: unknown, above: readonly unknown[], sound: Set<unknown>): string | undefined {
  if (value === null || typeof value === 'boolean' || isDeferred(value) || sound.has(value)) return undefined;
  if (typeof value === 'string') return value.isWellFormed() ? undefined : 'holds half a character';
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `holds ${value}`;
  if (typeof value !== 'object') return `holds ${quote(value)}`;
  if (above.includes(value)) return 'contains itself';
  if (above.length >= DEEPEST) return `is more than ${DEEPEST} levels deep`;
  if (!Array.isArray(value) && !isRecord(value)) return `holds ${quote(value)}`;
  const entries: [string, unknown][] = Array.isArray(value)
    ? Array.from(value, (item: unknown) => ['', item])
    : Object.entries(value);
  for (const [key, entry] of entries) {
    if (!key.isWellFormed()) return 'has half a character in a key';
    if (entry === undefined && !Array.isArray(value)) continue;
    const fault = faultOf(entry, [...above, value], sound);
    if (fault !== undefined) return fault;
  }
  sound.add(value);
  return undefined;
}

const required = new WeakMap<object, readonly string[]>();

/** The props that have to be there; every construct of a class asks for the same. */
function requiredOf(shapes: Readonly<Record<string, Shape>>): readonly string[] {
  const keys = required.get(shapes) ?? Object.keys(shapes).filter((key) => !shapes[key]!.optional);
  required.set(shapes, keys);
  return keys;
}

class PropReader {
  public readonly faults: PropFault[] = [];

  public read(shape: Shape, value: unknown, path: string): unknown {
    if (isDeferred(value) && shape.kind !== 'json') return this.late(shape, value, path);
    switch (shape.kind) {
      case 'object':
        return isRecord(value) ? this.object(shape, value, path) : this.wrong(shape, value, path);
      case 'map':
        return isRecord(value) ? this.entries(shape.of, value, path) : this.wrong(shape, value, path);
      case 'list':
        return Array.isArray(value) ? this.items(shape.of, value, path) : this.wrong(shape, value, path);
      case 'oneOrMore':
        return Array.isArray(value) ? this.items(shape.of, value, path) : this.items(shape.of, [value], path, true);
      case 'either':
        return isRecord(value) || typeof value === 'string'
          ? this.read(shape.pick(value), value, path)
          : this.wrong(shape, value, path);
      case 'instance':
        return shape.test(value) ? value : this.wrong(shape, value, path);
      case 'json':
        return this.json(value, path);
      case 'text':
        if (typeof value !== 'string' || !value.isWellFormed()) return this.wrong(shape, value, path);
        if (swallowsLateValue(value)) return this.swallowed({ pointer: '', text: value }, path);
        if (shape.oneOf && !shape.oneOf.includes(value)) {
          this.fault('HK1102', path, `The prop "${path}" is ${quote(value)}.`, didYouMean(value, shape.oneOf));
        }
        return value;
      case 'integer':
        return Number.isSafeInteger(value) ? Number(value) + 0 : this.wrong(shape, value, path);
      case 'flag':
        return typeof value === 'boolean' ? value : this.wrong(shape, value, path);
      case 'quantity':
        if (typeof value === 'string' && swallowsLateValue(value))
          return this.swallowed({ pointer: '', text: value }, path);
        // The object's own rule says what is wrong with a text that is no quantity.
        return typeof value === 'string' || Quantity.parse(value) ? value : this.wrong(shape, value, path);
    }
  }

  /** The props themselves; none if they are no object. */
  public given(value: unknown): Readonly<Record<string, unknown>> {
    if (value === undefined || isRecord(value)) return value ?? {};
    this.fault('HK1102', '', `The props have to be an object, but are ${quote(value)}.`, 'Write an object.');
    return {};
  }

  public object(
    { shapes, loose }: Shape & { kind: 'object' },
    value: Readonly<Record<string, unknown>>,
    path: string,
  ): object {
    const read = {};
    const prefix = path === '' ? '' : `${path}.`;
    for (const key of Object.keys(value)) {
      const entry = value[key];
      if (entry === undefined) continue;
      const shape = Object.hasOwn(shapes, key) ? shapes[key] : undefined;
      if (shape) setKey(read, key, this.read(shape, entry, prefix + key));
      else if (loose) setKey(read, key, this.read({ kind: 'json' }, entry, prefix + key));
      else
        this.fault(
          'HK1101',
          prefix + key,
          `There is no prop ${quote(prefix + key)}.`,
          didYouMean(key, Object.keys(shapes)),
        );
    }
    for (const key of requiredOf(shapes)) {
      if (value[key] !== undefined) continue;
      this.fault('HK1102', prefix + key, `The prop "${prefix}${key}" is missing.`, `Write ${wanted(shapes[key]!)}.`);
    }
    return read;
  }

  private items(of: Shape, values: readonly unknown[], path: string, single = false): unknown[] {
    const read = Array.from(values, (item, i) => this.read(of, item, single ? path : `${path}[${i}]`));
    return read.filter((item) => item !== undefined);
  }

  private entries(of: Shape, value: Readonly<Record<string, unknown>>, path: string): object {
    const read = {};
    for (const [key, entry] of Object.entries(value)) {
      if (entry === undefined) continue;
      if (swallowsLateValue(key)) {
        this.swallowed({ pointer: '' }, path);
        continue;
      }
      const faults = this.faults.length;
      const understood = this.read(of, entry, `${path}.${key}`);
      // Nothing insists on an entry of a map, so one that does not fit is told of once, here.
      if (this.faults.length === faults) setKey(read, key, understood);
    }
    return read;
  }

  private json(value: unknown, path: string): unknown {
    const fault = notJson(value);
    if (fault !== undefined) {
      const remedy = 'Write plain data: texts, numbers, true, false, lists and objects.';
      return this.fault('HK1102', path, `The prop "${path}" ${fault}.`, remedy);
    }
    const [found] = swallowedIn(value);
    return found ? this.swallowed(found, path) : value;
  }

  private swallowed(found: Swallowed, path: string): undefined {
    const place =
      path +
      pointerKeys(found.pointer)
        .map((key) => `.${key}`)
        .join('');
    return this.fault('HK1108', place, `The prop "${place}" ${saySwallowed(found)}.`, SWALLOWED_REMEDY);
  }

  private late(shape: Shape, value: unknown, path: string): unknown {
    if ('late' in shape && shape.late) return value;
    return this.fault(
      'HK1105',
      path,
      `The prop "${path}" is a value that arrives late.`,
      'It decides names, versions or which objects there are, so give a value that is known when the program runs.',
    );
  }

  private wrong(shape: Shape, value: unknown, path: string): unknown {
    const hint =
      shape.kind === 'instance' && shape.hint !== undefined ? `Write ${shape.hint}.` : `Write ${wanted(shape)}.`;
    this.fault('HK1102', path, `The prop "${path}" has to be ${wanted(shape)}, but is ${quote(value)}.`, hint);
    // A plain value goes on to the object, so that its other rules still have something to judge.
    const plain =
      typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
    return plain && notJson(value) === undefined && ['text', 'integer', 'flag', 'quantity'].includes(shape.kind)
      ? value
      : undefined;
  }

  private fault(code: string, prop: string, message: string, remedy: string): undefined {
    this.faults.push({ code, message, remedy, ...(prop !== '' && { prop }) });
    return undefined;
  }
}

function wanted(shape: Shape): string {
  if (shape.kind === 'instance' || shape.kind === 'either') return shape.what;
  if (shape.kind === 'text' && shape.oneOf) return `one of ${shape.oneOf.map((value) => `"${value}"`).join(', ')}`;
  if (shape.kind === 'list' && shape.of.kind === 'instance') return `a list of ${shape.of.what.replace(/^an? /, '')}s`;
  if (shape.kind === 'oneOrMore') return `${wanted(shape.of)} or a list of them`;
  if (shape.kind === 'object') {
    const keys = Object.keys(shape.shapes).sort(
      (a, b) => Number(shape.shapes[a]!.optional ?? false) - Number(shape.shapes[b]!.optional ?? false),
    );
    return `an object such as { ${keys.slice(0, 3).join(', ')} }`;
  }
  return WANTED[shape.kind];
}

/** Reads what a program gave to a construct. It never throws, whatever that is; what does not fit is left out. */
export function readProps<P>(
  shapes: Shapes<P>,
  given: unknown,
): { readonly props: Partial<P>; readonly faults: readonly PropFault[] } {
  const reader = new PropReader();
  try {
    const props = reader.object({ kind: 'object', shapes }, reader.given(given), '') as Partial<P>;
    return { props, faults: reader.faults };
  } catch {
    // A getter that throws, a revoked proxy: nothing that can be looked at.
    const fault = {
      code: 'HK1102',
      message: 'The props cannot be read.',
      remedy: 'Write plain values, not getters that throw.',
    };
    return { props: {}, faults: [fault] };
  }
}
