import { choiceFault } from './choice';
import { isRecord, quote } from './json';
import { isDnsName } from './names';

/** How many copies of a volume there are, and where. */
export interface CopiesOptions {
  /** The number of copies that are kept on disk. */
  readonly copies: number;
  /** Whether every copy stands at a site of its own. @default false: several may stand at one site */
  readonly onePerRegion?: boolean;
  /** How many copies may stand at one site at most. @default no limit; 1 with `onePerRegion` */
  readonly perRegion?: number;
}

/** Whether there are copies, and whether a write waits for them; `unknown` for a class that only the operator knows. */
export type ReplicationMode = 'local' | 'synchronous' | 'asynchronous' | 'unknown';

/** More than any storage of three sites has sense for. */
const MOST_COPIES = 16;

interface Placement {
  readonly copies?: number;
  readonly perRegion?: number;
  readonly documented?: boolean;
}

/**
 * How many copies of a volume there are, and whether a write waits for them. For a tenant it comes down to a class of the
 * platform; the operator, who makes the class, says how many copies there are and where.
 */
export class Replication {
  /** Copies on disk, where somebody says how many. */
  public readonly copies: number | undefined;
  /** How many of them may stand at one site. @default no limit */
  public readonly perRegion: number | undefined;
  /** Whether it is the class of the platform's guide, to the letter. */
  public readonly isDocumented: boolean;

  private constructor(
    public readonly mode: ReplicationMode,
    /** The class on the platform that tenants take it to be. */
    public readonly storageClass: string,
    { copies, perRegion, documented = false }: Placement = {},
  ) {
    this.copies = copies;
    this.perRegion = perRegion;
    this.isDocumented = documented;
  }

  /** One copy, on the machine that uses it: class `local`. It goes with that machine. */
  public static local(): Replication {
    return new Replication('local', 'local', { copies: 1 });
  }

  /**
   * Several copies, and a write is done when all that are connected have it (DRBD protocol C): class `replicated`.
   *
   * @param options how many copies, and where: the operator's to say. A tenant's program may say what it counts on
   * @throws HikubeError HK1106 for numbers that cannot be meant
   */
  public static synchronous(options?: CopiesOptions): Replication {
    return new Replication('synchronous', 'replicated', placementOf('synchronous', options));
  }

  /**
   * Several copies, and a write is done when the nearest has it (DRBD protocol A), so that what was not sent yet is lost
   * with the node that wrote it: class `replicated-async` (Hikube).
   *
   * @param options how many copies, and where: the operator's to say. A tenant's program may say what it counts on
   * @throws HikubeError HK1106 for numbers that cannot be meant
   */
  public static asynchronous(options?: CopiesOptions): Replication {
    return new Replication('asynchronous', 'replicated-async', placementOf('asynchronous', options));
  }

  /**
   * The class `replicated` to the letter of the platform's guide: three copies wherever there is room, and an option that
   * LINSTOR dropped. Both are reported: it is for an operator who has that class and wants it in code before it changes.
   */
  public static documented(): Replication {
    return new Replication('synchronous', 'replicated', { copies: 3, documented: true });
  }

  /** A class of the platform as its contract declares it. @internal */
  public static declared(given: {
    readonly name: string;
    readonly mode: ReplicationMode;
    readonly copies: number;
    readonly perRegion?: number;
  }): Replication {
    return new Replication(given.mode, given.name, given);
  }

  /** The same copies, in a class of this name. @internal */
  public as(storageClass: string): Replication {
    const { mode, copies, perRegion, isDocumented: documented } = this;
    return new Replication(mode, storageClass, {
      ...(copies !== undefined && { copies }),
      ...(perRegion !== undefined && { perRegion }),
      documented,
    });
  }

  /**
   * A class of the operator's own. The profile has to know it: `PlatformProfile.hikube({ storageClasses: [...] })`.
   *
   * @throws HikubeError HK1106 if it cannot be the name of a class
   */
  public static ofClass(name: string): Replication {
    if (typeof name !== 'string' || !isDnsName(name)) {
      throw choiceFault(
        `The storage class ${quote(name)} cannot be the name of one.`,
        'The names of storage classes are DNS names.',
        'Write the name of the class, such as "fast".',
      );
    }
    return new Replication('unknown', name);
  }
}

function placementOf(mode: 'synchronous' | 'asynchronous', options: unknown): Placement {
  if (options === undefined) return {};
  const why = 'It decides how many disks, and how many sites, can be lost.';
  const remedy = `Write \`Replication.${mode}({ copies: 3, onePerRegion: true })\`.`;
  if (!isRecord(options)) throw choiceFault(`The copies are ${quote(options)}.`, why, remedy);
  const { copies, onePerRegion, perRegion, ...others } = options;
  const stray = Object.keys(others)[0];
  if (stray !== undefined) throw choiceFault(`There is no option ${quote(stray)} of a replication.`, why, remedy);
  if (!Number.isSafeInteger(copies) || (copies as number) < 2 || (copies as number) > MOST_COPIES) {
    throw choiceFault(`The number of copies is ${quote(copies)}.`, why, remedy);
  }
  if (onePerRegion !== undefined && typeof onePerRegion !== 'boolean') {
    throw choiceFault(`"onePerRegion" is ${quote(onePerRegion)}.`, why, remedy);
  }
  if (perRegion !== undefined && (!Number.isSafeInteger(perRegion) || (perRegion as number) < 1)) {
    throw choiceFault(`"perRegion" is ${quote(perRegion)}.`, why, remedy);
  }
  if (onePerRegion === true && perRegion !== undefined && perRegion !== 1) {
    throw choiceFault(`"onePerRegion" and perRegion ${quote(perRegion)} exclude one another.`, why, remedy);
  }
  const most = onePerRegion === true ? 1 : (perRegion as number | undefined);
  return { copies: copies as number, ...(most !== undefined && { perRegion: most }) };
}
