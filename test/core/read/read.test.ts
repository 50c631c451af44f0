import fc from 'fast-check';
import type { TenantKind } from '../../../lib/core/model/kind';
import { PlatformProfile } from '../../../lib/core/platform/profile';
import { read, type Reading } from '../../../lib/core/read/read';

const hikube = PlatformProfile.hikube();
const v16 = PlatformProfile.cozystack('1.6');
const late = { __pulumiOutput: true as const, apply: (): undefined => undefined };

const readSpec = (spec: unknown, profile = hikube): Reading<'Kubernetes'> => read('Kubernetes', { spec }, profile);
const group = (parts: object): object => ({
  nodeGroups: {
    web: {
      minReplicas: 1,
      maxReplicas: 3,
      instanceType: 'm1.large',
      ephemeralStorage: '20Gi',
      resources: {},
      ...parts,
    },
  },
});

class Box {
  public readonly host = 'a.ch';
}

describe('read', () => {
  it('knows what the object is', () => {
    const manifest = {
      apiVersion: 'apps.cozystack.io/v1alpha1',
      kind: 'Etcd',
      metadata: { name: 'etcd', namespace: 'tenant-a', labels: { a: 'b' }, annotations: { c: 'd' } },
    };
    expect(read('Etcd', manifest, hikube)).toEqual({
      profile: hikube,
      object: { apiVersion: 'apps.cozystack.io/v1alpha1', kind: 'Etcd', name: 'etcd', namespace: 'tenant-a' },
      labels: { a: 'b' },
      annotations: { c: 'd' },
      spec: {},
      notices: [],
    });
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'kind: Etcd'],
    ['a list', []],
    ['an empty object', {}],
    ['a class instance', new Box()],
    ['a map', new Map([['spec', {}]])],
  ])('makes an empty object of %s', (_, manifest) => {
    expect(read('Etcd', manifest, hikube)).toMatchObject({
      object: { kind: 'Etcd', name: '' },
      labels: {},
      annotations: {},
      spec: {},
      notices: [],
    });
  });

  it.each([
    ['metadata', { metadata: 5 }, ['/metadata']],
    [
      'names',
      { metadata: { name: 5, namespace: [], labels: 'a', annotations: null } },
      ['/metadata/name', '/metadata/namespace', '/metadata/labels'],
    ],
  ])('notices %s of another kind', (_, manifest, places) => {
    const { object, notices } = read('Etcd', manifest, hikube);
    expect(object).toEqual({ apiVersion: '', kind: 'Etcd', name: '' });
    expect(notices.map(({ kind, pointer }) => [kind, pointer])).toEqual(places.map((place) => ['wrongType', place]));
  });

  it('notices what the API server drops, refuses or does not know around the spec', () => {
    const manifest = {
      specs: {},
      metadata: { name: 'etcd', lables: {}, finalizers: ['a/b'], ownerReferences: [], uid: 'x' },
      spec: { _cluster: {} },
    };
    expect(read('Etcd', manifest, hikube).notices.map(({ kind, pointer }) => [kind, pointer])).toEqual([
      ['unknown', '/specs'],
      ['reserved', '/spec/_cluster'],
      ['unknown', '/metadata/lables'],
      ['dropped', '/metadata/finalizers'],
    ]);
  });

  it('takes a host of null for none, as the chart does', () => {
    expect(readSpec({ host: null })).toMatchObject({ spec: {}, notices: [] });
  });

  it('takes an empty spec for one without values', () => {
    expect(readSpec(null)).toMatchObject({ spec: {}, notices: [] });
  });

  it.each([['x'], [5], [[]], [new Box()]])('notices that the spec is %p', (spec) => {
    expect(readSpec(spec)).toMatchObject({ spec: {}, notices: [{ kind: 'wrongType', pointer: '/spec', value: spec }] });
  });

  it('gives fields the names of the latest release', () => {
    expect(readSpec(group({ ephemeralStorage: '102400Mi' }))).toMatchObject({
      spec: { nodeGroups: { web: { diskSize: '102400Mi' } } },
      notices: [],
    });
  });

  it.each([
    ['a later name on an older release', hikube, 'diskSize', 'ephemeralStorage'],
    ['an older name on a later release', v16, 'ephemeralStorage', 'diskSize'],
  ])('says of %s what it is called there', (_, profile, written, calledHere) => {
    const { notices } = readSpec({ nodeGroups: { web: { [written]: '20Gi' } } }, profile);
    expect(notices).toContainEqual(
      expect.objectContaining({ kind: 'unknown', pointer: `/spec/nodeGroups/web/${written}`, calledHere }),
    );
  });

  it('notices a key that there is not, and names those that there are', () => {
    const { spec, notices } = readSpec({ hosts: 'a.ch' });
    expect(spec).toEqual({});
    expect(notices).toMatchObject([{ kind: 'unknown', pointer: '/spec/hosts', key: 'hosts', value: 'a.ch' }]);
    expect(notices[0]).toMatchObject({ known: expect.arrayContaining(['host', 'nodeGroups']) });
  });

  it.each([['constructor'], ['toString'], ['a/b~c']])('notices a key called %s', (key) => {
    const { notices } = readSpec(JSON.parse(`{"${key}":{"a":1}}`));
    expect(notices).toMatchObject([{ kind: 'unknown', key }]);
  });

  it('escapes keys in pointers', () => {
    expect(readSpec({ 'a/b~c': 1 }).notices).toMatchObject([{ pointer: '/spec/a~1b~0c' }]);
  });

  it.each([
    ['/spec/talos', { talos: {} }, '1.6.0'],
    ['/spec/oidc', { oidc: {} }, '1.6.0'],
    ['/spec/nodeHealthCheck', { nodeHealthCheck: {} }, '1.6.0'],
    ['/spec/images', { images: {} }, '1.4.0'],
    ['/spec/addons/hami', { addons: { hami: {} } }, '1.4.0'],
    ['/spec/addons/ouroboros', { addons: { ouroboros: {} } }, '1.4.0'],
    ['/spec/controlPlane/apiServer/extraArgs', { controlPlane: { apiServer: { extraArgs: [] } } }, '1.6.0'],
    ['/spec/controlPlane/apiServer/extraVolumes', { controlPlane: { apiServer: { extraVolumes: [] } } }, '1.6.0'],
    ['/spec/nodeGroups/web/kubelet', group({ kubelet: {} }), '1.4.0'],
    ['/spec/nodeGroups/web/storageClass', group({ storageClass: 'local' }), '1.4.0'],
    ['/spec/nodeGroups/web/maxUnhealthy', group({ maxUnhealthy: '50%' }), '1.6.0'],
  ])('notices %s, which comes later', (pointer, spec, since) => {
    expect(readSpec(spec).notices).toMatchObject([{ kind: 'notOffered', pointer, since }]);
  });

  it.each([
    ['gateway', true, '1.5.0'],
    ['schedulingClass', 'zone-a', '1.2.0'],
  ])('notices %s of a tenant, which comes later', (key, value, since) => {
    expect(read('Tenant', { spec: { [key]: value } }, hikube).notices).toMatchObject([
      { kind: 'notOffered', key, since },
    ]);
  });

  it.each([['minReplicas'], ['maxReplicas'], ['instanceType'], ['ephemeralStorage'], ['resources']])(
    'notices a group of 1.1 without %s',
    (key) => {
      expect(readSpec(group({ [key]: undefined })).notices).toMatchObject([
        { kind: 'missing', pointer: `/spec/nodeGroups/web/${key}` },
      ]);
    },
  );

  it('misses no resources in a group of 1.6', () => {
    const web = { minReplicas: 1, maxReplicas: 3, instanceType: 'm1.large', diskSize: '20Gi' };
    expect(readSpec({ nodeGroups: { web } }, v16).notices).toEqual([]);
  });

  it('notices an entry without the name that it needs', () => {
    const { notices } = readSpec(group({ gpus: [{ name: 'nvidia.com/H100_94GB' }, {}] }));
    expect(notices).toMatchObject([{ kind: 'missing', pointer: '/spec/nodeGroups/web/gpus/1/name' }]);
  });

  it.each([
    ['a number for a text', { host: 5 }, '/spec/host', 'a text'],
    ['null for a text', { version: null }, '/spec/version', 'a text'],
    ['a text for an object', { controlPlane: 'large' }, '/spec/controlPlane', 'an object'],
    ['a list for a map', { nodeGroups: [{}] }, '/spec/nodeGroups', 'an object'],
    ['a text for a list', group({ roles: 'web' }), '/spec/nodeGroups/web/roles', 'a list'],
    ['a number within a list', group({ roles: ['a', 5] }), '/spec/nodeGroups/web/roles/1', 'a text'],
    ['a text for a number', group({ maxReplicas: '3' }), '/spec/nodeGroups/web/maxReplicas', 'a whole number'],
    ['a fraction', group({ maxReplicas: 1.5 }), '/spec/nodeGroups/web/maxReplicas', 'a whole number'],
    ['no number', group({ maxReplicas: NaN }), '/spec/nodeGroups/web/maxReplicas', 'a whole number'],
    [
      'a number beyond exactness',
      group({ maxReplicas: 2 ** 60 }),
      '/spec/nodeGroups/web/maxReplicas',
      'a whole number',
    ],
    ['a word for a flag', { addons: { velero: { enabled: 'yes' } } }, '/spec/addons/velero/enabled', 'true or false'],
    [
      'an object for a quantity',
      group({ ephemeralStorage: { size: '20Gi' } }),
      '/spec/nodeGroups/web/ephemeralStorage',
      'a quantity',
    ],
    ['a class instance for an object', { controlPlane: new Box() }, '/spec/controlPlane', 'an object'],
  ])('notices %s', (_, spec, pointer, wanted) => {
    expect(readSpec(spec).notices).toMatchObject([
      { kind: 'wrongType', pointer, wanted: expect.stringContaining(wanted) },
    ]);
  });

  it('leaves out what it does not understand, and keeps the rest where it is', () => {
    const web = readSpec(group({ roles: ['a', 5, 'b'], maxReplicas: '3' })).spec.nodeGroups?.web;
    expect(web).toMatchObject({ minReplicas: 1, instanceType: 'm1.large', diskSize: '20Gi', resources: {} });
    expect(web).not.toHaveProperty('maxReplicas');
    expect(Object.entries(web!.roles!)).toEqual([
      ['0', 'a'],
      ['2', 'b'],
    ]);
  });

  it.each([['20GB'], ['1e999999'], [''], ['9'.repeat(10_000)], [0.5]])('notices that %p is no quantity', (size) => {
    expect(read('Etcd', { spec: { size } }, hikube)).toMatchObject({
      spec: {},
      notices: [{ kind: 'notAQuantity', pointer: '/spec/size', value: size }],
    });
  });

  it('notices a text that is none of those allowed', () => {
    const { notices } = readSpec({ addons: { ingressNginx: { exposeMethod: 'NodePort' } } });
    expect(notices).toMatchObject([{ kind: 'notAllowed', allowed: ['Proxied', 'LoadBalancer'] }]);
  });

  it('says of a preset of a later release since when there is one', () => {
    const { notices } = readSpec({ controlPlane: { scheduler: { resourcesPreset: 't1.micro' } } });
    expect(notices).toMatchObject([{ kind: 'notAllowed', value: 't1.micro', since: '1.4.0' }]);
  });

  it('says of a preset of no release no such thing', () => {
    const { notices } = readSpec({ controlPlane: { scheduler: { resourcesPreset: 'huge' } } });
    expect(notices).toMatchObject([{ kind: 'notAllowed', value: 'huge' }]);
    expect(notices[0]).not.toHaveProperty('since');
  });

  it.each([
    ['a field', { host: late }, '/spec/host'],
    ['a list', group({ roles: [late] }), '/spec/nodeGroups/web/roles/0'],
    [
      'what the platform passes on',
      { addons: { velero: { valuesOverride: { a: [{ b: late }] } } } },
      '/spec/addons/velero/valuesOverride/a/0/b',
    ],
  ])('notices a value that arrives late in %s', (_, spec, pointer) => {
    expect(readSpec(spec).notices).toMatchObject([{ kind: 'late', pointer }]);
  });

  it('hands on what the platform passes on', () => {
    const valuesOverride = { velero: { schedules: { daily: { template: { ttl: '72h' } } }, list: [null, 1.5] } };
    expect(readSpec({ addons: { velero: { valuesOverride } } })).toMatchObject({
      spec: { addons: { velero: { valuesOverride } } },
      notices: [],
    });
  });

  it('keeps groups called like methods, and touches no prototype', () => {
    const { spec } = readSpec(
      JSON.parse('{"nodeGroups":{"__proto__":{"maxReplicas":1},"toString":{"maxReplicas":2}}}'),
    );
    expect(JSON.stringify(spec)).toBe('{"nodeGroups":{"__proto__":{"maxReplicas":1},"toString":{"maxReplicas":2}}}');
    expect({}).not.toHaveProperty('maxReplicas');
  });

  it('takes undefined for not written', () => {
    expect(readSpec({ host: undefined, hosts: undefined, nodeGroups: { web: undefined } })).toMatchObject({
      spec: { nodeGroups: {} },
      notices: [],
    });
  });

  describe('for anything', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
      stringUnit: 'binary',
    });
    const keys = [
      'host',
      'nodeGroups',
      'controlPlane',
      'addons',
      'replicas',
      'size',
      'resources',
      'resourceQuotas',
      'etcd',
      'apiServer',
      'ingressNginx',
      'valuesOverride',
      'hosts',
      'web',
      'ephemeralStorage',
      'diskSize',
      'gpus',
      'name',
      'oidc',
      'users',
    ];
    const { spec: specs } = fc.letrec<{ spec: unknown }>((tie) => ({
      spec: fc.oneof(
        { maxDepth: 4 },
        anything,
        fc.array(tie('spec'), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom(...keys), tie('spec'), { maxKeys: 5 }),
      ),
    }));

    it.each<TenantKind>(['Kubernetes', 'Etcd', 'Tenant'])('does not throw (%s)', (kind) => {
      fc.assert(
        fc.property(specs, anything, fc.constantFrom(hikube, v16), (spec, metadata, profile) => {
          expect(() => read(kind, { metadata, spec }, profile)).not.toThrow();
        }),
      );
    });

    it.each<TenantKind>(['Kubernetes', 'Etcd', 'Tenant'])('points below the spec (%s)', (kind) => {
      fc.assert(
        fc.property(specs, fc.constantFrom(hikube, v16), (spec, profile) => {
          const { notices } = read(kind, { spec }, profile);
          expect(notices.filter(({ pointer }) => pointer !== '/spec' && !pointer.startsWith('/spec/'))).toEqual([]);
        }),
      );
    });
  });
});
