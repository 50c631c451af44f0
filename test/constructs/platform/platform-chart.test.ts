import { App, Chart } from 'cdk8s';
import { TenantChart } from 'hikube-constructs';
import {
  PlatformChart,
  PlatformProfile,
  RegionalLinks,
  RegionalStore,
  StoragePool,
  RegionTopology,
  RegionalVolumeLayer,
  Replication,
} from 'hikube-constructs/platform';
import { collectIssues } from '../../../lib/constructs/validation';
import { issuesOf, synth, warningsOf } from '../../support/programs';
import { BARE_1, BARE_2, COZYSTACK_1_1, codesIn, ofKind, platformChart, storesOf, swiss } from './support';

describe('PlatformChart', () => {
  it('is for Hikube, unless it is said otherwise', () => {
    const chart = new PlatformChart(new App(), 'platform', { topology: swiss() });

    expect(chart.profile.name).toBe('hikube');
  });

  it('knows the labels that the nodes of each site need', () => {
    expect(platformChart().siteLabels).toEqual({
      label: 'topology.kubernetes.io/zone',
      values: { geneva: 'gva', gland: 'gld', lucerne: 'luc' },
    });
  });

  it('puts its labels on every object, and those of an object beside them', () => {
    const chart = platformChart({ profile: BARE_2, labels: { team: 'storage', tier: 'one' } });
    const stores = storesOf(chart, { labels: { tier: 'two' } });
    new RegionalVolumeLayer(chart, 'local', { stores, replication: Replication.local(), snapshots: true });

    expect(Object.fromEntries(synth(chart).map(({ kind, metadata }) => [kind, metadata.labels]))).toEqual({
      LinstorCluster: { team: 'storage', tier: 'one' },
      LinstorSatelliteConfiguration: { team: 'storage', tier: 'two' },
      StorageClass: { team: 'storage', tier: 'one' },
      VolumeSnapshotClass: { team: 'storage', tier: 'one' },
    });
  });

  it('writes nothing where nothing is declared', () => {
    expect(platformChart({ profile: BARE_1 }).toJson()).toEqual([]);
  });

  it.each([
    ['the operators alone', BARE_1, [{ passphraseSecret: undefined }]],
    ['the operators alone, with a passphrase', BARE_1, [{ passphraseSecret: 'passphrase' }]],
  ])('writes one LinstorCluster, whatever the number of stores, for %s', (_, profile, [props]) => {
    const chart = platformChart({ profile, ...(props!.passphraseSecret && { passphraseSecret: 'passphrase' }) });
    storesOf(chart);

    expect(ofKind('LinstorCluster', chart)).toEqual([
      {
        apiVersion: 'piraeus.io/v1',
        kind: 'LinstorCluster',
        metadata: { name: 'linstorcluster' },
        spec: props!.passphraseSecret ? { linstorPassphraseSecret: 'passphrase' } : {},
      },
    ]);
  });

  it("leaves the LinstorCluster to the platform's own charts on Cozystack", () => {
    const chart = platformChart();
    storesOf(chart);

    expect(ofKind('LinstorCluster', chart)).toEqual([]);
  });

  it('is refused a passphrase on Cozystack, whose charts own the LinstorCluster', () => {
    expect(issuesOf(() => platformChart({ passphraseSecret: 'passphrase' }))).toMatchObject([
      { code: 'HK1103', construct: 'platform', prop: 'passphraseSecret', severity: 'error' },
    ]);
  });

  it('is refused a topology without a site label, since nothing can be placed without one', () => {
    expect(issuesOf(() => platformChart({ topology: RegionTopology.hikube() }))).toMatchObject([
      { code: 'HK1106', message: 'The topology has no site label.' },
    ]);
  });

  it.each([
    [{ topology: 'swiss' }, 'The prop "topology" has to be a RegionTopology, but is "swiss".'],
    [{ profile: '1.1' }, 'The prop "profile" has to be a PlatformProfile, but is "1.1".'],
    [{ strict: 'yes' }, 'The prop "strict" has to be true or false, but is "yes".'],
    [{ lables: {} }, 'There is no prop "lables".'],
  ])('is told of %j in one sentence', (props, message) => {
    expect(issuesOf(() => platformChart(props as never)).map((issue) => issue.message)).toEqual([message]);
  });

  it('stands in an App, and in no other chart', () => {
    const app = new App();
    const inside = (scope: Chart | TenantChart): unknown => new PlatformChart(scope, 'inner', { topology: swiss() });

    expect(issuesOf(() => inside(new Chart(app, 'plain')))).toMatchObject([{ code: 'HK1001' }]);
    expect(issuesOf(() => inside(platformChart({}, app)))).toMatchObject([{ code: 'HK1001' }]);
    expect(issuesOf(() => inside(new TenantChart(app, 'acme', { namespace: 'tenant-acme' })))).toMatchObject([
      { code: 'HK1001', construct: 'acme/inner' },
    ]);
  });

  it('is refused a second time under one id', () => {
    const app = new App();
    platformChart({}, app);

    expect(issuesOf(() => platformChart({}, app))).toMatchObject([{ code: 'HK1002', construct: 'platform' }]);
  });

  it('tells itself from any other chart', () => {
    const app = new App();

    expect(PlatformChart.isPlatformChart(platformChart({}, app))).toBe(true);
    expect(PlatformChart.isPlatformChart(new Chart(app, 'plain'))).toBe(false);
  });

  it('is a file of its own beside those of tenants', () => {
    const app = new App();
    const platform = platformChart({}, app);
    storesOf(platform);
    const tenant = new TenantChart(app, 'acme', { namespace: 'tenant-acme' });

    expect((platform.toJson() as object[]).map((object) => (object as { kind: string }).kind)).toEqual(
      Array(3).fill('LinstorSatelliteConfiguration'),
    );
    expect(tenant.toJson()).toEqual([]);
  });
});

describe('a strict chart', () => {
  const documented = (strict: boolean): PlatformChart => {
    const chart = platformChart({ strict });
    new RegionalVolumeLayer(chart, 'replicated', { stores: storesOf(chart), replication: Replication.documented() });
    return chart;
  };

  it('refuses what another one warns of', () => {
    expect(warningsOf(() => synth(documented(false)))).toMatch(/^2 warnings\n/);
    expect(issuesOf(() => synth(documented(true))).map(({ code, severity }) => [code, severity])).toEqual([
      ['HK6220', 'error'],
      ['HK6230', 'error'],
    ]);
  });

  it('leaves the warnings of the charts beside it alone', () => {
    const chart = documented(false);
    new PlatformChart(chart.node.root as App, 'second', { topology: swiss(), profile: COZYSTACK_1_1, strict: true });

    expect(codesIn(chart)).toEqual(['HK6220', 'HK6230']);
    expect(warningsOf(() => synth(chart))).toMatch(/^2 warnings\n/);
  });
});

describe('the profile of the operators without the platform', () => {
  it.each([[undefined], [null], [{}], [{ etcd: 'v1' }], [{ etcd: 2 }]])(
    'is refused %j for the API of etcd',
    (given) => {
      expect(issuesOf(() => PlatformProfile.operators(given as never))).toMatchObject([{ code: 'HK1106' }]);
    },
  );
});

describe('sites that are far from one another', () => {
  const far = RegionTopology.of({
    regions: ['a', 'b'],
    siteLabel: 'topology.kubernetes.io/zone',
    roundTrip: { 'a-b': '30ms' },
  });
  const codes = (accept: boolean): string[] => {
    const app = new App();
    const platform = new PlatformChart(app, 'platform', { topology: far });
    const pool = StoragePool.zfs('data', { zPool: 'tank' });
    const stores = far.regions.map((region) => new RegionalStore(platform, region.name, { region, pool }));
    new RegionalVolumeLayer(platform, 'near', { stores, replication: Replication.synchronous({ copies: 3 }) });
    if (accept) new RegionalLinks(platform, 'links', { beyondAdvice: { 'a-b': 'copies for reading only' } });
    return collectIssues(app, { lateIsFault: true }).flatMap(({ code }) => (code === 'HK6014' ? [code] : []));
  };

  it('are refused for copies, whether the links are declared or not, unless they are accepted by name', () => {
    expect([codes(false), codes(true)]).toEqual([['HK6014'], []]);
  });
});
