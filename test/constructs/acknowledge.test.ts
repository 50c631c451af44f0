import {
  Acknowledge,
  EtcdRing,
  InstanceType,
  NodeGroup,
  PlatformProfile,
  RegionTopology,
  ReplicatedVolumeLayer,
  Replication,
  Tenant,
  TenantChart,
  inventory,
} from 'hikube-constructs';
import { cluster, errorsOf, group, issuesOf, synth, tenantChart, theOne, warningsOf } from '../support/programs';

const REASON = 'the API may pause';
const paused = { controlPlane: { replicas: 1 } };

describe('a warning', () => {
  it('is told on standard error where nobody accepts it', () => {
    const web = cluster(paused);
    group(web);

    expect(warningsOf(() => synth(web))).toMatch(/^1 warning\n\nwarning HK2208 production\/web: /);
  });

  it('is not told where the program accepts it, and stands in the inventory', () => {
    const web = cluster(paused);
    group(web);
    Acknowledge.issue(web, 'HK2208', REASON);

    expect(warningsOf(() => synth(web))).toBe('');
    expect(inventory(web).acknowledged).toEqual([{ path: 'production/web', code: 'HK2208', reason: REASON }]);
  });

  it('is not told where the object accepts it, which what is synthesised says as well', () => {
    const web = cluster({ ...paused, annotations: Acknowledge.annotation('HK2208', REASON) });
    group(web);

    expect(warningsOf(() => synth(web))).toBe('');
    expect(inventory(web).acknowledged).toEqual([{ path: 'production/web', code: 'HK2208', reason: REASON }]);
    expect(theOne('Kubernetes', web).metadata.annotations).toEqual({ 'acknowledge.hikube-constructs/HK2208': REASON });
  });

  it('is told of where it is accepted and not there', () => {
    const web = cluster({ annotations: Acknowledge.annotation('HK2208', REASON) });
    group(web);
    Acknowledge.issue(web.chart, 'HK4102', REASON);

    expect(warningsOf(() => synth(web)).match(/HK1107 [^:]*: [^.]*\./g)).toEqual([
      'HK1107 production: HK4102 is accepted here, but was not found.',
      'HK1107 production/web: HK2208 is accepted here, but was not found.',
    ]);
  });

  it.each([
    ['an unknown code', 'HK9999', REASON],
    ['an error', 'HK4101', REASON],
    ['no reason', 'HK2208', ' '],
  ])('cannot be accepted by an annotation with %s', (_, code, reason) => {
    expect(errorsOf(() => Acknowledge.annotation(code, reason))).toEqual(['HK1106']);
  });

  it('refuses a strict chart as an error does, unless it is accepted', () => {
    const strict = cluster(paused, tenantChart({ strict: true }));
    group(strict);
    const accepted = cluster(paused, tenantChart({ strict: true }));
    group(accepted);
    Acknowledge.issue(accepted, 'HK2208', REASON);

    expect(errorsOf(() => synth(strict))).toEqual(['HK2208']);
    expect(errorsOf(() => synth(accepted))).toEqual([]);
  });

  it('refuses nothing beside a strict chart', () => {
    const lax = tenantChart();
    group(cluster(paused, lax));
    new TenantChart(lax.node.scope!, 'strict', { namespace: 'tenant-other', strict: true });

    expect(warningsOf(() => synth(lax))).toContain('HK2208');
  });
});

describe('two charts of one tenant', () => {
  const second = (props: object): string[] => {
    const chart = tenantChart({ host: 'acme.example', modules: { etcd: true } });
    new TenantChart(chart.node.scope!, 'second', { namespace: 'tenant-acme', ...props });
    return issuesOf(() => synth(chart)).map(({ code, message }) => `${code} ${message.split(', but ')[1]}`);
  };

  it.each([
    [
      'the profile',
      { profile: PlatformProfile.cozystack('1.6') },
      'one is for hikube (platform 1.1) and one for cozystack-1.6.',
    ],
    ['the host', { host: 'other.example' }, 'one has the host "acme.example" and one "other.example".'],
    ['a module', { modules: { etcd: false } }, 'only one says that its module etcd is on.'],
  ])('may not contradict one another in %s', (_, props, words) => {
    expect(second(props)).toEqual([`HK1007 ${words}`]);
  });

  it('may say the same, or nothing', () => {
    expect(second({})).toEqual([]);
    expect(second({ host: 'acme.example', modules: { etcd: true, monitoring: true } })).toEqual([]);
  });
});

describe('what is judged together', () => {
  it('names the construct of the other object', () => {
    const chart = tenantChart();
    group(cluster({ host: 'k8s.acme.example' }, chart));
    const other = new TenantChart(chart.node.scope!, 'other', { namespace: 'tenant-other' });
    group(cluster({ host: 'k8s.acme.example' }, other));

    expect(issuesOf(() => synth(chart))).toMatchObject([
      {
        code: 'HK4304',
        construct: 'other/web',
        message: expect.stringContaining('The other is "production/web".') as string,
      },
    ]);
  });

  it('knows of a tenant by its object what its chart does not say', () => {
    const root = tenantChart({ namespace: 'tenant-root' });
    new Tenant(root, 'acme', { modules: { etcd: false } });
    const acme = new TenantChart(root.node.scope!, 'acme', { namespace: 'tenant-acme' });
    new EtcdRing(acme, 'etcd');

    expect(errorsOf(() => synth(root))).toEqual(['HK4104']);
  });
});

describe('a layer of one copy', () => {
  const swiss = RegionTopology.hikube();
  const layer = (replication: Replication, regions: number): string[] => {
    const chart = tenantChart({ topology: swiss });
    const volumes = new ReplicatedVolumeLayer(chart, 'volumes', {
      replication,
      across: swiss.regions.slice(0, regions),
    });
    const web = cluster({ volumes }, chart);
    new NodeGroup(web, 'md0', { instanceType: InstanceType.U1_LARGE, scaling: { min: 2, max: 3 } });
    return errorsOf(() => synth(chart));
  };

  it('cannot be meant for several regions', () => {
    expect(layer(Replication.local(), 3)).toEqual(['HK4204']);
    expect(layer(Replication.local(), 1)).toEqual([]);
    expect(layer(Replication.synchronous(), 3)).toEqual([]);
  });
});
