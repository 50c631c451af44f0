import type { Severity } from '../issue';
import type { TenantKind } from '../model/kind';
import type { Span } from '../platform/release';
import type { PlatformProfile } from '../platform/profile';
import type { Reading } from '../read/read';
import type { TenantFacts, Tenancy } from './tenancy';

/** What is said of a rule, in its page and in every issue that it raises. */
export interface RuleFacts {
  /** Stable; 1xxx shape and names, 2xxx sizing and groups, 3xxx add-ons, 4xxx etcd, tenants, storage and access, 6xxx the operator's plane. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, as a heading. */
  readonly title: string;
  /** What the platform would make of it, in one sentence. */
  readonly why: string;
  /** What to do in general; an issue gives the remedy for its own case. */
  readonly remedy: string;
  /** Where the fact stands. */
  readonly source: string;
  /** The releases that it holds for. @default all */
  readonly releases?: Span;
  /** What alone can break it: a program (it needs scopes, references or regions) or the text of a file. @default both */
  readonly only?: 'programs' | 'files';
}

/** One place in which an object breaks a rule. */
export interface Finding {
  /** A JSON pointer into the object. */
  readonly pointer: string;
  /** What is wrong here, quoting the value. */
  readonly message: string;
  readonly remedy: string;
  /** Where the rule's own reason is not exact enough. */
  readonly why?: string;
  /** Whether the key at the pointer is at fault rather than its value. */
  readonly onKey?: boolean;
}

/** One place in one of several objects. */
export interface FindingIn extends Finding {
  readonly in: Reading;
  /** The other object that the finding is about, where there is one, and the place in it. */
  readonly other?: { readonly in: Reading; readonly pointer: string };
}

/** What a rule may know beside the object. */
export interface CheckContext {
  readonly profile: PlatformProfile;
  /** Whether a program is judged, so that a remedy speaks of constructs, or a manifest. */
  readonly program: boolean;
  /** What is known of the tenant that the object stands in. */
  readonly tenant: TenantFacts;
  /** The pointer to a value of the spec, by the names of the latest release. */
  at(...path: readonly (string | number)[]): string;
}

/** An object that breaks a rule and one that does not: the rule's test, and its page. */
export interface Example {
  /** The profile that both are judged for. @default hikube */
  readonly profile?: 'hikube' | 'cozystack-1.6';
  readonly fails: ExampleObject;
  readonly passes: ExampleObject;
}

/** What an example says of its object; the rest is as in a sound object of the kind. */
export interface ExampleObject {
  readonly metadata?: object;
  readonly spec?: object;
  /** What is known of its tenant. */
  readonly tenant?: TenantFacts;
}

/** A rule over one object of a kind: a pure function from what was read to what is wrong. */
export interface ObjectRule<K extends TenantKind = TenantKind> extends RuleFacts {
  readonly kind: K;
  readonly example: Example;
  check(reading: Reading<K>, context: CheckContext): Iterable<Finding>;
}

/** What a rule over several objects may know beside them. */
export interface TogetherContext {
  /** Whether the remedy for an object speaks of constructs, because a program made it. */
  program(object: Reading): boolean;
  /** How the tenants of the objects hang together, as far as that is known. */
  readonly tenants: Tenancy;
  /** The pointer to a value of an object's spec, by the names of the latest release. */
  at(object: Reading, ...path: readonly (string | number)[]): string;
}

/** Objects that break a rule together. */
export interface ExampleObjectOf extends ExampleObject {
  readonly kind: TenantKind;
}

/** A rule over all objects that are given together: those of a program, or of the files of one run. */
export interface TogetherRule extends RuleFacts {
  readonly example: {
    readonly profile?: 'hikube' | 'cozystack-1.6';
    readonly fails: readonly ExampleObjectOf[];
    readonly passes: readonly ExampleObjectOf[];
  };
  /**
   * What an object could break the rule with: only objects that have one of these texts in common can break it together.
   *
   * @default any of them can
   */
  shares?(object: Reading): readonly string[];
  check(objects: readonly Reading[], context: TogetherContext): Iterable<FindingIn>;
}

/** A rule over the text of a file. Its examples are YAML. */
export interface FileRule extends RuleFacts {
  readonly only: 'files';
  readonly example: {
    readonly profile?: 'hikube' | 'operators-v1alpha1';
    readonly fails: string;
    readonly passes: string;
  };
  /** What it finds in an object that was read with its spellings; other rules of files are found by the reader. */
  check?(reading: Reading): Iterable<Finding>;
}

/** A rule over what only a program says: scopes, references, props, regions. Its example is TypeScript. */
export interface ProgramRule extends RuleFacts {
  readonly only: 'programs';
  readonly example: { readonly fails: string; readonly passes: string };
}

/** Writes a rule down for one kind, with its types. */
export const rule = <K extends TenantKind>(definition: ObjectRule<K>): ObjectRule<K> => definition;
