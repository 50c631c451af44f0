import { InvalidArgumentError, Option, type Command } from 'commander';
import { isDns1123Label } from '../core/names';
import type { PlatformProfile } from '../core/platform/profile';
import { knownCode, knownEffect } from './commands/explain';
import { PROFILE_NAMES, profileNamed } from './profiles';

/** The lines of an example, below a command's help. */
export const example = (...lines: readonly string[]): string =>
  `\nExample${lines.length === 1 ? '' : 's'}:\n${lines.map((line) => `  ${line}`).join('\n')}`;

/** `--profile` and `--additions`: the platform that objects are for. */
export const withProfile = (command: Command): Command =>
  command
    .addOption(
      new Option('--profile <name>', `the platform: ${PROFILE_NAMES.join(', ')}`)
        .default(profileNamed(PROFILE_NAMES[0]!), PROFILE_NAMES[0]!)
        .argParser((name: string): PlatformProfile => {
          const profile = profileNamed(name);
          // Near in letters is far in releases.
          if (!profile) throw new InvalidArgumentError(`Known: ${PROFILE_NAMES.join(', ')}.`);
          return profile;
        }),
    )
    .option('--additions <file>', 'what your provider has beyond the profile: instance types, GPUs, storage classes');

/** `--context`, `--kubeconfig` and `-n`, as kubectl has them. */
export const withTarget = (command: Command): Command =>
  command
    .option('--context <name>', 'the context of the kubeconfig')
    .option('--kubeconfig <file>', 'the kubeconfig; KUBECONFIG and ~/.kube/config otherwise')
    .option('-n, --namespace <name>', "the namespace of objects that name none; the context's otherwise", namespace);

/** A namespace as an option. */
export function namespace(name: string): string {
  if (!isDns1123Label(name)) throw new InvalidArgumentError('A namespace has lower-case letters, digits and dashes.');
  return name;
}

const codesBy =
  (known: (code: string) => string, such: string) =>
  (written: string, before: ReadonlySet<string> = new Set()): ReadonlySet<string> => {
    const given = written.split(',').filter((code) => code.trim() !== '');
    if (given.length === 0) throw new InvalidArgumentError(`Write a code, such as ${such}.`);
    return new Set([...before, ...given.map(known)]);
  };

/** Codes of rules, with commas between them. */
export const codes = codesBy(knownCode, 'HK2101');
/** Codes of effects. */
export const effectCodes = codesBy(knownEffect, 'HK5202');

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** A time such as `90s`, `30m` or `1h`, in milliseconds. */
export function duration(written: string): number {
  const match = /^(\d{1,6})(s|m|h)$/.exec(written.trim());
  if (!match || Number(match[1]) === 0) throw new InvalidArgumentError('Write a time such as 90s, 30m or 1h.');
  return Number(match[1]) * UNITS[match[2]!]!;
}
