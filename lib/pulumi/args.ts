import * as pulumi from '@pulumi/pulumi';
import type { EtcdRing as EtcdRingConstruct, InheritedEtcdRing } from '../constructs/etcd-ring';
import type { NodeGroup } from '../constructs/node-group';
import type { Oidc } from '../constructs/oidc';
import type { ReplicatedVolumeLayer as VolumeLayerConstruct } from '../constructs/replicated-volume-layer';
import type { Replication } from '../core/replication';
import type { Deferred } from '../core/deferred';
import { mapLeaves } from '../core/json';
import type { KubernetesVersion } from '../core/kubernetes-version';
import type { Override } from '../core/overrides';
import type { Gpu } from '../core/platform/gpu';
import type { InstanceType } from '../core/platform/instance-type';
import type { Region } from '../core/topology/topology';
import type { ChartValues } from '../constructs/addon';
import type { EtcdRing, ReplicatedVolumeLayer } from './nouns';

/** Choices of this library, which are known when the program runs and are taken as they are. */
type Choice = InstanceType | Gpu | Region | Oidc | Replication | KubernetesVersion | InheritedEtcdRing;

/** Values of a chart whose leaves may arrive late, in any of Pulumi's forms. */
export type LateValues = { readonly [key: string]: pulumi.Input<unknown> };

/**
 * The props of a construct as the arguments of its component: what may arrive late takes any `Input`, what may not takes
 * the value itself, and a reference to another construct takes its component.
 */
export type ArgsOf<P> = P extends unknown ? { readonly [K in keyof P]: ArgOf<P[K]> } : never;

type ArgOf<V> = [Extract<V, Deferred<unknown>>] extends [never]
  ? Known<V>
  : pulumi.Input<Exclude<V, Deferred<unknown>>>;

type IsSame<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

type Known<V> = V extends Choice | Override | readonly Override[] | string | number | boolean | null | undefined
  ? V
  : V extends EtcdRingConstruct
    ? V | EtcdRing
    : V extends VolumeLayerConstruct
      ? V | ReplicatedVolumeLayer
      : V extends NodeGroup
        ? V | string
        : IsSame<V, ChartValues> extends true
          ? LateValues
          : V extends readonly (infer I)[]
            ? readonly ArgOf<I>[]
            : V extends object
              ? { readonly [K in keyof V]: ArgOf<V[K]> }
              : V;

/** Stands for a construct of a tenancy: a component of this library. */
export interface StandsFor {
  readonly construct: unknown;
}

/**
 * Arguments as props: a promise becomes an Output, which is what a construct knows as a late value, and a component the
 * construct that it stands for. Everything else stays as it is, for the construct to judge.
 */
export const propsFrom = (args: unknown): unknown =>
  mapLeaves(args, (leaf) => {
    if (leaf instanceof Promise) return pulumi.output(leaf as Promise<unknown>);
    return pulumi.Resource.isInstance(leaf) ? ((leaf as Partial<StandsFor>).construct ?? leaf) : leaf;
  });
