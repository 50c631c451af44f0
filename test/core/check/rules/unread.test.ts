import { LATE, PLATFORM_1_6, cluster, cluster16, findings, group, ring, tenant, type Judged } from './support';
import { findingsTogether, outcomes } from './together';

const ON = { enabled: true };
const addons = (given: object): Judged => cluster({ addons: given });
const GPU = { instanceType: 'u1.2xlarge', ephemeralStorage: '100Gi', gpus: [{ name: 'nvidia.com/AD102GL_L40S' }] };
const values = (addon: string, valuesOverride: unknown): Judged =>
  addons({ [addon]: { enabled: true, valuesOverride } });
const nginx = (changes: object, nodeGroups: object): Judged =>
  cluster({ nodeGroups, addons: { ingressNginx: { enabled: true, hosts: ['a.acme.example'], ...changes } } });
const KUBEVIRT = { md0: group() };
const ouroboros = (enabled: unknown, others: object): Judged =>
  cluster16({
    addons: {
      ...others,
      ingressNginx: ON,
      ouroboros: { enabled, valuesOverride: { ouroboros: { controller: { gatewayApi: { enabled: true } } } } },
    },
  });

describe('what is late or of the wrong type raises nothing more', () => {
  it.each<[string, string, Judged]>([
    ['HK3101', 'switch of the other add-on', addons({ monitoringAgents: ON, certManager: { enabled: LATE } })],
    ['HK3101', 'other add-on', addons({ monitoringAgents: ON, certManager: LATE })],
    ['HK3101', 'switch of a wrong type', addons({ monitoringAgents: ON, certManager: { enabled: 'true' } })],
    [
      'HK3104',
      'switch of the operator',
      cluster({ nodeGroups: { md0: group(GPU) }, addons: { gpuOperator: { enabled: LATE } } }),
    ],
    ['HK3106', 'GPUs', cluster({ nodeGroups: { md0: group({ gpus: LATE }) }, addons: { gpuOperator: ON } })],
    [
      'HK3108',
      'switch',
      addons({ certManager: { enabled: LATE, valuesOverride: { 'cert-manager': { replicaCount: 2 } } } }),
    ],
    [
      'HK3108',
      'switch of the agents',
      addons({
        monitoringAgents: { enabled: LATE },
        verticalPodAutoscaler: { valuesOverride: { 'vertical-pod-autoscaler': { a: 1 } } },
      }),
    ],
    ['HK3102', 'roles', nginx({}, { md0: group({ roles: LATE }) })],
    ['HK3102', 'role', nginx({}, { md0: group({ roles: [LATE] }) })],
    ['HK3102', 'roles of a wrong type', nginx({}, { md0: group({ roles: 'ingress-nginx' }) })],
    ['HK3102', 'groups', cluster({ nodeGroups: LATE, addons: { ingressNginx: ON } })],
    ['HK3102', 'way to expose', nginx({ exposeMethod: LATE }, KUBEVIRT)],
    ['HK3112', 'way to expose', nginx({ exposeMethod: LATE, hosts: undefined }, KUBEVIRT)],
    ['HK3112', 'way to expose that is misspelt', nginx({ exposeMethod: 'loadBalancer', hosts: undefined }, KUBEVIRT)],
    [
      'HK3115',
      'kind of the controller',
      values('ingressNginx', { 'ingress-nginx': { controller: { kind: LATE, replicaCount: 2 } } }),
    ],
    ['HK3115', 'source', values('fluxcd', { 'flux-instance': { instance: { sync: LATE } } })],
    ['HK3123', 'source', values('fluxcd', { 'flux-instance': { instance: { sync: LATE } } })],
    ['HK3118', 'chart', values('certManager', { 'cert-manager': LATE })],
    ['HK3119', 'locations', values('velero', { velero: { configuration: { backupStorageLocation: LATE } } })],
    ['HK3119', 'location', values('velero', { velero: { configuration: { backupStorageLocation: [LATE] } } })],
    ['HK3120', 'values', values('velero', LATE)],
    ['HK3120', 'chart', values('velero', { velero: LATE })],
    ['HK3120', 'configuration', values('velero', { velero: { configuration: LATE } })],
    ['HK3122', 'autoscaler', values('coredns', { coredns: { replicaCount: 1, autoscaler: { enabled: LATE } } })],
  ])('%s: %s', (code, _, given) => {
    expect(findings(code, given)).toEqual([]);
  });

  it('HK3110: switch of the Gateway API', () => {
    expect(findings('HK3110', ouroboros(true, { gatewayAPI: { enabled: LATE } }), PLATFORM_1_6)).toEqual([]);
  });

  it.each<[string, string, Judged[]]>([
    ['HK4104', 'module of the tenant', [tenant({ etcd: LATE }), ring({}, { namespace: 'tenant-acme-staging' })]],
    ['HK4104', 'module of a wrong type', [tenant({ etcd: 'true' }), ring({}, { namespace: 'tenant-acme-staging' })]],
    [
      'HK3109',
      'monitoring of the root',
      [
        tenant({ monitoring: LATE }, { name: 'root', namespace: 'tenant-root' }),
        cluster({ addons: { monitoringAgents: ON } }, { namespace: 'tenant-root' }),
      ],
    ],
    ['HK4111', 'size of the ring', [ring({ size: LATE }), cluster(), cluster({}, { name: 'api' })]],
    ['HK4111', 'size that is none', [ring({ size: 'banana' }), cluster(), cluster({}, { name: 'api' })]],
    [
      'HK4304',
      'way to expose',
      ['api', 'web'].map((name) =>
        cluster(
          { addons: { ingressNginx: { enabled: true, exposeMethod: LATE, hosts: ['a.acme.example'] } } },
          { name },
        ),
      ),
    ],
    [
      'HK4304',
      'hosts that are empty',
      ['api', 'web'].map((name) => cluster({ addons: { ingressNginx: { enabled: true, hosts: [''] } } }, { name })),
    ],
  ])('%s: %s', (code, _, given) => {
    expect(findingsTogether(code, given)).toEqual([]);
  });
});

describe('a rule', () => {
  it('HK3110 has nothing to say of Ouroboros that is off', () => {
    expect(findings('HK3110', ouroboros(false, {}), PLATFORM_1_6)).toEqual([]);
  });
  it('HK3113 has nothing to say of an operator that is off', () => {
    const given = cluster16({
      addons: { hami: ON, gpuOperator: { enabled: false, valuesOverride: { 'gpu-operator': { devicePlugin: ON } } } },
    });
    expect(findings('HK3113', given, PLATFORM_1_6)).toEqual([]);
  });
  it.each([null])('HK3108 takes %j for no values', (valuesOverride) => {
    expect(findings('HK3108', addons({ monitoringAgents: { enabled: true, valuesOverride } }))).toEqual([]);
  });
  it.each<[string | number, string]>([
    ['0.5', 'Write "1Gi".'],
    ['4.5', 'Write "5Gi".'],
    ['4294967296', 'Write "4Gi".'],
    [4294967296, 'Write "4Gi".'],
  ])('HK4103 advises for %j a size that it is content with', (size, remedy) => {
    expect(findings('HK4103', ring({ size }))[0]?.remedy).toBe(remedy);
  });
  it.each([
    { password: { valueFrom: { secretKeyRef: { name: 'db', key: 'value' } } } },
    { token: { secretName: 'git', key: 'value' } },
    { apiToken: { existingSecret: 'dns' } },
    { extraObjects: [{ kind: 'Certificate', spec: { privateKey: { algorithm: 'ECDSA', rotationPolicy: 'Always' } } }] },
  ])('HK3121 is not %j', (chart) => {
    expect(findings('HK3121', values('certManager', { 'cert-manager': chart }))).toEqual([]);
  });
  it.each([{ adminPassword: 'opaque' }, { 'auth-token': 'opaque' }, { 'secret-access-key': 'opaque' }])(
    'HK3121 is %j',
    (chart) => {
      expect(findings('HK3121', values('cilium', { cilium: chart }))).toHaveLength(1);
    },
  );
  it('HK3121 finds a secret in data that stands in two places', () => {
    const one = { cloud: 'opaque' };
    expect(findings('HK3121', values('velero', { velero: { secretContents: one, other: one } }))).toHaveLength(1);
  });
  it.each(['http//a.acme.example', 'http:/a.acme.example'])('HK3105 does not advise "http" for "%s"', (host) => {
    expect(findings('HK3105', nginx({ hosts: [host] }, KUBEVIRT))[0]?.remedy).not.toBe('Write "http".');
  });
  it('HK4111 counts clusters of one name in two tenants', () => {
    const objects = [
      tenant({ etcd: true }, { name: 'acme', namespace: 'tenant-root' }),
      tenant(),
      ring({ size: '4Gi' }),
      cluster(),
      cluster({}, { namespace: 'tenant-acme-staging' }),
    ];
    expect(findingsTogether('HK4111', objects)).toHaveLength(1);
  });
  it('HK4111 does not depend on the order', () => {
    const a = [
      tenant({ etcd: true }, { name: 'acme', namespace: 'tenant-root' }),
      tenant(),
      cluster({}, { name: 'a' }),
      cluster({}, { name: 'a', namespace: 'tenant-acme-staging' }),
      cluster({}, { name: 'b' }),
    ];
    expect(outcomes('HK4111', a)).toHaveLength(1);
    expect(
      outcomes('HK4111', [
        ring({ size: '4Gi' }),
        ring({ size: '9Gi' }),
        cluster({}, { name: 'a' }),
        cluster({}, { name: 'b' }),
      ]),
    ).toHaveLength(1);
  });
  it('HK4109 says of services.clusterip what the platform makes of it', () => {
    const [found] = findings('HK4109', tenant({ resourceQuotas: { 'services.clusterip': 3 } }));
    expect(found?.message).not.toContain('limits.services.clusterip');
  });
  it('HK1002 speaks English', () => {
    expect(findingsTogether('HK1002', [ring(), ring()])[0]?.message).toBe(
      'There is already an Etcd "etcd" in this tenant.',
    );
  });
  it('HK4304 knows that hosts are served before the controller is switched on', () => {
    const objects = ['api', 'web'].map((name) =>
      cluster({ addons: { ingressNginx: { hosts: ['a.acme.example'] } } }, { name }),
    );
    expect(findingsTogether('HK4304', objects)).toHaveLength(1);
  });
  it('HK3103 does not quote a late host as null', () => {
    const [found] = findings('HK3103', nginx({ exposeMethod: 'LoadBalancer', hosts: [LATE, 'a.example'] }, KUBEVIRT));
    expect(found?.message).not.toContain('null');
  });
  it('HK3122 has nothing to say beside a HorizontalPodAutoscaler with two', () => {
    expect(
      findings('HK3122', values('coredns', { coredns: { replicaCount: 1, hpa: { enabled: true, minReplicas: 2 } } })),
    ).toEqual([]);
  });
});
