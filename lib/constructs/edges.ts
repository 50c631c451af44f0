import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Issue } from '../core/issue';
import { Leaves } from './leaves';
import { programIssue } from './wiring';

/** Which objects have to be there before each object. */
export type Edges = ReadonlyMap<ApiObject, readonly ApiObject[]>;

/**
 * The dependencies of a tree, or of a part of one, resolved to objects: whatever stands below a construct waits for
 * whatever stands below what the construct depends on. What lies on both sides does not wait for itself.
 */
export function edgesOf(leaves: Leaves): Edges {
  const edges = new Map<ApiObject, Set<ApiObject>>();
  const elsewhere = new Map<IConstruct, readonly ApiObject[]>();
  const targetsOf = (dependency: IConstruct): readonly ApiObject[] => {
    if (leaves.has(dependency)) return leaves.below(dependency);
    const known = elsewhere.get(dependency) ?? new Leaves(dependency).all;
    elsewhere.set(dependency, known);
    return known;
  };
  // What stands above the part waits with all of it.
  for (const source of [...leaves.above, ...leaves.constructs]) {
    const { dependencies } = source.node;
    if (dependencies.length === 0) continue;
    const waiting = leaves.has(source) ? leaves.below(source) : leaves.all;
    const own = new Set(waiting);
    for (const dependency of dependencies) {
      const targets = targetsOf(dependency).filter((target) => !own.has(target));
      for (const object of waiting) {
        const known = edges.get(object) ?? new Set();
        edges.set(object, known);
        for (const target of targets) known.add(target);
      }
    }
  }
  return new Map([...edges].map(([object, set]) => [object, [...set]]));
}

/** The objects in an order in which they can be made, or why there is none. */
export interface Order {
  /** Each after all that it depends on; otherwise in the order of the tree. Not all of them where there is a circle. */
  readonly objects: readonly ApiObject[];
  /** HK1008, with the paths of the circle. @default there is none */
  readonly circle?: Issue;
}

/** Puts objects into the order in which they can be made. */
export function orderOf(objects: readonly ApiObject[], edges: Edges): Order {
  const state = new Map<ApiObject, 'open' | 'done'>();
  const ordered: ApiObject[] = [];
  const part = new Set(objects);
  for (const first of objects) {
    const stack: { readonly object: ApiObject; next: number }[] = [];
    const enter = (object: ApiObject): void => {
      state.set(object, 'open');
      stack.push({ object, next: 0 });
    };
    if (!state.has(first)) enter(first);
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const target = edges.get(top.object)?.[top.next++];
      if (target === undefined) {
        state.set(top.object, 'done');
        ordered.push(top.object);
        stack.pop();
      } else if (state.get(target) === 'open') {
        const open = stack.map(({ object }) => object);
        return { objects: ordered, circle: circleIssue(open.slice(open.indexOf(target))) };
      } else if (!state.has(target) && part.has(target)) enter(target);
    }
  }
  return { objects: ordered };
}

/** So many stations of a circle are told; a longer one is told by its beginning and its end. */
const TOLD = 12;

function circleIssue(circle: readonly ApiObject[]): Issue {
  // The same circle is told alike wherever the walk came into it.
  const paths = circle.map(({ node }) => node.path);
  const least = paths.indexOf(paths.reduce((a, b) => (b < a ? b : a)));
  const turned = [...paths.slice(least), ...paths.slice(0, least), paths[least]!];
  const told = turned.length <= TOLD ? turned : [...turned.slice(0, TOLD - 2), '…', turned[turned.length - 1]!];
  const message = `These constructs wait for one another: ${told.join(' → ')}.`;
  return programIssue('HK1008', paths[least]!, message, 'Take one of the dependencies away.');
}
