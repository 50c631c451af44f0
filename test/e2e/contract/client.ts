import { type Answer, type Json, type Platform, type Release, startPlatform, TENANT, type User } from '../harness';
import { pathOf } from '../support/objects';
import { until } from '../support/processes';

export const APPS = 'apps.cozystack.io/v1alpha1';
export const CORE = 'core.cozystack.io/v1alpha1';
export const MERGE = 'application/merge-patch+json';
export const APPLY = 'application/apply-patch+yaml';

/** A cluster as a user writes it. */
export const cluster = (name: string, spec: Json = { version: 'v1.33' }, metadata: Json = {}): Json => ({
  apiVersion: APPS,
  kind: 'Kubernetes',
  metadata: { name, ...metadata },
  spec,
});

export interface Sent {
  readonly query?: string;
  readonly user?: User;
  readonly namespace?: string;
}

/**
 * Clusters of the tenant, written and read as kubectl does it. The real server answers reads from a cache, so what was
 * written is waited for.
 */
export class Client {
  public constructor(
    public readonly platform: Platform,
    private readonly kind = 'Kubernetes',
  ) {}

  public get release(): Release {
    return this.platform.release;
  }

  public of(kind: string): Client {
    return new Client(this.platform, kind);
  }

  public path(name?: string, { query = '', namespace = TENANT }: Sent = {}): string {
    const path = pathOf(APPS, this.kind, namespace) + (name === undefined ? '' : `/${name}`);
    return query === '' ? path : `${path}?${query}`;
  }

  public get(name: string, sent: Sent = {}): Promise<Answer> {
    return this.platform.request('GET', this.path(name, sent), sent);
  }

  public list(query = '', sent: Sent = {}): Promise<Answer> {
    return this.platform.request('GET', this.path(undefined, { ...sent, query }), sent);
  }

  public async names(query = ''): Promise<string[]> {
    return ((await this.list(query)).body.items as Json[]).map(({ metadata }) => metadata.name as string);
  }

  public create(object: Json, sent: Sent = {}): Promise<Answer> {
    const post = this.platform.request('POST', this.path(undefined, sent), { ...sent, body: object });
    return this.followed(post);
  }

  public replace(object: Json, sent: Sent = {}): Promise<Answer> {
    const target = this.path(object.metadata.name as string, sent);
    return this.followed(this.platform.request('PUT', target, { ...sent, body: object }));
  }

  public merge(name: string, patch: Json, sent: Sent = {}): Promise<Answer> {
    const options = { ...sent, body: patch, contentType: MERGE };
    return this.followed(this.platform.request('PATCH', this.path(name, sent), options));
  }

  /** Server-side apply, as kubectl sends it; `force` is --force-conflicts. */
  public apply(object: Json, { force = false, query = '', ...sent }: Sent & { force?: boolean } = {}): Promise<Answer> {
    const all = ['fieldManager=kubectl', `force=${force}`, query].filter((each) => each !== '').join('&');
    const target = this.path(object.metadata.name as string, { ...sent, query: all });
    return this.followed(this.platform.request('PATCH', target, { ...sent, body: object, contentType: APPLY }));
  }

  /** Deletes, and returns at once. */
  public remove(name: string, body?: Json, sent: Sent = {}): Promise<Answer> {
    return this.platform.request('DELETE', this.path(name, sent), { ...sent, ...(body === undefined ? {} : { body }) });
  }

  public async gone(name: string): Promise<void> {
    await until(`the end of ${name}`, async () => (await this.get(name)).status === 404, { within: 5000 });
  }

  /** Waits until what is shown fits. */
  public async seen(name: string, fits: (object: Json) => boolean): Promise<Json> {
    return until(name, async () => {
      const { status, body } = await this.get(name);
      return status === 200 && fits(body) && (body as Json);
    });
  }

  /** The HelmRelease that an object is stored as. */
  public stored(name: string): Promise<Json> {
    const prefix = { Kubernetes: 'kubernetes-', Tenant: 'tenant-' }[this.kind] ?? '';
    return this.platform.helmRelease(TENANT, prefix + name);
  }

  public async storedValues(name: string): Promise<Json> {
    return (await this.stored(name)).spec.values;
  }

  /** Plays Flux, which holds what it has installed until it has uninstalled it. */
  public async hold(name: string): Promise<void> {
    const patch = { metadata: { finalizers: ['finalizers.fluxcd.io'] } };
    const { metadata } = await this.platform.patchHelmRelease(TENANT, `kubernetes-${name}`, patch);
    await this.seen(name, (object) => object.metadata.resourceVersion === metadata.resourceVersion);
  }

  public async letGo(name: string): Promise<void> {
    await this.platform.patchHelmRelease(TENANT, `kubernetes-${name}`, { metadata: { finalizers: null } });
    await this.gone(name);
  }

  private async followed(write: Promise<Answer>): Promise<Answer> {
    const answer = await write;
    if (answer.status < 300) {
      const { name, resourceVersion, deletionTimestamp } = answer.body.metadata;
      if (deletionTimestamp === undefined) {
        await this.seen(name as string, ({ metadata }) => metadata.resourceVersion === resourceVersion);
      }
    }
    return answer;
  }
}

/** Gives the tests of a `describe` a platform of a release, empty before each of them. */
export function onPlatform(release: Release, tests: (client: () => Client) => void): void {
  let client: Client;
  beforeAll(async () => {
    client = new Client(await startPlatform({ release }));
  });
  beforeEach(() => client.platform.clear());
  afterAll(() => client.platform.stop());
  tests(() => client);
}
