import type { Finding } from '../../check/rule';
import { pointer, quote } from '../../json';
import { didYouMean, nearest } from '../../suggest';
import { LINSTOR_PROVISIONER } from '../kind';
import {
  CSI_PREFIX,
  readClass,
  type ClassParameters,
  type CsiParameter,
  type Written,
} from '../linstor/class-parameters';
import { ZONE } from '../linstor/sites';
import { ofKind, type OperatorContext, type OperatorObject, type OperatorRule } from '../rule';

/** The classes that LINSTOR serves. */
export const linstorClasses = (objects: readonly OperatorObject[]): OperatorObject[] =>
  ofKind(objects, 'StorageClass').filter(({ manifest }) => manifest.provisioner === LINSTOR_PROVISIONER);

/** What a check of a class may look at beside the class. */
export interface ClassContext extends OperatorContext {
  readonly in: OperatorObject;
  readonly objects: readonly OperatorObject[];
}

type FoundInClass = Finding & { readonly other?: { readonly in: OperatorObject; readonly pointer: string } };

/** A check of every class of LINSTOR by itself. */
export const eachClass = (
  check: (parameters: ClassParameters, context: ClassContext) => Iterable<FoundInClass>,
): OperatorRule['check'] =>
  function* (objects, context) {
    for (const object of linstorClasses(objects)) {
      const findings = check(readClass(object.manifest), { ...context, in: object, objects });
      for (const finding of findings) yield { ...finding, in: object };
    }
  };

/** The pointer to a parameter. */
export const parameterAt = (key: string): string => pointer('parameters', key);

/** The writings of parameters of the driver. */
export const writtenAs = ({ parameters }: ClassParameters, ...names: readonly CsiParameter[]): readonly Written[] =>
  names.flatMap((name) => parameters.get(name) ?? []);

/** Where a parameter stands, or all of them where it does not. */
export const whereSaid = (parameters: ClassParameters, ...names: readonly CsiParameter[]): string => {
  const [first] = writtenAs(parameters, ...names);
  return first === undefined ? '/parameters' : parameterAt(first.key);
};

/** What to write for a value outside a catalogue: the near one with what goes before it, or one of the whole list. */
export function suggested(text: unknown, known: readonly string[], prefix = ''): string {
  const near = typeof text === 'string' ? nearest(text, known) : undefined;
  return near === undefined ? didYouMean(undefined, known) : `Write ${quote(`${prefix}${near}`)}.`;
}

/** Whether a field is left to its default: null means that in a manifest. */
export const isUnset = (value: unknown): boolean => value === undefined || value === null;

/** A class that no rule finds fault with, but for what is said differently: a parameter that is undefined is left out. */
export function exampleClass(parameters: Readonly<Record<string, unknown>> = {}, more: object = {}): object {
  const all: Record<string, unknown> = {
    [`${CSI_PREFIX}storagePool`]: 'data',
    [`${CSI_PREFIX}placementCount`]: '3',
    [`${CSI_PREFIX}layerList`]: 'drbd storage',
    [`${CSI_PREFIX}replicasOnDifferent`]: ZONE,
    [`${CSI_PREFIX}allowRemoteVolumeAccess`]: 'true',
    ...parameters,
  };
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'replicated' },
    provisioner: LINSTOR_PROVISIONER,
    parameters: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
    allowVolumeExpansion: true,
    ...more,
  };
}

/** Parameters of a class whose volumes are on one node alone, but for what is said differently. */
export const exampleLocal = (parameters: Readonly<Record<string, unknown>> = {}, more: object = {}): object =>
  exampleClass(
    {
      [`${CSI_PREFIX}placementCount`]: undefined,
      [`${CSI_PREFIX}replicasOnDifferent`]: undefined,
      [`${CSI_PREFIX}layerList`]: 'storage',
      [`${CSI_PREFIX}allowRemoteVolumeAccess`]: 'false',
      ...parameters,
    },
    { metadata: { name: 'local' }, volumeBindingMode: 'WaitForFirstConsumer', ...more },
  );
