import fc from 'fast-check';

/** The model: a value is a whole number of quintillionths. */
export const SCALE = 10n ** 18n;
const UNITS: readonly (readonly [string, bigint])[] = [
  ['', SCALE],
  ['n', SCALE / 1_000_000_000n],
  ['u', SCALE / 1_000_000n],
  ['m', SCALE / 1000n],
  ['k', SCALE * 1000n],
  ['M', SCALE * 1_000_000n],
  ['G', SCALE * 1_000_000_000n],
  ['T', SCALE * 1_000_000_000_000n],
  ['P', SCALE * 1_000_000_000_000_000n],
  ['E', SCALE * 1_000_000_000_000_000_000n],
  ['Ki', SCALE * 1024n],
  ['Mi', SCALE * 1_048_576n],
  ['Gi', SCALE * 1_073_741_824n],
  ['Ti', SCALE * 1_099_511_627_776n],
  ['Pi', SCALE * 1_125_899_906_842_624n],
  ['Ei', SCALE * 1_152_921_504_606_846_976n],
  ['e3', SCALE * 1000n],
  ['E+2', SCALE * 100n],
  ['e-9', SCALE / 1_000_000_000n],
  ['E0', SCALE],
];

export interface Written {
  readonly text: string;
  readonly scaled: bigint;
}

export const written: fc.Arbitrary<Written> = fc
  .record({
    sign: fc.constantFrom('', '+', '-'),
    whole: fc.stringMatching(/^[0-9]{1,6}$/),
    fraction: fc.option(fc.stringMatching(/^[0-9]{0,6}$/), { nil: undefined }),
    unit: fc.constantFrom(...UNITS),
  })
  .map(({ sign, whole, fraction, unit: [unit, size] }) => ({
    text: `${sign}${whole}${fraction === undefined ? '' : `.${fraction}`}${unit}`,
    scaled:
      ((sign === '-' ? -1n : 1n) * BigInt(whole + (fraction ?? '')) * size) / 10n ** BigInt((fraction ?? '').length),
  }));
