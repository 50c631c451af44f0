import { choiceFault } from '../choice';
import { isRecord, quote, type JsonObject } from '../json';

/** The kinds of pools that LINSTOR makes on a node, and what each is made of. */
const POOL_KINDS = {
  lvmPool: ['volumeGroup'],
  lvmThinPool: ['volumeGroup', 'thinPool'],
  zfsPool: ['zPool'],
  zfsThinPool: ['zPool'],
  filePool: ['directory'],
  fileThinPool: ['directory'],
} as const;

type PoolKind = keyof typeof POOL_KINDS;

/** What every kind of pool takes. */
export interface PoolOptions {
  /** Devices of the node that the pool is made of, such as `/dev/nvme1n1`. @default the pool is there already */
  readonly devices?: readonly string[];
}

/** Pool names (piraeus-operator, the webhook of LinstorSatelliteConfiguration). */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{1,46}[A-Za-z0-9]$/;
const WHY = 'LINSTOR makes it on every node of the site, and classes ask for it by its name.';

/** A pool of disks on the nodes of a site. It is of one kind, and has one name at every site. */
export class StoragePool {
  private constructor(
    /** The name that classes ask for. */
    public readonly name: string,
    /** The kind, by its field. */
    public readonly kind: PoolKind,
    private readonly made: Readonly<Record<string, string>>,
    private readonly devices: readonly string[] | undefined,
  ) {}

  /** Logical volumes of an LVM volume group. */
  public static lvm(name: string, options: { readonly volumeGroup: string } & PoolOptions): StoragePool {
    return make(name, 'lvmPool', options);
  }

  /** Thin logical volumes of LVM; snapshots cost no space until something changes. */
  public static lvmThin(
    name: string,
    options: { readonly volumeGroup: string; readonly thinPool: string } & PoolOptions,
  ): StoragePool {
    return make(name, 'lvmThinPool', options);
  }

  /** Volumes of a ZFS pool. */
  public static zfs(name: string, options: { readonly zPool: string } & PoolOptions): StoragePool {
    return make(name, 'zfsPool', options);
  }

  /** Thin volumes of a ZFS pool. */
  public static zfsThin(name: string, options: { readonly zPool: string } & PoolOptions): StoragePool {
    return make(name, 'zfsThinPool', options);
  }

  /** Files in a folder of the node: for trying things out. */
  public static file(name: string, options: { readonly directory: string }): StoragePool {
    return make(name, 'filePool', options);
  }

  /** Sparse files in a folder of the node. */
  public static fileThin(name: string, options: { readonly directory: string }): StoragePool {
    return make(name, 'fileThinPool', options);
  }

  /** @internal */
  public static of(
    name: string,
    kind: PoolKind,
    made: Record<string, string>,
    devices?: readonly string[],
  ): StoragePool {
    return new StoragePool(name, kind, made, devices);
  }

  /** The pool as a satellite configuration has it. */
  public toJson(): JsonObject {
    return {
      name: this.name,
      [this.kind]: { ...this.made },
      ...(this.devices && { source: { hostDevices: [...this.devices] } }),
    };
  }
}

function make(name: unknown, kind: PoolKind, options: unknown): StoragePool {
  if (typeof name !== 'string' || !NAME.test(name)) {
    const remedy = 'Write 3 to 48 letters, digits, dashes and underscores that begin and end with a letter or digit.';
    throw choiceFault(`A pool cannot be called ${quote(name)}.`, WHY, remedy);
  }
  const { devices, ...given } = isRecord(options) ? options : {};
  const keys: readonly string[] = POOL_KINDS[kind];
  const sample = `{ ${keys.map((key) => `${key}: '…'`).join(', ')} }`;
  for (const key of keys) {
    const value = given[key];
    if (typeof value === 'string' && value !== '') continue;
    throw choiceFault(`The ${key} of pool "${name}" is ${quote(value)}.`, WHY, `Write ${sample}.`);
  }
  const stray = Object.keys(given).find((key) => !keys.includes(key));
  if (stray !== undefined) {
    throw choiceFault(`A ${kind} has no ${quote(stray)}.`, WHY, `Write ${sample}.`);
  }
  if (devices !== undefined && !isDevices(devices)) {
    throw choiceFault(`The devices of pool "${name}" are ${quote(devices)}.`, WHY, "Write ['/dev/nvme1n1'], say.");
  }
  const made = Object.fromEntries(keys.map((key) => [key, given[key] as string]));
  return StoragePool.of(name, kind, made, devices === undefined ? undefined : [...(devices as readonly string[])]);
}

const isDevices = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string' && one.startsWith('/'));
