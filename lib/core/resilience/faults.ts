import type { Issue } from '../issue';
import { quote } from '../json';
import { didYouMean } from '../suggest';
import { factsIn } from './facts';
import { faultsOfObjective } from './faults/objective';
import { faultsOfSettings } from './faults/settings';
import { isCount, valuesOf, type Fault } from './faults/values';
import type { Objective } from './objective';
import { isUnknown, type Part, type ReplicaSet, type Spread, type System } from './system';

export { CHECKS, phaseOf } from './faults/objective';

const SYSTEM_WHY = 'Nothing can be said of what survives in a system that contradicts itself.';
const OBJECTIVE_WHY = 'What is asked has to be about something that is there.';

const issue = (code: string, why: string, { message, remedy }: Fault): Issue => ({
  code,
  severity: 'error',
  message,
  why,
  remedy,
});

/** The issue of a part that can stand nowhere: no verdict is drawn from nothing. */
export const nowhere = (part: string): Issue =>
  issue('HK7011', 'If nothing can be placed, everything would seem to be survived.', {
    message: `There is no placement of "${part}" that its rule allows.`,
    remedy: 'Give it more regions or machines, fewer copies, or a wider rule.',
  });

/** Everything that keeps an objective from being judged. */
export const faultsOf = (system: System, objective: Objective): Issue[] => [
  ...[...faultsOfSystem(system)].map((fault) => issue('HK7010', SYSTEM_WHY, fault)),
  ...[...faultsOfObjective(system, objective)].map((fault) => issue('HK7012', OBJECTIVE_WHY, fault)),
];

/** Each more of them doubles what may be lost. */
const MOST_REGIONS = 16;

const repeated = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, i) => names.indexOf(name) !== i)),
];

/** What contradicts itself in a system. */
export function* faultsOfSystem(system: System): Iterable<Fault> {
  const { regions, links, groups, parts } = system;
  const names = regions.map(({ name }) => name);
  const known = (name: string, where: string): Fault[] =>
    names.includes(name)
      ? []
      : [{ message: `${where} names the region ${quote(name)}, which there is not.`, remedy: didYouMean(name, names) }];
  if (regions.length === 0) yield { message: 'The system has no region.', remedy: 'Give it at least one.' };
  if (regions.length > MOST_REGIONS) {
    const message = `The system has ${regions.length} regions, and at most ${MOST_REGIONS} can be looked at.`;
    yield { message, remedy: 'Leave out those that have no part in it.' };
  }
  for (const [what, list] of [
    ['region', names],
    ['part', parts.map(({ name }) => name)],
    ['group', groups.map(({ name }) => name)],
  ] as const) {
    for (const name of repeated(list)) {
      yield { message: `There are two ${what}s ${quote(name)}.`, remedy: 'Give each a name of its own.' };
    }
  }
  for (const { name, hosts } of regions) {
    if (hosts !== undefined && !isCount(hosts, 1)) {
      yield {
        message: `The region ${quote(name)} has ${quote(hosts)} machines.`,
        remedy: 'Write a whole number above 0.',
      };
    }
  }
  for (const { between, roundTripMs } of links) {
    for (const name of between) yield* known(name, 'A link');
    if (between[0] === between[1]) {
      yield { message: `A link leads from ${quote(between[0])} to itself.`, remedy: 'Name two regions.' };
    }
    if (typeof roundTripMs === 'number' && !(roundTripMs >= 0)) {
      yield {
        message: `The round trip of ${between.join('-')} is ${quote(roundTripMs)}.`,
        remedy: 'Write milliseconds.',
      };
    }
  }
  for (const { name, regions: own } of groups) {
    for (const region of own) yield* known(region, `The group ${quote(name)}`);
    if (own.length === 0) yield { message: `The group ${quote(name)} has no region.`, remedy: 'Name its regions.' };
  }
  for (const part of parts) {
    for (const region of (part.kind === 'ingress' ? [] : part.within) ?? []) yield* known(region, `"${part.name}"`);
    yield* faultsOfPart(part, system);
    yield* faultsOfSettings(part, names);
  }
  yield* faultsOfFacts(system);
  yield* faultsOfSelectors(parts);
}

/** The field of a part that says how many there are. */
const SIZES: Readonly<Record<ReplicaSet['kind'], string>> = {
  etcd: 'members',
  controlPlane: 'replicas',
  nodeGroup: 'min',
  volume: 'copies',
  workload: 'replicas',
};

function* faultsOfPart(part: Part, system: System): Iterable<Fault> {
  const named = (name: string): Part | undefined => system.parts.find((other) => other.name === name);
  const own = quote(part.name);
  if (part.kind === 'ingress') {
    if (part.nodes.length === 0) yield { message: `${own} stands on no nodes.`, remedy: 'Name its node groups.' };
    for (const name of part.nodes) {
      if (named(name)?.kind === 'nodeGroup') continue;
      yield { message: `${own} stands on ${quote(name)}, which is no node group.`, remedy: 'Name a node group.' };
    }
    return;
  }
  const field = SIZES[part.kind];
  for (const size of valuesOf((part as unknown as Record<string, unknown>)[field])) {
    if (isCount(size, part.kind === 'nodeGroup' ? 0 : 1)) continue;
    yield { message: `The \`${field}\` of ${own} is ${quote(size)}.`, remedy: 'Write a whole number above 0.' };
  }
  if (part.kind === 'nodeGroup') {
    if (!isCount(part.max, part.min)) {
      yield {
        message: `${own} has at most ${quote(part.max)} machines and at least ${quote(part.min)}.`,
        remedy: 'Write a `max` of at least `min`.',
      };
    }
    for (const limit of valuesOf(part.maxUnhealthy)) {
      if (isCount(limit, 0) || (typeof limit === 'string' && /^(100|\d{1,2})%$/.test(limit))) continue;
      yield {
        message: `The \`maxUnhealthy\` of ${own} is ${quote(limit)}.`,
        remedy: 'Write a number, or a share such as "50%".',
      };
    }
  }
  if (part.kind === 'controlPlane' && named(part.ring)?.kind !== 'etcd') {
    yield {
      message: `${own} keeps its state in ${quote(part.ring)}, which is no etcd.`,
      remedy: 'Name a part of kind etcd.',
    };
  }
  for (const spread of valuesOf(part.spread)) yield* faultsOfSpread(part, spread as Spread, system);
}

function* faultsOfSpread(part: ReplicaSet, spread: Spread, { regions }: System): Iterable<Fault> {
  const own = quote(part.name);
  const names = regions.map(({ name }) => name);
  switch (spread.rule) {
    case 'pinned': {
      for (const name of Object.keys(spread.counts)) {
        if (!names.includes(name)) {
          yield {
            message: `${own} is pinned to the region ${quote(name)}, which there is not.`,
            remedy: didYouMean(name, names),
          };
        }
      }
      const counts = Object.values(spread.counts);
      const total = counts.reduce((sum, count) => sum + count, 0);
      const sizes = valuesOf((part as unknown as Record<string, unknown>)[SIZES[part.kind]]);
      if (!counts.every((count) => isCount(count, 0)) || !sizes.includes(total)) {
        yield {
          message: `${own} is pinned to ${total} places, and it has ${sizes.map(String).join(' or ')}.`,
          remedy: 'Pin as many as there are.',
        };
      }
      return;
    }
    case 'zone':
    case 'hostname':
      if (!isCount(spread.maxSkew, 1)) {
        yield { message: `The \`maxSkew\` of ${own} is ${quote(spread.maxSkew)}.`, remedy: 'Write 1.' };
      }
      if (spread.rule === 'zone' && spread.minDomains !== undefined && !isCount(spread.minDomains, 1)) {
        yield {
          message: `The \`minDomains\` of ${own} is ${quote(spread.minDomains)}.`,
          remedy: 'Write the number of regions.',
        };
      }
      return;
    case 'perRegion':
      if (!isCount(spread.most, 1)) {
        yield { message: `${own} may have ${quote(spread.most)} in one region.`, remedy: 'Write `most: 1`.' };
      }
      return;
    case 'none':
  }
}

/** Facts of one name are settled together, so they have to have as many values. */
function* faultsOfFacts(system: System): Iterable<Fault> {
  for (const { unknown, oneOf } of factsIn(system).values()) {
    if (oneOf.length === 0) {
      yield { message: `The fact ${quote(unknown)} has no value that it may have.`, remedy: 'List what it may be.' };
    }
  }
  const sizes = new Map<string, number>();
  for (const { unknown, oneOf } of everyUnknown(system)) {
    if ((sizes.get(unknown) ?? oneOf.length) !== oneOf.length) {
      yield {
        message: `The fact ${quote(unknown)} has other values in another place.`,
        remedy: 'List as many values everywhere.',
      };
    }
    sizes.set(unknown, oneOf.length);
  }
}

function* everyUnknown(value: unknown): Iterable<{ unknown: string; oneOf: readonly unknown[] }> {
  if (typeof value !== 'object' || value === null) return;
  if (isUnknown(value)) yield value;
  for (const below of Object.values(value)) yield* everyUnknown(below);
}

function* faultsOfSelectors(parts: readonly Part[]): Iterable<Fault> {
  const rules = new Map<string, { part: string; rule: string }>();
  for (const part of parts) {
    if (part.kind === 'ingress') continue;
    for (const spread of valuesOf(part.spread) as Spread[]) {
      if (spread.rule !== 'zone' || spread.selector === undefined) continue;
      const rule = JSON.stringify([spread.maxSkew, spread.minDomains, spread.nodeTaintsPolicy, part.within]);
      const first = rules.get(spread.selector);
      if (first && first.rule !== rule) {
        const message = `${quote(part.name)} and ${quote(first.part)} are balanced as one by different rules.`;
        yield { message, remedy: 'Give them one rule, or selectors of their own.' };
      }
      rules.set(spread.selector, first ?? { part: part.name, rule });
    }
  }
}
