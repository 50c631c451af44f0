import { CST } from 'yaml';
import { OffsetFault, quoted } from './fault';

/** Characters that kubectl's YAML does not take, not even in quotes; halves of surrogate pairs are among them. */
const FORBIDDEN = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Refuses a text for its characters. */
export function checkText(text: string): void {
  const found = FORBIDDEN.exec(text);
  if (!found) return;
  const code = found[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  const message = `The character U+${code} is none that YAML allows.`;
  throw new OffsetFault('HK1501', found.index, message, 'Take it away, or write it as an escape in double quotes.');
}

/**
 * Refuses what the package `yaml`, which reads YAML 1.2, takes and kubectl's YAML 1.1 refuses or reads as something
 * else. It is shown one lexeme after another, and the collection that each stands in.
 */
export class Strictness {
  private previous = '';
  private atLineStart = true;

  public constructor(private readonly text: string) {}

  public check(lexeme: string, offset: number, within: CST.Token | undefined): void {
    if (lexeme === '...' && this.previous === CST.DOCUMENT) throw emptyDocument(offset);
    if (this.previous === CST.SCALAR) this.checkScalar(lexeme, offset, within);
    else this.checkToken(lexeme, offset, within);
    const separator = /[\u2028\u2029]/.exec(lexeme);
    if (separator && !/^["']/.test(lexeme)) throw lineSeparator(offset + separator.index);
    if (lexeme !== CST.DOCUMENT) this.atLineStart = lexeme.endsWith('\n') || (this.atLineStart && /^ *$/.test(lexeme));
    this.previous = lexeme;
  }

  private checkScalar(lexeme: string, offset: number, within: CST.Token | undefined): void {
    if (within?.type === 'block-scalar') checkIndentation(within, lexeme, offset, this.text);
    if (!isOpenFlow(within) || !/^:|\?/.test(lexeme)) return;
    const message = `In braces and brackets, kubectl does not take ${quoted(lexeme)} for one value.`;
    throw new OffsetFault('HK1501', offset, message, 'Put the value in quotes.');
  }

  private checkToken(lexeme: string, offset: number, within: CST.Token | undefined): void {
    if (lexeme.startsWith('"') || lexeme.startsWith("'")) checkQuoted(lexeme, offset);
    else if (/^[!&*]/.test(lexeme)) checkProperty(lexeme, offset, this.text[offset + lexeme.length] ?? '\n');
    else if (lexeme === ':') checkKey(within, offset, this.text);
    else if (lexeme === '-') checkItem(within, offset);
    else if (/^ *\t/.test(lexeme) && !isOpenFlow(within)) {
      // Tabs are space only behind something else on the line.
      if (!this.atLineStart && this.previous !== '-' && this.previous !== '?') return;
      const message = 'A tab stands here where spaces are to indent the line.';
      throw new OffsetFault('HK1501', offset + lexeme.indexOf('\t'), message, 'Indent with spaces.');
    }
  }
}

/** Whether a token is one of brackets or braces without the end. */
export const isOpenFlow = (token: CST.Token | undefined): token is CST.FlowCollection =>
  token?.type === 'flow-collection' && token.end.length === 0;

const lineSeparator = (offset: number): OffsetFault =>
  new OffsetFault(
    'HK1501',
    offset,
    'There is a Unicode line separator here, which kubectl takes for the end of the line.',
    'Take it away, or write it as "\\u2028" in double quotes.',
  );

const emptyDocument = (offset: number): OffsetFault =>
  new OffsetFault('HK1501', offset, 'A "..." ends a document here, and there is none.', 'Take the line away.');

/** Where the two libraries make something else of the indentation of a text behind `|` or `>`. */
function checkIndentation({ props }: CST.BlockScalar, lexeme: string, offset: number, text: string): void {
  const header = props.find(({ type }) => type === 'block-scalar-header') as CST.SourceToken | undefined;
  const refuse = (at: number, message: string): never => {
    throw new OffsetFault('HK1501', at, message, 'Indent the text with spaces, and leave no spaces in its last lines.');
  };
  if (/^\n*[^ \n]/.test(lexeme)) refuse(offset, 'The text behind "|" or ">" is not indented.');
  const said = /\d/.test(header?.source ?? '');
  const tab = said ? null : /^(?: *\n)* *\t/.exec(lexeme);
  if (tab) refuse(offset + tab[0].length - 1, 'A tab stands here where the indentation of the text is to be found.');
  const kept = header?.source.includes('+') === true;
  const spaces = kept ? /\n* +$/y : /\n* +(?:\n|$)/y;
  spaces.lastIndex = offset + lexeme.length;
  if (said ? /^\n* [\n ]*$/.test(lexeme) || spaces.test(text) : kept && (/\n +$/.test(lexeme) || spaces.test(text))) {
    refuse(offset, `The text behind ${quoted(header!.source)} ends with lines of nothing but spaces.`);
  }
}

/** A tag, an anchor or an alias, and what follows it. */
function checkProperty(lexeme: string, offset: number, next: string): void {
  const isTag = lexeme.startsWith('!');
  if (isTag ? /\s/.test(next) && !lexeme.includes('#') : /^[&*][-\w]+$/.test(lexeme) && /[^[{]/.test(next)) return;
  const message = `${quoted(lexeme)} is no name of ${isTag ? 'a tag' : 'an anchor'}, as it stands here.`;
  const remedy = 'Use letters, digits, "-" and "_" for names, and put a space behind them; or put the value in quotes.';
  throw new OffsetFault('HK1501', offset, message, remedy);
}

const LONGEST_KEY = 1024;

/** The key that a colon ends, unless a question mark begins it. */
function keyBefore(within: CST.Token | undefined): CST.Token | undefined {
  if (isOpenFlow(within)) {
    const item = within.items.at(-1);
    const isExplicit = item?.start.some(({ type }) => type === 'explicit-key-ind');
    return isExplicit || item?.value ? undefined : (item?.key ?? undefined);
  }
  if (within?.type !== 'block-map') return undefined;
  const item = within.items.at(-1);
  const hasColon = item?.sep?.some(({ type }) => type === 'map-value-ind');
  return hasColon || item?.explicitKey || item?.value ? undefined : (item?.key ?? undefined);
}

/** What stands behind a question mark is a list, and no key, or one that the two libraries see in different places. */
function checkItem(within: CST.Token | undefined, offset: number): void {
  const item = within?.type === 'block-map' ? within.items.at(-1) : undefined;
  if (!item?.explicitKey || item.sep?.some(({ type }) => type === 'map-value-ind')) return;
  const message = 'A list stands here as the key of an entry, or behind a key without a ":".';
  throw new OffsetFault('HK1501', offset, message, 'Use a text as the key, and write it without "?".');
}

/** In YAML 1.1, `{a:}` has the key `a:`, and a key ends on the line on which it begins. */
function checkKey(within: CST.Token | undefined, offset: number, text: string): void {
  const key = keyBefore(within);
  if (!key) return;
  if (isOpenFlow(within) && key.type === 'scalar' && /[,[\]{}]/.test(text[offset + 1] ?? '')) {
    const message = `kubectl takes the ":" behind ${quoted(key.source)} for a part of the key.`;
    throw new OffsetFault('HK1501', offset, message, 'Put a space after the colon.');
  }
  const tag = isOpenFlow(within) && within.items.at(-1)!.start.find(({ type }) => type === 'tag' || type === 'anchor');
  const start = tag ? tag.offset : key.offset;
  if (offset - start <= LONGEST_KEY && !text.slice(start, offset).includes('\n')) return;
  const message = `The key that begins here with ${quoted(text.slice(start, start + 40))} is too far from its ":".`;
  throw new OffsetFault('HK1501', start, message, 'Put the key and its ":" on one line.');
}

function checkQuoted(lexeme: string, offset: number): void {
  const double = lexeme.startsWith('"');
  if (!(double ? isClosedDouble(lexeme) : isClosedSingle(lexeme))) {
    const message = `The quote that opens here with ${quoted(lexeme.slice(0, 40))} is not closed, or its next line is not indented.`;
    throw new OffsetFault('HK1501', offset, message, 'Close the quote, and indent the lines within it.');
  }
  const separator = /[ \t\n][\u2028\u2029]|[\u2028\u2029][ \t\n]/.exec(lexeme);
  if (separator) throw lineSeparator(offset + separator.index);
  if (!double || !lexeme.includes('\\')) return;
  for (const { 0: escape, 1: unknown, index } of lexeme.matchAll(ESCAPE)) {
    if (unknown === undefined) continue;
    const message = `kubectl knows no escape ${quoted(escape).replace('\\\\', '\\')}.`;
    throw new OffsetFault('HK1501', offset + index, message, 'Write the character itself.');
  }
}

/** Every escape; the group has those that are read otherwise in YAML 1.1, halves of surrogate pairs among them. */
const ESCAPE = /\\(?:(\/|\n[ \t]*(?=\n)|u[dD][89a-fA-F][\da-fA-F]{2}|U0{4}[dD][89a-fA-F][\da-fA-F]{2})|[^])/g;

function isClosedDouble(lexeme: string): boolean {
  if (lexeme.length < 2 || !lexeme.endsWith('"')) return false;
  let backslashes = 0;
  while (lexeme[lexeme.length - 2 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 0;
}

function isClosedSingle(lexeme: string): boolean {
  let quotes = 0;
  while (quotes < lexeme.length - 1 && lexeme[lexeme.length - 1 - quotes] === "'") quotes++;
  return quotes % 2 === 1;
}
