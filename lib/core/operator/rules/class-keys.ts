import { isRecord, quote } from '../../json';
import { includes } from '../../platform/release';
import { nearest } from '../../suggest';
import {
  BARE_PROPERTIES,
  CSI_PARAMETERS,
  CSI_PREFIX,
  csiParameter,
  PROPERTY_PREFIX,
  SIDECAR_PREFIX,
} from '../linstor/class-parameters';
import { meantProperty, otherHolders, takesProperty } from '../linstor/properties';
import { operatorRule, type OperatorRule } from '../rule';
import { eachClass, exampleClass, isUnset, parameterAt, suggested, writtenAs } from './class-support';

const noText = operatorRule({
  code: 'HK6201',
  severity: 'error',
  title: 'A parameter of a class that is no text',
  why: 'The parameters of a class are texts; the API server refuses a number, a boolean or anything else.',
  remedy: 'Write the value in quotes.',
  source: 'kubernetes v1.34, storage.k8s.io/v1 StorageClass',
  check: eachClass(function* (_, { in: { manifest } }) {
    const { parameters } = manifest;
    if (isUnset(parameters)) return;
    if (!isRecord(parameters)) {
      const message = `The parameters of the class are ${quote(parameters)}.`;
      yield { pointer: '/parameters', message, remedy: 'Write a mapping of names to texts.' };
      return;
    }
    for (const [key, value] of Object.entries(parameters)) {
      if (typeof value === 'string') continue;
      const scalar = typeof value === 'number' || typeof value === 'boolean';
      yield {
        pointer: parameterAt(key),
        message: `The parameter ${quote(key)} is ${quote(value)}, which is no text.`,
        remedy: scalar ? `Write ${quote(String(value))}, in quotes.` : 'Write a text, or remove the parameter.',
      };
    }
  }),
  example: { fails: [exampleClass({ [`${CSI_PREFIX}placementCount`]: 3 })], passes: [exampleClass()] },
});

/** A parameter that the platform's own build of the driver has from 1.2 on; whether its webhook has it is not known. */
const RELOCATE = 'relocateafterclone';

const unknownName = operatorRule({
  code: 'HK6202',
  severity: 'error',
  title: 'A parameter that the LINSTOR driver does not know',
  why: 'The webhook of Piraeus reads the parameters as the driver does, and denies a class with one that is unknown.',
  remedy: 'Write a parameter of the driver, or remove it.',
  source: 'piraeus-operator v2.10, webhook of StorageClasses; linstor-csi v1.10.5, pkg/volume/parameter.go',
  check: eachClass(function* ({ unread }, { profile }) {
    for (const { key, fault } of unread) {
      if (fault !== 'name') continue;
      const bare = !key.startsWith(CSI_PREFIX);
      const name = bare ? key : key.slice(CSI_PREFIX.length);
      if (name.toLowerCase() === RELOCATE && includes({ since: '1.2.0' }, profile.release)) continue;
      yield {
        pointer: parameterAt(key),
        message: `The LINSTOR driver has no parameter ${quote(name)}.`,
        remedy: remedyOf(name),
        onKey: true,
      };
    }
  }),
  example: {
    fails: [exampleClass({ [`${CSI_PREFIX}placmentCount`]: '3' })],
    passes: [exampleClass({ [`${CSI_PREFIX}PlacementCount`]: '3', [`${CSI_PREFIX}placementCount`]: undefined })],
  },
});

function remedyOf(name: string): string {
  if (name.startsWith(BARE_PROPERTIES))
    return `Write ${quote(`${PROPERTY_PREFIX}${name}`)}: it is a property of LINSTOR's.`;
  if (name.toLowerCase() === 'fstype') return `Write ${quote(`${SIDECAR_PREFIX}fstype`)}.`;
  return suggested(name, CSI_PARAMETERS, CSI_PREFIX);
}

const NAMESPACES = [CSI_PREFIX, PROPERTY_PREFIX, BARE_PROPERTIES, SIDECAR_PREFIX].map((prefix) => prefix.slice(0, -1));
const SNAPSHOT_NAMESPACE = 'snap.linstor.csi.linbit.com';

const split = (key: string): [namespace: string, name: string] => {
  const at = key.indexOf('/');
  return [key.slice(0, at), key.slice(at + 1)];
};

/** The prefix that was meant, as far as it is near enough. */
const meant = (namespace: string): string | undefined =>
  namespace === SNAPSHOT_NAMESPACE ? undefined : nearest(namespace, NAMESPACES);

const misspeltPrefix = operatorRule({
  code: 'HK6203',
  severity: 'error',
  title: 'A misspelt prefix of a parameter',
  why: 'The driver ignores parameters of other prefixes without a word: the class is made, and what the parameter says is lost.',
  remedy: `Write ${CSI_PREFIX} before parameters of the driver and ${PROPERTY_PREFIX} before properties of LINSTOR.`,
  source: 'linstor-csi v1.10.5, pkg/volume/parameter.go',
  check: eachClass(function* ({ unread }) {
    for (const { key, fault } of unread) {
      if (fault !== 'prefix') continue;
      const [namespace, name] = split(key);
      const near = meant(namespace);
      if (near === undefined) continue;
      yield {
        pointer: parameterAt(key),
        message: `Nothing reads the prefix of ${quote(key)}.`,
        remedy: `Write ${quote(`${near}/${name}`)}.`,
        onKey: true,
      };
    }
  }),
  example: {
    fails: [exampleClass({ 'linstor.csi.linbit.co/encryption': 'false' })],
    passes: [exampleClass({ [`${CSI_PREFIX}encryption`]: 'false', [`${SIDECAR_PREFIX}fstype`]: 'ext4' })],
  },
});

const foreignPrefix = operatorRule({
  code: 'HK6204',
  severity: 'warning',
  title: 'A parameter that nothing reads',
  why: 'The driver ignores parameters of other prefixes without a word.',
  remedy: 'Remove the parameter; what people should know of a class can stand in an annotation.',
  source: 'linstor-csi v1.10.5, pkg/volume/parameter.go',
  check: eachClass(function* ({ unread }) {
    for (const { key, fault } of unread) {
      if (fault !== 'prefix') continue;
      const [namespace] = split(key);
      if (meant(namespace) !== undefined) continue;
      const remedy =
        namespace === SNAPSHOT_NAMESPACE
          ? 'Write it in a VolumeSnapshotClass, or remove it.'
          : 'Remove it, or write it as an annotation of the class.';
      const message = `The LINSTOR driver ignores ${quote(key)}, whose prefix is none of its own.`;
      yield { pointer: parameterAt(key), message, remedy, onKey: true };
    }
  }),
  example: {
    fails: [exampleClass({ 'acme.example/tier': 'gold' })],
    passes: [exampleClass({}, { metadata: { name: 'replicated', annotations: { 'acme.example/tier': 'gold' } } })],
  },
});

const twice = operatorRule({
  code: 'HK6205',
  severity: 'error',
  title: 'A parameter under two spellings',
  why: 'The driver reads its parameters in any case and with or without their prefix; of two that are one, a random one wins each time.',
  remedy: 'Keep one of the two.',
  source: 'linstor-csi v1.10.5, pkg/volume/parameter.go',
  check: eachClass(function* ({ parameters, properties }) {
    for (const written of [...parameters.values(), ...properties.values()]) {
      const [first, ...others] = written;
      for (const { key } of others) {
        const message = `The parameters ${quote(first!.key)} and ${quote(key)} are one to the driver.`;
        yield { pointer: parameterAt(key), message, remedy: 'Keep one of the two.', onKey: true };
      }
    }
  }),
  example: { fails: [exampleClass({ [`${CSI_PREFIX}storagepool`]: 'fast' })], passes: [exampleClass()] },
});

const twoCounts = operatorRule({
  code: 'HK6206',
  severity: 'error',
  title: 'autoPlace together with placementCount',
  why: 'Both name the number of copies; the driver takes a random one of the two each time it reads the class.',
  remedy: 'Keep placementCount.',
  source: 'linstor-csi v1.10.5, pkg/volume/parameter.go',
  check: eachClass(function* (parameters) {
    const [autoPlace] = writtenAs(parameters, 'autoPlace');
    const [count] = writtenAs(parameters, 'placementCount');
    if (!autoPlace || !count) return;
    yield {
      pointer: parameterAt(autoPlace.key),
      message: `The class has autoPlace ${quote(autoPlace.text)} and placementCount ${quote(count.text)}.`,
      remedy: 'Keep placementCount and remove autoPlace.',
      onKey: true,
    };
  }),
  example: {
    fails: [exampleClass({ [`${CSI_PREFIX}autoPlace`]: '2' })],
    passes: [exampleClass({ [`${CSI_PREFIX}autoPlace`]: '3', [`${CSI_PREFIX}placementCount`]: undefined })],
  },
});

/** What to write for a property that a class cannot have. */
function insteadOf(name: string): string {
  const parameter = csiParameter(name);
  if (parameter !== undefined) return `Write ${quote(`${CSI_PREFIX}${parameter}`)}.`;
  const meant = meantProperty('class', name);
  if (meant !== undefined) return `Write ${quote(`${PROPERTY_PREFIX}${meant}`)}.`;
  return otherHolders('class', name).includes('cluster')
    ? 'Remove it: LINSTOR has it for the whole, on the LinstorCluster.'
    : 'Remove it, or write a property that LINSTOR takes on a resource group.';
}

const noProperty = operatorRule({
  code: 'HK6207',
  severity: 'error',
  title: 'A property that LINSTOR does not have',
  why: 'The webhook lets every property pass; LINSTOR refuses the unknown one when the first volume of the class is made.',
  remedy: 'Write parameters of the driver behind its own prefix, and properties in the case that LINSTOR gives them.',
  source: 'linstor-csi v1.10.5, pkg/volume/parameter.go; linstor-server v1.32.3, WhitelistProps',
  check: eachClass(function* ({ properties }) {
    for (const [name, written] of properties) {
      if (takesProperty('class', name)) continue;
      for (const { key } of written) {
        const message = `LINSTOR has no property ${quote(name)} for a class.`;
        yield { pointer: parameterAt(key), message, remedy: insteadOf(name), onKey: true };
      }
    }
  }),
  example: {
    fails: [exampleClass({ [`${PROPERTY_PREFIX}storagePool`]: 'data' })],
    passes: [exampleClass({ [`${PROPERTY_PREFIX}DrbdOptions/Net/rr-conflict`]: 'retry-connect' })],
  },
});

/** Rules over the keys of a class's parameters. */
export const CLASS_KEY_RULES: readonly OperatorRule[] = [
  noText,
  unknownName,
  misspeltPrefix,
  foreignPrefix,
  twice,
  twoCounts,
  noProperty,
];
