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

export const group = {
  instanceType: 's1.large',
  minReplicas: 2,
  maxReplicas: 4,
  ephemeralStorage: '100Gi',
  resources: {},
};
export const talos = { instanceType: 'u1.large', minReplicas: 2, maxReplicas: 4, diskSize: '100Gi', resources: {} };

/** A cluster with one group of its own, as a base for what changes. */
export const cluster = (own: Spec, more: Spec = {}): Spec => ({ version: 'v1.34', nodeGroups: { md0: own }, ...more });
export const on = (...names: string[]): Spec => ({
  addons: Object.fromEntries(names.map((name) => [name, { enabled: true }])),
});
export const ingress = (more: Spec): Spec => ({ addons: { ingressNginx: { enabled: true, ...more } } });
export const values = (name: string, valuesOverride: Spec, more: Spec = {}): Spec => ({
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
export const k = row('Kubernetes');
export const e = row('Etcd');
export const t = row('Tenant');

/** A change of the one group, at 1.1. With any change of values comes the remark that groups may fall to two machines. */
export const g = (what: string, before: Spec, after: Spec, gives: string): Row =>
  k(what, cluster({ ...group, ...before }), cluster({ ...group, ...after }), gives);
/** The same at 1.6, which has no such remark. */
export const h = (what: string, before: Spec, after: Spec, gives: string): Row =>
  k(what, cluster({ ...talos, ...before }), cluster({ ...talos, ...after }), gives);
/** A change of the cluster beside an unchanged group of two machines at most, so that the remark is left out. */
export const small = { ...group, maxReplicas: 2 };
export const c = (what: string, before: Spec, after: Spec, gives: string): Row =>
  k(what, cluster(small, before), cluster(small, after), gives);
export const d = (what: string, before: Spec, after: Spec, gives: string): Row =>
  k(what, cluster(talos, before), cluster(talos, after), gives);

export const L40S = { name: 'nvidia.com/AD102GL_L40S' };
export const A100 = { name: 'nvidia.com/GA100_A100_PCIE_80GB' };
export const bytes = (disk: unknown): Spec => ({ ephemeralStorage: disk });

export const NOTHING: readonly Row[] = [
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

export const versions = (on: typeof c): readonly Row[] => [
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
