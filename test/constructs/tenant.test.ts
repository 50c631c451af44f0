import type { App } from 'cdk8s';
import { EtcdRing, Tenant, TenantChart, PlatformProfile } from 'hikube-constructs';
import { errorsOf, synth, tenantChart, theOne } from '../support/programs';

describe('Tenant', () => {
  it('writes what was said and nothing else', () => {
    const chart = tenantChart();
    new Tenant(chart, 'staging');

    expect(theOne('Tenant', chart)).toEqual({
      apiVersion: 'apps.cozystack.io/v1alpha1',
      kind: 'Tenant',
      metadata: { name: 'staging', namespace: 'tenant-acme' },
      spec: {},
    });
  });

  it('writes modules, host and quotas', () => {
    const chart = tenantChart();
    new Tenant(chart, 'staging', {
      host: 'staging.acme.example',
      modules: { etcd: true, monitoring: false },
      quotas: { cpu: '32', memory: '64Gi', 'services.loadbalancers': 4, 'nvidia.com/gpu': 2 },
    });

    expect(theOne('Tenant', chart).spec).toEqual({
      etcd: true,
      monitoring: false,
      host: 'staging.acme.example',
      resourceQuotas: { cpu: '32', memory: '64Gi', 'nvidia.com/gpu': 2, 'services.loadbalancers': 4 },
    });
  });

  it.each([
    ['tenant-root', 'acme', 'tenant-acme'],
    ['tenant-acme', 'staging', 'tenant-acme-staging'],
    ['tenant-acme-staging', 'blue', 'tenant-acme-staging-blue'],
  ])('in %s is called %s and has the namespace %s', (namespace, id, made) => {
    expect(new Tenant(tenantChart({ namespace }), id).tenantNamespace).toBe(made);
  });

  it('nests as deep as its namespace allows', () => {
    let chart = tenantChart();
    const app = chart.node.root as App;
    for (const name of ['one', 'two', 'three']) chart = new TenantChart(app, name, { tenant: new Tenant(chart, name) });

    expect(chart.namespace).toBe('tenant-acme-one-two-three');
    expect(synth(chart).map(({ metadata }) => metadata.name)).toEqual(['one', 'two', 'three']);
  });

  it.each([
    ['a dash in its name', 'team-a', {}, 'HK1308'],
    ['a capital letter', 'Team', {}, 'HK1301'],
    [
      'a namespace of more than 63 characters',
      'a'.repeat(46),
      { parent: 'tenant-acme-with-a-rather-long-name' },
      'HK1309',
    ],
    ['a name of more than 46 characters', 'a'.repeat(47), { parent: 'tenant-root' }, 'HK1302'],
  ])('refuses %s', (_, id, { parent = 'tenant-acme' }: { parent?: string }, code) => {
    const chart = tenantChart({ namespace: parent });
    new Tenant(chart, id);

    expect(errorsOf(() => synth(chart))).toEqual([code]);
  });

  it('refuses a scheduling class before platform 1.2, and names that release', () => {
    const chart = tenantChart();
    new Tenant(chart, 'staging', { schedulingClass: 'geneva' });

    expect(() => synth(chart)).toThrow(
      /hikube \(platform 1\.1\) has no field "schedulingClass"; platform 1\.2 is the first/,
    );
  });

  it('is to its chart what its overrides make of it', () => {
    const parent = tenantChart({ host: 'acme.example' });
    const tenant = new Tenant(parent, 'staging', {
      overrides: [
        { op: 'add', path: '/spec/etcd', value: true },
        { op: 'add', path: '/spec/host', value: 'stage.example' },
      ],
    });
    const inside = new TenantChart(parent.node.root as App, 'inside', { tenant });
    new EtcdRing(inside, 'etcd');

    expect(inside.host).toBe('stage.example');
    expect(errorsOf(() => synth(parent))).toEqual([]);
  });

  it('leaves the gateway to the platform unless it is told', () => {
    const chart = tenantChart({ profile: PlatformProfile.cozystack('1.6') });
    new Tenant(chart, 'one');
    new Tenant(chart, 'two', { modules: { gateway: false } });

    expect(synth(chart).map(({ spec }) => spec)).toEqual([{}, { gateway: false }]);
  });

  it('is refused outside of a tenant chart, and twice under one name', () => {
    const chart = tenantChart();
    new Tenant(chart, 'staging');

    expect(errorsOf(() => new Tenant(chart.node.root as App, 'staging'))).toEqual(['HK1001']);
    expect(errorsOf(() => new Tenant(chart, 'again', { name: 'staging' }))).toEqual(['HK1002']);
  });
});
