type Fraction = readonly [over: bigint, under: bigint];

const known = new Map<number, Fraction>();

/** A decimal number as a fraction of whole ones, so that 0.6 is six tenths and nothing near it. */
export function fractionOf(decimal: number): Fraction {
  const fraction = known.get(decimal) ?? parse(decimal);
  known.set(decimal, fraction);
  return fraction;
}

function parse(decimal: number): Fraction {
  const [, digits = '0', places = '', exponent = '0'] =
    /^(\d+)(?:\.(\d+))?(?:e([-+]\d+))?$/.exec(String(decimal)) ?? [];
  const shift = Number(exponent) - places.length;
  const over = BigInt(digits + places);
  return shift >= 0 ? [over * 10n ** BigInt(shift), 1n] : [over, 10n ** BigInt(-shift)];
}

/** Whether a part of a whole is at least this share of it, without rounding. */
export function isAtLeast(part: number, whole: number, share: number): boolean {
  const [over, under] = fractionOf(share);
  return BigInt(part) * under >= over * BigInt(whole);
}
