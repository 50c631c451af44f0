import { Construct } from 'constructs';
import { quote } from '../../core/json';
import { topologyProperty } from '../../core/operator/linstor/sites';
import { StoragePool } from '../../core/operator/storage-pool';
import { instance, oneOrMore, optional, text, type Shapes } from '../../core/props';
import { Region } from '../../core/topology/topology';
import { NOUN_SHAPES, addFault, declareNoun, type NounProps } from '../noun';
import { METADATA_SHAPES, metadataOf, type ObjectMetadataProps } from '../object-metadata';
import { claim, freshScope, refuse } from '../wiring';
import { OperatorResource } from './operator-resource';
import { PlatformChart } from './platform-chart';

/** What becomes of a node's volumes when the node leaves the store (piraeus.io/v1, LinstorSatelliteConfiguration). */
export type StoreDeletionPolicy = 'Evacuate' | 'Retain' | 'Delete';

/** What a store of a site takes. */
export interface RegionalStoreProps extends NounProps, Omit<ObjectMetadataProps, 'deletionProtection'> {
  /** The site whose nodes it is made of. */
  readonly region: Region;
  /** The pools on every node of the site. A pool has one name and one kind at all sites. */
  readonly pool: StoragePool | readonly StoragePool[];
  /** What becomes of a node's volumes when the node leaves. @default what Piraeus does */
  readonly deletionPolicy?: StoreDeletionPolicy;
  /** The name of the object. @default the construct's id */
  readonly name?: string;
}

const POLICIES: readonly StoreDeletionPolicy[] = ['Evacuate', 'Retain', 'Delete'];
const { labels, annotations } = METADATA_SHAPES;
const SHAPES: Shapes<RegionalStoreProps> = {
  ...NOUN_SHAPES,
  labels,
  annotations,
  region: instance(Region, "topology.region('geneva')"),
  pool: oneOrMore(instance(StoragePool, "StoragePool.lvmThin('data', { volumeGroup: 'vg0', thinPool: 'thin' })")),
  deletionPolicy: optional(text({ oneOf: POLICIES })),
  name: optional(text()),
};

/** What makes a label known to LINSTOR, where it does not learn it by itself: or no copy could be placed by it. */
function topologyProperties(label: string): object {
  const name = topologyProperty(label);
  return name === undefined
    ? {}
    : { properties: [{ name, valueFrom: { nodeFieldRef: `metadata.labels['${label}']` } }] };
}

/**
 * The disks of one site: the pools that LINSTOR makes on every node that carries the site's label. It becomes a
 * LinstorSatelliteConfiguration, and for the operators alone, with the first of them, the LinstorCluster.
 */
export class RegionalStore extends Construct {
  /** The chart that it stands in. */
  public readonly chart: PlatformChart;
  /** The site; `undefined` if the props were no use. */
  public readonly region: Region | undefined;
  /** Its pools. */
  public readonly pools: readonly StoragePool[];
  /** The name of the object. */
  public readonly name: string;

  /** @throws HikubeError HK1001 outside of a PlatformChart, HK1003 if the site has a store already */
  public constructor(scope: Construct, id: string, props: RegionalStoreProps) {
    const parent = freshScope(
      'RegionalStore',
      scope,
      id,
      "Write `new RegionalStore(platform, 'geneva', { region, pool })`.",
    );
    const chart = PlatformChart.forNoun('RegionalStore', parent, id);
    super(parent, id);
    const read = declareNoun(this, 'RegionalStore', SHAPES, props, 'platform');
    this.chart = chart;
    this.region = read.region;
    this.pools = ((read.pool ?? []) as readonly StoragePool[]).slice();
    this.name = read.name ?? id;
    const first = this.region && claim(this, 'store', chart.node.path, this.region.name);
    if (first) {
      const message = `The site ${quote(this.region!.name)} has a store already, at "${first.node.path}".`;
      refuse('HK1003', this.node.path, message, 'Give that one all pools of the site: two would both match its nodes.');
    }
    this.checkRegion();
    chart.needsLinstor();
    new OperatorResource(this, {
      kind: 'LinstorSatelliteConfiguration',
      name: this.name,
      ...metadataOf(read),
      body: () => ({
        spec: {
          nodeSelector: this.selector(),
          ...topologyProperties(chart.siteLabels.label),
          storagePools: this.pools.map((pool) => pool.toJson()),
          ...(read.deletionPolicy && { deletionPolicy: read.deletionPolicy }),
        },
      }),
    });
  }

  private selector(): Record<string, string> {
    const { label, values } = this.chart.siteLabels;
    const value = this.region && values[this.region.name];
    return value === undefined ? {} : { [label]: value };
  }

  private checkRegion(): void {
    const { topology } = this.chart;
    if (!this.region || topology.has(this.region)) return;
    const message = `It is for the region ${quote(this.region.name)}, which is not one of its chart's topology.`;
    const remedy = `Use one of ${topology.regions.map(({ name }) => name).join(', ')}.`;
    addFault(this, { code: 'HK7001', prop: 'region', message, remedy });
  }
}
