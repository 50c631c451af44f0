import { CATALOGUE, factsOf } from '../../core/check/catalogue';
import { pageOf } from '../../core/check/page';
import { quote } from '../../core/json';
import { nearest } from '../../core/suggest';
import { Unusable, type CommandIo, type ExitCode } from '../io';
import { pageText } from '../page';

/** The code that somebody wrote, in whatever case. Throws for one that no rule has. */
export function knownCode(written: string): string {
  const code = written.trim().toUpperCase();
  if (factsOf(code)) return code;
  const near = nearest(
    code,
    CATALOGUE.map((rule) => rule.code),
  );
  throw new Unusable(
    `There is no rule ${quote(written)}. ${near ? `Did you mean "${near}"?` : '`hikube rules` lists all of them.'}`,
  );
}

/** Prints the page of a code. */
export function explain(code: string, io: CommandIo): ExitCode {
  io.stdout(`${pageText(pageOf(factsOf(knownCode(code))!))}\n`);
  return 0;
}
