import * as pulumi from '@pulumi/pulumi';
import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { EtcdRing, type HikubeError, ManagedCluster, NodeGroup, Tenant, TenantChart } from 'hikube-constructs';
import * as hikube from 'hikube-constructs/pulumi';
import { issuesOf } from '../support/programs';
import { treeOf, rendered } from './examples';
import { clusterIn, GROUP } from './programs';
import { keepsSecrets, named, run, sound, type Run } from './support';

let stderr: jest.SpyInstance;
beforeAll(() => (stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true)));
afterAll(() => stderr.mockRestore());

const render = (build: (app: App) => unknown): Promise<Run> =>
  sound(() => hikube.render('prod', build, { waitFor: 'none' }));
/** What each object waits for, by names. */
const waits = ({ registered }: Run): Record<string, string[]> =>
  Object.fromEntries(
    registered
      .filter(({ type }) => type.startsWith('pulumi-nodejs:'))
      .map(({ name, type, dependsOn }) => [
        `${type.split(':').at(-1)} ${name}`,
        dependsOn.map((urn) => urn.split('::').at(-1)!).sort(),
      ]),
  );

describe('dependencies', () => {
  it('are those of the tree: a ring before its cluster, a tenant before what stands in it', async () => {
    expect(waits(await rendered('production'))).toEqual({
      'Etcd production/production/etcd': [],
      'Kubernetes production/production/production': ['production/production/etcd'],
    });
    expect(waits(await rendered('multi-tenant'))).toEqual({
      'Tenant multi-tenant/company/shop': [],
      'Etcd multi-tenant/shop/etcd': ['multi-tenant/company/shop'],
      'Kubernetes multi-tenant/shop/live': ['multi-tenant/company/shop', 'multi-tenant/shop/etcd'],
      'Kubernetes multi-tenant/shop/staging': ['multi-tenant/company/shop', 'multi-tenant/shop/etcd'],
    });
  });

  it('between composites hold for all that stands in them', async () => {
    const done = await render((app) => {
      const chart = new TenantChart(app, 'production', { namespace: 'tenant-acme' });
      const [first, second] = [new Construct(chart, 'first'), new Construct(chart, 'second')];
      const make = (scope: Construct, id: string): NodeGroup =>
        new NodeGroup(new ManagedCluster(scope, id), 'md0', GROUP);
      [make(second, 'c'), make(second, 'd'), make(first, 'a'), make(first, 'b')].forEach(() => undefined);
      second.node.addDependency(first);
    });
    const [a, b] = ['prod/production/first/a', 'prod/production/first/b'];
    expect(waits(done)).toEqual({
      [`Kubernetes ${a}`]: [],
      [`Kubernetes ${b}`]: [],
      'Kubernetes prod/production/second/c': [a, b],
      'Kubernetes prod/production/second/d': [a, b],
    });
  });

  it('between charts hold for all their objects', async () => {
    const done = await render((app) => {
      clusterIn(app, {}, 'a', 'one').chart.addDependency(clusterIn(app, {}, 'b', 'two').chart);
    });
    expect(waits(done)).toEqual({ 'Kubernetes prod/one/a': ['prod/two/b'], 'Kubernetes prod/two/b': [] });
  });

  it('are never on oneself, whatever depends on what is around it', async () => {
    const done = await render((app) => {
      const web = clusterIn(app);
      web.node.addDependency(web.chart);
      web.chart.node.addDependency(web);
      web.node.addDependency(web);
      new EtcdRing(web.chart, 'etcd');
    });
    for (const { urn, dependsOn } of done.registered) expect(dependsOn).not.toContain(urn);
    expect(named(done, 'prod/production/web', 'Kubernetes').dependsOn).toEqual([
      named(done, 'prod/production/etcd', 'Etcd').urn,
    ]);
  });

  it('are on objects, never on components', async () => {
    const done = await rendered('multi-tenant');
    const components = done.registered.filter(({ custom }) => !custom).map(({ urn }) => urn);
    for (const { dependsOn } of done.registered) {
      expect(dependsOn.filter((urn) => components.includes(urn))).toEqual([]);
    }
  });

  it('of a tenant whose tenancy waits for its namespace are on the tenant all the same', async () => {
    const done = await sound(() => hikube.render('prod', (app) => treeOf('multi-tenant')(app)));
    expect(named(done, 'prod/shop/etcd', 'Etcd').dependsOn).toEqual([named(done, 'prod/company/shop', 'Tenant').urn]);
  });

  it('that Pulumi is told of for a component hold for its object', async () => {
    const done = await sound(() => {
      const thing = new pulumi.ComponentResource('a:b:Thing', 'thing');
      const tenancy = new hikube.Tenancy('acme', { namespace: 'tenant-acme', waitFor: 'none' });
      const ring = new hikube.EtcdRing('etcd', {}, { parent: tenancy });
      new hikube.ManagedCluster('web', { nodeGroups: { md0: GROUP } }, { parent: tenancy, dependsOn: [ring, thing] });
    });
    const component = done.registered.find(({ type }) => type.endsWith(':ManagedCluster'))!;
    expect(component.dependsOn).toContain(named(done, 'etcd', 'Etcd').urn);
    expect(named(done, 'web', 'Kubernetes').dependsOn).toContain(named(done, 'etcd', 'Etcd').urn);
  });
});

describe('a circle', () => {
  const circle =
    (...ids: string[]) =>
    (app: App): void => {
      const made = new Map(ids.map((id) => [id, clusterIn(app, {}, id)]));
      const sorted = [...ids].sort();
      sorted.forEach((id, i) => made.get(id)!.node.addDependency(made.get(sorted[(i + 1) % sorted.length]!)!));
    };
  const told = async (build: (app: App) => void): Promise<readonly string[]> => {
    const circles = (issues: readonly { code: string; message: string }[]): string[] =>
      issues.filter(({ code }) => code === 'HK1008').map(({ message }) => message);
    const app = new App();
    build(app);
    const { error, registered } = await run(() => hikube.render('prod', build));
    expect(registered).toHaveLength(1);
    return [...circles(issuesOf(() => app.synthYaml())), ...circles((error as HikubeError).issues)];
  };

  it('is refused with its paths by both backends, in the same words wherever one starts', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => `production/${id}/Resource`);
    const text = `These constructs wait for one another: ${a} → ${b} → ${c} → ${a}.`;
    expect(await told(circle('a', 'b', 'c'))).toEqual([text, text]);
    expect(await told(circle('c', 'a', 'b'))).toEqual([text, text]);
  });

  it('through a tenant and what stands in it is refused as well', async () => {
    const texts = await told((app) => {
      const company = new TenantChart(app, 'company', { namespace: 'tenant-acme' });
      const shop = new Tenant(company, 'shop');
      const inside = new ManagedCluster(new TenantChart(app, 'shop', { tenant: shop }), 'web');
      shop.node.addDependency(inside);
    });
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain('company/shop/Resource → shop/web/Resource → company/shop/Resource');
  });
});

keepsSecrets();
