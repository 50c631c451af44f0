import { PLATFORM_PACKAGE } from '../kind';
import type { Finding } from '../../check/rule';
import { isRecord, pointer, quote, valueAt, type Unchecked } from '../../json';
import { each, operatorRule, type OperatorObject, type OperatorRule } from '../rule';
import { entriesOf } from './ring-reading';
import { faultsOf, isHard, isOverSites, minDomainsOf, recoveryFaults } from './spread-constraint';
import { platform, SOUND_SPREAD } from './spread-samples';
import { readSpreadText } from './spread-text';

const VALUE = 'globalAppTopologySpreadConstraints';
const PATH = ['spec', 'components', 'platform', 'values', 'scheduling', VALUE] as const;
const AT = pointer(...PATH);
const KEY = 'topologySpreadConstraints';
const SOURCE =
  'cozystack v1.1.2 and v1.6.2, packages/core/platform/values.yaml and packages/extra/etcd/templates/etcd-cluster.yaml';
const SAMPLE = 'Write the text "topologySpreadConstraints:" with one item below it.';

/** The value, where the platform reads it and something is written. */
function valueOf({ object, manifest }: OperatorObject): unknown {
  const value = object.name === PLATFORM_PACKAGE ? valueAt(manifest, ...PATH) : undefined;
  return value === null || value === '' ? undefined : value;
}

/** The items of the value's list, if all that the platform asks for is there. */
function itemsOf(object: OperatorObject): readonly unknown[] | undefined {
  const value = valueOf(object);
  const read = typeof value === 'string' ? readSpreadText(value)?.value : undefined;
  const list = valueAt(read, KEY);
  return Array.isArray(list) ? (list as unknown[]) : undefined;
}

/** The only item, as it can be judged. */
function itemOf(object: OperatorObject): Unchecked | undefined {
  const [item, second] = itemsOf(object) ?? [];
  return isRecord(item) && second === undefined ? item : undefined;
}

const form = operatorRule({
  code: 'HK6710',
  severity: 'error',
  title: 'A spread that the charts of the platform cannot paste',
  why: 'The value is a text, which each chart reads as YAML and pastes as it is: it has to be a map with the one key topologySpreadConstraints, or the charts of clusters, rings and databases fail.',
  remedy: SAMPLE,
  source: SOURCE,
  check: each('Package', function* (object): Iterable<Finding> {
    const value = valueOf(object);
    if (value === undefined) return;
    if (typeof value !== 'string') {
      const message = `The spread is ${quote(value)}, which is no text.`;
      yield { pointer: AT, message, remedy: `Put a bar behind the key, and the YAML below it: \`${VALUE}: |\`.` };
      return;
    }
    const read = readSpreadText(value);
    if (!read) return;
    if (Array.isArray(read.value)) {
      yield {
        pointer: AT,
        message: 'The text of the spread is a bare list.',
        remedy: `Write "${KEY}:" on a line before it.`,
      };
    } else if (!isRecord(read.value) || !Object.hasOwn(read.value, KEY)) {
      yield { pointer: AT, message: `The text of the spread has no key "${KEY}".`, remedy: SAMPLE };
    } else {
      const others = Object.keys(read.value).filter((key) => key !== KEY);
      if (others.length === 0) return;
      const message = `The text of the spread has ${quote(others[0])} beside "${KEY}".`;
      yield { pointer: AT, message, remedy: `Remove it: the text has the one key "${KEY}".` };
    }
  }),
  example: {
    fails: [platform(SOUND_SPREAD.replace(`${KEY}:\n`, ''))],
    passes: [platform(SOUND_SPREAD)],
  },
});

const oneItem = operatorRule({
  code: 'HK6711',
  severity: 'error',
  title: 'A spread of another number of constraints than one',
  why: 'The charts write a selector after the text, which only the last item gets: any other matches no pod and does nothing.',
  remedy: 'Keep one item, the one over the label of the sites.',
  source: SOURCE,
  check: each('Package', function* (object) {
    const items = itemsOf(object);
    const read = typeof valueOf(object) === 'string' ? readSpreadText(valueOf(object) as string)?.value : undefined;
    const written = isRecord(read) && Object.hasOwn(read, KEY);
    if (items?.length === 1 || !written) return;
    yield {
      pointer: AT,
      message: items
        ? `The text of the spread has ${items.length === 0 ? 'no item' : `${items.length} items`}.`
        : `The value of "${KEY}" in the text is ${quote(valueAt(read, KEY))}, which is no list.`,
      ...(!items?.length && { why: 'The charts write a selector after the text, and there is no item to take it.' }),
      remedy: 'Write exactly one item, over the label of the sites.',
    };
  }),
  example: {
    fails: [
      platform(
        SOUND_SPREAD +
          SOUND_SPREAD.replace(`${KEY}:\n`, '').replace('topology.kubernetes.io/zone', 'kubernetes.io/hostname'),
      ),
    ],
    passes: [platform(SOUND_SPREAD)],
  },
});

const ownSelector = operatorRule({
  code: 'HK6712',
  severity: 'error',
  title: 'A spread with a selector of its own',
  why: 'The charts write one after the text: the last item then has the key twice.',
  remedy: 'Leave labelSelector out of the text.',
  source: SOURCE,
  check: each('Package', function* (object) {
    const last = itemsOf(object)?.at(-1);
    if (!isRecord(last) || !Object.hasOwn(last, 'labelSelector')) return;
    const message = 'The text of the spread has a labelSelector.';
    yield { pointer: AT, message, remedy: 'Remove it; each chart selects its own pods.' };
  }),
  example: {
    fails: [platform(`${SOUND_SPREAD}  labelSelector:\n    matchLabels:\n      app.kubernetes.io/name: etcd\n`)],
    passes: [platform(SOUND_SPREAD)],
  },
});

/** A finding within the text, told of at the text. */
const inText = (finding: Finding): Finding => ({ ...finding, pointer: AT, onKey: false });

const invalid = operatorRule({
  code: 'HK6713',
  severity: 'error',
  title: 'A spread that no pod can have',
  why: 'The text goes into rings, databases and machines as it is, and Kubernetes refuses their pods.',
  remedy: 'Write the constraint as Kubernetes takes it.',
  source: 'Kubernetes v1.34, validation of core/v1 TopologySpreadConstraint',
  check: each('Package', function* (object) {
    for (const item of itemsOf(object) ?? []) {
      if (isRecord(item)) for (const finding of faultsOf(item, '')) yield inText(finding);
      else {
        const message = `An item in the text of the spread is ${quote(item)}, which is no map.`;
        yield { pointer: AT, message, remedy: 'Write a map with maxSkew, topologyKey and whenUnsatisfiable.' };
      }
    }
  }),
  example: {
    fails: [platform(SOUND_SPREAD.replace('DoNotSchedule', 'DontSchedule'))],
    passes: [platform(SOUND_SPREAD)],
  },
});

const soft = operatorRule({
  code: 'HK6714',
  severity: 'warning',
  title: 'A spread of the platform that is only a wish',
  why: 'With ScheduleAnyway rings, databases and machines stand together when that is easier, and nothing moves them apart later.',
  remedy: 'Write `whenUnsatisfiable: DoNotSchedule`.',
  source: 'Kubernetes, docs/concepts/scheduling-eviction/topology-spread-constraints',
  check: each('Package', function* (object) {
    if (itemOf(object)?.whenUnsatisfiable !== 'ScheduleAnyway') return;
    const message = 'The spread of the platform has `whenUnsatisfiable: ScheduleAnyway`.';
    yield { pointer: AT, message, remedy: 'Write `whenUnsatisfiable: DoNotSchedule`.' };
  }),
  example: {
    fails: [platform(SOUND_SPREAD.replace('DoNotSchedule', 'ScheduleAnyway').replace('  minDomains: 3\n', ''))],
    passes: [platform(SOUND_SPREAD)],
  },
});

const recovery = operatorRule({
  code: 'HK6715',
  severity: 'warning',
  title: 'A spread of the platform that is neither strict nor movable',
  why: 'Either what was lost waits for its site (Ignore, and minDomains with the number of sites), or it may start at another (Honor, without minDomains). What lies between holds for neither.',
  remedy: 'Choose one of the two by name.',
  source: 'Kubernetes, KEP-3022 (minDomains) and KEP-3094 (node inclusion policies)',
  check: each('Package', function* (object, { sites }) {
    const item = itemOf(object);
    if (!item || !isHard(item) || !isOverSites(item)) return;
    const known = sites && sites.label === item.topologyKey ? sites.values.length : undefined;
    for (const finding of recoveryFaults(item, '', known)) yield inText(finding);
  }),
  example: {
    fails: [platform(`${SOUND_SPREAD}  nodeTaintsPolicy: Honor\n`)],
    passes: [platform(`${SOUND_SPREAD.replace('  minDomains: 3\n', '')}  nodeTaintsPolicy: Honor\n`)],
  },
});

const twoSites = operatorRule({
  code: 'HK6717',
  severity: 'warning',
  title: 'A spread of the platform over two sites',
  why: 'Rings have an odd number of members, so one of two sites has most of them: when it is lost, etcd stops, and with it every control plane on that ring.',
  remedy: 'Spread over three sites.',
  source: 'etcd v3.6, faq',
  check: each('Package', function* (object) {
    const item = itemOf(object);
    if (!item || !isHard(item) || !isOverSites(item) || minDomainsOf(item) !== 2) return;
    const message = 'The spread of the platform is content with two sites.';
    yield { pointer: AT, message, remedy: 'Add a third site, and write `minDomains: 3`.' };
  }),
  example: {
    fails: [platform(SOUND_SPREAD.replace('minDomains: 3', 'minDomains: 2'))],
    passes: [platform(SOUND_SPREAD)],
  },
});

const DEEPEST = 12;

/** Where the value stands below something, other than among what charts get of the platform. */
function* placesOf(value: unknown, path: readonly string[]): Iterable<readonly string[]> {
  if (path.length > DEEPEST) return;
  for (const [key, below] of entriesOf(value)) {
    // Charts of the platform read their copy of it below `_cluster`.
    if (key === '_cluster') continue;
    if (key === VALUE) yield [...path, key];
    else yield* placesOf(below, [...path, key]);
  }
}

const misplaced = operatorRule({
  code: 'HK6716',
  severity: 'error',
  title: 'A spread where the platform does not look for it',
  why: 'The platform reads one value of one Package; anywhere else the text is kept and nothing is spread.',
  remedy: `Write it on the Package ${PLATFORM_PACKAGE}, at ${PATH.join('.')}.`,
  source: 'cozystack v1.1.2 and v1.6.2, packages/core/platform/values.yaml and templates/apps.yaml',
  check: each('Package', function* ({ manifest, object }) {
    for (const path of placesOf(manifest.spec, ['spec'])) {
      const right = pointer(...path) === AT;
      if (right && object.name === PLATFORM_PACKAGE) continue;
      yield {
        pointer: pointer(...path),
        onKey: true,
        message: `The platform does not read ${quote(VALUE)} ${object.name === PLATFORM_PACKAGE ? 'here' : `of the Package ${quote(object.name)}`}.`,
        remedy: `Write it${object.name === PLATFORM_PACKAGE ? '' : ` on the Package "${PLATFORM_PACKAGE}",`} at ${PATH.join('.')}.`,
      };
    }
  }),
  example: {
    fails: [
      {
        apiVersion: 'cozystack.io/v1alpha1',
        kind: 'Package',
        metadata: { name: PLATFORM_PACKAGE },
        spec: { variant: 'isp-full', components: { platform: { values: { [VALUE]: SOUND_SPREAD } } } },
      },
    ],
    passes: [platform(SOUND_SPREAD)],
  },
});

/** Rules over the spread that the platform gives to all its parts. */
export const PACKAGE_RULES: readonly OperatorRule[] = [
  form,
  oneItem,
  ownSelector,
  invalid,
  soft,
  recovery,
  twoSites,
  misplaced,
];
