import { HikubeError, type Issue } from '../issue';
import { listed, quote } from '../json';
import { livingWith, unavailability, type Interval, type Living } from './availability/unavailable';
import {
  incomputable,
  issuesOfProbabilities,
  statesOf,
  type Probabilities,
  type RegionState,
} from './availability/probabilities';
import { settledFor } from './examine';
import { outcomes } from './facts';
import { faultsOf, nowhere } from './faults';
import type { Check, Requirement } from './objective';
import { problemFor, shapeOf, type Problem } from './problem';
import { BASELINE, OWN_MACHINES } from './prove';
import type { ReplicaSet, Settled, System } from './system';
import { waysToStand, type SettledSystem } from './worlds';

export type { Interval } from './availability/unavailable';
export type { Probabilities } from './availability/probabilities';

/** How likely it is that something asked does not hold, from the best to the worst placement and outcome of facts. */
export interface Availability extends Interval {
  readonly downtimeMinutesPerMonth: Interval;
  /** What the figures rest on. */
  readonly assumptions: readonly string[];
}

/** What was computed before, by what problems and probabilities are apart from names. */
export type AvailabilityMemo = Map<string, Interval>;

/** 30.4375 days. */
const MINUTES_PER_MONTH = 43_830;

/** That everything fails by itself, and that each member of a part has a machine of its own. */
const INDEPENDENT = 'A-INDEP';

/** What there is a figure for. */
const COMPUTED: readonly Check[] = ['etcdQuorum', 'apiAvailable', 'writable'];

/** Whether there is a figure for a requirement. */
export const hasFigure = (check: Check): boolean => COMPUTED.includes(check);

/** So many states are looked at, over all placements, before it is said that there are too many. */
const MOST_LOOKS = 400_000;

/**
 * How likely it is that a requirement does not hold at a moment, over every placement that the schedulers may choose
 * and every way in which what nobody told may turn out. No figure is worth more than the probabilities that go in.
 *
 * @param memo what was computed before, of systems that are alike
 * @throws HikubeError HK7014 for what there is no figure for, and HK7010 to HK7012 as in a proof
 */
export function availability(
  system: System,
  requirement: Requirement,
  probabilities: Probabilities,
  memo: AvailabilityMemo = new Map(),
): Availability {
  const issues = [...issuesOf(system, requirement, probabilities)];
  if (issues.length > 0) throw new HikubeError(issues);
  const problem = problemFor(requirement, [], system);
  const states = statesOf(probabilities, system);
  const { node = 0 } = probabilities;
  const key = JSON.stringify([shapeOf(problem), system.labelled, system.groups, probabilities]);
  const found = memo.get(key) ?? overPlacements(problem, requirement, states, livingWith(node));
  memo.set(key, found);
  return {
    low: found.low,
    high: found.high,
    downtimeMinutesPerMonth: { low: found.low * MINUTES_PER_MONTH, high: found.high * MINUTES_PER_MONTH },
    assumptions: [...BASELINE, INDEPENDENT, ...(node > 0 && requirement.check !== 'writable' ? [OWN_MACHINES] : [])],
  };
}

function* issuesOf(system: System, requirement: Requirement, probabilities: Probabilities): Iterable<Issue> {
  yield* issuesOfProbabilities(probabilities, system);
  const { check, of, phase } = requirement;
  if (!COMPUTED.includes(check)) {
    yield incomputable(
      `There is no figure of availability for ${quote(check)} of ${quote(of)}.`,
      `Ask one of ${listed(COMPUTED)}.`,
    );
    return;
  }
  if (phase === 'recovered') {
    yield incomputable(
      `The availability of ${quote(of)} is asked after recovery, and it is a figure of any moment.`,
      'Ask it at once.',
    );
    return;
  }
  const survive = [{ fail: 'regions', most: 1 }] as const;
  yield* faultsOf(system, { name: 'availability', survive, require: [requirement], assume: [] });
}

/** The best and the worst over every outcome of facts and every placement. */
function overPlacements(
  problem: Problem,
  { of }: Requirement,
  states: readonly RegionState[],
  living: Living,
): Interval {
  let [low, high, looks] = [Infinity, -Infinity, 0];
  for (const chosen of outcomes(problem.facts)) {
    const settled = settledFor(problem, chosen);
    const sets = settled.parts.filter((part): part is Settled<ReplicaSet> => part.kind !== 'ingress');
    const parts = new Map(settled.parts.map((part) => [part.name, part]));
    const regions = settled.regions.map(({ name }) => name);
    let isEmpty = true;
    for (const ways of waysToStand(sets, settled, false)) {
      isEmpty = false;
      looks += states.length;
      if (looks > MOST_LOOKS) throw new HikubeError([tooMany(of)]);
      const stands = new Map(sets.map(({ name }, i) => [name, ways[i]!]));
      const here = unavailability(parts.get(of)!, { regions, parts, stands, living }, states);
      low = Math.min(low, here.low);
      high = Math.max(high, here.high);
    }
    if (isEmpty) throw new HikubeError([nowhere(emptyOf(sets, settled))]);
  }
  return { low, high };
}

const tooMany = (of: string): Issue =>
  incomputable(
    `There are too many placements of ${quote(of)} to look at.`,
    'Give it a narrower rule or fewer members.',
  );

/** The part that stands nowhere by itself, or the first of those that do not together. */
function emptyOf(sets: readonly Settled<ReplicaSet>[], settled: SettledSystem): string {
  const alone = sets.find((part) => [...waysToStand([part], settled, false)].length === 0);
  return (alone ?? sets[0]!).name;
}
