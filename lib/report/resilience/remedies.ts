import type { Memo } from '../../core/resilience/examine';
import { explain, remedyText } from '../../core/resilience/explain';
import type { System } from '../../core/resilience/system';
import type { ObjectiveReport } from '../../core/resilience/verdict';
import type { SuggestedRemedy } from './inputs';

/** What would have each objective proven that is not, by its name. */
export function remediesFor(
  system: System,
  reports: readonly ObjectiveReport[],
  memo: Memo = new Map(),
): Map<string, readonly SuggestedRemedy[]> {
  // Where there is no time to look at all, there is none to look at all that might be changed.
  const open = reports.filter(
    ({ verdict }) => verdict.kind === 'refuted' || (verdict.kind === 'unknown' && verdict.because === 'placement'),
  );
  return new Map(
    open.map(({ objective }) => [
      objective.name,
      explain(system, objective, memo).map(({ cost, steps }) => ({ cost, steps: steps.map(remedyText) })),
    ]),
  );
}
