import { isRecord, pointer, quote, valueAt } from '../../json';
import type { EtcdApi } from '../../platform/profile';
import type { Finding } from '../../check/rule';
import { MOVED_FIELDS, RING_FIELDS, STORAGE_FIELDS } from '../etcd/ring-fields';
import { POD_SPEC_FIELDS } from '../etcd/pod-spec';
import { each, operatorRule, type OperatorRule } from '../rule';
import { apiOf, entriesOf, wordInstead } from './ring-reading';
import { ring, SOUND_V1, SOUND_V2 } from './ring-samples';

const POD = ['spec', 'podTemplate', 'spec'] as const;

const containers = operatorRule({
  code: 'HK6505',
  severity: 'error',
  title: 'A pod template without containers',
  why: 'The API server refuses `podTemplate.spec` without `containers`; an empty list is enough, and a container named etcd is merged with the operator’s own.',
  remedy: 'Write `containers: []` beside the other fields.',
  source: 'etcd-operator v0.4.2, its CRD',
  check: each('EtcdCluster', function* (object) {
    const pod = valueAt(object.manifest, ...POD);
    if (apiOf(object) !== 'v1alpha1' || !isRecord(pod)) return;
    if (pod.containers !== undefined && pod.containers !== null) return;
    yield {
      pointer: pointer(...POD),
      message: 'The pod template has a spec without `containers`.',
      remedy: 'Write `containers: []` into it.',
    };
  }),
  example: {
    profile: 'operators-v1alpha1',
    fails: [ring(SOUND_V1, { podTemplate: { spec: { containers: undefined } } })],
    passes: [SOUND_V1],
  },
});

const unknownPodField = operatorRule({
  code: 'HK6506',
  severity: 'error',
  title: 'A field that pods do not have',
  why: 'The API keeps whatever stands below `podTemplate.spec` without looking at it, and no pod ever gets it.',
  remedy: 'Write the field as Kubernetes spells it, or remove it.',
  source: 'etcd-operator v0.4.2, its CRD (unknown fields are kept); Kubernetes v1.34, core/v1 PodSpec',
  check: each('EtcdCluster', function* (object) {
    if (apiOf(object) !== 'v1alpha1') return;
    for (const [key] of entriesOf(valueAt(object.manifest, ...POD))) {
      if (POD_SPEC_FIELDS.includes(key)) continue;
      yield {
        pointer: pointer(...POD, key),
        onKey: true,
        message: `A pod has no field ${quote(key)}.`,
        remedy: wordInstead(key, POD_SPEC_FIELDS, 'Remove it, or write a field of a pod’s spec.'),
      };
    }
  }),
  example: {
    profile: 'operators-v1alpha1',
    fails: [ring(SOUND_V1, { podTemplate: { spec: { topologySpreadConstraint: [] } } })],
    passes: [ring(SOUND_V1, { podTemplate: { spec: { priorityClassName: 'system-cluster-critical' } } })],
  },
});

function* strangers(
  api: EtcdApi,
  value: unknown,
  fields: Readonly<Record<EtcdApi, readonly string[]>>,
  path: readonly string[],
): Iterable<Finding> {
  const other = api === 'v1alpha1' ? 'v1alpha2' : 'v1alpha1';
  for (const [key] of entriesOf(value)) {
    if (fields[api].includes(key)) continue;
    const theirs = fields[other].includes(key);
    const moved = MOVED_FIELDS[api][key] ?? `Leave it out; ${api} has nothing like it.`;
    yield {
      pointer: pointer(...path, key),
      onKey: true,
      message: theirs
        ? `The field ${quote(key)} is of ${other}; this ring is of ${api}.`
        : `${api} of EtcdCluster has no field ${quote(key)} in ${path.join('.')}.`,
      remedy: theirs ? moved : remedyFor(key, fields[api]),
    };
  }
}

function remedyFor(key: string, fields: readonly string[]): string {
  if (/pdb|disruption/i.test(key)) return 'Leave it out; the operator always makes a budget of its own.';
  return wordInstead(key, fields);
}

const otherApi = operatorRule({
  code: 'HK6507',
  severity: 'error',
  title: 'A field that this API of the etcd operator does not have',
  why: 'The API server refuses it, or drops it where the client does not ask for strict validation.',
  remedy: 'Write the field of the API that the ring is written in.',
  source: 'etcd-operator v0.4.2 and v0.5.4, their CRDs',
  check: each('EtcdCluster', function* (object) {
    const api = apiOf(object);
    if (api === undefined) return;
    yield* strangers(api, object.manifest.spec, RING_FIELDS, ['spec']);
    yield* strangers(api, valueAt(object.manifest, 'spec', 'storage'), STORAGE_FIELDS, ['spec', 'storage']);
  }),
  example: {
    profile: 'operators-v1alpha1',
    fails: [ring(SOUND_V1, { version: '3.6.11' })],
    passes: [SOUND_V1],
  },
});

const VERSION = /^\d+\.\d+\.\d+$/;

const version = operatorRule({
  code: 'HK6508',
  severity: 'error',
  title: 'A ring without a version of etcd, or with an ill-formed one',
  why: 'v1alpha2 asks for a full version without a prefix; the API server refuses anything else.',
  remedy: 'Write all three numbers, such as 3.6.11.',
  source: 'etcd-operator v0.5.4, its CRD',
  check: each('EtcdCluster', function* (object) {
    if (apiOf(object) !== 'v1alpha2') return;
    const written = valueAt(object.manifest, 'spec', 'version');
    if (typeof written === 'string' && VERSION.test(written)) return;
    const missing = written === undefined || written === null;
    const bare = typeof written === 'string' ? written.trim().replace(/^v/i, '') : '';
    yield {
      pointer: '/spec/version',
      message: missing ? 'The ring names no version of etcd.' : `The version of etcd is ${quote(written)}.`,
      remedy: `Write \`version: ${VERSION.test(bare) ? bare : '3.6.11'}\`${VERSION.test(bare) ? '' : ', or the one that you run, with all three numbers'}.`,
    };
  }),
  example: { profile: 'operators-v1alpha2', fails: [ring(SOUND_V2, { version: 'v3.6.11' })], passes: [SOUND_V2] },
});

/** Rules over the fields that each API has. */
export const SHAPE_RULES: readonly OperatorRule[] = [containers, unknownPodField, otherApi, version];
