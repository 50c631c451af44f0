import { Composer, CST, Lexer, Parser, type Document, type ErrorCode, type ParsedNode } from 'yaml';
import { DEEPEST, OffsetFault, quoted, tooDeep } from './fault';
import { type Chunk } from './split';
import { checkText, isOpenFlow, Strictness } from './strict';

/** The first document of a chunk, with nodes and ranges, and what is wrong behind it. */
export interface Composed {
  readonly root: ParsedNode | null;
  readonly hasAliases: boolean;
  /** Where a second document begins, which kubectl drops without a word. */
  readonly dropped?: number;
}

/** What the composer calls for everything that is wrong; it has no public name. */
type ErrorHandler = (
  at: number | readonly number[] | { readonly offset: number },
  code: ErrorCode,
  message: string,
  isWarning?: boolean,
) => void;

/** The scalars stay text: what they mean in kubectl's YAML is said in scalar.ts. */
const OPTIONS = {
  schema: 'failsafe',
  resolveKnownTags: false,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/**
 * Parses a chunk; throws an `OffsetFault`. The depth is watched while tokens come in: what composes them to nodes calls
 * itself for every level, and would end the process on a tree of some thousands.
 */
export function compose({ text, format }: Chunk): Composed {
  if (format === 'yaml') checkText(text);
  // kubectl's YAML takes these for the end of a line. One character stays one, so offsets hold.
  const source = text.replace(format === 'yaml' ? /\r(?!\n)|\u0085/g : /\r/g, '\n');
  const parser = new Parser();
  const composer = new Composer(OPTIONS);
  const strictness = format === 'yaml' ? new Strictness(source) : undefined;
  let document: Document.Parsed | undefined;
  let hasAliases = false;
  let dropped: number | undefined;
  let broken: OffsetFault | undefined;
  let first: OffsetFault | undefined;
  // A broken megabyte has a million errors, each with its stack trace; the first is enough.
  composer['onError'] = ((at, code, message, isWarning) => {
    const offset = typeof at === 'number' ? at : 'offset' in at ? at.offset : at[0]!;
    if (isWarning || (broken && broken.offset <= offset)) return;
    throw (first ??= syntaxFault(offset, code, message));
  }) satisfies ErrorHandler;
  let isComplete = false;
  const take = (tokens: Iterable<CST.Token>): void => {
    for (const token of tokens) {
      if (token.type === 'directive' && !isComplete) throw directive(token);
      if (token.type === 'document') isComplete = true;
      if (token.type === 'error') broken ??= syntaxFault(token.offset, 'UNEXPECTED_TOKEN', token.message);
      else for (const done of composer.next(token)) document ??= done;
    }
  };
  let isScalar = false;
  for (const lexeme of new Lexer().lex(source)) {
    const { offset } = parser;
    if (lexeme === CST.FLOW_END) break;
    if (!isScalar && lexeme.startsWith('*')) hasAliases = true;
    isScalar = lexeme === CST.SCALAR;
    strictness?.check(lexeme, offset, parser.stack.at(-1));
    take(parser.next(lexeme));
    if (parser.stack.length > DEEPEST + 1 && isCollection(parser.stack.at(-1)!)) throw tooDeep(offset);
    if (isComplete && parser.stack[0]?.type === 'document') dropped = parser.stack[0].offset;
    if (dropped !== undefined || broken) break;
  }
  const open = dropped === undefined ? parser.stack.findLast(isOpenFlow) : undefined;
  if (open) broken ??= unclosed(open);
  if (dropped === undefined) take(parser.end());
  for (const done of composer.end()) document ??= done;
  const left = document?.errors[0];
  if (broken ?? left) throw broken ?? syntaxFault(left!.pos[0], left!.code, left!.message);
  return { root: document?.contents ?? null, hasAliases, ...(dropped === undefined ? {} : { dropped }) };
}

const isCollection = ({ type }: CST.Token): boolean =>
  type === 'block-map' || type === 'block-seq' || type === 'flow-collection';

const unclosed = ({ offset, start }: CST.FlowCollection): OffsetFault =>
  new OffsetFault(
    'HK1501',
    offset,
    `The "${start.source}" that opens here is not closed, or a line within it is not indented.`,
    'Close it, and indent the lines within it further than the key before it.',
  );

/** What cuts the text at "---" cuts every directive off its document. */
const directive = ({ source, offset }: CST.Directive): OffsetFault =>
  new OffsetFault(
    'HK1501',
    offset,
    `kubectl does not read the directive ${quoted(source)}, or what follows it.`,
    'Take the line away.',
  );

const REMEDIES: Partial<Record<ErrorCode, string>> = {
  BAD_DQ_ESCAPE: 'Write \\\\ for a backslash, or use single quotes.',
  BAD_SCALAR_START: 'Put the value in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'Put quotes around a value with ": " in it, or begin the inner mapping on a line of its own.',
  KEY_OVER_1024_CHARS: 'Shorten the key.',
  MULTILINE_IMPLICIT_KEY: 'Put the key and its ":" on one line, with a space after the ":".',
  TAB_AS_INDENT: 'Indent with spaces; YAML has no tabs there.',
};

function syntaxFault(offset: number, code: ErrorCode, message: string): OffsetFault {
  const said = message.replace(/\s+/g, ' ').trim();
  return new OffsetFault(
    'HK1501',
    offset,
    `This is not YAML: ${said.length > 160 ? `${said.slice(0, 160)}…` : said}.`,
    REMEDIES[code] ?? 'Correct it, and check the indentation of the lines above.',
  );
}
