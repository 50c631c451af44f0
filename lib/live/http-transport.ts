import http from 'node:http';
import https from 'node:https';
import { refuseDangerous, TransportFault, type HttpAnswer, type HttpRequest, type Transport } from './transport';

/** Where a server is, and how one introduces oneself to it. */
export interface Endpoint {
  readonly server: URL;
  /**
   * What Node's `https.request` needs beside address and path: agent, headers, certificates. `renew` asks for new
   * credentials where there can be any.
   *
   * @throws LiveError when there are no credentials to be had
   */
  options(wanted: {
    readonly renew: boolean;
    readonly signal?: AbortSignal | undefined;
  }): Promise<https.RequestOptions>;
}

/** How long to wait, in milliseconds. */
export interface Timeouts {
  /** Until there is a connection, TLS included. @default 10000 */
  readonly connect?: number;
  /** Until the next part of an answer comes. @default 60000 */
  readonly answer?: number;
}

/** Faults after which the server cannot have seen the request. */
const NEVER_SENT =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|TIMEOUT_CONNECT|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|CERT_[A-Z_]+|ERR_TLS_CERT_ALTNAME_INVALID)$/;

/** Carries requests by Node's own http and https, each over a connection of its own. */
export class HttpTransport implements Transport {
  private readonly endpoint: Endpoint;
  private readonly timeouts: Required<Timeouts>;

  public constructor(endpoint: Endpoint, timeouts: Timeouts = {}) {
    this.endpoint = endpoint;
    this.timeouts = { connect: timeouts.connect ?? 10_000, answer: timeouts.answer ?? 60_000 };
  }

  /** Sends a request; a 401 once more with new credentials, since the server did nothing with it. */
  public async send(request: HttpRequest): Promise<HttpAnswer> {
    refuseDangerous(request);
    const answer = await this.sendOnce(request, false);
    return answer.status === 401 ? this.sendOnce(request, true) : answer;
  }

  private async sendOnce(request: HttpRequest, renew: boolean): Promise<HttpAnswer> {
    const options = await this.endpoint.options({ renew, signal: request.signal });
    if (request.signal?.aborted) throw new TransportFault('ABORTED', false);
    return exchange(this.endpoint.server, options, request, this.timeouts);
  }
}

function exchange(
  server: URL,
  options: https.RequestOptions,
  { method, path, body, signal }: HttpRequest,
  timeouts: Required<Timeouts>,
): Promise<HttpAnswer> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const outgoing = request(server, {
      ...options,
      protocol: server.protocol,
      hostname: server.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: server.port || undefined,
      path: `${server.pathname.replace(/\/$/, '')}${path}`,
      method,
      headers: {
        ...options.headers,
        accept: 'application/json',
        'user-agent': 'hikube-constructs',
        ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      },
    });

    let connected = false;
    let timer: NodeJS.Timeout | undefined;
    const giveUpAfter = (milliseconds: number, code: string): void => {
      clearTimeout(timer);
      timer = setTimeout(() => fail(new TransportFault(code, connected)), milliseconds);
    };
    const stop = (): void => fail(new TransportFault('ABORTED', connected));
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    };
    const fail = (fault: TransportFault): void => {
      end();
      reject(fault);
      outgoing.destroy();
    };
    const onConnected = (): void => {
      connected = true;
      giveUpAfter(timeouts.answer, 'TIMEOUT_ANSWER');
    };

    signal?.addEventListener('abort', stop, { once: true });
    giveUpAfter(timeouts.connect, 'TIMEOUT_CONNECT');
    outgoing.on('socket', (socket) => {
      const { connecting, secureConnecting } = socket as { connecting?: boolean; secureConnecting?: boolean };
      if (connecting || secureConnecting) socket.once(secureConnecting ? 'secureConnect' : 'connect', onConnected);
      else onConnected();
    });
    outgoing.on('error', (error) => fail(faultOf(error)));
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      onConnected();
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        giveUpAfter(timeouts.answer, 'TIMEOUT_ANSWER');
      });
      incoming.on('error', (error) => fail(faultOf(error)));
      incoming.on('end', () => {
        end();
        resolve({
          status: incoming.statusCode ?? 0,
          headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
          text: Buffer.concat(chunks).toString('utf8'),
        });
      });
    });
    outgoing.end(text);
  });
}

/** Begins a request. A certificate or key that is none throws at once. */
function request(server: URL, options: https.RequestOptions): http.ClientRequest {
  try {
    return (server.protocol === 'http:' ? http : https).request(options);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new TransportFault(code === 'ERR_INVALID_CHAR' ? 'HEADER' : 'UNUSABLE', false, message);
  }
}

/** Anything that is not known to come before the request counts as sent: a write is then read again, never repeated. */
function faultOf(error: Error & { code?: unknown; syscall?: unknown }): TransportFault {
  const code = typeof error.code === 'string' ? error.code : 'NO_ANSWER';
  const sent = !NEVER_SENT.test(code) && error.syscall !== 'connect' && error.syscall !== 'getaddrinfo';
  return new TransportFault(code, sent, error.message);
}
