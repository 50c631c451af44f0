import { Construct } from 'constructs';
import { spreadConstraint } from '../../core/operator/compile/spread';
import { includes } from '../../core/platform/release';
import { instance, oneOrMore, optional, text, type Shapes } from '../../core/props';
import { Region } from '../../core/topology/topology';
import { NOUN_SHAPES, addFault, declareNoun, factsOf, type NounProps } from '../noun';
import { METADATA_SHAPES, metadataOf, type ObjectMetadataProps } from '../object-metadata';
import { freshScope } from '../wiring';
import { OperatorResource } from './operator-resource';
import { PlatformChart } from './platform-chart';

/** What a scheduling class takes. */
export interface RegionalSchedulingClassProps extends NounProps, Omit<ObjectMetadataProps, 'deletionProtection'> {
  /** The sites: one pins a tenant to it, several spread each of its applications over them. */
  readonly across: Region | readonly Region[];
  /** How what stood at a lost site comes back. @default strict */
  readonly recovery?: 'strict' | 'movable';
  /** The name of the class, which tenants name. @default the construct's id */
  readonly name?: string;
}

const { labels, annotations } = METADATA_SHAPES;
const SHAPES: Shapes<RegionalSchedulingClassProps> = {
  ...NOUN_SHAPES,
  labels,
  annotations,
  across: oneOrMore(instance(Region, 'regions of a topology, such as topology.regions')),
  recovery: optional(text({ oneOf: ['strict', 'movable'] })),
  name: optional(text()),
};

/** The first release that has it (cozystack website, docs/operations/scheduling-classes). */
const SINCE = '1.2.0';

/**
 * Where the pods of a tenant that names this class stand: at one site, or each application spread over several, control
 * planes included. From platform 1.2 on, with its package cozystack-scheduler.
 */
export class RegionalSchedulingClass extends Construct {
  /** The chart that it stands in. */
  public readonly chart: PlatformChart;
  /** The name that tenants name. */
  public readonly className: string;

  /** @throws HikubeError HK1001 outside of a PlatformChart */
  public constructor(scope: Construct, id: string, props: RegionalSchedulingClassProps) {
    const remedy = "Write `new RegionalSchedulingClass(platform, 'stretched', { across: topology.regions })`.";
    const parent = freshScope('RegionalSchedulingClass', scope, id, remedy);
    const chart = PlatformChart.forNoun('RegionalSchedulingClass', parent, id);
    super(parent, id);
    const read = declareNoun(this, 'RegionalSchedulingClass', SHAPES, props, 'platform');
    this.chart = chart;
    this.className = read.name ?? id;
    const { profile } = chart;
    if (!profile.isCozystack || !includes({ since: SINCE }, profile.release)) {
      const message = `${profile.title} has no scheduling classes; platform 1.2 is the first that has them.`;
      addFault(this, { code: 'HK6013', message, remedy: 'Leave it out, or write the profile of a later release.' });
      return;
    }
    const { label, values } = chart.siteLabels;
    const at = this.regions.flatMap(({ name }) => values[name] ?? []);
    const recovery = read.recovery ?? 'strict';
    new OperatorResource(this, {
      kind: 'SchedulingClass',
      name: this.className,
      ...metadataOf(read),
      body: () => ({
        spec:
          at.length === 1
            ? { nodeSelector: { [label]: at[0] } }
            : {
                nodeAffinity: {
                  requiredDuringSchedulingIgnoredDuringExecution: {
                    nodeSelectorTerms: [{ matchExpressions: [{ key: label, operator: 'In', values: at }] }],
                  },
                },
                topologySpreadConstraints: [spreadConstraint({ siteLabel: label, sites: at.length, recovery })],
              },
      }),
    });
  }

  /** The sites that it is for. */
  public get regions(): readonly Region[] {
    return factsOf(this)!.across;
  }
}
