import { Construct } from 'constructs';
import { quote } from '../../core/json';
import {
  connectionBody,
  timersInForce,
  type LinkPath,
  type LinksModel,
  type TimerInForce,
} from '../../core/operator/compile/connection';
import { NET_OPTIONS, NET_TIMERS, type NetTimers } from '../../core/operator/drbd/net-options';
import { longestRoundTrip, tooFar } from '../../core/operator/drbd/distance';
import { integer, list, map, object, optional, text, type Shapes } from '../../core/props';
import { NOUN_SHAPES, addFault, declareNoun, type NounProps } from '../noun';
import { METADATA_SHAPES, metadataOf, type ObjectMetadataProps } from '../object-metadata';
import { claim, freshScope, refuse } from '../wiring';
import { OperatorResource } from './operator-resource';
import { PlatformChart } from './platform-chart';

/** Timers of DRBD, each in its own unit: `timeout` and `ping-timeout` in tenths of a second, the others in seconds. */
export type LinkTimers = Partial<NetTimers>;

/** What the links between sites take. */
export interface RegionalLinksProps extends NounProps, Omit<ObjectMetadataProps, 'deletionProtection'> {
  /** The networks that replication between sites takes. @default the one that LINSTOR knows a node by */
  readonly paths?: readonly LinkPath[];
  /**
   * Timers of DRBD for the links between sites, for the operators alone: on Cozystack the platform sets them.
   *
   * @default what is in force anyway, or more where the round trips of the topology ask for more
   */
  readonly timers?: LinkTimers;
  /**
   * Links that are longer than anybody advises (round trips above 20 ms), each with the reason why it is wanted:
   * `{ 'geneva-lucerne': 'asynchronous copies only' }`.
   *
   * @default none
   */
  readonly beyondAdvice?: Readonly<Record<string, string>>;
  /** The name of the object. @default the construct's id */
  readonly name?: string;
}

const { labels, annotations } = METADATA_SHAPES;
const SHAPES: Shapes<RegionalLinksProps> = {
  ...NOUN_SHAPES,
  labels,
  annotations,
  paths: optional(list(object<LinkPath>({ name: text(), interface: text() }))),
  timers: optional(
    object<LinkTimers>({
      timeout: optional(integer()),
      'ping-timeout': optional(integer()),
      'connect-int': optional(integer()),
      'ping-int': optional(integer()),
    }),
  ),
  beyondAdvice: optional(map(text())),
  name: optional(text()),
};

/** Whether somebody gave a reason for a link, whose ends may be named in either order. */
const accepted = (reasons: Readonly<Record<string, string>>, [a, b]: readonly [string, string]): boolean =>
  [`${a}-${b}`, `${b}-${a}`].some((link) => Object.hasOwn(reasons, link) && reasons[link]!.trim() !== '');

/**
 * The links between the sites, as DRBD sees them: which network they take, and how long a peer may be silent. It becomes a
 * LinstorNodeConnection, where there is anything to say. Never the protocol: here it would hold for every class.
 */
export class RegionalLinks extends Construct {
  /** The chart that it stands in. */
  public readonly chart: PlatformChart;
  private readonly model: LinksModel;

  /** @throws HikubeError HK1001 outside of a PlatformChart, HK1003 for a second one in a chart */
  public constructor(scope: Construct, id: string, props: RegionalLinksProps = {}) {
    const parent = freshScope('RegionalLinks', scope, id, "Write `new RegionalLinks(platform, 'links')`.");
    const chart = PlatformChart.forNoun('RegionalLinks', parent, id);
    super(parent, id);
    const read = declareNoun(this, 'RegionalLinks', SHAPES, props, 'platform');
    const first = claim(this, 'links', '', chart.node.path);
    if (first) {
      const message = `The chart has its links already, at "${first.node.path}".`;
      refuse('HK1003', this.node.path, message, 'Put the settings of both into one: they are for the same nodes.');
    }
    this.chart = chart;
    const longest = longestRoundTrip(chart.topology.links);
    this.model = {
      siteLabel: chart.siteLabels.label,
      ...(longest !== undefined && { roundTripMs: longest }),
      isCozystack: chart.profile.isCozystack,
      paths: (read.paths ?? []) as readonly LinkPath[],
      timers: chart.profile.isCozystack ? {} : ((read.timers ?? {}) as LinkTimers),
    };
    this.check(read);
    const body = connectionBody(this.model);
    if (!body) return;
    new OperatorResource(this, {
      kind: 'LinstorNodeConnection',
      name: read.name ?? id,
      ...metadataOf(read),
      body: () => body,
    });
  }

  /** The timers that hold between sites, each with the reason. */
  public get timers(): readonly TimerInForce[] {
    return timersInForce(this.model);
  }

  private check({ timers = {}, beyondAdvice = {} }: Partial<RegionalLinksProps>): void {
    const { profile, topology } = this.chart;
    const given = NET_TIMERS.filter((timer) => timers[timer] !== undefined);
    if (profile.isCozystack && given.length > 0) {
      const message = `It sets ${given.map(quote).join(', ')}, and ${profile.title} sets the timers of all links itself.`;
      addFault(this, { code: 'HK6012', prop: 'timers', message, remedy: 'Leave `timers` out.' });
    }
    for (const timer of profile.isCozystack ? [] : given) {
      const { least, most, unit } = NET_OPTIONS[timer];
      const value = timers[timer]!;
      if (value >= least && value <= most) continue;
      const message = `The timer ${quote(timer)} is ${quote(value)}.`;
      addFault(this, {
        code: 'HK1102',
        prop: `timers.${timer}`,
        message,
        remedy: `Write ${least} to ${most} ${unit}.`,
      });
    }
    for (const far of topology.links) {
      const message = tooFar(far);
      if (message === undefined || accepted(beyondAdvice, far.between)) continue;
      const link = far.between.join('-');
      const remedy = `Keep copies at nearer sites, or accept it by name: \`beyondAdvice: { '${link}': '…' }\`, with the reason.`;
      addFault(this, { code: 'HK6014', prop: 'beyondAdvice', message, remedy });
    }
    const known = topology.links.map(({ between }) => between.join('-'));
    const turned = topology.links.map(({ between: [a, b] }) => `${b}-${a}`);
    for (const link of Object.keys(beyondAdvice).filter((one) => ![...known, ...turned].includes(one))) {
      const message = `There is no link ${quote(link)}.`;
      addFault(this, {
        code: 'HK1101',
        prop: `beyondAdvice.${link}`,
        message,
        remedy: `There are ${known.join(', ')}.`,
      });
    }
  }
}
