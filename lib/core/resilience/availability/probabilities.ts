import type { Issue } from '../../issue';
import { isRecord, quote } from '../../json';
import { didYouMean } from '../../suggest';
import type { System } from '../system';

/** How likely it is, at any moment, that something is down: each by itself. */
export interface Probabilities {
  /** A region: one figure for all, or one for each. */
  readonly region: number | Readonly<Record<string, number>>;
  /** The machine of one member. @default 0 */
  readonly node?: number;
  /** All regions of a common cause at once, beside what each has by itself. @default 0 */
  readonly groups?: Readonly<Record<string, number>>;
}

/** The issue of an availability that cannot be computed. */
export const incomputable = (message: string, remedy: string): Issue => ({
  code: 'HK7014',
  severity: 'error',
  message,
  why: 'A figure of availability is worth what it is computed from.',
  remedy,
});

const isProbability = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;

const REMEDY = 'Write a number from 0 to 1, such as 0.001.';

function* issuesOfValue(what: string, value: unknown): Iterable<Issue> {
  if (!isProbability(value)) yield incomputable(`The probability of ${what} is ${quote(value)}.`, REMEDY);
}

function* issuesByName(what: string, values: object, known: readonly string[]): Iterable<Issue> {
  for (const [name, value] of Object.entries(values)) {
    if (known.includes(name)) yield* issuesOfValue(`the ${what} ${quote(name)}`, value);
    else {
      const message = `There is a probability for the ${what} ${quote(name)}, which there is not.`;
      yield incomputable(message, didYouMean(name, known) || `Leave it out: the system has no ${what}.`);
    }
  }
}

/** Everything that is wrong with probabilities, each once. */
export function* issuesOfProbabilities(given: Probabilities, { regions, groups }: System): Iterable<Issue> {
  const { region, node = 0, groups: causes = {} } = isRecord(given) ? (given as unknown as Probabilities) : {};
  for (const key of Object.keys(isRecord(given) ? given : {})) {
    if (['region', 'node', 'groups'].includes(key)) continue;
    yield incomputable(`There is no probability ${quote(key)}.`, didYouMean(key, ['region', 'node', 'groups']));
  }
  const names = regions.map(({ name }) => name);
  if (isRecord(region)) {
    yield* issuesByName('region', region, names);
    for (const name of names.filter((one) => !Object.hasOwn(region, one))) {
      yield incomputable(`There is no probability for the region ${quote(name)}.`, REMEDY);
    }
  } else yield* issuesOfValue('a region', region);
  yield* issuesOfValue('a node', node);
  if (!isRecord(causes)) {
    yield incomputable(`The probabilities of the groups are ${quote(causes)}.`, 'Write a number for each group.');
    return;
  }
  const known = groups.map(({ name }) => name);
  yield* issuesByName('group', causes, known);
}

/** Which regions are down together, by whether each is, and how likely that is. */
export interface RegionState {
  readonly down: readonly boolean[];
  readonly probability: number;
}

/** What takes regions down, by itself. */
interface Cause {
  readonly regions: readonly number[];
  readonly probability: number;
}

function causesOf({ region, groups = {} }: Probabilities, system: System): Cause[] {
  const names = system.regions.map(({ name }) => name);
  const single = names.map((name, i) => ({
    regions: [i],
    probability: typeof region === 'number' ? region : region[name]!,
  }));
  const common = system.groups.map((group) => ({
    regions: names.flatMap((name, i) => (group.regions.includes(name) ? [i] : [])),
    probability: Object.hasOwn(groups, group.name) ? groups[group.name]! : 0,
  }));
  return [...single, ...common];
}

/** Every state that the regions may be in, with its probability; those that cannot be are left out. */
export function statesOf(probabilities: Probabilities, system: System): RegionState[] {
  let states = new Map<number, number>([[0, 1]]);
  for (const { regions, probability } of causesOf(probabilities, system)) {
    const taken = regions.reduce((mask, region) => mask | (1 << region), 0);
    const next = new Map<number, number>();
    const add = (mask: number, share: number): void => {
      if (share > 0) next.set(mask, (next.get(mask) ?? 0) + share);
    };
    for (const [mask, share] of states) {
      add(mask, share * (1 - probability));
      add(mask | taken, share * probability);
    }
    states = next;
  }
  return [...states].map(([mask, probability]) => ({
    down: system.regions.map((_, region) => (mask & (1 << region)) !== 0),
    probability,
  }));
}
