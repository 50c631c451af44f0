import { setTimeout as sleep } from 'node:timers/promises';
import { clusterNames } from '../../../lib/core/names';
import type { Flux } from '../day-two/flux';
import { TENANT, type LoggedRequest, type Platform, type User } from '../harness';
import type { Json } from '../support/https';
import { pathOf } from '../support/objects';
import { kubeconfigOf } from '../support/users';
import { Stack, type Program, type Run, type Running } from './engine';
import type { Workshop } from './toolchain';

const APPS = 'apps.cozystack.io/v1alpha1';
const PLATFORM = /^\/apis\/(apps|core)\.cozystack\.io\//;

/** A program that is run as a user of the platform. */
export interface Project extends Program {
  /** @default acme, the tenant */
  readonly user?: User;
  /** @default dev */
  readonly stack?: string;
}

/** A platform, its controllers, and stacks that are deployed to it. */
export class World {
  public platform!: Platform;
  public flux!: Flux;
  public workshop!: Workshop;
  /** Whether the controllers are at work. */
  public awake = true;
  /** All that was printed or logged, and by which command. */
  public readonly told: { readonly command: string; readonly text: string }[] = [];
  public readonly inPreviews: LoggedRequest[] = [];
  private count = 0;
  /** What the controllers have looked at last. */
  private looked = '';

  /** A stack of a project of its own, unless the program names one. */
  public stack({ user = 'acme', stack = 'dev', ...program }: Project): Promise<Stack> {
    const env = { KUBECONFIG: this.platform.kubeconfig(user), ...program.env };
    return Stack.init(this.workshop, stack, { project: `stack-${++this.count}`, ...program, env });
  }

  public preview(stack: Stack, ...more: string[]): Promise<Run> {
    return this.quietly(stack, ['preview', ...more]);
  }

  public up(stack: Stack, ...more: string[]): Promise<Run> {
    return this.run(stack, ['up', '--yes', '--skip-preview', ...more]);
  }

  /** With its own preview, as users do it: what is protected is refused there, before anything goes. */
  public destroy(stack: Stack): Promise<Run> {
    return this.run(stack, ['destroy', '--yes']);
  }

  /** Runs a command that has to succeed. */
  public async well(run: Promise<Run>): Promise<Run> {
    const done = await run;
    if (done.code !== 0) throw new Error(`pulumi ended with ${done.code}:\n${done.text}`);
    return done;
  }

  /** Runs a command in which the platform may be read, and nothing else; its requests are kept for the audit. */
  public async quietly(stack: Stack, args: readonly string[]): Promise<Run> {
    const before = (await this.requests()).length;
    const { awake } = this;
    this.awake = false;
    const done = await this.run(stack, args);
    this.awake = awake;
    this.inPreviews.push(...(await this.requests()).slice(before));
    return done;
  }

  /** Runs a command, while the platform's controllers go on. */
  public async run(stack: Stack, args: readonly string[]): Promise<Run> {
    return this.finish(stack.start(args), args);
  }

  /** Goes on with a run until it ends. */
  public async finish(running: Running, args: readonly string[]): Promise<Run> {
    let over = false;
    const controllers = (async (): Promise<void> => {
      while (!over) {
        // What they look at may be gone by the time they have looked.
        if (this.awake) await this.reconcile().catch(() => undefined);
        await sleep(200);
      }
    })();
    const done = await running.done;
    over = true;
    await controllers;
    // What `--debug` shows is Pulumi's own, with every secret in it.
    const events = done.events.filter(({ diagnosticEvent }) => diagnosticEvent?.severity !== 'debug');
    this.told.push({ command: args.join(' '), text: `${done.text}\n${JSON.stringify(events)}` });
    return done;
  }

  /** The requests to the platform's API, by whomever, since the test began. */
  public async requests(): Promise<readonly LoggedRequest[]> {
    return (await this.platform.requestLog()).filter(({ path }) => PLATFORM.test(path));
  }

  /** Those that write. */
  public async writes(): Promise<readonly LoggedRequest[]> {
    return (await this.requests()).filter(({ method }) => method !== 'GET');
  }

  /** Every object of the tenants' API, as it is shown. */
  public async objects(kinds: readonly string[] = ['Kubernetes', 'Etcd', 'Tenant']): Promise<Json[]> {
    const lists = kinds.map(async (kind) => {
      const { body } = await this.platform.request('GET', pathOf(APPS, kind), { user: 'admin' });
      return (body.items as Json[]).map((item) => ({ ...item, kind }) as Json);
    });
    return (await Promise.all(lists)).flat();
  }

  /** What is stored of an object's spec, as it was sent. */
  public async stored(kind: string, name: string, namespace = TENANT): Promise<Json> {
    const prefix = kind === 'Etcd' ? '' : `${kind.toLowerCase()}-`;
    return (await this.platform.helmRelease(namespace, prefix + name))?.spec.values;
  }

  /** Writes over a cluster as kubectl does: what is shown, with a change. */
  public async edit(name: string, change: (object: Json) => void): Promise<void> {
    const target = `${pathOf(APPS, 'Kubernetes', TENANT)}/${name}`;
    const { body } = await this.platform.request('GET', target);
    change(body);
    const { status } = await this.platform.request('PUT', target, { body });
    if (status >= 300) throw new Error(`PUT ${target}: ${status}`);
  }

  /** Whether the controllers have something to do: they cost as much time as the engine does. */
  private async hasNews(): Promise<boolean> {
    const { body } = await this.platform.request('GET', pathOf('helm.toolkit.fluxcd.io/v2', 'HelmRelease'), {
      user: 'admin',
    });
    const releases = (body.items as Json[]).map(({ metadata, spec, status }) => [
      metadata.uid,
      spec,
      status?.conditions?.[0]?.status,
    ]);
    const now = JSON.stringify([releases, [...this.flux.faults]]);
    if (now === this.looked) return false;
    this.looked = now;
    return releases.length > 0;
  }

  /** The kubeconfig of every cluster leads to the platform's own API server, as another user. */
  public readonly clusterUser: User = 'admin';

  /** Begins anew, on a platform that was cleared. */
  public forget(): void {
    this.looked = '';
  }

  /** The platform has made the ring of the tenant, as it does where the tenant's module `etcd` is on. */
  public async etcdModule(): Promise<void> {
    const label = (part: string): string => `apps.cozystack.io/application.${part}`;
    const labels = { [label('kind')]: 'Etcd', [label('group')]: 'apps.cozystack.io', [label('name')]: 'etcd' };
    await this.platform.put({
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'etcd', namespace: TENANT, labels },
      spec: { interval: '5m', values: {} },
    });
  }

  private async reconcile(): Promise<void> {
    if (!(await this.hasNews())) return;
    this.flux.secrets = false;
    await this.flux.reconcile();
    const { url, ca, address } = this.platform;
    for (const { metadata, status } of await this.objects(['Kubernetes'])) {
      const ready = (status?.conditions as Json[] | undefined)?.some(
        (one) => one.type === 'Ready' && one.status === 'True',
      );
      if (!ready) continue;
      const text = kubeconfigOf(url, ca, metadata.name as string, address.tokens[this.clusterUser]);
      const name = clusterNames.kubeconfig(metadata.name as string);
      await this.platform.putSecret(metadata.namespace as string, name, {
        'admin.conf': text,
        'super-admin.conf': text,
      });
    }
  }
}
