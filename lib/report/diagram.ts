import { Construct, type IConstruct } from 'constructs';
import { choiceFault } from '../core/choice';
import { byCodeUnit, quote } from '../core/json';
import { CONTROL_PLANE_REPLICAS } from '../core/model/defaults';
import type { Region, RegionTopology } from '../core/topology/topology';
import { EtcdRing } from '../constructs/etcd-ring';
import { ManagedCluster } from '../constructs/managed-cluster';
import { factsOf } from '../constructs/noun';
import { PlatformChart } from '../constructs/platform/platform-chart';
import { RegionalEtcdRing } from '../constructs/platform/regional-etcd-ring';
import { RegionalStore } from '../constructs/platform/regional-store';
import { RegionalVolumeLayer } from '../constructs/platform/regional-volume-layer';
import { ReplicatedVolumeLayer } from '../constructs/replicated-volume-layer';
import { TenantChart } from '../constructs/tenant-chart';
import { flows, OTHER_RING, type Flow } from './flows';

/** What of a construct stands, or is meant to stand, in one region. */
interface Standing {
  readonly path: string;
  readonly text: string;
  /** Whether an object of the program keeps it there; otherwise it is only meant. */
  readonly isDeclared: boolean;
}

/** What Mermaid takes for a text, whatever people call their things. */
const label = (text: string): string => `"${text.replace(/&/g, '#amp;').replace(/"/g, '#quot;').replace(/[<>]/g, '')}"`;

/**
 * The program as Mermaid text, which GitHub draws: each region with what the program keeps there and, dashed, what is only
 * meant to stand there; and what flows between the parts.
 *
 * @throws HikubeError HK1106 for what is no construct
 */
export function diagram(root: IConstruct): string {
  if (!Construct.isConstruct(root)) {
    throw choiceFault(`The diagram is asked of ${quote(root)}.`, 'It shows a tree.', 'Write `diagram(app)`.');
  }
  const all = root.node.findAll();
  const regions = regionsOf(all);
  const ids = new Map<string, string>();
  const idOf = (name: string): string => {
    if (!ids.has(name)) ids.set(name, `n${ids.size}`);
    return ids.get(name)!;
  };
  const lines = ['flowchart TB'];
  for (const part of all.flatMap(partOf)) lines.push(`  ${idOf(part.path)}[${label(part.text)}]`);
  for (const { name, title } of regions) {
    lines.push(`  subgraph ${idOf(`region ${name}`)}[${label(title)}]`);
    const standing = all.flatMap((construct) => standingIn(name, construct));
    for (const { path, text, isDeclared } of standing.sort((a, b) => byCodeUnit(a.path, b.path))) {
      lines.push(`    ${idOf(`${name} ${path}`)}[${label(text)}]${isDeclared ? '' : ':::meant'}`);
    }
    if (standing.length === 0)
      lines.push(`    ${idOf(`${name} nothing`)}[${label('nothing declared or meant')}]:::meant`);
    lines.push('  end');
  }
  for (const flow of flows(root)) lines.push(...edgesOf(flow, idOf, ids));
  for (const link of linksOf(all))
    lines.push(
      `  ${idOf(`region ${link.between[0]}`)} <-. ${label(link.text)} .-> ${idOf(`region ${link.between[1]}`)}`,
    );
  lines.push('  classDef meant stroke-dasharray: 5 5');
  return `${lines.join('\n')}\n`;
}

const topologiesOf = (all: readonly IConstruct[]): RegionTopology[] => [
  ...new Set(
    all.flatMap((one) =>
      TenantChart.isTenantChart(one) || PlatformChart.isPlatformChart(one) ? (one.topology ?? []) : [],
    ),
  ),
];

/** The regions of all charts, each once, by name. */
function regionsOf(all: readonly IConstruct[]): Region[] {
  const byName = new Map(topologiesOf(all).flatMap(({ regions }) => regions.map((region) => [region.name, region])));
  return [...byName.values()].sort((a, b) => byCodeUnit(a.name, b.name));
}

function linksOf(all: readonly IConstruct[]): { between: readonly [string, string]; text: string }[] {
  const links = topologiesOf(all).flatMap((topology) => topology.links);
  const told = links.map(({ between, roundTrip, distanceKm }) => ({
    between,
    text: roundTrip ?? (distanceKm === undefined ? '' : `${distanceKm} km, round trip unknown`),
  }));
  return [...new Map(told.filter(({ text }) => text !== '').map((link) => [link.between.join(' '), link])).values()];
}

/** The parts that stand in no single region. */
function partOf(construct: IConstruct): { path: string; text: string }[] {
  const { path } = construct.node;
  if (construct instanceof ManagedCluster) {
    const servers = construct.spec.controlPlane?.replicas ?? CONTROL_PLANE_REPLICAS;
    return [{ path, text: `${path}: ${servers} API servers` }];
  }
  if (construct instanceof EtcdRing || construct instanceof RegionalEtcdRing) {
    return [{ path, text: `${path}: etcd, ${construct.members} votes` }];
  }
  if (factsOf(construct)?.noun === 'NodeGroup') return [{ path, text: `${path}: machines` }];
  if (construct instanceof RegionalVolumeLayer || construct instanceof ReplicatedVolumeLayer) {
    const { copies, mode } = construct.replication;
    return [
      {
        path,
        text: `${path}: ${mode}${copies === undefined ? '' : `, ${copies} ${copies === 1 ? 'copy' : 'copies'}`}`,
      },
    ];
  }
  return [];
}

/** What of a construct stands in a region. */
function standingIn(region: string, construct: IConstruct): Standing[] {
  const { path } = construct.node;
  if (construct instanceof RegionalStore) {
    if (construct.region?.name !== region) return [];
    const pools = construct.pools.map(({ name }) => name).join(', ');
    return [{ path, text: `${path}: pools ${pools}`, isDeclared: true }];
  }
  const spans = construct instanceof RegionalVolumeLayer ? construct.regions : (factsOf(construct)?.across ?? []);
  if (!spans.some(({ name }) => name === region)) return [];
  const text = shareOf(construct, spans.length);
  if (text === undefined) return [];
  const isDeclared = construct instanceof RegionalVolumeLayer || construct instanceof RegionalEtcdRing;
  return [{ path, text: `${path}: ${text}`, isDeclared }];
}

/** What one of so many regions has of a part. */
function shareOf(construct: IConstruct, regions: number): string | undefined {
  if (construct instanceof EtcdRing || construct instanceof RegionalEtcdRing) {
    return `${between(construct.members, regions)} of ${construct.members} votes`;
  }
  if (construct instanceof RegionalVolumeLayer || construct instanceof ReplicatedVolumeLayer) {
    const { copies, perRegion } = construct.replication;
    if (copies === undefined) return 'copies';
    if (perRegion === undefined) return `up to ${copies} of ${copies} copies`;
    return perRegion === 1 && copies === regions ? 'a copy' : `at most ${perRegion} of ${copies} copies`;
  }
  return factsOf(construct)?.noun === 'NodeGroup' ? 'machines' : undefined;
}

/** An even share, as a range where it is none. */
const between = (count: number, regions: number): string => {
  const [least, most] = [Math.floor(count / regions), Math.ceil(count / regions)];
  return least === most ? String(least) : `${least} or ${most}`;
};

/** A flow as an edge; what goes to a region goes to what stands for the part there. */
function edgesOf({ kind, from, to }: Flow, idOf: (name: string) => string, ids: ReadonlyMap<string, string>): string[] {
  if (kind === 'ring-ring') return [];
  if (kind === 'volumes-region') {
    const there = ids.get(`${to} ${from}`);
    return there === undefined ? [] : [`  ${idOf(from)} -->|copies| ${there}`];
  }
  const known = ids.has(to) ? '' : `[${label(to === OTHER_RING ? 'etcd of the tenant or the platform' : to)}]:::meant`;
  const words = { 'controlPlane-ring': 'state', 'controlPlane-nodeGroup': 'work', 'nodeGroup-volumes': 'data' }[kind];
  return [`  ${idOf(from)} -->|${words}| ${idOf(to)}${known}`];
}
