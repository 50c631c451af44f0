import type { Issue } from '../issue';
import { quote } from '../json';
import { didYouMean } from '../suggest';
import { factsIn } from './facts';
import type { Check, Failure, Objective, Requirement } from './objective';
import { isUnknown, type Part, type PartKind, type ReplicaSet, type Spread, type System } from './system';

/** What is wrong with a system or an objective, before anything can be said of it. */
type Fault = Pick<Issue, 'message' | 'remedy'>;

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
  }
  yield* faultsOfFacts(system);
  yield* faultsOfSelectors(parts);
}

const isCount = (value: unknown, least: number): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= 10_000;

/** Every value that something may have. */
const valuesOf = (value: unknown): readonly unknown[] => (isUnknown(value) ? value.oneOf : [value]);

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

/** What each requirement may be asked of, and when. */
const ASKED: Readonly<Record<Check, readonly [kind: PartKind, phases: 'both' | 'instant' | 'recovered']>> = {
  etcdQuorum: ['etcd', 'instant'],
  timing: ['etcd', 'instant'],
  apiAvailable: ['controlPlane', 'both'],
  writable: ['volume', 'instant'],
  readable: ['volume', 'instant'],
  noSplitBrain: ['volume', 'instant'],
  zeroDataLoss: ['volume', 'instant'],
  reprotected: ['volume', 'recovered'],
  capacity: ['nodeGroup', 'both'],
  ingressReachable: ['ingress', 'both'],
  runningReplicas: ['workload', 'both'],
};
export const CHECKS = Object.keys(ASKED) as readonly Check[];

/** When a requirement is looked at if nobody says: where both make sense, at once. */
export const phaseOf = (check: Check): Requirement['phase'] =>
  ASKED[check][1] === 'recovered' ? 'recovered' : 'instant';

function* faultsOfObjective(system: System, { name, survive, require, assume }: Objective): Iterable<Fault> {
  const own = `The objective ${quote(name)}`;
  if (survive.length === 0)
    yield { message: `${own} names nothing to survive.`, remedy: 'Write `Failure.regions(1)`, say.' };
  if (require.length === 0)
    yield { message: `${own} requires nothing.`, remedy: 'Write `Require.etcdQuorum(ring)`, say.' };
  for (const one of require) yield* faultsOfRequirement(own, one, system);
  for (const one of survive) yield* faultsOfFailure(own, one, system);
  const facts = factsIn(system);
  if (system.regions.some(({ hosts }) => hosts === undefined))
    facts.set('hosts', { unknown: 'hosts', oneOf: [true, false] });
  for (const { fact, is, reason } of assume) {
    const known = facts.get(fact);
    if (!known) {
      yield {
        message: `${own} assumes ${quote(fact)}, which is not open.`,
        remedy: didYouMean(fact, [...facts.keys()]),
      };
    } else if (is !== undefined && !known.oneOf.some((one) => JSON.stringify(one) === JSON.stringify(is))) {
      yield {
        message: `${own} assumes that ${quote(fact)} is ${quote(is)}, which it may not be.`,
        remedy: `Write one of ${known.oneOf.map(quote).join(', ')}.`,
      };
    }
    if (typeof reason !== 'string' || reason.trim() === '') {
      yield { message: `${own} assumes ${quote(fact)} without a reason.`, remedy: 'Say where it comes from.' };
    }
  }
}

function* faultsOfRequirement(
  own: string,
  { check, of, phase, atLeast }: Requirement,
  { parts }: System,
): Iterable<Fault> {
  const [kind, phases] = ASKED[check];
  const part = parts.find(({ name }) => name === of);
  const like = parts.filter((one) => one.kind === kind).map(({ name }) => name);
  if (part?.kind !== kind) {
    const what = part ? `is a part of kind ${part.kind}` : 'there is not';
    yield {
      message: `${own} asks ${check} of ${quote(of)}, which ${what}.`,
      remedy: like.length > 0 ? didYouMean(of, like) : `Add a part of kind ${kind}.`,
    };
  }
  if (phases !== 'both' && phase !== phases) {
    const message = `${own} asks ${check} of ${quote(of)} ${phase === 'instant' ? 'at once' : 'after recovery'}.`;
    yield {
      message,
      remedy:
        phases === 'instant' ? 'Ask it at once: nothing of it starts elsewhere by itself.' : 'Ask it after recovery.',
    };
  }
  const least = atLeast ?? 1;
  const fits = check === 'runningReplicas' ? isCount(least, 1) : least > 0 && least <= 1;
  if (!fits) {
    const remedy =
      check === 'runningReplicas' ? 'Write a number of pods.' : 'Write a share above 0 and at most 1, such as 0.6.';
    yield { message: `${own} asks ${check} of ${quote(of)} of at least ${quote(least)}.`, remedy };
  }
}

function* faultsOfFailure(own: string, failure: Failure, { regions, groups }: System): Iterable<Fault> {
  const names = regions.map(({ name }) => name);
  if (failure.fail === 'regions' && !isCount(failure.most, 1)) {
    yield { message: `${own} is to survive the loss of ${quote(failure.most)} regions.`, remedy: 'Write 1 or more.' };
  }
  if (failure.fail === 'group' && !groups.some(({ name }) => name === failure.group)) {
    yield {
      message: `${own} names the group ${quote(failure.group)}, which there is not.`,
      remedy: didYouMean(
        failure.group,
        groups.map(({ name }) => name),
      ),
    };
  }
  const meant = 'region' in failure && failure.region !== undefined ? [failure.region] : [];
  for (const name of failure.fail === 'cut' ? (failure.between ?? []) : meant) {
    if (!names.includes(name))
      yield { message: `${own} names the region ${quote(name)}, which there is not.`, remedy: didYouMean(name, names) };
  }
}
