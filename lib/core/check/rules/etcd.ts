import { quote } from '../../json';
import { KEYSPACE, QUOTA_PERCENT, quorumOf, toleratedLosses } from '../../model/etcd';
import { Quantity } from '../../quantity';
import { didYouMean } from '../../suggest';
import { rule, type ObjectRule } from '../rule';

const CHART = 'cozystack, packages/extra/etcd/templates/etcd-cluster.yaml';

const members = rule({
  code: 'HK4101',
  severity: 'error',
  title: 'A ring without members',
  why: 'Nothing would keep the state of the clusters.',
  remedy: 'Write 3 members, or 5.',
  source: CHART,
  kind: 'Etcd',
  *check({ spec: { replicas } }, { at }) {
    if (replicas === undefined || replicas > 0) return;
    yield { pointer: at('replicas'), message: `The ring has ${replicas} members.`, remedy: 'Write 3 members, or 5.' };
  },
  example: { fails: { spec: { replicas: 0 } }, passes: { spec: { replicas: 3 } } },
});

const parity = rule({
  code: 'HK4102',
  severity: 'warning',
  title: 'A ring that cannot lose a member, or gains nothing by the last one',
  why: 'etcd needs more than half of its members: one member is lost with its machine, and an even count tolerates no more losses than one member fewer.',
  remedy: 'Write 3 members, or 5.',
  source: 'etcd documentation v3.6, FAQ; checked by nothing in cozystack',
  kind: 'Etcd',
  *check({ spec: { replicas } }, { at }) {
    if (replicas === undefined || replicas < 1) return;
    const losses = toleratedLosses(replicas);
    if (replicas === 1 || replicas % 2 === 0 || replicas > 7) {
      const few = replicas === 1 ? 3 : replicas > 7 ? 7 : replicas === 2 ? 3 : replicas - 1;
      yield {
        pointer: at('replicas'),
        message: `The ring has ${replicas} member${replicas === 1 ? '' : 's'}, of which ${quorumOf(replicas)} must agree, so ${losses} can be lost.`,
        ...(replicas > 7 && {
          why: 'Every write waits for more than half of the members; etcd advises against more than seven.',
        }),
        remedy: `Write ${few}.`,
      };
    }
  },
  example: { fails: { spec: { replicas: 4 } }, passes: { spec: { replicas: 5 } } },
});

/** The sizes from which the chart computes a quota. */
const WITH_QUOTA = /^[0-9]+(Ki|Mi|Gi)$/;

const sizeUnit = rule({
  code: 'HK4103',
  severity: 'error',
  title: 'A ring size that gives etcd no quota',
  why: 'The chart computes the quota from a number with Ki, Mi or Gi; from any other unit it makes 0, which is the default of 2 GiB without a word, or it fails.',
  remedy: 'Write the size in Gi.',
  source: `${CHART}, rendered`,
  kind: 'Etcd',
  *check({ spec: { size } }, { at }) {
    const value = size === undefined ? undefined : Quantity.parse(size);
    if (!value) return;
    if (value.compare(Quantity.ZERO) <= 0) {
      yield {
        pointer: at('size'),
        message: `The ring's size is ${quote(size)}, which is not above zero.`,
        why: 'No volume can be made.',
        remedy: 'Write a size such as "4Gi".',
      };
    } else if (!WITH_QUOTA.test(String(size))) {
      // Somebody who writes 4 means gibibytes, somebody who writes 4294967296 means bytes.
      const isBare = value.unit === '' && value.compare(Quantity.of(1, 'Ki')) < 0;
      const gibibytes = (value.toBigInt() + (1n << 30n) - 1n) >> 30n;
      yield {
        pointer: at('size'),
        message: `The ring's size is ${quote(size)}, which is not a whole number of Ki, Mi or Gi.`,
        remedy: `Write "${isBare ? value.toBigInt() : gibibytes}Gi".`,
      };
    }
  },
  example: { fails: { spec: { size: '4G' } }, passes: { spec: { size: '4Gi' } } },
});

const largeKeyspace = rule({
  code: 'HK4114',
  severity: 'warning',
  title: 'A ring larger than etcd advises',
  why: 'etcd may fill 95 % of the size, advises at most 8 GiB, and takes long to start and to defragment beyond that.',
  remedy: 'Write 8Gi or less, or spread the clusters over tenants with rings of their own.',
  source: 'etcd v3.6, op-guide/limits; cozystack, packages/extra/etcd/templates/etcd-cluster.yaml',
  kind: 'Etcd',
  *check({ spec: { size } }, { at }) {
    // A size in any other unit gives no quota at all, which is said by the rule above.
    const value = WITH_QUOTA.test(String(size)) ? Quantity.parse(size) : undefined;
    const most = Quantity.of(KEYSPACE.most * 100, 'Gi');
    if (!value || value.times(QUOTA_PERCENT).compare(most) <= 0) return;
    yield {
      pointer: at('size'),
      message: `The ring's size is ${quote(size)}, so its keyspace may grow beyond ${KEYSPACE.most} GiB.`,
      remedy: `Write "${KEYSPACE.most}Gi", or spread the clusters over tenants with rings of their own.`,
    };
  },
  example: { fails: { spec: { size: '100Gi' } }, passes: { spec: { size: '8Gi' } } },
});

const etcdVersion = rule({
  code: 'HK4113',
  severity: 'error',
  title: 'A version of etcd that is no release',
  why: "The operator's API refuses it, and the ring is never made.",
  remedy: 'Write all three numbers, such as 3.6.11.',
  source: 'etcd-operator v0.5, EtcdCluster v1alpha2 (pattern)',
  releases: { since: '1.6.0' },
  kind: 'Etcd',
  *check({ spec: { version } }, { at }) {
    if (version === undefined || /^\d+\.\d+\.\d+$/.test(version)) return;
    yield {
      pointer: at('version'),
      message: `The version of etcd is ${quote(version)}.`,
      remedy: 'Write all three numbers and no v, such as "3.6.11".',
    };
  },
  example: {
    profile: 'cozystack-1.6',
    fails: { spec: { version: 'v3.6' } },
    passes: { spec: { version: '3.6.11' } },
  },
});

const moduleOn = rule({
  code: 'HK4104',
  severity: 'error',
  title: "A ring where the tenant's etcd module is off",
  why: 'Clusters find a ring only through the module: without it this one serves nobody.',
  remedy: "Switch the module on, or leave the ring out and use an ancestor's.",
  source: 'cozystack, packages/apps/tenant/templates/{etcd,namespace}.yaml',
  kind: 'Etcd',
  *check(_reading, { tenant, program }) {
    if (tenant.modules?.etcd !== false) return;
    yield {
      pointer: '',
      message: "The tenant's etcd module is off, so no cluster would find this ring.",
      remedy: program
        ? 'Write `modules: { etcd: true }` on the tenant, or use EtcdRing.inherited().'
        : 'Set spec.etcd to true on the Tenant.',
    };
  },
  example: {
    fails: { tenant: { modules: { etcd: false } } },
    passes: { tenant: { modules: { etcd: true } } },
  },
});

const ringClass = rule({
  code: 'HK4105',
  severity: 'error',
  title: 'A ring of a storage class that the provider does not have',
  why: 'Its volumes stay Pending, and with them every cluster of the tenant.',
  remedy: 'Write a class of the profile, or name the classes that your operator made in the profile.',
  source: "Hikube's documentation, docs/services/storage",
  kind: 'Etcd',
  *check({ spec: { storageClass } }, { profile, at }) {
    const { storageClasses } = profile.data;
    if (!storageClass || storageClasses.includes(storageClass)) return;
    yield {
      pointer: at('storageClass'),
      message: `${profile.title} has no storage class ${quote(storageClass)}.`,
      remedy: didYouMean(storageClass, storageClasses),
    };
  },
  example: { fails: { spec: { storageClass: 'fast-ssd' } }, passes: { spec: { storageClass: 'local' } } },
});

export const ETCD_RULES: readonly ObjectRule[] = [
  members,
  parity,
  sizeUnit,
  largeKeyspace,
  etcdVersion,
  moduleOn,
  ringClass,
].map((r) => r as ObjectRule);
