import { choiceFault } from '../../core/choice';
import { quote } from '../../core/json';
import type { Data, Failure as FailureData } from '../../core/resilience/objective';
import { Region } from '../../core/topology/topology';
import { checkOptions } from './options';

const WHY = 'An objective says what is to be survived.';

function regionsOf(given: readonly unknown[], sample: string): string[] {
  for (const one of given) {
    if (!(one instanceof Region)) throw choiceFault(`A failure is of ${quote(one)}.`, WHY, `Write \`${sample}\`.`);
  }
  return (given as Region[]).map(({ name }) => name);
}

/** Something that may happen. All of it is tried: `Failure.regions(1)` is the loss of any one region. */
export class Failure {
  private constructor(
    /** @internal */
    public readonly data: FailureData,
    /** Regions that share a cause. @internal */
    public readonly group?: { readonly name: string; readonly regions: readonly string[] },
  ) {}

  /**
   * Any regions, up to so many at once: all that stands there stops.
   *
   * @throws HikubeError HK1106 for what is no number of regions
   */
  public static regions(most: number): Failure {
    if (!Number.isSafeInteger(most) || most < 1) {
      throw choiceFault(`The loss of ${quote(most)} regions is to be survived.`, WHY, 'Write `Failure.regions(1)`.');
    }
    return new Failure({ fail: 'regions', most });
  }

  /** This one region. */
  public static region(region: Region): Failure {
    const [name] = regionsOf([region], "Failure.region(topology.region('gland'))");
    return new Failure({ fail: 'region', region: name! });
  }

  /**
   * Regions that share power, ground or fibre, and may go together.
   *
   * @throws HikubeError HK1106 without a name or a region
   */
  public static group(name: string, regions: readonly Region[]): Failure {
    const sample = "Failure.group('lake', [geneva, gland])";
    if (typeof name !== 'string' || name === '' || !Array.isArray(regions) || regions.length === 0) {
      throw choiceFault(`The group ${quote(name)} is of ${quote(regions)}.`, WHY, `Write \`${sample}\`.`);
    }
    return new Failure({ fail: 'group', group: name }, { name, regions: regionsOf(regions, sample) });
  }

  /** Any one machine that something stands on. */
  public static node(): Failure {
    return new Failure({ fail: 'node' });
  }

  /** Any one machine of the platform, with everything that it carries. */
  public static host(): Failure {
    return new Failure({ fail: 'host' });
  }

  /** A region that reaches no other; any, or this one. */
  public static isolate(region?: Region): Failure {
    if (region === undefined) return new Failure({ fail: 'isolate' });
    return new Failure({ fail: 'isolate', region: regionsOf([region], 'Failure.isolate()')[0]! });
  }

  /** One link between two regions; any, or this one. */
  public static cut(a?: Region, b?: Region): Failure {
    if (a === undefined && b === undefined) return new Failure({ fail: 'cut' });
    const [from, to] = regionsOf([a, b], 'Failure.cut(geneva, lucerne)');
    if (from === to) throw choiceFault(`A link leads from ${quote(from)} to itself.`, WHY, 'Name two regions.');
    return new Failure({ fail: 'cut', between: [from!, to!] });
  }

  /** All links between regions at once. */
  public static split(): Failure {
    return new Failure({ fail: 'split' });
  }

  /**
   * A region that is emptied in good order, as in maintenance; any, or this one.
   *
   * @param options `andMachine`: whether a machine elsewhere fails meanwhile
   */
  public static rollingRegion(options: { readonly region?: Region; readonly andMachine?: boolean } = {}): Failure {
    checkOptions('Failure.rollingRegion', options, ['region', 'andMachine']);
    const { region, andMachine } = options;
    if (andMachine !== undefined && typeof andMachine !== 'boolean') {
      throw choiceFault(`"andMachine" is ${quote(andMachine)}.`, WHY, 'Write true or false.');
    }
    const named = region === undefined ? {} : { region: regionsOf([region], 'Failure.rollingRegion()')[0]! };
    return new Failure({ fail: 'rolling', ...named, ...(andMachine && { node: true }) });
  }

  /**
   * The same, with the disks of what is lost: nothing of it comes back.
   *
   * @throws HikubeError HK1106 for a failure in which nothing is lost
   */
  public destroyed(): Failure {
    const { data, group } = this;
    if (['isolate', 'cut', 'split', 'rolling'].includes(data.fail)) {
      throw choiceFault(`Nothing is destroyed by "${data.fail}".`, WHY, 'Write `Failure.regions(1).destroyed()`, say.');
    }
    return new Failure({ ...data, data: 'destroyed' satisfies Data } as FailureData, group);
  }
}
