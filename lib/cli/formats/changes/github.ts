import { changedOf } from '../../changes/report';
import { closing, titleOf, type ChangeFormat } from './text';

/** Escapes as the runner undoes it; a property ends at a comma or a double colon (actions/toolkit, core/command.ts). */
const data = (text: string): string => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const property = (text: string): string => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
const LEVEL = { info: 'notice', warning: 'warning', error: 'error' } as const;

/** Workflow commands, by which GitHub shows effects beside the files of a pull request. */
export const githubChanges: ChangeFormat = (report, { fromRoot }) => {
  const commands = changedOf(report).flatMap((change) =>
    change.effects.map(({ code, severity, message, first, pointers }) => {
      const { source, lineOf } = change;
      const line = (pointers[0] && lineOf?.(pointers[0])) || source?.line;
      const place = source ? `file=${property(fromRoot(source.file))},line=${line},` : '';
      const title = property(`${code} ${titleOf(change)}`);
      const advice = severity === 'info' ? '' : ` Before: ${first}`;
      return `::${LEVEL[severity]} ${place}title=${title}::${data(message + advice)}`;
    }),
  );
  return `${[...commands, closing(report)].join('\n')}\n`;
};
