import fc from 'fast-check';
import { OPERATOR_EFFECT_RULES, OPERATOR_EFFECTS } from '../../../lib/core/change/catalogue';
import { change } from '../../../lib/core/change/change';
import { changes } from '../../../lib/core/change/changes';
import { OPERATOR_KINDS } from '../../../lib/core/operator/kind';
import { certificate, dataStore } from '../../../lib/core/operator/rules/certificate-samples';
import { exampleClass } from '../../../lib/core/operator/rules/class-support';
import { connection } from '../../../lib/core/operator/rules/connection-read';
import { satellites } from '../../../lib/core/operator/rules/pool-read';
import { ring, SOUND_V1, SOUND_V2 } from '../../../lib/core/operator/rules/ring-samples';
import { platform, schedulingClass, SOUND_SPREAD } from '../../../lib/core/operator/rules/spread-samples';
import { PlatformProfile } from '../../../lib/core/platform/profile';

const HIKUBE = PlatformProfile.hikube();
const DEFAULT = 'storageclass.kubernetes.io/is-default-class';
const CSI = 'linstor.csi.linbit.com/';

const found = (before: unknown, after: unknown) => change(before, after, HIKUBE).effects;
const codes = (before: unknown, after: unknown): string =>
  found(before, after)
    .map(({ code }) => code)
    .join(' ');
const said = (before: unknown, after: unknown): string =>
  found(before, after)
    .map(({ message }) => message)
    .join(' ');

const marked = (value: string): object =>
  exampleClass({}, { metadata: { name: 'replicated', annotations: { [DEFAULT]: value } } });
const pools = (...storagePools: object[]): object => satellites('gva', { zone: 'gva' }, storagePools);
const thin = (volumeGroup: string, thinPool: string, more: object = {}): object =>
  pools({ name: 'data', lvmThinPool: { volumeGroup, thinPool }, ...more });
const file = (filePool: object): object => pools({ name: 'data', filePool });
const claim = (storage: string, storageClassName = 'local'): object =>
  ring(SOUND_V1, {
    storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage } }, storageClassName } } },
  });
const v2 = (spec: Readonly<Record<string, unknown>>): object => ring(SOUND_V2, spec);
const inMemory = ring(SOUND_V1, { storage: { emptyDir: {}, volumeClaimTemplate: undefined } });

describe('a change on the operator’s plane', () => {
  it.each([
    ['a parameter of a class', exampleClass(), exampleClass({ [`${CSI}placementCount`]: '2' }), 'HK5710'],
    ['a parameter that is added', exampleClass(), exampleClass({ [`${CSI}fsOpts`]: '-K' }), 'HK5710'],
    ['all parameters', exampleClass(), { ...exampleClass(), parameters: undefined }, 'HK5710'],
    ['the provisioner', exampleClass(), exampleClass({}, { provisioner: 'ebs.csi.aws.com' }), 'HK5710'],
    ['the reclaim policy', exampleClass(), exampleClass({}, { reclaimPolicy: 'Retain' }), 'HK5710'],
    ['the binding mode', exampleClass(), exampleClass({}, { volumeBindingMode: 'WaitForFirstConsumer' }), 'HK5710'],
    ['each of them by itself', exampleClass(), exampleClass({ a: '1' }, { reclaimPolicy: 'Retain' }), 'HK5710 HK5710'],
    ['a class that becomes the default', exampleClass(), marked('true'), 'HK5711'],
    ['a class that is the default no longer', marked('true'), marked('false'), 'HK5711'],
    ['a mark that says no either way', exampleClass(), marked('false'), 'HK5003'],
    ['expansion', exampleClass(), exampleClass({}, { allowVolumeExpansion: false }), 'HK5712'],
    ['mount options', exampleClass(), exampleClass({}, { mountOptions: ['noatime'] }), 'HK5712'],
    ['topologies', exampleClass(), exampleClass({}, { allowedTopologies: [{}] }), 'HK5712'],
    ['a label', exampleClass(), exampleClass({}, { metadata: { name: 'replicated', labels: { a: 'b' } } }), 'HK5003'],
    ['the kind of a pool', pools({ name: 'data', lvmPool: { volumeGroup: 'data' } }), thin('data', 'thin'), 'HK5720'],
    ['the volume group of a pool', thin('data', 'thin'), thin('nvme', 'thin'), 'HK5721'],
    ['the thin pool of a pool', thin('data', 'thin'), thin('data', 'other'), 'HK5721'],
    ['a source that is added', thin('a', 'b'), thin('a', 'b', { source: { hostDevices: ['/dev/sda'] } }), 'HK5721'],
    ['a source that goes', thin('a', 'b', { source: { hostDevices: ['/dev/sda'] } }), thin('a', 'b'), 'HK5702'],
    ['the folder of a pool', file({ directory: '/a' }), file({ directory: '/b' }), 'HK5721'],
    ['the folder that it has anyway', file({}), file({ directory: '/var/lib/linstor-pools/data' }), 'HK5702'],
    ['another name', thin('data', 'thin'), pools({ name: 'fast', lvmPool: { volumeGroup: 'data' } }), 'HK5722 HK5723'],
    ['the nodes of pools', satellites('a', { zone: 'a' }, []), satellites('a', { zone: 'b' }, []), 'HK5724'],
    ['links', connection('a', { x: '1' }), connection('a', { x: '2' }), 'HK5730'],
    ['the selector of links', connection('a', { x: '1' }), connection('a', { x: '1' }, []), 'HK5730'],
    ['the class of a newer ring', SOUND_V2, v2({ storage: { storageClassName: 'fast' } }), 'HK5740'],
    ['a class that is no longer named', SOUND_V2, v2({ storage: { storageClassName: undefined } }), 'HK5740'],
    ['the class of an older ring', claim('4Gi'), claim('4Gi', 'fast'), 'HK5740'],
    ['less storage in a newer ring', SOUND_V2, v2({ storage: { size: '3Gi' } }), 'HK5741'],
    ['less storage in an older ring', claim('8Gi'), claim('4Gi'), 'HK5741'],
    ['storage that falls to the default', SOUND_V2, v2({ storage: { size: undefined } }), 'HK5741'],
    ['more storage in a newer ring', SOUND_V2, v2({ storage: { size: '8Gi' } }), 'HK5742'],
    ['more storage in an older ring', claim('4Gi'), claim('8Gi'), 'HK5742'],
    ['the same storage in other words', SOUND_V2, v2({ storage: { size: '4096Mi' } }), 'HK5702'],
    ['an older ring into an emptyDir', SOUND_V1, inMemory, 'HK5743'],
    ['an older ring out of an emptyDir', inMemory, SOUND_V1, 'HK5743'],
    ['a newer ring into memory', SOUND_V2, v2({ storage: { medium: 'Memory' } }), 'HK5743'],
    ['TLS of a newer ring', SOUND_V2, v2({ tls: { peer: { secretRef: { name: 'other' } } } }), 'HK5744'],
    ['TLS that goes', SOUND_V2, v2({ tls: undefined }), 'HK5744'],
    ['authentication that comes', SOUND_V2, v2({ auth: { enabled: true } }), 'HK5744'],
    ['a bootstrap', SOUND_V2, v2({ bootstrap: { restore: {} } }), 'HK5744'],
    ['TLS of an older ring', SOUND_V1, ring(SOUND_V1, { security: undefined }), 'HK5748'],
    ['authentication of an older ring', SOUND_V1, ring(SOUND_V1, { security: { enableAuth: true } }), 'HK5702'],
    ['more members', SOUND_V2, v2({ replicas: 5 }), 'HK5745'],
    ['fewer members', SOUND_V2, v2({ replicas: 1 }), 'HK5746'],
    ['fewer members of an older ring', SOUND_V1, ring(SOUND_V1, { replicas: 1 }), 'HK5746'],
    ['members that are no number', SOUND_V2, v2({ replicas: 'five' }), 'HK5702'],
    ['a version of etcd', SOUND_V2, v2({ version: '3.6.12' }), 'HK5747'],
    ['options of a newer ring', SOUND_V2, v2({ options: { snapshotCount: 5000 } }), 'HK5747'],
    ['the spread of a newer ring', SOUND_V2, v2({ topologySpreadConstraints: [] }), 'HK5747'],
    ['options of an older ring', SOUND_V1, ring(SOUND_V1, { options: { 'heartbeat-interval': '200' } }), 'HK5748'],
    ['the pods of an older ring', SOUND_V1, ring(SOUND_V1, { podTemplate: undefined }), 'HK5748'],
    ['the driver of a store', dataStore(), dataStore({ driver: 'MySQL' }), 'HK5750'],
    ['the endpoints of a store', dataStore(), dataStore({ endpoints: ['a:2379'] }), 'HK5702'],
    ['the spread', platform(SOUND_SPREAD), platform('topologySpreadConstraints: []'), 'HK5760'],
    ['a scheduling class', schedulingClass({ nodeSelector: { a: 'b' } }), schedulingClass({}), 'HK5761'],
    ['a certificate', certificate(), certificate({ duration: '1h' }), 'HK5702'],
  ])('of %s gives what it does', (_, before, after, codesThen) => expect(codes(before, after)).toBe(codesThen));

  it.each([
    ['the default policies of a class', { reclaimPolicy: undefined, volumeBindingMode: undefined }, {}],
    ['a null', {}, { mountOptions: null }],
    ['no expansion', { allowVolumeExpansion: undefined }, { allowVolumeExpansion: false }],
    ['what the API reports', {}, { status: { phase: 'x' } }],
  ])('is none for %s', (_, before, after) =>
    expect(change(exampleClass({}, before), exampleClass({}, after), HIKUBE)).toEqual({ effects: [], fields: [] }),
  );

  it.each([
    ['newer ring', SOUND_V2, v2({ storage: { medium: '' }, progressDeadlineSeconds: 600 })],
    ['newer ring without a size', v2({ storage: { size: undefined } }), v2({ storage: { size: '1Gi' } })],
    ['older ring', ring(SOUND_V1, { replicas: undefined }), SOUND_V1],
    ['older ring without a size', ring(SOUND_V1, { storage: undefined }), emptyClaim('4Gi')],
  ])('is none for what the API fills into a %s', (_, before, after) => {
    expect(codes(before, after)).toBe('');
    expect(codes(after, before)).toBe('');
  });

  it.each(OPERATOR_EFFECTS.map(({ code, example }) => [code, example] as const))(
    '%s has an example whose states are each the same as themselves',
    (code, { before, after }) => {
      expect(codes(before, after).split(' ')).toContain(code);
      expect(codes(before, structuredClone(before))).toBe('');
      if (after) expect(codes(after, structuredClone(after))).toBe('');
    },
  );

  it('says that LINSTOR does not convert a pool', () => {
    const lvm = pools({ name: 'data', lvmPool: { volumeGroup: 'data' } });
    expect(said(lvm, thin('data', 'thin'))).toBe(
      'Pool "data" would go from lvmPool to lvmThinPool, and LINSTOR does not convert a pool.',
    );
  });

  it('tells what the webhook of pools refuses from what it lets pass', () => {
    expect(found(thin('data', 'thin'), thin('nvme', 'thin'))[0]!.why).toContain('refuses');
    expect(found(file({ directory: '/a' }), file({ directory: '/b' }))[0]!.why).toContain('lets it pass');
  });

  it('says of an older ring what the API lets pass', () => {
    expect(found(claim('4Gi'), claim('4Gi', 'fast'))[0]!.why).toContain('the StatefulSet refuses it');
    expect(found(claim('4Gi'), claim('8Gi'))[0]!.why).toContain('allows expansion');
    expect(found(SOUND_V1, ring(SOUND_V1, { replicas: 5 }))[0]!.why).toContain('not supported');
  });

  it('counts how many members have to agree', () => {
    expect(said(SOUND_V2, v2({ replicas: 4 }))).toContain('3 have to agree. An even number survives no more');
    expect(said(SOUND_V2, v2({ replicas: 0 }))).toContain('no member runs, and one keeps its volume.');
    expect(said(v2({ replicas: 0 }), SOUND_V2)).toContain('starts again with 3 members');
  });

  it('leaves out a pool that stands twice: which of them is meant cannot be told', () => {
    const twice = pools({ name: 'data', lvmPool: {} }, { name: 'data', zfsPool: {} });
    expect(codes(twice, pools({ name: 'data', filePool: {} }))).toBe('HK5702');
  });

  it('leaves the Package of another component alone', () => {
    const named = (spread: string): object => ({ ...platform(spread), metadata: { name: 'other' } });
    expect(codes(named('a'), named('b'))).toBe('HK5702');
  });

  it('is refused where it destroys and the object is protected', () => {
    const metadata = { name: 'etcd', annotations: { 'hikube-constructs/deletion-protection': 'true' } };
    expect(codes({ ...SOUND_V2, metadata }, undefined)).toBe('HK5005 HK5701');
  });

  it.each([
    ['a field of any kind', (key: string) => ({ ...certificate(), spec: { privateKey: key } })],
    ['a parameter of a class', (key: string) => exampleClass({ password: key })],
    ['a ring', (key: string) => v2({ additionalMetadata: { annotations: { password: key } } })],
  ])('shows no secret of %s', (_, holding) => {
    const { effects, fields } = change(holding('hunter2'), holding('hunter3'), HIKUBE);
    expect(effects).toHaveLength(1);
    expect(JSON.stringify([effects, fields])).not.toContain('hunter');
  });

  it('never throws, whatever the two states hold', () => {
    const versions = Object.entries(OPERATOR_KINDS).flatMap(([kind, all]) =>
      all.map((apiVersion) => ({ apiVersion, kind })),
    );
    const junk = [
      null,
      7,
      'x',
      [],
      [null],
      {},
      { a: null },
      true,
      { storagePools: [null, { name: 1 }, { name: 'abc' }] },
    ];
    for (const { example } of OPERATOR_EFFECT_RULES) {
      for (const key of Object.keys(example.before).filter((one) => one !== 'kind' && one !== 'apiVersion')) {
        for (const value of junk) {
          const broken = { ...example.before, [key]: value };
          for (const other of [example.before, example.after]) {
            expect(() => [change(broken, other, HIKUBE), change(other, broken, HIKUBE)]).not.toThrow();
          }
        }
      }
    }
    fc.assert(
      fc.property(fc.constantFrom(...versions), fc.anything(), fc.anything(), (identity, spec, other) => {
        const [before, after] = [spec, other].map((one) => ({
          ...identity,
          spec: one,
          parameters: one,
          metadata: one,
        }));
        change(before, after, HIKUBE);
        change(before, undefined, HIKUBE);
        change(other, after, HIKUBE);
      }),
      { seed: 20_26, numRuns: 300 },
    );
  });
});

describe('an object of the operator’s plane', () => {
  it.each([
    [exampleClass(), 'volumes that were made in it stay as they are'],
    [thin('data', 'thin'), 'give up the pool "data", as far as no volume and no snapshot lies there.'],
    [pools(), 'what it sets on its satellites goes.'],
    [SOUND_V2, 'the state of every control plane that is kept there.'],
    [dataStore(), 'control planes that name it have no store.'],
    [certificate(), 'what it declares goes with it.'],
  ])('says what goes with it', (before, text) => {
    expect(codes(before, undefined)).toBe('HK5701');
    expect(said(before, undefined)).toContain(text);
  });

  it('is created beside what is there', () => expect(codes(undefined, exampleClass())).toBe('HK5001'));

  it('is part of a set, and another one under the other API of rings', () => {
    const all = changes([SOUND_V1, exampleClass()], [SOUND_V2, exampleClass()], HIKUBE);
    expect(all.map(({ object: { apiVersion }, is }) => [apiVersion, is])).toEqual([
      ['etcd-operator.cozystack.io/v1alpha2', 'created'],
      ['etcd.aenix.io/v1alpha1', 'removed'],
      ['storage.k8s.io/v1', 'same'],
    ]);
  });

  it('is none under a version of the API that nobody has', () => {
    const odd = { ...exampleClass(), apiVersion: 'storage.k8s.io/v9' };
    expect(changes([odd], [{ ...odd, parameters: {} }], HIKUBE)).toEqual([]);
  });
});

function emptyClaim(storage: string): object {
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } };
  return ring(ring(SOUND_V1, { storage: undefined }) as typeof SOUND_V1, {
    storage: { volumeClaimTemplate: { spec } },
  });
}
