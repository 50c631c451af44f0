import { ApiObject, JsonPatch, type App } from 'cdk8s';
import { type Construct } from 'constructs';
import {
  Acknowledge,
  EtcdRing,
  IngressNginx,
  InstanceType,
  ManagedCluster,
  NodeGroup,
  Oidc,
  PlatformProfile,
  Tenant,
  TenantChart,
  inventory,
  type TenantChartProps,
} from 'hikube-constructs';
import { cluster, errorsOf, group, issuesOf, synth, tenantChart } from '../support/programs';

const raw = (chart: Construct, id: string, kind: string, name: string, more: object = {}): ApiObject =>
  new ApiObject(chart, id, {
    apiVersion: 'apps.cozystack.io/v1alpha1',
    kind,
    metadata: { name, ...more },
    spec: kind === 'Kubernetes' ? SOUND : {},
  });
const SOUND = {
  nodeGroups: {
    md0: {
      minReplicas: 1,
      maxReplicas: 2,
      instanceType: 'u1.large',
      ephemeralStorage: '20Gi',
      resources: {},
      roles: [],
    },
  },
};

describe('an object that was put into a tenant chart by hand', () => {
  it('is refused under the name of another, whether that is a noun or not', () => {
    const web = cluster();
    group(web);
    raw(web.chart, 'twin', 'Kubernetes', 'web');

    expect(issuesOf(() => synth(web))).toMatchObject([{ code: 'HK1002', construct: 'production/web' }]);
  });

  it('is refused in another namespace', () => {
    const chart = tenantChart();
    raw(chart, 'stray', 'Kubernetes', 'web', { namespace: 'tenant-other' });

    expect(errorsOf(() => synth(chart))).toEqual(['HK1006']);
  });

  it('is refused in another namespace, also if it is of a kind that is not judged', () => {
    const chart = tenantChart();
    raw(chart, 'stray', 'Postgres', 'db', { namespace: 'tenant-other' });

    expect(errorsOf(() => synth(chart))).toEqual(['HK1006']);
  });

  it('named md0 may leave out what the platform merges under it, up to 1.5', () => {
    const bare = (profile: PlatformProfile): string[] => {
      const chart = tenantChart({ profile });
      new ApiObject(chart, 'x', {
        apiVersion: 'apps.cozystack.io/v1alpha1',
        kind: 'Kubernetes',
        metadata: { name: 'web' },
        spec: { nodeGroups: { md0: { maxReplicas: 3 } } },
      });
      return errorsOf(() => synth(chart));
    };

    expect(bare(PlatformProfile.hikube())).toEqual([]);
    expect(bare(PlatformProfile.cozystack('1.6'))).toEqual(['HK1203', 'HK1203', 'HK1203']);
  });
});

describe('a JSON patch', () => {
  it('may not rename the object', () => {
    const web = cluster();
    group(web);
    ApiObject.of(web).addJsonPatch(JsonPatch.replace('/metadata/name', 'other'));

    expect(errorsOf(() => synth(web))).toEqual(['HK1104']);
  });
});

describe('what a cluster tells', () => {
  it('is told of the object after its overrides', () => {
    const web = cluster({
      host: 'old.example',
      overrides: [{ op: 'replace', path: '/spec/host', value: 'new.example' }],
    });
    const nodes = group(web, {
      instanceType: InstanceType.S1_LARGE,
      scaling: { min: 1, max: 10 },
      overrides: [
        { op: 'replace', path: '/maxReplicas', value: 6 },
        { op: 'replace', path: '/instanceType', value: 'u1.large' },
      ],
    });

    new IngressNginx(web, 'ingress', {
      hosts: ['a.example'],
      nodes,
      overrides: [{ op: 'add', path: '/hosts/-', value: 'b.example' }],
    });

    expect(web.endpoint).toBe('https://new.example:443');
    expect(web.dnsRecords.map(({ name }) => name)).toEqual(['new.example', 'a.example', 'b.example']);
    expect(nodes.capacity!.max.nodes).toBe(6);
    expect(String(nodes.capacity!.max.cpu)).toBe('12');
  });
});

describe('a ring', () => {
  it('of a farther ancestor is refused where a nearer one has its own', () => {
    const a = tenantChart({ modules: { etcd: true } });
    const app = a.node.root as App;
    const b = new TenantChart(app, 'b', { tenant: new Tenant(a, 'b', { modules: { etcd: true } }) });
    const c = new TenantChart(app, 'c', { tenant: new Tenant(b, 'c') });
    group(new ManagedCluster(c, 'web', { etcd: new EtcdRing(a, 'etcd') }));

    expect(issuesOf(() => synth(a))).toMatchObject([
      { code: 'HK4107', message: expect.stringContaining('the nearest one is that of tenant "tenant-acme-b"') },
    ]);
  });
});

describe('a host', () => {
  it.each(['10.0.0.1', '*.10.0.0.1'])('is no IP address: %s', (host) => {
    const web = cluster();
    new IngressNginx(web, 'ingress', { hosts: [host], nodes: group(web) });

    expect(errorsOf(() => synth(web))).toEqual(['HK3105']);
  });
});

describe('what is given outside of the tree', () => {
  it.each([
    ['a misspelt addition', () => PlatformProfile.hikube({ storageClass: ['a'] } as never)],
    ['additions that are no lists', () => PlatformProfile.hikube({ storageClasses: 'archive' } as never)],
    ['GPUs of another form', () => PlatformProfile.cozystack('1.6', { gpus: ['x'] } as never)],
    ['nothing', () => PlatformProfile.hikube(null as never)],
    ['an OIDC user of an unknown role', () => Oidc.system({ users: [{ email: 'j', role: 'boss' as never }] })],
    ['an inventory of nothing', () => inventory(null as never)],
    ['an acknowledgement of an error', () => Acknowledge.issue(cluster(), 'HK2201', 'x')],
  ])('is refused in a sentence: %s', (_, program) => {
    expect(errorsOf(program)).toEqual(['HK1106']);
  });

  it('is refused as a scope', () => {
    expect(errorsOf(() => Acknowledge.issue(null as never, 'HK2203', 'x'))).toEqual(['HK1001']);
    expect(errorsOf(() => new NodeGroup(cluster(), 'a/b', {} as never))).toEqual(['HK1001']);
  });

  it('is reported in all its faults, for a chart', () => {
    const props = { namespace: 'tenant-acme', profile: 'hikube', topology: 'swiss' } as unknown as TenantChartProps;

    expect(issuesOf(() => tenantChart(props)).map(({ code, remedy }) => `${code} ${remedy}`)).toEqual([
      'HK1102 Write PlatformProfile.hikube().',
      'HK1102 Write RegionTopology.hikube().',
    ]);
  });
});
