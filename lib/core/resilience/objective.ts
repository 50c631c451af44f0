/** When it is looked at: after the failure is noticed, or after everything that heals by itself has. */
export type Phase = 'instant' | 'recovered';

/** What is asked of a part. */
export type Check =
  | 'etcdQuorum'
  | 'apiAvailable'
  | 'writable'
  | 'readable'
  | 'noSplitBrain'
  | 'zeroDataLoss'
  | 'reprotected'
  | 'capacity'
  | 'ingressReachable'
  | 'runningReplicas'
  | 'timing';

/** One thing that has to hold. */
export interface Requirement {
  readonly check: Check;
  /** The part that it is asked of. */
  readonly of: string;
  readonly phase: Phase;
  /** The share of capacity, such as `0.6`, or the number of replicas. */
  readonly atLeast?: number;
}

/** What becomes of the disks of what is lost. */
export type Data = 'returns' | 'destroyed';

/** What may happen. */
export type Failure =
  /** Any regions, up to so many at once. */
  | { readonly fail: 'regions'; readonly most: number; readonly data?: Data }
  | { readonly fail: 'region'; readonly region: string; readonly data?: Data }
  /** Regions of a common cause. */
  | { readonly fail: 'group'; readonly group: string; readonly data?: Data }
  /** Any one machine of a cluster. */
  | { readonly fail: 'node'; readonly data?: Data }
  /** Any one machine of the platform, with all that it carries. */
  | { readonly fail: 'host'; readonly data?: Data }
  /** A region that nobody reaches and that reaches nobody; any, or this one. */
  | { readonly fail: 'isolate'; readonly region?: string }
  /** One link; any, or this one. */
  | { readonly fail: 'cut'; readonly between?: readonly [string, string] }
  /** All links at once. */
  | { readonly fail: 'split' }
  /** A region that is emptied in good order, and with `node` a machine that fails meanwhile. */
  | { readonly fail: 'rolling'; readonly region?: string; readonly node?: boolean };

/** What somebody takes to be so. */
export interface Assumption {
  /** The fact, such as `A-CAP` or `etcd.spread`. */
  readonly fact: string;
  /** What it is. @default what one would hope for */
  readonly is?: unknown;
  /** Where that comes from. */
  readonly reason: string;
}

/** What a system is to survive, and what has to hold then. */
export interface Objective {
  readonly name: string;
  readonly survive: readonly Failure[];
  readonly require: readonly Requirement[];
  readonly assume: readonly Assumption[];
}
