import { IMPACT_WORDS } from '../../../core/change/page';
import type { Effect } from '../../../core/change/effect';
import { pointerKeys, quote } from '../../../core/json';
import { changedOf, stops, summaryOf, worstOf, type ChangeReport, type ReportedChange } from '../../changes/report';
import type { OutputContext } from '../context';
import { visible, wrap } from '../visible';

/** A report as text for standard output. */
export type ChangeFormat = (report: ChangeReport, context: OutputContext) => string;

const SIGN = { created: '+', changed: '~', removed: '-', same: ' ' } as const;
const STYLE = { info: 'dim', warning: 'yellow', error: 'red' } as const;

/** For people: the effects of each object first, and the fields under them. */
export const textChanges: ChangeFormat = (report, context) =>
  `${[...changedOf(report).map((change) => block(change, context)), ...remarks(report, context), closing(report)].join('\n\n')}\n`;

function block(change: ReportedChange, context: OutputContext): string {
  const { is, impact, effects, fields, notes } = change;
  const { paint, width } = context;
  const worst = stops({ impact }) ? 'red' : 'bold';
  const head = `${SIGN[is]} ${paint('bold', titleOf(change))}  ${paint(worst, IMPACT_WORDS[impact])}`;
  return [
    head,
    ...effects.flatMap((effect) => lines(effect, context)),
    ...(fields.length > 0 ? [''] : []),
    ...fields.map((field) => paint('dim', `    ${visible(fieldLine(field))}`)),
    ...notes.flatMap((note) => ['', wrap(visible(note), width, '    ')]),
  ].join('\n');
}

function lines({ code, severity, impact, message, first }: Effect, { width, paint }: OutputContext): string[] {
  const label = `${code} ${IMPACT_WORDS[impact]}: `;
  const text = wrap(visible(label + message), width, '    ').replace(code, paint(STYLE[severity], code));
  return severity === 'info' ? [text] : [text, wrap(visible(`Before: ${first}`), width, '      ')];
}

/** One field: its path, what it was, and what it becomes. */
export function fieldLine({ pointer, before, after }: ReportedChange['fields'][number]): string {
  const path = pointerKeys(pointer).join('.');
  if (before === undefined) return `${path}: new, ${quote(after)}`;
  return after === undefined ? `${path}: ${quote(before)} goes` : `${path}: ${quote(before)} → ${quote(after)}`;
}

/** `Kubernetes tenant-acme/web`. */
export const titleOf = ({ object: { kind, namespace, name } }: Pick<ReportedChange, 'object'>): string =>
  visible(`${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`);

function remarks(report: ChangeReport, { width }: OutputContext): string[] {
  const same = report.changes.filter(({ is, notes }) => is === 'same' && notes.length > 0);
  return same.map((change) =>
    [`  ${titleOf(change)}`, ...change.notes.map((note) => wrap(visible(note), width, '    '))].join('\n'),
  );
}

/** The last line: how many objects, the worst that happens, and what was passed over. */
export function closing(report: ChangeReport): string {
  const { created, changed, removed, same } = summaryOf(report);
  const worst = worstOf(report);
  const counts = [
    created && `${created} created`,
    changed && `${changed} changed`,
    removed && `${removed} removed`,
    same && `${same} the same`,
  ].filter(Boolean);
  const head = worst === undefined ? 'No difference' : `${counts.join(', ')}; at worst: ${IMPACT_WORDS[worst]}`;
  const what = worst === undefined && same > 0 ? ` in ${same} object${same === 1 ? '' : 's'}` : '';
  const { passedOver, isLive, from, to } = report;
  const others = passedOver.length > 0 ? ` Passed over, of other kinds: ${someOf(passedOver)}.` : '';
  const sides = isLive ? '' : ` From ${from} to ${to}; no platform was asked.`;
  return visible(`${head}${what}.${sides}${others}`);
}

const MOST_NAMED = 5;
/** Names, as many as a reader takes in. */
export function someOf(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${more} more` : names.join(', ');
}
