import { byCodeUnit } from '../json';
import { factsIn, type Chosen } from './facts';
import type { Failure, Requirement } from './objective';
import { lookedAt } from './relevance';
import { situationsOf, sizeOf, type Situation } from './scenario';
import { isUnknown, type Known, type Part, type ReplicaSet, type SiteLink, type System, type Unknown } from './system';

/** Requirements that hang together, and all that they hang on. */
export interface Problem {
  readonly system: System;
  readonly require: readonly Requirement[];
  /** The parts that they look at, a ring and what shares a constraint included. */
  readonly parts: readonly Part[];
  /** Others that the scheduler balances together with some of these, so that they leave them less choice. */
  readonly companions: readonly Part[];
  readonly situations: readonly Situation[];
  readonly facts: ReadonlyMap<string, Unknown<unknown>>;
  /** Those that are taken to have turned out in one way. */
  readonly fixed: Chosen;
}

/** The fact that nobody told how many machines there are: gates and rules over machines hang on it. */
const MACHINES: Unknown<boolean> = { unknown: 'hosts', oneOf: [true, false] };

/** The selectors that a part may be balanced by. */
function selectorsOf(part: Part): string[] {
  if (part.kind === 'ingress') return [];
  const rules = isUnknown(part.spread) ? part.spread.oneOf : [part.spread];
  return rules.flatMap((rule) => (rule.rule === 'zone' && rule.selector !== undefined ? [rule.selector] : []));
}

/** The parts that come to share constraints and gates with some, once what was lost starts again. */
function entangled(parts: readonly Part[], all: readonly Part[]): Part[] {
  const found = new Set(parts);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    const clusters = new Set([...found].flatMap((part) => (part.kind === 'nodeGroup' ? [part.cluster] : [])));
    const selectors = new Set([...found].flatMap(selectorsOf));
    for (const part of all) {
      const isNear = part.kind === 'nodeGroup' && clusters.has(part.cluster);
      if (isNear || selectorsOf(part).some((selector) => selectors.has(selector))) found.add(part);
    }
  }
  return [...found];
}

/** The parts that a requirement looks at. */
function partsOf({ of, phase }: Requirement, { parts }: System): Part[] {
  const named = (name: string): Part[] => parts.filter((part) => part.name === name);
  const own = named(of).flatMap((part) => {
    if (part.kind === 'controlPlane') return [part, ...named(part.ring)];
    return part.kind === 'ingress' ? [part, ...part.nodes.flatMap(named)] : [part];
  });
  return phase === 'recovered' ? entangled(own, parts) : own;
}

/** What of a companion has a say: how many there are, and by which rule. */
const balanceOf = (part: Part): object => {
  if (part.kind === 'ingress') return {};
  const { spread, within } = part;
  return { spread, within, size: declaredSize(part) };
};

/** How many there are of a part, or may be. */
function declaredSize(part: ReplicaSet): Known<number> {
  switch (part.kind) {
    case 'etcd':
      return part.members;
    case 'volume':
      return part.copies;
    case 'nodeGroup':
      return part.min;
    case 'controlPlane':
    case 'workload':
      return part.replicas;
  }
}

/** The way between every two regions: nobody told its round trip where nobody told of it. */
export function allLinks({ regions, links }: Pick<System, 'regions' | 'links'>): SiteLink[] {
  const names = regions.map(({ name }) => name);
  return names.flatMap((a, i) =>
    names.slice(i + 1).map((b) => {
      const told = links.find(({ between }) => between.includes(a) && between.includes(b));
      // Nothing, which fits all timers, or longer than any fits.
      const open = { unknown: `rtt.${a}-${b}`, oneOf: [0, 1_000_000] };
      return { between: [a, b] as const, roundTripMs: told?.roundTripMs ?? open };
    }),
  );
}

/** Whether the number of machines has a say: LINSTOR evicts by it, and a rule over machines lets few start again. */
function countsMachines(require: readonly Requirement[], parts: readonly Part[]): boolean {
  const asksCopies = require.some(({ check }) => check === 'reprotected');
  const later = require.some(({ phase }) => phase === 'recovered');
  return parts.some((part) => {
    if (part.kind === 'ingress') return false;
    if (part.kind === 'volume') return asksCopies && (part.eviction ?? false) !== false;
    const rules = isUnknown(part.spread) ? part.spread.oneOf : [part.spread];
    return later && rules.some(({ rule }) => rule === 'hostname');
  });
}

/** What is open of what requirements look at. */
function factsOf(
  require: readonly Requirement[],
  parts: readonly Part[],
  companions: readonly Part[],
  system: System,
): Map<string, Unknown<unknown>> {
  const facts = factsIn([parts.map((part) => lookedAt(part, require)), companions.map(balanceOf)]);
  const asks = (...checks: readonly Requirement['check'][]): boolean =>
    require.some(({ check }) => checks.includes(check));
  if (require.some(({ phase }) => phase === 'recovered')) factsIn(system.freeCapacity, facts);
  if (asks('timing')) factsIn(allLinks(system), facts);
  const volumes = parts.filter((part) => part.kind === 'volume');
  if (volumes.some(({ spread }) => isUnknown(spread) || spread.rule === 'perRegion')) {
    factsIn(system.labelled, facts);
  }
  if (system.regions.some(({ hosts }) => hosts === undefined) && countsMachines(require, parts)) {
    factsIn(MACHINES, facts);
  }
  return facts;
}

function problemOf(require: readonly Requirement[], survive: readonly Failure[], system: System): Problem {
  const looked = new Set(require.flatMap((one) => partsOf(one, system)));
  const parts = system.parts.filter((part) => looked.has(part));
  const situations = survive.flatMap((failure) => situationsOf(failure, system));
  const selectors = new Set(parts.flatMap(selectorsOf));
  const companions = system.parts.filter(
    (part) => !looked.has(part) && selectorsOf(part).some((selector) => selectors.has(selector)),
  );
  return {
    system,
    require,
    parts,
    companions,
    situations: situations.sort((a, b) => sizeOf(a) - sizeOf(b)),
    facts: factsOf(require, parts, companions, system),
    fixed: new Map(),
  };
}

/** What requirements hang on, in words: two that have one of them in common have to be looked at together. */
function strings(requirement: Requirement, system: System): string[] {
  const { parts, facts } = problemOf([requirement], [], system);
  return [
    ...parts.map(({ name }) => `part ${name}`),
    ...parts.flatMap(selectorsOf).map((selector) => `selector ${selector}`),
    ...[...facts.keys()].map((fact) => `fact ${fact}`),
  ];
}

/** The requirements of an objective in groups that have nothing in common. */
export function problemsOf(require: readonly Requirement[], survive: readonly Failure[], system: System): Problem[] {
  const groups: { require: Requirement[]; strings: Set<string> }[] = [];
  for (const requirement of require) {
    const own = strings(requirement, system);
    const near = groups.filter((group) => own.some((one) => group.strings.has(one)));
    const joined = {
      require: [...near.flatMap((group) => group.require), requirement],
      strings: new Set([...near.flatMap((group) => [...group.strings]), ...own]),
    };
    groups.splice(0, groups.length, ...groups.filter((group) => !near.includes(group)), joined);
  }
  return groups.map((group) => problemOf(group.require, survive, system));
}

/** One requirement by itself. */
export const problemFor = (requirement: Requirement, survive: readonly Failure[], system: System): Problem =>
  problemOf([requirement], survive, system);

/**
 * What a problem is apart from names, so that a thousand clusters that are alike are looked at once. Regions keep their
 * names, since rules speak of them.
 */
export function shapeOf({ system, require, parts, companions, situations, facts, fixed }: Problem): string {
  const names = new Map<string, string>();
  const anonymous = (name: string): string => {
    if (!names.has(name)) names.set(name, `#${names.size}`);
    return names.get(name)!;
  };
  for (const { name } of parts) anonymous(`part ${name}`);
  const links = require.some(({ check }) => check === 'timing') ? allLinks(system) : [];
  const own = JSON.stringify([require, parts, companions], (key, value: unknown) => {
    if (['name', 'ring', 'of'].includes(key)) return anonymous(`part ${String(value)}`);
    if (key === 'cluster' || key === 'selector') return anonymous(`${key} ${String(value)}`);
    return key === 'nodes' ? (value as string[]).map((name) => anonymous(`part ${name}`)) : value;
  });
  const open = [...facts].sort(([a], [b]) => byCodeUnit(a, b));
  const { regions, freeCapacity, labelled } = system;
  return own + JSON.stringify([situations, open, [...fixed], regions, links, freeCapacity, labelled]);
}
