import type { Release } from './release';
import { compareReleases } from './release';
import type { MachineSize } from './instance-types';

/** The sizes of a control-plane component that every release knows. Deprecated by the platform from 1.4 on. */
export type FlatPreset = 'nano' | 'micro' | 'small' | 'medium' | 'large' | 'xlarge' | '2xlarge';
/** The series of sizes that came with platform 1.4, by memory per CPU: ½, 1, 2, 4 and 8 GiB. */
export type PresetSeries = 't1' | 'c1' | 's1' | 'u1' | 'm1';
/** A size within a series. */
export type PresetSize = 'nano' | 'micro' | 'small' | 'medium' | 'large' | 'xlarge' | '2xlarge' | '4xlarge';
/** A named size of a control-plane component. */
export type Preset = FlatPreset | `${PresetSeries}.${PresetSize}`;

/** The release that brought the series. */
export const PRESET_SERIES_SINCE: Release = '1.4.0';

/**
 * The limits that a flat preset stands for, in millicores and Mi. Requests are a tenth of the CPU, and the same memory.
 * Source: cozystack v1.1.2 and v1.6.2, packages/library/cozy-lib/templates/_resourcepresets.tpl. (Hikube's
 * documentation gives lower CPU figures, from a table that the charts do not use.)
 */
const FLAT: Readonly<Record<FlatPreset, [milliCpu: number, mebibytes: number]>> = {
  nano: [250, 128],
  micro: [500, 256],
  small: [1000, 512],
  medium: [1000, 1024],
  large: [2000, 2048],
  xlarge: [4000, 4096],
  '2xlarge': [8000, 8192],
};
const SERIES_CPU: Readonly<Record<PresetSize, number>> = {
  nano: 250,
  micro: 500,
  small: 1000,
  medium: 2000,
  large: 4000,
  xlarge: 8000,
  '2xlarge': 16000,
  '4xlarge': 32000,
};
const MEBIBYTES_PER_CPU: Readonly<Record<PresetSeries, number>> = { t1: 512, c1: 1024, s1: 2048, u1: 4096, m1: 8192 };

const FLAT_NAMES = Object.keys(FLAT) as FlatPreset[];
const SERIES_NAMES = (Object.keys(MEBIBYTES_PER_CPU) as PresetSeries[]).flatMap((series) =>
  (Object.keys(SERIES_CPU) as PresetSize[]).map((size): Preset => `${series}.${size}`),
);

/** Every preset of any release. */
export const ALL_PRESETS: readonly Preset[] = [...SERIES_NAMES, ...FLAT_NAMES];

/** The presets that a release takes. */
export function presetsOf(release: Release): readonly Preset[] {
  return compareReleases(release, PRESET_SERIES_SINCE) >= 0 ? ALL_PRESETS : FLAT_NAMES;
}

/** The CPU (in millicores) and memory limits that a preset stands for. */
export function presetSize(preset: Preset): { readonly milliCpu: number } & Pick<MachineSize, 'memory'> {
  const [series, size] = preset.split('.') as [PresetSeries, PresetSize | undefined];
  if (size === undefined) {
    const [milliCpu, mebibytes] = FLAT[preset as FlatPreset];
    return { milliCpu, memory: `${mebibytes}Mi` };
  }
  const milliCpu = SERIES_CPU[size];
  return { milliCpu, memory: `${(milliCpu * MEBIBYTES_PER_CPU[series]) / 1000}Mi` };
}
