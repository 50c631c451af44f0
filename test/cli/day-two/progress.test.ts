import { Progress } from '../../../lib/cli/apply/progress';
import type { CommandIo } from '../../../lib/cli/io';
import type { Rung } from '../../../lib/live/rung';

const rung = (name: Rung['name'], state: Rung['state'], says: string, details?: string[]): Rung => ({
  name,
  state,
  says,
  ...(details && { details }),
});
const ACCEPTED = rung('accepted', 'done', 'Helm has installed it.');

function shown(io: Partial<CommandIo>, ...ladders: Rung[][]): string {
  let out = '';
  const progress = new Progress('Kubernetes web', {
    env: {},
    isTTY: false,
    stdout: (text: string) => void (out += text),
    ...io,
  } as CommandIo);
  for (const ladder of ladders) progress.show(ladder);
  progress.end();
  return out;
}

describe('the progress of an object', () => {
  const waiting = (n: number): Rung[] => [ACCEPTED, rung('controlPlane', 'waiting', `${n} of 2 copies are up.`)];

  it('has a line for every step in a log, and none for every look', () => {
    const up = [ACCEPTED, rung('controlPlane', 'done', 'Its API is up.')];
    expect(shown({}, waiting(0), waiting(1), waiting(1), up, up)).toBe(
      [
        'Kubernetes web: accepted done: Helm has installed it.',
        'Kubernetes web: controlPlane waiting: 0 of 2 copies are up.',
        'Kubernetes web: controlPlane done: Its API is up.',
        '',
      ].join('\n'),
    );
  });

  it('keeps what is waited for on the last line of a terminal, cut to its width', () => {
    const out = shown({ isTTY: true, columns: 40 }, waiting(0), waiting(1));
    expect(out.match(/\r\u001b\[K/g)).toHaveLength(2);
    const last = out.split('\u001b[K').at(-1)!;
    expect(last.trimEnd().length).toBeLessThanOrEqual(39);
    expect(out.endsWith('\n')).toBe(true);
  });

  it('shows what is known of a failure, with nothing that a terminal would act upon', () => {
    const failed = [rung('accepted', 'failed', 'Helm refuses it.', ['values \u001b[31m do not meet the schema'])];
    expect(shown({}, failed)).toBe(
      'Kubernetes web: accepted failed: Helm refuses it.\n    values \\x1b[31m do not meet the schema\n',
    );
  });
});
