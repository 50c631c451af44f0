/** A place in a text, both counted from 1; the column counts UTF-16 code units. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** What can be wrong with a text. */
export type TextCode = 'HK1501' | 'HK1502' | 'HK1503' | 'HK1504' | 'HK1505';

/** Something wrong with the text itself. */
export interface TextFault extends TextPlace {
  /**
   * HK1501 no YAML that kubectl could read · HK1502 nested too deep · HK1503 aliases that refer to themselves or grow
   * beyond reason · HK1504 a key twice in one mapping · HK1505 a number that JSON cannot carry.
   */
  readonly code: TextCode;
  /** One plain sentence that quotes the value. */
  readonly message: string;
  /** One plain sentence: what to write instead. */
  readonly remedy: string;
}

/** Something wrong at an offset. */
export interface Finding {
  readonly code: TextCode;
  readonly offset: number;
  readonly message: string;
  readonly remedy: string;
}

/** What takes its document with it, and is thrown. */
export class OffsetFault extends Error implements Finding {
  public constructor(
    public readonly code: TextCode,
    public readonly offset: number,
    message: string,
    public readonly remedy: string,
  ) {
    super(message);
  }
}

const LONGEST_QUOTE = 60;

/** A piece of the text in quotes, short and on one line. */
export function quoted(text: string): string {
  const said = JSON.stringify(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text);
  return said.replace(/[\u0085\u2028\u2029]/g, ' ');
}

/** The most levels of mappings and sequences inside each other: far beyond any manifest, far below what JavaScript's stack holds. */
export const DEEPEST = 100;
export const tooDeep = (offset: number): OffsetFault =>
  new OffsetFault(
    'HK1502',
    offset,
    `Mappings and sequences are nested more than ${DEEPEST} levels deep here.`,
    'Take levels away; no Kubernetes object has that many.',
  );
