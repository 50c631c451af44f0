import { quote } from '../../json';
import {
  booleanOf,
  copiesOf,
  CSI_PREFIX,
  PROPERTY_PREFIX,
  type CsiParameter,
  type Written,
} from '../linstor/class-parameters';
import { AUX_TOPOLOGY, capsOf, elementsOf, labelOf, LAYERS } from '../linstor/class-values';
import { ZONE } from '../linstor/sites';
import { operatorRule, type OperatorRule } from '../rule';
import { eachClass, exampleClass, parameterAt, suggested, writtenAs } from './class-support';

const CSI_SOURCE = 'linstor-csi v1.10.5, pkg/volume/parameter.go';

/** A writing whose text is known; whatever can be no text has its own rule. */
type Said = Written & { readonly text: string };
const isSaid = (written: Written): written is Said => written.text !== undefined;

const copies = operatorRule({
  code: 'HK6208',
  severity: 'error',
  title: 'A number of copies that is none',
  why: 'The webhook of Piraeus denies what is no integer of 32 bits; zero or less makes no copy, and an empty text makes one.',
  remedy: 'Write an integer of at least 1, in quotes.',
  source: `${CSI_SOURCE}; piraeus-operator v2.10, webhook of StorageClasses`,
  check: eachClass(function* (parameters) {
    for (const { key, text } of writtenAs(parameters, 'autoPlace', 'placementCount').filter(isSaid)) {
      if (copiesOf(text) !== undefined) continue;
      const message = `The number of copies is ${quote(text)}, which is no integer of at least 1.`;
      yield { pointer: parameterAt(key), message, remedy: 'Write an integer such as "3".' };
    }
  }),
  example: {
    fails: [exampleClass({ [`${CSI_PREFIX}placementCount`]: 'three' })],
    passes: [exampleClass({ [`${CSI_PREFIX}placementCount`]: '3' })],
  },
});

const layers = operatorRule({
  code: 'HK6209',
  severity: 'error',
  title: 'A list of layers that the driver does not read',
  why: 'The layers are names with one space between them; the webhook of Piraeus denies anything else.',
  remedy: `Write names of ${LAYERS.join(', ')} with one space between them.`,
  source: CSI_SOURCE,
  check: eachClass(function* (parameters) {
    for (const { key, text } of writtenAs(parameters, 'layerList').filter(isSaid)) {
      const known: readonly string[] = LAYERS;
      const wrong = text.split(' ').find((layer) => !known.includes(layer.toLowerCase()));
      if (wrong === undefined) continue;
      const spaced = text
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter(Boolean);
      const sound = spaced.length > 0 && spaced.every((layer) => known.includes(layer));
      yield {
        pointer: parameterAt(key),
        message: `The list of layers ${quote(text)} holds ${quote(wrong)}, which is no layer.`,
        remedy: sound ? `Write ${quote(spaced.join(' '))}.` : suggested(wrong, LAYERS),
      };
    }
  }),
  example: {
    fails: [exampleClass({ [`${CSI_PREFIX}layerList`]: 'drbd,storage' })],
    passes: [exampleClass({ [`${CSI_PREFIX}layerList`]: 'drbd luks storage' })],
  },
});

const caps = operatorRule({
  code: 'HK6210',
  severity: 'error',
  title: 'Copies by label that are no mapping',
  why: 'xReplicasOnDifferent is YAML text, a mapping of labels to numbers; the webhook of Piraeus denies what it cannot read as that.',
  remedy: `Write "${ZONE}: 1", one label on each line.`,
  source: CSI_SOURCE,
  check: eachClass(function* (parameters) {
    for (const { key, text } of writtenAs(parameters, 'xReplicasOnDifferent').filter(isSaid)) {
      const { fault } = capsOf(text);
      if (fault === undefined) continue;
      yield {
        pointer: parameterAt(key),
        message: `In xReplicasOnDifferent ${quote(text)}, ${fault}.`,
        remedy: `Write a label, a colon, a space and the most copies for one value, such as "${ZONE}: 1".`,
      };
    }
  }),
  example: {
    fails: [exampleClass({ [`${CSI_PREFIX}xReplicasOnDifferent`]: `${ZONE} 1` })],
    passes: [exampleClass({ [`${CSI_PREFIX}xReplicasOnDifferent`]: `${ZONE}: 1` })],
  },
});

const POLICIES = ['AutoPlaceTopology', 'AutoPlace', 'Balanced', 'FollowTopology', 'Manual'];
const isBoolean = (text: string): boolean => booleanOf(text) !== undefined;
const FORMS: readonly [CsiParameter, (text: string) => boolean, string][] = [
  ['encryption', isBoolean, 'Write "true" or "false".'],
  ['disklessOnRemaining', isBoolean, 'Write "true" or "false".'],
  ['usePvcName', isBoolean, 'Write "true" or "false".'],
  // A list of rules is beyond this one.
  [
    'allowRemoteVolumeAccess',
    (text) => isBoolean(text) || !/^[\w ]+$/.test(text),
    'Write "true", "false" or a list of fromSame rules.',
  ],
  [
    'placementPolicy',
    (text) => [...POLICIES, 'Unknown'].some((policy) => policy === text || policy.toLowerCase() === text.toLowerCase()),
    `Write one of ${POLICIES.join(', ')}.`,
  ],
];

const values = operatorRule({
  code: 'HK6211',
  severity: 'error',
  title: 'A value that the LINSTOR driver does not read',
  why: 'The webhook of Piraeus reads the parameters as the driver does, and denies a class with a value that it cannot read.',
  remedy: 'Write a value that the parameter takes.',
  source: `${CSI_SOURCE}; piraeus-operator v2.10, webhook of StorageClasses`,
  check: eachClass(function* (parameters) {
    for (const [name, takes, remedy] of FORMS) {
      for (const { key, text } of writtenAs(parameters, name).filter(isSaid)) {
        if (takes(text)) continue;
        yield { pointer: parameterAt(key), message: `The parameter ${name} is ${quote(text)}.`, remedy };
      }
    }
  }),
  example: {
    fails: [exampleClass({ [`${CSI_PREFIX}allowRemoteVolumeAccess`]: 'yes' })],
    passes: [exampleClass({ [`${CSI_PREFIX}allowRemoteVolumeAccess`]: 'true' })],
  },
});

const LISTS: readonly CsiParameter[] = [
  'replicasOnDifferent',
  'replicasOnSame',
  'storagePool',
  'nodeList',
  'clientList',
];

const lists = operatorRule({
  code: 'HK6212',
  severity: 'error',
  title: 'A list with other than single spaces',
  why: 'The driver takes the list apart at every single space and nowhere else: a comma becomes part of a name, and a second space makes an empty one.',
  remedy: 'Write the names with one space between them.',
  source: CSI_SOURCE,
  check: eachClass(function* (parameters) {
    for (const name of LISTS) {
      for (const { key, text } of writtenAs(parameters, name).filter(isSaid)) {
        if (elementsOf(text) !== undefined) continue;
        const elements = text.split(/[\s,;]+/).filter(Boolean);
        const remedy =
          elements.length > 0 ? `Write ${quote(elements.join(' '))}.` : 'Write a name, or remove the parameter.';
        yield { pointer: parameterAt(key), message: `The list ${name} is ${quote(text)}.`, remedy };
      }
    }
  }),
  example: {
    fails: [exampleClass({ [`${CSI_PREFIX}replicasOnDifferent`]: `${ZONE},kubernetes.io/hostname` })],
    passes: [exampleClass({ [`${CSI_PREFIX}replicasOnDifferent`]: `${ZONE} kubernetes.io/hostname` })],
  },
});

const WRONG_PREFIX = /^(?:topology\/|aux\/topology\/|AUX\/)/;

const labels = operatorRule({
  code: 'HK6213',
  severity: 'error',
  title: 'A label of a placement rule with a wrong prefix',
  why: 'The driver puts Aux/topology/ before whatever does not begin with Aux/: the rule is about a property that no node has.',
  remedy: `Write the label itself, such as ${ZONE}.`,
  source: 'linstor-csi v1.10.5, pkg/volume/volume.go, maybeAddTopologyPrefix',
  check: eachClass(function* ({ replicasOnDifferent, replicasOnSame, xReplicasOnDifferent, ...rest }) {
    const given: readonly [CsiParameter, readonly string[]][] = [
      ['replicasOnDifferent', (replicasOnDifferent ?? []).map(({ label }) => label)],
      ['replicasOnSame', (replicasOnSame ?? []).map(({ label }) => label)],
      ['xReplicasOnDifferent', [...(xReplicasOnDifferent?.keys() ?? [])]],
    ];
    for (const [name, all] of given) {
      const [written] = rest.parameters.get(name) ?? [];
      for (const label of written ? all.filter((one) => WRONG_PREFIX.test(one)) : []) {
        const right = labelOf(label.replace(WRONG_PREFIX, AUX_TOPOLOGY));
        yield {
          pointer: parameterAt(written!.key),
          message: `The rule ${name} is about ${quote(label)}, which LINSTOR looks up as "${AUX_TOPOLOGY}${label}".`,
          remedy: `Write ${quote(right)}.`,
        };
      }
    }
  }),
  example: {
    fails: [exampleClass({ [`${CSI_PREFIX}replicasOnDifferent`]: `topology/${ZONE}` })],
    passes: [exampleClass({ [`${CSI_PREFIX}replicasOnDifferent`]: `${AUX_TOPOLOGY}${ZONE}` })],
  },
});

const PROTOCOL = 'DrbdOptions/Net/protocol';

const protocol = operatorRule({
  code: 'HK6214',
  severity: 'error',
  title: 'A replication protocol that DRBD does not have',
  why: 'LINSTOR refuses the value when the first volume of the class is made.',
  remedy: 'Write C to wait for the disks of the others, B for their memory, or A for neither.',
  source: 'linstor-server v1.32.3, docs/rest_v1_openapi.yaml',
  check: eachClass(function* ({ properties }) {
    for (const { key, text } of (properties.get(PROTOCOL) ?? []).filter(isSaid)) {
      if (['A', 'B', 'C'].includes(text)) continue;
      const upper = text.trim().toUpperCase();
      const remedy = ['A', 'B', 'C'].includes(upper) ? `Write ${quote(upper)}.` : 'Write "A", "B" or "C".';
      yield { pointer: parameterAt(key), message: `The protocol is ${quote(text)}.`, remedy };
    }
  }),
  example: {
    fails: [exampleClass({ [`${PROPERTY_PREFIX}${PROTOCOL}`]: 'async' })],
    passes: [exampleClass({ [`${PROPERTY_PREFIX}${PROTOCOL}`]: 'C' })],
  },
});

/** Rules over the values of a class's parameters. */
export const CLASS_VALUE_RULES: readonly OperatorRule[] = [copies, layers, caps, values, lists, labels, protocol];
