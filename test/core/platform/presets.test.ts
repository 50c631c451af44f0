import { ALL_PRESETS, presetSize, presetsOf, type Preset } from '../../../lib/core/platform/presets';
import { Quantity } from '../../../lib/core/quantity';

const FLAT: readonly (readonly [Preset, number, string])[] = [
  ['nano', 250, '128Mi'],
  ['micro', 500, '256Mi'],
  ['small', 1000, '512Mi'],
  ['medium', 1000, '1Gi'],
  ['large', 2000, '2Gi'],
  ['xlarge', 4000, '4Gi'],
  ['2xlarge', 8000, '8Gi'],
];

const CPU = {
  nano: 250,
  micro: 500,
  small: 1000,
  medium: 2000,
  large: 4000,
  xlarge: 8000,
  '2xlarge': 16000,
  '4xlarge': 32000,
};
/** Mebibytes of memory for one CPU. */
const RATIO = { t1: 512, c1: 1024, s1: 2048, u1: 4096, m1: 8192 };
const SERIES = Object.entries(RATIO).flatMap(([series, mebibytes]) =>
  Object.entries(CPU).map(([size, milliCpu]) => [`${series}.${size}` as Preset, milliCpu, mebibytes] as const),
);

describe('presetSize', () => {
  it.each(FLAT)('%s is %dm and %s', (preset, milliCpu, memory) => {
    const size = presetSize(preset);
    expect(size.milliCpu).toBe(milliCpu);
    expect(Quantity.parse(size.memory)?.equals(Quantity.parse(memory) ?? Quantity.ZERO)).toBe(true);
  });

  it.each<[Preset, number, string]>([
    ['t1.nano', 250, '128Mi'],
    ['t1.micro', 500, '256Mi'],
    ['c1.medium', 2000, '2048Mi'],
    ['s1.small', 1000, '2048Mi'],
    ['u1.xlarge', 8000, '32768Mi'],
    ['m1.4xlarge', 32000, '262144Mi'],
  ])('%s is %dm and %s', (preset, milliCpu, memory) => {
    expect(presetSize(preset)).toEqual({ milliCpu, memory });
  });

  it.each(SERIES)('%s is %dm with %dMi for each CPU', (preset, milliCpu, mebibytes) => {
    expect(presetSize(preset)).toEqual({ milliCpu, memory: `${(milliCpu / 1000) * mebibytes}Mi` });
  });
});

describe('presetsOf', () => {
  it.each(['1.1.2', '1.3.9'] as const)('knows the flat ones at %s', (release) => {
    expect(presetsOf(release)).toEqual(FLAT.map(([preset]) => preset));
  });

  it.each(['1.4.0', '1.6.2'] as const)('knows the series beside them at %s', (release) => {
    expect([...presetsOf(release)].sort()).toEqual([...FLAT, ...SERIES].map(([preset]) => preset).sort());
  });

  it('takes none away', () => {
    expect([...ALL_PRESETS].sort()).toEqual([...presetsOf('1.6.2')].sort());
  });
});
