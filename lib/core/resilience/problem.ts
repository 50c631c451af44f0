import { byCodeUnit } from '../json';
import { factsIn, type Chosen } from './facts';
import type { Failure, Requirement } from './objective';
import { situationsOf, sizeOf, type Situation } from './scenario';
import { isUnknown, type Part, type System, type Unknown } from './system';

/** Requirements that hang together, and all that they hang on. */
export interface Problem {
  readonly system: System;
  readonly require: readonly Requirement[];
  /** The parts that they look at, a ring and what shares a constraint included. */
  readonly parts: readonly Part[];
  readonly situations: readonly Situation[];
  readonly facts: ReadonlyMap<string, Unknown<unknown>>;
  /** Those that are taken to have turned out in one way. */
  readonly fixed: Chosen;
}

/** The fact that nobody told how many machines there are: it decides whether LINSTOR evicts. */
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

/** What is open of what requirements look at. */
function factsOf(
  require: readonly Requirement[],
  parts: readonly Part[],
  system: System,
): Map<string, Unknown<unknown>> {
  const facts = factsIn(parts);
  const asks = (...checks: readonly Requirement['check'][]): boolean =>
    require.some(({ check }) => checks.includes(check));
  if (require.some(({ phase }) => phase === 'recovered')) factsIn(system.freeCapacity, facts);
  if (asks('timing')) factsIn(system.links, facts);
  const volumes = parts.filter((part) => part.kind === 'volume');
  if (volumes.some(({ spread }) => isUnknown(spread) || spread.rule === 'perRegion')) {
    factsIn(system.labelled, facts);
  }
  const evicts = volumes.some(({ eviction = false }) => eviction !== false);
  if (asks('reprotected') && evicts && system.regions.some(({ hosts }) => hosts === undefined)) {
    factsIn(MACHINES, facts);
  }
  return facts;
}

function problemOf(require: readonly Requirement[], survive: readonly Failure[], system: System): Problem {
  const looked = new Set(require.flatMap((one) => partsOf(one, system)));
  const parts = system.parts.filter((part) => looked.has(part));
  const situations = survive.flatMap((failure) => situationsOf(failure, system));
  return {
    system,
    require,
    parts,
    situations: situations.sort((a, b) => sizeOf(a) - sizeOf(b)),
    facts: factsOf(require, parts, system),
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
export function shapeOf({ system, require, parts, situations, facts, fixed }: Problem): string {
  const names = new Map<string, string>();
  const anonymous = (name: string): string => {
    if (!names.has(name)) names.set(name, `#${names.size}`);
    return names.get(name)!;
  };
  for (const { name } of parts) anonymous(`part ${name}`);
  const links = require.some(({ check }) => check === 'timing') ? system.links : [];
  const own = JSON.stringify([require, parts], (key, value: unknown) => {
    if (['name', 'ring', 'of'].includes(key)) return anonymous(`part ${String(value)}`);
    if (key === 'cluster' || key === 'selector') return anonymous(`${key} ${String(value)}`);
    return key === 'nodes' ? (value as string[]).map((name) => anonymous(`part ${name}`)) : value;
  });
  const open = [...facts].sort(([a], [b]) => byCodeUnit(a, b));
  return own + JSON.stringify([situations, open, [...fixed], system.regions, links]);
}
