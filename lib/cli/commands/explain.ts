import { catalogue, factsOf } from '../../core/check/catalogue';
import { pageOf } from '../../core/check/page';
import { EFFECTS, effectOf } from '../../core/change/catalogue';
import { effectPageOf } from '../../core/change/page';
import { quote } from '../../core/json';
import { nearest } from '../../core/suggest';
import { effectText } from '../effect-page';
import { Unusable, type CommandIo, type ExitCode } from '../io';
import { pageText } from '../page';

/** What a code can be of: rules judge objects, effects tell what a change does. */
const RULES: readonly string[] = catalogue().map(({ code }) => code);
const CHANGES: readonly string[] = EFFECTS.map(({ code }) => code);

/** The code that somebody wrote, in whatever case. Throws for one that nothing has. */
function codeAmong(written: string, known: readonly string[], what: string): string {
  const code = written.trim().toUpperCase();
  if (known.includes(code)) return code;
  const near = nearest(code, known);
  throw new Unusable(
    `There is no ${what} ${quote(written)}. ${near ? `Did you mean "${near}"?` : '`hikube rules` lists all of them.'}`,
  );
}

/** The code of a rule. */
export const knownCode = (written: string): string => codeAmong(written, RULES, 'rule');

/** The code of an effect. */
export const knownEffect = (written: string): string => codeAmong(written, CHANGES, 'effect of a change');

/** Prints the page of a code. */
export function explain(written: string, io: CommandIo): ExitCode {
  const code = codeAmong(written, [...RULES, ...CHANGES], 'rule');
  const rule = factsOf(code);
  io.stdout(`${rule ? pageText(pageOf(rule)) : effectText(effectPageOf(effectOf(code)!))}\n`);
  return 0;
}
