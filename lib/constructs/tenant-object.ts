import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { compile } from '../core/compile/compile';
import { isRecord, pointer, sortKeys } from '../core/json';
import type { Draft } from '../core/model/field';
import { TENANT_API, type TenantKind, type TenantKinds } from '../core/model/kind';
import { applyOverrides, overrideFault, type Override, type OverrideFault } from '../core/overrides';
import type { PlatformProfile } from '../core/platform/profile';
import { factsOf } from './noun';

/** A part of an object that a construct of its own declares, such as a node group of a cluster. */
export interface ObjectPart {
  readonly construct: IConstruct;
  /** Where its value stands in the object. */
  readonly pointer: string;
}

/** What an object is made of. */
export interface TenantObjectProps<K extends TenantKind> {
  readonly kind: K;
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  /** The spec, asked for when the tree is whole. */
  readonly spec: () => Draft<TenantKinds[K]>;
  /** The constructs that declare parts of it. */
  readonly parts?: () => readonly ObjectPart[];
  /** What it is judged for. */
  readonly profile: () => PlatformProfile;
}

const TENANT_OBJECT = Symbol.for('hikube-constructs.TenantObject');

/** An object of the tenant plane: the leaf named `Resource` of the noun that declares it. */
export class TenantObject<K extends TenantKind = TenantKind> extends ApiObject {
  public readonly tenantKind: K;
  private readonly jsonPatches: JsonPatch[] = [];

  public constructor(
    /** The noun that declares it. */
    public readonly noun: Construct,
    private readonly object: TenantObjectProps<K>,
  ) {
    const { kind, name, labels, annotations } = object;
    super(noun, 'Resource', {
      apiVersion: TENANT_API,
      kind,
      metadata: { name, ...(labels && { labels }), ...(annotations && { annotations }) },
    });
    this.tenantKind = kind;
    Object.defineProperty(this, TENANT_OBJECT, { value: true });
  }

  /** The profile that the object is compiled and judged for. */
  public get profile(): PlatformProfile {
    return this.object.profile();
  }

  /** The parts of the object that constructs of their own declare. */
  public get parts(): readonly ObjectPart[] {
    return this.object.parts?.() ?? [];
  }

  /** The construct that a place in the object belongs to: the nearest part's, or the noun's own. */
  public constructAt(place: string): IConstruct {
    const owner = this.parts
      .filter((part) => place === part.pointer || place.startsWith(`${part.pointer}/`))
      .sort((a, b) => b.pointer.length - a.pointer.length)[0];
    return owner?.construct ?? this.noun;
  }

  /** The object after all overrides, with late values still late, and the operations that did not apply. */
  public render(): { readonly manifest: Readonly<Record<string, unknown>>; readonly faults: readonly OverrideFault[] } {
    const spec = compile(this.tenantKind, this.object.spec(), this.profile.release);
    const written = { apiVersion: this.apiVersion, kind: this.kind, metadata: this.metadata.toJson() as unknown, spec };
    const sorted = sortKeys(written);
    const groups = [...this.parts, { construct: this.noun as IConstruct, pointer: '' }].map((part) => ({
      base: part.pointer,
      overrides: (factsOf(part.construct)?.overrides ?? []).filter((override) => overrideFault(override) === undefined),
    }));
    const { manifest, faults } = applyOverrides(sorted, groups as { base: string; overrides: Override[] }[]);
    const patched = this.jsonPatches.length > 0 ? (JsonPatch.apply(manifest, ...this.jsonPatches) as object) : manifest;
    // What an operation adds is in the order in which its author wrote it.
    return { manifest: inOrder((patched === sorted ? sorted : sortKeys(patched)) as Record<string, unknown>), faults };
  }

  /** Further operations on the whole object, after the noun's own overrides; cdk8s' usual escape hatch. */
  public override addJsonPatch(...ops: JsonPatch[]): void {
    this.jsonPatches.push(...ops);
  }

  /**
   * The object as cdk8s writes it. Unlike a stock ApiObject it keeps a `null` inside add-on values, where it means
   * "remove the chart's default".
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- cdk8s' own signature
  public override toJson(): any {
    return this.render().manifest;
  }
}

/** The order in which people read an object. */
function inOrder(manifest: Record<string, unknown>): Record<string, unknown> {
  const { apiVersion, kind, metadata, ...rest } = manifest;
  return { apiVersion, kind, metadata, ...rest };
}

/** The pointer of a part, by its keys. */
export const partPointer = pointer;

/**
 * Whether a construct is an object of the tenant plane that this library writes. To cdk8s every ApiObject is an instance
 * of every class that extends it, so `instanceof` would not tell.
 */
export const isTenantObject = (construct: IConstruct): construct is TenantObject => TENANT_OBJECT in construct;

/** Whether something was written below a key of an object. */
export const hasKeys = (value: unknown): boolean => isRecord(value) && Object.keys(value).length > 0;
