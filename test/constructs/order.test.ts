import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import {
  CertManager,
  EtcdRing,
  IngressNginx,
  InstanceType,
  ManagedCluster,
  NodeGroup,
  Tenant,
  TenantChart,
} from 'hikube-constructs';

type Step = (app: App) => void;

/** Files and their bytes, as a stock cdk8s App writes them. */
function files(steps: readonly Step[], yamlOutputType = YamlOutputType.FILE_PER_CHART): Record<string, string> {
  const outdir = mkdtempSync(join(tmpdir(), 'order-'));
  try {
    const app = new App({ outdir, yamlOutputType });
    for (const step of steps) step(app);
    app.synth();
    const written = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
    return Object.fromEntries(written.sort().map((file) => [file, readFileSync(join(outdir, file), 'utf8')]));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

const chartOf = (app: App, id: string): TenantChart => app.node.findChild(id) as TenantChart;
const pool = (cluster: ManagedCluster, id: string): NodeGroup =>
  new NodeGroup(cluster, id, { instanceType: InstanceType.U1_LARGE, scaling: { min: 1, max: 2 } });

const clusters: Step[] = ['b', 'a', 'c'].map((name) => (app: App) => {
  const cluster = new ManagedCluster(chartOf(app, 'production'), name);
  pool(cluster, 'md0');
});
const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

describe('what is synthesised', () => {
  it.each(orders)('is the same whichever of three clusters comes first (%i, %i, %i)', (...order) => {
    const base: Step = (app) => void new TenantChart(app, 'production', { namespace: 'tenant-acme' });

    expect(files([base, ...order.map((i) => clusters[i]!)])).toEqual(files([base, ...clusters]));
  });

  it('is the same whichever of two groups or add-ons comes first', () => {
    const program =
      (reverse: boolean): Step =>
      (app) => {
        const chart = new TenantChart(app, 'production', { namespace: 'tenant-acme' });
        const web = new ManagedCluster(chart, 'web');
        const steps = [() => void pool(web, 'md0'), () => void pool(web, 'b'), () => void new CertManager(web, 'x')];
        (reverse ? steps.reverse() : steps).forEach((step) => step());
        new IngressNginx(web, 'ingress-nginx', { hosts: ['a.example'], nodes: web.node.findChild('b') as NodeGroup });
      };

    expect(files([program(true)])).toEqual(files([program(false)]));
  });

  const tenants = (order: readonly string[]): Step[] => [
    (app) => {
      const root = new TenantChart(app, 'acme', { namespace: 'tenant-acme', modules: { etcd: true } });
      for (const name of order) new Tenant(root, name);
      new EtcdRing(root, 'etcd');
    },
    ...order.map((name): Step => (app) => {
      const tenant = chartOf(app, 'acme').node.findChild(name) as Tenant;
      const inside = new TenantChart(app, name, { tenant });
      pool(new ManagedCluster(inside, 'web', { etcd: chartOf(app, 'acme').node.findChild('etcd') as EtcdRing }), 'md0');
    }),
  ];

  it.each([
    YamlOutputType.FILE_PER_APP,
    YamlOutputType.FILE_PER_CHART,
    YamlOutputType.FILE_PER_RESOURCE,
    YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
  ])(
    'is the same whichever of several charts comes first, with the numbers of their files (output type %i)',
    (type) => {
      const one = files(tenants(['one', 'two', 'three']), type);

      expect(files(tenants(['three', 'two', 'one']), type)).toEqual(one);
    },
  );

  it('puts a tenant before the chart that stands in it', () => {
    expect(Object.keys(files(tenants(['one', 'another'])))).toEqual([
      '0000-acme.k8s.yaml',
      '0001-another.k8s.yaml',
      '0002-one.k8s.yaml',
    ]);
  });

  it('leaves the order inside of a plain chart alone', () => {
    const [text] = Object.values(
      files([
        (app) => {
          new TenantChart(app, 'production', { namespace: 'tenant-acme' });
          const plain = new Chart(app, 'plain');
          for (const id of ['z', 'a', 'm'])
            new ApiObject(plain, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id } });
        },
      ]),
    );

    expect([...text!.matchAll(/name: (\w)/g)].map(([, name]) => name)).toEqual(['z', 'a', 'm']);
  });
});
