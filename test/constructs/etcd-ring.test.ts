import type { App } from 'cdk8s';
import {
  EtcdRing,
  ManagedCluster,
  PlatformProfile,
  ReplicatedVolumeLayer,
  Replication,
  RegionTopology,
  Tenant,
  TenantChart,
} from 'hikube-constructs';
import { cluster, errorsOf, group, synth, tenantChart, theOne, warningsOf } from '../support/programs';

describe('EtcdRing', () => {
  it('is always called etcd', () => {
    const chart = tenantChart();
    new EtcdRing(chart, 'ring');

    expect(theOne('Etcd', chart)).toMatchObject({ metadata: { name: 'etcd' }, spec: {} });
  });

  it('writes members, size, class and resources', () => {
    const chart = tenantChart();
    const volumes = new ReplicatedVolumeLayer(chart, 'volumes', { replication: Replication.local() });
    new EtcdRing(chart, 'etcd', { members: 5, size: '8Gi', volumes, resources: { cpu: 2, memory: '2Gi' } });

    expect(theOne('Etcd', chart).spec).toEqual({
      replicas: 5,
      size: '8Gi',
      storageClass: 'local',
      resources: { cpu: 2, memory: '2Gi' },
    });
  });

  it.each([
    [undefined, 3, 2, 1],
    [1, 1, 1, 0],
    [3, 3, 2, 1],
    [5, 5, 3, 2],
    [7, 7, 4, 3],
  ])('of %p members has %i, of which %i must agree and %i can be lost', (members, count, quorum, losses) => {
    const ring = new EtcdRing(tenantChart(), 'etcd', members === undefined ? {} : { members });

    expect(ring).toMatchObject({ members: count, quorum, toleratedLosses: losses });
  });

  it.each([1, 2, 4, 9])('of %i members is warned about', (members) => {
    const chart = tenantChart();
    new EtcdRing(chart, 'etcd', { members });

    expect(warningsOf(() => synth(chart))).toMatch(/^1 warning\n\nwarning HK4102 production\/etcd: /);
  });

  it('is refused with no member, and with a size that gives etcd no quota', () => {
    const chart = tenantChart();
    new EtcdRing(chart, 'etcd', { members: 0, size: '1Ti' });

    expect(errorsOf(() => synth(chart))).toEqual(['HK4101', 'HK4103']);
  });

  it('names the first release that lets its version be chosen', () => {
    const chart = tenantChart();
    new EtcdRing(chart, 'etcd', { version: '3.6.11' });

    expect(() => synth(chart)).toThrow(/platform 1\.6 is the first that has it/);
  });

  it('writes its version where the platform has the field', () => {
    const chart = tenantChart({ profile: PlatformProfile.cozystack('1.6') });
    new EtcdRing(chart, 'etcd', { version: '3.6.11' });

    expect(theOne('Etcd', chart).spec).toEqual({ version: '3.6.11' });
  });

  it('is the only one of its tenant, also over several charts', () => {
    const chart = tenantChart();
    new EtcdRing(chart, 'etcd');
    const same = new TenantChart(chart.node.root as App, 'same-tenant', { namespace: 'tenant-acme' });
    const other = new TenantChart(chart.node.root as App, 'other-tenant', { namespace: 'tenant-other' });

    expect(errorsOf(() => new EtcdRing(chart, 'second'))).toEqual(['HK1003']);
    expect(errorsOf(() => new EtcdRing(same, 'etcd'))).toEqual(['HK1003']);
    expect(errorsOf(() => new EtcdRing(other, 'etcd'))).toEqual([]);
  });

  it('comes before the clusters that refer to it', () => {
    const chart = tenantChart();
    group(new ManagedCluster(chart, 'a', { etcd: new EtcdRing(chart, 'ring') }));

    expect(synth(chart).map(({ kind }) => kind)).toEqual(['Etcd', 'Kubernetes']);
  });

  it('never writes regions into a field', () => {
    const swiss = RegionTopology.hikube();
    const chart = tenantChart({ topology: swiss });
    new EtcdRing(chart, 'etcd', { members: 3, across: swiss.regions });

    expect(theOne('Etcd', chart).spec).toEqual({ replicas: 3 });
  });
});

describe('a cluster that refers to a ring', () => {
  const child = (modules = {}): { parent: TenantChart; inside: TenantChart } => {
    const parent = tenantChart({ modules: { etcd: true } });
    const tenant = new Tenant(parent, 'staging', { modules });
    return { parent, inside: new TenantChart(parent.node.root as App, 'inside', { tenant }) };
  };

  it('takes an ancestor ring, by reference or by word', () => {
    const { parent, inside } = child();
    group(new ManagedCluster(inside, 'one', { etcd: new EtcdRing(parent, 'etcd') }));
    group(new ManagedCluster(inside, 'two', { etcd: EtcdRing.inherited() }));

    expect(errorsOf(() => synth(parent))).toEqual([]);
  });

  it.each(['by reference', 'by word'])('is refused an ancestor ring %s where its own tenant has one', (how) => {
    const { parent, inside } = child({ etcd: true });
    const etcd = how === 'by word' ? EtcdRing.inherited() : new EtcdRing(parent, 'etcd');
    group(new ManagedCluster(inside, 'web', { etcd }));

    expect(errorsOf(() => synth(parent))).toEqual(['HK4107']);
  });

  it('is refused the ring of a tenant that is no ancestor', () => {
    const chart = tenantChart();
    const other = new TenantChart(chart.node.root as App, 'other', { namespace: 'tenant-other' });
    group(cluster({ etcd: new EtcdRing(other, 'etcd') }, chart));

    expect(errorsOf(() => synth(chart))).toEqual(['HK4107']);
  });

  it('is refused the ring of a tenant whose name merely starts like an ancestor', () => {
    const chart = tenantChart({ namespace: 'tenant-acmeplus' });
    const other = new TenantChart(chart.node.root as App, 'other', { namespace: 'tenant-acme' });
    group(cluster({ etcd: new EtcdRing(other, 'etcd') }, chart));

    expect(errorsOf(() => synth(chart))).toEqual(['HK4107']);
  });
});
