import { isRecord, type JsonObject, type Unchecked } from '../core/json';
import type { TenantKind } from '../core/model/kind';
import type { Clock } from './clock';
import { AnswerLost, Exchange } from './exchange';
import { LiveError } from './live-error';
import { liveObject, refOf, textsOf, type LiveObject, type Manifest, type Texts } from './live-object';
import { quotaUseOf } from './quota-use';
import { removal, type RemoveOptions } from './removal';
import { creation, movedFields, replacement, saysAll } from './replacement';
import * as resources from './resources';
import { nameOf, type ObjectRef } from './resources';
import type { Transport } from './transport';

/** Where a `TenantApi` is, and how it gets there. */
export interface TenantApiProps {
  readonly server: URL;
  readonly transport: Transport;
  /** The context's name. @default none: the process runs in a cluster, or the kubeconfig came from a secret */
  readonly context?: string | undefined;
  /** The namespace of the context. @default none */
  readonly namespace?: string | undefined;
  /** @default the time of the process */
  readonly clock?: Clock | undefined;
}

/** What the platform shows of a Secret: base64 in both maps (cozystack v1.1.2, pkg/registry/core/tenantsecret). */
export interface TenantSecret {
  readonly name: string;
  readonly namespace: string;
  readonly data: Texts;
  readonly stringData: Texts;
}

/** How many of something run. Source: cozystack v1.1.2 and v1.6.2, api/v1alpha1/workloadmonitor_types.go. */
export interface WorkloadMonitor {
  readonly name: string;
  /** How many have to be there at least. @default 0 */
  readonly min: number;
  /** How many are there, and ready. @default nobody has looked yet */
  readonly available?: number;
  /** How many were seen at all. @default nobody has looked yet */
  readonly observed?: number;
  /** Whether `available` reaches `min`; it always does where that is 0. @default nobody has looked yet */
  readonly operational?: boolean;
}

/** The Ingress before an API server or an application: its hosts, and the addresses that it is reached by. */
export interface LiveIngress {
  readonly hosts: readonly string[];
  readonly addresses: readonly string[];
}

/** A conflict that comes of a controller writing status is no conflict; so often a replace is tried again. */
const REPLACE_ATTEMPTS = 5;

/**
 * The API of one tenant, as one kubeconfig context reaches it. Every method takes a signal that ends it, and throws
 * `LiveError`.
 *
 * It reads, creates, replaces and deletes whole objects, and nothing else: a dry run writes on this platform, and a patch
 * stores every default of the schema. A write is never repeated blindly: where its answer was lost the object is read
 * again, a write that is found carried out is a success, and otherwise the error says so (`outcome`).
 */
export class TenantApi {
  /** The server's address. */
  public readonly server: URL;
  public readonly context: string | undefined;
  public readonly namespace: string | undefined;
  private readonly exchange: Exchange;
  private readonly clock: Clock | undefined;

  public constructor(props: TenantApiProps) {
    this.server = props.server;
    this.context = props.context;
    this.namespace = props.namespace;
    this.clock = props.clock;
    this.exchange = new Exchange(props.server, props.transport, props.clock);
  }

  /** Reads an object; nothing where there is none. */
  public async get(ref: ObjectRef, signal?: AbortSignal): Promise<LiveObject | undefined> {
    const value = await this.exchange.get(resources.application(ref), signal);
    return value && liveObject(value, ref.kind);
  }

  /** Reads every object of a kind in a namespace. */
  public async list(kind: TenantKind, namespace: string, signal?: AbortSignal): Promise<LiveObject[]> {
    const resource = resources.applications(kind, namespace);
    const items = await this.exchange.list(resource, signal);
    if (items) return items.map((item) => liveObject(item, kind));
    throw new LiveError('notFound', {
      message: `${this.server.host} has no ${nameOf(resource)}.`,
      why: 'It is no Cozystack platform, or its own API is not up.',
      remedy: 'Look at the context: a cluster of the platform is not the platform.',
    });
  }

  /**
   * Creates an object, as sparse as the manifest is.
   *
   * @throws LiveError of kind `exists` where there is one
   */
  public async create(manifest: Manifest, signal?: AbortSignal): Promise<LiveObject> {
    const resource = resources.application(refOf(manifest));
    const sent = creation(manifest);
    try {
      return liveObject(await this.exchange.write('POST', resource, sent, signal), manifest.kind);
    } catch (error) {
      if (!(error instanceof AnswerLost)) throw error;
      const now = await this.readAgain(manifest, error, signal);
      if (!now) throw error.nothingDone;
      return carriedOut(sent, now, error);
    }
  }

  /**
   * Replaces an object by the manifest, if it still is what the caller has seen. It is read afresh and written at once:
   * a platform of 1.6 takes a write with an old resourceVersion without a word, so that what somebody else writes between
   * those two requests is lost there; 1.1 notices.
   *
   * @throws LiveError of kind `conflict`, with the fields that moved, where it is not what was seen; `notFound` where it
   * is gone
   */
  public async replace(manifest: Manifest, seen: LiveObject, signal?: AbortSignal): Promise<LiveObject> {
    const ref = refOf(manifest);
    const resource = resources.application(ref);
    for (let attempt = 1; ; attempt++) {
      const fresh = await this.unmoved(ref, seen, signal);
      const sent = replacement(manifest, fresh);
      try {
        return liveObject(await this.exchange.write('PUT', resource, sent, signal), ref.kind);
      } catch (error) {
        if (error instanceof AnswerLost) {
          const now = await this.readAgain(manifest, error, signal);
          if (!now) throw error.unknown;
          if (now.metadata.resourceVersion === fresh.metadata.resourceVersion) throw error.nothingDone;
          return carriedOut(sent, now, error);
        }
        if (!(error instanceof LiveError) || error.kind !== 'conflict' || attempt === REPLACE_ATTEMPTS) throw error;
      }
    }
  }

  /**
   * Deletes an object and waits until it is gone. What the platform removes with it (machines, volumes, addresses) is
   * gone by then as well, since the object stays until its Helm release is uninstalled.
   *
   * @returns whether there was one
   * @throws LiveError of kind `conflict` where it is not the one that was asked for; `timeout` where it is still there
   */
  public remove(ref: ObjectRef, options: RemoveOptions = {}): Promise<boolean> {
    return removal(this.exchange, ref, { ...(this.clock && { clock: this.clock }), ...options });
  }

  /** Reads a Secret that the platform shows to tenants; nothing where there is none. */
  public async secret(namespace: string, name: string, signal?: AbortSignal): Promise<TenantSecret | undefined> {
    const value = await this.exchange.get(resources.tenantSecret(namespace, name), signal);
    return value && { name, namespace, data: textsOf(value.data), stringData: textsOf(value.stringData) };
  }

  /** What runs in a namespace, and how much of it. */
  public async monitors(namespace: string, signal?: AbortSignal): Promise<WorkloadMonitor[]> {
    const items = await this.exchange.list(resources.workloadMonitors(namespace), signal);
    return (items ?? []).map(monitorOf);
  }

  /** Reads an Ingress; nothing where there is none. */
  public async ingress(namespace: string, name: string, signal?: AbortSignal): Promise<LiveIngress | undefined> {
    const value = await this.exchange.get(resources.ingress(namespace, name), signal);
    if (!value) return undefined;
    const rules = at(value, 'spec', 'rules').filter(isRecord);
    const addresses = at(value, 'status', 'loadBalancer', 'ingress').filter(isRecord);
    const texts = (values: readonly unknown[]): string[] => values.filter((text) => typeof text === 'string');
    return {
      hosts: texts(rules.map(({ host }) => host)),
      addresses: texts(addresses.map(({ ip, hostname }) => ip ?? hostname)),
    };
  }

  /** What is in use of a tenant's quota, by the keys of the quota; nothing where there is none, or it is not to be seen. */
  public async quotaUse(namespace: string, signal?: AbortSignal): Promise<Record<string, string> | undefined> {
    try {
      const value = await this.exchange.get(resources.tenantQuota(namespace), signal);
      return value && quotaUseOf(value);
    } catch (error) {
      if (error instanceof LiveError && error.kind === 'forbidden') return undefined;
      throw error;
    }
  }

  /**
   * Whether a tenant's namespace is there; nothing where this login may not know. The platform of 1.1 shows every
   * tenant's namespace to whoever has logged in, that of 1.6 one's own (cozystack, pkg/registry/core/tenantnamespace).
   */
  public async namespaceExists(name: string, signal?: AbortSignal): Promise<boolean | undefined> {
    try {
      return (await this.exchange.get(resources.tenantNamespace(name), signal)) !== undefined;
    } catch (error) {
      if (!(error instanceof LiveError) || error.kind !== 'forbidden') throw error;
    }
    try {
      // A role in a namespace comes with the namespace: whoever may list there has it before them.
      return (await this.exchange.list(resources.applications('Kubernetes', name), signal)) && true;
    } catch (error) {
      if (error instanceof LiveError && error.kind === 'forbidden') return undefined;
      throw error;
    }
  }

  private async unmoved(ref: ObjectRef, seen: LiveObject, signal: AbortSignal | undefined): Promise<LiveObject> {
    const fresh = await this.get(ref, signal);
    const target = nameOf(resources.application(ref));
    if (!fresh) {
      throw new LiveError('notFound', {
        message: `There is no ${target} any more.`,
        why: 'Somebody deleted it meanwhile.',
        remedy: 'Plan again, on what is there now.',
        outcome: 'notDone',
      });
    }
    if (fresh.metadata.deletionTimestamp !== undefined) {
      throw new LiveError('conflict', {
        message: `The ${target} is being deleted.`,
        why: 'A write would end the deletion half-way: the platform drops what keeps the object until its release is uninstalled.',
        remedy: 'Wait until it is gone.',
        outcome: 'notDone',
      });
    }
    const moved = movedFields(seen, fresh);
    if (moved.length === 0) return fresh;
    throw new LiveError('conflict', {
      message: `Somebody else changed ${target} meanwhile: ${moved.join(', ')}.`,
      remedy: 'Plan again, on what is there now.',
      outcome: 'notDone',
      moved,
    });
  }

  /** What is there after a write whose answer was lost. */
  private async readAgain(
    manifest: Manifest,
    lost: AnswerLost,
    signal: AbortSignal | undefined,
  ): Promise<LiveObject | undefined> {
    try {
      return await this.get(refOf(manifest), signal);
    } catch {
      throw lost.unknown;
    }
  }
}

/** An object that says all that was sent is what the write made of it. */
function carriedOut(sent: JsonObject, now: LiveObject, lost: AnswerLost): LiveObject {
  const { labels, annotations } = sent.metadata as { labels?: JsonObject; annotations?: JsonObject };
  const says =
    saysAll(now.spec, sent.spec ?? {}) &&
    saysAll(now.metadata.labels, labels ?? {}) &&
    saysAll(now.metadata.annotations, annotations ?? {});
  if (says) return now;
  throw lost.unknown;
}

function at(value: Unchecked, ...keys: readonly string[]): readonly unknown[] {
  const found = keys.reduce<unknown>((from, key) => (isRecord(from) ? from[key] : undefined), value);
  return Array.isArray(found) ? found : [];
}

function monitorOf(value: Unchecked): WorkloadMonitor {
  const [metadata, spec, status] = [value.metadata, value.spec, value.status].map((part) =>
    isRecord(part) ? part : {},
  ) as [Unchecked, Unchecked, Unchecked];
  const number = (key: string, found: unknown): object => (typeof found === 'number' ? { [key]: found } : {});
  return {
    name: String(metadata.name),
    min: typeof spec.minReplicas === 'number' ? spec.minReplicas : 0,
    ...number('available', status.availableReplicas),
    ...number('observed', status.observedReplicas),
    ...(typeof status.operational === 'boolean' && { operational: status.operational }),
  };
}
