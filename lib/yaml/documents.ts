import { findTargets, NO_TARGETS } from './aliases';
import { compose } from './compose';
import { Conversion } from './convert';
import { OffsetFault, type Finding, type TextFault, type TextPlace } from './fault';
import { Lines } from './lines';
import { explained } from './hints';
import { Places } from './places';
import { split, type Chunk } from './split';

export { decode } from './decode';
export type { TextFault, TextPlace } from './fault';

/** One document of a text. */
export interface SourceDocument {
  /** The value as kubectl hands it to the API server: plain JSON data. What aliases refer to is shared. */
  readonly value: unknown;
  /**
   * Unquoted scalars that kubectl reads as something else than their own spelling, by JSON pointer: `010` is 8, `off` is
   * false. Values whose JSON text is the spelling, and empty ones, are not in it.
   */
  readonly respelt: ReadonlyMap<string, string>;
  /** The same for keys, by the pointer of the entry under the key as it is read. */
  readonly respeltKeys: ReadonlyMap<string, string>;
  /**
   * Where a pointer leads: to the value, or with `onKey` to its key; from a pointer that leads nowhere to the nearest
   * thing above. What comes by an alias or a merge key is where its text stands. A mapping or list in block style, and
   * an empty value, are where their key is.
   */
  place(pointer: string, onKey?: boolean): TextPlace;
}

/** The documents of a text, and what is wrong with the text. */
export interface SourceText {
  readonly documents: readonly SourceDocument[];
  readonly faults: readonly TextFault[];
}

/**
 * Reads every document of a text as kubectl does: sigs.k8s.io/yaml v1.6 on go.yaml.in/yaml v2.4, documents cut by
 * k8s.io/apimachinery v0.37. It never throws. A document that is broken is left out and has one fault, at the first
 * thing that is wrong; documents that are empty or null are left out as well.
 *
 * What kubectl takes and this refuses with HK1501: lines within brackets, braces or quotes that are indented no further
 * than the key before them; what stands behind a complete `{…}`, `[…]` or quoted text, which kubectl drops; `*a:` and
 * `&a:` without a space; `{a:}` and `{?a}`; a `?` without a `:`; `"\'"`; a text behind `|` or `>` that begins with blank
 * lines of more spaces, or has an indentation in its header and ends with lines of spaces; a lone `-` as a value within
 * brackets; tabs in otherwise empty lines; Unicode's separators of lines outside quotes. Besides: null keys and the like
 * under a key that stands twice, which kubectl forgets; more than 100 levels; more than 100,000 copies by aliases.
 *
 * What kubectl refuses and this takes: an empty key with a tag; most of UTF-16; a lone word behind a JSON object. Of `1`
 * and `"1"` in one mapping, kubectl takes either; this takes the last.
 */
export function readYaml(text: string): SourceText {
  // With \r\n as \n, every line and column stays what it is.
  const source = text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  const lines = new Lines(source);
  const { chunks, faults } = split(source);
  const documents: SourceDocument[] = [];
  const found = faults.map((fault) => ({ fault, offset: fault.offset }));
  for (const chunk of chunks) {
    const read = readChunk(chunk, lines);
    if (read.document) documents.push(read.document);
    for (const fault of read.faults) found.push({ fault, offset: chunk.start + fault.offset });
  }
  found.sort((a, b) => a.offset - b.offset);
  return {
    documents,
    faults: found.map(({ fault: { code, message, remedy }, offset }) => ({
      ...lines.place(offset),
      code,
      message,
      remedy,
    })),
  };
}

function readChunk(chunk: Chunk, lines: Lines): { document?: SourceDocument; faults: readonly Finding[] } {
  try {
    const { root, hasAliases, dropped } = compose(chunk);
    const behind = dropped === undefined ? [] : [droppedDocument(dropped)];
    if (!root) return { faults: behind };
    const targets = hasAliases ? findTargets(root) : NO_TARGETS;
    const conversion = new Conversion(targets, chunk.format);
    const value = conversion.value(root);
    const faults = [...conversion.duplicates, ...behind];
    if (value === null) return { faults };
    const places = new Places(root, targets);
    return { document: new ReadDocument(value, places, lines, chunk.start, conversion.respells), faults };
  } catch (error) {
    if (error instanceof OffsetFault) return { faults: [explained(error, chunk)] };
    // Nothing is known to lead here; whoever reads files of others should not fall over what is not known.
    const message = `This cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
    return { faults: [new OffsetFault('HK1501', 0, message, 'Write the document in plain YAML, without aliases.')] };
  }
}

const droppedDocument = (offset: number): Finding => ({
  code: 'HK1501',
  offset,
  message: 'A second document begins here that kubectl does not see, and drops without a word.',
  remedy: 'Put "---" on a line of its own before it.',
});

class ReadDocument implements SourceDocument {
  private found: ReturnType<Places['respelt']> | undefined;

  public constructor(
    public readonly value: unknown,
    private readonly places: Places,
    private readonly lines: Lines,
    private readonly start: number,
    private readonly respells: boolean,
  ) {}

  public get respelt(): ReadonlyMap<string, string> {
    return this.respellings().values;
  }

  public get respeltKeys(): ReadonlyMap<string, string> {
    return this.respellings().keys;
  }

  public place(pointer: string, onKey = false): TextPlace {
    return this.lines.place(this.start + this.places.offset(pointer, onKey));
  }

  private respellings(): ReturnType<Places['respelt']> {
    return (this.found ??= this.respells ? this.places.respelt() : { values: new Map(), keys: new Map() });
  }
}
