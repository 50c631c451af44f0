/** A scalar as kubectl reads it. */
export interface Reading {
  readonly kind: 'null' | 'bool' | 'int' | 'float' | 'string';
  readonly value: string | number | boolean | null;
  /** The value's JSON text; a string's own characters. Exact where `value` is only the nearest number. */
  readonly text: string;
}

/** Says in one sentence why a scalar cannot be what its tag says. */
export class ScalarFault extends Error {}

const NULL: Reading = { kind: 'null', value: null, text: 'null' };
const TRUE: Reading = { kind: 'bool', value: true, text: 'true' };
const FALSE: Reading = { kind: 'bool', value: false, text: 'false' };

const float = (value: number): Reading => ({ kind: 'float', value, text: String(value) });
const string = (text: string): Reading => ({ kind: 'string', value: text, text });

/** A word in the three spellings that count: `yes`, `Yes`, `YES`. */
const spellings = (word: string): string[] => [
  word,
  word.replace(/[a-z]/, (first) => first.toUpperCase()),
  word.toUpperCase(),
];

const WORDS = new Map<string, Reading>([
  ...['y', 'yes', 'true', 'on'].flatMap(spellings).map((word) => [word, TRUE] as const),
  ...['n', 'no', 'false', 'off'].flatMap(spellings).map((word) => [word, FALSE] as const),
  ...['', '~', ...spellings('null')].map((word) => [word, NULL] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, float(NaN)] as const),
  ...['', '+'].flatMap((sign) => spellings('.inf').map((word) => [sign + word, float(Infinity)] as const)),
  ...spellings('.inf').map((word) => [`-${word}`, float(-Infinity)] as const),
]);

/** Only what begins like this can be anything else than a string. */
const HINT = /^[-+.~0-9yYnNtTfFoO]/;
const SMALL_INTEGER = /^(?:0|-?[1-9]\d{0,14})$/;
const DECIMAL_FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
/** A float that begins with a dot keeps its underscores, and they have to stand between digits. */
const DOTTED_FLOAT = /^\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?$/;
const INTEGER = /^([-+]?)(?:0[xX]0*([\da-fA-F]+)|0[bB]0*([01]+)|0[oO]?0*([0-7]+)|(0|[1-9]\d*))$/;

const LOWEST = -(2n ** 63n);
const HIGHEST_SIGNED = 2n ** 63n - 1n;
const HIGHEST = 2n ** 64n - 1n;
/** The digits of 64 bits in base 2. What is longer is out of range, and would be slow to convert. */
const MOST_DIGITS = 64;

function integer(text: string): Reading | undefined {
  const match = INTEGER.exec(text);
  if (!match) return undefined;
  const [, sign, hex, binary, octal, decimal] = match;
  const digits = hex ?? binary ?? octal ?? decimal!;
  if (digits.length > MOST_DIGITS) return undefined;
  const prefix = hex !== undefined ? '0x' : binary !== undefined ? '0b' : octal !== undefined ? '0o' : '';
  const value = sign === '-' ? -BigInt(prefix + digits) : BigInt(prefix + digits);
  // A sign is no part of an unsigned number, so a plus halves the range.
  if (value < LOWEST || value > (sign === '' ? HIGHEST : HIGHEST_SIGNED)) return undefined;
  return { kind: 'int', value: Number(value), text: String(value) };
}

/** `0b` may be followed by a sign of its own; nothing else may. */
function signedBinary(text: string): Reading | undefined {
  const match = /^0b([-+][01]+)$/.exec(text);
  return match ? integer(match[1]!.replace(/^([-+])/, '$10b')) : undefined;
}

function decimalFloat(text: string): Reading | undefined {
  const value = Number(text);
  // What a double does not hold stays the string that it was.
  return Number.isFinite(value) ? float(value) : undefined;
}

/** What an unquoted scalar without a tag is: YAML 1.1 as gopkg.in/yaml.v2 has it, on which kubectl builds. */
export function resolvePlain(text: string): Reading {
  if (text !== '' && !HINT.test(text)) return string(text);
  if (SMALL_INTEGER.test(text)) return { kind: 'int', value: Number(text), text };
  const word = WORDS.get(text);
  if (word) return word;
  if (text.startsWith('.')) {
    return (DOTTED_FLOAT.test(text) ? decimalFloat(text.replaceAll('_', '')) : undefined) ?? string(text);
  }
  if (!/^[-+\d]/.test(text)) return string(text);
  const plain = text.replaceAll('_', '');
  return (
    integer(plain) ??
    (DECIMAL_FLOAT.test(plain) ? decimalFloat(plain) : undefined) ??
    signedBinary(plain) ??
    string(text)
  );
}

const TAG = 'tag:yaml.org,2002:';
const KINDS: Readonly<Record<string, Reading['kind']>> = { null: 'null', bool: 'bool', int: 'int', float: 'float' };

const refuse = (text: string, name: string): never => {
  throw new ScalarFault(`${JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text)} is no !!${name}.`);
};

/** What a scalar with an explicit tag is, quoted or not. Tags that nobody knows make strings. */
export function resolveTagged(text: string, tag: string): Reading {
  const name = tag.startsWith(TAG) ? tag.slice(TAG.length) : '';
  if (name === 'binary') return string(decodeBase64(text) ?? refuse(text, name));
  if (name === 'timestamp') return isTimestamp(text) ? string(text) : refuse(text, name);
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  if (!kind) return string(text);
  const reading = resolvePlain(text);
  if (reading.kind === kind) return reading;
  if (kind === 'float' && reading.kind === 'int' && BigInt(reading.text) <= HIGHEST_SIGNED) {
    return float(reading.value as number);
  }
  return refuse(text, name);
}

function decodeBase64(text: string): string | undefined {
  const packed = text.replace(/[\r\n]/g, '');
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return undefined;
  return Buffer.from(packed, 'base64').toString('utf8');
}

const TIMESTAMP =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt](\d\d?):(\d\d?):(\d\d?)(?:[.,]\d+)?(?:Z|[-+](\d\d):(\d\d))| (\d\d?):(\d\d?):(\d\d?)(?:[.,]\d+)?)?$/;

function isTimestamp(text: string): boolean {
  const match = TIMESTAMP.exec(text);
  if (!match) return false;
  const [year, month, day, ...time] = match.slice(1).map((part) => Number(part ?? 0)) as [number, number, number];
  const [hour, minute, second, zoneHour, zoneMinute, ...spaced] = time as number[];
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  const hours = Math.max(hour!, spaced[0]!);
  const sixtieths = Math.max(minute!, second!, zoneMinute!, spaced[1]!, spaced[2]!);
  return month >= 1 && month <= 12 && day >= 1 && day <= days && hours < 24 && sixtieths < 60 && zoneHour! <= 24;
}

/** The text of a mapping key, which JSON has as a string; `undefined` for what kubectl takes for no key. */
export function keyText({ kind, value, text }: Reading): string | undefined {
  if (kind === 'null') return undefined;
  if (kind === 'float') return floatKey(value as number);
  if (kind === 'int' && BigInt(text) > HIGHEST_SIGNED) return undefined;
  return text;
}

/** Keys that are floats are written with the precision of 32 bits: `16777217.5` becomes `1.6777218e+07`. */
function floatKey(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return '.nan';
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  let shortest = single.toPrecision(9);
  for (let digits = 1; digits < 9; digits++) {
    const tried = single.toPrecision(digits);
    if (Math.fround(Number(tried)) !== single) continue;
    shortest = tried;
    break;
  }
  const [mantissa, exponent] = Number(shortest).toExponential().split('e') as [string, string];
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(shortest));
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
