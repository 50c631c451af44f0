import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** The objects of a tree, and which of them stand below each construct. Trees of any depth and width are walked once. */
export class Leaves {
  /** Every object, in the order of the tree. */
  public readonly all: readonly ApiObject[];
  /** Every construct, parents before their children. */
  public readonly constructs: readonly IConstruct[];
  /** What stands above the root of this part of a tree. */
  public readonly above: readonly IConstruct[];
  private readonly spans = new Map<IConstruct, readonly [start: number, end: number]>();

  public constructor(root: IConstruct) {
    this.above = root.node.scopes.slice(0, -1);
    const all: ApiObject[] = [];
    const constructs: IConstruct[] = [];
    const open: { readonly construct: IConstruct; readonly start: number; rest: IConstruct[] }[] = [];
    const enter = (construct: IConstruct): void => {
      constructs.push(construct);
      open.push({ construct, start: all.length, rest: [...construct.node.children].reverse() });
      if (construct instanceof ApiObject) all.push(construct);
    };
    enter(root);
    while (open.length > 0) {
      const top = open[open.length - 1]!;
      const next = top.rest.pop();
      if (next) enter(next);
      else {
        this.spans.set(top.construct, [top.start, all.length]);
        open.pop();
      }
    }
    this.all = all;
    this.constructs = constructs;
  }

  /** Whether a construct is of this part of the tree. */
  public has(construct: IConstruct): boolean {
    return this.spans.has(construct);
  }

  /** The objects at and below a construct; none for one of another tree. */
  public below(construct: IConstruct): readonly ApiObject[] {
    const [start, end] = this.spans.get(construct) ?? [0, 0];
    return this.all.slice(start, end);
  }
}
