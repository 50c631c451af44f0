import { pointer, quote, valueAt, type Unchecked } from '../../json';
import { quorumOf } from '../../model/etcd';
import { ring, SOUND_V1, SOUND_V2 } from '../../operator/rules/ring-samples';
import { isSame } from '../difference';
import type { FoundEffect, OperatorEffectRule } from '../effect';

const OLDER = 'etcd.aenix.io/v1alpha1';
const NEWER = 'etcd-operator.cozystack.io/v1alpha2';
const SOURCE = 'etcd-operator v0.4.2, webhook of EtcdCluster; etcd-operator v0.5.4, README.md';
const REPLICAS = ['spec', 'replicas'] as const;

/** What of a newer ring holds for members that are made from then on. */
const FOR_NEW_MEMBERS = [
  'additionalMetadata',
  'affinity',
  'imagePullSecrets',
  'options',
  'resources',
  'topologySpreadConstraints',
  'version',
] as const;
/** What of an older ring is part of the template of its pods. */
const IN_TEMPLATE = [['options'], ['podTemplate'], ['security', 'tls']] as const;

/** The members of both sides, where both are numbers and differ. */
function membersOf(before: Unchecked, after: Unchecked): readonly [number, number] | undefined {
  const [old, now] = [before, after].map((side) => valueAt(side, ...REPLICAS));
  const areCounts = [old, now].every((count) => Number.isSafeInteger(count) && (count as number) >= 0);
  return areCounts && old !== now ? [old as number, now as number] : undefined;
}

const byHand = ({ apiVersion }: Unchecked): object =>
  apiVersion === OLDER ? { why: BY_HAND, first: BY_HAND_FIRST } : {};

const BY_HAND =
  'The webhook warns that resizing is not supported: the operator changes the number of pods, and adds or removes no member in etcd itself.';
const BY_HAND_FIRST = 'Take a snapshot, and add or remove each member in etcd itself, one at a time.';

/** Effects on the members of a ring. */
export const RING_MEMBER_EFFECTS: readonly OperatorEffectRule[] = [
  {
    code: 'HK5745',
    impact: 'rolling',
    severity: 'warning',
    title: 'Members join a ring',
    why: 'Members join one at a time, and each copies the whole keyspace before it counts.',
    first: 'Check that all members are healthy, and take a snapshot.',
    source: SOURCE,
    kind: 'EtcdCluster',
    example: { before: SOUND_V2, after: ring(SOUND_V2, { replicas: 5 }) },
    *find(before, after): Iterable<FoundEffect> {
      const [old, now] = membersOf(before, after) ?? [];
      if (old === undefined || now === undefined || now < old) return;
      const even = now % 2 === 0 ? ` An even number survives no more losses than ${now - 1}.` : '';
      const how = old === 0 ? `starts again with ${now} members` : `grows from ${old} members to ${now}`;
      const message = `The ring ${how}, of which ${quorumOf(now)} have to agree.${even}`;
      yield { pointers: [pointer(...REPLICAS)], message, ...byHand(after) };
    },
  },
  {
    code: 'HK5746',
    impact: 'destroys',
    severity: 'error',
    title: 'Members leave a ring',
    why: 'A member that leaves takes its copy with it, and with fewer members fewer may fail; every control plane keeps its state in this ring.',
    first: 'Take a snapshot, and check that all members that stay are healthy.',
    source: SOURCE,
    kind: 'EtcdCluster',
    example: { before: ring(SOUND_V2, { replicas: 5 }), after: SOUND_V2 },
    *find(before, after): Iterable<FoundEffect> {
      const [old, now] = membersOf(before, after) ?? [];
      if (old === undefined || now === undefined || now > old) return;
      const paused = after.apiVersion === NEWER ? 'no member runs, and one keeps its volume' : 'no member runs';
      const left = now === 0 ? paused : `${quorumOf(now)} of ${now} have to agree`;
      const message = `The ring shrinks from ${old} members to ${now}: ${left}.`;
      yield { pointers: [pointer(...REPLICAS)], message, ...byHand(after) };
    },
  },
  {
    code: 'HK5747',
    impact: 'inPlace',
    severity: 'warning',
    title: 'It holds for new members of a ring',
    why: 'The operator makes members with it from then on, and leaves those that run as they are.',
    first:
      'Replace the members one at a time afterwards, each when all others are healthy, if those are meant as well.',
    source: 'etcd-operator v0.5.4, the CRD of EtcdCluster and README.md',
    kind: 'EtcdCluster',
    apiVersion: NEWER,
    example: { before: SOUND_V2, after: ring(SOUND_V2, { resources: { requests: { memory: '1Gi' } } }) },
    *find(before, after): Iterable<FoundEffect> {
      for (const key of FOR_NEW_MEMBERS) {
        const [old, now] = [before, after].map((side) => valueAt(side, 'spec', key));
        if (isSame(old, now)) continue;
        const what = key === 'version' ? ` from ${quote(old)} to ${quote(now)}` : '';
        const message = `\`${key}\` of the ring changes${what}: members that run keep what they have.`;
        yield { pointers: [pointer('spec', key)], message };
      }
    },
  },
  {
    code: 'HK5748',
    impact: 'rolling',
    severity: 'warning',
    title: 'The members of a ring are made anew',
    why: "The template of the StatefulSet changes with it: Kubernetes replaces the members' pods one after the other.",
    first: 'Check that all members are healthy: one more that fails while one restarts can stop the ring.',
    source: 'etcd-operator v0.4.2, factory of the StatefulSet',
    kind: 'EtcdCluster',
    apiVersion: OLDER,
    example: { before: SOUND_V1, after: ring(SOUND_V1, { options: { 'heartbeat-interval': '200' } }) },
    *find(before, after): Iterable<FoundEffect> {
      for (const keys of IN_TEMPLATE) {
        const [old, now] = [before, after].map((side) => valueAt(side, 'spec', ...keys));
        if (isSame(old, now)) continue;
        const message = `\`${keys.join('.')}\` of the ring changes: its members restart with it, one after the other.`;
        yield { pointers: [pointer('spec', ...keys)], message };
      }
    },
  },
];
