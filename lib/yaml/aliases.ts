import { isAlias, isMap, isScalar, isSeq, type Alias, type Node, type YAMLMap } from 'yaml';
import { DEEPEST, OffsetFault, quoted, tooDeep } from './fault';

/** A node that an alias leads to, and the key in front of it. */
export interface Anchored {
  readonly node: Node;
  readonly key: Node | undefined;
}

/** What each alias of a document leads to. */
export type Targets = ReadonlyMap<Alias, Anchored>;

export const NO_TARGETS: Targets = new Map();

const MOST_COPIES = 100_000;

export const startOf = (node: Node): number => node.range?.[0] ?? 0;

/** Whether a key is YAML 1.1's `<<`, which takes in the entries of other mappings. */
export function isMergeKey(key: unknown): boolean {
  if (!isScalar(key) || key.value !== '<<') return false;
  return key.tag === undefined ? key.type === 'PLAIN' : key.tag === '!' || key.tag === 'tag:yaml.org,2002:merge';
}

/** Leads every alias to the last anchor of its name before it, and refuses a document that is unsafe to expand. */
export function findTargets(root: Node): Targets {
  const named = new Map<string, Anchored>();
  const targets = new Map<Alias, Anchored>();
  const visit = (node: unknown, key: Node | undefined): void => {
    if (isAlias(node)) {
      const target = named.get(node.source);
      if (!target) throw unknownAnchor(node);
      targets.set(node, target);
    } else if (isScalar(node) || isMap(node) || isSeq(node)) {
      if (node.anchor !== undefined) named.set(node.anchor, { node, key });
      if (isSeq(node)) for (const item of node.items) visit(item, undefined);
      if (!isMap(node)) return;
      for (const pair of node.items) {
        visit(pair.key, undefined);
        visit(pair.value, pair.key as Node);
      }
    }
  };
  visit(root, undefined);
  new Expansion(targets).measure(root);
  return targets;
}

const unknownAnchor = (alias: Alias): OffsetFault =>
  new OffsetFault(
    'HK1501',
    startOf(alias),
    `The alias ${quoted(`*${alias.source}`)} refers to an anchor that does not stand before it.`,
    `Put "&${alias.source}" before a value above, or the value in quotes if it is none.`,
  );

/**
 * Walks through a document as if every alias were a copy, and gives up where that grows beyond reason. The bound is
 * what makes the walk short; below it, kubectl has one of its own: 99 of 100 nodes may be copies.
 */
class Expansion {
  private nodes = 0;
  private copies = 0;
  /** The aliases that the walk is in; the first is the one that stands in the text. */
  private readonly open: Alias[] = [];

  public constructor(private readonly targets: Targets) {}

  public measure(node: unknown, depth = 0): void {
    this.nodes++;
    if (this.open.length > 0) this.copies++;
    if (this.copies > MOST_COPIES || (this.nodes > 1000 && this.copies > 100 && this.copies > this.nodes * 0.99)) {
      throw this.refusal(`The aliases make more than ${Math.min(MOST_COPIES, this.copies - 1)} copies of values.`);
    }
    if (isAlias(node)) return this.through(node, depth);
    if (!isMap(node) && !isSeq(node)) return;
    // Both kinds of collection in the text were counted when it was parsed; here only copies can be too deep.
    if (depth >= DEEPEST && this.open[0]) throw tooDeep(startOf(this.open[0]));
    if (isSeq(node)) for (const item of node.items) this.measure(item, depth + 1);
    else this.entries(node, depth + 1);
  }

  private entries(map: YAMLMap, depth: number): void {
    for (const { key, value } of map.items) {
      if (isMergeKey(key) && isSeq(value)) for (const item of value.items) this.measure(item, depth - 1);
      else if (isMergeKey(key)) this.measure(value, depth - 1);
      else {
        this.measure(key, depth);
        this.measure(value, depth);
      }
    }
  }

  private through(alias: Alias, depth: number): void {
    if (this.open.includes(alias))
      throw this.refusal(`The value of the anchor ${quoted(alias.source)} contains itself.`);
    this.open.push(alias);
    this.measure(this.targets.get(alias)!.node, depth);
    this.open.pop();
  }

  private refusal(message: string): OffsetFault {
    const offset = this.open[0] ? startOf(this.open[0]) : 0;
    return new OffsetFault('HK1503', offset, message, 'Write the values out instead of referring to them.');
  }
}
