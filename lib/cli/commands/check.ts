import { withAdditions } from '../additions';
import { contextOf } from '../formats/context';
import type { Format } from '../formats/format';
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

/** Judges files and tells what was found. Everything is read before anything is judged. */
export async function checkFiles(files: readonly string[], command: CheckCommand, io: CommandIo): Promise<ExitCode> {
  const { additions } = command;
  const profile = additions === undefined ? command.profile : withAdditions(command.profile, additions, io.cwd);
  const verdict = judge(await readInput(files, io), { ...command, profile });
  const format: Format = FORMATS[command.format];
  io.stdout(format(verdict, { ...contextOf(io), version: packageVersion() }));
  const { errors, warnings } = verdict.summary;
  return errors > 0 || (command.strict && warnings > 0) ? 1 : 0;
}
