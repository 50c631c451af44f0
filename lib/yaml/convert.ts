import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';
import { setKey } from '../core/json';
import { isMergeKey, startOf, type Targets } from './aliases';
import { OffsetFault, quoted, type Finding } from './fault';
import { keyText, resolvePlain, resolveTagged, ScalarFault, type Reading } from './scalar';

/** What a scalar is, by its tag, its quotes and its text. */
export function readScalar(node: Scalar): Reading {
  const text = (node.value as string | null) ?? '';
  if (node.tag !== undefined) return resolveTagged(text, node.tag);
  return node.type === 'PLAIN' ? resolvePlain(text) : { kind: 'string', value: text, text };
}

/** Whether an unquoted scalar is read as something else than its own spelling. */
export const isRespelt = (node: unknown, text: string): node is Scalar<string> =>
  isScalar(node) && node.type === 'PLAIN' && node.value !== '' && node.value !== text;

const notMergeable = (offset: number): OffsetFault =>
  new OffsetFault(
    'HK1501',
    offset,
    'The merge key "<<" takes a mapping, or a list of mappings, and this is none.',
    'Refer to a mapping, or put the key in quotes if "<<" is its name.',
  );

/** The mappings that a merge key takes in, in the order in which kubectl writes them over each other. */
export function mergedMaps(value: unknown, targets: Targets): YAMLMap[] {
  const mapOf = (node: unknown): YAMLMap | undefined => {
    const found = isAlias(node) ? targets.get(node)?.node : node;
    return isMap(found) ? found : undefined;
  };
  const nodes = isSeq(value) ? [...value.items].reverse() : [value];
  return nodes.map((node) => {
    const map = mapOf(node);
    if (!map) throw notMergeable(startOf((node ?? value) as Node));
    return map;
  });
}

/** The key that an entry has in JSON; throws where kubectl takes it for none. */
export function entryKey(key: unknown, targets: Targets): string {
  const node = isAlias(key) ? targets.get(key)?.node : key;
  const offset = startOf(key as Node);
  if (node !== null && !isScalar(node)) {
    const message = 'A mapping or a list stands here as the key of an entry, and JSON has no such keys.';
    throw new OffsetFault('HK1501', offset, message, 'Use a text as the key, or put the value in quotes.');
  }
  const reading = node === null ? undefined : guarded(node);
  const text = reading && keyText(reading);
  if (text !== undefined) return text;
  const said = reading?.kind === 'int' ? `The key ${reading.text} is too large a number` : 'The key is null';
  throw new OffsetFault('HK1501', offset, `${said}, which kubectl does not take.`, 'Put the key in quotes.');
}

function guarded(node: Scalar): Reading {
  try {
    return readScalar(node);
  } catch (error) {
    if (!(error instanceof ScalarFault)) throw error;
    throw new OffsetFault('HK1501', startOf(node), error.message, 'Take the tag away, or correct the value.');
  }
}

/** Makes JSON data of a document's nodes. */
export class Conversion {
  /** Keys that stand twice; the last one counts. */
  public readonly duplicates: Finding[] = [];
  /** Whether any scalar or key is read as something else than its spelling. */
  public respells = false;
  /** What has an anchor is made once, and shared by those who refer to it. */
  private readonly made = new Map<Node, unknown>();

  public constructor(
    private readonly targets: Targets,
    private readonly format: 'yaml' | 'json',
  ) {}

  public value(node: unknown): unknown {
    if (isAlias(node)) return this.value(this.targets.get(node)!.node);
    if (isScalar(node)) return this.scalar(node);
    if (!isMap(node) && !isSeq(node)) return null;
    if (node.anchor === undefined) return isMap(node) ? this.mapping(node) : this.sequence(node.items);
    if (!this.made.has(node)) this.made.set(node, isMap(node) ? this.mapping(node) : this.sequence(node.items));
    return this.made.get(node);
  }

  private sequence(items: readonly unknown[]): unknown[] {
    return items.map((item) => this.value(item));
  }

  private mapping(map: YAMLMap): object {
    const made = {};
    // Keys that are here from elsewhere may be written over without being duplicates.
    const merged = new Set<string>();
    for (const { key, value } of map.items) {
      if (isMergeKey(key)) {
        for (const source of mergedMaps(value, this.targets)) {
          for (const [name, entry] of Object.entries(this.value(source) as object)) {
            if (!Object.hasOwn(made, name)) merged.add(name);
            setKey(made, name, entry);
          }
        }
        continue;
      }
      // The parser forgets what follows such a key, and does not say so.
      if (value === null && map.flow !== true) throw withoutColon(startOf(key as Node));
      const name = entryKey(key, this.targets);
      if (Object.hasOwn(made, name) && !merged.delete(name)) this.duplicates.push(duplicate(key as Node, name));
      if (isRespelt(key, name)) this.respells = true;
      setKey(made, name, this.value(value));
    }
    return made;
  }

  private scalar(node: Scalar): unknown {
    const { kind, value, text } = guarded(node);
    if (isRespelt(node, text)) this.respells = true;
    // In YAML, halves of surrogate pairs are refused; in JSON, Go replaces them.
    const unquotedJson = this.format === 'json' && node.type === 'PLAIN';
    if (kind === 'string' && !unquotedJson) return this.format === 'json' ? text.toWellFormed() : text;
    if (kind !== 'float' && kind !== 'string') return value;
    if (Number.isFinite(value)) return value === 0 ? 0 : value;
    throw new OffsetFault(
      'HK1505',
      startOf(node),
      `JSON has no number for ${quoted(String(node.value))}, and kubectl sends JSON.`,
      'Write a number within the range of a double, or put the value in quotes.',
    );
  }
}

const withoutColon = (offset: number): OffsetFault =>
  new OffsetFault('HK1501', offset, 'The key behind a "?" has no ":".', 'Write the key without "?" and with ":".');

const duplicate = (key: Node, name: string): Finding => ({
  code: 'HK1504',
  offset: startOf(key),
  message: `The key ${quoted(name)} stands twice in this mapping; kubectl takes the last one without a word.`,
  remedy: 'Take one of them away.',
});
