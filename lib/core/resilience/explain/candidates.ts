import { quote } from '../../json';
import type { Check, Objective, Requirement } from '../objective';
import type { Problem } from '../problem';
import { isUnknown, type Part, type ReplicaSet, type Spread, type Unknown } from '../system';
import { settings, type ChangeRemedy, type Remedy } from './remedy';

/** One step that may help. */
export interface Candidate {
  readonly remedy: Remedy;
  readonly cost: number;
  /** What it settles: two steps that settle one thing exclude each other. */
  readonly settles: string;
  /** How far it goes in which direction: one that goes as far as another does all that the other does. */
  readonly pulls: Readonly<Record<string, number>>;
}

/** What a fact costs, a rule of placement, and any other change, by the step where it has some. */
const COST = { fact: 1, spread: 2, change: 3, fewer: 2 } as const;

const MOST_MEMBERS = 7;
const MOST_SERVERS = 3;
const MOST_MACHINES_MORE = 6;

/** The facts that are open, each with each value it may have. */
export const factCandidates = (facts: ReadonlyMap<string, Unknown<unknown>>): Candidate[] =>
  [...facts].flatMap(([fact, { oneOf }]) => {
    const texts = oneOf.map((value) => JSON.stringify(value));
    const distinct = oneOf.filter((_, i) => texts.indexOf(texts[i]!) === i);
    return distinct.map((is, i) => ({
      remedy: { kind: 'fact' as const, fact, is },
      cost: COST.fact,
      settles: `fact ${fact}`,
      pulls: { [`fact ${fact} ${i}`]: 1 },
    }));
  });

/** What may be changed of the parts of a problem, more of something last. Fields that nobody told are facts, and no program changes them. */
export function changeCandidates({ parts, require, system }: Problem): Candidate[] {
  const seen = new Set<string>();
  const found = parts.flatMap((part) => [...changesOf(part, require, system.regions.length)]);
  return found.filter(({ settles, remedy: { to } }) => {
    // Parts of one selector change their rule together, so that the first of them speaks for all.
    const key = `${settles} ${JSON.stringify(to)}`;
    return !seen.has(key) && seen.add(key);
  });
}

type Change = Candidate & { readonly remedy: ChangeRemedy };

function* changesOf(part: Part, require: readonly Requirement[], regions: number): Iterable<Change> {
  const asks = (check: Check): boolean => require.some((one) => one.check === check && one.of === part.name);
  const own = quote(part.name);
  const to = (field: string, value: unknown, text: string): Change[] => toValue(part, field, value, text);
  switch (part.kind) {
    case 'etcd':
      yield* ofMembers(part.name, part.members);
      break;
    case 'controlPlane':
      if (Array.isArray(part.endpoint)) {
        yield* to('endpoint', 'anywhere', `Serve the address of ${own} wherever an API server lives.`);
      }
      yield* upwards(part.name, 'replicas', part.replicas, Math.max(MOST_SERVERS, regions), [
        'API server',
        'API servers',
      ]);
      break;
    case 'nodeGroup':
      yield* upwards(part.name, 'min', part.min, part.min + MOST_MACHINES_MORE, ['machine', 'machines']);
      break;
    case 'volume':
      if (part.tieBreaker === 'none') yield* to('tieBreaker', 'auto', `Let LINSTOR add a tie-breaker to ${own}.`);
      if (part.quorum === 'off') yield* to('quorum', 'linstor', `Leave the quorum of ${own} to LINSTOR.`);
      if (asks('zeroDataLoss') && (part.protocol === 'A' || part.protocol === 'B')) {
        yield* to('protocol', 'C', `Replicate ${own} with protocol C.`);
      }
      if (asks('reprotected') && !(part.eviction ?? false)) {
        yield* to('eviction', true, `Let copies of ${own} be made again elsewhere (eviction).`);
      }
      yield* upwards(part.name, 'copies', part.copies, regions, ['copy', 'copies']);
      break;
    case 'ingress':
      if (Array.isArray(part.exposure)) {
        yield* to('exposure', 'anywhere', `Serve the address of ${own} wherever one of its nodes lives.`);
      }
      return;
    case 'workload':
  }
  if (!isUnknown(part.spread)) yield* ofSpread(part, part.spread, require);
}

function toValue(part: Part, field: string, to: unknown, text: string): Change[] {
  const from = (part as unknown as Record<string, unknown>)[field];
  if (isUnknown(from)) return [];
  const settles = `${part.name} ${field}`;
  const remedy = { kind: 'change' as const, part: part.name, field, from, to, text };
  return [{ remedy, cost: COST.change, settles, pulls: { [settles]: 1 } }];
}

type Unit = readonly [one: string, many: string];

function numbered(part: string, field: string, from: number, to: number, [one, many]: Unit): Change {
  const settles = `${part} ${field}`;
  const less = to < from;
  const text = `Give ${quote(part)} ${to} ${to === 1 ? one : many} instead of ${from}.`;
  return {
    remedy: { kind: 'change', part, field, from, to, text },
    cost: less ? COST.fewer : COST.change * (to - from),
    settles,
    pulls: { [`${settles} ${less ? 'down' : 'up'}`]: Math.abs(to - from) },
  };
}

/** Every number above this one, up to the most. */
function upwards(part: string, field: string, from: ReplicaSize, most: number, unit: Unit): Change[] {
  if (isUnknown(from)) return [];
  const more = Array.from({ length: Math.max(0, most - from) }, (_, i) => from + i + 1);
  return more.map((to) => numbered(part, field, from, to, unit));
}
type ReplicaSize = number | Unknown<number>;

/** The odd numbers above, and the one below an even number: a member that adds no tolerance may as well go. */
function ofMembers(part: string, from: ReplicaSize): Change[] {
  const odd = upwards(part, 'members', from, MOST_MEMBERS, ['member', 'members']).filter(
    ({ remedy }) => (remedy.to as number) % 2 === 1,
  );
  if (isUnknown(from) || from % 2 === 1) return odd;
  return [numbered(part, 'members', from, from - 1, ['member', 'members']), ...odd];
}

const UNITS: Readonly<Record<ReplicaSet['kind'], string>> = {
  etcd: 'members',
  controlPlane: 'API servers',
  nodeGroup: 'machines',
  volume: 'copies',
  workload: 'pods',
};

/** A rule that leaves fewer placements; the same one where there is none. */
function tightened(kind: ReplicaSet['kind'], spread: Spread): Spread {
  switch (spread.rule) {
    case 'none':
    case 'hostname':
      return kind === 'volume' ? { rule: 'perRegion', most: 1 } : { rule: 'zone', maxSkew: 1 };
    case 'zone':
      return spread.maxSkew > 1 ? { ...spread, maxSkew: 1 } : spread;
    case 'perRegion':
      return spread.most > 1 ? { ...spread, most: 1 } : spread;
    case 'pinned':
      return spread;
  }
}

/** A rule of regions under which what was lost starts again; the same one where it does already. */
function forgiving(spread: Spread): Spread {
  if (spread.rule !== 'zone') return spread;
  const { minDomains = 1, ...rest } = spread;
  return minDomains <= 1 && rest.nodeTaintsPolicy === 'Honor' ? spread : { ...rest, nodeTaintsPolicy: 'Honor' };
}

/** Tighter rules, rules that let replacements start, and both. */
function* ofSpread(part: ReplicaSet, from: Spread, require: Problem['require']): Iterable<Change> {
  const recovers = require.some(({ phase }) => phase === 'recovered');
  const tight = tightened(part.kind, from);
  const settles =
    from.rule === 'zone' && from.selector !== undefined ? `selector ${from.selector}` : `${part.name} spread`;
  const options = [
    { to: tight, tight: 1, forgiving: 0 },
    ...(recovers ? [{ to: forgiving(from), tight: 0, forgiving: 1 }] : []),
    ...(recovers && tight !== from ? [{ to: forgiving(tight), tight: 1, forgiving: 1 }] : []),
  ].filter(({ to }, i, all) => to !== from && all.findIndex((one) => one.to === to) === i);
  for (const { to, ...goes } of options) {
    yield {
      remedy: { kind: 'change', part: part.name, field: 'spread', from, to, text: spreadText(part, to) },
      cost: goes.tight * COST.spread + goes.forgiving * COST.change,
      settles,
      pulls: { [`${settles} tight`]: goes.tight, [`${settles} forgiving`]: goes.forgiving },
    };
  }
}

function spreadText({ kind, name }: ReplicaSet, to: Spread): string {
  const all = `the ${UNITS[kind]} of ${quote(name)}`;
  if (to.rule === 'perRegion') return `Put at most ${to.most} of ${all} in each region.`;
  const others = to.rule === 'zone' && to.selector !== undefined ? ` and all that is balanced with them` : '';
  return `Spread ${all}${others} hard over regions (${settings(to)}).`;
}

/** The requirements of an objective that a problem has. */
export const within = (objective: Objective, { require }: Problem): Objective => ({ ...objective, require });
