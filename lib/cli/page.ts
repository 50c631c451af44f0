import { stringify } from 'yaml';
import type { PageExample, RulePage } from '../core/check/page';

const FENCE = '```';

/** How an example is shown: what stands before it, and the block itself with the language of its fence. */
export interface ShownExample {
  readonly note: string;
  readonly language: 'ts' | 'yaml';
  readonly code: string;
}

/** Without anchors, and with quotes around every word that kubectl would read as something else. */
const IN_FULL = { aliasDuplicateObjects: false, version: '1.1' } as const;

/** An example as text: the program, the file, or the objects as one YAML document each. */
export function showExample(example: PageExample): ShownExample {
  if ('program' in example) return { note: '', language: 'ts', code: example.program };
  if ('file' in example) return { note: '', language: 'yaml', code: example.file.trimEnd() };
  const known = example.tenant ? `, where this is known of the tenant: \`${JSON.stringify(example.tenant)}\`` : '';
  const documents = example.objects.map((object) => stringify(object, IN_FULL).trimEnd());
  return { note: known, language: 'yaml', code: documents.join('\n---\n') };
}

/** The page of a code in Markdown. Both the documentation and `hikube explain` print it. */
export function pageText(page: RulePage, block: (shown: ShownExample, fails: boolean) => string = fenced): string {
  const { code, title, severity, why, remedy, source, holdsFor, judges, profile, fails, passes } = page;
  const where = profile === 'hikube' ? '' : ` (${profile})`;
  const [wrong, right] = [showExample(fails), showExample(passes)];
  return [
    `## ${code}: ${title}`,
    `${severity === 'error' ? 'Error' : 'Warning'} · ${judges} · ${holdsFor}`,
    `${why} ${remedy}`,
    `Source: ${source}.`,
    `Wrong${where}${wrong.note}:`,
    block(wrong, true),
    `Right${where}${right.note}:`,
    block(right, false),
  ].join('\n\n');
}

/** A block of code in Markdown. */
export const fenced = ({ language, code }: ShownExample): string => `${FENCE}${language}\n${code}\n${FENCE}`;
