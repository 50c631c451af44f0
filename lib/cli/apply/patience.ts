import type { Clock } from '../../live/clock';
import { LiveError } from '../../live/live-error';
import type { CommandIo } from '../io';

/** Thrown when waiting took longer than somebody wanted to wait. */
export class WaitedTooLong extends Error {}

/** How long a command waits, in all: for the platform, for answers, and for whoever logs in. */
export interface Patience {
  readonly clock: Clock;
  /** Given when the time is over, or when somebody wants it to stop. */
  readonly signal: AbortSignal;
  /** What an error means: that the time is over, if that is why it came about. */
  meaning(error: unknown): unknown;
}

/** Patience for so many milliseconds. */
export function patienceOf(io: Pick<CommandIo, 'sleep' | 'signal'>, timeout: number): Patience {
  const control = new AbortController();
  let over = false;
  const end = (): void => {
    over = true;
    control.abort();
  };
  setTimeout(end, Math.min(timeout, LONGEST)).unref();
  const outer = io.signal;
  if (outer?.aborted) control.abort();
  outer?.addEventListener('abort', () => control.abort(), { once: true });
  const tooLong = (): WaitedTooLong => new WaitedTooLong(`After ${timeout / 1000} s the wait is over.`);

  let waited = 0;
  return {
    signal: control.signal,
    meaning: (error) => (over && LiveError.is(error) && error.kind === 'aborted' ? tooLong() : error),
    clock: {
      now: () => waited,
      sleep: async (milliseconds) => {
        if (waited >= timeout) throw tooLong();
        await io.sleep(milliseconds);
        waited += milliseconds;
      },
    },
  };
}

/** What a timer can count to. */
const LONGEST = 2 ** 31 - 1;
