import * as pulumi from '@pulumi/pulumi';
import type { Provider } from '@pulumi/kubernetes/provider';
import { clusterNames } from '../core/names';
import { LiveError } from '../live/live-error';
import type { TenantApi } from '../live/tenant-api';
import type { Connection } from './connection';
import { goesWith } from './goes-with';
import type { PlatformObject } from './platform-object';
import { DEFAULT_WAIT_SECONDS, type WaitOptions } from './wait-options';
import { ResourceFailure } from './resource-failure';

/** An optional peer, loaded by who needs it. */
function kubernetesProvider(): typeof Provider {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- when the program asks for it, and no sooner
  return (require('@pulumi/kubernetes/provider') as { Provider: typeof Provider }).Provider;
}

/** What a cluster's handle is made of. */
export interface TenantClusterProps {
  /** The name of its resources. */
  readonly resourceName: string;
  readonly name: string;
  readonly namespace: string;
  readonly connection: Connection;
  /** What its resources stand below. */
  readonly parent: pulumi.ComponentResource;
  /** Its object. @default it is not of this program */
  readonly object?: PlatformObject;
  readonly wait: WaitOptions;
}

/** A cluster as a Pulumi program goes on with it: when it is ready, how it is reached, and a provider into it. */
export class TenantCluster {
  /** Its object, if it is of this program. @internal */
  public readonly object: PlatformObject | undefined;
  private readonly lazily: { ready?: pulumi.Output<boolean>; kubeconfig?: pulumi.Output<string>; provider?: Provider } =
    {};

  public constructor(private readonly props: TenantClusterProps) {
    this.object = props.object;
    // The program waits for the cluster, whoever asks: an `up` ends when it is there.
    if (props.object && props.wait.waitFor !== 'none') this.lazily.ready = this.awaited(props.object);
  }

  /**
   * Known when the cluster has reached the awaited step. A preview waits for nothing.
   */
  public get ready(): pulumi.Output<boolean> {
    return (this.lazily.ready ??= this.object ? this.awaited(this.object) : pulumi.output(true));
  }

  /**
   * Its kubeconfig with the administrator's credentials: a secret, read from the platform when it is needed and kept
   * nowhere else. In the preview that creates the cluster it is not known yet.
   */
  public get kubeconfig(): pulumi.Output<string> {
    return (this.lazily.kubeconfig ??= this.readKubeconfig());
  }

  /**
   * A Kubernetes provider into the cluster. Its identity is the cluster's, so a rotated kubeconfig replaces nothing; what
   * it deploys goes with the cluster when that is destroyed, and is not deleted piece by piece.
   */
  public get provider(): Provider {
    return (this.lazily.provider ??= this.makeProvider());
  }

  private awaited(object: PlatformObject): pulumi.Output<boolean> {
    const { connection, wait, name, namespace } = this.props;
    const { waitFor: until = 'controlPlane', waitSeconds: seconds = DEFAULT_WAIT_SECONDS } = wait;
    // Of a resource that is being changed, a preview knows the id and no output.
    const { id } = object;
    if (until === 'none') return id.apply(() => true);
    const ready = id.apply(() => {
      if (pulumi.runtime.isDryRun()) return pulumi.output(true);
      const ref = { kind: 'Kubernetes', namespace, name } as const;
      return object.readyBefore.apply((before) =>
        connection.use(
          object,
          async (api) => {
            const { waitUntil } = await import('./waiting');
            await waitUntil(api, { ref, until, seconds, resource: object, before });
            return true;
          },
          true,
        ),
      );
    });
    // That it is ready is no secret, whatever it was learnt by.
    return pulumi.unsecret(ready);
  }

  private readKubeconfig(): pulumi.Output<string> {
    const { connection, object, parent } = this.props;
    const resource = object ?? parent;
    // Where the program waits for nothing, the object alone has to be there.
    const there = object && !this.lazily.ready ? object.id : this.ready;
    const read = (there as pulumi.Output<unknown>).apply(() =>
      connection.use(resource, (api) => this.kubeconfigOf(api, resource), connection.testKubeconfig),
    );
    return pulumi.secret(read);
  }

  private async kubeconfigOf(api: TenantApi, resource: pulumi.Resource): Promise<string> {
    const { name, namespace } = this.props;
    try {
      const secret = await api.secret(namespace, clusterNames.kubeconfig(name));
      const { kubeconfigFrom } = await import('../live/kubeconfig');
      if (secret) return kubeconfigFrom(secret);
    } catch (error) {
      if (!LiveError.is(error)) throw error;
      // A control plane that is still starting has a secret without the key.
      if (!(pulumi.runtime.isDryRun() && error.kind === 'kubeconfig')) throw new ResourceFailure(error.text, resource);
    }
    if (pulumi.runtime.isDryRun()) return pulumi.unknown as unknown as string;
    const message = `The kubeconfig of cluster "${name}" is not there yet. The platform writes it when the control plane is up: wait for the step "controlPlane" at least.`;
    throw new ResourceFailure(message, resource);
  }

  private makeProvider(): Provider {
    const { resourceName, name, namespace, parent, object } = this.props;
    const Kubernetes = kubernetesProvider();
    // The id says which object it is: a cluster that was made anew under the same name is another one.
    const identity = object ? object.id : `${namespace}/Kubernetes/${name}`;
    const provider = new Kubernetes(
      resourceName,
      { kubeconfig: this.kubeconfig, clusterIdentifier: identity },
      { parent, ...(object && { deletedWith: object }) },
    );
    if (object) goesWith(provider, object);
    return provider;
  }
}
