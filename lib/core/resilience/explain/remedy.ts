import { quote } from '../../json';
import type { Objective } from '../objective';
import type { Part, Spread, System } from '../system';

/** A fact that somebody has to tell, and what it has to be. */
export interface FactRemedy {
  readonly kind: 'fact';
  readonly fact: string;
  readonly is: unknown;
}
/** A change of what is declared. */
export interface ChangeRemedy {
  readonly kind: 'change';
  readonly part: string;
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
  /** The change in words. */
  readonly text: string;
}
export type Remedy = FactRemedy | ChangeRemedy;

/** A system and what is asked of it. */
export interface Case {
  readonly system: System;
  readonly objective: Objective;
}

/** A remedy in plain words. */
export function remedyText(remedy: Remedy): string {
  if (remedy.kind === 'change') return remedy.text;
  return `Ask for the fact ${quote(remedy.fact)}: it has to be ${valueInWords(remedy.is)}.`;
}

const isSpread = (value: unknown): value is Spread => typeof value === 'object' && value !== null && 'rule' in value;

function valueInWords(value: unknown): string {
  if (!isSpread(value)) return quote(value);
  switch (value.rule) {
    case 'zone':
      return `a hard spread over regions (${settings(value)})`;
    case 'hostname':
      return `a hard spread over machines (${settings(value)})`;
    case 'perRegion':
      return `at most ${value.most} in each region`;
    case 'pinned':
      return `exactly ${quote(value.counts)}`;
    case 'none':
      return 'no rule at all';
  }
}

/** `maxSkew 1, nodeTaintsPolicy Honor`. */
export const settings = (spread: Spread): string =>
  Object.entries(spread)
    .filter(([key]) => key !== 'rule' && key !== 'selector')
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(', ');

/** The system and the objective after remedies: changes are made, and facts are assumed. */
export function remedied({ system, objective }: Case, steps: readonly Remedy[]): Case {
  const assume = steps.flatMap((step) =>
    step.kind === 'fact' ? [{ fact: step.fact, is: step.is, reason: 'It was asked for.' }] : [],
  );
  const parts = steps.reduce((now, step) => (step.kind === 'change' ? changed(now, step) : now), system.parts);
  return { system: { ...system, parts }, objective: { ...objective, assume: [...objective.assume, ...assume] } };
}

function changed(parts: readonly Part[], { part: name, field, from, to }: ChangeRemedy): readonly Part[] {
  return parts.map((part) => {
    if (part.name !== name && !(field === 'spread' && sharesRule(part, from as Spread))) return part;
    const next = { ...part, [field]: to } as Part;
    // A group that is larger from the start may grow at least as far.
    return next.kind === 'nodeGroup' && next.max < next.min ? { ...next, max: next.min } : next;
  });
}

/** Whether a part is balanced together with those of a rule: parts of one selector have one rule. */
export const sharesRule = (part: Part, rule: Spread): boolean =>
  'spread' in part &&
  'rule' in part.spread &&
  part.spread.rule === 'zone' &&
  rule.rule === 'zone' &&
  rule.selector !== undefined &&
  part.spread.selector === rule.selector;
