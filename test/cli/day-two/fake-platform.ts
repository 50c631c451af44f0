import { LiveError } from '../../../lib/live/live-error';
import { TenantApi } from '../../../lib/live/tenant-api';
import { refuseDangerous, type HttpAnswer, type HttpRequest, type Transport } from '../../../lib/live/transport';
import { asShown } from '../../support/as-shown';
import { ownSchema, type Kind } from '../../support/schemas';
import { hikube, type Outcome } from '../support';
import type { CommandIo } from '../../../lib/cli/io';

type Stored = Record<string, unknown> & { metadata: Record<string, unknown>; spec?: unknown };

const KINDS: Readonly<Record<string, Kind>> = { kuberneteses: 'Kubernetes', etcds: 'Etcd', tenants: 'Tenant' };

/** The platform's API as far as the commands use it: what is stored stays sparse, what is shown is filled. */
export class FakePlatform implements Transport {
  public readonly sent: HttpRequest[] = [];
  /** By path. */
  public readonly objects = new Map<string, Stored>();
  /** What it refuses, if anything. */
  public refuses: { readonly method: string; readonly status: number } | undefined;
  private version = 0;

  public constructor(private readonly release = '1.1.2') {}

  public api(namespace: string | undefined = 'tenant-acme'): TenantApi {
    const server = new URL('https://api.platform.example');
    return new TenantApi({
      server,
      transport: this,
      context: 'acme',
      namespace,
      clock: { now: () => 0, sleep: async () => {} },
    });
  }

  /** Runs a command against it. */
  public run(argv: readonly string[], cwd: string, io: Partial<CommandIo> = {}): Promise<Outcome> {
    return hikube(argv, cwd, {
      connect: ({ namespace }) => Promise.resolve(this.api(namespace)),
      lookInside: () => Promise.reject(new LiveError('unreachable', { message: 'No way leads there.' })),
      ...io,
    });
  }

  /** Puts something there that no command writes, such as a secret or a monitor. */
  public put(path: string, object: object): void {
    this.objects.set(path, { metadata: {}, ...object });
  }

  public send(request: HttpRequest): Promise<HttpAnswer> {
    refuseDangerous(request);
    this.sent.push(request);
    return Promise.resolve(this.answer(request));
  }

  private answer({ method, path, body }: HttpRequest): HttpAnswer {
    const [at] = path.split('?') as [string];
    const known = this.objects.get(at);
    if (method === this.refuses?.method)
      return json(this.refuses.status, { kind: 'Status', code: this.refuses.status, message: 'no' });
    if (method === 'POST') {
      const object = body as unknown as Stored;
      return json(201, this.store(`${at}/${String(object.metadata.name)}`, object, { uid: `u${++this.version}` }));
    }
    if (method === 'GET' && !known && this.isCollection(at)) {
      const items = [...this.objects].filter(([key]) => key.startsWith(`${at}/`)).map(([key]) => this.shown(key));
      return json(200, { items, metadata: {} });
    }
    if (!known) return json(404, { kind: 'Status', reason: 'NotFound', code: 404, message: 'not found' });
    if (method === 'DELETE') this.objects.delete(at);
    if (method === 'PUT') this.store(at, body as unknown as Stored, { uid: known.metadata.uid });
    return json(200, method === 'DELETE' ? {} : this.shown(at));
  }

  private isCollection(at: string): boolean {
    return /\/(kuberneteses|etcds|tenants|workloadmonitors)$/.test(at);
  }

  private store(at: string, object: Stored, own: object): unknown {
    const metadata = { ...object.metadata, ...own, resourceVersion: String(++this.version) };
    this.objects.set(at, { ...structuredClone(object), metadata });
    return this.shown(at);
  }

  private shown(at: string): unknown {
    const object = this.objects.get(at)!;
    const kind = KINDS[at.split('/').at(-2)!];
    return kind ? { ...object, spec: asShown(object.spec ?? {}, ownSchema(this.release, kind)) } : object;
  }
}

const json = (status: number, body: unknown): HttpAnswer => ({ status, headers: {}, text: JSON.stringify(body) });

export const CLUSTER = '/apis/apps.cozystack.io/v1alpha1/namespaces/tenant-acme/kuberneteses/web';

/** A sound cluster as YAML. */
export const cluster = (
  over: {
    readonly version?: string;
    readonly disk?: string;
    readonly max?: number;
    readonly more?: string;
    readonly metadata?: string;
  } = {},
): string => `\
apiVersion: apps.cozystack.io/v1alpha1
kind: Kubernetes
metadata:
  name: web
  namespace: tenant-acme
${over.metadata ?? ''}spec:
  version: ${over.version ?? 'v1.34'}
  host: k8s.acme.example
  nodeGroups:
    md0:
      minReplicas: 2
      maxReplicas: ${over.max ?? 10}
      instanceType: s1.large
      ephemeralStorage: ${over.disk ?? '100Gi'}
      resources: {}
${over.more ?? ''}`;
