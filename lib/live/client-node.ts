import { pathToFileURL } from 'node:url';
import type * as ClientNode from '@kubernetes/client-node';

/** What is used of `@kubernetes/client-node`: it knows kubeconfigs, login plug-ins, certificates and proxies. */
export type KubeConfigClass = Pick<typeof ClientNode, 'KubeConfig'>;

/**
 * Loads `@kubernetes/client-node`, which is an ES module only, when the first server is asked for; it is large. A plain
 * `import()` would become a `require` when TypeScript compiles to CommonJS. Jest refuses this one, and has its own.
 */
export const loadClientNode = (): Promise<KubeConfigClass> => {
  const load = new Function('specifier', 'return import(specifier)') as (url: string) => Promise<KubeConfigClass>;
  return load(pathToFileURL(require.resolve('@kubernetes/client-node')).href);
};
