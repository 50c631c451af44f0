import { isAlias, isCollection, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { pointer as pointerTo, pointerKeys } from '../core/json';
import { isMergeKey, startOf, type Targets } from './aliases';
import { entryKey, isRespelt, mergedMaps, readScalar } from './convert';

/** A value in the text, and the key in front of it. */
interface Entry {
  readonly key: Node | undefined;
  readonly value: Node | null;
}

const INDEX = /^(?:0|[1-9]\d*)$/;

/** Follows pointers through a document's nodes. Entries of a mapping are found by their keys, once somebody asks. */
export class Places {
  private readonly indices = new Map<YAMLMap, ReadonlyMap<string, Entry>>();

  public constructor(
    private readonly root: Node,
    private readonly targets: Targets,
  ) {}

  /** The offset of what a pointer leads to, or of the nearest thing above it. */
  public offset(pointer: string, onKey: boolean): number {
    let at = this.landed({ key: undefined, value: this.root });
    for (const key of pointerKeys(pointer)) {
      const next = this.child(at.value, key);
      if (!next) return startOf(at.key ?? at.value ?? this.root);
      at = this.landed(next);
    }
    const { key, value } = at;
    const standsByItself = value !== null && (isCollection(value) ? value.flow === true : !isEmpty(value));
    return startOf(!onKey && standsByItself ? value : (key ?? value ?? this.root));
  }

  /** Unquoted values and keys that are read as something else, by their pointers. */
  public respelt(): { readonly values: Map<string, string>; readonly keys: Map<string, string> } {
    const values = new Map<string, string>();
    const keys = new Map<string, string>();
    const visit = (node: Node | null, pointer: string): void => {
      const target = isAlias(node) ? this.targets.get(node)!.node : node;
      if (isScalar(target)) {
        if (isRespelt(target, readScalar(target).text)) values.set(pointer, target.value);
      } else if (isSeq<Node | null>(target)) {
        target.items.forEach((item, i) => visit(item, pointer + pointerTo(i)));
      } else if (isMap(target)) {
        for (const [name, { key, value }] of this.index(target)) {
          const below = pointer + pointerTo(name);
          if (isRespelt(key, name)) keys.set(below, key.value);
          visit(value, below);
        }
      }
    };
    visit(this.root, '');
    return { values, keys };
  }

  /** An alias stands for what it leads to, where that stands. */
  private landed(entry: Entry): Entry {
    const target = isAlias(entry.value) ? this.targets.get(entry.value) : undefined;
    return target ? { key: target.key ?? entry.key, value: target.node } : entry;
  }

  private child(value: Node | null, key: string): Entry | undefined {
    if (isMap(value)) return this.index(value).get(key);
    if (!isSeq<Node | null>(value) || !INDEX.test(key)) return undefined;
    const item = value.items[Number(key)];
    return item === undefined ? undefined : { key: undefined, value: item };
  }

  private index(map: YAMLMap): ReadonlyMap<string, Entry> {
    const known = this.indices.get(map);
    if (known) return known;
    const index = new Map<string, Entry>();
    for (const { key, value } of map.items) {
      if (!isMergeKey(key)) index.set(entryKey(key, this.targets), { key: key as Node, value: value as Node | null });
      else {
        for (const source of mergedMaps(value, this.targets)) {
          for (const [name, entry] of this.index(source)) index.set(name, entry);
        }
      }
    }
    this.indices.set(map, index);
    return index;
  }
}

const isEmpty = (node: Node): boolean => isScalar(node) && node.type === 'PLAIN' && node.value === '';
