import { existsSync } from 'node:fs';
import path from 'node:path';

export type Release = '1.1' | '1.6';

/** The platform's own schemas of the releases, which the project keeps. */
export const SCHEMAS: Readonly<Record<Release, string>> = {
  '1.1': path.join(__dirname, '../../../schema/1.1.2'),
  '1.6': path.join(__dirname, '../../../schema/1.6.2'),
};

const ALL: readonly Release[] = ['1.1', '1.6'];

/** The real server, when the tests are to run on it: a cozystack-api, and the tree that it was built from. */
export const REAL_API = process.env.COZYSTACK_API || undefined;
export const SOURCE = process.env.COZYSTACK_SOURCE ?? '';

const asRelease = (text: string): Release => {
  const release = ALL.find((each) => text === each || text.startsWith(`${each}.`) || text.startsWith(`v${each}.`));
  if (release === undefined) throw new Error(`COZYSTACK_RELEASE: "${text}" is none of ${ALL.join(', ')}`);
  return release;
};

/** The releases that this run is about: both on the stand-in, or the one that the real server is of. */
export function releases(): readonly Release[] {
  const { COZYSTACK_RELEASE: asked } = process.env;
  if (asked !== undefined && asked !== '') return [asRelease(asked)];
  if (REAL_API === undefined) return ALL;
  // Node pools of their own came with 1.6.
  return [existsSync(path.join(SOURCE, 'packages/system/kubernetes-nodes-rd')) ? '1.6' : '1.1'];
}
