import { isRecord, type Json, type Unchecked } from '../core/json';
import { SYSTEM_CLOCK, throwIfAborted, type Clock } from './clock';
import { LiveError } from './live-error';
import { parsed, refusal, type Verb } from './refusal';
import { nameOf, pathOf, type Resource } from './resources';
import { refuseDangerous, TransportFault, type HttpAnswer, type Method, type Transport } from './transport';
import { unanswered } from './unanswered';

/** A write of which it is not known whether it was carried out. Whoever sent it reads again. */
export class AnswerLost extends Error {
  private readonly fault: LiveError;

  public constructor(fault: LiveError) {
    super(fault.message);
    this.name = 'AnswerLost';
    this.fault = fault;
  }

  /** What to say when everything is as it was. Where the server is only slow, it may still get to it. */
  public get nothingDone(): LiveError {
    const slow = this.fault.kind === 'timeout' || this.fault.status === 504;
    return slow ? this.unknown : this.fault.with({ outcome: 'notDone' });
  }

  /** What to say when nobody can tell. */
  public get unknown(): LiveError {
    const why = `${this.fault.why} It may have been carried out all the same.`.trim();
    return this.fault.with({ outcome: 'unknown', why, remedy: 'Look at the object before anything else.' });
  }
}

/** How often a read is tried. */
const ATTEMPTS = 4;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
const PAGE = '250';

/** Requests and their answers as JSON: reads are repeated when they fail, writes never are. */
export class Exchange {
  public readonly server: URL;
  private readonly transport: Transport;
  private readonly clock: Clock;
  private readonly attempts: number;

  public constructor(server: URL, transport: Transport, clock: Clock = SYSTEM_CLOCK, attempts = ATTEMPTS) {
    this.server = server;
    this.transport = transport;
    this.clock = clock;
    this.attempts = attempts;
  }

  /** Reads one resource; nothing where there is none. */
  public async get(resource: Resource, signal?: AbortSignal): Promise<Unchecked | undefined> {
    const answer = await this.read('get', resource, pathOf(resource), signal);
    return answer && this.object(answer, resource);
  }

  /** Reads a whole list, page by page; nothing where the server does not have the resource at all. */
  public async list(resource: Resource, signal?: AbortSignal): Promise<Unchecked[] | undefined> {
    const items: Unchecked[] = [];
    let next: string | undefined;
    do {
      const answer = await this.read('list', resource, pathOf(resource, { limit: PAGE, continue: next }), signal);
      if (!answer) return undefined;
      const { metadata, items: some } = this.object(answer, resource);
      if (Array.isArray(some)) items.push(...some.filter(isRecord));
      const token = isRecord(metadata) ? metadata.continue : undefined;
      next = typeof token === 'string' && token !== '' && token !== next ? token : undefined;
    } while (next !== undefined);
    return items;
  }

  /**
   * Sends a write, once.
   *
   * @throws LiveError when the server refuses; AnswerLost when it may have been carried out all the same
   */
  public async write(
    method: Exclude<Method, 'GET'>,
    resource: Resource,
    body: Json,
    signal?: AbortSignal,
  ): Promise<Unchecked> {
    const verb = ({ POST: 'create', PUT: 'update', DELETE: 'delete' } as const)[method];
    const path = pathOf(verb === 'create' ? { ...resource, name: undefined } : resource);
    let answer: HttpAnswer;
    try {
      answer = await this.send(method, path, body, signal);
    } catch (error) {
      if (!(error instanceof TransportFault)) throw error;
      const fault = unanswered(error, this.server);
      if (!error.sent) throw fault.with({ outcome: 'notDone' });
      throw fault.kind === 'aborted' ? new AnswerLost(fault).unknown : new AnswerLost(fault);
    }
    if (answer.status >= 200 && answer.status < 300) {
      const value = parsed(answer.text);
      if (isRecord(value)) return value;
      throw new AnswerLost(this.foreign(resource, answer.status));
    }
    const error = refusal(answer, verb, resource);
    throw answer.status >= 500 && error.outcome === undefined ? new AnswerLost(error) : error;
  }

  private async read(
    verb: Verb,
    resource: Resource,
    path: string,
    signal: AbortSignal | undefined,
  ): Promise<HttpAnswer | undefined> {
    for (let attempt = 1; ; attempt++) {
      throwIfAborted(signal);
      const { answer, error } = await this.attempt(verb, resource, path, signal);
      if (answer) return answer.status === 404 ? undefined : answer;
      const again = error.kind === 'unreachable' || error.kind === 'timeout' || error.kind === 'server';
      if (!again || attempt === this.attempts) throw error;
      await this.clock.sleep(Math.min(error.pause ?? FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE), signal);
    }
  }

  private async attempt(
    verb: Verb,
    resource: Resource,
    path: string,
    signal: AbortSignal | undefined,
  ): Promise<{ answer: HttpAnswer; error?: never } | { answer?: never; error: LiveError & { pause?: number } }> {
    try {
      const answer = await this.send('GET', path, undefined, signal);
      if ((answer.status >= 200 && answer.status < 300) || answer.status === 404) return { answer };
      const after = Number(answer.headers['retry-after']);
      const error = refusal(answer, verb, resource);
      return { error: after > 0 ? Object.assign(error, { pause: after * 1000 }) : error };
    } catch (error) {
      if (error instanceof TransportFault) return { error: unanswered(error, this.server) };
      throw error;
    }
  }

  /** The one place where requests leave. */
  private send(
    method: Method,
    path: string,
    body: Json | undefined,
    signal: AbortSignal | undefined,
  ): Promise<HttpAnswer> {
    const request = { method, path, signal, ...(body !== undefined && { body }) };
    refuseDangerous(request);
    return this.transport.send(request);
  }

  private object(answer: HttpAnswer, resource: Resource): Unchecked {
    const value = parsed(answer.text);
    if (isRecord(value)) return value;
    throw this.foreign(resource, answer.status);
  }

  private foreign(resource: Resource, status: number): LiveError {
    return new LiveError('server', {
      message: `${this.server.host} does not answer as the API of Kubernetes does.`,
      why: `What it sent for ${nameOf(resource)} is no JSON object: a login page or a proxy may stand in between.`,
      remedy: 'Look at the address of the server in the kubeconfig, and at the proxy.',
      status,
    });
  }
}
