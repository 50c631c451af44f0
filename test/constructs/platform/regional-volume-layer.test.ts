import {
  RegionalStore,
  RegionalVolumeLayer,
  Replication,
  StoragePool,
  type PlatformChart,
  type PlatformProfile,
  type RegionalVolumeLayerProps,
} from 'hikube-constructs/platform';
import { Acknowledge, HikubeError } from 'hikube-constructs';
import { collectIssues } from '../../../lib/constructs/validation';
import { synth, warningsOf } from '../../support/programs';
import {
  ALL_PROFILES,
  BARE_1,
  COZYSTACK_1_1,
  POOL,
  codesIn,
  found,
  ofKind,
  platformChart,
  storesOf,
  theIssue,
} from './support';

const CSI = 'linstor.csi.linbit.com/';
const PROPERTY = 'property.linstor.csi.linbit.com/';
const ONE_EACH = Replication.synchronous({ copies: 3, onePerRegion: true });

const layerOn = (
  profile: PlatformProfile,
  props: Partial<RegionalVolumeLayerProps> = {},
  chart = platformChart({ profile }),
): { chart: PlatformChart; layer: RegionalVolumeLayer } => {
  const stores = props.stores ?? storesOf(chart);
  const layer = new RegionalVolumeLayer(chart, 'replicated', { replication: ONE_EACH, ...props, stores });
  return { chart, layer };
};
/** The class of a layer on Cozystack 1.1. */
const classOf = (props: Partial<RegionalVolumeLayerProps>): Record<string, unknown> =>
  ofKind('StorageClass', layerOn(COZYSTACK_1_1, props).chart)[0] as unknown as Record<string, unknown>;
const parametersOf = (props: Partial<RegionalVolumeLayerProps>): Record<string, string> =>
  classOf(props).parameters as Record<string, string>;

describe('RegionalVolumeLayer', () => {
  it('is a class whose copies stand one at each site', () => {
    expect(classOf({})).toEqual({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'replicated' },
      provisioner: 'linstor.csi.linbit.com',
      parameters: {
        'linstor.csi.linbit.com/storagePool': 'data',
        'linstor.csi.linbit.com/layerList': 'drbd storage',
        'linstor.csi.linbit.com/autoPlace': '3',
        'linstor.csi.linbit.com/allowRemoteVolumeAccess': 'true',
        'linstor.csi.linbit.com/replicasOnDifferent': 'topology.kubernetes.io/zone',
        'property.linstor.csi.linbit.com/DrbdOptions/Resource/on-no-quorum': 'suspend-io',
        'property.linstor.csi.linbit.com/DrbdOptions/Resource/on-no-data-accessible': 'suspend-io',
        'property.linstor.csi.linbit.com/DrbdOptions/Resource/on-suspended-primary-outdated': 'force-secondary',
        'property.linstor.csi.linbit.com/DrbdOptions/Net/rr-conflict': 'retry-connect',
      },
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'Immediate',
      allowVolumeExpansion: true,
    });
  });

  it.each(ALL_PROFILES)('raises nothing on %s, whatever replication it has', (_, profile) => {
    const chart = platformChart({ profile });
    const stores = storesOf(chart);
    const kinds = {
      three: ONE_EACH,
      two: Replication.synchronous({ copies: 2, onePerRegion: true }),
      six: Replication.synchronous({ copies: 6, perRegion: 2 }),
      async: Replication.asynchronous({ copies: 3, onePerRegion: true }),
      local: Replication.local(),
    };
    // What cannot move live on 1.1 is a choice, which the program makes by name.
    const accepts = profile.isCozystack && profile.release.startsWith('1.1.');
    for (const [id, replication] of Object.entries(kinds)) {
      const annotations = id === 'async' && accepts ? Acknowledge.annotation('HK6238', 'archives only') : {};
      new RegionalVolumeLayer(chart, id, { stores, replication, isDefault: id === 'local', annotations });
    }

    expect(found(chart)).toEqual([]);
    expect(warningsOf(() => synth(chart))).toBe('');
  });

  it('is told of machines that an asynchronous class keeps where they are', () => {
    const told = ALL_PROFILES.filter(([, profile]) => {
      const chart = platformChart({ profile });
      const replication = Replication.asynchronous({ copies: 3, onePerRegion: true });
      new RegionalVolumeLayer(chart, 'far', { stores: storesOf(chart), replication });
      return found(chart).some(({ code }) => code === 'HK6238');
    });

    expect(told.map(([name]) => name)).toEqual(['cozystack-1.1']);
  });

  it('says how many copies may stand at one site', () => {
    expect(parametersOf({ replication: Replication.synchronous({ copies: 6, perRegion: 2 }) })).toMatchObject({
      [`${CSI}autoPlace`]: '6',
      [`${CSI}xReplicasOnDifferent`]: 'topology.kubernetes.io/zone: 2',
    });
  });

  it('sets protocol A on the class where nobody waits for the other copies, and never otherwise', () => {
    const asynchronous = parametersOf({ replication: Replication.asynchronous({ copies: 3, onePerRegion: true }) });

    expect(asynchronous[`${PROPERTY}DrbdOptions/Net/protocol`]).toBe('A');
    expect(parametersOf({})).not.toHaveProperty([`${PROPERTY}DrbdOptions/Net/protocol`]);
  });

  it('is local without any setting of replication, and waits for the node that uses it', () => {
    expect(classOf({ replication: Replication.local() })).toMatchObject({ volumeBindingMode: 'WaitForFirstConsumer' });
    expect(parametersOf({ replication: Replication.local() })).toEqual({
      [`${CSI}storagePool`]: 'data',
      [`${CSI}layerList`]: 'storage',
      [`${CSI}allowRemoteVolumeAccess`]: 'false',
    });
  });

  it('binds at first use where a volume is used only beside a copy of it', () => {
    const { parameters, volumeBindingMode } = classOf({ remoteAccess: false });

    expect(volumeBindingMode).toBe('WaitForFirstConsumer');
    expect(parameters).toMatchObject({ [`${CSI}allowRemoteVolumeAccess`]: 'false' });
  });

  it.each([
    [{ onNoQuorum: 'io-error' }, { [`${PROPERTY}DrbdOptions/Resource/on-no-quorum`]: 'io-error' }],
    [{ tieBreaker: false }, { [`${PROPERTY}DrbdOptions/auto-add-quorum-tiebreaker`]: 'false' }],
    [{ tieBreaker: true }, { [`${PROPERTY}DrbdOptions/auto-add-quorum-tiebreaker`]: 'true' }],
    [{ encryption: true }, { [`${CSI}encryption`]: 'true' }],
  ] as const)('%j adds one parameter and no other', (props, added) => {
    expect(parametersOf(props)).toEqual({ ...parametersOf({}), ...added });
  });

  it.each([
    [{ expansion: false }, { allowVolumeExpansion: false }],
    [{ reclaimPolicy: 'Retain' }, { reclaimPolicy: 'Retain' }],
    [{ name: 'fast' }, { metadata: { name: 'fast' } }],
    [
      { isDefault: true },
      { metadata: { name: 'replicated', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } } },
    ],
    [{ isDefault: false }, {}],
    [{ labels: { a: 'b' } }, { metadata: { name: 'replicated', labels: { a: 'b' } } }],
  ] as const)('%j changes one field and no other', (props, changed) => {
    expect(classOf(props)).toEqual({ ...classOf({}), ...changed });
  });

  it('never takes over the quorum, which LINSTOR decides by the number of copies', () => {
    for (const copies of [2, 3]) {
      expect(parametersOf({ replication: Replication.synchronous({ copies, onePerRegion: true }) })).not.toHaveProperty(
        [`${PROPERTY}DrbdOptions/Resource/quorum`],
      );
    }
  });

  it('has texts only for parameters', () => {
    const values = Object.values(parametersOf({ encryption: true, tieBreaker: true, remoteAccess: false }));

    expect(values.map((value) => typeof value)).toEqual(values.map(() => 'string'));
  });

  it('comes after its stores, and knows their sites by name whatever their order', () => {
    const chart = platformChart();
    const { layer } = layerOn(COZYSTACK_1_1, { stores: storesOf(chart).reverse() }, chart);

    expect(layer.regions.map(({ name }) => name)).toEqual(['geneva', 'gland', 'lucerne']);
    expect(layer.node.dependencies).toHaveLength(3);
    expect(synth(chart).at(-1)).toMatchObject({ kind: 'StorageClass' });
  });
});

describe('a layer for the operators alone', () => {
  it('brings a class of snapshots where one is asked for', () => {
    const { chart } = layerOn(BARE_1, { snapshots: true });

    expect(ofKind('VolumeSnapshotClass', chart)).toEqual([
      {
        apiVersion: 'snapshot.storage.k8s.io/v1',
        kind: 'VolumeSnapshotClass',
        metadata: { name: 'replicated' },
        driver: 'linstor.csi.linbit.com',
        deletionPolicy: 'Delete',
      },
    ]);
    expect(found(chart)).toEqual([]);
  });

  it('is refused encryption without a passphrase, and takes it with one', () => {
    const without = layerOn(BARE_1, { encryption: true }).chart;
    const { chart } = layerOn(BARE_1, { encryption: true }, platformChart({ profile: BARE_1, passphraseSecret: 'it' }));

    expect(theIssue(without, 'HK6011')).toMatchObject({
      construct: 'platform/replicated',
      prop: 'encryption',
      severity: 'error',
      message: 'Its volumes are to be encrypted, and the chart names no passphrase.',
    });
    expect(found(chart)).toEqual([]);
  });
});

describe('a layer that cannot be', () => {
  it.each([
    [
      'a class of snapshots on Cozystack, which has one',
      { snapshots: true },
      { code: 'HK6012', prop: 'snapshots', message: 'A class of snapshots is asked for, and cozystack-1.1 has one.' },
    ],
    [
      'no store',
      { stores: [] },
      { code: 'HK1102', prop: 'stores', message: 'The layer has no store, so there is nowhere to put a volume.' },
    ],
    [
      'a pool that no store has',
      { pool: 'fast' },
      { code: 'HK6010', prop: 'stores', message: 'The store "platform/geneva" at geneva has no pool "fast".' },
    ],
    [
      'a replication that only names a class',
      { replication: Replication.ofClass('gold') },
      { code: 'HK1102', message: 'The replication names the class "gold", and here a class is made.' },
    ],
    [
      'a replication without a number of copies',
      { replication: Replication.synchronous() },
      { code: 'HK1102', message: 'The replication does not say how many copies there are.' },
    ],
    [
      'an asynchronous one without a number of copies',
      { replication: Replication.asynchronous() },
      { code: 'HK1102', remedy: 'Write `Replication.asynchronous({ copies: 3, onePerRegion: true })`.' },
    ],
    [
      'a reclaim policy that Kubernetes has for no class',
      { reclaimPolicy: 'Recycle' },
      { code: 'HK1102', message: expect.stringContaining('"Recycle"') },
    ],
    [
      'an answer to a lost majority that DRBD does not know',
      { onNoQuorum: 'freeze' },
      { code: 'HK1102', message: expect.stringContaining('"freeze"') },
    ],
    ['a misspelt prop', { isdefault: true }, { message: 'There is no prop "isdefault".' }],
  ])('is refused: %s', (_, props, issue) => {
    const { chart } = layerOn(COZYSTACK_1_1, props as never);

    expect(found(chart)).toContainEqual(expect.objectContaining({ construct: 'platform/replicated', ...issue }));
    expect(() => synth(chart)).toThrow(HikubeError);
  });

  it('has to say which pool it means where the stores have several', () => {
    const chart = platformChart();
    const stores = storesOf(chart, { pool: [POOL, StoragePool.zfs('bulk', { zPool: 'tank' })] });
    layerOn(COZYSTACK_1_1, { stores }, chart);

    expect(theIssue(chart, 'HK6010')).toMatchObject({
      prop: 'pool',
      message: 'Its stores have the pools "bulk", "data", and the layer says none.',
      remedy: 'Write `pool: "bulk"`, say.',
    });
  });

  it('is told of a store without its pool, by its site', () => {
    const chart = platformChart();
    const stores = chart.topology.regions.map(
      (region, i) =>
        new RegionalStore(chart, region.name, {
          region,
          pool: i === 2 ? StoragePool.zfs('other', { zPool: 'tank' }) : POOL,
        }),
    );
    layerOn(COZYSTACK_1_1, { stores, pool: 'data' }, chart);

    expect(theIssue(chart, 'HK6010')).toMatchObject({
      message: 'The store "platform/lucerne" at lucerne has no pool "data".',
    });
  });

  it('is warned of more than one default class', () => {
    const { chart, layer } = layerOn(COZYSTACK_1_1, { isDefault: true });
    new RegionalVolumeLayer(chart, 'other', { stores: layer.stores, replication: ONE_EACH, isDefault: true });

    expect(codesIn(chart)).toEqual(['HK6222']);
  });

  it.each([
    ['more copies than sites, one at each', Replication.synchronous({ copies: 4, onePerRegion: true })],
    ['copies that nothing keeps apart by site', Replication.synchronous({ copies: 3 })],
    ['more copies than the sites may hold', Replication.synchronous({ copies: 7, perRegion: 2 })],
  ])('is told of %s', (_, replication) => {
    expect(codesIn(layerOn(COZYSTACK_1_1, { replication }).chart)).not.toEqual([]);
  });

  it('does not take the stores of another platform for its own', () => {
    const stores = storesOf(platformChart());
    const { chart } = layerOn(COZYSTACK_1_1, { stores });

    expect(found(chart).map(({ code, message }) => `${code} ${message}`)).toContain(
      'HK1005 The store "platform/lucerne" is of another platform.',
    );
  });
});

describe('a layer and its stores', () => {
  const layered = (build: (chart: PlatformChart, stores: RegionalStore[]) => void): string[] => {
    const chart = platformChart();
    build(chart, storesOf(chart));
    return collectIssues(chart.node.root, { lateIsFault: true }).flatMap(({ code, message }) =>
      code === 'HK6010' ? [message] : [],
    );
  };
  const replication = Replication.synchronous({ copies: 2, onePerRegion: true });

  it('fit where all that have the pool are named', () => {
    expect(layered((chart, stores) => void new RegionalVolumeLayer(chart, 'all', { stores, replication }))).toEqual([]);
  });

  it('do not fit where one that has the pool is left out: a class names no site', () => {
    expect(
      layered(
        (chart, stores) => void new RegionalVolumeLayer(chart, 'two', { stores: stores.slice(0, 2), replication }),
      ),
    ).toEqual([expect.stringContaining('The layer leaves out "platform/')]);
  });

  it('do not fit where a store is named twice, or there are more copies than sites', () => {
    const three = Replication.synchronous({ copies: 4, onePerRegion: true });

    expect(
      layered((chart, stores) => {
        new RegionalVolumeLayer(chart, 'twice', { stores: [...stores, stores[0]!], replication });
        new RegionalVolumeLayer(chart, 'four', { stores, replication: three });
      }),
    ).toEqual([expect.stringContaining('4 copies are asked for'), expect.stringContaining('is there twice')]);
  });
});
