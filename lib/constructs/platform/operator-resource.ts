import { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { sortKeys, type Unchecked } from '../../core/json';
import { OPERATOR_KINDS, type OperatorKind } from '../../core/operator/kind';
import { applyOverrides, overrideFault, type OverrideFault } from '../../core/overrides';
import { factsOf } from '../noun';

/** What an object of the operator's plane is made of. */
export interface OperatorResourceProps {
  readonly kind: OperatorKind;
  /** @default the first that this library knows of the kind */
  readonly apiVersion?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  /** Whether it is somebody else's object, of which a few fields are said here. @default false */
  readonly isPatch?: boolean;
  /** Everything beside the metadata, asked for when the tree is whole. */
  readonly body: () => Unchecked;
}

const RESOURCE = Symbol.for('hikube-constructs.OperatorResource');

/** An object of the operator's plane: the leaf named `Resource` of the noun that declares it, or one beside it. */
export class OperatorResource extends ApiObject {
  public readonly operatorKind: OperatorKind;
  /** Whether it is somebody else's object, of which a few fields are said here: it is never created or deleted. */
  public readonly isPatch: boolean;
  private readonly body: () => Unchecked;

  public constructor(
    /** The noun that declares it. */
    public readonly noun: Construct,
    props: OperatorResourceProps,
    id = 'Resource',
  ) {
    const { kind, apiVersion = OPERATOR_KINDS[kind][0], name, namespace, labels, annotations } = props;
    super(noun, id, {
      apiVersion,
      kind,
      metadata: {
        name,
        ...(namespace !== undefined && { namespace }),
        ...(labels && { labels: { ...labels } }),
        ...(annotations && { annotations: { ...annotations } }),
      },
    });
    this.operatorKind = kind;
    this.isPatch = props.isPatch === true;
    this.body = props.body;
    Object.defineProperty(this, RESOURCE, { value: true });
  }

  /** The object after all overrides of its noun, and the operations that did not apply. */
  public render(): { readonly manifest: Unchecked; readonly faults: readonly OverrideFault[] } {
    const { apiVersion, kind } = this;
    const written = sortKeys({ apiVersion, kind, metadata: this.metadata.toJson() as unknown, ...this.body() });
    // They are relative to what the noun is mainly about.
    const own = this.node.id === 'Resource' ? (factsOf(this.noun)?.overrides ?? []) : [];
    const overrides = own.filter((override) => overrideFault(override) === undefined);
    const { manifest, faults } = applyOverrides(written, [{ base: '', overrides }]);
    const { metadata, ...rest } = sortKeys(manifest) as Record<string, unknown>;
    return { manifest: { apiVersion, kind, metadata, ...rest }, faults };
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- cdk8s' own signature
  public override toJson(): any {
    return this.render().manifest;
  }
}

/** Whether a construct is such an object; to cdk8s every ApiObject is an instance of every class that extends it. */
export const isOperatorResource = (construct: IConstruct): construct is OperatorResource => RESOURCE in construct;
