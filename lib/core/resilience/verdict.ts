import type { Data, Failure, Objective, Requirement } from './objective';
import type { System } from './system';

/** What a fact is taken to be. */
export interface FactChoice {
  readonly fact: string;
  readonly is: unknown;
}

/** Numbers by region. */
export type ByRegion = Readonly<Record<string, number>>;

/** Where a part stands. */
export interface Placed {
  readonly part: string;
  readonly counts: ByRegion;
  /** How many one machine of each region carries at most, where that has a say. */
  readonly onOneMachine?: ByRegion;
  /** The diskless peers of a volume. */
  readonly diskless?: ByRegion;
}

/** One way in which everything may stand and the open facts may have turned out. */
export interface Witness {
  readonly placement: readonly Placed[];
  readonly facts: readonly FactChoice[];
}

/** What happened, by the names of the regions. */
export interface Happening {
  readonly lost: readonly string[];
  readonly drained: readonly string[];
  readonly cut: readonly (readonly [string, string])[];
  readonly machine?: { readonly what: 'node' | 'host'; readonly region: string };
  readonly data: Data;
}

/** A placement, a failure and what comes of it. It holds all that a replay needs. */
export interface Counterexample extends Witness {
  readonly failure: Happening;
  /** What does not hold then. */
  readonly requirement: Requirement;
  /** What it is about, with every fact settled. */
  readonly system: System;
  /** What stands, what happens, and what follows, in words. */
  readonly steps: readonly string[];
}

export interface Proven {
  readonly kind: 'proven';
  /** The assumptions that it rests on. */
  readonly relies: readonly string[];
}
export interface Refuted {
  readonly kind: 'refuted';
  readonly counterexample: Counterexample;
}
export interface Undecided {
  readonly kind: 'unknown';
  readonly because: 'placement';
  /** One way in which it goes wrong, and one in which all is well. */
  readonly bad: Counterexample;
  readonly good: Witness;
  /** The smallest sets of facts that would prove it; none where facts alone do not. */
  readonly wouldProve: readonly (readonly FactChoice[])[];
}
/** There were more placements than anybody has time for. */
export interface Unfinished {
  readonly kind: 'unknown';
  readonly because: 'budget';
}
export type Verdict = Proven | Refuted | Undecided | Unfinished;

/** One requirement under one failure. */
export interface CheckReport {
  readonly require: Requirement;
  readonly failure: Failure;
  readonly verdict: Verdict;
}

/** What became of an objective. */
export interface ObjectiveReport {
  readonly objective: Objective;
  readonly verdict: Verdict;
  readonly checks: readonly CheckReport[];
}
