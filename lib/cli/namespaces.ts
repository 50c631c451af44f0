import { isRecord, type Unchecked } from '../core/json';

/** The object as it is applied into a namespace. What it says of one itself comes first; kubectl takes '' for none. */
export function inNamespace(value: Unchecked, namespace: string | undefined): Unchecked {
  const { metadata = {} } = value;
  if (namespace === undefined || !isRecord(metadata)) return value;
  const own = metadata.namespace;
  if (own !== undefined && own !== null && own !== '') return value;
  return { ...value, metadata: { ...metadata, namespace } };
}
