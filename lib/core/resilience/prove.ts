import { HikubeError } from '../issue';
import { BUDGET, examine, isProven, type Memo } from './examine';
import { isSame, outcomes, type Chosen } from './facts';
import { faultsOf, nowhere } from './faults';
import type { Objective } from './objective';
import { problemFor, problemsOf, shapeOf, type Problem } from './problem';
import { subsets } from './subsets';
import type { System } from './system';
import type { CheckReport, FactChoice, ObjectiveReport, Verdict } from './verdict';
import { choicesOf, counterexampleOf, witnessOf } from './witness';

/** What every proof rests on. */
export const BASELINE = ['A-STEADY', 'A-FRESH', 'A-MGMT'] as const;
/** What a proof rests on where single machines are lost: that each member of a part has one of its own. */
export const OWN_MACHINES = 'A-NODES';

/** So many looks are taken at a part of what is too long as a whole. */
const SHORT = 40_000;

/** Which value an assumption means. */
const indexOf = (oneOf: readonly unknown[], is: unknown): number =>
  is === undefined ? 0 : oneOf.findIndex((one) => isSame(one, is));

/** The problem under what somebody assumes. */
export function assuming(problem: Problem, { assume }: Pick<Objective, 'assume'>): Problem {
  const fixed = new Map<string, number>();
  for (const { fact, is } of assume) {
    const known = problem.facts.get(fact);
    if (known) fixed.set(fact, indexOf(known.oneOf, is));
  }
  return { ...problem, fixed };
}

/**
 * Judges an objective over every placement that the schedulers may choose, and every way in which what nobody told may
 * turn out. A placement is judged under all that may happen before placements are compared: that each failure alone is
 * survived by some placement does not mean that one survives them all.
 *
 * @param memo what was found out before, of systems that are alike
 * @throws HikubeError HK7010 to HK7014 for a system or an objective that contradicts itself
 */
export function prove(system: System, objective: Objective, memo: Memo = new Map()): ObjectiveReport {
  const faults = faultsOf(system, objective);
  if (faults.length > 0) throw new HikubeError(faults);
  const { require, survive } = objective;
  const problems = problemsOf(require, survive, system).map((problem) => assuming(problem, objective));
  const verdict = verdictOf(problems, objective, memo);
  // Where the whole takes too long, its parts are not each given as long again.
  const isLong = verdict.kind === 'unknown' && verdict.because === 'budget';
  const checks: CheckReport[] = require.flatMap((one) =>
    survive.map((failure) => {
      const problem = assuming(problemFor(one, [failure], system), objective);
      return { require: one, failure, verdict: verdictOf([problem], objective, memo, isLong ? SHORT : BUDGET) };
    }),
  );
  return { objective, verdict, checks };
}

/** One verdict over problems that have nothing in common. */
function verdictOf(problems: readonly Problem[], objective: Objective, memo: Memo, budget = BUDGET): Verdict {
  const found = problems.map((problem) => [problem, examine(problem, memo, budget)] as const);
  const empty = found.flatMap(([, { empty }]) => empty ?? [])[0];
  if (empty) throw new HikubeError([nowhere(empty.part)]);
  const refuted = found.find(([, { good, bad, overBudget }]) => bad && !good && !overBudget);
  if (refuted) return { kind: 'refuted', counterexample: counterexampleOf(refuted[0], refuted[1].bad!) };
  if (found.some(([, { overBudget }]) => overBudget)) return { kind: 'unknown', because: 'budget' };
  const open = found.filter(([, { bad }]) => bad);
  const first = open[0];
  if (!first)
    return { kind: 'proven', relies: [...BASELINE, ...machinesIn(problems), ...reliedOn(problems, objective)] };
  const good = found.map(([problem, { good }]) => witnessOf(problem, good!));
  return {
    kind: 'unknown',
    because: 'placement',
    bad: counterexampleOf(first[0], first[1].bad!),
    good: { placement: good.flatMap(({ placement }) => placement), facts: good.flatMap(({ facts }) => facts) },
    wouldProve: together(open.map(([problem]) => proofs(problem, memo))),
  };
}

const machinesIn = (problems: readonly Problem[]): string[] =>
  problems.some(({ situations }) => situations.some(({ machine }) => machine?.what === 'node')) ? [OWN_MACHINES] : [];

/** The assumptions that a verdict looked at. */
const reliedOn = (problems: readonly Problem[], { assume }: Objective): string[] => [
  ...new Set(assume.map(({ fact }) => fact).filter((fact) => problems.some(({ facts }) => facts.has(fact)))),
];

/** So many facts are settled at once to see whether that would do. */
const MOST_FACTS = 4;

/** What was found out already of the facts that prove something. */
const known = new WeakMap<Memo, Map<string, readonly Chosen[]>>();

/** The smallest sets of facts that prove a problem. */
function proofs(problem: Problem, memo: Memo): FactChoice[][] {
  const before = known.get(memo) ?? new Map<string, readonly Chosen[]>();
  known.set(memo, before);
  const shape = shapeOf(problem);
  const enough = before.get(shape) ?? smallest(problem, memo);
  before.set(shape, enough);
  return enough.map((chosen) => settledBy(problem, chosen));
}

function smallest(problem: Problem, memo: Memo): readonly Chosen[] {
  const open = [...problem.facts].filter(([id]) => !problem.fixed.has(id));
  for (let size = 1; size <= Math.min(open.length, MOST_FACTS); size++) {
    const enough = subsets(open, size).flatMap((some) =>
      [...outcomes(new Map(some))].filter((chosen) => {
        const fixed = new Map([...problem.fixed, ...chosen]);
        return isProven(examine({ ...problem, fixed }, memo));
      }),
    );
    if (enough.length > 0) return enough;
  }
  return [];
}

const settledBy = (problem: Problem, chosen: Chosen): FactChoice[] =>
  choicesOf(problem, chosen).filter(({ fact }) => chosen.has(fact));

/** Sets that do for all of several, one of each; none where one of them has none. */
const together = (sets: readonly (readonly FactChoice[][])[]): FactChoice[][] =>
  sets.reduce<FactChoice[][]>((done, some) => done.flatMap((one) => some.map((more) => [...one, ...more])), [[]]);
