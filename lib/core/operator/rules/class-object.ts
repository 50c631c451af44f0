import { byCodeUnit, isRecord, quote, valueAt } from '../../json';
import { isDnsName } from '../../names';
import { LINSTOR_PROVISIONER } from '../kind';
import { CSI_PREFIX } from '../linstor/class-parameters';
import { each, ofKind, operatorRule, type OperatorFinding, type OperatorObject, type OperatorRule } from '../rule';
import {
  eachClass,
  exampleClass,
  exampleLocal,
  isUnset,
  linstorClasses,
  parameterAt,
  suggested,
  whereSaid,
} from './class-support';

const KUBERNETES = 'kubernetes v1.34, validation of storage.k8s.io/v1 StorageClass';

const DEFAULT_MARKS = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];
const markOf = ({ manifest }: OperatorObject): string | undefined =>
  DEFAULT_MARKS.find((mark) => valueAt(manifest, 'metadata', 'annotations', mark) === 'true');
const escaped = (key: string): string => key.replace(/~/g, '~0').replace(/\//g, '~1');
const markAt = (object: OperatorObject): string => `/metadata/annotations/${escaped(markOf(object)!)}`;

/** The classes that are marked as the default one, each name once, in the order of their names. */
function defaults(objects: readonly OperatorObject[]): OperatorObject[] {
  const marked = ofKind(objects, 'StorageClass').filter((object) => markOf(object) !== undefined);
  const byName = new Map(marked.map((object) => [object.object.name, object]));
  return [...byName.values()].sort((a, b) => byCodeUnit(a.object.name, b.object.name));
}

function* severalDefaults(objects: readonly OperatorObject[]): Iterable<OperatorFinding> {
  const [first, ...others] = defaults(objects);
  for (const second of others) {
    const [at, other] = linstorClasses([second]).length > 0 ? [second, first!] : [first!, second];
    if (linstorClasses([at]).length === 0) continue;
    yield {
      in: at,
      other: { in: other, pointer: markAt(other) },
      pointer: markAt(at),
      message: `The class ${quote(at.object.name)} is marked as the default, and so is ${quote(other.object.name)}.`,
      remedy: 'Keep the annotation on one of the two.',
    };
  }
}

const DEFAULT = { annotations: { [DEFAULT_MARKS[0]!]: 'true' } };

const oneDefault = operatorRule({
  code: 'HK6222',
  severity: 'error',
  title: 'Several default classes',
  why: 'Of several default classes Kubernetes takes the one that was made last, so which volumes a claim without a class gets is an accident.',
  remedy: 'Mark one class as the default.',
  source: 'Kubernetes, docs/concepts/storage/storage-classes, default StorageClass',
  check: severalDefaults,
  example: {
    fails: [
      exampleClass({}, { metadata: { name: 'replicated', ...DEFAULT } }),
      exampleLocal({}, { metadata: { name: 'local', ...DEFAULT } }),
    ],
    passes: [exampleClass({}, { metadata: { name: 'replicated', ...DEFAULT } }), exampleLocal()],
  },
});

const cluster = (spec: object): object => ({
  apiVersion: 'piraeus.io/v1',
  kind: 'LinstorCluster',
  metadata: { name: 'linstorcluster' },
  spec,
});

const passphrase = operatorRule({
  code: 'HK6223',
  severity: 'error',
  title: 'Encryption without a passphrase',
  why: 'LINSTOR keeps the keys of encrypted volumes under a passphrase; without one no volume of the class can be made.',
  remedy: 'Name a secret with the passphrase in spec.linstorPassphraseSecret of the LinstorCluster.',
  source: 'piraeus-operator v2.10, LinstorCluster; LINBIT, LINSTOR guide, encrypted volumes',
  check: eachClass(function* (parameters, { objects, profile }) {
    // On the platform the cluster is a chart's, and an object that is given tells nothing of it.
    if (profile.data.operators === undefined || parameters.encryption !== true) return;
    const clusters = ofKind(objects, 'LinstorCluster');
    const has = ({ manifest }: OperatorObject): boolean => {
      const secret = valueAt(manifest, 'spec', 'linstorPassphraseSecret');
      return !isUnset(secret) && secret !== '';
    };
    const [first] = clusters;
    if (first === undefined || clusters.some(has)) return;
    yield {
      pointer: whereSaid(parameters, 'encryption'),
      other: { in: first, pointer: '/spec' },
      message: `The class encrypts its volumes, and the LinstorCluster ${quote(first.object.name)} names no passphrase.`,
      remedy: 'Set spec.linstorPassphraseSecret of the LinstorCluster.',
    };
  }),
  example: {
    profile: 'operators-v1alpha2',
    fails: [exampleClass({ [`${CSI_PREFIX}encryption`]: 'true' }), cluster({})],
    passes: [exampleClass({ [`${CSI_PREFIX}encryption`]: 'true' }), cluster({ linstorPassphraseSecret: 'passphrase' })],
  },
});

const ENUMS = [
  ['volumeBindingMode', ['Immediate', 'WaitForFirstConsumer']],
  ['reclaimPolicy', ['Delete', 'Retain']],
] as const;

const enums = operatorRule({
  code: 'HK6224',
  severity: 'error',
  title: 'A binding mode or reclaim policy that there is not',
  why: 'The API server refuses the class.',
  remedy: 'Write Immediate or WaitForFirstConsumer, and Delete or Retain.',
  source: KUBERNETES,
  check: eachClass(function* (_, { in: { manifest } }) {
    for (const [field, values] of ENUMS) {
      const written = manifest[field];
      if (isUnset(written) || (values as readonly unknown[]).includes(written)) continue;
      const remedy = suggested(written, values);
      yield { pointer: `/${field}`, message: `The ${field} is ${quote(written)}.`, remedy };
    }
  }),
  example: {
    fails: [exampleClass({}, { volumeBindingMode: 'WaitForConsumer' })],
    passes: [exampleClass({}, { volumeBindingMode: 'WaitForFirstConsumer' })],
  },
});

const name = operatorRule({
  code: 'HK6225',
  severity: 'error',
  title: 'A name of a class that Kubernetes does not take',
  why: 'The API server refuses the object.',
  remedy: 'Write lower-case letters, digits, dashes and dots.',
  source: 'Kubernetes, docs/concepts/overview/working-with-objects/names',
  *check(objects) {
    const classes = [...linstorClasses(objects), ...snapshotClasses(objects)];
    for (const object of classes) {
      const { metadata } = object.manifest;
      const written = isRecord(metadata) ? metadata.name : undefined;
      if (typeof written === 'string' ? isDnsName(written) : isUnset(written)) continue;
      yield {
        in: object,
        pointer: '/metadata/name',
        message: `The name ${quote(written)} is not made of lower-case letters, digits, dashes and dots.`,
        remedy: 'Write a name such as "replicated".',
      };
    }
  },
  example: {
    fails: [exampleClass({}, { metadata: { name: 'Replicated_3' } })],
    passes: [exampleClass({}, { metadata: { name: 'replicated-3' } })],
  },
});

const expansion = operatorRule({
  code: 'HK6226',
  severity: 'error',
  title: 'allowVolumeExpansion that is no boolean',
  why: 'The API server refuses the class.',
  remedy: 'Write true or false, without quotes.',
  source: KUBERNETES,
  check: eachClass(function* (_, { in: { manifest } }) {
    const written = manifest.allowVolumeExpansion;
    if (isUnset(written) || typeof written === 'boolean') return;
    yield {
      pointer: '/allowVolumeExpansion',
      message: `The field allowVolumeExpansion is ${quote(written)}, which is no boolean.`,
      remedy: written === 'false' ? 'Write false, without quotes.' : 'Write true or false, without quotes.',
    };
  }),
  example: {
    fails: [exampleClass({}, { allowVolumeExpansion: 'true' })],
    passes: [exampleClass({}, { allowVolumeExpansion: true })],
  },
});

const snapshotClasses = (objects: readonly OperatorObject[]): OperatorObject[] =>
  ofKind(objects, 'VolumeSnapshotClass').filter(({ manifest }) => manifest.driver === LINSTOR_PROVISIONER);

const snapshotClass = (more: object): object => ({
  apiVersion: 'snapshot.storage.k8s.io/v1',
  kind: 'VolumeSnapshotClass',
  metadata: { name: 'linstor-nightly' },
  driver: LINSTOR_PROVISIONER,
  ...more,
});

const DELETION = ['Delete', 'Retain'];

const deletion = operatorRule({
  code: 'HK6227',
  severity: 'error',
  title: 'A class of snapshots that does not say what is deleted',
  why: 'The field has no default: the API server refuses the class.',
  remedy: 'Write deletionPolicy: Delete to drop the snapshot with its object, or Retain to keep it.',
  source: 'kubernetes-csi/external-snapshotter, VolumeSnapshotClass',
  check: each('VolumeSnapshotClass', function* ({ manifest: { deletionPolicy } }) {
    if (DELETION.includes(deletionPolicy as string)) return;
    yield {
      pointer: '/deletionPolicy',
      message: isUnset(deletionPolicy)
        ? 'The class of snapshots has no deletionPolicy.'
        : `The deletionPolicy of the class of snapshots is ${quote(deletionPolicy)}.`,
      remedy: isUnset(deletionPolicy) ? 'Write "Delete" or "Retain".' : suggested(deletionPolicy, DELETION),
    };
  }),
  example: { fails: [snapshotClass({})], passes: [snapshotClass({ deletionPolicy: 'Delete' })] },
});

const loneRule = operatorRule({
  code: 'HK6228',
  severity: 'warning',
  title: 'A rule between copies where there is one',
  why: 'Without a count the driver makes one copy: what keeps copies apart has nothing to keep apart, and the volume is lost with its node.',
  remedy: 'Write placementCount.',
  source: 'linstor-csi v1.10.5, pkg/volume/parameter.go',
  check: eachClass(function* ({ copies, manual, parameters }) {
    if (copies !== 1 || manual) return;
    for (const parameter of ['replicasOnDifferent', 'xReplicasOnDifferent'] as const) {
      for (const { key, text } of parameters.get(parameter) ?? []) {
        // A single copy can still be kept away from a value.
        if (text === undefined || text.includes('=')) continue;
        const message = `The class has ${parameter} ${quote(text)} and makes one copy.`;
        const remedy = `Write ${quote(`${CSI_PREFIX}placementCount`)}: "3", or remove ${parameter}.`;
        yield { pointer: parameterAt(key), message, remedy };
      }
    }
  }),
  example: {
    fails: [exampleClass({ [`${CSI_PREFIX}placementCount`]: undefined })],
    passes: [exampleClass()],
  },
});

/** Rules over the fields of a class, and over what stands beside it. */
export const CLASS_OBJECT_RULES: readonly OperatorRule[] = [
  oneDefault,
  passphrase,
  enums,
  name,
  expansion,
  deletion,
  loneRule,
];
