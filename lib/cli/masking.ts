/** A place in a text, both counted from 1. */
interface Place {
  readonly line: number;
  readonly column: number;
}

const HIDDEN = '•';
const hidden = (text: string): string => text.replace(/\S/g, HIDDEN);
const indentOf = (line: string): number => line.length - line.trimStart().length;

/**
 * A text without its secrets: what stands from a place to the end of the line, and the lines below it that belong to the
 * same value. Every character stays where it is, so that lines and columns hold.
 */
export function masked(text: string, secrets: readonly Place[]): string {
  if (secrets.length === 0) return text;
  const lines = text.split('\n');
  for (const { line, column } of secrets) {
    const first = lines[line - 1];
    if (first === undefined) continue;
    lines[line - 1] = first.slice(0, column - 1) + hidden(first.slice(column - 1));
    for (let next = line; next < lines.length; next++) {
      const below = lines[next]!;
      if (below.trim() !== '' && indentOf(below) <= indentOf(first)) break;
      lines[next] = hidden(below);
    }
  }
  return lines.join('\n');
}
