import { sortKeys } from '../../core/json';
import { BASELINE } from '../../core/resilience/prove';
import type { System } from '../../core/resilience/system';
import type { ObjectiveReport } from '../../core/resilience/verdict';
import { BASELINE_TEXT, type ReportExtra } from './inputs';

/**
 * What became of objectives, for programs: all that is needed to draw it or to replay it, in the form of
 * `schema/resilience/report.json`. The same input gives the same bytes.
 */
export function jsonReport(system: System, reports: readonly ObjectiveReport[], extra: ReportExtra = {}): string {
  const objectives = reports.map((report) => {
    const remedies = extra.remedies?.get(report.objective.name);
    return { ...report, ...(remedies && { remedies }) };
  });
  const baseline = BASELINE.map((id) => ({ id, text: BASELINE_TEXT[id] }));
  const report = { format: 1, system, objectives, baseline, facts: extra.facts ?? [] };
  return `${JSON.stringify(sortKeys(report), null, 2)}\n`;
}
