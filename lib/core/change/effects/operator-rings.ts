import { pointer, quote, valueAt, type Unchecked } from '../../json';
import { ring, SOUND_V1, SOUND_V2 } from '../../operator/rules/ring-samples';
import { Quantity } from '../../quantity';
import { isSame } from '../difference';
import type { FoundEffect, OperatorEffectRule } from '../effect';

const OLDER = 'etcd.aenix.io/v1alpha1';
const SOURCE_1 = 'etcd-operator v0.4.2, webhook of EtcdCluster';
const SOURCE_2 = 'etcd-operator v0.5.4, the CRD of EtcdCluster (its rules)';
const NEW_RING = 'Keep it; a ring that differs there is a new ring beside this one, with a restored snapshot.';

const CLAIM = ['spec', 'storage', 'volumeClaimTemplate', 'spec'] as const;
const isOlder = ({ apiVersion }: Unchecked): boolean => apiVersion === OLDER;
const classAt = (manifest: Unchecked): readonly string[] =>
  isOlder(manifest) ? [...CLAIM, 'storageClassName'] : ['spec', 'storage', 'storageClassName'];
const sizeAt = (manifest: Unchecked): readonly string[] =>
  isOlder(manifest) ? [...CLAIM, 'resources', 'requests', 'storage'] : ['spec', 'storage', 'size'];
const mediumAt = (manifest: Unchecked): readonly string[] =>
  isOlder(manifest) ? ['spec', 'storage', 'emptyDir'] : ['spec', 'storage', 'medium'];

/** What the data lies on: the older API has a volume in memory or on the node, the newer one a word for it. */
const mediumOf = (manifest: Unchecked): unknown => {
  const written = valueAt(manifest, ...mediumAt(manifest));
  return isOlder(manifest) ? written !== undefined : written;
};

/** Whether the data lies on volumes on both sides, so that their class and size can be compared. */
const staysOnVolumes = (before: Unchecked, after: Unchecked): boolean =>
  isSame(mediumOf(before), mediumOf(after)) && !(isOlder(after) && mediumOf(after) === true);

/** The sizes of both sides, where both can be read. */
function sizesOf(before: Unchecked, after: Unchecked): readonly [Quantity, Quantity] | undefined {
  if (!staysOnVolumes(before, after)) return undefined;
  const [old, now] = [before, after].map((side) => Quantity.parse(valueAt(side, ...sizeAt(side))));
  return old && now ? [old, now] : undefined;
}

const sizeMessage = (before: Unchecked, after: Unchecked, verb: string): FoundEffect => {
  const [old, now] = [before, after].map((side) => quote(valueAt(side, ...sizeAt(side))));
  return { pointers: [pointer(...sizeAt(after))], message: `The volume of each member ${verb} from ${old} to ${now}.` };
};

/** Effects on what the members of a ring keep their data on. */
export const RING_EFFECTS: readonly OperatorEffectRule[] = [
  {
    code: 'HK5740',
    impact: 'refused',
    severity: 'error',
    title: 'Another class for the volumes of a ring',
    why: 'Members keep the volumes that they have, whose class cannot change: the API refuses it.',
    first: NEW_RING,
    source: `${SOURCE_2}; etcd-operator v0.4.2, factory of the StatefulSet`,
    kind: 'EtcdCluster',
    example: { before: SOUND_V2, after: ring(SOUND_V2, { storage: { storageClassName: 'replicated' } }) },
    *find(before, after): Iterable<FoundEffect> {
      if (!staysOnVolumes(before, after)) return;
      const [old, now] = [before, after].map((side) => valueAt(side, ...classAt(side)));
      if (isSame(old, now)) return;
      const named = (name: unknown): string => (name === undefined ? 'the default class' : quote(name));
      const message = `The class of the members' volumes would go from ${named(old)} to ${named(now)}.`;
      yield { pointers: [pointer(...classAt(after))], message, ...(isOlder(after) && { why: OLDER_CLASS }) };
    },
  },
  {
    code: 'HK5741',
    impact: 'refused',
    severity: 'error',
    title: 'The volumes of a ring shrink',
    why: 'No volume shrinks, and both operators refuse it.',
    first: 'Keep the size.',
    source: `${SOURCE_1}; ${SOURCE_2}`,
    kind: 'EtcdCluster',
    example: { before: SOUND_V2, after: ring(SOUND_V2, { storage: { size: '2Gi' } }) },
    *find(before, after): Iterable<FoundEffect> {
      const [old, now] = sizesOf(before, after) ?? [];
      if (old && now && now.compare(old) < 0) yield sizeMessage(before, after, 'would shrink');
    },
  },
  {
    code: 'HK5742',
    impact: 'inPlace',
    severity: 'warning',
    title: 'The volumes of a ring grow',
    why: 'The operator resizes no volume that exists: the size holds for members that are made from then on.',
    first: 'Grow the claims of the members first, and raise the quota of the keyspace only after that.',
    source: 'etcd-operator v0.5.4, README.md; etcd-operator v0.4.2, factory of the claims',
    kind: 'EtcdCluster',
    example: { before: SOUND_V2, after: ring(SOUND_V2, { storage: { size: '8Gi' } }) },
    *find(before, after): Iterable<FoundEffect> {
      const [old, now] = sizesOf(before, after) ?? [];
      if (!old || !now || now.compare(old) <= 0) return;
      const found = sizeMessage(before, after, 'goes');
      yield isOlder(after) ? { ...found, why: OLDER_GROWTH, first: GROWS_FIRST } : found;
    },
  },
  {
    code: 'HK5743',
    impact: 'refused',
    severity: 'error',
    title: 'The data of a ring moves to another medium',
    why: 'Members would lose what they have: both operators refuse to go between volumes and memory.',
    first: NEW_RING,
    source: `${SOURCE_1}; ${SOURCE_2}`,
    kind: 'EtcdCluster',
    example: {
      before: SOUND_V1,
      after: ring(SOUND_V1, { storage: { emptyDir: { medium: 'Memory' }, volumeClaimTemplate: undefined } }),
    },
    *find(before, after): Iterable<FoundEffect> {
      const [old, now] = [mediumOf(before), mediumOf(after)];
      if (isSame(old, now)) return;
      const named = (side: unknown): string =>
        side === '' || side === false ? 'volumes' : side === true ? 'an emptyDir' : quote(side);
      yield {
        pointers: [pointer('spec', 'storage')],
        message: `The data of the members would go from ${named(old)} to ${named(now)}.`,
      };
    },
  },
  {
    code: 'HK5744',
    impact: 'refused',
    severity: 'error',
    title: 'What a ring is made with changes',
    why: 'TLS, authentication and bootstrap are fixed when a ring is made: the API refuses to add, change or remove them.',
    first: NEW_RING,
    source: SOURCE_2,
    kind: 'EtcdCluster',
    apiVersion: 'etcd-operator.cozystack.io/v1alpha2',
    example: {
      before: SOUND_V2,
      after: ring(SOUND_V2, { auth: { enabled: true, rootCredentialsSecretRef: { name: 'etcd-root' } } }),
    },
    *find(before, after): Iterable<FoundEffect> {
      for (const key of ['tls', 'auth', 'bootstrap']) {
        const [old, now] = [before, after].map((side) => valueAt(side, 'spec', key));
        if (isSame(old, now)) continue;
        const verb = old === undefined ? 'be added' : now === undefined ? 'be removed' : 'change';
        yield { pointers: [pointer('spec', key)], message: `\`${key}\` of the ring would ${verb}.` };
      }
    },
  },
];

const OLDER_CLASS =
  'The API and the webhook let it pass, and the StatefulSet refuses it: its claim template cannot change, and the operator fails from then on. Where the size changes as well, the operator makes the StatefulSet anew; members keep the volumes that they have even then.';
const OLDER_GROWTH =
  'The operator makes the StatefulSet anew around the running members, and grows each claim whose class allows expansion; the others stay as they are.';
const GROWS_FIRST = 'See that the class of the volumes has `allowVolumeExpansion: true`.';
