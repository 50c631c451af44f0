import { isRecord, pointer, quote, valueAt, type Unchecked } from '../../json';
import type { EtcdApi } from '../../platform/profile';
import { Quantity } from '../../quantity';
import { nearest } from '../../suggest';
import { LINSTOR_PROVISIONER } from '../kind';
import { RING_API_VERSION, RING_DEFAULTS } from '../etcd/ring-facts';
import { ofKind, type OperatorObject } from '../rule';

/** The API that a ring is written in. */
export function apiOf({ manifest }: OperatorObject): EtcdApi | undefined {
  const { apiVersion } = manifest;
  if (apiVersion === RING_API_VERSION.v1alpha1) return 'v1alpha1';
  return apiVersion === RING_API_VERSION.v1alpha2 ? 'v1alpha2' : undefined;
}

/** The entries of a map; none of what is no map. */
export const entriesOf = (value: unknown): [string, unknown][] => (isRecord(value) ? Object.entries(value) : []);

/** The items of a list, of which nobody has looked at any; none of what is no list. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** The remedy for a word that is not known: the near one, or all of them. */
export function wordInstead(
  written: unknown,
  known: readonly string[],
  otherwise = `Known: ${known.join(', ')}.`,
): string {
  const near = typeof written === 'string' ? nearest(written, known) : undefined;
  return near === undefined ? otherwise : `Write ${quote(near)}.`;
}

/** How many members a ring has; nothing where that cannot be read. */
export function membersOf({ manifest }: OperatorObject): number | undefined {
  const written = valueAt(manifest, 'spec', 'replicas');
  if (written === undefined || written === null) return RING_DEFAULTS.members;
  return Number.isSafeInteger(written) && (written as number) >= 0 ? (written as number) : undefined;
}

const PATHS = {
  v1alpha1: {
    pod: ['spec', 'podTemplate', 'spec'],
    labels: ['spec', 'podTemplate', 'metadata', 'labels'],
    size: ['spec', 'storage', 'volumeClaimTemplate', 'spec', 'resources', 'requests', 'storage'],
    storageClass: ['spec', 'storage', 'volumeClaimTemplate', 'spec', 'storageClassName'],
    quota: ['spec', 'options', 'quota-backend-bytes'],
    serverSecret: ['spec', 'security', 'tls', 'serverSecret'],
    peerSecret: ['spec', 'security', 'tls', 'peerSecret'],
  },
  v1alpha2: {
    pod: ['spec'],
    labels: ['spec', 'additionalMetadata', 'labels'],
    size: ['spec', 'storage', 'size'],
    storageClass: ['spec', 'storage', 'storageClassName'],
    quota: ['spec', 'options', 'quotaBackendBytes'],
    serverSecret: ['spec', 'tls', 'client', 'serverSecretRef', 'name'],
    peerSecret: ['spec', 'tls', 'peer', 'secretRef', 'name'],
  },
} as const;

/** A value of a ring that both APIs have, each at a place of its own. */
export type RingPart = keyof (typeof PATHS)['v1alpha1'];

/** The keys that lead to a part. */
export const pathOf = (api: EtcdApi, part: RingPart): readonly string[] => PATHS[api][part];

/** Where a part stands or could stand, and what stands there. */
export function partOf(object: OperatorObject, api: EtcdApi, part: RingPart): { value: unknown; at: string } {
  const path = pathOf(api, part);
  return { value: valueAt(object.manifest, ...path), at: pointer(...path) };
}

/** Whether a ring keeps its data on volumes, rather than in the memory or on the disk of a node. */
export function onVolumes({ manifest }: OperatorObject, api: EtcdApi): boolean {
  const storage = valueAt(manifest, 'spec', 'storage');
  if (api === 'v1alpha1') return isRecord(valueAt(storage, 'volumeClaimTemplate')) && !valueAt(storage, 'emptyDir');
  return valueAt(storage, 'medium') !== 'Memory';
}

/** A storage class of LINSTOR that is given together with a ring, and what it makes of a volume. */
export interface RingClass {
  readonly object: OperatorObject;
  readonly copies: number;
  /** Whether a pod on a node without a copy can use the volume. */
  readonly remote: boolean;
}

const PREFIX = 'linstor.csi.linbit.com/';

/** The class of a ring's volumes, if it is among the objects and its parameters leave no doubt. */
export function classOf(objects: readonly OperatorObject[], ring: OperatorObject, api: EtcdApi): RingClass | undefined {
  if (!onVolumes(ring, api)) return undefined;
  const name = partOf(ring, api, 'storageClass').value;
  if (typeof name !== 'string' || name === '') return undefined;
  const named = ofKind(objects, 'StorageClass').filter(({ object }) => object.name === name);
  const [only] = named;
  if (named.length !== 1 || only?.manifest.provisioner !== LINSTOR_PROVISIONER) return undefined;
  return readClass(only);
}

function readClass(object: OperatorObject): RingClass | undefined {
  const parameters = object.manifest.parameters;
  const written = parameters === undefined || parameters === null ? {} : parameters;
  if (!isRecord(written)) return undefined;
  const layers = parameter(written, 'layerlist') ?? 'drbd storage';
  const count = parameter(written, 'autoplace') ?? parameter(written, 'placementcount') ?? '1';
  const remote = parameter(written, 'allowremotevolumeaccess') ?? 'true';
  if (typeof layers !== 'string' || typeof count !== 'string' || !/^\d{1,3}$/.test(count)) return undefined;
  // Two counts, or volumes placed by hand: what comes of it is not in the class.
  const counts = [parameter(written, 'autoplace'), parameter(written, 'placementcount')].filter((n) => n !== undefined);
  if (counts.length > 1 || parameter(written, 'nodelist') !== undefined) return undefined;
  const replicates = layers.split(' ').includes('drbd');
  return { object, copies: replicates ? Number(count) : 1, remote: replicates && remote !== 'false' };
}

/** A parameter of LINSTOR by its name in lower case; the driver does not tell cases apart, and takes it without prefix. */
function parameter(parameters: Unchecked, name: string): unknown {
  const key = Object.keys(parameters).find((one) => {
    const lower = one.toLowerCase();
    return lower === `${PREFIX}${name}` || lower === name;
  });
  return key === undefined ? undefined : parameters[key];
}

/** A size as Kubernetes reads it. */
export const sizeOf = (value: unknown): Quantity | undefined => Quantity.parse(value);
