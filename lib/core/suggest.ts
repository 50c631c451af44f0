import { byCodeUnit } from './json';

/** The number of single-character edits, swaps of neighbours included, that turn one text into the other. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      current.push(cost);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length]!;
}

const normalize = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The known value that somebody who wrote `text` most likely meant, if any is near enough to be worth naming. */
export function nearest(text: string, known: Iterable<string>): string | undefined {
  if (text.length > 100) return undefined;
  const written = normalize(text);
  let best: { value: string; distance: number } | undefined;
  for (const value of [...known].sort(byCodeUnit)) {
    const distance = editDistance(written, normalize(value));
    if (!best || distance < best.distance) best = { value, distance };
  }
  const allowance = Math.max(1, Math.floor(text.length / 4));
  return best && best.distance <= allowance ? best.value : undefined;
}

/** The remedy for a value outside a catalogue: the near one, or the whole list. */
export function didYouMean(text: unknown, known: Iterable<string>): string {
  const values = [...known];
  const near = typeof text === 'string' ? nearest(text, values) : undefined;
  if (near !== undefined) return `Did you mean "${near}"?`;
  return values.length === 0 ? '' : `Known: ${values.join(', ')}.`;
}
