import { byCodeUnit, isRecord, valueAt } from '../../json';
import { ofKind, type OperatorContext, type OperatorObject } from '../rule';

export const ZONE = 'topology.kubernetes.io/zone';
export const REGION = 'topology.kubernetes.io/region';
export const HOSTNAME = 'kubernetes.io/hostname';
/** The labels that Piraeus hands on to LINSTOR by itself; any other has to be made known (piraeus-operator v2.6). */
const HANDED_ON: readonly string[] = [HOSTNAME, 'topology.kubernetes.io/region', 'topology.kubernetes.io/zone'];
/** The property of a satellite that makes a label known to LINSTOR; nothing for one that it learns by itself. */
export const topologyProperty = (label: string): string | undefined =>
  HANDED_ON.includes(label) ? undefined : `Aux/topology/${label}`;

/** Labels by which a node says at which site it stands. */
export const SITE_LABELS: readonly string[] = [ZONE, REGION];

/** The pools that a satellite configuration makes. */
function poolsOf({ manifest }: OperatorObject): string[] {
  const pools = valueAt(manifest, 'spec', 'storagePools');
  if (!Array.isArray(pools)) return [];
  return pools.flatMap((pool: unknown) => (isRecord(pool) && typeof pool.name === 'string' ? [pool.name] : []));
}

/**
 * The sites with a label that satellite configurations show; nothing where they do not tell.
 *
 * With pools, only what has one of them counts, and one of them on nodes chosen otherwise leaves the sites unknown.
 */
export function shownSites(
  label: string,
  objects: readonly OperatorObject[],
  pools: readonly string[] = [],
): readonly string[] | undefined {
  const sites = new Set<string>();
  for (const object of ofKind(objects, 'LinstorSatelliteConfiguration')) {
    const own = poolsOf(object);
    const serves = own.some((pool) => pools.length === 0 || pools.includes(pool));
    const site = valueAt(object.manifest, 'spec', 'nodeSelector', label);
    if (typeof site !== 'string') {
      if (serves) return undefined;
    } else if (serves || own.length === 0) sites.add(site);
  }
  return sites.size === 0 ? undefined : [...sites].sort(byCodeUnit);
}

/** The sites with a label: those of the program, or else those that satellite configurations show. */
export function sitesOf(
  label: string,
  objects: readonly OperatorObject[],
  { sites }: OperatorContext,
  pools: readonly string[] = [],
): readonly string[] | undefined {
  return sites?.label === label ? [...new Set(sites.values)] : shownSites(label, objects, pools);
}

/** Whether copies with different values of a label are at different sites: a zone is part of one region. */
export const keepsApart = (label: string, siteLabel: string): boolean =>
  label === siteLabel || (label === REGION && siteLabel === ZONE);
