import { setKey } from '../../json';

/**
 * Reads the plain part of YAML that a spread is written in: mappings and lists in block style, of plain or quoted scalars on
 * one line, or JSON. Nothing for everything else (anchors, tags, flow style, block scalars, several documents, keys that
 * stand twice): what it says is certain, and it says nothing about the rest.
 */
export function readSpreadText(text: string): { readonly value: unknown } | undefined {
  if (text.length > LONGEST) return undefined;
  try {
    return { value: JSON.parse(text) };
  } catch {
    // No JSON: block style, then.
  }
  try {
    const lines = linesOf(text);
    if (lines.length === 0) return { value: null };
    const reader = new Reader(lines);
    const value = reader.node(lines[0]!.indent);
    return reader.done ? { value } : undefined;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

const LONGEST = 20_000;
const DEEPEST = 20;

class Unreadable extends Error {}

interface Line {
  readonly indent: number;
  readonly text: string;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (const raw of text.split(/\r?\n/)) {
    const bare = withoutComment(raw).trimEnd();
    if (bare.trim() === '') continue;
    const indent = bare.length - bare.trimStart().length;
    if (/[^\x20-\x7e]/.test(bare) || /^(---|\.\.\.|%)/.test(bare)) throw new Unreadable();
    lines.push({ indent, text: bare.slice(indent) });
  }
  return lines;
}

/** A `#` begins a comment at the start of a line or after a space, unless it stands within quotes. */
function withoutComment(line: string): string {
  const at = line.search(/(^|\s)#/);
  if (at === -1) return line;
  if (/["']/.test(line.slice(0, at))) throw new Unreadable();
  return line.slice(0, at);
}

const KEY = /^([A-Za-z0-9][\w./-]*|"[\w./-]+"|'[\w./-]+')\s*:(?:\s+(.*))?$/;

class Reader {
  private next = 0;
  private depth = 0;

  public constructor(private lines: Line[]) {}

  public get done(): boolean {
    return this.next >= this.lines.length;
  }

  public node(indent: number): unknown {
    if (++this.depth > DEEPEST) throw new Unreadable();
    const first = this.lines[this.next]!;
    const isList = /^-(\s|$)/.test(first.text);
    const value = isList ? this.list(indent) : KEY.test(first.text) ? this.map(indent) : this.lone();
    this.depth -= 1;
    return value;
  }

  /** A scalar that is all there is. */
  private lone(): unknown {
    if (this.lines.length !== 1) throw new Unreadable();
    return scalar(this.lines[this.next++]!.text);
  }

  private list(indent: number): unknown[] {
    const items: unknown[] = [];
    for (let line = this.at(indent); line && /^-(\s|$)/.test(line.text); line = this.at(indent)) {
      const rest = line.text.slice(1);
      const inner = rest.trimStart();
      if (inner === '') {
        this.next += 1;
        items.push(this.below(indent));
      } else if (KEY.test(inner) || /^-(\s|$)/.test(inner)) {
        // What stands behind the dash is a block of its own, as far right as it begins.
        const column = indent + 1 + (rest.length - inner.length);
        this.lines[this.next] = { indent: column, text: inner };
        items.push(this.node(column));
      } else {
        this.next += 1;
        items.push(scalar(inner));
      }
    }
    return items;
  }

  private map(indent: number): Record<string, unknown> {
    const found: Record<string, unknown> = {};
    for (let line = this.at(indent); line; line = this.at(indent)) {
      const [, written, rest = ''] = KEY.exec(line.text) ?? [];
      if (written === undefined) {
        if (/^-(\s|$)/.test(line.text)) break;
        throw new Unreadable();
      }
      const key = written.replace(/^["']|["']$/g, '');
      if (Object.hasOwn(found, key)) throw new Unreadable();
      this.next += 1;
      setKey(found, key, rest.trim() === '' ? this.below(indent, true) : scalar(rest.trim()));
    }
    return found;
  }

  /** The line that comes next, if it stands at this depth; further right, nothing that this reads can stand. */
  private at(indent: number): Line | undefined {
    const line = this.lines[this.next];
    if (line && line.indent > indent) throw new Unreadable();
    return line?.indent === indent ? line : undefined;
  }

  /** What stands below a line; a list may stand as far left as the key that it is of. */
  private below(indent: number, ofKey = false): unknown {
    const line = this.lines[this.next];
    if (!line) return null;
    const isOwnList = ofKey && line.indent === indent && /^-(\s|$)/.test(line.text);
    return line.indent > indent || isOwnList ? this.node(line.indent) : null;
  }
}

function scalar(text: string): unknown {
  const quoted = /^"([^"\\]*)"$/.exec(text) ?? /^'([^']*)'$/.exec(text);
  if (quoted) return quoted[1];
  if (text === '{}') return {};
  if (text === '[]') return [];
  if (/^(0|-?[1-9]\d{0,14})$/.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null' || text === '~') return null;
  // Plain words that are texts for every reader of YAML.
  if (/^[A-Za-z][\w./-]*$/.test(text) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(text)) return text;
  throw new Unreadable();
}
