import type { CommandIo } from '../io';

const STYLES = { red: 31, yellow: 33, bold: 1, dim: 2 } as const;

/** Marks a text for a terminal, or leaves it as it is. */
export type Paint = (style: keyof typeof STYLES, text: string) => string;

export const plain: Paint = (_, text) => text;
export const coloured: Paint = (style, text) => `\u001b[${STYLES[style]}m${text}\u001b[0m`;

/** Whether to colour: on a terminal, unless the environment wants it otherwise (no-color.org, force-color.org). */
export function paintFor({ env, isTTY }: Pick<CommandIo, 'env' | 'isTTY'>): Paint {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = env;
  if (force !== undefined) return force === '0' || force === 'false' ? plain : coloured;
  return isTTY && !no && terminal !== 'dumb' ? coloured : plain;
}
