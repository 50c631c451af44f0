import { DEFAULT_CLASS } from '../../operator/kind';
import { isRecord, listed, pointer, pointerKeys, quote, valueAt, type Unchecked } from '../../json';
import { exampleClass } from '../../operator/rules/class-support';
import { differences, isSame } from '../difference';
import type { FoundEffect, OperatorEffectRule } from '../effect';
import { shown } from '../found';

const SOURCE = 'Kubernetes 1.34, validation of the update of a StorageClass';
const FIXED = ['provisioner', 'reclaimPolicy', 'volumeBindingMode'] as const;

/** What each field that may change is for, and what it holds for. */
const MUTABLE = {
  allowVolumeExpansion: 'it holds for every claim of the class that somebody wants to grow.',
  mountOptions: 'it holds for volumes that are made from then on.',
  allowedTopologies: 'it holds for volumes that are made from then on.',
} as const;

const isDefault = (manifest: Unchecked): boolean =>
  valueAt(manifest, 'metadata', 'annotations', DEFAULT_CLASS) === 'true';

export const CLASS_EFFECTS: readonly OperatorEffectRule[] = [
  {
    code: 'HK5710',
    impact: 'refused',
    severity: 'error',
    title: 'A class changes where it cannot',
    why: 'The provisioner, the parameters, the reclaim policy and the binding mode of a StorageClass are fixed when it is made: the API server refuses the update.',
    first:
      'Write a class of another name beside this one; or delete this one and make it anew. Volumes that exist keep their old settings either way.',
    source: SOURCE,
    kind: 'StorageClass',
    example: {
      before: exampleClass(),
      after: exampleClass({ 'linstor.csi.linbit.com/placementCount': '2' }),
    },
    *find(before, after): Iterable<FoundEffect> {
      for (const key of FIXED) {
        if (isSame(before[key], after[key])) continue;
        const message = `The ${key} of the class would go from ${quote(before[key])} to ${quote(after[key])}.`;
        yield { pointers: [pointer(key)], message };
      }
      const [old, now] = [before.parameters ?? {}, after.parameters ?? {}];
      const changed = shown(differences(old, now, ['parameters']), [{ parameters: old }, { parameters: now }]);
      if (changed.length === 0) return;
      const keys = changed.map((field) => pointerKeys(field.pointer)[1] ?? 'parameters');
      const [only] = changed;
      yield {
        pointers: changed.map((field) => field.pointer),
        message:
          changed.length === 1 && only && isRecord(old) && isRecord(now)
            ? `The parameter ${quote(keys[0])} of the class would go from ${quote(only.before)} to ${quote(only.after)}.`
            : `The parameters ${listed(keys)} of the class would change.`,
      };
    },
  },
  {
    code: 'HK5711',
    impact: 'inPlace',
    severity: 'warning',
    title: 'The default class for new claims moves',
    why: 'Claims that name no class get the one that is marked as the default when they are made; claims that have a class keep it.',
    first: 'See that exactly one class is marked, and that new claims are meant to go there.',
    source: 'Kubernetes, Storage Classes: default StorageClass',
    kind: 'StorageClass',
    example: {
      before: exampleClass({}, { metadata: { name: 'replicated' } }),
      after: exampleClass({}, { metadata: { name: 'replicated', annotations: { [DEFAULT_CLASS]: 'true' } } }),
    },
    *find(before, after): Iterable<FoundEffect> {
      if (isDefault(before) === isDefault(after)) return;
      const name = quote(valueAt(after, 'metadata', 'name'));
      const message = isDefault(after)
        ? `${name} becomes the default class: new claims that name none go there.`
        : `${name} is no longer the default class: new claims that name none go elsewhere, or wait.`;
      yield { pointers: [pointer('metadata', 'annotations', DEFAULT_CLASS)], message };
    },
  },
  {
    code: 'HK5712',
    impact: 'inPlace',
    severity: 'info',
    title: 'A class changes where it can',
    why: 'Expansion, mount options and topologies of a StorageClass may change; volumes that exist are not touched.',
    first: 'Nothing, unless volumes that exist were meant as well: those are changed one by one.',
    source: SOURCE,
    kind: 'StorageClass',
    example: {
      before: exampleClass({}, { allowVolumeExpansion: false }),
      after: exampleClass({}, { allowVolumeExpansion: true }),
    },
    *find(before, after): Iterable<FoundEffect> {
      for (const [key, holds] of Object.entries(MUTABLE)) {
        if (isSame(before[key], after[key])) continue;
        const message = `${key} goes from ${quote(before[key])} to ${quote(after[key])}: ${holds}`;
        yield { pointers: [pointer(key)], message };
      }
    },
  },
];
