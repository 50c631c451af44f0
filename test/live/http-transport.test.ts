import { HttpTransport } from '../../lib/live/http-transport';
import { TransportFault, type HttpRequest } from '../../lib/live/transport';
import { endpointOf, silent, unreachable } from './support/server';

const GET: HttpRequest = { method: 'GET', path: '/api/v1/nodes' };
const POST: HttpRequest = { method: 'POST', path: '/x', body: { name: 'Zürich' } };

const faultOf = async (promise: Promise<unknown>): Promise<TransportFault> => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof TransportFault) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('a request', () => {
  it('goes to its path below that of the server, and brings back status, headers and text', async () => {
    const endpoint = endpointOf((request, answer) => {
      answer.writeHead(201, { 'Retry-After': '3' }).end(`${request.method} ${request.url}`);
    });

    expect(await new HttpTransport(endpoint).send(GET)).toMatchObject({
      status: 201,
      headers: { 'retry-after': '3' },
      text: 'GET /base/api/v1/nodes',
    });
  });

  it('carries JSON, and credentials', async () => {
    const endpoint = endpointOf(
      (request, answer) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () =>
          answer.end(
            JSON.stringify([
              request.headers['content-type'],
              request.headers.authorization,
              Buffer.concat(chunks).toString(),
            ]),
          ),
        );
      },
      () => ({ headers: { Authorization: 'Bearer something' } }),
    );
    const { text } = await new HttpTransport(endpoint).send(POST);

    expect(JSON.parse(text)).toEqual(['application/json', 'Bearer something', '{"name":"Zürich"}']);
  });

  it('is sent once more with new credentials when they are refused', async () => {
    const endpoint = endpointOf(
      (request, answer) => void answer.writeHead(request.headers.authorization === 'Bearer new' ? 200 : 401).end(),
      ({ renew }) => ({ headers: { Authorization: renew ? 'Bearer new' : 'Bearer old' } }),
    );

    expect((await new HttpTransport(endpoint).send(POST)).status).toBe(200);
  });

  it('is refused for good when new credentials are refused as well', async () => {
    let count = 0;
    const endpoint = endpointOf((_request, answer) => {
      count++;
      answer.writeHead(401).end();
    });

    expect((await new HttpTransport(endpoint).send(POST)).status).toBe(401);
    expect(count).toBe(2);
  });

  it('is never a patch', async () => {
    const transport = new HttpTransport(endpointOf((_request, answer) => void answer.end()));

    await expect(transport.send({ method: 'PATCH' as 'PUT', path: '/x' })).rejects.toThrow('never sends PATCH');
  });
});

describe('a request without an answer', () => {
  it('was sent when the connection was cut behind it', async () => {
    const endpoint = endpointOf((request) => void request.socket.destroy());

    expect(await faultOf(new HttpTransport(endpoint).send(POST))).toMatchObject({ sent: true });
  });

  it('was sent when the connection was cut in the middle of the answer', async () => {
    const endpoint = endpointOf((request, answer) => {
      answer.writeHead(200, { 'content-length': '100' });
      answer.write('{');
      setImmediate(() => request.socket.destroy());
    });

    expect(await faultOf(new HttpTransport(endpoint).send(POST))).toMatchObject({ sent: true });
  });

  it('was sent when the server says nothing for too long', async () => {
    const transport = new HttpTransport(
      endpointOf(() => undefined),
      { answer: 1 },
    );

    expect(await faultOf(transport.send(POST))).toMatchObject({ code: 'TIMEOUT_ANSWER', sent: true });
  });

  it('was not sent when no connection came about in time', async () => {
    const transport = new HttpTransport(silent(), { connect: 1 });

    expect(await faultOf(transport.send(POST))).toMatchObject({ code: 'TIMEOUT_CONNECT', sent: false });
  });

  it.each([
    'ENOTFOUND',
    'ECONNREFUSED',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('was not sent when it ended with %s', async (code) => {
    const transport = new HttpTransport(unreachable(Object.assign(new Error(code), { code })));

    expect(await faultOf(transport.send(POST))).toMatchObject({ code, sent: false });
  });

  it('was not sent when connecting took the system too long', async () => {
    const error = Object.assign(new Error('late'), { code: 'ETIMEDOUT', syscall: 'connect' });

    expect(await faultOf(new HttpTransport(unreachable(error)).send(POST))).toMatchObject({ sent: false });
  });

  it('was not sent when a key is none', async () => {
    const endpoint = { server: new URL('https://x.example'), options: () => Promise.resolve({ key: 'no key' }) };

    expect(await faultOf(new HttpTransport(endpoint).send(POST))).toMatchObject({ code: 'UNUSABLE', sent: false });
  });

  it('was stopped by its signal', async () => {
    const controller = new AbortController();
    const endpoint = endpointOf(() => controller.abort());
    const fault = await faultOf(new HttpTransport(endpoint).send({ ...POST, signal: controller.signal }));

    expect(fault).toMatchObject({ code: 'ABORTED', sent: true });
  });

  it('was never sent when its signal came before', async () => {
    const endpoint = endpointOf((_request, answer) => void answer.end());
    const fault = await faultOf(new HttpTransport(endpoint).send({ ...POST, signal: AbortSignal.abort() }));

    expect(fault).toMatchObject({ code: 'ABORTED', sent: false });
  });
});
