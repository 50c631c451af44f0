import { CSI, PROPERTY, ZONE, REGION, THREE, sound, local, satellite, at, found } from './class-support';
import { issuesOf } from './support';

/** The class of the platform's guide. */
const documented = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'replicated' },
  provisioner: 'linstor.csi.linbit.com',
  parameters: {
    [`${CSI}storagePool`]: 'data',
    [`${CSI}autoPlace`]: '3',
    [`${CSI}layerList`]: 'drbd storage',
    [`${CSI}allowRemoteVolumeAccess`]: 'true',
    [`${PROPERTY}DrbdOptions/auto-quorum`]: 'suspend-io',
    [`${PROPERTY}DrbdOptions/Resource/on-no-data-accessible`]: 'suspend-io',
    [`${PROPERTY}DrbdOptions/Resource/on-suspended-primary-outdated`]: 'force-secondary',
    [`${PROPERTY}DrbdOptions/Net/rr-conflict`]: 'retry-connect',
  },
  volumeBindingMode: 'Immediate',
  allowVolumeExpansion: true,
};

describe('a class of LINSTOR', () => {
  it('is judged only where LINSTOR serves it', () => {
    const wrong = sound({ placementCount: 'x', foo: 'bar' }, { provisioner: 'ebs.csi.aws.com' });

    expect(found([wrong])).toEqual([]);
  });

  it('of the guide has the inert option and no rule that keeps its copies at different sites', () => {
    expect(found([documented])).toEqual(['HK6220', 'HK6230']);
  });

  it('of the guide that is local has nothing wrong', () => {
    expect(found([local()])).toEqual([]);
    expect(found([local()], { profile: 'cozystack-1.6' })).toEqual([]);
  });
});

describe('where the volumes of a class stand', () => {
  it.each(['nodeList', 'clientList'])('is said by %s, which drops the count and the rules', (list) => {
    const pointers = issuesOf([sound({ [list]: 'a b', replicasOnSame: REGION })])
      .filter(({ code }) => code === 'HK6215')
      .map(({ pointer }) => pointer);

    expect(pointers).toEqual(
      ['placementCount', 'replicasOnSame', 'replicasOnDifferent'].map(
        (name) => `/parameters/linstor.csi.linbit.com~1${name}`,
      ),
    );
  });

  it('needs drbd for more than one copy', () => {
    expect(found([local({ placementCount: '2' })])).toEqual(['HK6216']);
    expect(found([local({ placementCount: '1' })])).toEqual([]);
  });

  it('is reached from elsewhere through drbd or nvme only', () => {
    expect(found([local({ allowRemoteVolumeAccess: 'true' })])).toEqual(['HK6217']);
    expect(found([local({ allowRemoteVolumeAccess: 'true', layerList: 'nvme storage' })])).toEqual([]);
  });

  it('is local without drbd where nothing is said, and the platform from 1.6 on does not know', () => {
    const unsaid = local({ allowRemoteVolumeAccess: undefined });

    expect(found([unsaid], { profile: 'cozystack-1.6' })).toEqual(['HK6218']);
    expect(found([local({ allowRemoteVolumeAccess: 'False' })], { profile: 'cozystack-1.6' })).toEqual(['HK6218']);
    expect(found([unsaid])).toEqual([]);
    expect(found([unsaid], { profile: 'operators-v1alpha2' })).toEqual([]);
  });

  it.each(['Immediate', undefined, null])(
    'waits for the pod where it is local, unlike with %j',
    (volumeBindingMode) => {
      expect(found([local({}, { volumeBindingMode })])).toEqual(['HK6219']);
      expect(found([local({ allowRemoteVolumeAccess: undefined }, { volumeBindingMode })])).toEqual(['HK6219']);
      expect(found([sound({ allowRemoteVolumeAccess: 'false' }, { volumeBindingMode })])).toEqual(['HK6219']);
      expect(found([sound({ allowRemoteVolumeAccess: undefined }, { volumeBindingMode })])).toEqual([]);
    },
  );
});

describe('copies at different sites', () => {
  it.each([
    [{ replicasOnDifferent: undefined }],
    [{ replicasOnDifferent: 'kubernetes.io/hostname' }],
    [{ replicasOnDifferent: `${ZONE}=geneva` }],
    [{ replicasOnDifferent: undefined, xReplicasOnDifferent: `${ZONE}: 3` }],
  ])('are not promised by %j', (parameters) => {
    expect(found([sound(parameters)])).toEqual(['HK6220']);
  });

  it.each([
    [{ replicasOnDifferent: 'example.com/hall' }],
    [{ replicasOnDifferent: REGION }],
    [{ replicasOnDifferent: undefined, xReplicasOnDifferent: `${ZONE}: 2` }],
    [{ replicasOnDifferent: undefined, placementCount: '1' }],
  ])('are promised by %j, or there is nothing to promise', (parameters) => {
    expect(found([sound(parameters)])).toEqual([]);
  });

  it('are judged by the label of the sites where it is known', () => {
    expect(found([sound({ replicasOnDifferent: 'example.com/hall' })], { sites: THREE })).toEqual(['HK6220']);
    expect(found([sound({ replicasOnDifferent: REGION })], { sites: THREE })).toEqual([]);
    expect(found([sound()], { sites: { ...THREE, label: REGION } })).toEqual(['HK6220']);
    expect(found([sound({ replicasOnDifferent: 'example.com/hall' }), at('geneva'), at('gland')])).toEqual(['HK6220']);
  });

  it('need more than one site', () => {
    expect(found([sound({ replicasOnDifferent: undefined })], { sites: { label: ZONE, values: ['geneva'] } })).toEqual(
      [],
    );
  });

  it('are no more than there are sites', () => {
    expect(found([sound({ placementCount: '4' })], { sites: THREE })).toEqual(['HK6221']);
    expect(found([sound()], { sites: THREE })).toEqual([]);
    expect(found([sound()], { sites: { label: ZONE, values: ['a', 'b'] } })).toEqual(['HK6221']);
  });

  it('count by the most that may be at one', () => {
    const six = (most: number): object =>
      sound({ placementCount: '6', replicasOnDifferent: undefined, xReplicasOnDifferent: `${ZONE}: ${most}` });

    expect(found([six(2)], { sites: THREE })).toEqual([]);
    expect(found([six(1)], { sites: THREE })).toEqual(['HK6221']);
  });

  it('are counted by satellite configurations where the program does not say', () => {
    const [a, b, c] = ['geneva', 'gland', 'lucerne'].map((zone) => at(zone, 'data'));

    expect(found([sound(), a!, b!])).toEqual(['HK6221']);
    expect(found([sound(), a!, b!, c!])).toEqual([]);
    expect(found([sound(), a!, b!, at('lucerne', 'slow')])).toEqual(['HK6221']);
    expect(found([sound(), a!, b!, satellite('everywhere', undefined, 'data')])).toEqual([]);
    expect(found([sound(), satellite('everywhere', undefined, 'data')])).toEqual([]);
  });

  it('need more than one copy', () => {
    expect(found([sound({ placementCount: undefined })])).toEqual(['HK6228']);
    expect(found([sound({ placementCount: undefined, replicasOnDifferent: `${ZONE}=geneva` })])).toEqual([]);
  });
});

describe('the fields of a class', () => {
  const DEFAULT = { 'storageclass.kubernetes.io/is-default-class': 'true' };
  const named = (name: string, annotations: object = DEFAULT, more: object = {}): object =>
    sound({}, { metadata: { name, annotations }, ...more });

  it('mark one default', () => {
    expect(found([named('a'), named('b')])).toEqual(['HK6222']);
    expect(found([named('a'), named('b', { 'storageclass.kubernetes.io/is-default-class': 'false' })])).toEqual([]);
    expect(found([named('a'), named('a')])).toEqual([]);
  });

  it('mark one default also beside the class of another driver', () => {
    const other = named('z', DEFAULT, { provisioner: 'ebs.csi.aws.com' });
    const issues = issuesOf([named('a'), other]);

    expect(issues).toMatchObject([{ code: 'HK6222', object: { name: 'a' } }]);
    expect(found([other, named('y', DEFAULT, { provisioner: 'ebs.csi.aws.com' })])).toEqual([]);
  });

  it('encrypt with a passphrase only, where the cluster is the operator’s own', () => {
    const cluster = {
      apiVersion: 'piraeus.io/v1',
      kind: 'LinstorCluster',
      metadata: { name: 'linstorcluster' },
      spec: {},
    };
    const encrypted = sound({ encryption: 'true' });

    expect(found([encrypted, cluster], { profile: 'operators-v1alpha1' })).toEqual(['HK6223']);
    expect(found([encrypted], { profile: 'operators-v1alpha1' })).toEqual([]);
    expect(found([encrypted, cluster])).toEqual([]);
    expect(found([sound({ encryption: 'false' }), cluster], { profile: 'operators-v1alpha1' })).toEqual([]);
  });

  it.each([
    ['volumeBindingMode', 'immediate', 'HK6224'],
    ['reclaimPolicy', 'Recycle', 'HK6224'],
    ['allowVolumeExpansion', 'true', 'HK6226'],
    ['allowVolumeExpansion', 1, 'HK6226'],
    ['metadata', { name: 'Replicated' }, 'HK6225'],
    ['metadata', { name: 'a'.repeat(254) }, 'HK6225'],
  ])('are refused with %s %j', (field, value, code) => {
    expect(found([sound({}, { [field]: value })])).toEqual([code]);
  });

  it.each([
    ['reclaimPolicy', 'Retain'],
    ['reclaimPolicy', undefined],
    ['allowVolumeExpansion', null],
    ['metadata', { name: 'replicated.geneva-2' }],
  ])('are taken with %s %j', (field, value) => {
    expect(found([sound({}, { [field]: value })])).toEqual([]);
  });

  it.each([[undefined], ['delete'], [null], [true]])(
    'of a class of snapshots are refused with %j',
    (deletionPolicy) => {
      const snapshots = {
        apiVersion: 'snapshot.storage.k8s.io/v1',
        kind: 'VolumeSnapshotClass',
        metadata: { name: 'nightly' },
      };

      expect(found([{ ...snapshots, driver: 'linstor.csi.linbit.com', deletionPolicy }])).toEqual(['HK6227']);
      expect(found([{ ...snapshots, driver: 'linstor.csi.linbit.com', deletionPolicy: 'Retain' }])).toEqual([]);
    },
  );
});
