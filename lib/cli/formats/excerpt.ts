import { displayWidth, visible } from './visible';

/** Every tab is this wide: where it ends on a terminal hangs on what stands before it. */
const TAB = '    ';
const CUT = '…';
/** Most lines: every character is one column wide, and shown as it is. */
const PLAIN = /^[\x20-\x7e]*$/;
const SMALLEST_MARGIN = 5;

/** The lines of a text, as they are counted in issues. */
export const linesOf = (text: string): string[] =>
  text
    .replace(/^\ufeff/, '')
    .split('\n')
    .map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));

/** The place in its line, with the line before it and a caret below it; empty where the text has no such place. */
export function excerpt(lines: readonly string[], line: number, column: number, width: number): string[] {
  const text = lines[line - 1];
  if (text === undefined) return [];
  const margin = Math.max(SMALLEST_MARGIN, String(line).length + 1);
  const room = Math.max(20, width - margin - 3);
  const row = (head: string, rest: string): string => `${head.padStart(margin)} | ${rest}`.trimEnd();
  const { shown, caret } = cut(text, column - 1, room);
  const before = line > 1 ? [row(String(line - 1), cut(lines[line - 2]!, 0, room).shown)] : [];
  return [...before, row(String(line), shown), `${row('', '')} ${' '.repeat(caret)}^`];
}

/** As much of a line as there is room for around a place, and how far from its left that place is then. */
function cut(text: string, at: number, room: number): { shown: string; caret: number } {
  const place = Math.min(Math.max(at, 0), text.length);
  if (text.length <= room && PLAIN.test(text)) return { shown: text, caret: place };
  // A line may be megabytes long; what is further away than this cannot be shown in any case.
  const [near, far] = [Math.max(0, place - room * 2), Math.min(text.length, place + room * 2)];
  const [left, right] = [cells(text.slice(near, place)), cells(text.slice(place, far))];
  const [leftWidth, rightWidth] = [widthOf(left), widthOf(right)];
  const fits = near === 0 && far === text.length && leftWidth + rightWidth <= room;
  const before = fits ? left : lastOf(left, room - Math.min(rightWidth, Math.ceil(room / 2)) - CUT.length);
  const start = (near > 0 || before.length < left.length ? CUT : '') + before.join('');
  const caret = displayWidth(start);
  const whole = far === text.length && caret + rightWidth <= room;
  const after = whole ? right.join('') : firstOf(right, room - caret - CUT.length).join('') + CUT;
  return { shown: start + after, caret };
}

/** What is shown for each character. */
const cells = (text: string): string[] =>
  PLAIN.test(text) ? text.split('') : Array.from(text, (one) => (one === '\t' ? TAB : visible(one)));
const widthOf = (shown: readonly string[]): number => shown.reduce((sum, cell) => sum + displayWidth(cell), 0);

function firstOf(shown: readonly string[], room: number): string[] {
  let width = 0;
  const end = shown.findIndex((cell) => (width += displayWidth(cell)) > room);
  return end < 0 ? [...shown] : shown.slice(0, end);
}

const lastOf = (shown: readonly string[], room: number): string[] => firstOf([...shown].reverse(), room).reverse();
