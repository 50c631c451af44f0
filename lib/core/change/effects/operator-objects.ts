import { isRecord, listed, valueAt } from '../../json';
import type { OperatorKind } from '../../operator/kind';
import { certificate } from '../../operator/rules/certificate-samples';
import { exampleClass } from '../../operator/rules/class-support';
import type { OperatorEffectFacts } from '../effect';

/** Effects on objects of the operator's plane as a whole, whatever their kind. */
export const OPERATOR_OBJECT_EFFECTS = {
  removed: {
    code: 'HK5701',
    impact: 'destroys',
    severity: 'error',
    title: "An object of the operator's plane is removed",
    why: 'The API server deletes it as soon as it is told to, whatever still depends on it, and its operator follows.',
    first: 'See what depends on it: claims on a class, volumes on a pool, control planes on a ring and its store.',
    source: 'Kubernetes, API concepts: deletion; piraeus-operator v2.6, etcd-operator v0.4.2 and v0.5.4',
    example: { before: exampleClass() },
  },
  other: {
    code: 'HK5702',
    impact: 'inPlace',
    severity: 'info',
    title: "Another field of the operator's plane changes",
    why: 'The API takes it, and the operator of the kind follows; no rule knows of anything that it would replace.',
    first: 'Read what the operator of the kind says of the field, if it is not plain.',
    source: "this library's own rule",
    example: { before: certificate(), after: certificate({ duration: '4320h' }) },
  },
} as const satisfies Readonly<Record<string, OperatorEffectFacts>>;

/** What goes with an object, as the end of a sentence. */
export function goesWith(kind: OperatorKind, manifest: unknown): string {
  switch (kind) {
    case 'StorageClass':
      return 'volumes that were made in it stay as they are, and claims that name it get none.';
    case 'LinstorSatelliteConfiguration': {
      const pools: unknown = valueAt(manifest, 'spec', 'storagePools');
      const names = (Array.isArray(pools) ? (pools as unknown[]) : []).flatMap((pool) =>
        isRecord(pool) && typeof pool.name === 'string' ? [pool.name] : [],
      );
      return names.length === 0
        ? 'what it sets on its satellites goes.'
        : `its satellites give up ${names.length === 1 ? 'the pool' : 'the pools'} ${listed(names)}, as far as no volume and no snapshot lies there.`;
    }
    case 'EtcdCluster':
      return 'its members go, and with them the state of every control plane that is kept there.';
    case 'DataStore':
      return 'control planes that name it have no store.';
    default:
      return 'what it declares goes with it.';
  }
}
