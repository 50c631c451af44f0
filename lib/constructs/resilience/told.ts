import type { Issue } from '../../core/issue';
import { explain, remedyText } from '../../core/resilience/explain';
import type { Objective } from '../../core/resilience/objective';
import type { System } from '../../core/resilience/system';
import type { ObjectiveReport } from '../../core/resilience/verdict';
import { programIssue } from '../wiring';

/** An objective that is not met, with the counterexample in words and the cheapest way out. */
export function toldOf(path: string, { verdict }: ObjectiveReport, system: System, objective: Objective): Issue {
  if (verdict.kind === 'unknown' && verdict.because === 'budget') {
    const message = 'It is not proven: there are more placements than can be looked at.';
    return programIssue('HK7003', path, message, 'Ask for less at once: fewer requirements, or fewer failures.');
  }
  const remedy = remedyFor(system, objective);
  if (verdict.kind === 'refuted') {
    const message = `It is refuted, wherever things stand. ${verdict.counterexample.steps.join(' ')}`;
    return programIssue('HK7002', path, message, remedy);
  }
  const steps = verdict.kind === 'unknown' ? verdict.bad.steps : [];
  return programIssue('HK7003', path, `It is not proven. It may be that ${said(steps)}`, remedy);
}

/** The steps as one sentence of what may be, each after the first by itself. */
const said = ([first = '', ...others]: readonly string[]): string => [first, ...others].join(' ');

function remedyFor(system: System, objective: Objective): string {
  const [cheapest] = explain(system, objective);
  if (!cheapest) return 'No single change or fact would prove it: require less, or survive less.';
  return cheapest.steps.map(remedyText).join(' ');
}
