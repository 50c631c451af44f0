import { LiveError } from './live-error';

/** Time, so that tests have their own. */
export interface Clock {
  /** Milliseconds since whenever. */
  now(): number;
  /** Waits; a signal ends it with a `LiveError` of kind `aborted`. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** What is thrown when a caller has had enough. */
export const aborted = (): LiveError => new LiveError('aborted', { message: 'It was stopped before it was through.' });

/** Throws when a signal has been given. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw aborted();
}

/** The time of the process. */
export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return void reject(aborted());
      const stop = (): void => {
        clearTimeout(timer);
        reject(aborted());
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, milliseconds);
      signal?.addEventListener('abort', stop, { once: true });
    }),
};
