import type { Verdict } from '../judge';

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** The verdict in one sentence. */
export function summaryLine({ summary, acknowledged, ignored }: Verdict): string {
  const { objects, errors, warnings, passedOver } = summary;
  const found = [errors && count(errors, 'error'), warnings && count(warnings, 'warning')].filter(Boolean).join(', ');
  const judged = count(objects, 'object');
  const verdict = objects === 0 && !found ? 'No objects to judge' : `${found || 'No issues'} in ${judged}`;
  const rest = [
    acknowledged.length && `${acknowledged.length} acknowledged`,
    ignored && `${ignored} ignored`,
    passedOver && `${count(passedOver, 'other document')} passed over`,
  ];
  return `${[verdict, ...rest.filter(Boolean)].join('; ')}.`;
}
