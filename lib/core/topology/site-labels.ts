import { choiceFault } from '../choice';
import { byCodeUnit, isRecord, quote } from '../json';
import { isDnsName } from '../names';
import type { RegionTopology } from './topology';

/**
 * The labels that the nodes of each site need. Everything that is placed by site rests on them: a node without the label is
 * at no site, so it counts for no region, and what runs on it is lost to the promise.
 */
export class SiteLabels {
  /** The label. */
  public readonly label: string;
  /** Its value at each region, by the region's name. */
  public readonly values: Readonly<Record<string, string>>;

  /** @throws HikubeError HK1106 for a topology without a site label */
  public constructor(topology: RegionTopology) {
    const { siteLabel } = topology;
    if (siteLabel === undefined) {
      throw choiceFault(
        'The topology has no site label.',
        'Without one nothing can be placed by site.',
        "Write `RegionTopology.hikube({ siteLabel: 'topology.kubernetes.io/zone' })`, with the label that your nodes carry.",
      );
    }
    this.label = siteLabel;
    this.values = Object.freeze(
      Object.fromEntries(topology.regions.map((region) => [region.name, topology.siteValue(region)!])),
    );
  }

  /**
   * The commands that label nodes, one for each.
   *
   * @param nodes the names of the nodes at each region
   * @throws HikubeError HK1106 for a region that is not there, a node that is no name, or one at two sites
   */
  public commands(nodes: Readonly<Record<string, readonly string[]>>): string[] {
    const at = new Map<string, string>();
    for (const [region, names] of Object.entries(isRecord(nodes) ? nodes : {})) {
      if (!Object.hasOwn(this.values, region)) throw wrong(`There is no region ${quote(region)}.`);
      for (const name of Array.isArray(names) ? (names as readonly unknown[]) : [names]) {
        if (typeof name !== 'string' || !isDnsName(name)) throw wrong(`The node ${quote(name)} cannot be called so.`);
        if (at.has(name)) throw wrong(`The node ${quote(name)} is named at "${at.get(name)}" and at "${region}".`);
        at.set(name, region);
      }
    }
    return [...at]
      .map(([node, region]) => `kubectl label node ${node} ${this.label}=${this.values[region]!}`)
      .sort(byCodeUnit);
  }

  /** The command that shows which nodes have the label, and which have not. */
  public get check(): string {
    return `kubectl get nodes -L ${this.label}`;
  }
}

const wrong = (message: string): Error =>
  choiceFault(message, 'A node stands at one site.', "Write { geneva: ['node-1'] }, with the nodes of each region.");
