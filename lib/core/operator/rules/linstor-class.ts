import { valueAt, isRecord } from '../../json';
import { PROTOCOL_PROPERTY } from '../drbd/net-options';
import { LINSTOR_PROVISIONER } from '../kind';
import type { OperatorObject } from '../rule';
import { wholeNumber } from './linstor-read';

/** What a class says of the pools and links that its volumes are on. */
export interface LinstorClass {
  readonly in: OperatorObject;
  /** The key under which the pools stand, and the pools: a volume needs one of them on a node. */
  readonly pools?: { readonly key: string; readonly names: readonly string[] };
  /** Whether DRBD keeps more than one copy of its volumes. */
  readonly replicated: boolean;
  /** The protocol that it asks for, and `C` where it asks for none. */
  readonly protocol: string;
  /** Whether its volumes may be anywhere. */
  readonly anywhere: boolean;
}

const PREFIX = `${LINSTOR_PROVISIONER}/`;

/** A LINSTOR class, as far as this can be told: `undefined` if it is another's or its parameters are not texts. */
export function linstorClass(object: OperatorObject): LinstorClass | undefined {
  const { provisioner, parameters = {}, allowedTopologies } = object.manifest;
  if (object.kind !== 'StorageClass' || provisioner !== LINSTOR_PROVISIONER || !isRecord(parameters)) return undefined;
  const texts = Object.entries(parameters).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  if (texts.length !== Object.keys(parameters).length) return undefined;
  // The driver does not mind the case of its own keys.
  const own = (name: string): [string, string] | undefined =>
    texts.find(([key]) => key.toLowerCase() === `${PREFIX}${name}`.toLowerCase());

  const pools = own('storagePool');
  const counts = [own('autoPlace'), own('placementCount')].flatMap((entry) => wholeNumber(entry?.[1]) ?? []);
  const layers = own('layerList')?.[1].split(' ') ?? ['drbd', 'storage'];
  const counted = own('nodeList') === undefined && own('clientList') === undefined;
  return {
    in: object,
    ...(pools && { pools: { key: pools[0], names: pools[1].split(/\s+/).filter(Boolean) } }),
    replicated: counted && layers.includes('drbd') && counts.length > 0 && counts.every((count) => count >= 2),
    protocol:
      texts.find(([key]) => key === `property.${PREFIX}${PROTOCOL_PROPERTY}` || key === PROTOCOL_PROPERTY)?.[1] ?? 'C',
    anywhere: !Array.isArray(allowedTopologies) || allowedTopologies.length === 0,
  };
}

/** Its name, for a sentence. */
export const nameOf = (object: OperatorObject): string => {
  const name = valueAt(object.manifest, 'metadata', 'name');
  return typeof name === 'string' ? name : '';
};
