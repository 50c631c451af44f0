import type { IConstruct } from 'constructs';
import { HikubeError, formatIssues, type Issue } from '../core/issue';
import { enrol, type JudgedChart } from './judged-chart';
import { Judgement } from './judgement';

const printed = new WeakMap<IConstruct, Set<string>>();
const judged = new WeakSet<IConstruct>();

/** Has the tree around a chart of a tenant judged before anything is written. */
export function judgeWith(chart: JudgedChart): void {
  enrol(chart);
  judgeRootOf(chart);
}

/** Has the tree around a construct judged, once for the whole tree, before anything is written. */
export function judgeRootOf({ node: { root } }: IConstruct): void {
  if (judged.has(root)) return;
  judged.add(root);
  root.node.addValidation({ validate: () => judgeTree(root) });
}

function judgeTree(root: IConstruct): string[] {
  const issues = collectIssues(root, { lateIsFault: true });
  if (issues.some(({ severity }) => severity === 'error')) throw new HikubeError(issues); // node-do-not-add-exception-line
  warn(root, issues);
  return [];
}

/** Warnings go to standard error, each once for a tree: they are for people, and standard output is for files. */
function warn(root: IConstruct, warnings: readonly Issue[]): void {
  const known = printed.get(root) ?? new Set();
  printed.set(root, known);
  const fresh = warnings.filter((issue) => !known.has(formatIssues([issue])));
  fresh.forEach((issue) => known.add(formatIssues([issue])));
  if (fresh.length > 0) process.stderr.write(`${formatIssues(fresh)}\n`);
}

/**
 * Everything that is wrong in a tree, sorted; acknowledged warnings are left out.
 *
 * @param options `lateIsFault`: whether a value that arrives late is a fault, as it is for a backend that writes files
 */
export const collectIssues = (root: IConstruct, options: { readonly lateIsFault: boolean }): Issue[] =>
  new Judgement(root, options).add(root);
