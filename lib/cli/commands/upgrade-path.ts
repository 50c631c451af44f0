import type { PlatformProfile } from '../../core/platform/profile';
import { upgradePath as pathBetween, type UpgradePath } from '../../core/upgrade/path';
import type { Look, UpgradeStep } from '../../core/upgrade/step';
import { contextOf } from '../formats/context';
import { jsonText } from '../formats/json';
import { wrap } from '../formats/visible';
import { Unusable, type CommandIo, type ExitCode } from '../io';

/** How `hikube upgrade-path` was called. */
export interface UpgradePathCommand {
  readonly profile: PlatformProfile;
  readonly format: 'text' | 'json';
}

/** Tells how to get from one minor version of Kubernetes to another, and what each step asks for. */
export function upgradePath(
  from: string,
  to: string,
  { profile, format }: UpgradePathCommand,
  io: CommandIo,
): ExitCode {
  const path = pathBetween(from, to, profile);
  if ('fault' in path) throw new Unusable(path.fault);
  io.stdout(
    format === 'json'
      ? jsonText({ profile: profile.name, release: profile.release, ...path })
      : pathText(path, profile, contextOf(io).width),
  );
  return 0;
}

/** What every step says is said once, before the steps. */
function pathText(path: UpgradePath, profile: PlatformProfile, width: number): string {
  const { from, to, notes, steps } = path;
  const common = steps[0]!.does.filter((says) => steps.every(({ does }) => does.includes(says)));
  const count = steps.length === 1 ? 'one step' : `${steps.length} steps, one minor at a time`;
  const head = [`From ${from} to ${to} on ${profile.title}: ${count}.`, ...notes].join(' ');
  const each =
    steps.length === 1 ? 'To begin it, write the version' : 'To begin a step, write its version and nothing else';
  return `${[
    wrap(head, width),
    wrap(`${each}, look at \`hikube diff\`, and apply. Then:`, width),
    common.map((says) => item(says, width)).join('\n'),
    ...steps.map((step, i) => stepText(step, { number: i + 1, isLast: i === steps.length - 1, common, width })),
  ].join('\n\n')}\n`;
}

interface Place {
  readonly number: number;
  readonly isLast: boolean;
  /** What every step does. */
  readonly common: readonly string[];
  readonly width: number;
}

function stepText(step: UpgradeStep, { number, isLast, common, width }: Place): string {
  const { from, to, patch, first, find, does, waitFor } = step;
  const own = does.filter((says) => !common.includes(says));
  return [
    `${number}. ${from} to ${to}: write \`version: ${to}\`, the platform picks ${patch}`,
    '  First:',
    ...first.map((says) => item(says, width)),
    ...find.flatMap((look) => ['  Who still asks for it:', lookText(look, width)]),
    ...(own.length > 0 ? ['  With it:', ...own.map((says) => item(says, width))] : []),
    isLast ? '  Done when:' : '  Before the next:',
    ...waitFor.map((look) => lookText(look, width)),
  ].join('\n');
}

const item = (says: string, width: number): string => wrap(`- ${says}`, width, '    ').replace('    -', '  -');

/** A command stands on a line of its own, whole, so that it can be copied. */
const lookText = ({ command, says }: Look, width: number): string => `    ${command}\n${wrap(says, width, '      ')}`;
