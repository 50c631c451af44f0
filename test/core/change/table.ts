import type { TenantKind } from '../../../lib/core/model/kind';
import type { ChangeFacts } from '../../../lib/core/change/effect';

/** Two specs of an object, and the effects of going from the first to the second: exactly these, in the order of codes. */
export interface Row {
  readonly what: string;
  readonly kind: TenantKind;
  readonly before: object;
  readonly after: object;
  readonly gives: readonly string[];
  readonly facts?: ChangeFacts;
}

type Spec = Readonly<Record<string, unknown>>;
type ProfileName = 'hikube' | 'cozystack-1.6';

const group = { instanceType: 's1.large', minReplicas: 2, maxReplicas: 4, ephemeralStorage: '100Gi', resources: {} };
const talos = { instanceType: 'u1.large', minReplicas: 2, maxReplicas: 4, diskSize: '100Gi', resources: {} };

/** A cluster with one group of its own, as a base for what changes. */
const cluster = (own: Spec, more: Spec = {}): Spec => ({ version: 'v1.34', nodeGroups: { md0: own }, ...more });
const on = (...names: string[]): Spec => ({
  addons: Object.fromEntries(names.map((name) => [name, { enabled: true }])),
});
const ingress = (more: Spec): Spec => ({ addons: { ingressNginx: { enabled: true, ...more } } });
const values = (name: string, valuesOverride: Spec, more: Spec = {}): Spec => ({
  addons: { [name]: { ...more, valuesOverride } },
});

const row =
  (kind: TenantKind) =>
  (what: string, before: object, after: object, gives: string, facts?: ChangeFacts): Row => ({
    what,
    kind,
    before,
    after,
    gives: gives === '' ? [] : gives.split(' ').map((code) => `HK${code}`),
    ...(facts && { facts }),
  });
const k = row('Kubernetes');
const e = row('Etcd');
const t = row('Tenant');

/** A change of the one group, at 1.1. With any change of values comes the remark that groups may fall to two machines. */
const g = (what: string, before: Spec, after: Spec, gives: string): Row =>
  k(what, cluster({ ...group, ...before }), cluster({ ...group, ...after }), gives);
/** The same at 1.6, which has no such remark. */
const h = (what: string, before: Spec, after: Spec, gives: string): Row =>
  k(what, cluster({ ...talos, ...before }), cluster({ ...talos, ...after }), gives);
/** A change of the cluster beside an unchanged group of two machines at most, so that the remark is left out. */
const small = { ...group, maxReplicas: 2 };
const c = (what: string, before: Spec, after: Spec, gives: string): Row =>
  k(what, cluster(small, before), cluster(small, after), gives);
const d = (what: string, before: Spec, after: Spec, gives: string): Row =>
  k(what, cluster(talos, before), cluster(talos, after), gives);

const L40S = { name: 'nvidia.com/AD102GL_L40S' };
const A100 = { name: 'nvidia.com/GA100_A100_PCIE_80GB' };
const bytes = (disk: unknown): Spec => ({ ephemeralStorage: disk });

const NOTHING: readonly Row[] = [
  k('an empty spec', {}, {}, ''),
  k(
    'the order of keys',
    { host: 'a.acme.example', version: 'v1.34' },
    { version: 'v1.34', host: 'a.acme.example' },
    '',
  ),
  k('defaults that are written out', {}, { storageClass: 'replicated', version: 'v1.35', host: '' }, ''),
  k('a default of an add-on', on('ingressNginx'), ingress({ exposeMethod: 'Proxied', hosts: [] }), ''),
  k(
    'empty values of an add-on',
    on('certManager'),
    { addons: { certManager: { enabled: true, valuesOverride: {} } } },
    '',
  ),
  k('an add-on that is switched off as it was', {}, { addons: { velero: { enabled: false } } }, ''),
  k('default copies and sizes', {}, { controlPlane: { replicas: 2, scheduler: {} } }, ''),
  e(
    'the defaults of a ring',
    {},
    { replicas: 3, size: '4Gi', storageClass: '', resources: { cpu: '1000m', memory: '512Mi' } },
    '',
  ),
  t('the defaults of a tenant', {}, { host: '', etcd: false, monitoring: false, resourceQuotas: {} }, ''),
];

const versions = (on: typeof c): readonly Row[] => [
  on('one minor up', { version: 'v1.33' }, { version: 'v1.34' }, '5101 5101'),
  on('one minor up from the oldest', { version: 'v1.31' }, { version: 'v1.32' }, '5101 5101'),
  on('a minor is skipped', { version: 'v1.32' }, { version: 'v1.34' }, '5102'),
  on('three minors are skipped', { version: 'v1.31' }, { version: 'v1.35' }, '5102'),
  on('one minor down', { version: 'v1.34' }, { version: 'v1.33' }, '5103'),
  on('many minors down', { version: 'v1.35' }, { version: 'v1.31' }, '5103'),
  on('a patch version', { version: 'v1.34' }, { version: 'v1.34.4' }, '5104'),
  on('a version without its v', { version: 'v1.34' }, { version: '1.34' }, '5104'),
  on('a version that nobody offers', { version: 'v1.34' }, { version: 'v1.99' }, '5104'),
  c(
    'a version that is no longer written moves to the default',
    { version: 'v1.34' },
    { version: undefined },
    '5101 5101',
  ),
  on('a version that is no longer written, far from the default', { version: 'v1.32' }, { version: undefined }, '5102'),
  on('a version that is no text', { version: 'v1.34' }, { version: 1.34 }, '5008'),
  on('away from a version that was no text', { version: 1.34 }, { version: 'v1.34' }, '5009'),
];

export const HIKUBE: readonly Row[] = [
  ...NOTHING,
  ...versions(c),
  k(
    'the oldest version on offer',
    cluster(small, { version: 'v1.30' }),
    cluster(small, { version: 'v1.31' }),
    '5101 5101',
  ),
  g('another type', {}, { instanceType: 's1.xlarge' }, '5204 5209'),
  g('the same disk in mebibytes', {}, bytes('102400Mi'), '5205 5209'),
  g('the same disk in bytes', {}, bytes(107374182400), '5205 5209'),
  g('a larger disk', {}, bytes('200Gi'), '5204 5209'),
  g('a smaller disk', {}, bytes('50Gi'), '5204 5209'),
  g('the disk that the platform takes by itself', bytes('20Gi'), bytes(undefined), ''),
  g('a disk that was the default', bytes(undefined), bytes('20Gi'), ''),
  g('a role is added', { roles: ['ingress-nginx'] }, { roles: ['ingress-nginx', 'monitoring'] }, '5204 5209'),
  g('a role is removed', { roles: ['ingress-nginx', 'monitoring'] }, { roles: ['ingress-nginx'] }, '5204 5209'),
  g('roles in another order', { roles: ['a', 'b'] }, { roles: ['b', 'a'] }, '5205 5209'),
  g('roles that md0 has by itself', { roles: ['ingress-nginx'] }, {}, ''),
  g('a first GPU', {}, { gpus: [L40S] }, '5204 5209'),
  g('one GPU more', { gpus: [L40S] }, { gpus: [L40S, L40S] }, '5204 5209'),
  g('another GPU', { gpus: [L40S] }, { gpus: [A100] }, '5204 5209'),
  g('GPUs in another order', { gpus: [L40S, A100] }, { gpus: [A100, L40S] }, '5204 5209'),
  g('the last GPU goes', { gpus: [L40S] }, { gpus: [] }, '5204 5209'),
  g('from a type to resources', {}, { instanceType: '', resources: { cpu: 4, memory: '8Gi' } }, '5204 5209'),
  g(
    'CPU as a number and as a text',
    { instanceType: '', resources: { cpu: 4, memory: '8Gi' } },
    { instanceType: '', resources: { cpu: '4', memory: '8Gi' } },
    '5006 5209',
  ),
  g(
    'memory in mebibytes',
    { instanceType: '', resources: { cpu: 4, memory: '8Gi' } },
    { instanceType: '', resources: { cpu: 4, memory: '8192Mi' } },
    '5205 5209',
  ),
  g(
    'more memory',
    { instanceType: '', resources: { cpu: 4, memory: '8Gi' } },
    { instanceType: '', resources: { cpu: 4, memory: '16Gi' } },
    '5204 5209',
  ),
  g('a higher minimum', {}, { minReplicas: 3 }, '5206 5209'),
  g('a higher maximum', {}, { maxReplicas: 9 }, '5206 5209'),
  g('a lower maximum', {}, { maxReplicas: 3 }, '5206 5209'),
  g('scale to zero', {}, { minReplicas: 0 }, '5206 5209'),
  g('type and bounds together', {}, { instanceType: 's1.xlarge', maxReplicas: 9 }, '5204 5206 5209'),
  g(
    'type and spelling together count as one replacement',
    {},
    { instanceType: 's1.xlarge', ephemeralStorage: '102400Mi' },
    '5204 5209',
  ),
  g('an unknown key of a group', {}, { labels: { a: 'b' } }, '5007 5209'),
  g('the name of a later release for the disk', {}, { diskSize: '100Gi' }, '5007 5209'),
  k('a group is added', { nodeGroups: { md0: group } }, { nodeGroups: { md0: group, batch: group } }, '5201 5209'),
  k('a group is removed', { nodeGroups: { md0: group, batch: group } }, { nodeGroups: { md0: group } }, '5202 5209'),
  k(
    'a group is renamed',
    { nodeGroups: { md0: group, batch: group } },
    { nodeGroups: { md0: group, jobs: group } },
    '5203 5209',
  ),
  k(
    'a group is renamed and changed, which nobody can tell from two steps',
    { nodeGroups: { md0: small, batch: small } },
    { nodeGroups: { md0: small, jobs: { ...small, instanceType: 's1.xlarge' } } },
    '5201 5202',
  ),
  k(
    'two groups swap their names',
    { nodeGroups: { md0: small, a: small, b: { ...small, instanceType: 's1.xlarge' } } },
    { nodeGroups: { md0: small, b: small, a: { ...small, instanceType: 's1.xlarge' } } },
    '5204 5204',
  ),
  k(
    'md0 is left out and falls back',
    { nodeGroups: { md0: group, web: small } },
    { nodeGroups: { web: small } },
    '5208',
  ),
  k(
    'md0 is renamed: it falls back beside the new one',
    { nodeGroups: { md0: small } },
    { nodeGroups: { web: small } },
    '5201 5208',
  ),
  k(
    'md0 as the platform has it is left out',
    {
      nodeGroups: {
        md0: {
          minReplicas: 0,
          maxReplicas: 10,
          instanceType: 'u1.medium',
          ephemeralStorage: '20Gi',
          resources: {},
          roles: ['ingress-nginx'],
        },
        web: small,
      },
    },
    { nodeGroups: { web: small } },
    '',
  ),
  k(
    'md0 is taken over from the platform',
    { nodeGroups: { web: small } },
    { nodeGroups: { web: small, md0: { ...small, maxReplicas: 0, minReplicas: 0 } } },
    '5204 5206',
  ),
  k('the first group beside the one of the platform', {}, { nodeGroups: { web: small } }, '5201'),
  k('the last group goes', { nodeGroups: { web: small } }, { nodeGroups: {} }, '5202'),
  c('a host is set', {}, { host: 'k8s.acme.example' }, '5303'),
  c('a host is changed', { host: 'a.acme.example' }, { host: 'b.acme.example' }, '5303'),
  c('a host is emptied', { host: 'a.acme.example' }, { host: '' }, '5303'),
  c('a third copy', { controlPlane: { replicas: 2 } }, { controlPlane: { replicas: 3 } }, '5302'),
  c('one copy only', { controlPlane: { replicas: 3 } }, { controlPlane: { replicas: 1 } }, '5302'),
  c('a larger API server', {}, { controlPlane: { apiServer: { resourcesPreset: 'xlarge' } } }, '5301'),
  c(
    'resources in place of a preset',
    {},
    { controlPlane: { apiServer: { resources: { cpu: '3', memory: '3Gi' } } } },
    '5301',
  ),
  c(
    'the resources of the preset, written out',
    {},
    { controlPlane: { apiServer: { resources: { cpu: '2', memory: '2Gi' } } } },
    '5006',
  ),
  c(
    'another preset behind resources',
    { controlPlane: { apiServer: { resources: { cpu: '3', memory: '3Gi' } } } },
    { controlPlane: { apiServer: { resourcesPreset: 'nano', resources: { cpu: '3', memory: '3Gi' } } } },
    '5006',
  ),
  c(
    'a larger scheduler and controller manager',
    {},
    { controlPlane: { scheduler: { resourcesPreset: 'small' }, controllerManager: { resourcesPreset: 'small' } } },
    '5301 5301',
  ),
  c(
    'a larger konnectivity server',
    {},
    { controlPlane: { konnectivity: { server: { resourcesPreset: 'small' } } } },
    '5301',
  ),
  c('a wrong number of copies', {}, { controlPlane: { replicas: 'three' } }, '5008'),
  c('a class', { storageClass: 'replicated' }, { storageClass: 'local' }, '5501'),
  c('a class that is no longer written', { storageClass: 'local' }, {}, '5501'),
  c('cert-manager on', {}, on('certManager'), '5401'),
  c('cert-manager off', on('certManager'), {}, '5403'),
  c(
    'cert-manager on beside the ingress controller',
    on('ingressNginx'),
    on('ingressNginx', 'certManager'),
    '5401 5405',
  ),
  c(
    'cert-manager off beside the ingress controller',
    on('ingressNginx', 'certManager'),
    on('ingressNginx'),
    '5403 5405',
  ),
  c('the ingress controller on', {}, on('ingressNginx'), '5401'),
  c('the ingress controller off', on('ingressNginx'), {}, '5402'),
  c('Flux on', {}, on('fluxcd'), '5401'),
  c('Flux off', on('fluxcd'), {}, '5403'),
  c('monitoring on', on('certManager'), on('certManager', 'monitoringAgents'), '5401'),
  c('monitoring off', on('certManager', 'monitoringAgents'), on('certManager'), '5403'),
  c('Velero off', on('velero'), {}, '5402'),
  c('the GPU operator off', on('gpuOperator'), {}, '5402'),
  c('Gateway API on', {}, on('gatewayAPI'), '5401 5405'),
  c('Gateway API on beside cert-manager', on('certManager'), on('certManager', 'gatewayAPI'), '5401 5405 5405'),
  c('Gateway API off', on('gatewayAPI'), {}, '5403 5405'),
  c('values of CoreDNS', {}, values('coredns', { coredns: { replicaCount: 3 } }), '5404'),
  c('values of Cilium', {}, values('cilium', { cilium: { hubble: { enabled: true } } }), '5404'),
  c('values below a key that nothing reads', {}, values('coredns', { corends: { replicaCount: 3 } }), '5007'),
  c(
    'values of monitoring, which nothing reads',
    on('certManager', 'monitoringAgents'),
    { addons: { certManager: { enabled: true }, monitoringAgents: { enabled: true, valuesOverride: { a: 1 } } } },
    '5007',
  ),
  c('values of an add-on that is off', {}, values('velero', { velero: { a: 1 } }), '5007'),
  c(
    'values of the autoscaler without monitoring',
    {},
    values('verticalPodAutoscaler', { 'vertical-pod-autoscaler': { a: 1 } }),
    '5007',
  ),
  c('an add-on is switched on with its values', {}, values('velero', { velero: { a: 1 } }, { enabled: true }), '5401'),
  c(
    'values of cert-manager, which its CRDs get as they are',
    on('certManager'),
    values('certManager', { crds: { keep: false } }, { enabled: true }),
    '5404',
  ),
  c(
    'a host is added',
    ingress({ hosts: ['a.acme.example'] }),
    ingress({ hosts: ['a.acme.example', 'b.acme.example'] }),
    '5406',
  ),
  c(
    'a host goes',
    ingress({ hosts: ['a.acme.example', 'b.acme.example'] }),
    ingress({ hosts: ['a.acme.example'] }),
    '5406',
  ),
  c(
    'hosts in another order',
    ingress({ hosts: ['a.acme.example', 'b.acme.example'] }),
    ingress({ hosts: ['b.acme.example', 'a.acme.example'] }),
    '5006',
  ),
  c(
    'from proxied hosts to a load balancer',
    ingress({ hosts: ['a.acme.example'] }),
    ingress({ exposeMethod: 'LoadBalancer' }),
    '5407',
  ),
  c(
    'from a load balancer to proxied hosts',
    ingress({ exposeMethod: 'LoadBalancer' }),
    ingress({ hosts: ['a.acme.example'] }),
    '5407',
  ),
  c(
    'hosts of a load balancer',
    ingress({ exposeMethod: 'LoadBalancer' }),
    ingress({ exposeMethod: 'LoadBalancer', hosts: ['a.acme.example'] }),
    '5007',
  ),
  c('an unknown key', {}, { verison: 'v1.35' }, '5007'),
  c('a field of a later release', {}, { nodeHealthCheck: { maxUnhealthy: '30%' } }, '5007'),
  c('two add-ons are exchanged', on('fluxcd'), on('velero'), '5401 5403'),
  e('two members join', { replicas: 3 }, { replicas: 5 }, '5511'),
  e('an even number', { replicas: 3 }, { replicas: 4 }, '5511'),
  e('two members leave', { replicas: 5 }, { replicas: 3 }, '5512'),
  e('one member is left', { replicas: 3 }, { replicas: 1 }, '5512'),
  e('none is left', { replicas: 3 }, { replicas: 0 }, '5512'),
  e('a larger volume', { size: '4Gi' }, { size: '8Gi' }, '5513'),
  e('the same volume in mebibytes', { size: '4Gi' }, { size: '4096Mi' }, '5006'),
  e('a smaller volume', { size: '8Gi' }, { size: '4Gi' }, '5514'),
  e('a volume below the default', {}, { size: '2Gi' }, '5514'),
  e('a class is set', {}, { storageClass: 'local' }, '5515'),
  e('a class is changed', { storageClass: 'replicated' }, { storageClass: 'local' }, '5515'),
  e('more memory', {}, { resources: { memory: '1Gi' } }, '5516'),
  e('more of both', {}, { resources: { cpu: '2', memory: '1Gi' } }, '5516 5516'),
  e('the same CPU in other words', {}, { resources: { cpu: '1' } }, '5006'),
  e('members and size', { replicas: 3, size: '4Gi' }, { replicas: 5, size: '8Gi' }, '5511 5513'),
  e('a version, which this release does not have', {}, { version: '3.6.12' }, '5007'),
  t('a ring of its own', {}, { etcd: true }, '5601'),
  t('the ring goes', { etcd: true }, { etcd: false }, '5601'),
  t('monitoring comes', {}, { monitoring: true }, '5602'),
  t('monitoring goes', { monitoring: true }, {}, '5603'),
  t('an ingress comes', {}, { ingress: true }, '5602'),
  t('the ingress goes', { ingress: true }, {}, '5603'),
  t('buckets go', { seaweedfs: true }, {}, '5603'),
  t('another host', { host: 'acme.example' }, { host: 'acme.test' }, '5604'),
  t('a first host', {}, { host: 'acme.example' }, '5604'),
  t('a first quota', {}, { resourceQuotas: { cpu: '64' } }, '5605 5607'),
  t('a tighter quota', { resourceQuotas: { cpu: '64' } }, { resourceQuotas: { cpu: '32' } }, '5605'),
  t(
    'a tighter quota above what is in use',
    { resourceQuotas: { cpu: '64' } },
    { resourceQuotas: { cpu: '32' } },
    '5605',
    { quotaUse: { cpu: '20' } },
  ),
  t('a quota below what is in use', { resourceQuotas: { cpu: '64' } }, { resourceQuotas: { cpu: '32' } }, '5606', {
    quotaUse: { cpu: '40' },
  }),
  t('a wider quota', { resourceQuotas: { cpu: '32' } }, { resourceQuotas: { cpu: '64' } }, '5608'),
  t(
    'the same quota in other words',
    { resourceQuotas: { memory: '64Gi' } },
    { resourceQuotas: { memory: '65536Mi' } },
    '5006',
  ),
  t(
    'one of two quotas goes',
    { resourceQuotas: { cpu: '32', memory: '64Gi' } },
    { resourceQuotas: { cpu: '32' } },
    '5608',
  ),
  t('all quotas go', { resourceQuotas: { cpu: '32' } }, {}, '5607 5608'),
  t('a gateway, which this release does not have', {}, { gateway: true }, '5007'),
];

export const COZYSTACK_1_6: readonly Row[] = [
  ...NOTHING,
  ...versions(d),
  d('a version that this release no longer offers', { version: 'v1.31' }, { version: 'v1.30' }, '5104'),
  h('another type', {}, { instanceType: 'u1.xlarge' }, '5204'),
  h('the same disk in mebibytes', {}, { diskSize: '102400Mi' }, '5205'),
  h('a larger disk', {}, { diskSize: '200Gi' }, '5204'),
  h('roles in another order', { roles: ['a', 'b'] }, { roles: ['b', 'a'] }, '5205'),
  h('a role of its own', {}, { roles: ['ingress-nginx'] }, '5204'),
  h('another class for the disks', {}, { storageClass: 'local' }, '5204'),
  h("the cluster's own class, written out", {}, { storageClass: 'replicated' }, '5006'),
  h(
    'a type behind resources',
    { resources: { cpu: 4, memory: '8Gi' } },
    { instanceType: 'u1.xlarge', resources: { cpu: 4, memory: '8Gi' } },
    '5007',
  ),
  h('more memory', { resources: { cpu: 4, memory: '8Gi' } }, { resources: { cpu: 4, memory: '16Gi' } }, '5204'),
  h('what the kubelet keeps', {}, { kubelet: { systemReservedMemory: '1Gi' } }, '5210'),
  h(
    "the kubelet's defaults, written out",
    { kubelet: { systemReservedMemory: '1Gi' } },
    { kubelet: { systemReservedMemory: '1Gi', evictionHardMemory: '7%' } },
    '',
  ),
  h('a limit of its own for unhealthy machines', {}, { maxUnhealthy: '30%' }, '5211'),
  h('a higher maximum', {}, { maxReplicas: 9 }, '5206'),
  h('the old name of the disk, which fails the chart', {}, { ephemeralStorage: '100Gi' }, '5008'),
  k("the first group takes the place of the platform's", {}, { nodeGroups: { web: talos } }, '5201 5202'),
  k('md0 is left out and goes', { nodeGroups: { md0: talos, web: talos } }, { nodeGroups: { web: talos } }, '5202'),
  k('md0 is renamed', { nodeGroups: { md0: talos } }, { nodeGroups: { web: talos } }, '5203'),
  k(
    'the last group goes, and the platform adds its own',
    { nodeGroups: { web: talos } },
    { nodeGroups: {} },
    '5201 5202',
  ),
  d('a class, and the disks with it', { storageClass: 'replicated' }, { storageClass: 'local' }, '5204 5501'),
  d('another Talos', {}, { talos: { version: 'v1.13.7' } }, '5204'),
  d('another image factory', {}, { talos: { imageFactoryURL: 'https://talos.acme.example' } }, '5204'),
  d('the image factory with a slash', {}, { talos: { imageFactoryURL: 'https://factory.talos.dev/' } }, '5006'),
  d('another installer', {}, { talos: { installerRepository: 'talos.acme.example/installer' } }, '5210'),
  d('health checks', {}, { nodeHealthCheck: { maxUnhealthy: '30%', nodeStartupTimeout: '20m' } }, '5211 5211'),
  d('logins by the platform', {}, { oidc: { mode: 'System' } }, '5304'),
  d('logins end', { oidc: { mode: 'System' } }, {}, '5304'),
  d(
    'another user',
    { oidc: { mode: 'System', users: [{ email: 'ada@acme.example', role: 'view' }] } },
    { oidc: { mode: 'System', users: [{ email: 'ada@acme.example', role: 'admin' }] } },
    '5304',
  ),
  d('users that no mode reads', {}, { oidc: { users: [{ email: 'ada@acme.example', role: 'view' }] } }, '5007'),
  d('an argument of the API server', {}, { controlPlane: { apiServer: { extraArgs: ['--v=4'] } } }, '5301'),
  d('another signer image', {}, { images: { talosCsrSigner: 'registry.acme.example/signer:1' } }, '5301'),
  d('another helper image', {}, { images: { kubectl: 'registry.acme.example/kubectl:1' } }, '5305'),
  d('the old name of the same preset', {}, { controlPlane: { scheduler: { resourcesPreset: 'micro' } } }, '5006'),
  d('a preset of a series', {}, { controlPlane: { apiServer: { resourcesPreset: 's1.large' } } }, '5301'),
  d('HAMi on, and the operator with it', on('gpuOperator'), on('gpuOperator', 'hami'), '5401 5405'),
  d('HAMi off', on('gpuOperator', 'hami'), on('gpuOperator'), '5402 5405'),
  d('ouroboros off', on('ingressNginx', 'ouroboros'), on('ingressNginx'), '5402'),
  d('cert-manager off', on('certManager'), {}, '5403'),
  e('the next patch of etcd', {}, { version: '3.6.12' }, '5517'),
  e('the next minor of etcd', {}, { version: '3.7.0' }, '5517'),
  e('an older etcd', {}, { version: '3.5.21' }, '5518'),
  e('an older patch of etcd', {}, { version: '3.6.10' }, '5518'),
  t('a gateway is written as it is', {}, { gateway: true }, '5006'),
  t('the gateway goes', {}, { gateway: false }, '5603'),
  t('the gateway goes with a host of its own', {}, { host: 'acme.example' }, '5603 5604'),
  t('another scheduling class', {}, { schedulingClass: 'spread' }, '5609'),
];

export const TABLE: Readonly<Record<ProfileName, readonly Row[]>> = { hikube: HIKUBE, 'cozystack-1.6': COZYSTACK_1_6 };
