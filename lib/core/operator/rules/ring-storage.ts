import { quote } from '../../json';
import type { EtcdApi } from '../../platform/profile';
import { Quantity } from '../../quantity';
import { LARGEST_KEYSPACE, RING_DEFAULTS } from '../etcd/ring-facts';
import { isGoInteger } from '../etcd/timers';
import { each, ofKind, operatorRule, type OperatorObject, type OperatorRule } from '../rule';
import { apiOf, classOf, membersOf, onVolumes, partOf, sizeOf } from './ring-reading';
import { ring, SOUND_V1, SOUND_V2, spreadV2, storageClass, STRICT } from './ring-samples';
import { siteConstraintsOf } from './ring-constraints';
import { policyOf } from './spread-constraint';

/** The keyspace that a ring asks for, in bytes, where it is written and can be read. */
function quotaOf(object: OperatorObject, api: EtcdApi): Quantity | undefined {
  const { value } = partOf(object, api, 'quota');
  if (api === 'v1alpha1')
    return typeof value === 'string' && /^(0|[1-9]\d{0,18})$/.test(value) ? Quantity.parse(value) : undefined;
  return typeof value === 'number' && value >= 0 ? Quantity.parse(value) : undefined;
}

const gibibytes = (bytes: Quantity): string => `${(Number(bytes.toBigInt()) / 2 ** 30).toFixed(1)} GiB`;

const quotaForm = operatorRule({
  code: 'HK6515',
  severity: 'error',
  title: 'A quota that is no number of bytes',
  why: 'etcd reads a whole number of bytes. v1alpha1 hands on any text, with which etcd does not start; v1alpha2 takes a number and refuses a text.',
  remedy: 'Write the bytes: as a text in v1alpha1, as a number in v1alpha2.',
  source: 'etcd v3.6, op-guide/configuration; etcd-operator v0.5.4, its CRD',
  check: each('EtcdCluster', function* (object) {
    const api = apiOf(object);
    if (api === undefined) return;
    const { value, at } = partOf(object, api, 'quota');
    if (value === undefined || value === null) return;
    // A value of v1alpha1 that is no text is told of as such.
    if (api === 'v1alpha1' ? typeof value !== 'string' || isGoInteger(value) : isBytes(value)) return;
    const read = Quantity.parse(typeof value === 'string' ? value.replace(/i?B$/, 'i') : value);
    const bytes = read && read.compare(Quantity.ZERO) > 0 ? read.toBigInt() : 2n * 1024n ** 3n;
    const spelt = api === 'v1alpha1' ? `"${bytes}"` : String(bytes);
    yield {
      pointer: at,
      message: `The quota of the keyspace is ${quote(value)}, which is no ${api === 'v1alpha1' ? 'text of a ' : ''}whole number of bytes.`,
      remedy: `Write ${spelt}${api === 'v1alpha2' ? ', without quotes' : ''}.`,
    };
  }),
  example: {
    profile: 'operators-v1alpha2',
    fails: [ring(SOUND_V2, { options: { quotaBackendBytes: '4080218931' } })],
    passes: [SOUND_V2],
  },
});

const isBytes = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

const keyspace = operatorRule({
  code: 'HK6516',
  severity: 'warning',
  title: 'A keyspace larger than etcd advises',
  why: 'Above 8 GiB a member takes long to start and to catch up, and etcd itself warns at every start.',
  remedy: 'Keep the quota at 8 GiB, and give further clusters a ring of their own.',
  source: 'etcd v3.6, dev-guide/limit',
  check: each('EtcdCluster', function* (object) {
    const api = apiOf(object);
    const quota = api && quotaOf(object, api);
    if (!api || !quota || quota.compare(LARGEST_KEYSPACE) <= 0) return;
    yield {
      pointer: partOf(object, api, 'quota').at,
      message: `The keyspace may grow to ${gibibytes(quota)}; etcd advises at most 8 GiB.`,
      remedy: `Write ${api === 'v1alpha1' ? '"8589934592"' : '8589934592'}, or divide the clusters over several rings.`,
    };
  }),
  example: {
    profile: 'operators-v1alpha1',
    fails: [
      ring(SOUND_V1, {
        options: { 'quota-backend-bytes': '10200547328' },
        storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '10Gi' } } } } },
      }),
    ],
    passes: [
      ring(SOUND_V1, {
        options: { 'quota-backend-bytes': '8589934592' },
        storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '10Gi' } } } } },
      }),
    ],
  },
});

const overVolume = operatorRule({
  code: 'HK6517',
  severity: 'error',
  title: 'A keyspace larger than its volume',
  why: 'The disk is full before etcd reaches its quota: the member then crashes, instead of refusing writes in good order.',
  remedy: 'Keep the quota at 95 % of the volume or below.',
  source:
    'etcd v3.6, op-guide/maintenance; cozystack, packages/extra/etcd/templates/etcd-cluster.yaml (95 % of the size)',
  check: each('EtcdCluster', function* (object) {
    const api = apiOf(object);
    const quota = api && quotaOf(object, api);
    if (!api || !quota || !onVolumes(object, api)) return;
    const written = partOf(object, api, 'size').value;
    const size = sizeOf(written ?? RING_DEFAULTS.size[api]);
    // A size of zero is told of as such.
    if (!size || size.compare(Quantity.ZERO) <= 0 || quota.compare(size) <= 0) return;
    const said = written === undefined || written === null ? `${size.toString()} by default` : quote(written);
    yield {
      pointer: partOf(object, api, 'quota').at,
      message: `The keyspace may grow to ${gibibytes(quota)}, and the volume is ${said}.`,
      remedy: `Write at most ${(size.toBigInt() * 95n) / 100n}, or a larger volume.`,
    };
  }),
  example: {
    profile: 'operators-v1alpha2',
    fails: [ring(SOUND_V2, { storage: { size: '2Gi' } })],
    passes: [ring(SOUND_V2, { storage: { size: '5Gi' } })],
  },
});

const noSize = operatorRule({
  code: 'HK6518',
  severity: 'error',
  title: 'A ring on volumes of no size',
  why: 'The API takes the ring, and the claim of each member is refused: the members never start.',
  remedy: 'Write a size such as 4Gi.',
  source: 'etcd-operator v0.4.2 and v0.5.4, their CRDs; Kubernetes v1.34, core/v1 PersistentVolumeClaim',
  check: each('EtcdCluster', function* (object) {
    const api = apiOf(object);
    if (api === undefined) return;
    const { value, at } = partOf(object, api, 'size');
    if (value === undefined || value === null) return;
    const size = sizeOf(value);
    if (size && size.compare(Quantity.ZERO) > 0) return;
    yield {
      pointer: at,
      message: size
        ? `The size of the volumes is ${quote(value)}.`
        : `The size of the volumes, ${quote(value)}, ${Quantity.fault(value).replace(/\?$/, '')}.`,
      remedy: 'Write a size such as "4Gi".',
    };
  }),
  example: {
    profile: 'operators-v1alpha2',
    fails: [ring(SOUND_V2, { storage: { size: '0' } })],
    passes: [SOUND_V2],
  },
});

const DECIMAL = /^[kMGTPEmun]$/;

const decimalSize = operatorRule({
  code: 'HK6519',
  severity: 'warning',
  title: 'A size in a unit that is seldom meant',
  why: 'G is 7 % less than Gi, and a number without a unit is bytes; a quota that was reckoned in Gi no longer fits.',
  remedy: 'Write Gi.',
  source: 'Kubernetes, apimachinery resource.Quantity',
  check: each('EtcdCluster', function* (object) {
    const api = apiOf(object);
    if (api === undefined) return;
    const { value, at } = partOf(object, api, 'size');
    const size = sizeOf(value);
    if (!size || size.compare(Quantity.ZERO) <= 0) return;
    const bare = size.unit === '' && size.compare(Quantity.of(1, 'Mi')) < 0;
    if (!bare && !DECIMAL.test(size.unit)) return;
    const number = String(value).slice(0, String(value).length - size.unit.length);
    const binary = /^[MGTPE]$/.test(size.unit) ? `${size.unit}i` : size.unit === 'k' ? 'Ki' : 'Gi';
    yield {
      pointer: at,
      message: `The size of the volumes is ${quote(value)}, ${bare ? 'in bytes' : `and ${size.unit} is not ${binary}`}.`,
      remedy: `Write "${number}${binary}".`,
    };
  }),
  example: {
    profile: 'operators-v1alpha2',
    fails: [ring(SOUND_V2, { storage: { size: '5G' } })],
    passes: [ring(SOUND_V2, { storage: { size: '5Gi' } })],
  },
});

const replicated = operatorRule({
  code: 'HK6520',
  severity: 'warning',
  title: 'A ring on volumes that are replicated as well',
  why: 'etcd keeps a copy at each member already: every write then goes to each copy of each member, and waits for them, and the ring survives no more than before.',
  remedy: 'Write a class of one copy, such as local.',
  source: 'etcd v3.6, faq; linstor-csi v1.10.5, parameters',
  *check(objects) {
    for (const object of ofKind(objects, 'EtcdCluster')) {
      const api = apiOf(object);
      const members = membersOf(object);
      const found = api && classOf(objects, object, api);
      if (!api || !found || found.copies < 2 || members === undefined || members < 2) continue;
      // Members that are to start elsewhere need exactly such a class.
      if (siteConstraintsOf(object).some(({ constraint }) => policyOf(constraint) === 'movable')) continue;
      const { at, value } = partOf(object, api, 'storageClass');
      yield {
        in: object,
        other: { in: found.object, pointer: '/parameters' },
        pointer: at,
        message: `The class ${quote(value)} keeps ${found.copies} copies: the ring of ${members} members has ${members * found.copies}.`,
        remedy:
          'Write a class of one copy, or `nodeTaintsPolicy: Honor` where lost members are to start at another site.',
      };
    }
  },
  example: {
    profile: 'operators-v1alpha2',
    fails: [ring(SOUND_V2, { storage: { storageClassName: 'replicated' } }), storageClass('replicated', 3)],
    passes: [SOUND_V2, storageClass('local', 1)],
  },
});

const pinned = operatorRule({
  code: 'HK6521',
  severity: 'warning',
  title: 'Members that may move, on volumes that cannot',
  why: 'The scheduler may put a lost member at another site, but its volume stands on the node that was lost: the member waits for it all the same.',
  remedy: 'Write a class with copies at other sites, or the strict spread.',
  source: 'etcd-operator v0.4.2 and v0.5.4; linstor-csi v1.10.5, parameters',
  *check(objects) {
    for (const object of ofKind(objects, 'EtcdCluster')) {
      const api = apiOf(object);
      const found = api && classOf(objects, object, api);
      if (!api || !found || (found.copies > 1 && found.remote)) continue;
      for (const { constraint, at } of siteConstraintsOf(object)) {
        if (policyOf(constraint) !== 'movable') continue;
        const { value } = partOf(object, api, 'storageClass');
        const reason = found.copies > 1 ? 'lets no other node use its volumes' : 'keeps one copy';
        yield {
          in: object,
          other: { in: found.object, pointer: '/parameters' },
          pointer: `${at}/nodeTaintsPolicy`,
          message: `The members may move to another site, and the class ${quote(value)} ${reason}.`,
          remedy:
            'Write `nodeTaintsPolicy: Ignore` and `minDomains` with the number of sites, or a class of several copies.',
        };
      }
    }
  },
  example: {
    profile: 'operators-v1alpha2',
    fails: [spreadV2({ ...STRICT, minDomains: undefined, nodeTaintsPolicy: 'Honor' }), storageClass('local', 1)],
    passes: [spreadV2({ ...STRICT, nodeTaintsPolicy: 'Ignore' }), storageClass('local', 1)],
  },
});

/** Rules over the volumes of a ring, and what etcd keeps on them. */
export const STORAGE_RULES: readonly OperatorRule[] = [
  quotaForm,
  keyspace,
  overVolume,
  noSize,
  decimalSize,
  replicated,
  pinned,
];
