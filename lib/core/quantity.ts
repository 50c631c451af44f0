import { nearest } from './suggest';

const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const SYNTAX = /^([+-]?)(\d+\.?\d*|\.\d+)(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]?|[eE][+-]?\d{1,4})$/;
const LONGEST = 64;
/** Far beyond what a cluster can hold (Kubernetes itself stops at 2^63), and short enough to be printed. */
const LARGEST = 10n ** 40n;
const SMALLEST_EXPONENT = -40;

/** What texts were found to be: a program writes few sizes, and every rule over them reads them again. */
const known = new Map<string, Quantity | undefined>();
const MOST_KNOWN = 1000;

/**
 * A Kubernetes resource quantity such as `500m`, `8Gi` or `1e3`, kept exactly: no floating point is involved.
 *
 * The spelling is kept beside the value, because the platform hashes text: `102400Mi` and `100Gi` are equal, and
 * writing one for the other replaces machines.
 *
 * Syntax: apimachinery's `resource.Quantity`, https://pkg.go.dev/k8s.io/apimachinery/pkg/api/resource#Quantity.
 */
export class Quantity {
  // The value is digits × 10^exponent.
  private constructor(
    private readonly digits: bigint,
    private readonly exponent: number,
    /** The text that was parsed, or the canonical one of a computed quantity. */
    public readonly spelling: string,
    /** The unit as it was written: `Gi`, `m`, `e3`, or nothing. */
    public readonly unit: string,
    /** Whether sums of it are printed with binary units. */
    private readonly binary: boolean,
  ) {}

  /** Zero. */
  public static readonly ZERO = new Quantity(0n, 0, '0', '', false);

  /** Reads a quantity from a text or a whole number; `undefined` if it is none. `Quantity.fault` then says why. */
  public static parse(written: unknown): Quantity | undefined {
    if (typeof written === 'number') {
      return Number.isSafeInteger(written) ? new Quantity(BigInt(written), 0, String(written), '', false) : undefined;
    }
    if (typeof written !== 'string' || written.length > LONGEST) return undefined;
    if (!known.has(written)) {
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(written, Quantity.parseText(written));
    }
    return known.get(written);
  }

  private static parseText(written: string): Quantity | undefined {
    const match = SYNTAX.exec(written);
    if (!match) return undefined;
    const [, sign, number, unit] = match as unknown as [string, string, string, string];
    const [whole, fraction = ''] = number.split('.') as [string, string?];
    let digits = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n);
    let exponent = -fraction.length;
    const binary = BINARY.indexOf(unit);
    if (binary > 0) digits *= 1024n ** BigInt(binary);
    else if (/^[eE]./.test(unit)) exponent += Number(unit.slice(1));
    else exponent += DECIMAL[unit]!;
    if (exponent < SMALLEST_EXPONENT || exponent > LONGEST) return undefined;
    const value = new Quantity(digits, exponent, written, unit, binary > 0);
    return value.magnitude() > LARGEST ? undefined : value;
  }

  /** Why `Quantity.parse` refuses a value, as a clause that follows the quoted value. */
  public static fault(written: unknown): string {
    if (typeof written === 'number') return 'is not a whole number that is exact; write a text such as "500m"';
    if (typeof written !== 'string') return 'is not a text such as "8Gi"';
    if (written.length > LONGEST) return `is longer than ${LONGEST} characters`;
    if (SYNTAX.test(written) || /^[+-]?[\d.]+[eE][+-]?\d+$/.test(written)) return 'is out of range';
    const unit = /^[+-]?(?:\d+\.?\d*|\.\d+)\s*([a-zA-Z]+)$/.exec(written)?.[1];
    if (unit === undefined) return 'is not a number with a unit such as Mi or Gi';
    if (/\s/.test(written)) return 'has a space in it';
    const meant = /^[kmgtpe]i?b$/i.test(unit) ? `${unit[0]!.toUpperCase()}i` : nearest(unit, BINARY.slice(1));
    return `has the unit "${unit}", which Kubernetes does not know${meant ? `; did you mean "${meant}"?` : ''}`;
  }

  /**
   * A quantity of this many whole units.
   *
   * @throws RangeError if the number is not whole
   */
  public static of(value: bigint | number, unit: '' | 'Ki' | 'Mi' | 'Gi' | 'Ti' = ''): Quantity {
    const power = BINARY.indexOf(unit);
    return new Quantity(BigInt(value) * 1024n ** BigInt(power), 0, `${value}${unit}`, unit, power > 0);
  }

  /** Negative, zero or positive, as this is less than, equal to or more than the other. */
  public compare(other: Quantity): number {
    const [a, b] = this.aligned(other);
    return a < b ? -1 : a > b ? 1 : 0;
  }

  /** Whether both have the same value, however they are spelt. */
  public equals(other: Quantity): boolean {
    return this.compare(other) === 0;
  }

  public plus(other: Quantity): Quantity {
    const [a, b, exponent] = this.aligned(other);
    return Quantity.computed(a + b, exponent, this.binary || other.binary);
  }

  /**
   * This many times the quantity.
   *
   * @throws RangeError if the factor is not whole
   */
  public times(factor: number | bigint): Quantity {
    return Quantity.computed(this.digits * BigInt(factor), this.exponent, this.binary);
  }

  /** The product of the two, such as a size and a percentage. */
  public by(other: Quantity): Quantity {
    return Quantity.computed(this.digits * other.digits, this.exponent + other.exponent, this.binary);
  }

  /** Whether the value has no fraction. */
  public isWhole(): boolean {
    return this.exponent >= 0 || this.digits % 10n ** BigInt(-this.exponent) === 0n;
  }

  /** The value rounded up to a whole number: bytes for memory, cores for CPU. */
  public toBigInt(): bigint {
    if (this.exponent >= 0) return this.digits * 10n ** BigInt(this.exponent);
    const scale = 10n ** BigInt(-this.exponent);
    const floor = this.digits / scale;
    return this.digits % scale > 0n ? floor + 1n : floor;
  }

  /** The spelling of a parsed quantity; a computed one is written with the largest unit that leaves no fraction. */
  public toString(): string {
    return this.spelling;
  }

  private aligned(other: Quantity): [bigint, bigint, number] {
    if (this.exponent === other.exponent) return [this.digits, other.digits, this.exponent];
    const exponent = Math.min(this.exponent, other.exponent);
    const scale = (q: Quantity): bigint => q.digits * 10n ** BigInt(q.exponent - exponent);
    return [scale(this), scale(other), exponent];
  }

  /** The whole part, without its sign. */
  private magnitude(): bigint {
    const digits = this.digits < 0n ? -this.digits : this.digits;
    return this.exponent >= 0 ? digits * 10n ** BigInt(this.exponent) : digits / 10n ** BigInt(-this.exponent);
  }

  private static computed(digits: bigint, exponent: number, binary: boolean): Quantity {
    const value = new Quantity(digits, exponent, '', '', binary);
    const [text, unit] = binary && value.isWhole() ? binaryText(value.toBigInt()) : decimalText(digits, exponent);
    return new Quantity(digits, exponent, text + unit, unit, binary);
  }
}

function binaryText(bytes: bigint): [string, string] {
  let value = bytes;
  let power = 0;
  while (value !== 0n && value % 1024n === 0n && power < BINARY.length - 1) {
    value /= 1024n;
    power += 1;
  }
  return [String(value), BINARY[power]!];
}

function decimalText(digits: bigint, exponent: number): [string, string] {
  if (digits === 0n) return ['0', ''];
  let value = digits;
  let power = exponent;
  while (value % 10n === 0n) {
    value /= 10n;
    power += 1;
  }
  const suffix = Object.keys(DECIMAL)
    .filter((key) => DECIMAL[key]! <= power)
    .sort((a, b) => DECIMAL[b]! - DECIMAL[a]!)[0];
  if (suffix === undefined) return [String(value), `e${power}`];
  return [String(value * 10n ** BigInt(power - DECIMAL[suffix]!)), suffix];
}
