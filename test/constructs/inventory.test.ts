import { build as bareOperators } from '../../examples/bare-operators/cdk8s';
import { ApiObject, App, Chart } from 'cdk8s';
import {
  Acknowledge,
  EtcdRing,
  ReplicatedVolumeLayer,
  Replication,
  RegionTopology,
  TenantChart,
  inventory,
} from 'hikube-constructs';
import { cluster, errorsOf, group, synth, tenantChart, warningsOf } from '../support/programs';

describe('inventory', () => {
  const program = (): App => {
    const swiss = RegionTopology.hikube();
    const app = new App();
    const chart = tenantChart({ topology: swiss }, app);
    const volumes = new ReplicatedVolumeLayer(chart, 'volumes', {
      replication: Replication.synchronous(),
      across: swiss.regions,
    });
    const etcd = new EtcdRing(chart, 'etcd', { across: [swiss.region('lucerne'), swiss.region('geneva')] });
    group(cluster({ etcd, volumes, overrides: [{ op: 'add', path: '/spec/host', value: 'k8s.acme.example' }] }, chart));
    new ApiObject(new Chart(app, 'workload', { namespace: 'shop' }), 'config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'config' },
    });
    return app;
  };

  it('lists every noun and object, with its plane, object, regions and overrides', () => {
    expect(inventory(program()).entries).toEqual([
      {
        path: 'production/etcd',
        noun: 'EtcdRing',
        plane: 'tenant',
        object: { apiVersion: 'apps.cozystack.io/v1alpha1', kind: 'Etcd', namespace: 'tenant-acme', name: 'etcd' },
        across: ['geneva', 'lucerne'],
        overrides: [],
      },
      {
        path: 'production/volumes',
        noun: 'ReplicatedVolumeLayer',
        plane: 'tenant',
        across: ['geneva', 'gland', 'lucerne'],
        overrides: [],
      },
      {
        path: 'production/web',
        noun: 'ManagedCluster',
        plane: 'tenant',
        object: { apiVersion: 'apps.cozystack.io/v1alpha1', kind: 'Kubernetes', namespace: 'tenant-acme', name: 'web' },
        across: [],
        overrides: [{ op: 'add', path: '/spec/host', value: 'k8s.acme.example' }],
      },
      {
        path: 'production/web/workers',
        noun: 'NodeGroup',
        plane: 'tenant',
        object: { apiVersion: 'apps.cozystack.io/v1alpha1', kind: 'Kubernetes', namespace: 'tenant-acme', name: 'web' },
        pointer: '/spec/nodeGroups/md0',
        across: [],
        overrides: [],
      },
      {
        path: 'workload/config',
        noun: 'ConfigMap',
        plane: undefined,
        object: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'config' },
        across: [],
        overrides: [],
      },
    ]);
  });

  it('is also a table for people', () => {
    const rows = String(inventory(program()))
      .split('\n')
      .map((line) => line.split(/ {2,}/));

    expect(rows).toEqual([
      ['PATH', 'NOUN', 'PLANE', 'OBJECT', 'ACROSS', 'OVERRIDES'],
      ['production/etcd', 'EtcdRing', 'tenant', 'Etcd tenant-acme/etcd', 'geneva, lucerne', '-'],
      ['production/volumes', 'ReplicatedVolumeLayer', 'tenant', '-', 'geneva, gland, lucerne', '-'],
      ['production/web', 'ManagedCluster', 'tenant', 'Kubernetes tenant-acme/web', '-', 'add /spec/host'],
      ['production/web/workers', 'NodeGroup', 'tenant', 'Kubernetes tenant-acme/web/spec/nodeGroups/md0', '-', '-'],
      ['workload/config', 'ConfigMap', '-', 'ConfigMap shop/config', '-', '-'],
      [''],
      ['LAYER', 'DECLARED BY'],
      ['etcd', 'production/etcd'],
      ['control plane', 'production/web'],
      ['node groups', 'production/web/workers'],
      ['volumes', 'production/volumes'],
      ['replication', 'production/volumes'],
      ['regional stores', "(the platform's own)"],
    ]);
  });
});

describe('Acknowledge', () => {
  it('silences a warning at a construct and below, and stays visible', () => {
    const web = cluster();
    group(web, { name: 'web' });
    Acknowledge.issue(web.chart, 'HK2203', 'the extra group is wanted');

    expect(warningsOf(() => synth(web))).toBe('');
    expect(inventory(web.node.root).acknowledged).toEqual([
      { path: 'production', code: 'HK2203', reason: 'the extra group is wanted' },
    ]);
    expect(String(inventory(web.node.root))).toContain('accepted HK2203 at production: the extra group is wanted');
  });

  it('leaves the same warning elsewhere alone', () => {
    const web = cluster();
    const other = cluster({ name: 'other' }, new TenantChart(web.node.root as App, 'b', { namespace: 'tenant-b' }));
    for (const owner of [web, other]) group(owner, { name: 'web' });
    Acknowledge.issue(web, 'HK2203', 'fine');

    expect(warningsOf(() => synth(web))).toMatch(/^1 warning\n\nwarning HK2203 b\/web:/);
  });

  it('refuses to silence an error', () => {
    expect(errorsOf(() => Acknowledge.issue(cluster(), 'HK4301', 'we like it so'))).toEqual(['HK1106']);
  });

  it.each([
    ['a code that does not exist', 'HK2999', 'fine'],
    ['no reason', 'HK2203', ' '],
  ])('refuses %s', (_, code, reason) => {
    expect(errorsOf(() => Acknowledge.issue(cluster(), code, reason))).toEqual(['HK1106']);
  });
});

describe('warnings', () => {
  it('are written once for a tree, however often it is synthesised', () => {
    const web = cluster();
    group(web, { name: 'web' });

    expect(warningsOf(() => [synth(web), synth(web)]).match(/HK2203/g)).toHaveLength(1);
  });
});

describe('the inventory of the operator’s plane', () => {
  it('lists nouns with their objects and sites, and the objects beside them', () => {
    const app = new App();
    bareOperators(app);
    const listed = inventory(app).entries.map(({ path, noun, plane, object, across }) =>
      [path, noun, plane, object && `${object.kind} ${object.name}`, across.join(' ')].join(' | '),
    );

    expect(listed).toEqual(
      expect.arrayContaining([
        'platform/geneva | RegionalStore | platform | LinstorSatelliteConfiguration geneva | ',
        'platform/etcd | RegionalEtcdRing | platform | EtcdCluster etcd | geneva gland lucerne',
        'platform/etcd/data-store | DataStore | platform | DataStore etcd | ',
        'platform/linstorcluster | LinstorCluster | platform | LinstorCluster linstorcluster | ',
      ]),
    );
    expect(new Set(listed).size).toBe(listed.length);
  });
});
