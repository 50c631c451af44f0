import type { FileIssue } from '../judge';
import { excerpt, linesOf } from './excerpt';
import type { Format, FormatContext } from './format';
import { summaryLine } from './summary';
import { visible, wrap } from './visible';

/**
 * For people. The first line of a block stays one line, so that it can be searched and clicked; the reason and the
 * remedy below the excerpt are wrapped.
 */
export const textFormat: Format = (verdict, context) => {
  const known = new Map<string, readonly string[]>();
  const lines = (file: string): readonly string[] => {
    const text = verdict.texts.get(file);
    const found = known.get(file) ?? (text === undefined ? [] : linesOf(text));
    known.set(file, found);
    return found;
  };
  const blocks = verdict.issues.map((issue) => block(issue, lines(issue.source.file), context));
  return `${[...blocks, summaryLine(verdict)].join('\n\n')}\n`;
};

function block(issue: FileIssue, lines: readonly string[], { width, paint }: FormatContext): string {
  const { code, severity, message, why, remedy, source } = issue;
  const place = paint('bold', `${visible(source.file)}:${source.line}:${source.column}`);
  const level = paint(severity === 'error' ? 'red' : 'yellow', severity);
  const head = `${place} ${level} ${paint('bold', code)} ${visible(message)}`;
  const shown = excerpt(lines, source.line, source.column, width).map((row) => paint('dim', row));
  const text = wrap(visible([why, remedy].filter(Boolean).join(' ')), width, '  ');
  return [head, ...(shown.length > 0 ? ['', ...shown] : []), text].join('\n');
}
