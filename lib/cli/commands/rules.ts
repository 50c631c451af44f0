import { CATALOGUE } from '../../core/check/catalogue';
import type { RuleFacts } from '../../core/check/rule';
import { shortRelease } from '../../core/platform/release';
import { jsonText } from '../formats/json';
import type { CommandIo, ExitCode } from '../io';

/** Lists every rule: for people as a table, for programs with all that is said of it. */
export function listRules(format: 'text' | 'json', io: CommandIo): ExitCode {
  io.stdout(format === 'json' ? jsonText(CATALOGUE.map(facts)) : table(CATALOGUE.map(row)));
  return 0;
}

const facts = ({ code, severity, title, why, remedy, source, releases = {}, only }: RuleFacts): object => ({
  code,
  severity,
  judges: only ?? 'both',
  releases,
  title,
  why,
  remedy,
  source,
});

const row = (rule: RuleFacts): string[] => [rule.code, rule.severity, rule.only ?? 'both', span(rule), rule.title];

function span({ releases: { since, until } = {} }: RuleFacts): string {
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
