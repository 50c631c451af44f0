import type * as pulumi from '@pulumi/pulumi';
import { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Judgement } from '../constructs/judgement';
import { LateValues } from './late-values';
import type { WriteOptions } from './options';
import type { Registered } from './register';

/** What the components of a tenant share: the tree that their constructs stand in, and what was registered of it. */
export class TenancyProgram {
  public readonly app = new App({ resolvers: [new LateValues()] });
  public readonly judgement = new Judgement(this.app, { lateIsFault: false });
  /** Set by the tenancy, as soon as it is a resource. */
  public registered!: Registered;
}

/** Where the constructs of components below a resource go. */
export interface Scope {
  readonly construct: IConstruct;
  readonly program: TenancyProgram;
  readonly options: WriteOptions;
}

const scopes = new WeakMap<pulumi.Resource, Scope>();

/** Makes a component one below which others can stand. */
export const openScope = (resource: pulumi.Resource, scope: Scope): void => void scopes.set(resource, scope);

/** The scope of the nearest component above that has one; a user's own components may stand between. */
export function scopeOf(resource: pulumi.Resource | undefined): Scope | undefined {
  for (let at = resource; at; at = (at as { __parentResource?: pulumi.Resource }).__parentResource) {
    const scope = scopes.get(at);
    if (scope) return scope;
  }
  return undefined;
}
