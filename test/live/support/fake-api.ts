import type { Clock } from '../../../lib/live/clock';
import { liveObject, type LiveObject, type Manifest } from '../../../lib/live/live-object';
import { TenantApi } from '../../../lib/live/tenant-api';
import {
  refuseDangerous,
  type HttpAnswer,
  type HttpRequest,
  type Method,
  type Transport,
} from '../../../lib/live/transport';

type Reply = Partial<HttpAnswer> & { readonly json?: unknown };
export type Handler = (request: HttpRequest) => Reply | Promise<Reply> | undefined;

const sentByTheFile: HttpRequest[] = [];

/** The last test of a file: it looks at every request that the others made. */
export function sendsNothingDangerous(): void {
  it('was never a dry run or a patch, whatever these tests did', () => {
    expect(sentByTheFile.length).toBeGreaterThan(5);
    expect(() => sentByTheFile.forEach(refuseDangerous)).not.toThrow();
    expect(new Set(sentByTheFile.map(({ method }) => method))).not.toContain('PATCH');
  });
}

/** Time that passes only by sleeping. */
export class FakeClock implements Clock {
  public time = 0;
  public readonly slept: number[] = [];

  public now(): number {
    return this.time;
  }

  public sleep(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    this.slept.push(milliseconds);
    return Promise.resolve();
  }
}

/** Answers requests by functions, the first that has an answer; 404 otherwise. */
export class FakeTransport implements Transport {
  public readonly sent: HttpRequest[] = [];
  private readonly handlers: Handler[];

  public constructor(...handlers: Handler[]) {
    this.handlers = handlers;
  }

  public async send(request: HttpRequest): Promise<HttpAnswer> {
    this.sent.push(request);
    sentByTheFile.push(request);
    for (const handler of this.handlers) {
      const reply = await handler(request);
      if (reply) return { status: 200, headers: {}, text: JSON.stringify(reply.json ?? {}), ...reply };
    }
    return { status: 404, headers: {}, text: JSON.stringify(status(404, 'NotFound', 'not found')) };
  }

  /** The methods of what was sent, in order. */
  public get methods(): string[] {
    return this.sent.map(({ method }) => method);
  }
}

/** An answer of the server as Kubernetes writes it. */
export const status = (code: number, reason: string, message: string): object => ({
  ...{ kind: 'Status', apiVersion: 'v1', status: 'Failure' },
  ...{ code, reason, message },
});
export const refuse = (code: number, reason: string, message: string): Reply => ({
  status: code,
  json: status(code, reason, message),
});

export function apiOver(transport: Transport, clock: Clock = new FakeClock()): TenantApi {
  return new TenantApi({ server: new URL('https://api.acme.example'), transport, clock });
}

/** Answers in turn, and by the last one ever after. */
export function inTurn(method: Method, ...replies: (() => Reply)[]): Handler {
  let next = 0;
  return (request) => (request.method === method ? replies[Math.min(next++, replies.length - 1)]!() : undefined);
}

export const REF = { kind: 'Kubernetes', namespace: 'tenant-acme', name: 'web' } as const;
export const PATH = '/apis/apps.cozystack.io/v1alpha1/namespaces/tenant-acme/kuberneteses/web';

export const manifest = (over: Partial<Manifest['metadata']> = {}, spec: Manifest['spec'] = {}): Manifest => ({
  apiVersion: 'apps.cozystack.io/v1alpha1',
  kind: 'Kubernetes',
  metadata: { name: 'web', namespace: 'tenant-acme', ...over },
  spec,
});

/** An object as the server sends it. */
export const raw = (over: object = {}, rest: object = {}): Record<string, unknown> => ({
  apiVersion: 'apps.cozystack.io/v1alpha1',
  kind: 'Kubernetes',
  metadata: { name: 'web', namespace: 'tenant-acme', uid: 'u1', resourceVersion: '7', ...over },
  spec: {},
  ...rest,
});

export const live = (over: object = {}, rest: object = {}): LiveObject => liveObject(raw(over, rest), 'Kubernetes');

/** A condition `Ready`, as Flux writes it. */
export const ready = (state: string, message = '', reason = 'InstallSucceeded', at = '2025-01-01T00:00:00Z') => ({
  ...{ type: 'Ready', status: state },
  ...{ reason, message, lastTransitionTime: at },
});
