import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Provider } from '@pulumi/kubernetes/provider';
import type { App } from 'cdk8s';
import * as hikube from 'hikube-constructs/pulumi';
import { OF_OPERATORS } from '../support/examples';
import { ROOT } from '../support/rendering';
import { sound, type Run, type RunOptions } from './support';

const FOLDER = path.join(ROOT, 'examples');

export const EXAMPLES = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** The function that builds an example's tree. */
export const treeOf = (example: string): ((app: App) => unknown) =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which examples there are is known on disk only
  (require(path.join(FOLDER, example, 'cdk8s')) as { build(app: App): unknown }).build;

/** Its tree, rendered. */
export const rendered = (example: string, options: RunOptions<unknown> = {}): Promise<Run> =>
  sound(
    () =>
      hikube.render(
        example,
        (app) => treeOf(example)(app),
        OF_OPERATORS.includes(example) ? { provider: new Provider('operator', { context: 'operator' }) } : {},
      ),
    options,
  );

/** Its Pulumi program, as it stands. A file of tests can run it once: a module runs when it is loaded first. */
export const asProgram = (example: string, options: RunOptions<unknown> = {}): Promise<Run> =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as above
  sound(() => require(path.join(FOLDER, example, 'pulumi')) as unknown, { ...options, outputs: (exports) => exports });
