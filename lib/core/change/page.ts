import { exampleManifest, span } from '../check/page';
import { EFFECT_RULES, OPERATOR_EFFECTS } from './catalogue';
import type { EffectFacts, Impact } from './effect';
import { OBJECT_EFFECTS, type ObjectEffect } from './effects/objects';

/** What an impact is called in a sentence. */
export const IMPACT_WORDS: Readonly<Record<Impact, string>> = {
  none: 'nothing happens',
  ignored: 'ignored by the platform',
  create: 'something new is made',
  inPlace: 'in place',
  controlPlane: 'the control plane restarts',
  endpoint: 'names or addresses change',
  rolling: 'rolling replacement',
  destroys: 'machines or data are destroyed',
  refused: 'refused',
};

/** What the page of an effect says: the facts, and two states of an object between which it appears. */
export interface EffectPage extends EffectFacts {
  /** The releases that it holds for, in words. */
  readonly holdsFor: string;
  /** The profile of the example. */
  readonly profile: string;
  /** `undefined` where the object is not there. */
  readonly before: object | undefined;
  readonly after: object | undefined;
}

/** The page of one effect. */
export function effectPageOf(facts: EffectFacts): EffectPage {
  const rule = EFFECT_RULES.find(({ code }) => code === facts.code);
  if (rule) {
    const { profile = 'hikube', before, after } = rule.example;
    const [old, now] = [before, after].map((spec) => exampleManifest(rule.kind, { spec }));
    return { ...facts, holdsFor: span(facts), profile, before: old, after: now };
  }
  const operator = OPERATOR_EFFECTS.find(({ code }) => code === facts.code);
  if (operator) {
    const { before, after } = operator.example;
    return { ...facts, holdsFor: span(facts), profile: 'hikube', before, after };
  }
  const { before, after }: ObjectEffect['example'] = Object.values<ObjectEffect>(OBJECT_EFFECTS).find(
    ({ code }) => code === facts.code,
  )!.example;
  const [old, now] = [before, after].map((state) => state && exampleManifest('Kubernetes', state));
  return { ...facts, holdsFor: span(facts), profile: 'hikube', before: old, after: now };
}
