import path from 'node:path';
import { withAdditions } from '../additions';
import { paintFor } from '../formats/colour';
import type { Format, FormatContext } from '../formats/format';
import { githubFormat } from '../formats/github';
import { jsonFormat } from '../formats/json';
import { sarifFormat } from '../formats/sarif';
import { textFormat } from '../formats/text';
import { readInput } from '../input';
import type { CommandIo, ExitCode } from '../io';
import { judge, type JudgeOptions } from '../judge';
import { packageVersion } from '../version';

export const FORMATS = { text: textFormat, json: jsonFormat, github: githubFormat, sarif: sarifFormat } as const;

/** How `hikube check` was called. */
export interface CheckCommand extends JudgeOptions {
  readonly format: keyof typeof FORMATS;
  /** A file of what the provider has beyond the profile. @default none */
  readonly additions?: string;
  /** Whether warnings fail. @default no */
  readonly strict?: boolean;
}

const WIDTH_ELSEWHERE = 100;
const NARROWEST = 40;

/** Judges files and tells what was found. Everything is read before anything is judged. */
export async function checkFiles(files: readonly string[], command: CheckCommand, io: CommandIo): Promise<ExitCode> {
  const { additions } = command;
  const profile = additions === undefined ? command.profile : withAdditions(command.profile, additions, io.cwd);
  const verdict = judge(await readInput(files, io), { ...command, profile });
  const format: Format = FORMATS[command.format];
  io.stdout(format(verdict, contextOf(io)));
  const { errors, warnings } = verdict.summary;
  return errors > 0 || (command.strict && warnings > 0) ? 1 : 0;
}

function contextOf(io: CommandIo): FormatContext {
  // In a workflow of GitHub, paths count from the checkout, wherever in it the step runs.
  const root = io.env.GITHUB_WORKSPACE || io.cwd;
  return {
    version: packageVersion(),
    width: io.isTTY && io.columns ? Math.max(NARROWEST, io.columns) : WIDTH_ELSEWHERE,
    paint: paintFor(io),
    fromRoot: (file) => path.relative(root, path.resolve(io.cwd, file)).replaceAll(path.sep, '/'),
  };
}
