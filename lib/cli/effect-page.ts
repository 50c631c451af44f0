import { IMPACT_WORDS, type EffectPage } from '../core/change/page';
import { fenced, showExample, type ShownExample } from './page';

const SEVERITY = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

/** The page of an effect in Markdown. Both the documentation and `hikube explain` print it. */
export function effectText(page: EffectPage, block: (shown: ShownExample) => string = fenced): string {
  const { code, title, severity, impact, holdsFor, why, first, source, profile, before, after } = page;
  const shown = (object: object | undefined): string =>
    object ? block(showExample({ objects: [object] })) : 'no object';
  const where = profile === 'hikube' ? '' : ` (${profile})`;
  return [
    `## ${code}: ${title}`,
    `${SEVERITY[severity]} · changes · ${IMPACT_WORDS[impact]} · ${holdsFor}`,
    `${why} Before it is applied: ${first}`,
    `Source: ${source}.`,
    `From${where}:`,
    shown(before),
    'to:',
    shown(after),
  ].join('\n\n');
}
