import { quote } from '../../json';
import { isTenantNamespace } from '../../names';
import type { EtcdApi, PlatformProfile } from '../../platform/profile';
import { compareReleases } from '../../platform/release';
import type { OperatorKind } from '../kind';
import { each, operatorRule, type OperatorObject, type OperatorRule } from '../rule';
import { nameOf } from './linstor-class';
import { secondBudget } from './linstor-budgets';
import { inSpec } from './linstor-read';
import { LINSTOR_OWNED_RULES } from './linstor-owned';

const ETCD_CHART = 'cozystack v1.1.2 and v1.6.2, packages/extra/etcd/templates/etcd-cluster.yaml';

/** Whether an object stands in a tenant of the platform, where the tenant's chart writes. */
const inTenant = ({ object: { namespace } }: OperatorObject, { isCozystack }: PlatformProfile): boolean =>
  isCozystack && namespace !== undefined && isTenantNamespace(namespace);

const API_OF: Readonly<Record<EtcdApi, string>> = {
  v1alpha1: 'etcd.aenix.io/v1alpha1',
  v1alpha2: 'etcd-operator.cozystack.io/v1alpha2',
};

/** A small ring and an Issuer, for examples. */
const ring = (name: string, namespace: string): object => ({
  apiVersion: API_OF.v1alpha1,
  kind: 'EtcdCluster',
  metadata: { name, namespace },
  spec: { storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '4Gi' } } } } } },
});
const issuer = (name: string, namespace: string): object => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Issuer',
  metadata: { name, namespace },
  spec: { ca: { secretName: 'root-ca' } },
});

const tenantRing = operatorRule({
  code: 'HK6105',
  severity: 'error',
  title: 'The ring of a tenant, by hand',
  why: 'The tenant’s chart writes the EtcdCluster etcd where the tenant has the module; two owners overwrite each other, and without the module no cluster finds the ring.',
  remedy: 'Switch the module etcd on for the tenant, and tune the Etcd application.',
  source: ETCD_CHART,
  check: each('EtcdCluster', function* (object, { profile }) {
    if (!inTenant(object, profile) || nameOf(object) !== 'etcd') return;
    yield {
      pointer: '/metadata/name',
      message: `The EtcdCluster "etcd" in ${quote(object.object.namespace)} is the tenant chart's own.`,
      remedy: 'Remove it: set etcd: true on the Tenant, and size, class and replicas on its Etcd application.',
    };
  }),
  example: { fails: [ring('etcd', 'tenant-acme')], passes: [issuer('acme', 'tenant-acme')] },
});

const dataStore = operatorRule({
  code: 'HK6106',
  severity: 'error',
  title: 'A DataStore that no cluster uses',
  why: 'A tenant with the module etcd gets its DataStore from its chart, one without inherits its parent’s: a hand-written one is never used.',
  remedy: 'Switch the module etcd on for the tenant.',
  source: 'cozystack v1.1.2 and v1.6.2, packages/extra/etcd and packages/apps/tenant/templates/namespace.yaml',
  check: each('DataStore', function* (object, { profile }) {
    if (!profile.isCozystack) return;
    yield {
      pointer: '',
      message: `The DataStore ${quote(nameOf(object))} is never used on ${profile.title}.`,
      remedy: 'Remove it: set etcd: true on the Tenant that is to have a ring of its own.',
    };
  }),
  example: {
    fails: [
      {
        apiVersion: 'kamaji.clastix.io/v1alpha1',
        kind: 'DataStore',
        metadata: { name: 'acme' },
        spec: { driver: 'etcd', endpoints: ['etcd.acme.svc:2379'] },
      },
    ],
    passes: [issuer('acme', 'tenant-acme')],
  },
});

const CERTIFICATES = ['etcd-peer-ca', 'etcd-ca', 'etcd-server', 'etcd-peer', 'etcd-client'];
const ISSUERS = ['etcd-selfsigning-issuer', 'etcd-peer-issuer', 'etcd-issuer'];
const SECRETS = CERTIFICATES.map((name) => `${name}-tls`);

const certificates = operatorRule({
  code: 'HK6107',
  severity: 'error',
  title: 'A name of the certificates of a tenant’s ring',
  why: 'The tenant’s chart writes certificates and issuers of these names: two owners overwrite each other, and a new CA breaks every connection to the ring.',
  remedy: 'Take another name, and another secret.',
  source: ETCD_CHART,
  check: each(['Certificate', 'Issuer'], function* (object, { profile }) {
    if (!inTenant(object, profile)) return;
    const { kind } = object;
    const name = nameOf(object);
    const secret = kind === 'Certificate' ? inSpec(object, 'secretName') : undefined;
    const where = `of the ring in ${quote(object.object.namespace)}`;
    if ((kind === 'Issuer' ? ISSUERS : CERTIFICATES).includes(name)) {
      const message = `The ${kind} ${quote(name)} is one ${where}.`;
      yield { pointer: '/metadata/name', message, remedy: `Remove it, or give your ${kind} another name.` };
    } else if (typeof secret === 'string' && SECRETS.includes(secret)) {
      const message = `The secret ${quote(secret)} is one ${where}.`;
      yield { pointer: '/spec/secretName', message, remedy: 'Write the certificate to a secret of another name.' };
    }
  }),
  example: { fails: [issuer('etcd-issuer', 'tenant-acme')], passes: [issuer('acme', 'tenant-acme')] },
});

/** Kinds of the platform itself, and the release that they came with. */
const SINCE: Partial<Record<OperatorKind, string>> = { SchedulingClass: '1.2.0', Package: '1.0.0' };

const missingKind = operatorRule({
  code: 'HK6108',
  severity: 'error',
  title: 'A kind that the profile does not have',
  why: 'The cluster has no such kind, and the API server refuses the object.',
  remedy: 'Leave the object out, or choose the profile of the platform that has it.',
  source: 'cozystack v1.2.0, cozystack-scheduler',
  check: each(['SchedulingClass', 'Package'], function* ({ kind }, { profile }) {
    const since = SINCE[kind]!;
    if (profile.isCozystack && compareReleases(profile.release, since) >= 0) return;
    yield {
      pointer: '/kind',
      message: `There is no ${kind} on ${profile.title}.`,
      remedy: profile.isCozystack
        ? `Leave it out: the platform has it from ${since} on.`
        : 'Leave it out: it is a kind of Cozystack.',
    };
  }),
  example: {
    fails: [
      {
        apiVersion: 'cozystack.io/v1alpha1',
        kind: 'SchedulingClass',
        metadata: { name: 'spread' },
        spec: { nodeSelector: { 'topology.kubernetes.io/zone': 'a' } },
      },
    ],
    passes: [issuer('acme', 'tenant-acme')],
  },
});

const etcdApi = operatorRule({
  code: 'HK6109',
  severity: 'error',
  title: 'A ring for the other etcd operator',
  why: 'The two releases of the operator have different APIs, and the cluster has only one of them.',
  remedy: 'Write the object for the API of the profile.',
  source: 'etcd-operator v0.4.2 and v0.5.4; cozystack v1.6.0, packages/system/etcd-operator',
  check: each('EtcdCluster', function* (object, { profile }) {
    const { apiVersion } = object.manifest;
    const expected = API_OF[profile.etcdApi];
    if (typeof apiVersion !== 'string' || apiVersion === expected) return;
    yield {
      pointer: '/apiVersion',
      message: `The EtcdCluster is of ${quote(apiVersion)}, and ${profile.title} has ${quote(expected)}.`,
      remedy: `Write it for ${quote(expected)}; its fields differ, not only its version.`,
    };
  }),
  example: {
    profile: 'operators-v1alpha2',
    fails: [ring('ring', 'kamaji-etcd')],
    passes: [issuer('ring-ca', 'kamaji-etcd')],
  },
});

/** Rules over what belongs to the platform's charts and operators, and what they do not have. */
export const OWNERSHIP_RULES: readonly OperatorRule[] = [
  ...LINSTOR_OWNED_RULES,
  tenantRing,
  dataStore,
  certificates,
  missingKind,
  etcdApi,
  secondBudget,
];
