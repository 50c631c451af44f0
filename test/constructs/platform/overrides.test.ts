import {
  HikubeError,
  PlatformScheduling,
  RegionalEtcdRing,
  RegionalLinks,
  RegionalSchedulingClass,
  RegionalStore,
  RegionalVolumeLayer,
  Replication,
  type PlatformChart,
  type PlatformProfile,
} from 'hikube-constructs/platform';
import type { Override } from '../../../lib/core/overrides';
import { synth } from '../../support/programs';
import { BARE_2, COZYSTACK_1_1, COZYSTACK_1_6, POOL, found, objectsOf, platformChart, storesOf } from './support';

type Make = (chart: PlatformChart, overrides: readonly Override[]) => void;

const volumes = (chart: PlatformChart, id: string, overrides: readonly Override[] = []): RegionalVolumeLayer =>
  new RegionalVolumeLayer(chart, id, {
    stores: storesOf(chart),
    replication: id === 'local' ? Replication.local() : Replication.synchronous({ copies: 3, onePerRegion: true }),
    overrides,
  });

/** Every noun, the kind that its overrides are for, a change that is sound and one that the rules find fault with. */
const NOUNS: readonly (readonly [string, PlatformProfile, string, Make, Override, Override])[] = [
  [
    'RegionalStore',
    COZYSTACK_1_1,
    'LinstorSatelliteConfiguration',
    (chart, overrides) => {
      for (const region of chart.topology.regions) {
        const own = region.name === 'geneva' ? { overrides } : {};
        new RegionalStore(chart, region.name, { region, pool: POOL, ...own });
      }
    },
    { op: 'add', path: '/spec/deletionPolicy', value: 'Retain' },
    { op: 'replace', path: '/spec/storagePools/0/name', value: 'my pool!' },
  ],
  [
    'RegionalVolumeLayer',
    COZYSTACK_1_1,
    'StorageClass',
    (chart, overrides) => void volumes(chart, 'replicated', overrides),
    { op: 'add', path: '/mountOptions', value: ['noatime'] },
    { op: 'add', path: '/parameters/linstor.csi.linbit.co~1storagePool', value: 'data' },
  ],
  [
    'RegionalLinks',
    COZYSTACK_1_1,
    'LinstorNodeConnection',
    (chart, overrides) => void new RegionalLinks(chart, 'links', { paths: [{ name: 'a', interface: 'b' }], overrides }),
    { op: 'add', path: '/spec/paths/-', value: { interface: 'd', name: 'c' } },
    { op: 'add', path: '/spec/properties', value: [{ name: 'DrbdOptions/Net/protocol', value: 'A' }] },
  ],
  [
    'RegionalEtcdRing',
    BARE_2,
    'EtcdCluster',
    (chart, overrides) =>
      void new RegionalEtcdRing(chart, 'etcd', {
        across: chart.topology.regions,
        namespace: 'kamaji-system',
        volumes: volumes(chart, 'local'),
        version: '3.6.11',
        overrides,
      }),
    { op: 'add', path: '/spec/resources', value: { requests: { cpu: '1', memory: '1Gi' } } },
    { op: 'replace', path: '/spec/replicas', value: 4 },
  ],
  [
    'PlatformScheduling',
    COZYSTACK_1_1,
    'Package',
    (chart, overrides) => void new PlatformScheduling(chart, 'spread', { across: chart.topology.regions, overrides }),
    { op: 'add', path: '/metadata/annotations', value: { note: 'agreed' } },
    {
      op: 'replace',
      path: '/spec/components/platform/values/scheduling/globalAppTopologySpreadConstraints',
      value: '- maxSkew: 1\n',
    },
  ],
  [
    'RegionalSchedulingClass',
    COZYSTACK_1_6,
    'SchedulingClass',
    (chart, overrides) => void new RegionalSchedulingClass(chart, 'all', { across: chart.topology.regions, overrides }),
    { op: 'add', path: '/metadata/annotations', value: { note: 'agreed' } },
    { op: 'replace', path: '/spec/topologySpreadConstraints/0/nodeTaintsPolicy', value: 'honour' },
  ],
];

const made = (profile: PlatformProfile, make: Make, overrides: readonly Override[]): PlatformChart => {
  const chart = platformChart({ profile });
  make(chart, overrides);
  return chart;
};

describe('overrides', () => {
  it.each(NOUNS)('of %s are applied last, to what it is mainly about', (_, profile, kind, make, sound) => {
    const before = objectsOf(made(profile, make, []));
    const after = objectsOf(made(profile, make, [sound]));
    const changed = after.filter((object, i) => JSON.stringify(object) !== JSON.stringify(before[i]));

    expect(changed.map((object) => object.kind)).toEqual([kind]);
    expect(JSON.stringify(changed)).toContain(JSON.stringify((sound as { value: unknown }).value).slice(1, -1));
    expect(found(made(profile, make, [sound]))).toEqual([]);
  });

  it.each(NOUNS)('of %s are judged', (_, profile, kind, make, __, wrong) => {
    expect(found(made(profile, make, []))).toEqual([]);
    expect(found(made(profile, make, [wrong]))).toContainEqual(
      expect.objectContaining({ object: expect.objectContaining({ kind }), pointer: expect.any(String) }),
    );
  });

  it.each(NOUNS)('of %s that do not apply are refused, and quoted', (_, profile, __, make) => {
    for (const override of [
      { op: 'remove', path: '/spec/nowhere/at/all' },
      { op: 'replace', path: '/metadata/name', value: 'other' },
      { op: 'replace', path: '/kind', value: 'Secret' },
    ] as const) {
      const chart = made(profile, make, [override]);

      expect(found(chart)).toContainEqual(expect.objectContaining({ code: 'HK1104', severity: 'error' }));
      expect(() => synth(chart)).toThrow(HikubeError);
    }
  });

  it.each(NOUNS)('of %s that are no operations are refused', (_, profile, __, make) => {
    for (const override of [null, 5, {}, { op: 'merge', path: '/spec', value: {} }, { op: 'add', path: 'spec' }]) {
      const codes = found(made(profile, make, [override as never])).map(({ code }) => code);

      expect(codes.filter((code) => code === 'HK1104' || code === 'HK1102')).not.toEqual([]);
    }
  });
});
