import { HIKUBE, LATE, PLATFORM_1_6, cluster, cluster16, group, group16, places, type Judged } from './support';

const web16 = (changes: object): Judged => cluster16({ nodeGroups: { web: group16(changes) } });
const oidc = (spec: object): Judged => cluster16({ nodeGroups: { web: group16({}) }, oidc: spec });
const apiServer = (spec: object): Judged =>
  cluster16({ nodeGroups: { web: group16({}) }, controlPlane: { apiServer: spec } });
const served = (ingress: object, md0: object): Judged =>
  cluster({
    nodeGroups: { md0: group(md0), web: group({ roles: ['ingress-nginx'] }) },
    addons: { ingressNginx: { enabled: true, hosts: ['a.example'], ...ingress } },
  });

// A program may give values that only a deployment knows; a rule over what is absent has nothing to say of them.
describe('what is not known yet, or was told of already', () => {
  it.each([
    ['HK2304', 'a late reservation', web16({ instanceType: 'u1.nano', kubelet: { systemReservedMemory: LATE } })],
    ['HK2304', 'a late kubelet', web16({ instanceType: 'u1.nano', kubelet: LATE })],
    ['HK4401', 'a late configuration', oidc({ mode: 'CustomConfig', customConfig: { config: LATE } })],
    ['HK4401', 'a late name of a Secret', oidc({ mode: 'CustomConfig', customConfig: { secretRef: { name: LATE } } })],
    ['HK4401', 'a late custom configuration', oidc({ mode: 'CustomConfig', customConfig: LATE })],
    ['HK4401', 'a late mode', oidc({ mode: LATE, customConfig: { config: 'x' } })],
    ['HK4401', 'an unknown mode', oidc({ mode: 'Custom', customConfig: { config: 'x' } })],
    ['HK4403', 'a late volume', apiServer({ extraVolumes: [LATE, { name: 'a', configMap: {} }] })],
    ['HK4403', 'a late name of a volume', apiServer({ extraVolumes: [{ name: LATE, configMap: {} }] })],
    ['HK4404', 'a late mount', apiServer({ extraVolumes: [], extraVolumeMounts: [LATE, { name: LATE }] })],
    ['HK4404', 'late volumes', apiServer({ extraVolumes: LATE, extraVolumeMounts: [{ name: 'a' }] })],
    ['HK4404', 'one late volume', apiServer({ extraVolumes: [LATE], extraVolumeMounts: [{ name: 'a' }] })],
    ['HK2203', 'late groups', cluster16({ nodeGroups: LATE })],
    ['HK2203', 'one late group', cluster16({ nodeGroups: { web: LATE } })],
    ['HK2203', 'groups that are a list', cluster16({ nodeGroups: [] })],
    [
      'HK2206',
      'a late group beside one of min 0',
      cluster16({ nodeGroups: { a: group16({ minReplicas: 0 }), b: LATE } }),
    ],
    [
      'HK2206',
      'a late min',
      cluster16({ nodeGroups: { a: group16({ minReplicas: 0 }), b: group16({ minReplicas: LATE }) } }),
    ],
    ['HK2104', 'late resources', web16({ instanceType: '', resources: LATE })],
    ['HK2104', 'resources that are a text', web16({ instanceType: '', resources: 'big' })],
  ])('is not the matter of %s: %s', (code, _, judged) => {
    expect(places(code, judged, PLATFORM_1_6)).toEqual([]);
  });

  it.each([
    ['HK2203', 'late groups', cluster({ nodeGroups: LATE })],
    ['HK2203', 'a late group md0', cluster({ nodeGroups: { md0: LATE, web: group({}) } })],
    ['HK2209', 'late roles of md0', served({}, { roles: LATE })],
    ['HK2209', 'roles of md0 that are a text', served({}, { roles: 'web' })],
    ['HK2209', 'a late exposure', served({ exposeMethod: LATE }, { roles: undefined })],
    ['HK3125', 'a switch that is late', served({ enabled: LATE }, {})],
    ['HK1307', 'a late label', cluster({}, { labels: { team: LATE } })],
    ['HK1307', 'a label without a value', cluster({}, { labels: { team: null } })],
  ])('is not the matter of %s before 1.6: %s', (code, _, judged) => {
    expect(places(code, judged, HIKUBE)).toEqual([]);
  });
});

describe('what is known', () => {
  it.each([
    ['HK4403', 'a volume whose name is a number', apiServer({ extraVolumes: [{ name: 5, configMap: {} }] }), []],
    ['HK4403', 'a volume without a name', apiServer({ extraVolumes: [{ configMap: {} }] }), ['/0']],
    [
      'HK4404',
      'a mount without a name',
      apiServer({ extraVolumes: [{ name: 'a', secret: {} }], extraVolumeMounts: [{}] }),
      ['/0'],
    ],
  ])('is the matter of %s: %s', (code, _, judged, ends) => {
    const found = places(code, judged, PLATFORM_1_6).map((place) => place.slice(-2));
    expect(found).toEqual(ends);
  });

  it('is what both resources say where they stand beside a type, so the size is not judged by the type', () => {
    const judged = web16({ instanceType: 'u1.nano', resources: { cpu: 8, memory: '64Gi' } });
    expect(places('HK2304', judged, PLATFORM_1_6)).toEqual([]);
  });

  it('is that a type is not looked up beside both resources at 1.6, and is before', () => {
    const changes = { instanceType: 'x9.huge', resources: { cpu: 8, memory: '64Gi' } };
    expect(places('HK2101', web16(changes), PLATFORM_1_6)).toEqual([]);
    expect(places('HK2101', web16({ ...changes, resources: { cpu: 8 } }), PLATFORM_1_6)).toHaveLength(1);
    expect(places('HK2101', cluster({ nodeGroups: { web: group(changes) } }), HIKUBE)).toHaveLength(1);
  });

  it.each([
    ['29s', 1],
    ['30s', 0],
    ['0.4m', 1],
    ['0.5m', 0],
    ['0s', 0],
    ['29999ms', 1],
    ['1m1s', 0],
  ])('is that Cluster API wants half a minute for a start, or none: %s', (nodeStartupTimeout, count) => {
    expect(places('HK2305', web16({ nodeStartupTimeout }), PLATFORM_1_6)).toHaveLength(count);
  });

  it.each([
    ['a'.repeat(45), 0],
    ['a'.repeat(46), 1],
    [`acme.example/${'a'.repeat(63)}`, 0],
    [`acme.example/${'a'.repeat(64)}`, 1],
  ])('is the length at which a label is stored: %s', (key, count) => {
    expect(places('HK1307', cluster({}, { labels: { [key]: 'x' } }), HIKUBE)).toHaveLength(count);
  });

  it.each([
    [{ hosts: ['a.example'] }, 1],
    [{ enabled: false, hosts: ['a.example'] }, 1],
    [{ enabled: false, hosts: [] }, 0],
    [{ enabled: false, hosts: ['a.example'], exposeMethod: 'LoadBalancer' }, 0],
    [{ enabled: true, hosts: ['a.example'] }, 0],
  ])('is that hosts are taken without a controller: %p', (ingressNginx, count) => {
    expect(places('HK3125', cluster({ nodeGroups: { md0: group({}) }, addons: { ingressNginx } }))).toHaveLength(count);
  });

  it('is that a group md0 before 1.6 has the bounds of the platform where it names none', () => {
    const min = cluster({ nodeGroups: { md0: { ...group({}), minReplicas: 12, maxReplicas: undefined } } });
    expect(places('HK2201', min, HIKUBE)).toHaveLength(1);
  });

  it('is that a part of a thousandth of a CPU is nothing', () => {
    expect(places('HK2303', web16({ kubelet: { systemReservedCpu: '0.0001' } }), PLATFORM_1_6)).toHaveLength(1);
    expect(places('HK2303', web16({ kubelet: { systemReservedCpu: '0.001' } }), PLATFORM_1_6)).toEqual([]);
  });
});
