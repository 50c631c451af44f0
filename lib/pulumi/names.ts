import type { IConstruct } from 'constructs';
import { isWithin as isBelow } from '../core/json';
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
  // What stood outside of what the component stands for was of another component: Pulumi's own aliases tell of that.
  return [...new Set(former.filter((old) => isWithin(old, base.construct.node.path)).map((old) => named(base, old)))];
}

function named({ construct, name }: Base, path: string): string {
  const below = path.slice(construct.node.path.length);
  return [name, nameOfPath(below)].filter((part) => part !== '').join('/');
}

const isWithin = (path: string, root: string): boolean => root === '' || isBelow(path, root);
