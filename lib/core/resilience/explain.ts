import { HikubeError } from '../issue';
import { changeCandidates, factCandidates, within, type Candidate } from './explain/candidates';
import { remedied, type Case, type Remedy } from './explain/remedy';
import { examine, isProven, type Memo } from './examine';
import { faultsOf, faultsOfSystem, nowhere } from './faults';
import type { Objective } from './objective';
import { problemsOf, type Problem } from './problem';
import { assuming } from './prove';
import type { System } from './system';

export { remedied, remedyText } from './explain/remedy';
export type { Case, ChangeRemedy, FactRemedy, Remedy } from './explain/remedy';

/** What would have an objective proven, and what it takes. */
export interface Explanation {
  readonly cost: number;
  readonly steps: readonly Remedy[];
}

/** So many ways are told. */
const MOST_WAYS = 5;
/** So many steps are tried together for requirements that have nothing in common with others. */
const MOST_STEPS = 3;
/** So many sets of steps are tried, and so many of them looked at whole. */
const MOST_TRIES = 3000;
const MOST_WHOLE = 100;
/** So many looks come first: most steps that do not help break within them. */
const FIRST_LOOKS = 300;

/**
 * The cheapest ways to have an objective proven, the cheapest first: facts to learn and changes to make. Requirements
 * that have nothing in common are helped each by itself, and what helps them is put together.
 *
 * @param memo what was found out before, of systems that are alike
 * @returns nothing where nothing was found; one way without steps where the objective is proven already
 * @throws HikubeError HK7010 to HK7012 for a system or an objective that contradicts itself
 */
export function explain(system: System, objective: Objective, memo: Memo = new Map()): Explanation[] {
  const faults = faultsOf(system, objective);
  if (faults.length > 0) throw new HikubeError(faults);
  const whole = { system, objective };
  const search: Search = { memo, first: new Map(), tries: MOST_TRIES, whole: MOST_WHOLE };
  const problems = problemsIn(whole).map((problem) => [problem, examine(problem, memo)] as const);
  const empty = problems.flatMap(([, found]) => found.empty ?? [])[0];
  if (empty) throw new HikubeError([nowhere(empty.part)]);
  let ways: Combined[] = [{ cost: 0, steps: [] }];
  for (const [problem, found] of problems) {
    if (isProven(found)) continue;
    const more = waysFor(problem, { system, objective: within(objective, problem) }, search);
    ways = ways.flatMap((way) => more.map((other) => together(way, other))).filter((way) => way !== undefined);
    ways = cheapest(ways);
  }
  // Steps for one may be in the way of steps for another.
  const proven = ways.filter(({ steps }) => proves(whole, steps, search));
  return proven.map(({ cost, steps }) => ({ cost, steps: steps.map(({ remedy }) => remedy) }));
}

interface Search {
  readonly memo: Memo;
  /** What first looks came to: they are cut short, and nobody else is to take them for whole. */
  readonly first: Memo;
  tries: number;
  whole: number;
}

/** Steps by what they settle, still with what they cost. */
interface Combined {
  readonly cost: number;
  readonly steps: readonly Candidate[];
}

/** The problems of an objective, under what it assumes. */
function problemsIn({ system, objective }: Case): Problem[] {
  const { require, survive } = objective;
  return problemsOf(require, survive, system).map((problem) => assuming(problem, objective));
}

const remediesOf = (steps: readonly Candidate[]): Remedy[] => steps.map(({ remedy }) => remedy);

/** Whether steps have an objective proven. */
function proves(from: Case, steps: readonly Candidate[], search: Search): boolean {
  const after = remedied(from, remediesOf(steps));
  if (!faultsOfSystem(after.system)[Symbol.iterator]().next().done) return false;
  const problems = problemsIn(after);
  if (problems.some((problem) => breaksSoon(problem, search.first))) return false;
  search.whole--;
  return problems.every((problem) => isProven(examine(problem, search.memo)));
}

function breaksSoon(problem: Problem, first: Memo): boolean {
  const { bad, empty } = examine(problem, first, FIRST_LOOKS);
  return bad !== undefined || empty !== undefined;
}

/** The cheapest ways for requirements that hang together. */
function waysFor(problem: Problem, from: Case, search: Search): Combined[] {
  const candidates = candidatesFor(problem, from);
  let found: Combined[] = [];
  for (let size = 1; size <= MOST_STEPS; size++) {
    for (const set of setsOf(candidates, size)) {
      const dearest = found.length >= MOST_WAYS ? found.at(-1)!.cost : Infinity;
      // They come by cost: what follows is no cheaper.
      if (set.cost >= dearest || search.tries <= 0 || search.whole <= 0) break;
      if (found.some((way) => goesAsFar(set.steps, way.steps))) continue;
      search.tries--;
      if (proves(from, set.steps, search)) found = cheapest([...found, set]);
    }
  }
  return found;
}

/** Everything to try, by cost. What is open only once something was changed is to be known as well. */
function candidatesFor(problem: Problem, from: Case): Candidate[] {
  const changes = changeCandidates(problem);
  const facts = new Map(problem.facts);
  for (const { remedy } of changes) {
    for (const after of problemsIn(remedied(from, [remedy]))) {
      for (const [fact, open] of after.facts) if (!facts.has(fact)) facts.set(fact, open);
    }
  }
  for (const { fact } of from.objective.assume) facts.delete(fact);
  return [...factCandidates(facts), ...changes].sort((a, b) => a.cost - b.cost);
}

/** Every choice of so many candidates that do not exclude each other, by cost and then in their order. */
function* setsOf(candidates: readonly Candidate[], size: number): Iterable<Combined> {
  const dearest = candidates.reduce((most, { cost }) => Math.max(most, cost), 0) * size;
  for (let cost = 1; cost <= dearest; cost++) {
    for (const steps of chosen(candidates, 0, size, cost)) yield { cost, steps };
  }
}

function* chosen(from: readonly Candidate[], start: number, size: number, cost: number): Iterable<Candidate[]> {
  if (size === 0) {
    if (cost === 0) yield [];
    return;
  }
  for (let i = start; i < from.length; i++) {
    const first = from[i]!;
    // They are in the order of cost: none that follows is cheaper.
    if (first.cost * size > cost) return;
    for (const rest of chosen(from, i + 1, size - 1, cost - first.cost)) {
      if (rest.every(({ settles }) => settles !== first.settles)) yield [first, ...rest];
    }
  }
}

/** Whether steps do all that others do, and maybe more. */
function goesAsFar(steps: readonly Candidate[], others: readonly Candidate[]): boolean {
  return others.every(({ pulls }) =>
    Object.entries(pulls).every(([lever, far]) => steps.some((step) => (step.pulls[lever] ?? 0) >= far)),
  );
}

/** Two ways as one; none where they settle something in two manners. */
function together(one: Combined, other: Combined): Combined | undefined {
  const more = other.steps.filter((step) => !one.steps.some((same) => isSame(same, step)));
  if (more.some(({ settles }) => one.steps.some((step) => step.settles === settles))) return undefined;
  const steps = [...one.steps, ...more].sort((a, b) => a.cost - b.cost);
  return { steps, cost: steps.reduce((sum, { cost }) => sum + cost, 0) };
}

const isSame = (one: Candidate, other: Candidate): boolean =>
  one.settles === other.settles && JSON.stringify(one.remedy) === JSON.stringify(other.remedy);

/** The cheapest ways, in the order of cost and then as they were found. */
const cheapest = (ways: readonly Combined[]): Combined[] =>
  [...ways].sort((a, b) => a.cost - b.cost || a.steps.length - b.steps.length).slice(0, MOST_WAYS);
