import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'cdk8s';
import {
  EtcdRing,
  HikubeError,
  ManagedCluster,
  diagram,
  flows,
  inventory,
  writeReports,
  type Flow,
} from 'hikube-constructs';
import { build as production } from '../../examples/production/cdk8s';
import { build as datacenters } from '../../examples/three-datacenters/cdk8s';
import { goalIn, oneRegion, shop, shopOnPlatform } from '../constructs/resilience/programs';
import { tenantChart } from '../support/programs';

const folder = mkdtempSync(path.join(tmpdir(), 'hikube-reports-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pairs = (all: readonly Flow[], kind: Flow['kind']): string[] =>
  all.filter((flow) => flow.kind === kind).map(({ from, to }) => `${from} > ${to}`);

/** Everything that is reached from a part. */
function reachedFrom(start: string, all: readonly Flow[]): Set<string> {
  const reached = new Set([start]);
  for (let size = 0; size !== reached.size;) {
    size = reached.size;
    for (const { from, to } of all) if (reached.has(from)) reached.add(to);
  }
  return reached;
}

describe('the flows of a program', () => {
  it('are the five, from the ring to the regions', () => {
    const all = flows(shopOnPlatform().app);

    expect(pairs(all, 'ring-ring')).toEqual(['shop/etcd > shop/etcd']);
    expect(pairs(all, 'controlPlane-ring')).toEqual(['shop/live > shop/etcd']);
    expect(pairs(all, 'controlPlane-nodeGroup')).toEqual(['shop/live > shop/live/web']);
    expect(pairs(all, 'nodeGroup-volumes')).toEqual(['shop/live/web > shop/volumes']);
    expect(pairs(all, 'volumes-region')).toEqual([
      'platform/replicated > geneva',
      'platform/replicated > gland',
      'platform/replicated > lucerne',
      'shop/volumes > geneva',
      'shop/volumes > gland',
      'shop/volumes > lucerne',
    ]);
  });

  it.each([
    ['production', production as (app: App) => unknown],
    ['three-datacenters', datacenters as (app: App) => unknown],
  ])(
    'of %s turn back nowhere but among the members of a ring, and reach every group and layer of a cluster',
    (_, build) => {
      const app = new App();
      build(app);
      const all = flows(app);
      const onward = all.filter(({ kind }) => kind !== 'ring-ring');

      for (const { from } of onward)
        expect([
          ...reachedFrom(
            from,
            onward.filter((one) => one.from !== from),
          ),
        ]).toEqual([from]);
      for (const { from, to } of onward) expect(reachedFrom(to, onward).has(from)).toBe(false);
      for (const cluster of app.node.findAll().filter((one) => one instanceof ManagedCluster)) {
        const reached = reachedFrom(cluster.node.path, onward);
        for (const group of cluster.nodeGroups) expect(reached).toContain(group.node.path);
        expect(reached).toContain(cluster.volumes?.node.path);
      }
    },
  );

  it('lead to a ring that the program does not declare where it has none', () => {
    const chart = tenantChart({ modules: { etcd: true } });
    new ManagedCluster(chart, 'web', { etcd: EtcdRing.inherited(), host: 'a.example' });

    expect(pairs(flows(chart), 'controlPlane-ring')[0]).toContain('ancestor');
  });

  it('are of a tree', () => {
    expect(() => flows('app' as never)).toThrow(HikubeError);
    expect(flows(new App())).toEqual([]);
  });
});

describe('the diagram of a program', () => {
  it('has a box for every region, with what is declared and, dashed, what is only meant', () => {
    const text = diagram(shopOnPlatform().app);

    for (const title of ['Geneva', 'Gland', 'Lucerne']) expect(text).toContain(`["${title}"]`);
    expect(text).toContain('["platform/geneva: pools data"]\n');
    expect(text).toContain('["platform/replicated: a copy"]\n');
    expect(text).toContain('["shop/volumes: a copy"]:::meant');
    expect(text).toContain('"0.6ms"');
  });

  it('closes what it opens, and draws no edge to what is not there', () => {
    const app = new App();
    production(app);
    const text = diagram(app);
    const lines = text.split('\n').map((line) => line.trim());
    const ids = new Set(lines.flatMap((line) => /^(?:subgraph )?(n\d+)\[/.exec(line)?.[1] ?? []));

    expect(lines[0]).toBe('flowchart TB');
    expect(lines.filter((line) => line.startsWith('subgraph'))).toHaveLength(
      lines.filter((line) => line === 'end').length,
    );
    for (const line of lines.filter((one) => one.includes('-->'))) {
      const [, from, to] = /^(n\d+) -->\|\w+\| (n\d+)/.exec(line) ?? [];
      expect([ids.has(from!), ids.has(to!) || line.includes('[')]).toEqual([true, true]);
    }
  });

  it('is the same for the same program, and takes whatever people call their things', () => {
    expect(diagram(shopOnPlatform().app)).toBe(diagram(shopOnPlatform().app));
    const chart = tenantChart();
    new ManagedCluster(chart, 'a"]<b>&', { name: 'web', host: 'a.example' });

    expect(diagram(chart)).toContain('"production/a#quot;]b#amp;: 2 API servers"');
  });
});

describe('the reports of a program', () => {
  const written = (build: (app: App) => unknown, name: string): string[] => {
    const app = new App({ outdir: path.join(folder, 'dist') });
    build(app);
    return writeReports(app, { dir: path.join(folder, name) }).map((file) => readFileSync(file, 'utf8'));
  };

  it('are a text, data and two pictures, with the same bytes for the same program', () => {
    const app = new App({ outdir: path.join(folder, 'dist') });
    production(app);
    const files = writeReports(app, { dir: path.join(folder, 'a') });

    expect(files.map((file) => path.basename(file))).toEqual([
      'diagram.mmd',
      'resilience.txt',
      'resilience.json',
      'resilience.mmd',
    ]);
    expect(written(production, 'b')).toEqual(written(production, 'c'));
    expect(existsSync(path.join(folder, 'dist'))).toBe(false);
  });

  it('say what is proven, and what is to be asked of whoever runs the platform', () => {
    const [, text] = written(production, 'd');

    expect(text).toContain('Objective "production/one-machine": proven');
    expect(text).toContain('Objective "production/one-region": unknown');
    expect(text).toContain('Ask for the fact "etcd.spread"');
  });

  it('are written of objectives that refuse the program as well', () => {
    const own = shop();
    goalIn(own.chart, oneRegion(own));
    const files = writeReports(own.app, { dir: path.join(folder, 'e') });

    expect(readFileSync(files[1]!, 'utf8')).toContain('unknown');
    expect(() => own.app.synthYaml()).toThrow(/HK7003/);
  });

  it('never go where the manifests are', () => {
    const app = new App({ outdir: path.join(folder, 'dist') });

    expect(() => writeReports(app, { dir: path.join(folder, 'dist') })).toThrow(/where the manifests are/);
    expect(() => writeReports(app, { dir: path.join(folder, 'dist', 'reports') })).toThrow(HikubeError);
    expect(() => writeReports(app, { dir: '' })).toThrow(HikubeError);
  });
});

describe('the layers of a program', () => {
  it('are all six', () => {
    const app = new App();
    datacenters(app);
    const { layers } = inventory(app);

    expect(layers.map(({ name }) => name)).toEqual([
      'etcd',
      'control plane',
      'node groups',
      'volumes',
      'replication',
      'regional stores',
    ]);
    for (const { paths } of layers) expect(paths.length).toBeGreaterThan(0);
  });
});
