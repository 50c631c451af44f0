import https from 'node:https';

/** A JSON object of an API; the tests look into it with matchers. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a server answers has no type that can be relied on
export type Json = any;

export interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly headers: NodeJS.Dict<string | string[]>;
}

export interface Call {
  readonly body?: unknown;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Endpoint {
  readonly url: string;
  readonly ca: string;
}

const agents = new Map<string, https.Agent>();

function agentOf(ca: string): https.Agent {
  let agent = agents.get(ca);
  // An idle connection keeps no process alive: node unrefs the sockets of an agent that nobody waits for.
  if (agent === undefined) agents.set(ca, (agent = new https.Agent({ ca, keepAlive: true, maxSockets: 20 })));
  return agent;
}

/** Closes the connections that are kept for later. */
export function disconnect({ ca }: Endpoint): void {
  agents.get(ca)?.destroy();
  agents.delete(ca);
}

/** One request, JSON in and out. A text that is sent as body goes out as it is. */
export function call(
  { url, ca }: Endpoint,
  method: string,
  path: string,
  token: string,
  options: Call = {},
): Promise<Answer> {
  const { body, contentType = 'application/json', headers } = options;
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  return new Promise((done, failed) => {
    const request = https.request(
      new URL(path, url),
      {
        method,
        agent: agentOf(ca),
        headers: {
          accept: 'application/json',
          ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
          ...(text === undefined ? {} : { 'content-type': contentType, 'content-length': Buffer.byteLength(text) }),
          ...headers,
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.once('error', failed);
        response.once('end', () => {
          const answer = Buffer.concat(parts).toString('utf8');
          done({ status: response.statusCode ?? 0, body: parsed(answer), headers: response.headers });
        });
      },
    );
    request.once('error', failed);
    request.end(text);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
