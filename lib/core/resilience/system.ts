/** A value that nobody told: one of these, until somebody does. The first is what one would hope for. */
export interface Unknown<T> {
  /** The fact that would settle it, such as `etcd.spread`. Values that hang on one fact are settled together. */
  readonly unknown: string;
  readonly oneOf: readonly T[];
}

/** A value, or what it may be. */
export type Known<T> = T | Unknown<T>;

/** What fails together when it burns. */
export interface Site {
  readonly name: string;
  /** How many machines the platform has there. @default unknown: a single one may hold everything of a region */
  readonly hosts?: number;
}

/** The way between two regions. */
export interface SiteLink {
  readonly between: readonly [string, string];
  /** The round trip in milliseconds. @default unknown */
  readonly roundTripMs?: Known<number>;
}

/** Regions that may fail together, because they share power, fibre or ground. */
export interface CommonCause {
  readonly name: string;
  readonly regions: readonly string[];
}

/** Every copy exactly there. */
export interface Pinned {
  readonly rule: 'pinned';
  readonly counts: Readonly<Record<string, number>>;
}
/** A spread constraint over regions that the scheduler never breaks. */
export interface ZoneSpread {
  readonly rule: 'zone';
  /** How many more one region may have than another. */
  readonly maxSkew: number;
  /** With fewer regions than this, the least is taken to be 0. @default 1 */
  readonly minDomains?: number;
  /** Whether nodes of a lost region still count. @default Ignore: they do */
  readonly nodeTaintsPolicy?: 'Honor' | 'Ignore';
  /** Parts of the same selector are balanced as one. @default the part alone */
  readonly selector?: string;
}
/** A spread constraint over machines that the scheduler never breaks. It says nothing of regions. */
export interface HostSpread {
  readonly rule: 'hostname';
  readonly maxSkew: number;
}
/** At most so many in one region. */
export interface PerRegion {
  readonly rule: 'perRegion';
  readonly most: number;
}
/** No rule, or only a wish. */
export interface Anywhere {
  readonly rule: 'none';
}
/** Which placements there may be. */
export type Spread = Pinned | ZoneSpread | HostSpread | PerRegion | Anywhere;

interface PartBase {
  readonly name: string;
  /** The regions that it may stand in. @default all */
  readonly within?: readonly string[];
}

/** The voters of one etcd. */
export interface Ring extends PartBase {
  readonly kind: 'etcd';
  readonly members: Known<number>;
  readonly spread: Known<Spread>;
  /** @default 100, etcd's own */
  readonly heartbeatMs?: Known<number>;
  /** @default 1000, etcd's own */
  readonly electionMs?: Known<number>;
}

/** Where an address is served: wherever something lives, or in these regions alone. */
export type Served = 'anywhere' | readonly string[];

/** The API servers of a cluster. */
export interface ControlPlane extends PartBase {
  readonly kind: 'controlPlane';
  readonly replicas: Known<number>;
  readonly ring: string;
  readonly spread: Known<Spread>;
  /** Where the address of the API is served. */
  readonly endpoint: Known<Served>;
}

/** Machines of a cluster that are alike. */
export interface NodeGroup extends PartBase {
  readonly kind: 'nodeGroup';
  /** The cluster: its groups share the autoscaler. */
  readonly cluster: string;
  readonly min: number;
  readonly max: number;
  readonly spread: Known<Spread>;
  /** How many may be unhealthy for them still to be replaced: a number, or a share such as `50%`, rounded down. */
  readonly maxUnhealthy: Known<number | string>;
}

/** The tie-breaker of a volume: LINSTOR's own doing, none, or diskless peers that somebody placed. */
export type TieBreaker = 'auto' | 'none' | { readonly count: number; readonly spread: Spread };

/** What of a volume is on disk, and how the copies agree. */
export interface Volume extends PartBase {
  readonly kind: 'volume';
  readonly copies: Known<number>;
  readonly spread: Known<Spread>;
  readonly protocol: Known<'A' | 'B' | 'C'>;
  /** What DRBD asks for; `linstor` leaves it to LINSTOR's rule. */
  readonly quorum: Known<'linstor' | 'off' | 'majority' | 'all' | number>;
  readonly tieBreaker: Known<TieBreaker>;
  readonly onNoQuorum: Known<'suspend-io' | 'io-error'>;
  /** Up-to-date copies that a majority needs besides. @default 1 */
  readonly minimumRedundancy?: Known<number>;
  /** Whether copies of lost machines are made again elsewhere. @default false, as Piraeus sets it */
  readonly eviction?: Known<boolean>;
  /** The share of all machines, in percent, beyond which nothing is evicted. @default 34 */
  readonly evictionMostPercent?: number;
}

/** Pods of one kind. */
export interface Workload extends PartBase {
  readonly kind: 'workload';
  readonly replicas: number;
  readonly spread: Known<Spread>;
}

/** What takes requests in: a pod on every node of these groups. */
export interface Ingress {
  readonly kind: 'ingress';
  readonly name: string;
  readonly nodes: readonly string[];
  /** Where its address is served. */
  readonly exposure: Known<Served>;
}

/** A part that stands in regions by count. */
export type ReplicaSet = Ring | ControlPlane | NodeGroup | Volume | Workload;
export type Part = ReplicaSet | Ingress;
export type PartKind = Part['kind'];

/** What is declared, known and assumed of a system: plain data. */
export interface System {
  readonly regions: readonly Site[];
  readonly links: readonly SiteLink[];
  readonly groups: readonly CommonCause[];
  readonly parts: readonly Part[];
  /** Whether what is left has room for what was lost. */
  readonly freeCapacity: Known<boolean>;
  /** Whether every node says at which site it stands: without it no rule over regions holds. */
  readonly labelled: Known<boolean>;
}

/** A value in which nothing is left open. */
export type Settled<T> =
  T extends Unknown<unknown> ? never : T extends object ? { readonly [K in keyof T]: Settled<T[K]> } : T;

export const isUnknown = (value: unknown): value is Unknown<unknown> =>
  typeof value === 'object' && value !== null && 'unknown' in value && 'oneOf' in value;
