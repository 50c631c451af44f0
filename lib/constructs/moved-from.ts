import type { IConstruct } from 'constructs';
import { quote } from '../core/json';
import { refuse } from './wiring';

const FORMER = Symbol.for('hikube-constructs.FormerPaths');

/**
 * Says that a construct used to stand elsewhere in the tree: it was renamed, or moved into a wrapper. What Pulumi knows
 * under the old path it then goes on with, and replaces nothing. cdk8s has no memory, so there it changes nothing.
 *
 * Say it for the topmost construct that moved; what stands below it has moved along. Keep it until every stack was
 * updated once.
 *
 * @param path the path from the root of the tree, such as `production/web`
 * @throws HikubeError HK1001 for a path that is none
 */
export function movedFrom<C extends IConstruct>(construct: C, path: string): C {
  const given: unknown = path;
  if (typeof given !== 'string' || given === '' || given.split('/').includes('') || given === construct.node.path) {
    refuse(
      'HK1001',
      construct.node.path,
      `It is said to have moved from ${quote(given)}, which is not the path of another construct.`,
      'Write the path that it had, such as "production/web".',
    );
  }
  const marked = construct as { [FORMER]?: string[] };
  marked[FORMER] = [...(marked[FORMER] ?? []), given];
  return construct;
}

/** The paths that a construct had once. */
export const formerPathsOf = (construct: IConstruct): readonly string[] =>
  (construct as { [FORMER]?: readonly string[] })[FORMER] ?? [];
