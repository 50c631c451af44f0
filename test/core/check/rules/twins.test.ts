import { LATE, cluster, ring, tenant, type Judged } from './support';
import { findingsTogether, outcomes } from './together';

describe('HK1002: two objects of one name', () => {
  const WHY = 'Both would be the same object, and one would be lost.';

  it.each([
    ['Kubernetes', 'web', cluster],
    ['Etcd', 'etcd', ring],
    ['Tenant', 'staging', tenant],
  ])('of kind %s are an error on the second', (kind, name, object) => {
    expect(outcomes('HK1002', [object(), object()])).toEqual([
      [
        {
          in: `${kind} tenant-acme/${name}`,
          pointer: '/metadata/name',
          message: expect.stringMatching(`^There is already an? ${kind} "${name}" in this tenant\\.$`) as string,
          remedy: 'Give one of the two another name, or remove it.',
          why: WHY,
          onKey: false,
        },
      ],
    ]);
  });

  it('are found once for each beyond the first', () => {
    const found = findingsTogether('HK1002', [ring(), cluster(), ring(), tenant(), ring()]);

    expect(found.map((one) => one.in)).toEqual(['Etcd tenant-acme/etcd', 'Etcd tenant-acme/etcd']);
  });

  it.each<[string, Judged, Judged]>([
    ['of two tenants', cluster(), cluster({}, { namespace: 'tenant-other' })],
    ['of two names', cluster(), cluster({}, { name: 'api' })],
    ['of two kinds', ring({}, { name: 'web' }), cluster()],
    ['one of which has no namespace', cluster(), cluster({}, { namespace: undefined })],
    ['without names', cluster({}, { name: undefined }), cluster({}, { name: undefined })],
    ['with empty names', cluster({}, { name: '' }), cluster({}, { name: '' })],
    ['with late names', cluster({}, { name: LATE }), cluster({}, { name: LATE })],
    [
      'whose places only read alike',
      cluster({}, { namespace: 'a', name: 'b/c' }),
      cluster({}, { namespace: 'a-b', name: 'c' }),
    ],
  ])('are not objects %s', (_, one, other) => {
    expect(outcomes('HK1002', [one, other])).toEqual([[]]);
  });

  it('are found among objects that have no namespace', () => {
    const nowhere = { namespace: undefined };

    expect(outcomes('HK1002', [ring({}, nowhere), ring({ replicas: 5 }, nowhere)])).toEqual([
      [expect.objectContaining({ in: 'Etcd /etcd', pointer: '/metadata/name' })],
    ]);
  });

  it('are not one object by itself, nor none', () => {
    expect(findingsTogether('HK1002', [cluster()])).toEqual([]);
    expect(findingsTogether('HK1002', [])).toEqual([]);
  });
});

describe('HK4304: a host that two clusters claim', () => {
  const HOST = 'k8s.acme.example';
  const served = (name: string, hosts: unknown, changes: object = {}, metadata: object = {}): Judged =>
    cluster({ addons: { ingressNginx: { enabled: true, hosts, ...changes } } }, { name, ...metadata });

  it('is an error on the later by name, in whatever order they are given', () => {
    expect(
      outcomes('HK4304', [cluster({ host: HOST }, { name: 'web' }), cluster({ host: HOST }, { name: 'api' })]),
    ).toEqual([
      [
        {
          in: 'Kubernetes tenant-acme/web',
          pointer: '/spec/host',
          message: 'The host "k8s.acme.example" is also claimed by cluster "tenant-acme/api".',
          remedy: 'Give one of the two clusters another host.',
          why: expect.stringContaining('One name leads to one place') as string,
          onKey: false,
        },
      ],
    ]);
  });

  it('is an error on each but the first', () => {
    const objects = ['web', 'api', 'db'].map((name) => cluster({ host: HOST }, { name }));

    expect(outcomes('HK4304', objects)).toEqual([
      ['db', 'web'].map((name): unknown =>
        expect.objectContaining({
          in: `Kubernetes tenant-acme/${name}`,
          message: 'The host "k8s.acme.example" is also claimed by cluster "tenant-acme/api".',
        }),
      ),
    ]);
  });

  it('is found across tenants, and where the namespace is not written', () => {
    const objects = [
      cluster({ host: HOST }, { namespace: 'tenant-other' }),
      cluster({ host: HOST }),
      cluster({ host: HOST }, { namespace: undefined }),
    ];

    expect(outcomes('HK4304', objects)).toEqual([
      ['tenant-acme', 'tenant-other'].map((namespace): unknown =>
        expect.objectContaining({
          in: `Kubernetes ${namespace}/web`,
          message: 'The host "k8s.acme.example" is also claimed by cluster "web".',
        }),
      ),
    ]);
  });

  it('is found among the hosts of the ingress, each by its place', () => {
    const objects = [
      served('api', ['a.example', 'b.example', '*.c.example']),
      served('web', ['*.c.example', 'd.example', 'a.example']),
    ];

    expect(outcomes('HK4304', objects)).toEqual([
      [
        expect.objectContaining({
          in: 'Kubernetes tenant-acme/web',
          pointer: '/spec/addons/ingressNginx/hosts/0',
          message: 'The host "*.c.example" is also claimed by cluster "tenant-acme/api".',
        }),
        expect.objectContaining({
          in: 'Kubernetes tenant-acme/web',
          pointer: '/spec/addons/ingressNginx/hosts/2',
          message: 'The host "a.example" is also claimed by cluster "tenant-acme/api".',
        }),
      ],
    ]);
  });

  it('is found between an API server and an ingress', () => {
    expect(outcomes('HK4304', [cluster({ host: HOST }, { name: 'api' }), served('web', ['a.example', HOST])])).toEqual([
      [
        expect.objectContaining({
          in: 'Kubernetes tenant-acme/web',
          pointer: '/spec/addons/ingressNginx/hosts/1',
        }),
      ],
    ]);
    expect(outcomes('HK4304', [cluster({ host: HOST }, { name: 'web' }), served('api', [HOST])])).toEqual([
      [expect.objectContaining({ in: 'Kubernetes tenant-acme/web', pointer: '/spec/host' })],
    ]);
  });

  it('does not depend on capital letters, and is quoted as it is written', () => {
    const objects = [cluster({ host: HOST }, { name: 'api' }), cluster({ host: 'K8s.Acme.example' }, { name: 'web' })];

    expect(outcomes('HK4304', objects)).toEqual([
      [
        expect.objectContaining({
          message: 'The host "K8s.Acme.example" is also claimed by cluster "tenant-acme/api".',
        }),
      ],
    ]);
  });

  it('keeps its place behind one that is late', () => {
    expect(findingsTogether('HK4304', [served('api', ['a.example']), served('web', [LATE, 'a.example'])])).toEqual([
      expect.objectContaining({ pointer: '/spec/addons/ingressNginx/hosts/1' }),
    ]);
  });

  it.each([['a load balancer', { exposeMethod: 'LoadBalancer' }]])('is not claimed by %s', (_, changes) => {
    expect(outcomes('HK4304', [served('api', ['a.example']), served('web', ['a.example'], changes)])).toEqual([[]]);
  });

  it('is claimed although the controller is off, because the tenant takes the host all the same', () => {
    const objects = [served('api', ['a.example']), served('web', ['a.example'], { enabled: false })];

    expect(findingsTogether('HK4304', objects)).toHaveLength(1);
  });

  it('is claimed by a controller that is proxied by name', () => {
    const objects = [served('api', ['a.example']), served('web', ['a.example'], { exposeMethod: 'Proxied' })];

    expect(findingsTogether('HK4304', objects)).toHaveLength(1);
  });

  it.each<[string, Judged[]]>([
    ['one cluster twice', [served('web', ['a.example', 'a.example'])]],
    ['one cluster as both', [cluster({ host: HOST, addons: { ingressNginx: { enabled: true, hosts: [HOST] } } })]],
    ['two objects that are one cluster', [cluster({ host: HOST }), cluster({ host: HOST })]],
    ['two load balancers', ['api', 'web'].map((name) => served(name, ['a.example'], { exposeMethod: 'LoadBalancer' }))],
    ['clusters without hosts', [cluster({}, { name: 'api' }), cluster()]],
    ['clusters with empty hosts', [cluster({ host: '' }, { name: 'api' }), cluster({ host: '' })]],
    ['clusters with late hosts', [cluster({ host: LATE }, { name: 'api' }), cluster({ host: LATE })]],
    ['hosts that are no list', [served('api', 'a.example'), served('web', 'a.example')]],
    ['ingresses without hosts', [served('api', undefined), served('web', undefined)]],
    ['a cluster and a tenant', [cluster({ host: HOST }), tenant({ host: HOST })]],
    ['other hosts', [cluster({ host: 'a.example' }, { name: 'api' }), cluster({ host: 'b.example' })]],
  ])('is not claimed twice by %s', (_, objects) => {
    expect(outcomes('HK4304', objects)).toEqual([[]]);
  });
});
