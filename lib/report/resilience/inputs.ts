import type { BASELINE } from '../../core/resilience/prove';

/** Where something that is known comes from; `unknown` is what nobody told. */
export type Basis = 'declared' | 'contract' | 'assumption' | 'unknown';

/** Something that is known of a system. */
export interface KnownFact {
  readonly id: string;
  readonly basis: Basis;
  readonly text: string;
  /** Where it is written. */
  readonly source?: string;
  readonly date?: string;
  /** How far it is to be trusted. */
  readonly trust?: string;
}

/** A change that would prove an objective. */
export interface SuggestedRemedy {
  /** How much it takes, compared with the others. */
  readonly cost: number;
  readonly steps: readonly string[];
}

/** What a report may know beside the system and the verdicts. */
export interface ReportExtra {
  /** @default none: nothing but the description itself */
  readonly facts?: readonly KnownFact[];
  /** What would prove an objective, by its name, the cheapest first. @default none */
  readonly remedies?: ReadonlyMap<string, readonly SuggestedRemedy[]>;
}

/** What every proof rests on, in words. */
export const BASELINE_TEXT: Readonly<Record<(typeof BASELINE)[number], string>> = {
  'A-STEADY': 'Before the failure, every copy is up to date and every member is healthy.',
  'A-FRESH': 'When things were placed, every region had labelled nodes that took them, and nothing was removed since.',
  'A-MGMT': "The platform's own cluster keeps its quorum.",
};

/** What a proof over single machines rests on as well. */
export const OWN_MACHINES_TEXT =
  'Each member of a part has a machine of its own: several on one are lost together (`host`).';
