import { settledFor, sceneOf, type Break, type World } from './examine';
import type { Chosen } from './facts';
import type { Problem } from './problem';
import { reachIn } from './scenario';
import type { Counts } from './placement';
import { stepsOf } from './steps';
import type { ReplicaSet, Settled, System } from './system';
import type { ByRegion, Counterexample, FactChoice, Happening, Placed, Witness } from './verdict';

/** What facts were taken to be, those that were open alone. */
export const choicesOf = ({ facts }: Problem, chosen: Chosen): FactChoice[] =>
  [...facts].map(([id, fact]) => ({ fact: id, is: fact.oneOf[chosen.get(id) ?? 0] }));

const byRegion = (names: readonly string[], counts: Counts): ByRegion =>
  Object.fromEntries(names.map((name, i) => [name, counts[i]!]));

/** A world by the names of its parts and regions. */
export function witnessOf(problem: Problem, { chosen, stands }: World): Witness {
  const names = problem.system.regions.map(({ name }) => name);
  const sets = problem.parts.filter(({ kind }) => kind !== 'ingress');
  const hosts = problem.situations.some(({ machine }) => machine?.what === 'host');
  const nodes = problem.situations.some(({ machine }) => machine?.what === 'node');
  const placement: Placed[] = sets.map(({ name, kind }, i) => {
    const { counts, share, diskless } = stands[i]!;
    return {
      part: name,
      counts: byRegion(names, counts),
      ...(((hosts && kind !== 'volume') || (nodes && kind === 'workload')) && { onOneMachine: byRegion(names, share) }),
      ...(diskless?.some((count) => count > 0) && { diskless: byRegion(names, diskless) }),
    };
  });
  return { placement, facts: choicesOf(problem, chosen) };
}

function happeningOf({ system, situations }: Problem, at: number): Happening {
  const names = system.regions.map(({ name }) => name);
  const { lost, drained, cut, machine, data } = situations[at]!;
  const named = (region: number): string => names[region]!;
  return {
    lost: lost.map(named),
    drained: drained.map(named),
    cut: cut.map(([a, b]) => [named(a), named(b)] as const),
    ...(machine && { machine: { what: machine.what, region: named(machine.region) } }),
    data,
  };
}

/** A break by the names of what it is about, with the steps that lead to it. */
export function counterexampleOf(problem: Problem, { world, situation, requirement }: Break): Counterexample {
  const { chosen, stands } = world;
  const settled = settledFor(problem, chosen);
  const { regions, links, groups, parts, freeCapacity, labelled } = settled;
  const sets = settled.parts.filter((part): part is Settled<ReplicaSet> => part.kind !== 'ingress');
  const scene = sceneOf(settled, sets, stands, chosen);
  const what = problem.situations[situation]!;
  const moment = { situation: what, reach: reachIn(what, settled.regions.length) };
  const broken = problem.require[requirement]!;
  return {
    ...witnessOf(problem, world),
    failure: happeningOf(problem, situation),
    requirement: broken,
    system: { regions, links, groups, parts, freeCapacity, labelled } as unknown as System,
    steps: stepsOf(broken, scene, moment),
  };
}
