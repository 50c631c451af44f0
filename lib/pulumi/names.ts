import type { IConstruct } from 'constructs';
import { formerPathsOf } from '../constructs/moved-from';

/** The children that a construct is mainly about: they have no name of their own beside it. */
const MAIN = ['Default', 'Resource'];

/** What names begin with: the construct that a component stands for, and the component's name. */
export interface Base {
  readonly construct: IConstruct;
  readonly name: string;
}

/** A path of the tree as the name of a resource: without the parts that say nothing. */
export const nameOfPath = (path: string): string =>
  path
    .split('/')
    .filter((id) => id !== '' && !MAIN.includes(id))
    .join('/');

/** The name of the resource that stands for a construct: the name of the base, and the way from there. */
export const resourceName = (base: Base, construct: IConstruct): string => named(base, construct.node.path);

/** The names that a construct's resource had before it, or something around it, was moved. The nearest move comes first. */
export function formerNames(base: Base, construct: IConstruct): string[] {
  const { path, scopes } = construct.node;
  const former = [...scopes]
    .reverse()
    .flatMap((around) => formerPathsOf(around).map((old) => old + path.slice(around.node.path.length)));
  return [...new Set(former.map((old) => named(base, old)))];
}

function named({ construct, name }: Base, path: string): string {
  const root = construct.node.path;
  const below = root !== '' && path.startsWith(root) ? path.slice(root.length) : path;
  return [name, nameOfPath(below)].filter((part) => part !== '').join('/');
}
