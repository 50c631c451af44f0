import { OffsetFault } from './fault';
import type { Chunk } from './split';

/** What makes a text no YAML that has nothing to do with YAML, and what to do about it. */
interface Hint {
  readonly found: RegExp;
  readonly message: string;
  readonly remedy: string;
  /** The texts that it is looked for in. @default all */
  readonly only?: (text: string) => boolean;
}

const HINTS: readonly Hint[] = [
  {
    found: /^<{7} .*$/m,
    message: 'An unresolved merge conflict stands here.',
    remedy: 'Resolve it.',
  },
  {
    found: /\{\{-?\s*[\w.$(/"]/,
    message: 'This looks like a template, which is no YAML before it is rendered.',
    remedy: 'Check what it renders to, such as `helm template . | hikube check -`.',
  },
  {
    found: /^\s*(\/\/|\/\*)/m,
    message: 'A comment stands here, and JSON has none.',
    remedy: 'Take it away.',
    only: (text) => text.trimStart().startsWith('{'),
  },
];

/** A fault of syntax with the words for what it comes from, where that can be seen in the text. */
export function explained(fault: OffsetFault, { text }: Pick<Chunk, 'text'>): OffsetFault {
  if (fault.code !== 'HK1501') return fault;
  for (const { found, message, remedy, only = () => true } of HINTS) {
    const match = only(text) ? found.exec(text) : null;
    if (!match) continue;
    const offset = match.index + (match[0].length - match[0].trimStart().length);
    return new OffsetFault('HK1501', offset, message, remedy);
  }
  return fault;
}
