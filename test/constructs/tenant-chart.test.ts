import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { EtcdRing, ManagedCluster, PlatformProfile, RegionTopology, Tenant, TenantChart } from 'hikube-constructs';
import { cluster, errorsOf, group, issuesOf, synth, tenantChart } from '../support/programs';

describe('TenantChart', () => {
  it('puts its namespace and labels on every object', () => {
    const chart = tenantChart({ labels: { team: 'platform' } });
    group(cluster({}, chart));

    expect(synth(chart)[0]!.metadata).toEqual({ name: 'web', namespace: 'tenant-acme', labels: { team: 'platform' } });
  });

  it('is for Hikube unless it is told otherwise', () => {
    expect(tenantChart().profile.name).toBe('hikube');
    expect(tenantChart({ profile: PlatformProfile.cozystack('1.6') }).profile.name).toBe('cozystack-1.6');
  });

  it.each(['default', 'production', 'tenant-', 'tenant-a--b', 'Tenant-acme', `tenant-${'a'.repeat(60)}`, ''])(
    'refuses the namespace %p',
    (namespace) => {
      expect(errorsOf(() => tenantChart({ namespace }))).toEqual(['HK1309']);
    },
  );

  it('says what the namespace of a tenant would be', () => {
    const [issue] = issuesOf(() => tenantChart({ namespace: 'acme' }));

    expect(issue).toMatchObject({ construct: 'production', remedy: expect.stringContaining('"tenant-acme"') });
  });

  it.each([
    ['a plain chart', (app: App) => new Chart(app, 'outer')],
    ['another tenant chart', (app: App) => tenantChart({}, app)],
    ['a construct of a chart', (app: App) => new Construct(new Chart(app, 'outer'), 'inner')],
  ])('refuses to stand in %s', (_, scope) => {
    expect(errorsOf(() => new TenantChart(scope(new App()), 'nested', { namespace: 'tenant-acme' }))).toEqual([
      'HK1001',
    ]);
  });

  it('stands in a construct that is in no chart', () => {
    const scope = new Construct(new App(), 'platform');

    expect(new TenantChart(scope, 'production', { namespace: 'tenant-acme' }).node.path).toBe('platform/production');
  });

  it.each([undefined, null, {}, 'app'])('refuses the scope %p', (scope) => {
    expect(errorsOf(() => new TenantChart(scope as never, 'production', { namespace: 'tenant-acme' }))).toEqual([
      'HK1001',
    ]);
  });

  it('refuses a tree without an App', () => {
    class Root extends Construct {
      public constructor() {
        super(undefined as never, '');
      }
    }

    expect(errorsOf(() => new TenantChart(new Root(), 'production', { namespace: 'tenant-acme' }))).toEqual(['HK1001']);
  });

  it('refuses a second construct of its id in one sentence', () => {
    const chart = tenantChart();

    const [issue] = issuesOf(() => tenantChart({}, chart.node.root as App));

    expect(issue).toMatchObject({
      code: 'HK1002',
      construct: 'production',
      message: 'There is already a construct of id "production" here.',
    });
  });

  it('is found from anything in it', () => {
    const web = cluster();

    expect(TenantChart.of(group(web))).toBe(web.chart);
    expect(errorsOf(() => TenantChart.of(new Chart(new App(), 'plain')))).toEqual(['HK1001']);
    expect(errorsOf(() => TenantChart.of(new App()))).toEqual(['HK1001']);
  });
});

describe('a chart of a declared tenant', () => {
  const declared = (props: ConstructorParameters<typeof Tenant>[2] = {}): { tenant: Tenant; chart: TenantChart } => {
    const parent = tenantChart({ host: 'acme.example', topology: RegionTopology.hikube(), modules: { etcd: true } });
    const tenant = new Tenant(parent, 'staging', props);
    return { tenant, chart: new TenantChart(parent.node.root as App, 'inside', { tenant }) };
  };

  it('has the namespace, profile, topology and host of the tenant', () => {
    const { chart, tenant } = declared();

    expect(chart).toMatchObject({ namespace: 'tenant-acme-staging', host: 'staging.acme.example' });
    expect(chart.profile).toBe(tenant.chart.profile);
    expect(chart.topology).toBe(tenant.chart.topology);
  });

  it('comes after the chart that the tenant is declared in', () => {
    const { chart } = declared();
    group(new ManagedCluster(chart, 'web'));

    expect(synth(chart).map(({ kind }) => kind)).toEqual(['Tenant', 'Kubernetes']);
  });

  it('refuses a ring where the tenant has no etcd module', () => {
    const { chart } = declared({ modules: { etcd: false } });
    new EtcdRing(chart, 'etcd');

    expect(errorsOf(() => synth(chart))).toEqual(['HK4104']);
  });

  it('takes a ring where it has one', () => {
    const { chart } = declared({ modules: { etcd: true } });
    new EtcdRing(chart, 'etcd');

    expect(synth(chart)).toHaveLength(2);
  });

  it('finds no ring where the whole chain is declared and has none', () => {
    const root = tenantChart({ namespace: 'tenant-root', modules: { etcd: false } });
    const tenant = new Tenant(root, 'acme');
    group(new ManagedCluster(new TenantChart(root.node.root as App, 'inside', { tenant }), 'web'));

    expect(errorsOf(() => synth(root))).toEqual(['HK4108']);
  });

  it.each([
    ['a namespace beside the tenant', { namespace: 'tenant-b' }, 'HK1103'],
    ['something that is no tenant', { tenant: 'staging' }, 'HK1102'],
  ])('refuses %s', (_, more, code) => {
    const { tenant } = declared();

    expect(errorsOf(() => new TenantChart(tenant.node.root as App, 'again', { tenant, ...more } as never))).toEqual([
      code,
    ]);
  });
});
