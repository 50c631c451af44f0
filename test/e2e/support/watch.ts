import https from 'node:https';
import { type Endpoint, type Json } from './https';
import { until } from './processes';

export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: Json;
}

export interface Watch {
  /** 200 when the server has started to answer. */
  readonly status: number;
  readonly events: readonly WatchEvent[];
  /** The first event that fits, now or later. */
  next(fits: (event: WatchEvent) => boolean, within?: number): Promise<WatchEvent>;
  stop(): void;
}

/** Opens a watch, and keeps what arrives. */
export function watch({ url, ca }: Endpoint, path: string, token: string): Promise<Watch> {
  const events: WatchEvent[] = [];
  return new Promise((done, failed) => {
    const request = https.get(new URL(path, url), { ca, headers: { authorization: `Bearer ${token}` } }, (response) => {
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        events.push(...lines.filter((line) => line !== '').map((line) => JSON.parse(line) as WatchEvent));
      });
      // Stopping it is an error for the stream, and none for the test.
      response.once('error', () => undefined);
      done({
        status: response.statusCode ?? 0,
        events,
        next: (fits, within = 5000) =>
          until(`event of ${path}`, () => Promise.resolve(events.find(fits)), { within, every: 5 }),
        stop: () => request.destroy(),
      });
    });
    request.once('error', failed);
  });
}
