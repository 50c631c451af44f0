import { Construct } from 'constructs';
import { byCodeUnit, quote } from '../../core/json';
import { classBody, type ClassModel } from '../../core/operator/compile/class';
import { DEFAULT_CLASS } from '../../core/operator/kind';
import { Replication } from '../../core/replication';
import { flag, instance, list, optional, text, type Shapes } from '../../core/props';
import type { Region } from '../../core/topology/topology';
import { NOUN_SHAPES, addFault, declareNoun, type NounProps } from '../noun';
import { METADATA_SHAPES, metadataOf, type ObjectMetadataProps } from '../object-metadata';
import { freshScope } from '../wiring';
import { OperatorResource } from './operator-resource';
import { PlatformChart } from './platform-chart';
import { RegionalStore } from './regional-store';

/** What a volume layer over sites takes. */
export interface RegionalVolumeLayerProps extends NounProps, Omit<ObjectMetadataProps, 'deletionProtection'> {
  /** The stores that its volumes are in. All of them have the pool. */
  readonly stores: readonly RegionalStore[];
  /** How many copies there are, where, and whether a write waits for them. */
  readonly replication: Replication;
  /** The pool that it uses. @default the only one that the stores have */
  readonly pool?: string;
  /** Whether it is the class of claims that name none. One class at most is. @default false */
  readonly isDefault?: boolean;
  /**
   * Whether a volume can be used from a node without a copy, over the network.
   *
   * @default true, and false for a local one
   */
  readonly remoteAccess?: boolean;
  /** Whether volumes can grow. @default true */
  readonly expansion?: boolean;
  /** What becomes of a volume whose claim is deleted. @default Delete */
  readonly reclaimPolicy?: 'Delete' | 'Retain';
  /** Whether volumes are encrypted. LINSTOR needs a passphrase for it. @default false */
  readonly encryption?: boolean;
  /**
   * What a writer gets while there is no majority of the copies: to wait, or an error.
   *
   * @default suspend-io
   */
  readonly onNoQuorum?: 'suspend-io' | 'io-error';
  /**
   * Whether LINSTOR may add a vote without a copy where the copies are even in number.
   *
   * @default LINSTOR's own, which is true
   */
  readonly tieBreaker?: boolean;
  /** For the operators alone: whether a class of snapshots goes with it. On Cozystack the platform has one. @default false */
  readonly snapshots?: boolean;
  /** The name of the class. @default the construct's id */
  readonly name?: string;
}

const { labels, annotations } = METADATA_SHAPES;
const SHAPES: Shapes<RegionalVolumeLayerProps> = {
  ...NOUN_SHAPES,
  labels,
  annotations,
  stores: list(instance(RegionalStore)),
  replication: instance(Replication, 'Replication.synchronous({ copies: 3, onePerRegion: true })'),
  pool: optional(text()),
  isDefault: optional(flag()),
  remoteAccess: optional(flag()),
  expansion: optional(flag()),
  reclaimPolicy: optional(text({ oneOf: ['Delete', 'Retain'] })),
  encryption: optional(flag()),
  onNoQuorum: optional(text({ oneOf: ['suspend-io', 'io-error'] })),
  tieBreaker: optional(flag()),
  snapshots: optional(flag()),
  name: optional(text()),
};

/**
 * Volumes whose copies stand at the sites of its stores, by a rule that LINSTOR keeps. It becomes a StorageClass of the
 * management cluster, which tenants' clusters and rings name. Its parameters cannot change later: a change is another class.
 */
export class RegionalVolumeLayer extends Construct {
  /** The chart that it stands in. */
  public readonly chart: PlatformChart;
  /** How its volumes are kept; local if the props were no use. */
  public readonly replication: Replication;
  /** The stores that its volumes are in, by the names of their sites. */
  public readonly stores: readonly RegionalStore[];
  /** The name of the class. */
  public readonly storageClass: string;
  /** Whether it is the class of claims that name none. */
  public readonly isDefault: boolean;
  /** The pool that it uses. @internal */
  public readonly pool: string;

  /** @throws HikubeError HK1001 outside of a PlatformChart */
  public constructor(scope: Construct, id: string, props: RegionalVolumeLayerProps) {
    const remedy = "Write `new RegionalVolumeLayer(platform, 'replicated', { stores, replication })`.";
    const parent = freshScope('RegionalVolumeLayer', scope, id, remedy);
    const chart = PlatformChart.forNoun('RegionalVolumeLayer', parent, id);
    super(parent, id);
    const read = declareNoun(this, 'RegionalVolumeLayer', SHAPES, props, 'platform');
    this.chart = chart;
    this.replication = read.replication ?? Replication.local();
    this.stores = [...(read.stores ?? [])].sort((a, b) => byCodeUnit(a.node.path, b.node.path));
    this.storageClass = read.name ?? id;
    this.isDefault = read.isDefault === true;
    this.pool = read.pool ?? this.stores[0]?.pools[0]?.name ?? '';
    this.check(read);
    for (const store of this.stores) this.node.addDependency(store);
    const { annotations: given, labels: own } = metadataOf(read);
    const annotationsOf = { ...(read.isDefault && { [DEFAULT_CLASS]: 'true' }), ...given };
    const model: ClassModel = {
      pool: this.pool,
      replication: this.replication,
      siteLabel: chart.siteLabels.label,
      isDefault: read.isDefault === true,
      ...(read.remoteAccess !== undefined && { remoteAccess: read.remoteAccess }),
      ...(read.expansion !== undefined && { expansion: read.expansion }),
      ...(read.reclaimPolicy && { reclaimPolicy: read.reclaimPolicy }),
      ...(read.encryption !== undefined && { encryption: read.encryption }),
      ...(read.onNoQuorum && { onNoQuorum: read.onNoQuorum }),
      ...(read.tieBreaker !== undefined && { tieBreaker: read.tieBreaker }),
    };
    new OperatorResource(this, {
      kind: 'StorageClass',
      name: this.storageClass,
      labels: own,
      ...(Object.keys(annotationsOf).length > 0 && { annotations: annotationsOf }),
      body: () => classBody(model),
    });
    if (read.snapshots && !chart.profile.isCozystack) this.addSnapshotClass();
  }

  /** The sites that its copies stand at, as far as the stores say. */
  public get regions(): readonly Region[] {
    return this.stores.flatMap(({ region }) => region ?? []);
  }

  private addSnapshotClass(): void {
    new OperatorResource(
      this,
      {
        kind: 'VolumeSnapshotClass',
        name: this.storageClass,
        body: () => ({ driver: 'linstor.csi.linbit.com', deletionPolicy: 'Delete' }),
      },
      'snapshots',
    );
  }

  private checkCopies(): void {
    const { mode, copies, perRegion } = this.replication;
    const sites = new Set(this.regions.map(({ name }) => name)).size;
    if (copies !== undefined && perRegion !== undefined && sites > 0 && copies > perRegion * sites) {
      const message = `${copies} copies are asked for, at most ${perRegion} at a site, and its stores are at ${sites}.`;
      addFault(this, {
        code: 'HK6010',
        prop: 'replication',
        message,
        remedy: 'Give it more stores, or ask for fewer copies.',
      });
    }
    const twice = this.stores.find((store, i) => this.stores.indexOf(store) !== i);
    if (twice) {
      const message = `The store "${twice.node.path}" is there twice.`;
      addFault(this, { code: 'HK6010', prop: 'stores', message, remedy: 'Name each store once.' });
    }
    if (mode === 'unknown') {
      const message = `The replication names the class ${quote(this.replication.storageClass)}, and here a class is made.`;
      const remedy = 'Write Replication.local(), .synchronous({ copies: 3, onePerRegion: true }) or .asynchronous(…).';
      addFault(this, { code: 'HK1102', prop: 'replication', message, remedy });
    } else if (copies === undefined) {
      const message = 'The replication does not say how many copies there are.';
      const remedy = `Write \`Replication.${mode}({ copies: 3, onePerRegion: true })\`.`;
      addFault(this, { code: 'HK1102', prop: 'replication', message, remedy });
    }
  }

  private check({ pool, stores, encryption, snapshots }: Partial<RegionalVolumeLayerProps>): void {
    this.checkCopies();
    if (stores?.length === 0) {
      const message = 'The layer has no store, so there is nowhere to put a volume.';
      addFault(this, { code: 'HK1102', prop: 'stores', message, remedy: 'Give it the stores of the sites.' });
    }
    const names = [...new Set(this.stores.flatMap((store) => store.pools.map(({ name }) => name)))].sort(byCodeUnit);
    if (pool === undefined && names.length > 1) {
      const message = `Its stores have the pools ${names.map(quote).join(', ')}, and the layer says none.`;
      addFault(this, { code: 'HK6010', prop: 'pool', message, remedy: `Write \`pool: ${quote(names[0])}\`, say.` });
    }
    for (const store of this.stores.filter(({ chart }) => chart !== this.chart)) {
      const message = `The store "${store.node.path}" is of another platform.`;
      addFault(this, { code: 'HK1005', prop: 'stores', message, remedy: 'Use stores of the same chart.' });
    }
    for (const { region, pools, node } of this.stores) {
      if (pools.length === 0 || pools.some(({ name }) => name === this.pool)) continue;
      const message = `The store "${node.path}"${region ? ` at ${region.name}` : ''} has no pool ${quote(this.pool)}.`;
      addFault(this, { code: 'HK6010', prop: 'stores', message, remedy: 'Give every store of the layer that pool.' });
    }
    if (encryption && !this.chart.hasPassphrase) {
      const message = 'Its volumes are to be encrypted, and the chart names no passphrase.';
      const remedy = 'Write `passphraseSecret` on the PlatformChart: the name of a Secret beside Piraeus.';
      addFault(this, { code: 'HK6011', prop: 'encryption', message, remedy });
    }
    if (snapshots && this.chart.profile.isCozystack) {
      const message = `A class of snapshots is asked for, and ${this.chart.profile.title} has one.`;
      addFault(this, {
        code: 'HK6012',
        prop: 'snapshots',
        message,
        remedy: 'Leave `snapshots` out; the class is "linstor-snapshots".',
      });
    }
  }
}
