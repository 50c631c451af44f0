import { choiceFault } from '../choice';
import type { HikubeError } from '../issue';
import { byCodeUnit, isRecord, quote } from '../json';
import { isDns1123Label } from '../names';
import { didYouMean } from '../suggest';
import { siteValues, type SitePlacement } from './sites';

/** A place on the map, in degrees. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** One site: what fails together when it burns. */
export class Region<Name extends string = string> {
  public constructor(
    /** The key by which it is referred to. */
    public readonly name: Name,
    /** What people call it. */
    public readonly title: string,
    /** Where its town is. The address of a datacenter is its owner's to give. @default unknown */
    public readonly coordinates?: Coordinates,
  ) {}

  public toString(): string {
    return this.name;
  }
}

/** The way between two regions. */
export interface Link {
  /** The names of both ends, in the order of their code units. */
  readonly between: readonly [string, string];
  /** The distance between the towns as the crow flies, in kilometres; unknown without coordinates. */
  readonly distanceKm?: number;
  /** The round-trip time that somebody measured, such as `0.6ms`; unknown unless given. */
  readonly roundTrip?: string;
  /** The bandwidth that somebody gave, such as `10Gbit/s`; unknown unless given. */
  readonly bandwidth?: string;
}

/** A region of a custom topology. */
export interface RegionProps<Name extends string = string> {
  /** The key by which it is referred to: lower-case letters, digits and dashes. */
  readonly name: Name;
  /** What people call it. @default the name */
  readonly title?: string;
  /** Where its town is. @default unknown */
  readonly coordinates?: Coordinates;
}

/** What is measured between regions. */
export interface LinkMeasurements {
  /** Round-trip times by pair, as `geneva-gland`, in either order, such as `0.6ms`. @default unknown */
  readonly roundTrip?: Readonly<Record<string, string>>;
  /** Bandwidths by pair, such as `10Gbit/s`. @default unknown */
  readonly bandwidth?: Readonly<Record<string, string>>;
}

/** What somebody knows of the regions: what is measured between them, and how nodes say where they stand. */
export interface SiteFacts extends LinkMeasurements, SitePlacement {}

/** A custom topology. */
export interface RegionTopologyProps<Name extends string = string> extends SiteFacts {
  /** The regions, by name or with more said of them. Their order has no meaning. */
  readonly regions: readonly (Name | RegionProps<Name>)[];
}

/** Hikube's regions. */
export type HikubeRegion = 'geneva' | 'gland' | 'lucerne';

function fault(message: string, remedy: string): HikubeError {
  return choiceFault(message, 'Regions, and the links between them, are referred to by name.', remedy);
}

const EARTH_RADIUS_KM = 6371;

function distanceKm(a: Coordinates, b: Coordinates): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const dLat = radians(b.latitude - a.latitude) / 2;
  const dLon = radians(b.longitude - a.longitude) / 2;
  const h = Math.sin(dLat) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLon) ** 2;
  return Math.round(2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(h)));
}

/**
 * The regions that a system spans and the links between all pairs of them. Names are keys: the order in which regions
 * are given has no meaning.
 */
export class RegionTopology<Name extends string = string> {
  /** The regions, in the order of their names. */
  public readonly regions: readonly Region<Name>[];
  /** One link for every pair of regions, in the order of their names. */
  public readonly links: readonly Link[];
  /** The label by which nodes say at which site they stand, if it is known. */
  public readonly siteLabel: string | undefined;
  private readonly siteValues: ReadonlyMap<string, string>;

  private constructor({ regions, roundTrip = {}, bandwidth = {}, ...placement }: RegionTopologyProps<Name>) {
    const stray = Object.keys(placement).find((key) => !['siteLabel', 'values'].includes(key));
    if (stray !== undefined) {
      const known = ['regions', 'roundTrip', 'bandwidth', 'siteLabel', 'values'];
      throw fault(`A topology has no ${quote(stray)}.`, didYouMean(stray, known));
    }
    const all = regions.map((region) => (typeof region === 'string' ? { name: region } : region) as RegionProps<Name>);
    for (const name of all.map((region) => (region as RegionProps | null)?.name)) {
      if (typeof name !== 'string' || !isDns1123Label(name)) {
        throw fault(
          `The region name ${quote(name)} is not made of lower-case letters, digits and dashes.`,
          'Write a name such as "geneva".',
        );
      }
    }
    const sorted = [...all].sort((a, b) => byCodeUnit(a.name, b.name));
    const twice = sorted.find(({ name }, i) => i > 0 && sorted[i - 1]!.name === name);
    if (twice) throw fault(`The region ${quote(twice.name)} is there twice.`, 'Write it once.');
    if (sorted.length === 0) throw fault('The topology has no region.', 'Give it at least one.');
    this.regions = Object.freeze(
      sorted.map(({ name, title, coordinates }) => Object.freeze(new Region(name, title ?? name, coordinates))),
    );
    this.links = Object.freeze(linksBetween(this.regions, roundTrip, bandwidth));
    this.siteLabel = placement.siteLabel;
    this.siteValues = siteValues(
      this.regions.map(({ name }) => name),
      placement,
    );
  }

  /**
   * Geneva, Gland and Lucerne. Hikube publishes neither latencies, addresses nor the labels of its nodes: distances are
   * between the towns, and the rest is unknown unless you give your own.
   */
  public static hikube(facts: SiteFacts = {}): RegionTopology<HikubeRegion> {
    return new RegionTopology<HikubeRegion>({
      regions: [
        { name: 'geneva', title: 'Geneva', coordinates: { latitude: 46.2044, longitude: 6.1432 } },
        { name: 'gland', title: 'Gland', coordinates: { latitude: 46.4208, longitude: 6.2701 } },
        { name: 'lucerne', title: 'Lucerne', coordinates: { latitude: 47.0502, longitude: 8.3093 } },
      ],
      ...facts,
    });
  }

  /**
   * A topology of your own.
   *
   * @throws HikubeError HK1106 for an ill-formed or repeated name, or a round trip of a pair that is not there
   */
  public static of<const Name extends string>(props: RegionTopologyProps<Name>): RegionTopology<Name> {
    if (!Array.isArray((props as RegionTopologyProps<Name> | undefined)?.regions)) {
      throw fault(`The topology is given ${quote(props)}.`, "Write RegionTopology.of({ regions: ['a', 'b'] }).");
    }
    return new RegionTopology(props);
  }

  /**
   * The region of this name.
   *
   * @throws HikubeError HK1106 if there is none
   */
  public region(name: Name): Region<Name> {
    const found = this.regions.find((region) => region.name === name);
    if (!found)
      throw fault(
        `There is no region ${quote(name)}.`,
        didYouMean(
          name,
          this.regions.map((region) => region.name),
        ),
      );
    return found;
  }

  /** The value of the site label on the nodes of a region; `undefined` where there is no site label, or no such region. */
  public siteValue(region: Region): string | undefined {
    return this.siteValues.get(region.name);
  }

  /** Whether one of its regions has this region's name. */
  public has(region: Region): boolean {
    return this.regions.some((own) => own.name === region.name);
  }

  /** The link between two regions, in either order; `undefined` between a region and itself. */
  public link(a: Name, b: Name): Link | undefined {
    const names = [this.region(a).name, this.region(b).name].sort(byCodeUnit);
    return this.links.find(({ between }) => between[0] === names[0] && between[1] === names[1]);
  }
}

/** What can be measured of a link: how it is called, and how it is written. */
interface Measure {
  readonly what: string;
  readonly form: RegExp;
  readonly sample: string;
}

const ROUND_TRIP: Measure = { what: 'round trip', form: /^[0-9]+(\.[0-9]+)?(us|ms|s)$/, sample: '0.6ms' };
const BANDWIDTH: Measure = { what: 'bandwidth', form: /^[0-9]+(\.[0-9]+)?[MG]bit\/s$/, sample: '10Gbit/s' };

/** What was measured, by pair of regions, once every key is known to mean one pair and every pair to be measured once. */
function measurements(
  regions: readonly Region[],
  given: unknown,
  { what, form, sample }: Measure,
): Map<string, string> {
  if (!isRecord(given)) throw fault(`The ${what}s are ${quote(given)}.`, `Write { 'geneva-gland': '${sample}' }.`);
  const pairs = pairsOf(regions);
  const measured = new Map<string, string>();
  for (const [key, time] of Object.entries(given)) {
    const meant = pairs.filter(([a, b]) => key === `${a.name}-${b.name}` || key === `${b.name}-${a.name}`);
    const known = pairs.map(([a, b]) => `${a.name}-${b.name}`);
    if (meant.length === 0) throw fault(`There is no pair of regions ${quote(key)}.`, didYouMean(key, known));
    if (meant.length > 1)
      throw fault(`The pair of regions ${quote(key)} can be read in two ways.`, 'Give the regions other names.');
    if (typeof time !== 'string' || !form.test(time)) {
      throw fault(`The ${what} ${quote(key)} is ${quote(time)}.`, `Write one such as "${sample}".`);
    }
    const pair = pairKey(...meant[0]!);
    if (measured.has(pair))
      throw fault(`The ${what} ${quote(key)} is there twice, once in each order.`, 'Write it once.');
    measured.set(pair, time);
  }
  return measured;
}

const pairsOf = (regions: readonly Region[]): [Region, Region][] =>
  regions.flatMap((a, i) => regions.slice(i + 1).map((b): [Region, Region] => [a, b]));

const pairKey = (a: Region, b: Region): string => JSON.stringify([a.name, b.name]);

function linksBetween(regions: readonly Region[], roundTrip: unknown, bandwidth: unknown): Link[] {
  const times = measurements(regions, roundTrip, ROUND_TRIP);
  const widths = measurements(regions, bandwidth, BANDWIDTH);
  return pairsOf(regions).map(([a, b]) => {
    const time = times.get(pairKey(a, b));
    const width = widths.get(pairKey(a, b));
    return Object.freeze({
      between: Object.freeze([a.name, b.name] as const),
      ...(a.coordinates && b.coordinates && { distanceKm: distanceKm(a.coordinates, b.coordinates) }),
      ...(time !== undefined && { roundTrip: time }),
      ...(width !== undefined && { bandwidth: width }),
    });
  });
}
