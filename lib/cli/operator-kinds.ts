import { isRecord, type Unchecked } from '../core/json';
import {
  isOperatorKind,
  LINSTOR_PROVISIONER,
  NAMESPACED,
  OPERATOR_KINDS,
  type OperatorKind,
} from '../core/operator/kind';
import { inNamespace } from './namespaces';

/** The versions of APIs that nothing but the operator's plane speaks of; `policy/v1` is everybody's. */
const VERSIONS: readonly string[] = Object.values(OPERATOR_KINDS)
  .flat()
  .filter((version) => version.includes('.'));

/** Whether a text names an API of the operator's plane. */
export const namesOperatorApi = (text: string): boolean => VERSIONS.some((version) => text.includes(version));

/** The kind of an object of the operator's plane. A class of another provisioner is none: its parameters are its own. */
export function operatorKindOf(value: unknown): OperatorKind | undefined {
  if (!isRecord(value)) return undefined;
  const { apiVersion, kind, provisioner } = value;
  if (!isOperatorKind(apiVersion, kind)) return undefined;
  return kind === 'StorageClass' && provisioner !== LINSTOR_PROVISIONER ? undefined : kind;
}

/** The object as it is applied into a namespace, where objects of its kind stand in one. */
export const placedIn = (kind: OperatorKind, value: Unchecked, namespace: string | undefined): Unchecked =>
  NAMESPACED.includes(kind) ? inNamespace(value, namespace) : value;
