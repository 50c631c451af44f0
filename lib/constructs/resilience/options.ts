import { choiceFault } from '../../core/choice';
import { isRecord, quote } from '../../core/json';
import { didYouMean } from '../../core/suggest';

/**
 * Options, once it is known that there is none but these: in JavaScript a misspelt one would be passed over.
 *
 * @throws HikubeError HK1106 for anything else
 */
export function checkOptions(of: string, given: unknown, known: readonly string[]): void {
  const why = 'An option that nobody reads would change nothing.';
  if (!isRecord(given))
    throw choiceFault(`The options of ${of} are ${quote(given)}.`, why, `Write \`${of}(…, { ${known[0]!}: … })\`.`);
  for (const [key, value] of Object.entries(given)) {
    if (!known.includes(key)) throw choiceFault(`${of} has no option ${quote(key)}.`, why, didYouMean(key, known));
    if (key === 'phase' && value !== undefined && value !== 'instant' && value !== 'recovered') {
      throw choiceFault(
        `The phase of ${of} is ${quote(value)}.`,
        'It is looked at once, or later.',
        'Write "instant" or "recovered".',
      );
    }
  }
}
