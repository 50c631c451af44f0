import { isRecord, quote, type Unchecked } from '../../json';
import type { OperatorObject } from '../rule';
import { entriesOf, inSpec, isAbsent } from './linstor-read';

/** The kinds of pool that a satellite can have. */
export const POOL_KINDS = ['lvmPool', 'lvmThinPool', 'filePool', 'fileThinPool', 'zfsPool', 'zfsThinPool'] as const;
export type PoolKind = (typeof POOL_KINDS)[number];

/** A pool as it is written in a configuration of satellites. */
export interface WrittenPool {
  readonly index: number;
  readonly pool: Unchecked;
  /** Its name, where it has one that is a text. */
  readonly name: string | undefined;
  /** How a sentence begins that is about it. */
  readonly label: string;
}

export const poolsOf = (object: OperatorObject): WrittenPool[] =>
  entriesOf(inSpec(object, 'storagePools')).map(([index, pool]) => {
    const name = typeof pool.name === 'string' && pool.name !== '' ? pool.name : undefined;
    return { index, pool, name, label: name === undefined ? `Pool ${index + 1}` : `Pool ${quote(name)}` };
  });

/** The one kind that a pool is of. */
export function kindOf({ pool }: WrittenPool): PoolKind | undefined {
  const [kind, ...more] = POOL_KINDS.filter((one) => !isAbsent(pool[one]));
  return more.length === 0 ? kind : undefined;
}

/** Which nodes a configuration is for, as far as its labels say. */
export interface Selection {
  readonly labels: ReadonlyMap<string, string>;
  /** Whether terms of a nodeAffinity narrow it further. */
  readonly narrowed: boolean;
}

/** Which nodes a configuration is for, or `undefined` if what it says is not all texts. */
export function selectionOf(object: OperatorObject): Selection | undefined {
  const written = inSpec(object, 'nodeSelector') ?? {};
  if (!isRecord(written)) return undefined;
  const labels = Object.entries(written).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  if (labels.length !== Object.keys(written).length) return undefined;
  return { labels: new Map(labels), narrowed: !isAbsent(inSpec(object, 'nodeAffinity')) };
}

/** Whether every node of the second selection is certainly one of the first. */
export const covers = (wide: Selection, narrow: Selection): boolean =>
  !wide.narrowed && [...wide.labels].every(([key, value]) => narrow.labels.get(key) === value);

/** A pool that nothing is wrong with, for examples. */
export const SOUND_POOL = { name: 'data', lvmThinPool: { volumeGroup: 'data', thinPool: 'thin' } };

/** A configuration of satellites, for examples. */
export const satellites = (
  name: string,
  nodeSelector: Readonly<Record<string, string>>,
  storagePools: readonly object[],
  more: object = {},
): object => ({
  apiVersion: 'piraeus.io/v1',
  kind: 'LinstorSatelliteConfiguration',
  metadata: { name },
  spec: {
    ...(Object.keys(nodeSelector).length > 0 && { nodeSelector }),
    ...(storagePools.length > 0 && { storagePools }),
    ...more,
  },
});
