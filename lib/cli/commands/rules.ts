import { catalogue } from '../../core/check/catalogue';
import { EFFECTS } from '../../core/change/catalogue';
import type { EffectFacts } from '../../core/change/effect';
import type { RuleFacts } from '../../core/check/rule';
import { shortRelease } from '../../core/platform/release';
import { byCodeUnit } from '../../core/json';
import { jsonText } from '../formats/json';
import type { CommandIo, ExitCode } from '../io';

/** Lists every rule and every effect: for people as a table, for programs with all that is said of it. */
export function listRules(format: 'text' | 'json', io: CommandIo): ExitCode {
  io.stdout(
    format === 'json'
      ? jsonText(inOrder([...catalogue().map(facts), ...EFFECTS.map(effectFacts)]))
      : table(inOrder([...catalogue().map(facts), ...EFFECTS.map(effectFacts)]).map(row)),
  );
  return 0;
}

/** One line of the list, with all that is said of a code. */
interface Listed extends Pick<RuleFacts, 'code' | 'title' | 'why' | 'source' | 'releases'> {
  readonly severity: EffectFacts['severity'];
  readonly judges: 'both' | 'programs' | 'files' | 'changes';
  /** Of a rule. */
  readonly remedy?: string;
  /** Of an effect. */
  readonly impact?: EffectFacts['impact'];
  readonly first?: string;
}

const facts = ({ code, severity, title, why, remedy, source, releases = {}, only }: RuleFacts): Listed => ({
  code,
  severity,
  judges: only ?? 'both',
  releases,
  title,
  why,
  remedy,
  source,
});

const effectFacts = ({ code, severity, impact, title, why, first, source, releases = {} }: EffectFacts): Listed => ({
  code,
  severity,
  judges: 'changes',
  impact,
  releases,
  title,
  why,
  first,
  source,
});

const inOrder = (listed: readonly Listed[]): Listed[] => [...listed].sort((a, b) => byCodeUnit(a.code, b.code));

const row = (listed: Listed): string[] => [listed.code, listed.severity, listed.judges, span(listed), listed.title];

function span({ releases: { since, until } = {} }: Pick<RuleFacts, 'releases'>): string {
  const from = since && `from ${shortRelease(since)}`;
  const before = until && `before ${shortRelease(until)}`;
  return [from, before].filter(Boolean).join(', ') || 'all releases';
}

function table(rows: readonly string[][]): string {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((cells) => cells[i]!.length)));
  return rows
    .map(
      (cells) =>
        `${cells
          .map((cell, i) => cell.padEnd(widths[i]!))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
