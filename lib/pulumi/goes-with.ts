import * as pulumi from '@pulumi/pulumi';

/** Providers into clusters of this program, and the objects of those clusters. */
const clusters = new WeakMap<pulumi.ProviderResource, pulumi.Resource>();
const watched = new WeakSet<pulumi.Resource>();

/**
 * Whatever is deployed through the provider goes with the cluster: it is not deleted object by object from a cluster that
 * is about to be gone.
 */
export const goesWith = (provider: pulumi.ProviderResource, object: pulumi.Resource): void =>
  void clusters.set(provider, object);

/**
 * Has every resource of the stack looked at that is made from now on. Components hand on what they had when they were made,
 * so this comes before any that could deploy into a cluster. A program without a stack (a test, say) destroys nothing.
 */
export function watchStack(): void {
  const stack = pulumi.runtime.getStackResource();
  if (!stack || watched.has(stack)) return;
  watched.add(stack);
  pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
    const { provider, deletedWith, parent } = opts as pulumi.CustomResourceOptions;
    // A provider that is inherited is not among the options yet.
    const through = provider ?? parent?.getProvider(type);
    const object = through && clusters.get(through);
    if (!object || deletedWith !== undefined) return undefined;
    return { props, opts: { ...opts, deletedWith: object } };
  });
}
