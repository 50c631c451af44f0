import { inOrder } from '../../core/change/change';
import { keyOf } from '../../core/change/changes';
import { worstImpact, type Effect } from '../../core/change/effect';
import type { FileIssue } from '../judge';
import type { ChangeReport, ReportedChange } from './report';

/**
 * A report with what the rules say against the new state of objects that something happens to: the platform would take it,
 * and the release would fail. Errors of objects that stay as they are belong to `hikube check`.
 */
export function withFaults(report: ChangeReport, issues: readonly FileIssue[]): ChangeReport {
  const faults = new Map<string, Effect[]>();
  for (const issue of issues) {
    if (issue.severity !== 'error' || !issue.object) continue;
    const key = keyOf(issue.object);
    faults.set(key, [...(faults.get(key) ?? []), faultOf(issue)]);
  }
  const changes = report.changes.map((change): ReportedChange => {
    const own = faults.get(keyOf(change.object)) ?? [];
    if (own.length === 0 || change.is === 'same' || change.is === 'removed') return change;
    const effects = inOrder([...own, ...change.effects]);
    return { ...change, effects, impact: worstImpact(effects.map(({ impact }) => impact)) };
  });
  return { ...report, changes };
}

const faultOf = ({ code, message, why, remedy, pointer = '' }: FileIssue): Effect => ({
  code,
  impact: 'refused',
  severity: 'error',
  message,
  why,
  first: remedy,
  pointers: [pointer],
});
