import type { FileIssue } from '../judge';
import type { Format, FormatContext } from './format';
import { summaryLine } from './summary';
import { data, property } from './workflow-command';

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
