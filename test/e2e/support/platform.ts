import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { endOfLogs, isSettled, loggedRequests, type LoggedRequest, type LogPosition } from './audit';
import { type Answer, call, type Call, disconnect, type Json } from './https';
import { emptyTenants } from './empty';
import { pathOf } from './objects';
import { until } from './processes';
import { startProxy, type Proxy } from './proxy';
import { type Release } from './release';
import { kubeconfigOf, type Tokens, type User } from './users';
import { watch, type Watch } from './watch';

/** What is needed to talk to a platform that runs: plain data, so that one platform can serve every test file. */
export interface Address {
  readonly release: Release;
  readonly url: string;
  readonly ca: string;
  readonly tokens: Tokens;
  readonly scratch: string;
  /** Whether the real platform server answers, which reads from a cache that lags behind what was written. */
  readonly real: boolean;
}

export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
}

export interface AskOptions extends Call {
  /** Who asks; `acme`, the tenant, when absent. */
  readonly user?: User;
  /** What stands in front of the server, when it is asked through that. */
  readonly url?: string;
}

const MERGE = 'application/merge-patch+json';
const APPS = 'apps.cozystack.io/v1alpha1';
const RELEASES = 'helm.toolkit.fluxcd.io/v2';
const PREFIXES: Readonly<Record<string, string>> = {
  Kubernetes: 'kubernetes-',
  KubernetesNodes: 'kubernetes-nodes-',
  Etcd: '',
  Tenant: 'tenant-',
};

/** A platform that runs, and what a test does with it. */
export class Platform {
  private since: LogPosition = {};

  public constructor(
    public readonly address: Address,
    private readonly end: () => Promise<void>,
  ) {}

  public get release(): Release {
    return this.address.release;
  }

  public get url(): string {
    return this.address.url;
  }

  public get ca(): string {
    return this.address.ca;
  }

  public get adminToken(): string {
    return this.address.tokens.admin;
  }

  /** A kubeconfig file for a user; with a URL, for what stands in front of the server there. */
  public kubeconfig(user: User = 'acme', url = this.url): string {
    const file = path.join(this.address.scratch, `${user}-${new URL(url).port}.kubeconfig`);
    writeFileSync(file, kubeconfigOf(url, this.ca, user, this.address.tokens[user]), { mode: 0o600 });
    return file;
  }

  /** One request, as a client makes it. */
  public request(method: string, target: string, asked: AskOptions = {}): Promise<Answer> {
    const { user = 'acme', url = this.url, ...options } = asked;
    return call({ url, ca: this.ca }, method, target, this.address.tokens[user], options);
  }

  public watch(target: string, user: User = 'acme'): Promise<Watch> {
    return watch(this.address, target, this.address.tokens[user]);
  }

  /** The HelmRelease that the platform stores an object as; undefined when there is none. */
  public async helmRelease(namespace: string, name: string): Promise<Json> {
    const { status, body } = await this.asHarness('GET', `${pathOf(RELEASES, 'HelmRelease', namespace)}/${name}`);
    return status === 200 ? body : undefined;
  }

  /** Changes a stored HelmRelease, as Flux does; null takes a field away. */
  public async patchHelmRelease(namespace: string, name: string, patch: Json, subresource = ''): Promise<Json> {
    const target = `${pathOf(RELEASES, 'HelmRelease', namespace)}/${name}${subresource}`;
    return (await this.ask('PATCH', target, { body: patch, contentType: MERGE })).body;
  }

  /** Plays Flux: says of an object what Helm made of it. */
  public async setConditions(
    kind: string,
    namespace: string,
    name: string,
    conditions: readonly Condition[],
    revision?: string,
  ): Promise<void> {
    const lastTransitionTime = new Date().toISOString().replace(/\.\d+/, '');
    const status = {
      conditions: conditions.map((condition) => ({ reason: 'Tested', message: '', lastTransitionTime, ...condition })),
      ...(revision === undefined ? {} : { lastAttemptedRevision: revision }),
    };
    const { metadata } = await this.patchHelmRelease(
      namespace,
      `${PREFIXES[kind] ?? ''}${name}`,
      { status },
      '/status',
    );
    // What was written is seen by tenants when the platform has heard of it.
    await until(`${kind} ${name} with its conditions`, async () => {
      const { body } = await this.asHarness('GET', `${pathOf(APPS, kind, namespace)}/${name}`);
      return body?.metadata?.resourceVersion === metadata.resourceVersion;
    });
  }

  /** A Secret with texts in it; one that is not visible is the platform's own, and tenants never see it. */
  public async putSecret(
    namespace: string,
    name: string,
    data: Readonly<Record<string, string>>,
    { visible = true } = {},
  ): Promise<void> {
    const labels = visible ? { 'internal.cozystack.io/tenantresource': 'true' } : {};
    await this.put({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace, labels }, stringData: data });
    if (!visible) return;
    await until(`TenantSecret ${name}`, async () => {
      const target = `${pathOf('core.cozystack.io/v1alpha1', 'TenantSecret', namespace)}/${name}`;
      return (await this.asHarness('GET', target)).status === 200;
    });
  }

  /** A WorkloadMonitor: labels, spec (selector, replicas, minReplicas …) and status (operational, …) as given. */
  public async putMonitor(
    namespace: string,
    name: string,
    { labels = {}, spec = {}, status = {} }: { labels?: Json; spec?: Json; status?: Json } = {},
  ): Promise<void> {
    const monitor = {
      apiVersion: 'cozystack.io/v1alpha1',
      kind: 'WorkloadMonitor',
      metadata: { name, namespace, labels },
      spec: { selector: {}, ...spec },
    };
    await this.put(monitor);
    const target = `${pathOf(monitor.apiVersion, monitor.kind, namespace)}/${name}/status`;
    const defaults = { availableReplicas: 0, observedReplicas: 0 };
    await this.ask('PATCH', target, { body: { status: { ...defaults, ...status } }, contentType: MERGE });
  }

  /** An Ingress for a host, at an address when a controller has given it one. */
  public async putIngress(namespace: string, name: string, host: string, address?: string): Promise<void> {
    const service = { name, port: { number: 443 } };
    const paths = [{ path: '/', pathType: 'Prefix', backend: { service } }];
    const ingress = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name, namespace },
      spec: { ingressClassName: 'tenant-root', rules: [{ host, http: { paths } }] },
    };
    await this.put(ingress);
    if (address === undefined) return;
    const target = `${pathOf(ingress.apiVersion, ingress.kind, namespace)}/${name}/status`;
    const status = { loadBalancer: { ingress: [{ ip: address }] } };
    await this.ask('PATCH', target, { body: { status }, contentType: MERGE });
  }

  /** Writes an object of any kind, new or not, with all rights. */
  public async put(object: Json): Promise<Json> {
    const collection = pathOf(object.apiVersion as string, object.kind as string, object.metadata.namespace as string);
    const created = await this.asHarness('POST', collection, { body: object });
    if (created.status !== 409) return accepted('POST', collection, created).body;
    return (await this.ask('PATCH', `${collection}/${object.metadata.name}`, { body: object, contentType: MERGE }))
      .body;
  }

  /** Every request of a user since the last `clear()`, in the order of arrival; those of the set-up are left out. */
  public async requestLog(): Promise<readonly LoggedRequest[]> {
    const read = (): LoggedRequest[] => loggedRequests(this.address.scratch, this.since);
    await until('the end of the request log', () => Promise.resolve(isSettled(read())), { within: 2000 }).catch(
      () => undefined,
    );
    return read();
  }

  /** Empties the tenants' namespaces, whatever holds their objects, and the request log. */
  public async clear(): Promise<void> {
    await emptyTenants((method, target, options) => this.asHarness(method, target, options));
    this.since = endOfLogs(this.address.scratch);
  }

  public proxy(): Promise<Proxy> {
    return startProxy(this.url);
  }

  public async stop(): Promise<void> {
    disconnect(this.address);
    await this.end();
  }

  private asHarness(method: string, target: string, options?: Call): Promise<Answer> {
    return call(this.address, method, target, this.address.tokens.harness, options);
  }

  private async ask(method: string, target: string, options?: Call): Promise<Answer> {
    return accepted(method, target, await this.asHarness(method, target, options));
  }
}

function accepted(method: string, target: string, answer: Answer): Answer {
  if (answer.status < 300) return answer;
  throw new Error(`${method} ${target}: ${answer.status} ${JSON.stringify(answer.body)}`);
}
