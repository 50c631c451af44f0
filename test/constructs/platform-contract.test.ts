import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'cdk8s';
import {
  EtcdRing,
  HikubeError,
  ManagedCluster,
  NodeGroup,
  InstanceType,
  PlatformProfile,
  RegionTopology,
  ReplicatedVolumeLayer,
  Replication,
  TenantChart,
  type TenantChartProps,
} from 'hikube-constructs';
import {
  PlatformChart,
  PlatformScheduling,
  RegionalStore,
  RegionalVolumeLayer,
  StoragePool,
  contractOf,
  readContract,
  writeContract,
  type PlatformContract,
} from 'hikube-constructs/platform';
import { collectIssues } from '../../lib/constructs/validation';
import { contractFrom, contractText } from '../../lib/core/operator/contract';

const folder = mkdtempSync(path.join(tmpdir(), 'hikube-contract-'));
afterAll(() => rmSync(folder, { recursive: true }));

const topology = RegionTopology.hikube({ siteLabel: 'topology.kubernetes.io/zone' });

function platform({ spread = true, order = topology.regions, fast = 'fast' } = {}): PlatformChart {
  const chart = new PlatformChart(new App(), 'platform', { topology, profile: PlatformProfile.cozystack('1.1') });
  const pool = StoragePool.zfs('data', { zPool: 'tank' });
  const quick = StoragePool.zfs('quick', { zPool: 'nvme' });
  const stores = order.map(
    (region) =>
      new RegionalStore(chart, region.name, { region, pool: region.name === 'lucerne' ? [pool] : [pool, quick] }),
  );
  new RegionalVolumeLayer(chart, 'replicated', {
    stores,
    pool: 'data',
    replication: Replication.synchronous({ copies: 3, onePerRegion: true }),
  });
  new RegionalVolumeLayer(chart, fast, {
    stores: stores.filter(({ region }) => region!.name !== 'lucerne'),
    pool: 'quick',
    replication: Replication.asynchronous({ copies: 2 }),
    isDefault: true,
  });
  if (spread) new PlatformScheduling(chart, 'spread', { across: topology.regions });
  return chart;
}

const contract = contractOf(platform());

/** The codes of what is wrong in a tenant's program, with their texts. */
function found(build: (chart: TenantChart) => void, props: Partial<TenantChartProps> = {}): string[] {
  const app = new App();
  const given = { namespace: 'tenant-acme', profile: PlatformProfile.cozystack('1.1'), topology, contract, ...props };
  build(new TenantChart(app, 'acme', given));
  return collectIssues(app, { lateIsFault: true }).map(({ code, message }) => `${code} ${message}`);
}

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (HikubeError.isHikubeError(error)) return error.issues.map(({ code }) => code).join(' ');
    throw error;
  }
  return 'nothing';
};

describe('the contract of a platform', () => {
  it('says what its operator declares', () => {
    expect(contract).toMatchObject({
      format: 1,
      platform: { name: 'cozystack-1.1', release: '1.1.2' },
      regions: ['geneva', 'gland', 'lucerne'],
      spread: { regions: ['geneva', 'gland', 'lucerne'], recovery: 'strict' },
      schedulingClasses: [],
    });
    expect(contract.classes.find(({ name }) => name === 'replicated')).toEqual({
      name: 'replicated',
      mode: 'synchronous',
      copies: 3,
      perRegion: 1,
      regions: ['geneva', 'gland', 'lucerne'],
    });
    expect(contract.classes.find(({ name }) => name === 'fast')).toMatchObject({ copies: 2, isDefault: true });
  });

  it('says nothing of a spread that nobody declared', () => {
    expect(contractOf(platform({ spread: false }))).not.toHaveProperty('spread');
  });

  it('has the same bytes whatever the order of the program', () => {
    const turned = contractOf(platform({ order: [...topology.regions].reverse() }));
    const classes = turned.classes.filter(({ name }) => name === 'replicated');

    expect(contractText({ ...turned, classes })).toBe(
      contractText({ ...contract, classes: contract.classes.filter(({ name }) => name === 'replicated') }),
    );
    expect(contractText({ ...contract, classes: [...contract.classes].reverse() })).toBe(contractText(contract));
  });

  it('goes through a file, whose folder is made', () => {
    const file = path.join(folder, 'reports', 'deep', 'contract.json');
    writeContract(platform(), file);

    expect(readContract(file)).toEqual(contract);
    expect(readFileSync(file, 'utf8')).toBe(contractText(contract));
  });

  it('is read from a file that an editor began with a mark of its encoding', () => {
    const file = path.join(folder, 'marked.json');
    writeFileSync(file, `\uFEFF${contractText(contract)}`);

    expect(readContract(file)).toEqual(contract);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a list', []],
    ['an unknown key', { ...contract, extra: 1 }],
    ['another format', { ...contract, format: 2 }],
    ['a class of no mode', { ...contract, classes: [{ name: 'x', copies: 1, regions: ['geneva'] }] }],
    ['a class twice', { ...contract, classes: [contract.classes[0], contract.classes[0]] }],
    ['a class at no site', { ...contract, classes: [{ ...contract.classes[0]!, regions: [] }] }],
    ['no copies', { ...contract, classes: [{ ...contract.classes[0]!, copies: 0 }] }],
    ['a region that it does not have', { ...contract, regions: ['geneva'] }],
  ])('is refused with %s', (_, value) => {
    expect(codeOf(() => contractFrom(value))).toMatch(/^HK6016( HK6016)*$/);
  });

  it.each([
    ['is not there', undefined],
    ['is no JSON', '{'],
    ['is of another form', '[]'],
    ['is empty', ''],
  ])('is refused where the file %s', (what, text) => {
    const file = path.join(folder, `${what}.json`);
    if (text !== undefined) writeFileSync(file, text);

    expect(codeOf(() => readContract(file))).toBe('HK6016');
  });

  it('is not written of a program that is refused, or of a layer with overrides', () => {
    const [wrong, patched] = [platform(), platform()];
    new RegionalVolumeLayer(wrong, 'five', {
      stores: wrong.node.children.filter((one) => one instanceof RegionalStore),
      pool: 'data',
      replication: Replication.synchronous({ copies: 5, onePerRegion: true }),
    });
    new RegionalVolumeLayer(patched, 'odd', {
      stores: patched.node.children.filter((one) => one instanceof RegionalStore),
      pool: 'data',
      replication: Replication.synchronous({ copies: 3, onePerRegion: true }),
      overrides: [{ op: 'add', path: '/metadata/labels', value: { team: 'storage' } }],
    });
    const file = path.join(folder, 'refused.json');

    expect(codeOf(() => writeContract(wrong, file))).toContain('HK6010');
    expect(codeOf(() => writeContract(patched, file))).toBe('HK6016');
    expect(codeOf(() => writeContract(platform(), null as unknown as string))).toBe('HK1102');
    expect(existsSync(file)).toBe(false);
  });

  it('is asked of a PlatformChart only', () => {
    expect(codeOf(() => writeContract(null as unknown as PlatformChart, path.join(folder, 'x.json')))).toBe('HK1001');
  });
});

describe('the program of a tenant with a contract', () => {
  it('knows the classes of the platform, and takes them by name', () => {
    const issues = found((chart) => {
      const volumes = ReplicatedVolumeLayer.fromContract(chart, 'volumes', 'fast');
      const cluster = new ManagedCluster(chart, 'live', { volumes });
      new NodeGroup(cluster, 'workers', {
        name: 'md0',
        instanceType: InstanceType.U1_LARGE,
        scaling: { min: 2, max: 3 },
      });
      expect([volumes.storageClass, volumes.replication.mode, volumes.replication.copies]).toEqual([
        'fast',
        'asynchronous',
        2,
      ]);
    });

    expect(issues).toEqual([]);
  });

  it('is told that a class is not there', () => {
    const chart = new TenantChart(new App(), 'acme', { namespace: 'tenant-acme', topology, contract });

    expect(codeOf(() => ReplicatedVolumeLayer.fromContract(chart, 'volumes', 'nothing'))).toBe('HK6017');
  });

  it('cannot take a class without a contract', () => {
    const chart = new TenantChart(new App(), 'acme', { namespace: 'tenant-acme' });

    expect(codeOf(() => ReplicatedVolumeLayer.fromContract(chart, 'volumes', 'replicated'))).toBe('HK6016');
  });

  it.each<[string, Replication, RegExp]>([
    [
      'more copies',
      Replication.synchronous({ copies: 5 }),
      /5 copies are counted on, and the class "replicated" keeps 3/,
    ],
    [
      'another mode',
      Replication.asynchronous().as('replicated'),
      /meant to be asynchronous, and the contract says sync/,
    ],
    ['a class that is not there', Replication.ofClass('gold'), /has no class "gold"/],
    [
      'one for each site',
      Replication.asynchronous({ copies: 2, onePerRegion: true }).as('fast'),
      /says no limit for "fast"/,
    ],
  ])('is told where it counts on %s', (_, replication, text) => {
    const issues = found((chart) => void new ReplicatedVolumeLayer(chart, 'volumes', { replication }));

    expect(issues.filter((issue) => issue.startsWith('HK6017'))).toEqual([expect.stringMatching(text)]);
  });

  it('is told of sites that the class has no store at', () => {
    const issues = found(
      (chart) =>
        void new ReplicatedVolumeLayer(chart, 'volumes', {
          replication: Replication.asynchronous().as('fast'),
          across: topology.regions,
        }),
    );

    expect(issues).toEqual([expect.stringMatching(/^HK6017 .*meant to span "lucerne", where it has no store/)]);
  });

  it('may count on what the contract says, or on less', () => {
    expect(
      found(
        (chart) =>
          void new ReplicatedVolumeLayer(chart, 'volumes', {
            replication: Replication.synchronous({ copies: 2 }),
            across: topology.regions.slice(0, 2),
          }),
      ),
    ).toEqual([]);
  });

  it('is warned where it means a ring to span sites and nothing spreads', () => {
    const without = { ...contract };
    delete (without as { spread?: unknown }).spread;
    const ring = (chart: TenantChart): void =>
      void new EtcdRing(chart, 'etcd', { size: '8Gi', across: topology.regions });

    expect(found(ring)).toEqual([]);
    expect(found(ring, { contract: without as PlatformContract })).toEqual([
      expect.stringMatching(/^HK6018 .*cozystack-1.1 spreads over nothing/),
    ]);
  });

  it('is told of another release, and of regions of other names', () => {
    const bern = RegionTopology.of({ regions: ['bern', 'geneva'] });

    expect(found(() => undefined, { profile: PlatformProfile.cozystack('1.6') })).toEqual([
      expect.stringMatching(/^HK6017 The chart is for cozystack-1.6/),
    ]);
    expect(found(() => undefined, { topology: bern })).toEqual([
      expect.stringMatching(/^HK6017 The topology has "bern"/),
    ]);
  });

  it('is refused with a contract of another form', () => {
    const wrong = { ...contract, format: 3 } as unknown as PlatformContract;

    expect(codeOf(() => found(() => undefined, { contract: wrong }))).toBe('HK6016');
  });
});
