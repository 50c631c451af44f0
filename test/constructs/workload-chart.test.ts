import { App, ApiObject, Chart } from 'cdk8s';
import { ConfigMap, Deployment } from 'cdk8s-plus-28';
import { type Construct } from 'constructs';
import { ManagedCluster, WorkloadChart, type WorkloadChartProps } from 'hikube-constructs';
import { cluster, issuesOf, synth, tenantChart } from '../support/programs';

const chartIn = (scope: Construct, props: Partial<WorkloadChartProps>): WorkloadChart =>
  new WorkloadChart(scope, 'apps', props as WorkloadChartProps);
const refusal = (program: () => unknown): unknown => issuesOf(program)[0];

describe('a chart of workloads', () => {
  it('holds cdk8s-plus constructs and writes them as any chart does', () => {
    const web = cluster();
    const apps = new WorkloadChart(web.node.root as App, 'apps', {
      cluster: web,
      namespace: 'shop',
      labels: { a: 'b' },
    });
    new ConfigMap(apps, 'settings', { metadata: { name: 'settings' }, data: { x: '1' } });
    new Deployment(apps, 'shop', { metadata: { name: 'shop' }, containers: [{ image: 'shop:1' }] });
    const found = synth(web).filter(({ kind }) => kind !== 'Kubernetes');
    expect(found).toMatchObject([
      { kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop', labels: { a: 'b' } } },
      { kind: 'Deployment', metadata: { name: 'shop', namespace: 'shop', labels: { a: 'b' } } },
    ]);
  });

  it('names no namespace where none is given', () => {
    const web = cluster();
    new ApiObject(chartIn(web.node.root as App, { cluster: web }), 'x', { apiVersion: 'v1', kind: 'ConfigMap' });
    expect(synth(web).at(-1)?.metadata).not.toHaveProperty('namespace');
  });

  it('is written after its cluster, whatever its name', () => {
    const web = cluster();
    const apps = new WorkloadChart(web.node.root as App, 'aaa', { cluster: web });
    expect(apps.node.dependencies).toEqual([web]);
    new ApiObject(apps, 'x', { apiVersion: 'v1', kind: 'ConfigMap' });
    expect(synth(web).map(({ kind }) => kind)).toEqual(['Kubernetes', 'ConfigMap']);
  });

  it('takes a cluster that exists, which it does not wait for', () => {
    const chart = tenantChart();
    const apps = chartIn(chart.node.root as App, { cluster: ManagedCluster.fromName(chart, 'old') });
    expect(apps.cluster.name).toBe('old');
    expect(apps.node.dependencies).toEqual([]);
  });

  it('knows itself, and no other chart', () => {
    const web = cluster();
    const root = web.node.root as App;
    expect(WorkloadChart.isWorkloadChart(chartIn(root, { cluster: web }))).toBe(true);
    expect(WorkloadChart.isWorkloadChart(new Chart(root, 'other'))).toBe(false);
    expect(WorkloadChart.isWorkloadChart(web.chart)).toBe(false);
  });
});

describe('a chart of workloads is refused', () => {
  it('inside another chart', () => {
    const web = cluster();
    expect(refusal(() => chartIn(web.chart, { cluster: web }))).toMatchObject({
      code: 'HK1001',
      construct: 'production/apps',
      message: 'A WorkloadChart stands inside the chart "production".',
    });
  });

  it.each([
    ['nothing', undefined],
    ['its name', 'web'],
    ['an object that has a name only', { name: 'web' }],
    ['null', null],
  ])('with %s for a cluster', (_, given) => {
    const program = (): unknown => chartIn(new App(), { cluster: given as never });
    expect(refusal(program)).toMatchObject({ code: 'HK1102', construct: 'apps', remedy: /fromName/ });
  });

  it('without props at all', () => {
    expect(refusal(() => new WorkloadChart(new App(), 'apps', undefined as never))).toMatchObject({ code: 'HK1102' });
  });

  it('with all that is wrong with the rest of its props', () => {
    const web = cluster();
    const props = { cluster: web, namespace: 3, labels: { a: 1 }, lables: {} } as never;
    const codes = issuesOf(() => chartIn(web.node.root as App, props)).map(({ code }) => code);
    expect(codes.sort()).toEqual(['HK1101', 'HK1102', 'HK1102']);
  });

  it('with an id that is taken, or none', () => {
    const web = cluster();
    const root = web.node.root as App;
    chartIn(root, { cluster: web });
    expect(refusal(() => chartIn(root, { cluster: web }))).toMatchObject({ code: 'HK1002' });
    expect(refusal(() => new WorkloadChart(root, '', { cluster: web }))).toMatchObject({ code: 'HK1001' });
  });
});
