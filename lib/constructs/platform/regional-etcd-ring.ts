import { Construct } from 'constructs';
import { quote } from '../../core/json';
import { isDns1123Label } from '../../core/names';
import { certificatesOf, dataStoreOf } from '../../core/operator/compile/certificates';
import { ringBody, type RingModel } from '../../core/operator/compile/ring';
import type { Recovery } from '../../core/operator/compile/spread';
import { longestRoundTrip } from '../../core/operator/drbd/distance';
import { RING_API_VERSION, RING_DEFAULTS, serverNames } from '../../core/operator/etcd/ring-facts';
import { ETCD_TIMERS, etcdTimersFor, type EtcdTimersFor } from '../../core/operator/etcd/timers';
import { instance, integer, oneOrMore, optional, quantity, text, type Shapes } from '../../core/props';
import { Region } from '../../core/topology/topology';
import { NOUN_SHAPES, addFault, declareNoun, factsOf, type NounProps } from '../noun';
import { METADATA_SHAPES, metadataOf, type ObjectMetadataProps } from '../object-metadata';
import { freshScope } from '../wiring';
import { OperatorResource } from './operator-resource';
import { PlatformChart } from './platform-chart';
import { RegionalVolumeLayer } from './regional-volume-layer';

/** What a ring over sites takes. */
export interface RegionalEtcdRingProps extends NounProps, Omit<ObjectMetadataProps, 'deletionProtection'> {
  /** The sites that its members stand at. Two are no better than one: a majority needs a third. */
  readonly across: Region | readonly Region[];
  /** The namespace that it stands in. */
  readonly namespace: string;
  /** The layer that the members' volumes are on; a local one, since etcd keeps its own copies. */
  readonly volumes: RegionalVolumeLayer;
  /** Its members: an odd number. @default 3 */
  readonly members?: number;
  /** The size of a member's volume, such as `8Gi`. Its keyspace is 95 % of that, and 8 GiB at most. @default the operator's */
  readonly size?: string;
  /**
   * How a member of a lost site comes back. `strict`: it waits for its site. `movable`: it may start elsewhere, if its
   * volume can.
   *
   * @default strict
   */
  readonly recovery?: Recovery;
  /** The release of etcd, such as `3.6.11`, which the API v1alpha2 asks for. v1alpha1 has no field for it. */
  readonly version?: string;
  /** The name of Kamaji's DataStore, which control planes name. @default the construct's id */
  readonly dataStore?: string;
  /** The name of the ring. @default the construct's id */
  readonly name?: string;
}

const { labels, annotations } = METADATA_SHAPES;
const SHAPES: Shapes<RegionalEtcdRingProps> = {
  ...NOUN_SHAPES,
  labels,
  annotations,
  across: oneOrMore(instance(Region, 'regions of a topology, such as topology.regions')),
  namespace: text(),
  volumes: instance(RegionalVolumeLayer),
  members: optional(integer()),
  size: optional(quantity()),
  recovery: optional(text({ oneOf: ['strict', 'movable'] })),
  version: optional(text()),
  dataStore: optional(text()),
  name: optional(text()),
};

/** Far beyond any ring that somebody runs: a number that cannot be meant, and each of them has names in a certificate. */
const MOST = 99;
const isRingSize = (members: unknown): members is number =>
  Number.isSafeInteger(members) && (members as number) >= 1 && (members as number) <= MOST;

/**
 * An etcd ring whose members stand at different sites, for the operators alone: the EtcdCluster, its authorities and
 * certificates, and the DataStore by which Kamaji's control planes use it. On Cozystack a tenant's ring is its `EtcdRing`, and
 * the platform's spread is `PlatformScheduling`.
 */
export class RegionalEtcdRing extends Construct {
  /** The chart that it stands in. */
  public readonly chart: PlatformChart;
  /** Its members. */
  public readonly members: number;
  /** How a member that was lost with its site comes back. */
  public readonly recovery: Recovery;
  /** The name of Kamaji's DataStore. */
  public readonly dataStore: string;
  /** etcd's timers for the round trips of the topology, each with the reason; nothing where they are not known. */
  public readonly timers: EtcdTimersFor | undefined;

  /** @throws HikubeError HK1001 outside of a PlatformChart */
  public constructor(scope: Construct, id: string, props: RegionalEtcdRingProps) {
    const remedy = "Write `new RegionalEtcdRing(platform, 'etcd', { across: topology.regions, namespace, volumes })`.";
    const parent = freshScope('RegionalEtcdRing', scope, id, remedy);
    const chart = PlatformChart.forNoun('RegionalEtcdRing', parent, id);
    super(parent, id);
    const read = declareNoun(this, 'RegionalEtcdRing', SHAPES, props, 'platform');
    this.chart = chart;
    this.members = isRingSize(read.members) ? read.members : RING_DEFAULTS.members;
    this.recovery = read.recovery ?? 'strict';
    this.dataStore = read.dataStore ?? id;
    this.timers = this.timersFor();
    if (chart.profile.isCozystack) {
      const message = `On ${chart.profile.title} a tenant's ring is an EtcdRing, and the platform writes this object.`;
      const instead = 'Write `new EtcdRing(tenant, …)`, and PlatformScheduling for its spread over sites.';
      addFault(this, { code: 'HK6012', message, remedy: instead });
      return;
    }
    this.check(read);
    this.checkSites();
    this.write(read, read.name ?? id);
  }

  /** The sites that its members stand at. */
  public get regions(): readonly Region[] {
    return factsOf(this)!.across;
  }

  private write(read: Partial<RegionalEtcdRingProps>, name: string): void {
    const { chart, members, recovery } = this;
    const { namespace = '', volumes, size, version } = read;
    const api = chart.profile.etcdApi;
    const model: RingModel = {
      api,
      name,
      members,
      size: typeof size === 'string' ? size : RING_DEFAULTS.size[api],
      spread: { siteLabel: chart.siteLabels.label, sites: this.regions.length, recovery },
      ...(volumes && { storageClass: volumes.storageClass }),
      ...(api === 'v1alpha2' && version !== undefined && { version }),
      ...(this.timers && { timers: this.timers }),
    };
    const metadata = metadataOf(read);
    const common = { namespace, ...metadata };
    new OperatorResource(this, {
      kind: 'EtcdCluster',
      apiVersion: RING_API_VERSION[api],
      name,
      ...common,
      body: () => ringBody(model),
    });
    for (const part of certificatesOf(name, serverNames({ api, ring: name, namespace, members }))) {
      new OperatorResource(this, { kind: part.kind, name: part.name, ...common, body: () => part.body }, part.id);
    }
    const body = dataStoreOf(name, namespace);
    new OperatorResource(
      this,
      { kind: 'DataStore', name: this.dataStore, ...metadata, body: () => body },
      'data-store',
    );
    if (volumes) this.node.addDependency(volumes);
  }

  /** The label is on the nodes of all sites, so a spread over some of them would be one over all. */
  private checkSites(): void {
    const own = this.regions.map(({ name }) => name);
    const missing = this.chart.topology.regions.filter(({ name }) => !own.includes(name));
    if (missing.length === 0 || own.length === 0) return;
    const message = `Its members are to stand at ${own.join(', ')}, and the site label is at ${missing.map(({ name }) => name).join(', ')} as well.`;
    const remedy = 'Let it span all regions of the topology, or give the chart a topology of these regions alone.';
    addFault(this, { code: 'HK6015', prop: 'across', message, remedy });
  }

  private timersFor(): EtcdTimersFor | undefined {
    const longest = longestRoundTrip(this.chart.topology.links);
    if (longest === undefined) return undefined;
    try {
      return etcdTimersFor(longest);
    } catch {
      const message = `The longest round trip is ${longest} ms, and etcd allows no election timeout that would cover it.`;
      addFault(this, { code: 'HK6014', prop: 'across', message, remedy: 'Span sites that are nearer to one another.' });
      return undefined;
    }
  }

  private check({ namespace, version, volumes, members }: Partial<RegionalEtcdRingProps>): void {
    const { etcdApi, title } = this.chart.profile;
    if (typeof members === 'number' && !isRingSize(members)) {
      const message = `The ring has ${quote(members)} members.`;
      addFault(this, { code: 'HK1102', prop: 'members', message, remedy: 'Write 3 or 5: an odd number.' });
    }
    if (namespace !== undefined && !isDns1123Label(namespace)) {
      const message = `The namespace is ${quote(namespace)}.`;
      addFault(this, { code: 'HK1102', prop: 'namespace', message, remedy: 'Write the name of a namespace.' });
    }
    if (etcdApi === 'v1alpha2' && version === undefined) {
      const message = `The prop "version" is missing: ${title} asks for the release of etcd.`;
      addFault(this, { code: 'HK1102', prop: 'version', message, remedy: 'Write "3.6.11", say.' });
    }
    if (etcdApi === 'v1alpha1' && version !== undefined) {
      const message = `The ring asks for etcd ${quote(version)}, and ${title} has no field for the release.`;
      addFault(this, {
        code: 'HK6013',
        prop: 'version',
        message,
        remedy: 'Leave `version` out: the operator decides.',
      });
    }
    const { timers } = this;
    if (etcdApi === 'v1alpha2' && timers && timers.heartbeat.milliseconds > ETCD_TIMERS.heartbeat) {
      const message = `The round trips ask for a heartbeat of ${timers.heartbeat.milliseconds} ms, and ${title} has no field for it.`;
      const remedy = 'Span sites that are nearer to one another.';
      addFault(this, { code: 'HK6013', prop: 'across', message, remedy });
    }
    if (volumes && volumes.chart !== this.chart) {
      const message = `The layer "${volumes.node.path}" is of another platform.`;
      addFault(this, { code: 'HK1005', prop: 'volumes', message, remedy: 'Use a layer of the same chart.' });
    }
  }
}
