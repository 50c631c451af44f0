import { LiveError } from '../../../lib/live/live-error';

/** What a promise, or a function, throws; anything but a `LiveError` is a fault of the test. */
export async function errorOf(doing: Promise<unknown> | (() => unknown)): Promise<LiveError> {
  try {
    await (typeof doing === 'function' ? doing() : doing);
  } catch (error) {
    if (error instanceof LiveError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
