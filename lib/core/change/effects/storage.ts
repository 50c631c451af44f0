import { quote } from '../../json';
import { includes } from '../../platform/release';
import { effect, type EffectRule } from '../effect';

export const STORAGE_EFFECTS: readonly EffectRule<'Kubernetes'>[] = [
  effect({
    code: 'HK5501',
    impact: 'refused',
    severity: 'error',
    title: "Another storage class for a cluster's volumes",
    why: 'Volumes stay in the class that they were made in; the platform takes the change all the same, and breaks or moves what it should not.',
    first: 'Make a cluster with the other class beside this one, and move.',
    source:
      'cozystack v1.1.2, packages/system/kubevirt-csi-node/templates/deploy.yaml (parameters of a StorageClass cannot change); v1.6.2, packages/apps/kubernetes/values.schema.json (storageClass is marked immutable)',
    kind: 'Kubernetes',
    example: { before: { storageClass: 'replicated' }, after: { storageClass: 'local' } },
    *find(before, after, { at, profile }) {
      const [old, now] = [before.spec.storageClass, after.spec.storageClass];
      if (old === now) return;
      const one = includes({ until: '1.5.0' }, profile.release);
      yield {
        pointers: [at('storageClass')],
        message: `The class of the cluster's volumes goes from ${quote(old)} to ${quote(now)}; volumes that exist stay where they are.`,
        why: one
          ? 'The one class inside the cluster names the old class among its parameters, which Kubernetes does not let anybody change: the release of the storage driver fails from then on.'
          : 'The platform declares the field immutable and does not enforce it; the default class inside the cluster changes, and with it the disks of all groups that name no class of their own.',
      };
    },
  }),
];
