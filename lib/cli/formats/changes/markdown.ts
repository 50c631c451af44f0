import { IMPACT_WORDS } from '../../../core/change/page';
import { changedOf, stops, worstOf, type ReportedChange } from '../../changes/report';
import { visible } from '../visible';
import { closing, fieldLine, titleOf, type ChangeFormat } from './text';

const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>|#~]/g, (character) => `\\${character}`);
/** Text that Markdown shows as it is; the commands and fields in it, which stand between backticks, as code. */
const plain = (text: string): string =>
  visible(text)
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? part : escaped(part)))
    .join('');
/** A text as code, whatever it holds. */
function code(text: string): string {
  const shown = visible(text);
  const fence = '`'.repeat(Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  const space = /^`|`$/.test(shown) ? ' ' : '';
  return `${fence}${space}${shown}${space}${fence}`;
}

const MARK = { created: 'created', changed: 'changed', removed: 'removed', same: 'the same' } as const;

/** For a comment in a pull request. */
export const markdownChanges: ChangeFormat = (report) => {
  const worst = worstOf(report);
  const heading = worst === undefined ? '### No difference' : `### ${capital(IMPACT_WORDS[worst])}`;
  const notes = report.changes.filter(({ is, notes }) => is === 'same' && notes.length > 0).map(section);
  const whole = changedOf(report).map(section);
  const page = (sections: readonly string[]): string =>
    `${[heading, ...sections, ...notes, plain(closing(report))].join('\n\n')}\n`;
  if (page(whole).length <= MOST) return page(whole);
  const short = page(changedOf(report).map((change) => section({ ...change, fields: [] })));
  if (short.length <= MOST) return short;
  return `${short.slice(0, short.lastIndexOf('\n\n', MOST))}\n\nToo much for one comment: \`--format text\` has all of it.\n`;
};

/** What GitHub takes for a comment is 65,536 characters (GitHub's GraphQL API, AddCommentInput). */
const MOST = 60_000;

function section(change: ReportedChange): string {
  const { is, impact, effects, fields, notes } = change;
  const mark = stops({ impact }) ? '**' : '';
  const effectLines = effects.map(({ code: name, severity, message, first }) => {
    const advice = severity === 'info' ? '' : ` _Before:_ ${plain(first)}`;
    return `- **${name}** ${plain(message)}${advice}`;
  });
  const fieldLines =
    fields.length === 0
      ? []
      : [
          '',
          '<details><summary>Fields</summary>',
          '',
          ...fields.map((field) => `- ${code(fieldLine(field))}`),
          '',
          '</details>',
        ];
  return [
    `#### ${code(titleOf(change))} ${MARK[is]}: ${mark}${IMPACT_WORDS[impact]}${mark}`,
    '',
    ...effectLines,
    ...fieldLines,
    ...notes.flatMap((note) => ['', plain(note)]),
  ].join('\n');
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
