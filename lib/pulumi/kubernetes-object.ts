import * as pulumi from '@pulumi/pulumi';
import type { Unchecked } from '../core/json';

/** An object of an ordinary API server, as the Kubernetes provider has it. */
export class KubernetesObject extends pulumi.CustomResource {
  declare public readonly apiVersion: pulumi.Output<string>;
  declare public readonly kind: pulumi.Output<string>;
  declare public readonly metadata: pulumi.Output<Unchecked>;

  public constructor(type: string, name: string, object: Unchecked, opts: pulumi.CustomResourceOptions) {
    const { apiVersion, kind } = object as { apiVersion: string; kind: string };
    const hidden = apiVersion === 'v1' && kind === 'Secret' ? ['data', 'stringData'] : [];
    const secrets = Object.fromEntries(
      hidden
        .filter((key) => object[key] !== undefined)
        .map((key) => [key, pulumi.secret(object[key] as pulumi.Input<unknown>)]),
    );
    super(
      type,
      name,
      { ...object, ...secrets },
      { version: kubernetesVersion(), ...(hidden.length > 0 && { additionalSecretOutputs: hidden }), ...opts },
    );
  }
}

/** The type token that the package @pulumi/kubernetes has for a kind: `kubernetes:core/v1:ConfigMap`. */
export const kubernetesType = (apiVersion: string, kind: string): string =>
  `kubernetes:${apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`}:${kind}`;

/**
 * The same for an object of which only a few fields are the program's: the provider then neither creates nor deletes it, and
 * lets go of its fields when the resource goes (class `CustomResourcePatch`).
 */
export const kubernetesPatchType = (apiVersion: string, kind: string): string =>
  `${kubernetesType(apiVersion, kind)}Patch`;

let installed: string | undefined;

/** The release of the installed package, by which Pulumi chooses the plug-in. */
function kubernetesVersion(): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an optional peer, loaded by who needs it
  installed ??= (require('@pulumi/kubernetes/package.json') as { version: string }).version;
  return installed;
}
