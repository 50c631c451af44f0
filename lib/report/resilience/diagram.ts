import { isUnknown, type ReplicaSet, type SiteLink, type System } from '../../core/resilience/system';
import type { ObjectiveReport } from '../../core/resilience/verdict';
import { boundsOf, sizesOf, type Bounds } from './bounds';

/** What one of a part is called. */
const UNITS: Readonly<Record<ReplicaSet['kind'], readonly [one: string, many: string]>> = {
  etcd: ['vote', 'votes'],
  controlPlane: ['API server', 'API servers'],
  nodeGroup: ['machine', 'machines'],
  volume: ['copy', 'copies'],
  workload: ['pod', 'pods'],
};

/** Something that is drawn in the regions. */
interface Drawn {
  readonly part: ReplicaSet;
  readonly id: string;
  readonly title: string;
  readonly unit: readonly [one: string, many: string];
}

/** The parts that stand by count, and the diskless peers of volumes that somebody placed. */
function drawnOf({ parts }: System): Drawn[] {
  return parts.flatMap((part, number): Drawn[] => {
    if (part.kind === 'ingress') return [];
    const own: Drawn = { part, id: `p${number}`, title: part.name, unit: UNITS[part.kind] };
    if (part.kind !== 'volume' || typeof part.tieBreaker !== 'object' || isUnknown(part.tieBreaker)) return [own];
    const { count, spread } = part.tieBreaker;
    const within = part.within && { within: part.within };
    const peers: ReplicaSet = { kind: 'workload', name: part.name, replicas: count, spread, ...within };
    return [own, { part: peers, id: `t${number}`, title: part.name, unit: ['tie-breaker', 'tie-breakers'] }];
  });
}

/**
 * A system as Mermaid's `flowchart`, which GitHub draws: a box for each region, in it what stands there in every placement
 * (a solid frame) and what only may stand there (a dashed one), and the ways between regions with their round trips.
 */
export function systemDiagram(system: System, reports: readonly ObjectiveReport[] = []): string {
  const drawn = drawnOf(system).map((one) => ({ ...one, bounds: boundsOf(one.part, system) }));
  return `${[
    'flowchart TB',
    ...system.regions.flatMap((_, at) => regionLines(system, at, drawn)),
    ...linksOf(system),
    ...doorsOf(system, drawn),
    ...reports.map(
      ({ objective, verdict }, i) => `  o${i}{{"${label(`${objective.name}: ${verdict.kind}`)}"}}:::${verdict.kind}`,
    ),
    ...CLASSES,
  ].join('\n')}\n`;
}

type Bounded = Drawn & { readonly bounds: readonly Bounds[] };

const standsIn = (drawn: readonly Bounded[], at: number): Bounded[] =>
  drawn.filter(({ bounds }) => bounds[at]!.most > 0);

function regionLines({ regions }: System, at: number, drawn: readonly Bounded[]): string[] {
  const { name, hosts } = regions[at]!;
  const here = standsIn(drawn, at);
  return [
    `  subgraph r${at}["${label(hosts === undefined ? name : `${name}, ${counted(hosts, UNITS.nodeGroup)}`)}"]`,
    ...(here.length === 0 ? [`    r${at}none["nothing stands here"]:::meant`] : []),
    ...here.map((one) => {
      const kind = one.bounds[at]!.least > 0 ? 'certain' : 'meant';
      return `    r${at}${one.id}["${label(one.title)}<br/>${amount(one, one.bounds[at]!)}"]:::${kind}`;
    }),
    '  end',
  ];
}

/** What takes requests in leads to the machines that carry it. */
const doorsOf = ({ parts, regions }: System, drawn: readonly Bounded[]): string[] =>
  parts.flatMap((part, number) => {
    if (part.kind !== 'ingress') return [];
    const nodes = regions.flatMap((_, at) =>
      standsIn(drawn, at).flatMap(({ id, part: { kind, name } }) =>
        kind === 'nodeGroup' && part.nodes.includes(name) ? [`r${at}${id}`] : [],
      ),
    );
    return [`  p${number}(["${label(part.name)}"])`, ...nodes.map((node) => `  p${number} -.-> ${node}`)];
  });

/** Verdicts differ by their frames as well as by their words, and never by colour alone. */
const CLASSES = [
  '  classDef certain stroke-width:2px',
  '  classDef meant stroke-dasharray:4 3',
  '  classDef proven stroke-width:2px',
  '  classDef refuted stroke-width:4px',
  '  classDef unknown stroke-dasharray:4 3',
];

const counted = (count: number, [one, many]: readonly [string, string]): string =>
  `${count} ${count === 1 ? one : many}`;

/** `1 of 3 votes`, `1 to 2 of 4 votes` or `at most 2 of 4 votes`. */
function amount({ part, unit: [one, many] }: Drawn, { least, most }: Bounds): string {
  const here = least === most ? `${most}` : least === 0 ? `at most ${most}` : `${least} to ${most}`;
  const sizes = [...new Set(sizesOf(part))];
  return `${here} of ${sizes.join(' or ')} ${sizes.length === 1 && sizes[0] === 1 ? one : many}`;
}

/** What is listed twice is drawn twice, as it stands. */
function linksOf({ regions, links }: System): string[] {
  const at = (name: string): number => regions.findIndex((region) => region.name === name);
  return links.flatMap((link) => {
    const [from, to] = link.between.map(at) as [number, number];
    if (from < 0 || to < 0) return [];
    const trip = roundTrip(link);
    return [
      trip === undefined ? `  r${from} -. "round trip unknown" .- r${to}` : `  r${from} -- "${trip} ms" --- r${to}`,
    ];
  });
}

const roundTrip = ({ roundTripMs }: SiteLink): number | undefined =>
  roundTripMs === undefined || isUnknown(roundTripMs) ? undefined : roundTripMs;

/** A text that Mermaid takes as it is: its own marks and those of HTML as entities, on one line. */
const label = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ').replace(/[^\p{L}\p{N}\p{M} .,:()/-]/gu, entity);

const entity = (one: string): string => `#${one.codePointAt(0)!};`;
