import { App } from 'cdk8s';
import {
  PlatformChart,
  PlatformProfile,
  RegionTopology,
  type RegionalLinks,
  RegionalStore,
  StoragePool,
  type HikubeRegion,
  type Issue,
  type PlatformChartProps,
  type RegionalStoreProps,
  type SiteFacts,
} from 'hikube-constructs/platform';
import { collectIssues } from '../../../lib/constructs/validation';
import { warningsOf, type Manifest } from '../../support/programs';

export const ZONE = 'topology.kubernetes.io/zone';
export const VALUES = { geneva: 'gva', gland: 'gld', lucerne: 'luc' };
export const ROUND_TRIPS = { 'geneva-gland': '0.6ms', 'geneva-lucerne': '4ms', 'gland-lucerne': '3.6ms' };

/** Hikube's sites, as an operator would know them. */
export const swiss = (facts: SiteFacts = {}): RegionTopology<HikubeRegion> =>
  RegionTopology.hikube({ siteLabel: ZONE, values: VALUES, roundTrip: ROUND_TRIPS, ...facts });

export const COZYSTACK_1_1 = PlatformProfile.cozystack('1.1');
export const COZYSTACK_1_6 = PlatformProfile.cozystack('1.6');
export const BARE_1 = PlatformProfile.operators({ etcd: 'v1alpha1' });
export const BARE_2 = PlatformProfile.operators({ etcd: 'v1alpha2' });
export const ALL_PROFILES = [COZYSTACK_1_1, COZYSTACK_1_6, BARE_1, BARE_2].map((one) => [one.name, one] as const);

/** An operator's chart in an App of its own, for Cozystack 1.1. */
export const platformChart = (props: Partial<PlatformChartProps> = {}, app = new App()): PlatformChart =>
  new PlatformChart(app, 'platform', { topology: swiss(), profile: COZYSTACK_1_1, ...props });

export const POOL = StoragePool.lvmThin('data', { volumeGroup: 'vg0', thinPool: 'thin' });

/** A chart and its stores. */
export interface Stores {
  readonly chart: PlatformChart;
  readonly stores: readonly RegionalStore[];
}

/** A chart and its links. */
export interface Links {
  readonly chart: PlatformChart;
  readonly links: RegionalLinks;
}

/** A store at every site of a chart. */
export const storesOf = (chart: PlatformChart, props: Partial<RegionalStoreProps> = {}): RegionalStore[] =>
  chart.topology.regions.map((region) => new RegionalStore(chart, region.name, { region, pool: POOL, ...props }));

/** Everything that a chart writes, whatever it warns of. */
export function objectsOf(chart: PlatformChart): Manifest[] {
  let objects: Manifest[] = [];
  warningsOf(() => (objects = chart.toJson() as Manifest[]));
  return objects;
}

/** Objects of a kind that a program synthesises. */
export const ofKind = (kind: string, from: PlatformChart): Manifest[] =>
  objectsOf(from).filter((manifest) => manifest.kind === kind);

/** Everything that is wrong with a program, warnings included. */
export const found = (chart: PlatformChart): Issue[] => collectIssues(chart.node.root, { lateIsFault: true });

/** The codes of that. */
export const codesIn = (chart: PlatformChart): string[] => found(chart).map(({ code }) => code);

/** The issue of this code. */
export function theIssue(chart: PlatformChart, code: string): Issue {
  const these = found(chart).filter((issue) => issue.code === code);
  expect(found(chart).map((issue) => issue.code)).toContain(code);
  expect(these).toHaveLength(1);
  return these[0]!;
}
