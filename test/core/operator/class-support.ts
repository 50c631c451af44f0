import { exampleClass, exampleLocal } from '../../../lib/core/operator/rules/class-support';
import { codesOf } from './support';

export const CSI = 'linstor.csi.linbit.com/';
export const PROPERTY = 'property.linstor.csi.linbit.com/';
export const ZONE = 'topology.kubernetes.io/zone';
export const REGION = 'topology.kubernetes.io/region';

type Given = Record<string, unknown>;
const prefixed = (parameters: Given): Given =>
  Object.fromEntries(Object.entries(parameters).map(([key, value]) => [`${CSI}${key}`, value]));
export const sound = (parameters: Given = {}, more: object = {}): object => exampleClass(prefixed(parameters), more);
export const local = (parameters: Given = {}, more: object = {}): object => exampleLocal(prefixed(parameters), more);
export const satellite = (name: string, nodeSelector: object | undefined, ...pools: string[]): object => ({
  apiVersion: 'piraeus.io/v1',
  kind: 'LinstorSatelliteConfiguration',
  metadata: { name },
  spec: {
    ...(nodeSelector && { nodeSelector }),
    ...(pools.length > 0 && {
      storagePools: pools.map((pool) => ({ name: pool, lvmThinPool: { volumeGroup: pool, thinPool: 'thin' } })),
    }),
  },
});
export const at = (zone: string, ...pools: string[]): object => satellite(`at-${zone}`, { [ZONE]: zone }, ...pools);
const classes = (codes: readonly string[]): string[] => codes.filter((code) => /^HK62[0-4]/.test(code));
/** The codes of the rules over classes that are found. */
export const found = (...args: Parameters<typeof codesOf>): string[] => classes(codesOf(...args));

export const THREE = { label: ZONE, values: ['geneva', 'gland', 'lucerne'] };
