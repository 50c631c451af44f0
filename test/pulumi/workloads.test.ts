import * as pulumi from '@pulumi/pulumi';
import { Provider } from '@pulumi/kubernetes/provider';
import { ApiObject, App, Chart } from 'cdk8s';
import { ConfigMap, Deployment, Secret } from 'cdk8s-plus-28';
import { type HikubeError, ManagedCluster, TenantChart, WorkloadChart } from 'hikube-constructs';
import * as hikube from 'hikube-constructs/pulumi';
import { objectsOf, written } from './objects';
import { clusterIn, late } from './programs';
import { isSecret, keepsSecrets, named, open, run, sound, type Registration, type Run } from './support';

let stderr: jest.SpyInstance;
beforeAll(() => (stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true)));
afterAll(() => stderr.mockRestore());

const workloads =
  (fill: (chart: WorkloadChart) => void) =>
  (app: App): void => {
    fill(new WorkloadChart(app, 'apps', { cluster: clusterIn(app), namespace: 'shop' }));
  };
const render = <T>(build: (app: App) => T, options: hikube.RenderOptions = {}): Promise<Run<hikube.RenderedTree<T>>> =>
  sound(() => hikube.render('prod', build, { waitFor: 'none', ...options }));
const stock = (app: App): Chart => {
  const chart = new Chart(app, 'stock');
  new ApiObject(chart, 'class', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' } });
  return chart;
};
const objects = workloads((apps) => {
  const settings = new ConfigMap(apps, 'settings', { metadata: { name: 'settings' }, data: { a: 'b' } });
  const shop = new Deployment(apps, 'shop', { metadata: { name: 'shop' }, containers: [{ image: 'shop:1' }] });
  shop.node.addDependency(settings);
  new ApiObject(apps, 'issuer', {
    ...{ apiVersion: 'cert-manager.io/v1', kind: 'Issuer' },
    ...{ metadata: { name: 'own' }, spec: { selfSigned: {} } },
  });
});

describe('what is deployed into a cluster', () => {
  it('is the same from both backends', async () => {
    expect(objectsOf(await render(objects))).toEqual(written(objects));
  });

  it('is of the types that people know from the Kubernetes provider', async () => {
    const done = await render(objects);
    const types = done.registered.filter(({ name }) => name.startsWith('prod/apps')).map(({ type }) => type);
    expect(types.sort()).toEqual([
      'kubernetes:apps/v1:Deployment',
      'kubernetes:cert-manager.io/v1:Issuer',
      'kubernetes:core/v1:ConfigMap',
    ]);
  });

  it('goes through the provider of the cluster, after it, and goes with it', async () => {
    const done = await render(objects);
    const [web, through] = [
      named(done, 'prod/production/web', 'hikube:'),
      named(done, 'prod/production/web', 'providers:'),
    ];
    const shop = named(done, 'prod/apps/shop');
    expect(shop).toMatchObject({ provider: through.urn, deletedWith: web.urn, parent: done.registered[1]!.urn });
    expect(shop.dependsOn).toEqual(expect.arrayContaining([web.urn, named(done, 'prod/apps/settings').urn]));
    expect(shop.dependsOn).not.toContain(shop.urn);
  });

  it('may go into a cluster that exists', async () => {
    const done = await render((app) => {
      const { chart } = clusterIn(app, {}, 'other');
      const apps = new WorkloadChart(app, 'apps', { cluster: ManagedCluster.fromName(chart, 'web') });
      new ConfigMap(apps, 'cm', { metadata: { name: 'cm' } });
    });
    const map = named(done, 'prod/apps/cm');
    expect(named(done, 'prod/tenant-acme/web', 'providers:').inputs.clusterIdentifier).toBe(
      'tenant-acme/Kubernetes/web',
    );
    expect(map).toMatchObject({
      provider: named(done, 'prod/tenant-acme/web', 'providers:').urn,
      deletedWith: '',
      dependsOn: [],
    });
  });

  it('goes into each of two clusters that have the same name in two tenants', async () => {
    const done = await render((app) =>
      ['a', 'b'].forEach((id) => {
        const chart = new TenantChart(app, id, { namespace: `tenant-${id}` });
        const apps = new WorkloadChart(app, `apps-${id}`, { cluster: ManagedCluster.fromName(chart, 'web') });
        new ConfigMap(apps, 'cm', { metadata: { name: 'cm' } });
      }),
    );
    const providers = done.registered.filter(({ type }) => type === 'pulumi:providers:kubernetes');
    expect(providers).toHaveLength(2);
    expect(new Set(providers.map(({ urn }) => urn)).size).toBe(2);
  });

  it('is found again as a resource, by its construct', async () => {
    const { value, registered } = await render((app) => {
      const apps = new WorkloadChart(app, 'apps', { cluster: clusterIn(app) });
      return new Deployment(apps, 'shop', { metadata: { name: 'shop' }, containers: [{ image: 'shop:1' }] });
    });
    const urn = await new Promise((resolve) => value.resource(value.value).urn.apply(resolve));
    expect(registered.map((one) => one.urn)).toContain(urn);
    const other = new ApiObject(new Chart(new App(), 'c'), 'o', { apiVersion: 'v1', kind: 'ConfigMap' });
    expect(() => value.resource(other)).toThrow('"c/o" is not an object of this tree.');
  });
});

describe('a Secret', () => {
  const data = ({ inputs }: Registration): unknown => inputs.stringData ?? inputs.data;
  const secret = (value: unknown) =>
    workloads((apps) => void new Secret(apps, 's', { metadata: { name: 's' }, stringData: { key: value as string } }));

  it.each([
    ['a known value', () => 'hidden'],
    ['a late one', () => late('hidden')],
    ['one that is secret', () => pulumi.secret('hidden')],
  ])('is kept as one, also in what is put in, with %s', async (_, value) => {
    const done = await render((app) => secret(value())(app));
    const found = named(done, 'prod/apps/s');
    expect(found.secretOutputs).toEqual(expect.arrayContaining(['data', 'stringData']));
    expect(open(data(found))).toEqual({ key: 'hidden' });
    const whole = data(found) as { key: unknown };
    expect(isSecret(whole) || isSecret(whole.key)).toBe(true);
  });

  it('is one of Kubernetes only: other kinds of that name are left as they are', async () => {
    const done = await render(
      workloads(
        (apps) =>
          void new ApiObject(apps, 's', { apiVersion: 'x.example/v1', kind: 'Secret', metadata: { name: 's' } }),
      ),
    );
    expect(named(done, 'prod/apps/s').secretOutputs).toEqual([]);
  });
});

describe("a chart that is neither a tenant's nor a cluster's", () => {
  const both = (app: App): void => {
    clusterIn(app);
    stock(app);
  };

  it('is refused with the remedy, before anything is registered', async () => {
    const { error, registered } = await run(() => hikube.render('prod', both));
    expect((error as HikubeError).issues).toMatchObject([{ code: 'HK1001', construct: 'stock/class' }]);
    expect(error?.message).toContain(
      'Make the chart a `WorkloadChart` of its cluster, or give `render` a `provider` for it.',
    );
    expect(registered.map(({ type }) => type)).toEqual(['pulumi:pulumi:Stack']);
  });

  it('goes where the program says, for all such charts or for each', async () => {
    const done = await sound(() => {
      const management = new Provider('management', { kubeconfig: 'k' });
      hikube.render('all', both, { waitFor: 'none', provider: management });
      // Of another platform: an object of the same one can be a resource once only.
      hikube.render('each', both, {
        waitFor: 'none',
        connection: hikube.Connection.context('other'),
        provider: ({ node }) => (node.id === 'stock' ? management : undefined),
      });
    });
    for (const tree of ['all', 'each']) {
      const found = named(done, `${tree}/stock/class`);
      expect(found.type).toBe('kubernetes:storage.k8s.io/v1:StorageClass');
      expect(found.provider).toBe(named(done, 'management').urn);
      expect(named(done, `${tree}/production/web`, 'Kubernetes').provider).toMatch(/pulumi-nodejs::/);
    }
  });

  it('is refused where the program has no provider for it after all', async () => {
    const { error, registered } = await run(() => hikube.render('prod', both, { provider: () => undefined }));
    expect(error?.message).toMatch(/^HK1001 stock\/class/);
    expect(registered).toHaveLength(1);
  });
});

keepsSecrets();
