import vm from 'node:vm';
import { pathToFileURL } from 'node:url';
import type { KubeConfigClass } from '../../../lib/live/client-node';

/** Jest runs tests in a context that has no `import()`; the process's own loader has. */
export const loadClientNodeInJest = (): Promise<KubeConfigClass> => {
  const script = new vm.Script('(specifier) => import(specifier)', {
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const load = script.runInThisContext() as (specifier: string) => Promise<KubeConfigClass>;
  return load(pathToFileURL(require.resolve('@kubernetes/client-node')).href);
};
