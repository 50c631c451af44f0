import { isRecord, quote, setKey, type Unchecked } from '../../json';
import { didYouMean } from '../../suggest';
import type { Known } from '../system';
import type { Place } from './place';

/** Reads a value, or says at its place why it cannot be read. */
export type Reader<T> = (value: unknown, at: Place) => T | undefined;

/** More than any system has, and few enough for everything to be looked at with everything else. */
const LONGEST_LIST = 10_000;
const LARGEST = 10_000;

/** A text in which something stands. */
export const text: Reader<string> = (value, at) =>
  typeof value === 'string' && value !== '' && value.isWellFormed() ? value : at.wrong(value, 'a text');

export const flag: Reader<boolean> = (value, at) =>
  typeof value === 'boolean' ? value : at.wrong(value, 'true or false');

/** A whole number from `least` up. */
export const count =
  (least: number): Reader<number> =>
  (value, at) =>
    isCount(value, least) ? value + 0 : at.wrong(value, `a whole number from ${least} to ${LARGEST}`);

export const isCount = (value: unknown, least: number): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= LARGEST;

/** A number, in words for whoever wrote another one. */
export const number =
  (wanted: string, fits: (value: number) => boolean): Reader<number> =>
  (value, at) =>
    typeof value === 'number' && Number.isFinite(value) && fits(value) ? value + 0 : at.wrong(value, wanted);

/** One of these words. */
export const word =
  <const T extends string>(...words: readonly T[]): Reader<T> =>
  (value, at) => {
    const found = words.find((one) => one === value);
    if (found !== undefined) return found;
    const wanted = words.length === 1 ? `"${words[0]}"` : `one of ${words.map((one) => `"${one}"`).join(', ')}`;
    // YAML takes a bare `off` for false.
    if (value === false && words.includes('off' as T)) return at.wrong(value, wanted, 'Write "off", with the quotes.');
    return at.wrong(value, wanted, didYouMean(value, words));
  };

/** One of several, told apart by what they look like. */
export const either =
  <A, B>(isFirst: (value: unknown) => boolean, first: Reader<A>, second: Reader<B>): Reader<A | B> =>
  (value, at) =>
    isFirst(value) ? first(value, at) : second(value, at);

export const list =
  <T>(of: Reader<T>, least = 0): Reader<T[]> =>
  (value, at) => {
    if (!Array.isArray(value)) return at.wrong(value, 'a list');
    if (value.length < least) return at.fault(`${at.name} is an empty list.`, 'Name at least one.');
    if (value.length > LONGEST_LIST) {
      return at.fault(`${at.name} has ${value.length} entries.`, `Write at most ${LONGEST_LIST}.`);
    }
    const read = Array.from(value, (item: unknown, i) => of(item, at.item(i)));
    return read.some((item) => item === undefined) ? undefined : (read as T[]);
  };

export const pair =
  <T>(of: Reader<T>): Reader<readonly [T, T]> =>
  (value, at) => {
    if (!Array.isArray(value) || value.length !== 2) return at.wrong(value, 'a list of two');
    const [a, b] = [of(value[0], at.item(0)), of(value[1], at.item(1))];
    return a === undefined || b === undefined ? undefined : [a, b];
  };

/** Values by names that the author chose. */
export const byName =
  <T>(of: Reader<T>): Reader<Record<string, T>> =>
  (value, at) => {
    if (!isRecord(value)) return at.wrong(value, 'an object');
    const before = at.faults.length;
    const read = {};
    for (const [key, entry] of Object.entries(value)) setKey(read, key, of(entry, at.key(key)));
    return at.faults.length === before ? read : undefined;
  };

/** A field of an object: how it is read, and what it is where it is absent. */
export interface Field<T> {
  readonly read: Reader<T>;
  readonly absent: 'fault' | 'nothing' | { readonly is: T };
}
export const needed = <T>(read: Reader<T>): Field<T> => ({ read, absent: 'fault' });
export const optional = <T>(read: Reader<T>): Field<T> => ({ read, absent: 'nothing' });
export const or = <T>(read: Reader<T>, is: T): Field<T> => ({ read, absent: { is } });

/** One field for every key of `T`; none missing. */
export type Fields<T> = { readonly [K in keyof T]-?: Field<Exclude<T[K], undefined>> };

/** An object with these keys and no others. */
export const object =
  <T>(fields: Fields<T>): Reader<T> =>
  (value, at) => {
    if (!isRecord(value)) return at.wrong(value, `an object such as ${example(fields)}`);
    const before = at.faults.length;
    refuseOthers(value, Object.keys(fields), at);
    const read = {};
    for (const [key, { read: reader, absent }] of Object.entries(fields) as [string, Field<unknown>][]) {
      const given = Object.hasOwn(value, key) ? value[key] : undefined;
      if (given !== undefined) setKey(read, key, reader(given, at.key(key)));
      else if (absent === 'fault') at.fault(`${at.key(key).name} is missing.`, `Write \`${key}\`.`);
      else if (absent !== 'nothing') setKey(read, key, absent.is);
    }
    return at.faults.length === before ? (read as T) : undefined;
  };

function refuseOthers(value: Unchecked, known: readonly string[], at: Place): void {
  for (const [key, entry] of Object.entries(value)) {
    if (entry === undefined || known.includes(key)) continue;
    at.key(key).fault(`${at.key(key).name} is not known.`, didYouMean(key, known));
  }
}

const example = (fields: object): string => {
  const keys = (Object.entries(fields) as [string, Field<unknown>][]).filter(([, { absent }]) => absent === 'fault');
  return `{ ${keys.map(([key]) => key).join(', ')} }`;
};

/** Objects that are told apart by the word of one key. */
export const tagged =
  <T>(key: string, readers: Readonly<Record<string, Reader<T>>>): Reader<T> =>
  (value, at) => {
    if (!isRecord(value)) return at.wrong(value, `an object with \`${key}\``);
    const tag = Object.hasOwn(value, key) ? value[key] : undefined;
    if (tag === undefined)
      return at.fault(`${at.key(key).name} is missing.`, didYouMean(undefined, Object.keys(readers)));
    if (typeof tag === 'string' && Object.hasOwn(readers, tag)) return readers[tag]!(value, at);
    return at.key(key).fault(`${at.key(key).name} is ${quote(tag)}.`, didYouMean(tag, Object.keys(readers)));
  };

/** A value, or what it may be where nobody told. */
export const known = <T>(of: Reader<T>): Reader<Known<T>> => {
  const open = object<{ unknown: string; oneOf: readonly T[] }>({ unknown: needed(text), oneOf: needed(list(of, 1)) });
  return either<Known<T>, Known<T>>(isOpen, open, of);
};

const isOpen = (value: unknown): boolean =>
  isRecord(value) && (Object.hasOwn(value, 'unknown') || Object.hasOwn(value, 'oneOf'));

/** The same value as something else. */
export const made =
  <A, B>(read: Reader<A>, make: (value: A) => B): Reader<B> =>
  (value, at) => {
    const found = read(value, at);
    return found === undefined ? undefined : make(found);
  };
