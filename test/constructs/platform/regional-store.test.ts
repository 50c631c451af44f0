import { App } from 'cdk8s';
import { HikubeError, PlatformChart, Region, RegionalStore, StoragePool } from 'hikube-constructs/platform';
import { issuesOf, synth } from '../../support/programs';
import {
  ALL_PROFILES,
  BARE_1,
  POOL,
  found,
  objectsOf,
  ofKind,
  platformChart,
  storesOf,
  swiss,
  theIssue,
} from './support';

const geneva = swiss().region('geneva');

describe('RegionalStore', () => {
  it('is the pools of every node that carries the label of the site', () => {
    const chart = platformChart();
    new RegionalStore(chart, 'geneva', { region: geneva, pool: POOL });

    expect(objectsOf(chart)).toEqual([
      {
        apiVersion: 'piraeus.io/v1',
        kind: 'LinstorSatelliteConfiguration',
        metadata: { name: 'geneva' },
        spec: {
          nodeSelector: { 'topology.kubernetes.io/zone': 'gva' },
          storagePools: [{ name: 'data', lvmThinPool: { volumeGroup: 'vg0', thinPool: 'thin' } }],
        },
      },
    ]);
  });

  it('takes several pools, a policy, a name, labels and annotations', () => {
    const chart = platformChart();
    new RegionalStore(chart, 'geneva', {
      region: geneva,
      pool: [POOL, StoragePool.zfs('bulk', { zPool: 'tank', devices: ['/dev/sdb'] })],
      deletionPolicy: 'Evacuate',
      name: 'disks-geneva',
      labels: { team: 'storage' },
      annotations: { note: 'two racks' },
    });

    expect(objectsOf(chart)[0]).toMatchObject({
      metadata: { name: 'disks-geneva', labels: { team: 'storage' }, annotations: { note: 'two racks' } },
      spec: {
        deletionPolicy: 'Evacuate',
        storagePools: [
          { name: 'data' },
          { name: 'bulk', zfsPool: { zPool: 'tank' }, source: { hostDevices: ['/dev/sdb'] } },
        ],
      },
    });
  });

  it.each(ALL_PROFILES)('raises nothing at three sites on %s', (_, profile) => {
    const chart = platformChart({ profile });
    storesOf(chart);

    expect(found(chart)).toEqual([]);
  });

  it('uses a label and values of your own', () => {
    const topology = swiss({ siteLabel: 'example.ch/site', values: { geneva: '1', gland: '2', lucerne: '3' } });
    const chart = platformChart({ topology });
    storesOf(chart);

    expect(ofKind('LinstorSatelliteConfiguration', chart).map(({ spec }) => spec.nodeSelector)).toEqual([
      { 'example.ch/site': '1' },
      { 'example.ch/site': '2' },
      { 'example.ch/site': '3' },
    ]);
  });

  it('is there once for a site: two would both match its nodes', () => {
    const chart = platformChart();
    storesOf(chart);

    expect(issuesOf(() => new RegionalStore(chart, 'again', { region: geneva, pool: POOL }))).toMatchObject([
      {
        code: 'HK1003',
        construct: 'platform/again',
        message: 'The site "geneva" has a store already, at "platform/geneva".',
      },
    ]);
  });

  it('is missed at a site that has none', () => {
    const chart = platformChart();
    new RegionalStore(chart, 'geneva', { region: geneva, pool: POOL });

    expect(found(chart)).toMatchObject([
      { code: 'HK6331', message: 'The satellite configurations make pools at "gva", and none at "gld", "luc".' },
    ]);
  });

  it('is for a region of its chart, and says which there are', () => {
    const chart = platformChart();
    new RegionalStore(chart, 'basel', { region: new Region('basel', 'Basel'), pool: POOL });

    expect(theIssue(chart, 'HK7001')).toMatchObject({
      construct: 'platform/basel',
      prop: 'region',
      message: 'It is for the region "basel", which is not one of its chart\'s topology.',
      remedy: 'Use one of geneva, gland, lucerne.',
    });
  });

  it.each([
    [{}, 'The prop "region" is missing'],
    [{ region: 'geneva', pool: POOL }, 'The prop "region" has to be a Region, but is "geneva".'],
    [{ region: geneva, pool: 'data' }, 'The prop "pool" has to be a StoragePool, but is "data".'],
    [{ region: geneva, pool: POOL, deletionPolicy: 'delete' }, '"delete"'],
    [{ region: geneva, pool: POOL, pools: [] }, 'There is no prop "pools".'],
  ])('is told of %j', (props, said) => {
    const chart = platformChart();
    new RegionalStore(chart, 'x', props as never);

    expect(found(chart).map(({ message }) => message)).toContainEqual(expect.stringContaining(said));
    expect(() => synth(chart)).toThrow(HikubeError);
  });

  it('has no two pools of one name', () => {
    const chart = platformChart();
    new RegionalStore(chart, 'geneva', { region: geneva, pool: [POOL, POOL] });

    expect(found(chart).map(({ severity, message }) => `${severity} ${message}`)).toContain(
      'error There are two pools "data" in this configuration.',
    );
  });

  it('has pools of the same kind under one name at all sites', () => {
    const chart = platformChart();
    const other = StoragePool.zfs('data', { zPool: 'tank' });
    for (const region of chart.topology.regions) {
      new RegionalStore(chart, region.name, { region, pool: region.name === 'lucerne' ? other : POOL });
    }

    expect(found(chart).map(({ severity, construct }) => [severity, construct])).toContainEqual([
      expect.any(String),
      'platform/lucerne',
    ]);
  });

  it('gives copies of its pools', () => {
    const pools = [POOL];
    const store = new RegionalStore(platformChart(), 'geneva', { region: geneva, pool: pools });
    pools.push(POOL);

    expect(store.pools).toEqual([POOL]);
  });

  it('stands anywhere below its chart', () => {
    const chart = new PlatformChart(new App(), 'platform', { topology: swiss(), profile: BARE_1 });
    const store = new RegionalStore(chart, 'geneva', { region: geneva, pool: POOL });

    expect(store.chart).toBe(chart);
    expect(store.node.path).toBe('platform/geneva');
  });
});
