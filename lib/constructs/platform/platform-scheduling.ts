import { Construct } from 'constructs';
import { spreadText, type Recovery } from '../../core/operator/compile/spread';
import { PLATFORM_PACKAGE } from '../../core/operator/kind';
import { instance, oneOrMore, optional, text, type Shapes } from '../../core/props';
import { Region } from '../../core/topology/topology';
import { NOUN_SHAPES, addFault, declareNoun, factsOf, type NounProps } from '../noun';
import { claim, freshScope, refuse } from '../wiring';
import { OperatorResource } from './operator-resource';
import { PlatformChart } from './platform-chart';

/** What the platform's spread takes. */
export interface PlatformSchedulingProps extends NounProps {
  /** The sites that machines and rings are spread over. */
  readonly across: Region | readonly Region[];
  /**
   * How what stood at a lost site comes back. `strict`: it waits for its site, and the split stays even. `movable`: it may
   * start elsewhere, if its storage can, and stays there.
   *
   * @default strict
   */
  readonly recovery?: Recovery;
}

const SHAPES: Shapes<PlatformSchedulingProps> = {
  ...NOUN_SHAPES,
  across: oneOrMore(instance(Region, 'regions of a topology, such as topology.regions')),
  recovery: optional(text({ oneOf: ['strict', 'movable'] })),
};

/**
 * The spread of the machines of tenants' clusters and of their etcd rings over sites: the one value of the platform's own
 * package that its charts paste. Applied on the server's side (`kubectl apply --server-side`) it touches that value and
 * nothing else of the package.
 *
 * It does not reach the control planes of tenants' clusters: before platform 1.2 nothing spreads these.
 */
export class PlatformScheduling extends Construct {
  /** The chart that it stands in. */
  public readonly chart: PlatformChart;
  /** How what stood at a lost site comes back. */
  public readonly recovery: Recovery;
  /** What it spreads. */
  public readonly spreads: readonly string[] = ['machines of clusters', 'etcd rings'];
  /** What stands wherever there is room all the same. */
  public readonly leaves: readonly string[] = ['control planes of clusters'];

  /** @throws HikubeError HK1001 outside of a PlatformChart, HK1003 for a second one */
  public constructor(scope: Construct, id: string, props: PlatformSchedulingProps) {
    const remedy = "Write `new PlatformScheduling(platform, 'spread', { across: topology.regions })`.";
    const parent = freshScope('PlatformScheduling', scope, id, remedy);
    const chart = PlatformChart.forNoun('PlatformScheduling', parent, id);
    super(parent, id);
    const read = declareNoun(this, 'PlatformScheduling', SHAPES, props, 'platform');
    const first = claim(this, 'spread', chart.node.path, PLATFORM_PACKAGE);
    if (first) {
      const message = `The platform's spread is said already, at "${first.node.path}".`;
      refuse('HK1003', this.node.path, message, 'The platform has one spread for all tenants: keep one of the two.');
    }
    this.chart = chart;
    this.recovery = read.recovery ?? 'strict';
    if (!chart.profile.isCozystack) {
      const message = `It sets a value of Cozystack's own package, and the chart is for ${chart.profile.title}.`;
      addFault(this, { code: 'HK6013', message, remedy: 'Leave it out; a RegionalEtcdRing brings its own spread.' });
      return;
    }
    if (this.regions.length < 2) {
      const message = `It spreads over ${this.regions.map(({ name }) => name).join(', ') || 'no region'}.`;
      addFault(this, { code: 'HK6015', prop: 'across', message, remedy: 'Spread over all regions of the topology.' });
      return;
    }
    this.checkSites();
    new OperatorResource(this, {
      kind: 'Package',
      name: PLATFORM_PACKAGE,
      isPatch: true,
      body: () => ({ spec: { components: { platform: { values: { scheduling: this.values() } } } } }),
    });
  }

  /** The sites that it spreads over. */
  public get regions(): readonly Region[] {
    return factsOf(this)!.across;
  }

  private values(): { readonly globalAppTopologySpreadConstraints: string } {
    const { label: siteLabel } = this.chart.siteLabels;
    const { recovery, regions } = this;
    return { globalAppTopologySpreadConstraints: spreadText({ siteLabel, sites: regions.length, recovery }) };
  }

  /** The label is on the nodes of all sites, so a spread over some of them would be one over all. */
  private checkSites(): void {
    const { regions } = this.chart.topology;
    const missing = regions.filter((region) => !this.regions.some(({ name }) => name === region.name));
    if (missing.length === 0 || this.regions.length === 0) return;
    const message = `It spreads over ${this.regions.map(({ name }) => name).join(', ')}, and the site label is at ${missing.map(({ name }) => name).join(', ')} as well.`;
    const remedy = 'Spread over all regions of the topology: the scheduler counts every value of the label.';
    addFault(this, { code: 'HK6015', prop: 'across', message, remedy });
  }
}
