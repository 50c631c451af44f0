import * as pulumi from '@pulumi/pulumi';
import type { Condition } from '../live/live-object';
import { PROVIDER_CODE, objectType, type ObjectInputs } from './object-inputs';

/** An object of the tenant plane: what this library's own provider creates, replaces and removes. */
export class PlatformObject extends pulumi.CustomResource {
  declare public readonly apiVersion: pulumi.Output<string>;
  declare public readonly kind: pulumi.Output<string>;
  declare public readonly metadata: pulumi.Output<ObjectInputs['metadata']>;
  /** As it is declared. */
  declare public readonly spec: pulumi.Output<ObjectInputs['spec']>;
  /** Which object it is: another one of the same name has another uid. */
  declare public readonly uid: pulumi.Output<string>;
  /** What the platform said of it before its last change. @internal */
  declare public readonly readyBefore: pulumi.Output<Condition | undefined>;

  public constructor(name: string, inputs: ObjectInputs, opts: pulumi.CustomResourceOptions) {
    super(
      objectType(inputs.kind),
      name,
      { ...inputs, uid: undefined, readyBefore: undefined, __provider: PROVIDER_CODE },
      opts,
    );
  }
}
