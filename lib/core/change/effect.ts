import type { Severity } from '../issue';
import type { Unchecked } from '../json';
import type { TenantKind, TenantKinds } from '../model/kind';
import type { OperatorKind } from '../operator/kind';
import type { PlatformProfile } from '../platform/profile';
import type { Span } from '../platform/release';
import type { Reading } from '../read/read';

/** What a change does to what runs, from the least to the worst. */
export const IMPACTS = [
  'none',
  'ignored',
  'create',
  'inPlace',
  'controlPlane',
  'endpoint',
  'rolling',
  'destroys',
  'refused',
] as const;

/**
 * `none`: the same in other words. `ignored`: the platform does not read it. `create`: something new beside what is there.
 * `inPlace`: nothing of what runs is replaced. `controlPlane`: its pods restart. `endpoint`: names, addresses or
 * certificates by which others reach it change. `rolling`: machines or members are replaced one after the other.
 * `destroys`: machines, data or objects go. `refused`: the platform would take it and then fail, or break a rule of its own.
 */
export type Impact = (typeof IMPACTS)[number];

/** Orders impacts, the least first. */
export const compareImpacts = (a: Impact, b: Impact): number => IMPACTS.indexOf(a) - IMPACTS.indexOf(b);

/** The worst of several impacts; `none` where there are none. */
export const worstImpact = (impacts: Iterable<Impact>): Impact =>
  [...impacts].reduce((worst, impact) => (compareImpacts(impact, worst) > 0 ? impact : worst), 'none');

/** How much a reader should mind: what is refused or destroys is an error, what disturbs is a warning. */
export type EffectSeverity = Severity | 'info';

/** What is said of a kind of effect, in its page and wherever it is found. */
export interface EffectFacts {
  /** Stable; 50xx objects, 51xx versions, 52xx groups, 53xx control planes, 54xx add-ons, 55xx storage and etcd, 56xx tenants, 57xx the operator's plane. */
  readonly code: string;
  readonly impact: Impact;
  readonly severity: EffectSeverity;
  readonly title: string;
  /** What the platform does, in one sentence. */
  readonly why: string;
  /** What to do before it is applied. */
  readonly first: string;
  /** Where the fact stands. */
  readonly source: string;
  /** The releases that it holds for. @default all */
  readonly releases?: Span;
}

/** How many machines a rolling change moves. */
export interface Rollout {
  readonly group: string;
  /** Machines that are replaced, at the most. */
  readonly replaced: number;
  /** Machines that exist at once, at the worst: those that are there, and as many as the surge allows. */
  readonly atOnce: number;
}

/** One thing that a change does. */
export interface Effect {
  readonly code: string;
  readonly impact: Impact;
  readonly severity: EffectSeverity;
  /** What happens here, in one sentence that quotes the values. */
  readonly message: string;
  readonly why: string;
  /** What to do before it is applied. */
  readonly first: string;
  /** The fields that bring it about, as JSON pointers into the object; the first is the one to show. */
  readonly pointers: readonly string[];
  /** For `rolling`: the machines. */
  readonly rollout?: Rollout;
}

/** One effect, as a rule finds it; what it leaves out is as in the rule's facts. */
export interface FoundEffect {
  readonly pointers: readonly string[];
  readonly message: string;
  readonly first?: string;
  readonly why?: string;
  readonly rollout?: Rollout;
}

/** One state of an object: its manifest with all defaults, and what was read of that. */
export interface Side<K extends TenantKind = TenantKind> {
  /** The spec as it was written or shown. */
  readonly written: Readonly<Record<string, unknown>>;
  /** What was read of the spec with all defaults. */
  readonly reading: Reading<K>;
  /** The spec with all defaults, in the names of the latest release. */
  readonly spec: TenantKinds[K];
}

/** What may be known beside the two states. */
export interface ChangeFacts {
  /** What of a tenant's quotas is in use now, by the key of the quota. */
  readonly quotaUse?: Readonly<Record<string, string>>;
}

/** What an effect rule may use. */
export interface ChangeContext {
  readonly profile: PlatformProfile;
  readonly facts: ChangeFacts;
  /** The pointer to a value of the spec, by the names of the latest release. */
  at(...path: readonly (string | number)[]): string;
}

/** A pair of states: the test of an effect, and its page. */
export interface EffectExample {
  readonly profile?: 'hikube' | 'cozystack-1.6';
  readonly facts?: ChangeFacts;
  readonly before: object;
  readonly after: object;
}

/** A rule over the two states of an object of a kind: a pure function to what it does. */
export interface EffectRule<K extends TenantKind = TenantKind> extends EffectFacts {
  readonly kind: K;
  /** Two specs of a sound object, between which it appears. */
  readonly example: EffectExample;
  find(before: Side<K>, after: Side<K>, context: ChangeContext): Iterable<FoundEffect>;
}

/** Writes an effect down for one kind, with its types. */
export const effect = <K extends TenantKind>(definition: EffectRule<K>): EffectRule<K> => definition;

/** Two states of an object of the operator's plane, as whole manifests; nothing where it is not there. */
export interface OperatorEffectExample {
  readonly before: object;
  readonly after?: object;
}

/** An effect on objects of the operator's plane. */
export interface OperatorEffectFacts extends EffectFacts {
  readonly example: OperatorEffectExample;
}

/** A rule over two states of an object of the operator's plane: manifests, with what the API fills in. */
export interface OperatorEffectRule extends OperatorEffectFacts {
  readonly kind: OperatorKind;
  /** The version of the kind's API that it is for. @default all */
  readonly apiVersion?: string;
  find(before: Unchecked, after: Unchecked): Iterable<FoundEffect>;
}
