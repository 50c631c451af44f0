import { isRecord, pointer } from './json';

/**
 * What Pulumi makes of an Output that is put into a text or into JSON: not its value, but this sentence
 * (@pulumi/pulumi, sdk/nodejs/output.ts).
 */
const SENTENCE = /Calling \[to(?:String|JSON)\] on an \[Output<T>\] is not supported/;
const COMPLAINT =
  /Calling \[to(?:String|JSON)\] on an \[Output<T>\] is not supported\.?(?:[\s\S]*?future version of @pulumi(?:\/|--)pulumi\.)?/g;

/** Whether a text was made of a value that arrives late, and so holds Pulumi's complaint in its place. */
export const swallowsLateValue = (text: string): boolean => SENTENCE.test(text);

/** The text as its author meant it: `https://<late value>/`. */
export const withoutComplaint = (text: string): string => text.replace(COMPLAINT, '<late value>');

/** A text that has swallowed a late value, or a key that has. */
export interface Swallowed {
  /** Where it stands, as a JSON pointer. */
  readonly pointer: string;
  /** The text; nothing where it is a key of the object at the pointer. */
  readonly text?: string;
}

/** Every place of plain data at which a text, or a key, has swallowed a late value. */
export function swallowedIn(value: unknown, at = ''): Swallowed[] {
  if (typeof value === 'string') return swallowsLateValue(value) ? [{ pointer: at, text: value }] : [];
  if (Array.isArray(value)) return value.flatMap((item, i) => swallowedIn(item, at + pointer(i)));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, entry]) =>
    swallowsLateValue(key) ? [{ pointer: at }] : swallowedIn(entry, at + pointer(key)),
  );
}

/** What is said of one, after the place: `has the text …`. */
export const saySwallowed = ({ text }: Swallowed): string =>
  text === undefined
    ? 'has a key that was made of a value which arrives late'
    : `is the text "${withoutComplaint(text).slice(0, 80)}", made of a value that arrives late`;

/** What to write instead. */
export const SWALLOWED_REMEDY =
  'Make the text when the value is there: pulumi.interpolate`https://${host}`, or host.apply((name) => …).';
