import { quote } from '../../json';
import { quorumOf } from '../../model/etcd';
import { Quantity } from '../../quantity';
import { effect, type EffectRule } from '../effect';

const CHART = 'cozystack v1.1.2 and v1.6.2, packages/extra/etcd/templates';
const OPERATOR = 'etcd-operator v0.4.2 (etcd.aenix.io/v1alpha1) and v0.5 (etcd-operator.cozystack.io/v1alpha2)';

export const ETCD_EFFECTS: readonly EffectRule<'Etcd'>[] = [
  effect({
    code: 'HK5511',
    impact: 'rolling',
    severity: 'warning',
    title: 'Members join an etcd ring',
    why: 'Each new member copies the whole keyspace; up to platform 1.5 the certificates, which list the members by name, are issued anew and all members restart.',
    first: 'Check that all members are healthy, and take a snapshot.',
    source: `${CHART}; ${OPERATOR}`,
    kind: 'Etcd',
    example: { before: { replicas: 3 }, after: { replicas: 5 } },
    *find(before, after, { at }) {
      const [old = 0, now = 0] = [before.spec.replicas, after.spec.replicas];
      if (now <= old) return;
      const even = now % 2 === 0 ? ` An even number survives no more losses than ${now - 1}.` : '';
      const grows =
        old === 0 ? `The ring starts again with ${now} members` : `The ring grows from ${old} members to ${now}`;
      yield {
        pointers: [at('replicas')],
        message: `${grows}, of which ${quorumOf(now)} have to agree.${even}`,
      };
    },
  }),
  effect({
    code: 'HK5512',
    impact: 'destroys',
    severity: 'error',
    title: 'Members leave an etcd ring',
    why: 'A member that leaves takes its copy with it, and with fewer members fewer may fail; every cluster of the tenant keeps its state in this ring.',
    first: 'Take a snapshot, and check that all members that stay are healthy.',
    source: `${CHART}; ${OPERATOR}`,
    kind: 'Etcd',
    example: { before: { replicas: 5 }, after: { replicas: 3 } },
    *find(before, after, { at }) {
      const [old = 0, now = 0] = [before.spec.replicas, after.spec.replicas];
      if (now >= old) return;
      const left =
        now === 0
          ? 'no member runs, and no cluster of the tenant has an API'
          : now < 3
            ? `${now === 1 ? 'one member is' : 'two members are'} left, and none of them may fail`
            : `${quorumOf(now)} of ${now} have to agree`;
      yield { pointers: [at('replicas')], message: `The ring shrinks from ${old} members to ${now}: ${left}.` };
    },
  }),
  effect({
    code: 'HK5513',
    impact: 'inPlace',
    severity: 'warning',
    title: 'The volumes of an etcd ring grow',
    why: 'The keyspace may grow with them at once; whether volumes that exist grow is up to the operator, which in platform 1.1 keeps the template of a StatefulSet that cannot change.',
    first:
      'Ask the operator of the platform 1.1 whether volumes that exist will grow: a keyspace larger than its volume fills it.',
    source: `${CHART}; ${OPERATOR}`,
    kind: 'Etcd',
    example: { before: { size: '4Gi' }, after: { size: '8Gi' } },
    *find(before, after, { at }) {
      const [old, now] = [Quantity.parse(before.spec.size), Quantity.parse(after.spec.size)];
      if (!old || !now || now.compare(old) <= 0) return;
      yield {
        pointers: [at('size')],
        message: `The volume of each member goes from ${quote(before.spec.size)} to ${quote(after.spec.size)}.`,
      };
    },
  }),
  effect({
    code: 'HK5514',
    impact: 'refused',
    severity: 'error',
    title: 'The volumes of an etcd ring shrink',
    why: 'No volume shrinks, and the operator refuses it: the release fails from then on.',
    first: 'Keep the size.',
    source: OPERATOR,
    kind: 'Etcd',
    example: { before: { size: '8Gi' }, after: { size: '4Gi' } },
    *find(before, after, { at }) {
      const [old, now] = [Quantity.parse(before.spec.size), Quantity.parse(after.spec.size)];
      if (!old || !now || now.compare(old) >= 0) return;
      yield {
        pointers: [at('size')],
        message: `The volume of each member would shrink from ${quote(before.spec.size)} to ${quote(after.spec.size)}.`,
        first: `Keep \`size: ${String(before.spec.size)}\`.`,
      };
    },
  }),
  effect({
    code: 'HK5515',
    impact: 'refused',
    severity: 'error',
    title: 'Another storage class for an etcd ring',
    why: 'Members keep their volumes, whose class cannot change: the operator refuses it, or the StatefulSet does.',
    first: 'Keep the class; a ring in another class is a ring of another tenant.',
    source: OPERATOR,
    kind: 'Etcd',
    example: { before: { storageClass: 'replicated' }, after: { storageClass: 'local' } },
    *find(before, after, { at }) {
      const [old, now] = [before.spec.storageClass ?? '', after.spec.storageClass ?? ''];
      if (old === now) return;
      const named = (name: string): string => (name === '' ? "the platform's default class" : quote(name));
      yield {
        pointers: [at('storageClass')],
        message: `The class of the members' volumes would go from ${named(old)} to ${named(now)}.`,
      };
    },
  }),
  effect({
    code: 'HK5516',
    impact: 'rolling',
    severity: 'warning',
    title: 'The members of an etcd ring restart',
    why: 'Members get other resources and restart one after the other; the ring goes on as long as the others agree.',
    first: 'Check that all members are healthy: one more that fails while one restarts can stop the ring.',
    source: CHART,
    kind: 'Etcd',
    example: {
      before: { resources: { cpu: '1', memory: '512Mi' } },
      after: { resources: { cpu: '1', memory: '1Gi' } },
    },
    *find(before, after, { at }) {
      for (const key of ['cpu', 'memory'] as const) {
        const [old, now] = [before.spec.resources?.[key], after.spec.resources?.[key]];
        const [was, is] = [Quantity.parse(old), Quantity.parse(now)];
        if (String(old) === String(now) || (was && is && was.equals(is))) continue;
        const alone =
          (after.spec.replicas ?? 0) <= 1 ? ' With one member, every API of the tenant is away meanwhile.' : '';
        yield {
          pointers: [at('resources', key)],
          message: `Members restart one by one with ${key === 'cpu' ? 'CPU' : key} ${quote(now)} instead of ${quote(old)}.${alone}`,
        };
      }
    },
  }),
  effect({
    code: 'HK5517',
    impact: 'rolling',
    severity: 'warning',
    title: 'Another version of etcd',
    why: 'Members are replaced one after the other by ones of the new version; etcd goes up one minor at a time, and not back.',
    first: 'Take a snapshot, and go one minor at a time.',
    source: 'cozystack v1.6.2, packages/extra/etcd; etcd.io, upgrade guides',
    releases: { since: '1.6.0' },
    kind: 'Etcd',
    example: { profile: 'cozystack-1.6', before: { version: '3.6.11' }, after: { version: '3.6.12' } },
    *find(before, after, { at }) {
      const [old = '', now = ''] = [before.spec.version, after.spec.version];
      if (old === now || minorStep(old, now) === 'wrong') return;
      yield { pointers: [at('version')], message: `etcd goes from ${quote(old)} to ${quote(now)}.` };
    },
  }),
  effect({
    code: 'HK5518',
    impact: 'refused',
    severity: 'error',
    title: 'A version of etcd that cannot be reached from here',
    why: 'etcd supports upgrades by one minor, and no way back: a member of the wrong version does not join, or does not read the data.',
    first: 'Go one minor at a time, upwards.',
    source: 'etcd.io, upgrade and downgrade guides',
    releases: { since: '1.6.0' },
    kind: 'Etcd',
    example: { profile: 'cozystack-1.6', before: { version: '3.6.11' }, after: { version: '3.5.21' } },
    *find(before, after, { at }) {
      const [old = '', now = ''] = [before.spec.version, after.spec.version];
      if (old === now || minorStep(old, now) !== 'wrong') return;
      yield { pointers: [at('version')], message: `etcd would go from ${quote(old)} to ${quote(now)}.` };
    },
  }),
];

/** Whether a step between two versions is one that etcd makes: within a minor, or one minor up. */
function minorStep(from: string, to: string): 'right' | 'wrong' {
  const [a, b] = [from, to].map((text) => /^(\d+)\.(\d+)\.(\d+)$/.exec(text)?.slice(1).map(Number));
  if (!a || !b) return b ? 'right' : 'wrong';
  const minors = b[1]! - a[1]!;
  return a[0] === b[0] && (minors === 1 || (minors === 0 && b[2]! >= a[2]!)) ? 'right' : 'wrong';
}
