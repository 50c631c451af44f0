import type { Finding, RuleFacts } from '../check/rule';
import type { ObjectReference } from '../issue';
import { isRecord, type Unchecked } from '../json';
import type { PlatformProfile } from '../platform/profile';
import type { OperatorKind } from './kind';

/** An object of the operator's plane, as it is written. Nobody has looked at its values yet. */
export interface OperatorObject {
  readonly kind: OperatorKind;
  readonly manifest: Unchecked;
  readonly object: ObjectReference;
}

/** The sites of a program: the label that nodes carry, and its values. */
export interface Sites {
  readonly label: string;
  readonly values: readonly string[];
}

/** What a rule may know beside the objects. */
export interface OperatorContext {
  readonly profile: PlatformProfile;
  /** Whether a program is judged, so that a remedy speaks of constructs. */
  readonly program: boolean;
  /** The sites, where a program says which there are. @default what the satellite configurations show */
  readonly sites?: Sites;
}

/** One place in one of the objects. */
export interface OperatorFinding extends Finding {
  readonly in: OperatorObject;
  /** The other object that it is about, where there is one, and the place in it. */
  readonly other?: { readonly in: OperatorObject; readonly pointer: string };
}

/** Objects that break a rule and objects that do not: the rule's test, and its page. Manifests, as they are applied. */
export interface OperatorExample {
  /** The profile that both are judged for. @default hikube */
  readonly profile?: 'hikube' | 'cozystack-1.6' | 'operators-v1alpha1' | 'operators-v1alpha2';
  readonly fails: readonly object[];
  readonly passes: readonly object[];
}

/** A rule over the objects of the operator's plane: a pure function from what is written to what is wrong. */
export interface OperatorRule extends RuleFacts {
  readonly plane: 'platform';
  readonly example: OperatorExample;
  check(objects: readonly OperatorObject[], context: OperatorContext): Iterable<OperatorFinding>;
}

/** Writes a rule of the operator's plane down. */
export const operatorRule = (rule: Omit<OperatorRule, 'plane'>): OperatorRule => ({ ...rule, plane: 'platform' });

/** A check of every object of a kind by itself. */
export const each = (
  kind: OperatorKind | readonly OperatorKind[],
  check: (object: OperatorObject, context: OperatorContext) => Iterable<Finding>,
): OperatorRule['check'] =>
  function* (objects, context) {
    for (const object of ofKind(objects, kind)) {
      for (const finding of check(object, context)) yield { ...finding, in: object };
    }
  };

/** Those of a kind. */
export const ofKind = (
  objects: readonly OperatorObject[],
  kind: OperatorKind | readonly OperatorKind[],
): OperatorObject[] => objects.filter((object) => (typeof kind === 'string' ? [kind] : kind).includes(object.kind));

/** An object by its manifest. */
export function operatorObject(kind: OperatorKind, manifest: unknown): OperatorObject {
  const written = isRecord(manifest) ? manifest : {};
  const metadata = isRecord(written.metadata) ? written.metadata : {};
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    kind,
    manifest: written,
    object: {
      apiVersion: text(written.apiVersion),
      kind,
      ...(typeof metadata.namespace === 'string' && { namespace: metadata.namespace }),
      name: text(metadata.name),
    },
  };
}
