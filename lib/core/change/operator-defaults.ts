import { isRecord, setKey, valueAt, type Unchecked } from '../json';
import type { OperatorKind } from '../operator/kind';

/** Where the API, or a webhook in front of it, fills a value in that nobody wrote: `undefined` for nowhere. */
type Defaults = readonly (readonly [path: readonly string[], value: unknown])[];

const CLASS: Defaults = [
  [['reclaimPolicy'], 'Delete'],
  [['volumeBindingMode'], 'Immediate'],
  [['allowVolumeExpansion'], false],
];

const RINGS: Readonly<Record<string, Defaults>> = {
  'etcd.aenix.io/v1alpha1': [[['spec', 'replicas'], 3]],
  'etcd-operator.cozystack.io/v1alpha2': [
    [['spec', 'replicas'], 3],
    [['spec', 'progressDeadlineSeconds'], 600],
    [['spec', 'storage', 'size'], '1Gi'],
    [['spec', 'storage', 'medium'], ''],
  ],
};

const CLAIM = ['spec', 'storage', 'volumeClaimTemplate', 'spec'] as const;
/** What the webhook of the older rings fills in, unless the ring is in memory. */
const CLAIMS: Defaults = [
  [[...CLAIM, 'accessModes'], ['ReadWriteOnce']],
  [[...CLAIM, 'resources', 'requests', 'storage'], '4Gi'],
];

function defaultsOf(kind: OperatorKind, manifest: Unchecked): Defaults {
  if (kind === 'StorageClass') return CLASS;
  if (kind !== 'EtcdCluster') return [];
  const { apiVersion } = manifest;
  const own = typeof apiVersion === 'string' && Object.hasOwn(RINGS, apiVersion) ? RINGS[apiVersion]! : [];
  const onVolumes = valueAt(manifest, 'spec', 'storage', 'emptyDir') === undefined;
  return apiVersion === 'etcd.aenix.io/v1alpha1' && onVolumes ? [...own, ...CLAIMS] : own;
}

/** A manifest as the API server would show it: without nulls, and with what it fills in. */
export function wholeOf(kind: OperatorKind, manifest: unknown): Unchecked {
  const written = withoutNulls(manifest);
  if (!isRecord(written)) return {};
  return defaultsOf(kind, written).reduce<Unchecked>(
    (whole, [path, value]) => withDefault(whole, path, value),
    written,
  );
}

/** A copy with a value at a path, if nothing stands there and nothing on the way is of another shape. */
function withDefault(whole: Unchecked, [key, ...rest]: readonly string[], value: unknown): Unchecked {
  const at = valueAt(whole, key!);
  if (at !== undefined && (rest.length === 0 || !isRecord(at))) return whole;
  const copy = { ...whole };
  setKey(copy, key!, rest.length === 0 ? value : withDefault(isRecord(at) ? at : {}, rest, value));
  return copy;
}

const DEEPEST = 100;

function withoutNulls(value: unknown, depth = 0): unknown {
  if (!isRecord(value) || depth > DEEPEST) return value;
  const kept = {};
  for (const [key, entry] of Object.entries(value)) {
    if (entry !== null && entry !== undefined) setKey(kept, key, withoutNulls(entry, depth + 1));
  }
  return kept;
}
