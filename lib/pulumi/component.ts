import * as pulumi from '@pulumi/pulumi';
import { Construct } from 'constructs';
import { Acknowledge } from '../constructs/acknowledge';
import { refuse } from '../constructs/wiring';
import { formatIssues, type Issue } from '../core/issue';
import { quote } from '../core/json';
import { propsFrom, type ArgsOf } from './args';
import { inputIssues, wired } from './input-errors';
import { judgeLate } from './late-judgement';
import { claimObjects } from './claims';
import { planOf, type Plan } from './plan';
import { otherOptions, refuseMisspelt, writeOptions, type WriteOptions } from './options';
import type { Place } from './register';
import type { ICluster } from '../constructs/managed-cluster';
import type { TenantCluster } from './tenant-cluster';
import { openScope, scopeOf, type Scope } from './tenancy-program';

/** How a component of this library is made, beside what every component of Pulumi takes. */
export interface ComponentOptions extends pulumi.ComponentResourceOptions, WriteOptions {
  /** Warnings that are accepted, each with the reason: `{ HK2203: 'md0 serves the ingress on purpose' }`. @default none */
  readonly acknowledge?: Readonly<Record<string, string>>;
}

/** A construct class, as `component` takes it. */
export type ConstructClass<P, C extends Construct> = new (scope: Construct, id: string, props: P) => C;

interface Prepared<C> {
  readonly construct: C;
  readonly scope: Scope;
  readonly plan: Plan;
  readonly warnings: readonly Issue[];
}

/**
 * A component that stands for a construct: it makes the construct in the tree of its tenancy, has it judged, and registers
 * its objects. Nothing is registered of one that is refused.
 */
export abstract class NounComponent<C extends Construct> extends pulumi.ComponentResource {
  /** The construct that it stands for. */
  public readonly construct: C;
  protected readonly scope: Scope;
  protected readonly place: Place;

  protected constructor(
    type: string,
    name: string,
    build: (scope: Construct, props: unknown) => C,
    args: unknown,
    opts: ComponentOptions = {},
  ) {
    const own = wired(name, () => optionsOf(opts, name));
    const { construct, scope, plan, warnings } = prepare(type, name, build, args, opts);
    super(type, name, {}, otherOptions(opts, 'acknowledge'));
    this.construct = construct;
    this.scope = scope;
    this.place = {
      root: this,
      name,
      options: { ...scope.options, ...own },
      ...(opts.dependsOn && { dependsOn: opts.dependsOn }),
    };
    openScope(this, { construct, program: scope.program, options: this.place.options });
    if (warnings.length > 0) void pulumi.log.warn(formatIssues(warnings), this).catch(() => undefined);
    scope.program.registered.add(plan, this.place);
    judgeLate(scope.program.judgement, plan, this);
    this.registerOutputs({});
  }
}

function prepare<C extends Construct>(
  type: string,
  name: string,
  build: (scope: Construct, props: unknown) => C,
  args: unknown,
  { parent, acknowledge = {} }: ComponentOptions,
): Prepared<C> {
  const noun = type.slice(type.lastIndexOf(':') + 1);
  const scope = scopeOf(parent);
  if (!scope) {
    const message = `The ${noun} has no Tenancy above it, so nobody knows which tenant it is of.`;
    refuse('HK1001', name, message, 'Give it one: `{ parent: tenancy }`.');
  }
  const construct = wired(name, () => build(scope.construct as Construct, propsFrom(args)));
  for (const [code, reason] of Object.entries(acknowledge)) Acknowledge.issue(construct, code, reason);
  const { judgement } = scope.program;
  const issues = judgement.add(construct);
  if (issues.some(({ severity }) => severity === 'error')) {
    throw inputIssues(issues, name, construct); // node-do-not-add-exception-line
  }
  const plan = wired(name, () => {
    const planned = planOf({ construct, name }, { written: (object) => judgement.manifestOf(object) });
    claimObjects(planned, scope.program.registered.connection);
    return planned;
  });
  return { construct, scope, plan, warnings: issues };
}

function optionsOf(opts: unknown, name: string): WriteOptions {
  refuseMisspelt(opts, name, 'acknowledge');
  return writeOptions(opts, name);
}

/** What JavaScript would let pass. */
function checkClass(type: unknown, Class: unknown): void {
  const remedy = "Write `component('acme:index:WebPlatform', WebPlatform)`, with a class that extends Construct.";
  if (typeof type !== 'string' || !/^[^\s:]+:[^\s:]+:[^\s:]+$/.test(type)) {
    refuse('HK1102', 'component', `The type token ${quote(type)} is not of the form "acme:index:WebPlatform".`, remedy);
  }
  if (typeof Class !== 'function' || !Construct.isConstruct((Class as { prototype: unknown }).prototype)) {
    refuse('HK1102', type, 'What the component stands for is no class of constructs.', remedy);
  }
}

/** A component that stands for a construct of one's own. */
export interface OwnComponent<C extends Construct> extends NounComponent<C> {
  /** A cluster of the construct, as the program goes on with it: when it is ready, its kubeconfig, a provider into it. */
  cluster(of: ICluster): TenantCluster;
}

/**
 * A component class for a construct of one's own, which stands in a tenancy as the nouns of this library do. Its arguments
 * are the construct's props; whatever of them goes into an object as a leaf may be an Output.
 *
 * ```ts
 * class WebPlatform extends hikube.component('acme:index:WebPlatform', WebPlatformConstruct) {}
 * new WebPlatform('shop', { host }, { parent: tenancy });
 * ```
 *
 * @param type the type token, a fixed text: it is part of every resource's identity
 */
export function component<P, C extends Construct>(
  type: string,
  Class: ConstructClass<P, C>,
): new (name: string, args: ArgsOf<P>, opts: ComponentOptions) => OwnComponent<C> {
  checkClass(type, Class);
  return class extends NounComponent<C> implements OwnComponent<C> {
    public constructor(name: string, args: ArgsOf<P>, opts: ComponentOptions) {
      super(type, name, (scope, props) => new Class(scope, name, props as P), args, opts);
    }

    public cluster(of: ICluster): TenantCluster {
      return this.scope.program.registered.cluster(of, this.place);
    }
  };
}
