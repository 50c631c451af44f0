import { isRecord, pointer, quote, valueAt, type Unchecked } from '../../json';
import type { Finding } from '../../check/rule';
import { ringLabels } from '../etcd/ring-facts';
import { each, ofKind, operatorRule, type OperatorObject, type OperatorRule } from '../rule';
import { constraintsOf } from './ring-constraints';
import { apiOf, entriesOf, listOf, pathOf } from './ring-reading';
import { spreadV1, spreadV2, SOUND_V1, SOUND_V2, STRICT } from './ring-samples';

const INSTANCE = 'app.kubernetes.io/instance';

/** What is known of a label of a ring's pods: its value, that it is not there, or nothing. */
type Known = { readonly value: string } | 'missing' | undefined;

/** What is known of the labels of a ring's pods. */
function labelsOf(object: OperatorObject): (key: string) => Known {
  const api = apiOf(object);
  const own = api === undefined ? {} : valueAt(object.manifest, ...pathOf(api, 'labels'));
  const written = isRecord(own) ? own : {};
  const given = ringLabels(object.object.name);
  return (key) => {
    if (Object.hasOwn(written, key)) {
      const value = written[key];
      // Which of the two wins differs between releases.
      if (Object.hasOwn(given, key) && given[key] !== value) return undefined;
      return typeof value === 'string' ? { value } : undefined;
    }
    if (Object.hasOwn(given, key)) return { value: given[key]! };
    // Operators and controllers put labels with prefixes of their own on pods, and hashes without one.
    return key.includes('/') || key.endsWith('-hash') ? undefined : 'missing';
  };
}

/** Where a selector asks for what no pod of the ring has. */
function* misses(selector: Unchecked, at: string, known: (key: string) => Known): Iterable<Finding> {
  for (const [key, value] of entriesOf(selector.matchLabels)) {
    const label = known(key);
    if (label === undefined || (label !== 'missing' && label.value === value)) continue;
    const place = { pointer: at + pointer('matchLabels', key) };
    if (label === 'missing') {
      const message = `The pods of the ring have no label ${quote(key)}.`;
      yield {
        ...place,
        onKey: true,
        message,
        remedy: 'Select by "app.kubernetes.io/name" and "app.kubernetes.io/instance".',
      };
    } else {
      const message = `The selector asks for ${quote(key)} ${quote(value)}, and the pods of the ring have ${quote(label.value)}.`;
      yield { ...place, message, remedy: `Write ${quote(label.value)}.` };
    }
  }
  for (const [i, item] of listOf(selector.matchExpressions).entries()) {
    if (!isRecord(item) || typeof item.key !== 'string') continue;
    const label = known(item.key);
    if (label === undefined || !isMiss(item, label)) continue;
    yield {
      pointer: at + pointer('matchExpressions', i),
      message: `The selector asks for what no pod of the ring has in ${quote(item.key)}.`,
      remedy: 'Select by "app.kubernetes.io/name" and "app.kubernetes.io/instance".',
    };
  }
}

function isMiss({ operator, values }: Unchecked, label: Exclude<Known, undefined>): boolean {
  const named = label !== 'missing' && listOf(values).includes(label.value);
  if (operator === 'In') return !named;
  if (operator === 'NotIn') return named;
  if (operator === 'Exists') return label === 'missing';
  return operator === 'DoesNotExist' && label !== 'missing';
}

const noMatch = operatorRule({
  code: 'HK6527',
  severity: 'error',
  title: 'A spread that counts no member of the ring',
  why: 'A constraint counts the pods that its selector matches, and one without a selector matches none: whatever it says, every node will do.',
  remedy: 'Select the pods of the ring by "app.kubernetes.io/name" and "app.kubernetes.io/instance".',
  source: 'Kubernetes, docs/concepts/scheduling-eviction/topology-spread-constraints; etcd-operator v0.4.2 and v0.5.4',
  check: each('EtcdCluster', function* (object) {
    const { name } = object.object;
    for (const { constraint, at } of constraintsOf(object)) {
      const { labelSelector } = constraint;
      if (labelSelector === undefined || labelSelector === null) {
        yield {
          pointer: at,
          message: 'The constraint has no labelSelector, and so matches no pod.',
          remedy: `Write a labelSelector with matchLabels "app.kubernetes.io/name": "etcd" and "${INSTANCE}": ${quote(name)}.`,
        };
      } else if (isRecord(labelSelector)) yield* misses(labelSelector, `${at}/labelSelector`, labelsOf(object));
    }
  }),
  example: {
    profile: 'operators-v1alpha1',
    fails: [spreadV1({ ...STRICT, labelSelector: undefined })],
    passes: [SOUND_V1],
  },
});

const tooWide = operatorRule({
  code: 'HK6528',
  severity: 'warning',
  title: 'A spread that counts more than the ring',
  why: 'The constraint evens out all pods that its selector matches: with others among them the members themselves may stand together.',
  remedy: 'Select by "app.kubernetes.io/instance" as well.',
  source: 'Kubernetes, docs/concepts/scheduling-eviction/topology-spread-constraints',
  *check(objects) {
    const rings = ofKind(objects, 'EtcdCluster');
    for (const object of rings) {
      const { namespace, name } = object.object;
      const other = rings.find((one) => one.object.namespace === namespace && one.object.name !== name);
      for (const { constraint, at } of constraintsOf(object)) {
        const { labelSelector } = constraint;
        if (!isRecord(labelSelector)) continue;
        const keys = Object.keys(isRecord(labelSelector.matchLabels) ? labelSelector.matchLabels : {});
        if (listOf(labelSelector.matchExpressions).length > 0 || listOf(constraint.matchLabelKeys).length > 0) continue;
        const everything = keys.length === 0;
        const rings = keys.every((key) => key === 'app.kubernetes.io/name');
        if (!everything && !(rings && other)) continue;
        yield {
          in: object,
          ...(other && !everything && { other: { in: other, pointer: '/metadata/name' } }),
          pointer: `${at}/labelSelector`,
          message: everything
            ? 'The selector is empty, and matches every pod of the namespace.'
            : `The selector matches the pods of the ring ${quote(other?.object.name)} as well.`,
          remedy: `Add "${INSTANCE}": ${quote(name)} to its matchLabels.`,
        };
      }
    }
  },
  example: {
    profile: 'operators-v1alpha2',
    fails: [spreadV2({ ...STRICT, labelSelector: {} })],
    passes: [SOUND_V2],
  },
});

/** Rules over which pods the constraints of a ring count. */
export const SELECTOR_RULES: readonly OperatorRule[] = [noMatch, tooWide];
