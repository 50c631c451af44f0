import { HikubeError } from '../issue';
import { examine, type Memo } from './examine';
import { faultsOf, nowhere } from './faults';
import type { Objective } from './objective';
import { problemsOf } from './problem';
import { assuming } from './prove';
import type { Part, System } from './system';
import type { Verdict } from './verdict';

const texts = new WeakMap<Part, string>();

/** A part as text, which many objectives ask for. */
function textOf(part: Part): string {
  const known = texts.get(part) ?? JSON.stringify(part);
  texts.set(part, known);
  return known;
}

const wholes = new WeakMap<object, { readonly of: System; readonly text: string }>();

/** What of a system is of no single part, as text; all systems of one program have it in common. */
function wholeOf(system: System): string {
  const { regions, links, freeCapacity, labelled } = system;
  const known = wholes.get(links);
  if (known?.of.regions === regions && known.of.freeCapacity === freeCapacity && known.of.labelled === labelled) {
    return known.text;
  }
  const text = JSON.stringify([regions, links, freeCapacity, labelled]);
  wholes.set(links, { of: system, text });
  return text;
}

/** What an objective and its system are apart from the names of parts, so that those that are alike are judged once. */
function shapeOf(system: System, { survive, require, assume }: Objective): string {
  const { parts, groups } = system;
  const names = parts.flatMap((part) => (part.kind === 'nodeGroup' ? [part.name, part.cluster] : [part.name]));
  let text = parts.map(textOf).join() + JSON.stringify([groups, survive, require, assume]);
  for (const [i, name] of [...new Set(names)].entries()) text = text.replaceAll(JSON.stringify(name), `#${i}`);
  return text + wholeOf(system);
}

const kinds = new WeakMap<Memo, Map<string, Verdict['kind']>>();

/**
 * The word of a verdict alone, which takes a fraction of what the whole takes.
 *
 * @throws HikubeError HK7010 to HK7012 as `prove` does
 */
export function verdictKindOf(system: System, objective: Objective, memo: Memo): Verdict['kind'] {
  const known = kinds.get(memo) ?? new Map<string, Verdict['kind']>();
  kinds.set(memo, known);
  const shape = shapeOf(system, objective);
  const kind = known.get(shape) ?? judged(system, objective, memo);
  known.set(shape, kind);
  return kind;
}

function judged(system: System, objective: Objective, memo: Memo): Verdict['kind'] {
  const faults = faultsOf(system, objective);
  if (faults.length > 0) throw new HikubeError(faults);
  const problems = problemsOf(objective.require, objective.survive, system);
  const found = problems.map((problem) => examine(assuming(problem, objective), memo));
  const empty = found.flatMap((one) => one.empty ?? [])[0];
  if (empty) throw new HikubeError([nowhere(empty.part)]);
  if (found.some(({ good, bad, overBudget }) => bad && !good && !overBudget)) return 'refuted';
  return found.some(({ bad, overBudget }) => bad || overBudget) ? 'unknown' : 'proven';
}
