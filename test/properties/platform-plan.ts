import { App } from 'cdk8s';
import fc from 'fast-check';
import {
  PlatformChart,
  PlatformProfile,
  PlatformScheduling,
  RegionTopology,
  RegionalEtcdRing,
  RegionalLinks,
  RegionalSchedulingClass,
  RegionalStore,
  RegionalVolumeLayer,
  Replication,
  StoragePool,
  type LinkTimers,
} from 'hikube-constructs/platform';

/** An operator's program as data: what to declare, before any construct is made. */
export interface PlatformPlan {
  readonly profile: keyof typeof PROFILES;
  readonly sites: readonly string[];
  readonly siteLabel: string;
  readonly values: readonly string[];
  readonly roundTrip: string | undefined;
  readonly pools: readonly PoolPlan[];
  readonly policy: 'Evacuate' | 'Retain' | 'Delete' | undefined;
  readonly layers: readonly LayerPlan[];
  readonly links: { readonly paths: readonly string[]; readonly timers: LinkTimers | undefined } | undefined;
  readonly scheduling: 'strict' | 'movable' | undefined;
  readonly ring: RingPlan | undefined;
  readonly labels: Readonly<Record<string, string>> | undefined;
  readonly passphrase: boolean;
}

interface PoolPlan {
  readonly kind: 'lvm' | 'lvmThin' | 'zfs' | 'zfsThin' | 'file' | 'fileThin';
  readonly devices: boolean;
}

interface LayerPlan {
  readonly id: string;
  readonly mode: 'local' | 'synchronous' | 'asynchronous' | 'documented';
  readonly copies: number;
  readonly perRegion: number | undefined;
  readonly remoteAccess: boolean | undefined;
  readonly isDefault: boolean;
  readonly encryption: boolean;
  readonly reclaim: 'Delete' | 'Retain' | undefined;
  readonly onNoQuorum: 'suspend-io' | 'io-error' | undefined;
  readonly tieBreaker: boolean | undefined;
  readonly snapshots: boolean;
}

interface RingPlan {
  readonly members: number;
  readonly size: string | undefined;
  readonly recovery: 'strict' | 'movable' | undefined;
}

export const PROFILES = {
  'cozystack-1.1': PlatformProfile.cozystack('1.1'),
  'cozystack-1.6': PlatformProfile.cozystack('1.6'),
  'operators-v1alpha1': PlatformProfile.operators({ etcd: 'v1alpha1' }),
  'operators-v1alpha2': PlatformProfile.operators({ etcd: 'v1alpha2' }),
} as const;

const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });
const id = fc.stringMatching(/^[a-z][a-z0-9]{2,7}$/);
const value = fc.stringMatching(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,10}[A-Za-z0-9])?$/);

const layer: fc.Arbitrary<LayerPlan> = fc.record({
  id: id.map((name) => `l${name}`),
  mode: fc.constantFrom('local', 'synchronous', 'asynchronous', 'documented'),
  copies: fc.integer({ min: 2, max: 6 }),
  perRegion: optional(fc.integer({ min: 1, max: 3 })),
  remoteAccess: optional(fc.boolean()),
  isDefault: fc.boolean(),
  encryption: fc.boolean(),
  reclaim: optional(fc.constantFrom('Delete', 'Retain')),
  onNoQuorum: optional(fc.constantFrom('suspend-io', 'io-error')),
  tieBreaker: optional(fc.boolean()),
  snapshots: fc.boolean(),
});

/** Programs of operators: sound ones, and some that the rules have something against. */
export const platformPlan: fc.Arbitrary<PlatformPlan> = fc.integer({ min: 1, max: 5 }).chain((sites) =>
  fc.record({
    profile: fc.constantFrom(...(Object.keys(PROFILES) as (keyof typeof PROFILES)[])),
    sites: fc.uniqueArray(id, { minLength: sites, maxLength: sites }),
    siteLabel: fc.constantFrom(
      'topology.kubernetes.io/zone',
      'topology.kubernetes.io/region',
      'example.ch/site',
      'site',
    ),
    values: fc.uniqueArray(value, { minLength: sites, maxLength: sites }),
    roundTrip: optional(fc.integer({ min: 0, max: 20_000 }).map((n) => `${n}us`)),
    pools: fc.array(
      fc.record({
        kind: fc.constantFrom('lvm', 'lvmThin', 'zfs', 'zfsThin', 'file', 'fileThin'),
        devices: fc.boolean(),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    policy: optional(fc.constantFrom('Evacuate', 'Retain', 'Delete')),
    layers: fc.uniqueArray(layer, { selector: (one) => one.id, maxLength: 3 }),
    links: optional(
      fc.record({
        paths: fc.uniqueArray(id, { maxLength: 2 }),
        timers: optional(fc.constantFrom({ timeout: 90 }, { timeout: 100, 'connect-int': 15, 'ping-int': 15 }, {})),
      }),
    ),
    scheduling: optional(fc.constantFrom('strict', 'movable')),
    ring: optional(
      fc.record({
        members: fc.constantFrom(1, 3, 3, 3, 4, 5),
        size: optional(fc.integer({ min: 1, max: 64 }).map((n) => `${n}Gi`)),
        recovery: optional(fc.constantFrom('strict', 'movable')),
      }),
    ),
    labels: optional(fc.constant({ team: 'storage' })),
    passphrase: fc.boolean(),
  }),
) as fc.Arbitrary<PlatformPlan>;

function poolOf({ kind, devices }: PoolPlan, name: string): StoragePool {
  const made = devices ? { devices: [`/dev/disk/by-id/${name}`] } : {};
  if (kind === 'lvm') return StoragePool.lvm(name, { volumeGroup: 'vg', ...made });
  if (kind === 'lvmThin') return StoragePool.lvmThin(name, { volumeGroup: 'vg', thinPool: 'thin', ...made });
  if (kind === 'zfs' || kind === 'zfsThin') return StoragePool[kind](name, { zPool: 'tank', ...made });
  return StoragePool[kind](name, { directory: '/var/lib/pool' });
}

function replicationOf({ mode, copies, perRegion }: LayerPlan): Replication {
  if (mode === 'local' || mode === 'documented') return Replication[mode]();
  return Replication[mode]({ copies, ...(perRegion !== undefined && { perRegion }) });
}

const given = <K extends string, T>(key: K, one: T | undefined): Partial<Record<K, T>> =>
  (one === undefined ? {} : { [key]: one }) as Partial<Record<K, T>>;

/** Makes the constructs of a plan; with `reversed`, whatever can come in another order does. */
export function buildPlatform(plan: PlatformPlan, reversed = false): PlatformChart {
  const inOrder = <T>(all: readonly T[]): T[] => (reversed ? [...all].reverse() : [...all]);
  const profile = PROFILES[plan.profile];
  const pairs = plan.sites.flatMap((a, i) => plan.sites.slice(i + 1).map((b) => `${a}-${b}`));
  const topology = RegionTopology.of({
    regions: inOrder(plan.sites),
    siteLabel: plan.siteLabel,
    values: Object.fromEntries(inOrder(plan.sites.map((site, i) => [site, plan.values[i]!]))),
    roundTrip: plan.roundTrip === undefined ? {} : Object.fromEntries(pairs.map((pair) => [pair, plan.roundTrip!])),
  });
  const secret = !profile.isCozystack && plan.passphrase ? { passphraseSecret: 'passphrase' } : {};
  const chart = new PlatformChart(new App(), 'platform', {
    topology,
    profile,
    ...given('labels', plan.labels),
    ...secret,
  });
  const around = [
    (): unknown => plan.links && new RegionalLinks(chart, 'zz-links', linksOf(plan.links)),
    (): unknown => plan.scheduling && scheduling(chart, plan.scheduling),
  ];
  if (reversed) inOrder(around).forEach((make) => make());
  const pool = plan.pools.map((one, i) => poolOf(one, `pool-${i}`));
  const stores = inOrder(topology.regions).map(
    (region) => new RegionalStore(chart, region.name, { region, pool, ...given('deletionPolicy', plan.policy) }),
  );
  const makers = [
    ...plan.layers.map((one) => (): unknown => layerOf(chart, stores, one)),
    ...(plan.ring ? [(): unknown => ringOf(chart, stores, plan.ring!)] : []),
  ];
  inOrder(makers).forEach((make) => make());
  if (!reversed) around.forEach((make) => make());
  return chart;
}

const linksOf = ({ paths, timers }: NonNullable<PlatformPlan['links']>): object => ({
  paths: paths.map((name) => ({ name, interface: `nic-${name}` })),
  ...given('timers', timers),
});

function layerOf(chart: PlatformChart, stores: readonly RegionalStore[], plan: LayerPlan): void {
  const bare = !chart.profile.isCozystack;
  new RegionalVolumeLayer(chart, plan.id, {
    stores,
    replication: replicationOf(plan),
    pool: 'pool-0',
    isDefault: plan.isDefault,
    encryption: plan.encryption,
    ...given('remoteAccess', plan.remoteAccess),
    ...given('reclaimPolicy', plan.reclaim),
    ...given('onNoQuorum', plan.onNoQuorum),
    ...given('tieBreaker', plan.tieBreaker),
    ...(bare && plan.snapshots && { snapshots: true }),
  });
}

function ringOf(chart: PlatformChart, stores: readonly RegionalStore[], { members, size, recovery }: RingPlan): void {
  if (chart.profile.isCozystack || chart.topology.regions.length < 2) return;
  const volumes = new RegionalVolumeLayer(chart, 'zz-disks', {
    stores,
    replication: Replication.local(),
    pool: 'pool-0',
  });
  new RegionalEtcdRing(chart, 'zz-etcd', {
    across: chart.topology.regions,
    namespace: 'kamaji-system',
    volumes,
    members,
    ...given('size', size),
    ...given('recovery', recovery),
    ...(chart.profile.etcdApi === 'v1alpha2' && { version: '3.6.11' }),
  });
}

function scheduling(chart: PlatformChart, recovery: 'strict' | 'movable'): void {
  const { regions } = chart.topology;
  if (!chart.profile.isCozystack || regions.length < 2) return;
  new PlatformScheduling(chart, 'zz-spread', { across: regions, recovery });
  if (chart.profile.release === '1.6.2') {
    new RegionalSchedulingClass(chart, 'zz-all', { across: regions, recovery });
    new RegionalSchedulingClass(chart, 'zz-one', { across: regions[0]! });
  }
}
