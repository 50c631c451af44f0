import type { IConstruct, Node } from 'constructs';
import { byCodeUnit } from '../core/json';

/** Reads a property of a node as its class has it, below any that stands on the node itself. */
function inherited<K extends 'children' | 'dependencies'>(node: Node, key: K): Node[K] {
  return Reflect.get(Object.getPrototypeOf(node) as Node, key, node) as Node[K];
}

function sorted(node: Node, key: 'children' | 'dependencies', by: (c: IConstruct) => string, below: boolean): void {
  if (Object.hasOwn(node, key)) return;
  Object.defineProperty(node, key, {
    configurable: true,
    get() {
      const constructs = [...inherited(node, key)].sort((a, b) => byCodeUnit(by(a), by(b)));
      if (below && key === 'children') for (const child of constructs) keepOrder(child.node, true);
      return constructs;
    },
  });
}

function keepOrder(node: Node, below: boolean): void {
  sorted(node, 'children', (child) => child.node.id, below);
  sorted(node, 'dependencies', (dependency) => dependency.node.path, below);
}

/**
 * Makes what is synthesised independent of the order in which constructs were made: cdk8s numbers files and orders
 * objects by walking `node.children` and `node.dependencies`, so for a plane's chart, everything in it, and the scopes
 * above it, both are handed out in the order of ids and paths. Dependencies still come first.
 *
 * Other charts keep the order of their own content. See docs/adr/0003-canonical-order.md.
 */
export function keepCanonicalOrder(chart: IConstruct): void {
  for (const scope of chart.node.scopes) keepOrder(scope.node, scope === chart);
}
