import type { FileIssue } from '../judge';
import type { Format, FormatContext } from './format';
import { summaryLine } from './summary';

/** Escapes as the runner undoes it; a property ends at a comma or a double colon (actions/toolkit, core/command.ts). */
const data = (text: string): string => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const property = (text: string): string => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');

/** Workflow commands, by which GitHub shows issues beside the lines of a pull request. */
export const githubFormat: Format = (verdict, context) =>
  [...verdict.issues.map((issue) => command(issue, context)), `${summaryLine(verdict)}\n`].join('\n');

function command(issue: FileIssue, { fromRoot }: FormatContext): string {
  const { code, severity, message, why, remedy, source } = issue;
  const { line, column } = source;
  const file = property(fromRoot(source.file));
  const text = data([message, why, remedy].filter(Boolean).join(' '));
  return `::${severity} file=${file},line=${line},col=${column},title=${property(code)}::${text}`;
}
