import { changedOf } from '../../changes/report';
import { closing, titleOf, type ChangeFormat } from './text';
import { data, property } from '../workflow-command';

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
