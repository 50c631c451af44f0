import { isRecord } from '../core/json';
import { TENANT_API } from '../core/model/kind';

/** The files that a kustomization lays over other objects; they are written as objects and are none by themselves. */
export function patchesOf(value: unknown): string[] {
  if (!isRecord(value) || !/^kustomize\.config\.k8s\.io\//.test(String(value.apiVersion ?? KUSTOMIZE))) return [];
  if (value.apiVersion === undefined && !Array.isArray(value.resources) && !Array.isArray(value.patches)) return [];
  const list = (key: string): readonly unknown[] => (Array.isArray(value[key]) ? (value[key] as unknown[]) : []);
  const named = [...list('patches'), ...list('patchesJson6902')].map((patch) =>
    isRecord(patch) ? patch.path : undefined,
  );
  return [...named, ...list('patchesStrategicMerge')].filter((file) => typeof file === 'string');
}

/** What a kustomization that does not say so is. */
const KUSTOMIZE = 'kustomize.config.k8s.io/v1beta1';

/** The cluster that a pool of machines in an object of its own belongs to (platform 1.6). */
export function pooledCluster(value: unknown): string | undefined {
  if (!isRecord(value) || value.apiVersion !== TENANT_API || value.kind !== 'KubernetesNodes') return undefined;
  const { spec } = value;
  return isRecord(spec) && typeof spec.cluster === 'string' ? spec.cluster : undefined;
}

/** The rules that conclude something from all groups of a cluster. */
export const OVER_ALL_GROUPS: readonly string[] = ['HK2203', 'HK2206', 'HK3102', 'HK3106', 'HK3114'];
