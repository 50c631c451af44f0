import { isRecord, valueAt, type Unchecked } from '../../json';
import { capsOf, elementsOf, layersOf, placementLabels, type PlacementLabel } from './class-values';

/** Before the parameters of the driver. */
export const CSI_PREFIX = 'linstor.csi.linbit.com/';
/** Before the properties that LINSTOR sets on the resource group of a class. */
export const PROPERTY_PREFIX = 'property.linstor.csi.linbit.com/';
/** Properties that may also stand without a prefix, from before there was one. */
export const BARE_PROPERTIES = 'DrbdOptions/';
/** Before the parameters that the sidecars of every driver take for themselves. */
export const SIDECAR_PREFIX = 'csi.storage.k8s.io/';

/** The parameters of the driver, as its guide spells them; it reads them in any case (linstor-csi v1.10.5 and v1.11.2). */
export const CSI_PARAMETERS = [
  'allowRemoteVolumeAccess',
  'autoPlace',
  'clientList',
  'disklessOnRemaining',
  'disklessStoragePool',
  'doNotPlaceWithRegex',
  'encryption',
  'fsOpts',
  'layerList',
  'mountOpts',
  'nfsConfigTemplate',
  'nfsRecoveryVolumeSize',
  'nfsServiceName',
  'nfsSquash',
  'nodeList',
  'overProvision',
  'placementCount',
  'placementPolicy',
  'postMountXfsOpts',
  'replicasOnDifferent',
  'replicasOnSame',
  'resourceGroup',
  'sizeKiB',
  'storagePool',
  'usePvcName',
  'xReplicasOnDifferent',
] as const;
export type CsiParameter = (typeof CSI_PARAMETERS)[number];

/** The driver's own reading of a boolean, which is Go's. */
export const TRUE_WORDS: readonly string[] = ['1', 't', 'T', 'TRUE', 'true', 'True'];
export const FALSE_WORDS: readonly string[] = ['0', 'f', 'F', 'FALSE', 'false', 'False'];

/** One parameter as it stands in the class. */
export interface Written {
  readonly key: string;
  /** Its text; that of a number or boolean is what its writer meant; nothing for what can be no text. */
  readonly text: string | undefined;
}

/** A key that means nothing to the driver. */
export interface UnreadKey {
  readonly key: string;
  /** Whether the name after a known prefix is at fault, which is refused, or the prefix, which is ignored. */
  readonly fault: 'name' | 'prefix';
}

/** Where the volumes of a class can be used: wherever a pod runs, at their copies, or by rules of its own. */
export type RemoteAccess = 'anywhere' | 'local' | 'rules';

/** What is understood of a class of LINSTOR. Nothing stands for what cannot be understood; defaults are the driver's. */
export interface ClassParameters {
  /** The driver's parameters, by the name in its guide; several where they are written in several ways. */
  readonly parameters: ReadonlyMap<CsiParameter, readonly Written[]>;
  /** LINSTOR's properties, by their name. */
  readonly properties: ReadonlyMap<string, readonly Written[]>;
  readonly unread: readonly UnreadKey[];
  /** The copies with data. */
  readonly copies: number | undefined;
  /** From top to bottom, in lower case. */
  readonly layers: readonly string[] | undefined;
  /** The pools that copies may stand in; empty for any. */
  readonly storagePools: readonly string[] | undefined;
  readonly replicasOnSame: readonly PlacementLabel[] | undefined;
  readonly replicasOnDifferent: readonly PlacementLabel[] | undefined;
  /** How many copies there may be for one value of a label. */
  readonly xReplicasOnDifferent: ReadonlyMap<string, number> | undefined;
  readonly remoteAccess: RemoteAccess | undefined;
  readonly encryption: boolean | undefined;
  /** Nodes that somebody chose by name, which drops every rule of placement. */
  readonly manual: { readonly nodes: readonly string[]; readonly clients: readonly string[] } | undefined;
  /** Whether every node without a copy gets a diskless one. */
  readonly disklessOnRemaining: boolean | undefined;
}

const BY_LOWER_CASE = new Map<string, CsiParameter>(CSI_PARAMETERS.map((name) => [name.toLowerCase(), name]));

/** The parameter of the driver that a name without prefix means. */
export const csiParameter = (name: string): CsiParameter | undefined => BY_LOWER_CASE.get(name.toLowerCase());

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function add<K>(map: Map<K, Written[]>, name: K, written: Written): void {
  map.set(name, [...(map.get(name) ?? []), written]);
}

/** The text that a parameter has; nothing where its writings contradict one another, since a random one wins then. */
export function soleText(written: readonly Written[] | undefined): string | undefined {
  const texts = new Set((written ?? []).map(({ text }) => text));
  return texts.size === 1 ? [...texts][0] : undefined;
}

function countOf(written: readonly Written[]): number | undefined {
  if (written.length === 0) return 1;
  const text = soleText(written);
  return text === '' ? 1 : text === undefined ? undefined : copiesOf(text);
}

/** The number of copies that a text says, if the driver reads it and it is one that a volume can have. */
export function copiesOf(text: string): number | undefined {
  const count = /^\+?\d{1,10}$/.test(text) ? Number(text) : 0;
  return count >= 1 && count <= 2 ** 31 - 1 ? count : undefined;
}

export function booleanOf(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  return TRUE_WORDS.includes(text) ? true : FALSE_WORDS.includes(text) ? false : undefined;
}

const remoteOf = (text: string | undefined): RemoteAccess | undefined => {
  const said = booleanOf(text);
  if (said !== undefined) return said ? 'anywhere' : 'local';
  return text !== undefined && /^\s*(-|\[)/.test(text) ? 'rules' : undefined;
};

/** Which parameters a class has, under which keys. */
function sortKeys(parameters: Unchecked): Pick<ClassParameters, 'parameters' | 'properties' | 'unread'> {
  const known = new Map<CsiParameter, Written[]>();
  const properties = new Map<string, Written[]>();
  const unread: UnreadKey[] = [];
  for (const [key, value] of Object.entries(parameters)) {
    const written = { key, text: textOf(value) };
    if (key.startsWith(PROPERTY_PREFIX)) add(properties, key.slice(PROPERTY_PREFIX.length), written);
    else if (key.startsWith(BARE_PROPERTIES)) add(properties, key, written);
    else if (key.startsWith(CSI_PREFIX) || !key.includes('/')) {
      const name = csiParameter(key.startsWith(CSI_PREFIX) ? key.slice(CSI_PREFIX.length) : key);
      if (name === undefined) unread.push({ key, fault: 'name' });
      else add(known, name, written);
    } else if (!key.startsWith(SIDECAR_PREFIX)) unread.push({ key, fault: 'prefix' });
  }
  return { parameters: known, properties, unread };
}

/** Reads a class of LINSTOR. It takes whatever it is given, and never throws. */
export function readClass(manifest: unknown): ClassParameters {
  const written = valueAt(manifest, 'parameters');
  const keys = sortKeys(isRecord(written) ? written : {});
  const all = (name: CsiParameter): readonly Written[] => keys.parameters.get(name) ?? [];
  /** What a parameter means: by default where it is not there, nothing where it cannot be read. */
  const read = <T>(name: CsiParameter, byDefault: T, meaning: (text: string) => T | undefined): T | undefined => {
    if (all(name).length === 0) return byDefault;
    const text = soleText(all(name));
    return text === undefined ? undefined : meaning(text);
  };
  const byHand = all('nodeList').length + all('clientList').length > 0;
  const nodes = read('nodeList', [], elementsOf);
  const clients = read('clientList', [], elementsOf);
  const layers = read('layerList', ['drbd', 'storage'], layersOf);
  // What no diskless copy can be had of is used where its copies are, unless somebody says otherwise.
  const remoteByDefault =
    layers && (layers.some((layer) => layer === 'drbd' || layer === 'nvme') ? 'anywhere' : 'local');
  return {
    ...keys,
    copies: byHand ? nodes?.length : countOf([...all('autoPlace'), ...all('placementCount')]),
    layers,
    storagePools: read('storagePool', [], elementsOf),
    replicasOnSame: read('replicasOnSame', [], placementLabels),
    replicasOnDifferent: read('replicasOnDifferent', [], placementLabels),
    xReplicasOnDifferent: read('xReplicasOnDifferent', new Map<string, number>(), (text) => capsOf(text).caps),
    remoteAccess: read<RemoteAccess | undefined>('allowRemoteVolumeAccess', remoteByDefault, remoteOf),
    encryption: read<boolean | undefined>('encryption', false, booleanOf),
    manual: byHand ? { nodes: nodes ?? [], clients: clients ?? [] } : undefined,
    disklessOnRemaining: read<boolean | undefined>('disklessOnRemaining', false, booleanOf),
  };
}

/** Whether DRBD copies the volumes of a class; nothing where its layers cannot be read. */
export const hasDrbd = ({ layers }: ClassParameters): boolean | undefined => layers?.includes('drbd');
