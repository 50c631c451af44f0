import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { EtcdRing, ManagedCluster, ReplicatedVolumeLayer, Replication, Tenant, TenantChart } from 'hikube-constructs';
import { edgesOf, orderOf } from '../../lib/constructs/edges';
import { Leaves } from '../../lib/constructs/leaves';
import { issuesOf, tenantChart } from '../support/programs';

const object = (scope: Construct, id: string): ApiObject =>
  new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id } });
/** The edges below a construct as paths: what waits, and for what. */
const told = (root: Construct): Record<string, string[]> =>
  Object.fromEntries(
    [...edgesOf(new Leaves(root))].map(([source, targets]) => [source.node.path, targets.map(({ node }) => node.path)]),
  );
const ordered = (root: Construct): string[] => {
  const leaves = new Leaves(root);
  return orderOf(leaves.all, edgesOf(leaves)).objects.map(({ node }) => node.path);
};

let app: App;
let chart: Chart;
beforeEach(() => {
  app = new App();
  chart = new Chart(app, 'c');
});

describe('the objects of a tree', () => {
  it('are those at and below a construct, in the order of the tree', () => {
    const [a, b] = [new Construct(chart, 'a'), new Construct(chart, 'b')];
    const [one, two, three] = [object(a, 'one'), object(b, 'two'), object(a, 'three')];
    const leaves = new Leaves(app);
    expect(leaves.all).toEqual([one, three, two]);
    expect(leaves.below(a)).toEqual([one, three]);
    expect(leaves.below(two)).toEqual([two]);
    expect(leaves.below(new Construct(app, 'later'))).toEqual([]);
  });

  it('are found in a tree that is as deep as constructs can be made', () => {
    let scope: Construct = chart;
    for (let level = 0; level < 1000; level++) scope = new Construct(scope, `l${level}`);
    object(scope, 'deep');
    const leaves = new Leaves(app);
    expect(leaves.constructs).toHaveLength(1003);
    expect(leaves.below(chart)).toHaveLength(1);
  });
});

describe('a dependency', () => {
  it('is one of all that stands below on all that stands below', () => {
    const [first, second] = [new Construct(chart, 'first'), new Construct(chart, 'second')];
    ['a', 'b'].forEach((id) => object(first, id));
    ['x', 'y'].forEach((id) => object(second, id));
    second.node.addDependency(first);
    expect(told(app)).toEqual({
      'c/second/x': ['c/first/a', 'c/first/b'],
      'c/second/y': ['c/first/a', 'c/first/b'],
    });
  });

  it('on something around it is none on itself', () => {
    const inner = new Construct(chart, 'inner');
    object(chart, 'outside');
    object(inner, 'inside');
    inner.node.addDependency(chart);
    expect(told(app)['c/inner/inside']).toEqual(['c/outside']);
    chart.node.addDependency(inner);
    expect(told(app)['c/inner/inside']).toEqual(['c/outside']);
  });

  it('on itself is none', () => {
    const one = object(chart, 'one');
    one.node.addDependency(one);
    expect(told(app)).toEqual({ 'c/one': [] });
  });

  it('of a chart is one of all its objects', () => {
    const other = new Chart(app, 'd');
    object(chart, 'a');
    object(other, 'b');
    other.addDependency(chart);
    expect(told(app)).toEqual({ 'd/b': ['c/a'] });
  });

  it('of what stands above a part of the tree is one of the part', () => {
    const part = new Construct(chart, 'part');
    const inside = object(part, 'inside');
    const elsewhere = object(new Chart(app, 'd'), 'b');
    chart.node.addDependency(elsewhere);
    expect(edgesOf(new Leaves(part)).get(inside)).toEqual([elsewhere]);
  });

  it('is there for a ring and the layer of its volumes, for a tenant and what stands in it', () => {
    const platform = new TenantChart(app, 'p', { namespace: 'tenant-acme' });
    const volumes = new ReplicatedVolumeLayer(platform, 'volumes', { replication: Replication.local() });
    const etcd = new EtcdRing(platform, 'etcd', { volumes });
    new ManagedCluster(platform, 'web', { etcd, volumes });
    const shop = new TenantChart(app, 'shop', { tenant: new Tenant(platform, 'shop') });
    new ManagedCluster(shop, 'front');
    expect(told(app)).toMatchObject({
      'p/web/Resource': ['p/etcd/Resource'],
      'shop/front/Resource': ['p/shop/Resource'],
    });
  });
});

describe('the order of objects', () => {
  it('is that of the tree where nothing else is said', () => {
    ['b', 'a', 'c'].forEach((id) => object(chart, id));
    expect(ordered(app)).toEqual(['c/b', 'c/a', 'c/c']);
  });

  it('has what is waited for first', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => object(chart, id)) as [ApiObject, ApiObject, ApiObject];
    a.addDependency(b);
    b.addDependency(c);
    expect(ordered(app)).toEqual(['c/c', 'c/b', 'c/a']);
  });

  it('is found for 10,000 objects that wait for one another in a chain, looking at each edge once', () => {
    const objects = Array.from({ length: 10_000 }, (_, i) => object(chart, `o${i}`));
    const looked = new Map<ApiObject, number>();
    const edges = new Map(
      objects.map((one, i) => {
        const targets = i + 1 < objects.length ? [objects[i + 1]!] : [];
        return [one, counting(targets, () => looked.set(one, (looked.get(one) ?? 0) + 1))] as const;
      }),
    );
    const { objects: found, circle } = orderOf(objects, edges);
    expect(circle).toBeUndefined();
    expect(found).toEqual([...objects].reverse());
    expect(Math.max(...looked.values())).toBeLessThanOrEqual(2);
  });

  it('is found for 10,000 objects of a real tree', () => {
    let before: ApiObject | undefined;
    for (let i = 0; i < 10_000; i++) {
      const next = object(chart, `o${i}`);
      if (before) before.node.addDependency(next);
      before = next;
    }
    const paths = ordered(app);
    expect([paths.length, paths[0], paths.at(-1)]).toEqual([10_000, 'c/o9999', 'c/o0']);
  });
});

/** A list that says when somebody looks at one of its places. */
const counting = <T>(list: T[], look: () => void): T[] =>
  new Proxy(list, {
    get: (target, key): unknown => {
      if (typeof key === 'string' && /^\d+$/.test(key)) look();
      return Reflect.get(target, key) as unknown;
    },
  });

describe('a circle', () => {
  const circleFrom = (ids: readonly string[], start: number): string => {
    const own = new App();
    const c = new Chart(own, 'c');
    // Made in another order each time, so that the walk comes into the circle elsewhere.
    const turned = [...ids.slice(start), ...ids.slice(0, start)];
    const made = new Map(turned.map((id) => [id, object(c, id)]));
    ids.forEach((id, i) => made.get(id)!.addDependency(made.get(ids[(i + 1) % ids.length]!)!));
    const leaves = new Leaves(own);
    return orderOf(leaves.all, edgesOf(leaves)).circle?.message ?? '';
  };

  it('is told with its paths, in the same words wherever one starts', () => {
    const ids = ['db', 'api', 'web'];
    expect(circleFrom(ids, 0)).toBe('These constructs wait for one another: c/api → c/web → c/db → c/api.');
    for (const start of [1, 2]) expect(circleFrom(ids, start)).toBe(circleFrom(ids, 0));
  });

  it('that is long is told by its beginning and its end', () => {
    const ids = Array.from({ length: 40 }, (_, i) => `o${String(i).padStart(2, '0')}`);
    const text = circleFrom(ids, 7);
    expect(text).toMatch(/: c\/o00 → c\/o01 → .* → … → c\/o00\.$/);
    expect(text.split(' → ')).toHaveLength(12);
    expect(circleFrom(ids, 31)).toBe(text);
  });

  it('is refused when the tree is written', () => {
    const production = tenantChart({}, app);
    const web = new ManagedCluster(production, 'web');
    const shop = new ManagedCluster(production, 'shop');
    web.node.addDependency(shop);
    shop.node.addDependency(web);
    const circles = issuesOf(() => app.synthYaml()).filter(({ code }) => code === 'HK1008');
    expect(circles).toMatchObject([
      {
        message: expect.stringContaining(
          'production/shop/Resource → production/web/Resource → production/shop/Resource',
        ) as string,
      },
    ]);
  });
});
