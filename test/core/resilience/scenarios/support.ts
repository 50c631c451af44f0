import type { Failure, Requirement } from '../../../../lib/core/resilience/objective';
import { prove } from '../../../../lib/core/resilience/prove';
import type { Site, Spread, System, Unknown, ZoneSpread } from '../../../../lib/core/resilience/system';
import type { Counterexample, FactChoice, Verdict, Witness } from '../../../../lib/core/resilience/verdict';
import { objective } from '../support';

/** Regions by name, each with as many machines where that is told. */
export const sites = (names: readonly string[], hosts?: readonly number[]): Site[] =>
  names.map((name, i) => ({ name, ...(hosts && { hosts: hosts[i]! }) }));

export const TWO = ['geneva', 'gland'] as const;
export const FOUR = ['geneva', 'gland', 'lucerne', 'zurich'] as const;
export const FIVE = [...FOUR, 'bern'] as const;

/** The three regions with so many machines. */
export const withHosts = (...hosts: number[]): Pick<System, 'regions'> => ({
  regions: sites(['geneva', 'gland', 'lucerne'], hosts),
});

/** Everything where it is named, whatever the regions are. */
export const at = (counts: Readonly<Record<string, number>>): Spread => ({ rule: 'pinned', counts });

/** Hard over regions, and a lost region no longer counts. */
export const HONOR: ZoneSpread = { rule: 'zone', maxSkew: 1, nodeTaintsPolicy: 'Honor' };

/** What nobody told. */
export const unknown = <T>(fact: string, ...oneOf: T[]): Unknown<T> => ({ unknown: fact, oneOf });

/** What goes wrong by a verdict. */
export function breakOf(verdict: Verdict): Counterexample {
  if (verdict.kind === 'refuted') return verdict.counterexample;
  if (verdict.kind === 'unknown' && verdict.because === 'placement') return verdict.bad;
  throw new Error(`Nothing breaks: ${verdict.kind}.`);
}

/** What goes well by a verdict that hangs on the placement or on facts. */
export function goodOf(verdict: Verdict): Witness {
  if (verdict.kind === 'unknown' && verdict.because === 'placement') return verdict.good;
  throw new Error(`There is no such pair: ${verdict.kind}.`);
}

/** The sets of facts that would prove it. */
export function wouldProve(verdict: Verdict): readonly (readonly FactChoice[])[] {
  if (verdict.kind === 'unknown' && verdict.because === 'placement') return verdict.wouldProve;
  throw new Error(`There is nothing to prove: ${verdict.kind}.`);
}

/** By region, in their order, how many of a part stand there. */
export function countsOf({ placement }: Witness, part: string): number[] {
  const placed = placement.find((one) => one.part === part);
  if (!placed) throw new Error(`"${part}" stands nowhere.`);
  return Object.values(placed.counts);
}

/** The verdict on one requirement under one failure. */
export const verdictFor = (system: System, failure: Failure, require: Requirement): Verdict =>
  prove(system, objective([failure], [require])).verdict;

/** The codes of what is wrong with an input, each once, and what is said. */
export function refusalOf(run: () => unknown): { codes: string[]; text: string } {
  try {
    run();
  } catch (error) {
    const { issues } = error as { issues?: readonly { code: string; message: string }[] };
    if (issues === undefined) throw error;
    return { codes: [...new Set(issues.map(({ code }) => code))], text: issues.map((one) => one.message).join(' ') };
  }
  return { codes: [], text: '' };
}
