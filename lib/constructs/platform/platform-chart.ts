import { App, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { HikubeError } from '../../core/issue';
import { LINSTOR_CLUSTER } from '../../core/operator/kind';
import { PlatformProfile } from '../../core/platform/profile';
import { flag, instance, map, optional, readProps, text, type Shapes } from '../../core/props';
import { SiteLabels } from '../../core/topology/site-labels';
import { RegionTopology } from '../../core/topology/topology';
import { keepCanonicalOrder } from '../canonical-order';
import { judgeRootOf } from '../validation';
import { chartAround, freshScope, issueOfFault, nearestAbove, pathOf, refuse, refuseNested } from '../wiring';
import { enrolPlatform, type JudgedPlatform } from './judged-platform';
import { OperatorResource } from './operator-resource';

/** What a chart of the operator's plane takes. */
export interface PlatformChartProps {
  /** The sites, and the label by which nodes say where they stand: `RegionTopology.hikube({ siteLabel, values })`. */
  readonly topology: RegionTopology;
  /** What runs there: Cozystack of a release, or the operators alone. @default PlatformProfile.hikube() */
  readonly profile?: PlatformProfile;
  /**
   * The Secret with the passphrase of encrypted volumes, in the namespace of Piraeus. It goes into the LinstorCluster, which
   * on Cozystack is the platform's own: name it only for the operators alone.
   *
   * @default none
   */
  readonly passphraseSecret?: string;
  /** Whether a warning refuses the program as an error does. @default false */
  readonly strict?: boolean;
  /** Labels for every object of the chart. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

const SHAPES: Shapes<PlatformChartProps> = {
  topology: instance(RegionTopology, "RegionTopology.hikube({ siteLabel: 'topology.kubernetes.io/zone' })"),
  profile: optional(instance(PlatformProfile, "PlatformProfile.cozystack('1.1')")),
  passphraseSecret: optional(text()),
  strict: optional(flag()),
  labels: optional(map(text())),
};

const REMEDY = "Write `new PlatformChart(app, 'platform', { topology })`.";
const CHART = Symbol.for('hikube-constructs.PlatformChart');

/**
 * What the operator of a platform writes: stores, volume layers, links, rings and the spread over sites. It becomes one file,
 * which is applied to the management cluster with the operator's credentials. All of its objects use one label for the sites.
 *
 * It stands in any cdk8s App beside the charts of tenants, never inside another chart.
 */
export class PlatformChart extends Chart implements JudgedPlatform {
  /** The sites. */
  public readonly topology: RegionTopology;
  /** What runs there. */
  public readonly profile: PlatformProfile;
  /** Whether a warning refuses the program as an error does. */
  public readonly strict: boolean;
  /** The labels that the nodes of each site need. */
  public readonly siteLabels: SiteLabels;
  private readonly passphraseSecret: string | undefined;

  /**
   * @throws HikubeError HK1001 inside another chart, or outside of an App; HK1102 for props of the wrong type; HK1106 for a
   * topology without a site label
   */
  public constructor(scope: Construct, id: string, props: PlatformChartProps) {
    const parent = freshScope('PlatformChart', scope, id, REMEDY);
    refuseNested('PlatformChart', parent, id);
    const path = pathOf(parent, id);
    const { props: given, faults } = readProps(SHAPES, props);
    if (faults.length > 0) {
      throw new HikubeError(faults.map((fault) => issueOfFault(fault, path))); // node-do-not-add-exception-line
    }
    super(parent, id, given.labels ? { labels: { ...given.labels } } : {});
    if (!(this.node.root instanceof App)) refuse('HK1001', path, 'A PlatformChart stands in no App.', REMEDY);
    this.topology = given.topology!;
    this.profile = given.profile ?? PlatformProfile.hikube();
    this.strict = given.strict === true;
    this.passphraseSecret = given.passphraseSecret;
    this.siteLabels = new SiteLabels(this.topology);
    if (this.passphraseSecret !== undefined && this.profile.isCozystack) {
      const message = 'The chart names a passphrase, which goes into the LinstorCluster.';
      refuse('HK1103', path, message, "On Cozystack that is the platform's own object: leave it out.", {
        prop: 'passphraseSecret',
      });
    }
    Object.defineProperty(this, CHART, { value: true });
    keepCanonicalOrder(this);
    enrolPlatform(this);
    judgeRootOf(this);
  }

  /** Whether a construct is such a chart. */
  public static isPlatformChart(construct: IConstruct): construct is PlatformChart {
    return CHART in construct;
  }

  /** The chart that a noun about to be made would stand in. @internal */
  public static forNoun(noun: string, scope: Construct, id: string): PlatformChart {
    const found = nearestAbove(scope, PlatformChart.isPlatformChart);
    if (found) return found;
    const chart = chartAround(scope);
    const where = chart
      ? `in the chart "${chart.node.path || chart.node.id}", which is no PlatformChart`
      : 'in no chart';
    return refuse('HK1001', pathOf(scope, id), `A ${noun} stands ${where}.`, REMEDY);
  }

  /** Sees to it that there is a LinstorCluster, where no chart of the platform writes one. @internal */
  public needsLinstor(): void {
    if (this.profile.isCozystack || this.node.tryFindChild(LINSTOR_CLUSTER)) return;
    new OperatorResource(
      this,
      {
        kind: 'LinstorCluster',
        name: LINSTOR_CLUSTER,
        body: () => ({
          spec: this.passphraseSecret === undefined ? {} : { linstorPassphraseSecret: this.passphraseSecret },
        }),
      },
      LINSTOR_CLUSTER,
    );
  }

  /** Whether encrypted volumes have a passphrase, as far as this program can know. @internal */
  public get hasPassphrase(): boolean {
    return this.profile.isCozystack || this.passphraseSecret !== undefined;
  }
}
