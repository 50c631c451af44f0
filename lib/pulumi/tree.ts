import * as pulumi from '@pulumi/pulumi';
import { ApiObject, App } from 'cdk8s';
import type { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { ICluster } from '../constructs/managed-cluster';
import { Judgement } from '../constructs/judgement';
import { refuse } from '../constructs/wiring';
import { quote } from '../core/json';
import { swallowsLateValue } from '../core/swallowed';
import { HikubeError, formatIssues, type Issue } from '../core/issue';
import { claimObjects } from './claims';
import { Connection, ConnectionProvider } from './connection';
import { LateValues } from './late-values';
import { COMPONENT_TYPES, planOf } from './plan';
import { connectionIn, refuseMisspelt, writeOptions, type WriteOptions } from './options';
import { Registered, type Place } from './register';
import { judgeLate } from './late-judgement';
import type { TenantCluster } from './tenant-cluster';
import { watchStack } from './goes-with';

/** How a tree is deployed. */
export interface RenderOptions extends WriteOptions {
  /** The way to the tenants' API. @default Connection.environment() */
  readonly connection?: Connection;
  /**
   * The provider for charts that are neither a tenant's nor a cluster's: of the API server that their objects are for.
   *
   * @default none: such a chart is refused
   */
  readonly provider?: pulumi.ProviderResource | ((chart: Chart) => pulumi.ProviderResource | undefined);
}

/** A tree of constructs as resources of a stack. */
export class RenderedTree<T> extends pulumi.ComponentResource {
  /** What the function that built the tree returned. */
  public readonly value: T;
  private readonly registered: Registered;
  private readonly place: Place;

  /** Use `render`. @internal */
  public constructor(
    name: string,
    build: (app: App) => T,
    options: RenderOptions,
    opts: pulumi.ComponentResourceOptions,
  ) {
    refuseMisspelt(options, name, 'connection', 'provider');
    const given = { ...options, ...writeOptions(options, name) };
    const connection = connectionIn(options, name) ?? Connection.environment();
    const { provider } = given;
    checkCall(name, build);
    const app = new App({ resolvers: [new LateValues()] });
    const value = build(app);
    refusePromise(value);
    const judgement = new Judgement(app, { lateIsFault: false });
    const warnings = sound(judgement.add(app));
    const plan = planOf(
      { construct: app, name },
      {
        written: (object) => judgement.manifestOf(object),
        providerFor: typeof provider === 'function' ? provider : () => provider,
      },
    );
    claimObjects(plan, connection);
    watchStack();
    super(COMPONENT_TYPES.Tree!, name, {}, opts);
    this.value = value;
    if (warnings.length > 0) void pulumi.log.warn(formatIssues(warnings), this).catch(() => undefined);
    this.registered = new Registered({
      connection,
      provider: new ConnectionProvider(name, connection, { parent: this }),
    });
    this.place = { root: this, name, options: given };
    this.registered.add(plan, this.place);
    judgeLate(judgement, plan, this);
    this.registerOutputs({});
  }

  /**
   * A cluster of the tree, as the program goes on with it: when it is ready, its kubeconfig, a provider into it.
   *
   * @param cluster a `ManagedCluster` of the tree, or one that was named by `ManagedCluster.fromName`
   */
  public cluster(cluster: ICluster): TenantCluster {
    if (typeof (cluster as Partial<ICluster> | undefined)?.namespace !== 'string') {
      const message = `A cluster of the tree was asked for by ${quote(cluster)}.`;
      refuse('HK1102', this.place.name, message, 'Give the ManagedCluster itself, or `ManagedCluster.fromName(…)`.');
    }
    return this.registered.cluster(cluster, this.place);
  }

  /**
   * The resource that stands for an object of the tree.
   *
   * @param construct the object, or a construct whose main child it is, such as a `ManagedCluster` or a `Deployment`
   * @throws Error for a construct that has no object of its own, or is of another tree
   */
  public resource(construct: IConstruct): pulumi.CustomResource {
    const resource = this.registered.resourceOf(ApiObject.of(construct));
    if (resource) return resource;
    throw new pulumi.RunError(`"${construct.node.path}" is not an object of this tree.`);
  }
}

/**
 * Deploys a tree of constructs: any tree, as it stands for cdk8s, the user's own composites and cdk8s-plus constructs
 * included. Objects of a tenant's chart go to the platform, those of a `WorkloadChart` into its cluster.
 *
 * ```ts
 * const prod = hikube.render('prod', (app) => new Platform(app, 'platform'), { connection });
 * ```
 *
 * @param name what the names of all resources begin with
 * @param build makes the tree; what it returns is `value` of the result
 * @throws HikubeError with everything that is wrong in the tree, before anything is registered
 */
export function render<T>(
  name: string,
  build: (app: App) => T,
  options: RenderOptions = {},
  opts: pulumi.ComponentResourceOptions = {},
): RenderedTree<T> {
  return new RenderedTree(name, build, options, opts);
}

/** What JavaScript would let pass. */
function checkCall(name: unknown, build: unknown): void {
  const remedy = "Write `render('prod', (app) => new Platform(app, 'platform'), { connection })`.";
  if (typeof name !== 'string' || name === '' || swallowsLateValue(name)) {
    refuse('HK1102', 'render', `The name of a tree is ${quote(name)}.`, remedy);
  }
  if (typeof build !== 'function') {
    refuse('HK1102', name, `What builds the tree has to be a function, but is ${quote(build)}.`, remedy);
  }
}

/** A function that is not through has built half a tree, and what is missing from a tree is deleted. */
function refusePromise(value: unknown): void {
  if (typeof (value as PromiseLike<unknown> | null | undefined)?.then !== 'function') return;
  if (pulumi.Output.isInstance(value)) return;
  const remedy = 'Await what it needs before `render`, and build the tree at once.';
  refuse(
    'HK1102',
    'render',
    'What builds the tree returns a promise, so it is not through when the tree is taken.',
    remedy,
  );
}

/** Refuses a tree in which something is wrong; gives the warnings of any other. */
function sound(issues: readonly Issue[]): readonly Issue[] {
  if (issues.some(({ severity }) => severity === 'error')) throw new HikubeError(issues); // node-do-not-add-exception-line
  return issues;
}
