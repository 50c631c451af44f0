import { ApiObject, App, type Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { InstanceType, ManagedCluster, NodeGroup, TenantChart, WorkloadChart } from 'hikube-constructs';
import * as hikube from 'hikube-constructs/pulumi';
import { planOf } from '../../lib/pulumi/plan';
import { keepsSecrets, run, type Run } from './support';

const tenant = (app: App, id = 'production'): TenantChart => new TenantChart(app, id, { namespace: 'tenant-acme' });
const render = (build: (app: App) => unknown): Promise<Run> =>
  run(() => hikube.render('prod', build, { waitFor: 'none' }));
const configMap = (scope: Construct, id: string, name = id): ApiObject =>
  new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: name.toLowerCase() } });
/** A chart of workloads with some constructs. */
const workloads =
  (fill: (chart: Chart) => void) =>
  (app: App): void => {
    const cluster = new ManagedCluster(tenant(app), 'web');
    new NodeGroup(cluster, 'md0', { instanceType: InstanceType.U1_LARGE, scaling: { min: 1, max: 2 } });
    fill(new WorkloadChart(app, 'apps', { cluster }));
  };
const namesOf = ({ registered }: Run, type: string): string[] =>
  registered.filter((one) => one.type.endsWith(type)).map(({ name }) => name);

describe('the name of a resource', () => {
  it('is the path of its construct, without the parts that say nothing', async () => {
    const done = await render(
      workloads((chart) => {
        configMap(new Construct(new Construct(chart, 'Default'), 'shop'), 'Resource', 'a');
        configMap(new Construct(chart, 'shop'), 'settings');
        configMap(new Construct(new Construct(chart, 'x'), 'Resource'), 'Defaults', 'b');
      }),
    );
    expect(done.error).toBeUndefined();
    expect(namesOf(done, ':ConfigMap')).toEqual(['prod/apps/shop', 'prod/apps/shop/settings', 'prod/apps/x/Defaults']);
    expect(namesOf(done, ':ManagedCluster')).toEqual(['prod/production/web']);
  });

  it('is the same in every script, and is not shortened', async () => {
    const ids = ['größe', '東京', '🚀', 'a b', 'x'.repeat(300)];
    const done = await render(
      workloads((chart) => ids.forEach((id, i) => configMap(new Construct(chart, id), 'cm', `cm-${i}`))),
    );
    expect(done.error).toBeUndefined();
    expect(namesOf(done, ':ConfigMap')).toEqual(ids.map((id) => `prod/apps/${id}/cm`));
  });

  it('is refused where two objects would have it, with both paths', async () => {
    const { error, registered } = await render(
      workloads((chart) => {
        configMap(new Construct(chart, 'shop'), 'Resource', 'a');
        configMap(new Construct(chart, 'shop-2'), 'x', 'c');
        configMap(new Construct(new Construct(chart, 'Default'), 'shop'), 'Default', 'b');
      }),
    );
    expect(error?.message).toMatch(
      /^HK1002 apps\/(Default\/)?shop\/\w+: .*"apps\/(Default\/)?shop\/\w+".*"prod\/apps\/shop"/,
    );
    expect(registered).toHaveLength(1);
  });

  it('may be that of an object of another kind', async () => {
    const done = await render(
      workloads((chart) => {
        const shop = new Construct(chart, 'shop');
        configMap(shop, 'Resource', 'a');
        new ApiObject(shop, 'Default', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } });
      }),
    );
    expect(done.error).toBeUndefined();
    expect(namesOf(done, 'Service')).toEqual(['prod/apps/shop']);
  });
});

describe('a construct that only groups', () => {
  it('adds no level to the identities below it', async () => {
    const wrapped = (around: (chart: TenantChart) => Construct) => (app: App) =>
      new ManagedCluster(around(tenant(app)), 'web');
    const types = ({ registered }: Run): string[] => registered.map(({ urn }) => urn.split('::')[2]!);
    const flat = await render(wrapped((chart) => chart));
    const deep = await render(wrapped((chart) => new Construct(new Construct(chart, 'platform'), 'europe')));
    expect(types(deep)).toEqual(types(flat));
    expect(namesOf(deep, ':ManagedCluster')).toEqual(['prod/production/platform/europe/web']);
  });
});

describe('a tree that is large', () => {
  it('may be deep', async () => {
    const done = await render(
      workloads((chart) => {
        let scope: Construct = chart;
        for (let level = 0; level < 300; level++) scope = new Construct(scope, `l${level}`);
        configMap(scope, 'deep');
      }),
    );
    expect(done.error).toBeUndefined();
    expect(namesOf(done, ':ConfigMap')[0]).toMatch(/^prod\/apps\/l0\/.*\/l299\/deep$/);
  });

  const chain = (length: number) =>
    workloads((chart) => {
      let before: ApiObject | undefined;
      for (let i = length; i > 0; i--) {
        const object = configMap(chart, `cm-${i}`);
        if (before) object.addDependency(before);
        before = object;
      }
    });

  it('may have a chain of objects, each registered after the one that it waits for', async () => {
    const done = await render(chain(100));
    expect(done.error).toBeUndefined();
    const maps = done.registered.filter(({ type }) => type.endsWith(':ConfigMap'));
    expect(maps.map(({ name }) => name)).toEqual(Array.from({ length: 100 }, (_, i) => `prod/apps/cm-${100 - i}`));
    for (const [i, { dependsOn }] of maps.entries()) if (i > 0) expect(dependsOn).toContain(maps[i - 1]!.urn);
  });

  it('may have 10,000 objects in a chain, of which each is written once', () => {
    const app = new App();
    chain(10_000)(app);
    const toJson = jest.spyOn(ApiObject.prototype, 'toJson');
    try {
      const { objects } = planOf({ construct: app, name: 'prod' }, { written: () => undefined });
      expect(objects.filter(({ type }) => type.endsWith(':ConfigMap'))).toHaveLength(10_000);
      expect(objects.reduce((sum, { after }) => sum + after.length, 0)).toBe(19_999);
      expect(toJson.mock.calls.length).toBeLessThanOrEqual(10_001);
    } finally {
      toJson.mockRestore();
    }
  });
});

keepsSecrets();
