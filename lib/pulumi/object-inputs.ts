import type { TenantFacts } from '../core/check/tenancy';
import type { JsonObject } from '../core/json';
import type { TenantKind } from '../core/model/kind';
import type { Condition } from '../live/live-object';
import type { ProfileReference } from '../core/platform/profile-reference';

/** What the program tells the provider about an object, beside the object itself. It goes into no object. */
export interface Directives {
  /** What the object is judged and compared for. */
  readonly profile: ProfileReference;
  /** The path of the construct that declares it, for the text of an issue. */
  readonly construct: string;
  /** Whether a warning fails it as an error does. */
  readonly strict: boolean;
  /** The codes of warnings that the program accepts for it. */
  readonly acknowledged: readonly string[];
  /** What is known of its tenant beside its own objects. */
  readonly tenantFacts: TenantFacts;
  /** Whose it is: the value of the annotation `MARK` of the live object. */
  readonly mark: string;
  /** Whether an object that is there already is taken over, whosever it is. */
  readonly adopt: boolean;
  /** The codes of effects that destroy or are refused, and are wanted. */
  readonly allow: readonly string[];
  /** Whether the platform makes the object by itself, so that it is awaited and replaced, and stays when the stack goes. */
  readonly madeByPlatform: boolean;
  /** The tenant whose namespace it stands in, if the same program declares that tenant. */
  readonly tenant?: { readonly namespace: string; readonly name: string };
}

/** The inputs of the resource that stands for an object of the tenant plane. Leaves of `spec` may be unknown in a preview. */
export interface ObjectInputs {
  readonly apiVersion: string;
  readonly kind: TenantKind;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: JsonObject;
  readonly hikube: Directives;
}

/** Its outputs: what was written, as far as it is declared, and what the platform adds. */
export interface ObjectOutputs extends ObjectInputs {
  readonly uid: string;
  /** The condition `Ready` from before the last change of the spec. @default it was never changed */
  readonly readyBefore?: Condition;
}

/** The type token of an object's resource, by its kind. */
export const objectType = (kind: string): string => `pulumi-nodejs:dynamic/hikube:${kind}`;

/**
 * The code that Pulumi's dynamic provider evaluates. It is one constant text: no closure of the program is serialised, so
 * it holds no secret, does not depend on how the program was compiled, and is the same whatever release of this library
 * wrote it. The package is looked up from the program's folder.
 */
export const PROVIDER_CODE =
  'exports.handler = () => require("node:module").createRequire(process.cwd() + "/")("hikube-constructs/pulumi/provider").provider;';

/** The key of a provider's configuration that holds the connection. */
export const CONNECTION_KEY = 'connection';
