/**
 * What Pulumi's dynamic provider calls, as far as this library uses it. The types are written by hand, since the process
 * that loads this provider needs nothing of Pulumi's SDK, and the SDK is an optional peer.
 *
 * Source: @pulumi/pulumi 3.248, dynamic/index.d.ts and cmd/dynamic-provider/index.js.
 */

/** Properties as they come over the wire: plain data, with texts in place of what is not known yet. */
export type Properties = Readonly<Record<string, unknown>>;

/** One thing that is wrong with the inputs of a resource. */
export interface CheckFailure {
  /** The path of the property, as Pulumi writes it; empty where it is none. */
  readonly property: string;
  readonly reason: string;
}

/** What is said of the inputs of a resource. */
export interface CheckResult {
  readonly inputs: Record<string, unknown>;
  readonly failures: readonly CheckFailure[];
}

/** What an update would be. */
export interface DiffResult {
  readonly changes: boolean;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  readonly stables?: readonly string[];
}

/** What is there after a creation. */
export interface CreateResult {
  readonly id: string;
  readonly outs: Record<string, unknown>;
}

/** What is there after an update. */
export interface UpdateResult {
  readonly outs: Record<string, unknown>;
}

/** What is live; an empty id where nothing is. */
export interface ReadResult {
  readonly id: string;
  readonly props: Record<string, unknown>;
  readonly inputs?: Record<string, unknown>;
}

/** The configuration of a provider, as the dynamic provider hands it over. */
export interface ProviderConfig {
  readonly rawConfig?: Readonly<Record<string, unknown>>;
  /** Looks a key up under the name of the project. */
  get(key: string): unknown;
}

/** A provider of one type of resource. */
export interface DynamicProvider {
  configure(request: { readonly config: ProviderConfig }): Promise<void>;
  check(olds: Properties, news: Properties): Promise<CheckResult>;
  diff(id: string, olds: Properties, news: Properties): Promise<DiffResult>;
  create(inputs: Properties): Promise<CreateResult>;
  update(id: string, olds: Properties, news: Properties): Promise<UpdateResult>;
  delete(id: string, props: Properties): Promise<void>;
  read(id: string, props: Properties): Promise<ReadResult>;
}
