import type { Json } from '../core/json';

/** The only methods that are ever sent. */
export const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];

/** One request to an API server. */
export interface HttpRequest {
  readonly method: Method;
  /** Path and query, from the server's root. */
  readonly path: string;
  readonly body?: Json;
  readonly signal?: AbortSignal | undefined;
}

/** What came back. */
export interface HttpAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** What carries requests; tests have their own. It throws `TransportFault` where there is no answer. */
export interface Transport {
  send(request: HttpRequest): Promise<HttpAnswer>;
}

/** A request without an answer. */
export class TransportFault extends Error {
  /** Node's code, such as `ECONNREFUSED`, or `TIMEOUT_CONNECT`, `TIMEOUT_ANSWER`, `UNUSABLE`, `HEADER`, `ABORTED`. */
  public readonly code: string;
  /** Whether the server may have seen the request. */
  public readonly sent: boolean;

  public constructor(code: string, sent: boolean, message = code) {
    super(message);
    this.name = 'TransportFault';
    this.code = code;
    this.sent = sent;
  }
}

/**
 * Refuses what must never go to this platform: its API server writes and deletes on a dry run as well, and whatever is
 * patched stores every default with it (cozystack v1.1.2 and v1.6.2, pkg/registry/apps/application/rest.go).
 *
 * @throws Error, which is a fault of this library
 */
export function refuseDangerous(request: HttpRequest): void {
  if (!METHODS.includes(request.method)) throw new Error(`hikube never sends ${String(request.method)}`);
  const query = request.path.split('?').slice(1).join('?');
  if (/dryrun/i.test(decodeURIComponent(query)) || (request.method === 'DELETE' && mentionsDryRun(request.body)))
    throw new Error('hikube never sends a dry run: this platform carries it out');
}

const mentionsDryRun = (body: Json | undefined): boolean =>
  typeof body === 'object' && body !== null && Object.keys(body).some((key) => /^dryrun$/i.test(key));
