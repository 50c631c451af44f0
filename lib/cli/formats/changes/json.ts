import type { Effect } from '../../../core/change/effect';
import { jsonText } from '../json';
import { summaryOf } from '../../changes/report';
import type { ChangeFormat } from './text';

/** For programs. A side of a field where it is absent has no key. */
export const jsonChanges: ChangeFormat = (report) =>
  jsonText({
    from: report.from,
    to: report.to,
    changes: report.changes.map(({ object, is, impact, effects, fields, source, notes }) => ({
      object,
      is,
      impact,
      effects: effects.map(inOrder),
      fields,
      ...(source && { source }),
      ...(notes.length > 0 && { notes }),
    })),
    ...(report.passedOver.length > 0 && { passedOver: report.passedOver }),
    summary: summaryOf(report),
  });

const inOrder = ({ code, severity, impact, message, why, first, pointers, rollout }: Effect): object => ({
  code,
  severity,
  impact,
  message,
  why,
  first,
  pointers,
  ...(rollout && { rollout }),
});
