import type { Clock } from '../../live/clock';
import type { CommandIo } from '../io';

/** Thrown when waiting took longer than somebody wanted to wait. */
export class WaitedTooLong extends Error {}

/** The time of a command: it waits no longer than this, in all. */
export function patientClock(io: Pick<CommandIo, 'sleep'>, timeout: number): Clock {
  let waited = 0;
  return {
    now: () => waited,
    sleep: async (milliseconds) => {
      if (waited >= timeout) throw new WaitedTooLong(`It is not through after ${timeout / 1000} s.`);
      await io.sleep(milliseconds);
      waited += milliseconds;
    },
  };
}
