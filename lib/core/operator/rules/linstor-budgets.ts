import { isRecord, quote, valueAt, type Unchecked } from '../../json';
import { isTenantNamespace } from '../../names';
import type { PlatformProfile } from '../../platform/profile';
import { ofKind, operatorRule, type OperatorFinding, type OperatorObject } from '../rule';
import { nameOf } from './linstor-class';
import { inSpec, isAbsent } from './linstor-read';

const CLUSTER_LABEL = 'etcd-operator.cozystack.io/cluster';
const V1ALPHA2 = 'etcd-operator.cozystack.io/v1alpha2';

/** The labels that the operators put on the pods of a ring; the newer one has two of its own. */
const operatorLabels = (ring: string, newer: boolean): Readonly<Record<string, string>> => ({
  'app.kubernetes.io/name': 'etcd',
  'app.kubernetes.io/instance': ring,
  'app.kubernetes.io/managed-by': 'etcd-operator',
  ...(newer && { [CLUSTER_LABEL]: ring, 'etcd-operator.cozystack.io/role': 'voter' }),
});

/** Pods for which an operator makes a budget. */
interface Budgeted {
  readonly ring: string;
  readonly labels: Unchecked;
  /** The object that makes them, where it is given. */
  readonly in?: OperatorObject;
}

/** The ring's pods, if its operator makes a budget for them: the older one is asked by a key, the newer always does. */
function budgeted(ring: OperatorObject): Budgeted | undefined {
  const newer = ring.manifest.apiVersion === V1ALPHA2;
  if (newer ? inSpec(ring, 'replicas') === 0 : isAbsent(inSpec(ring, 'podDisruptionBudgetTemplate'))) return undefined;
  const added = inSpec(ring, ...(newer ? ['additionalMetadata', 'labels'] : ['podTemplate', 'metadata', 'labels']));
  const own = operatorLabels(nameOf(ring), newer);
  return { ring: nameOf(ring), labels: { ...(isRecord(added) ? added : {}), ...own }, in: ring };
}

/** Whether a budget's selector is certain to select these pods. An empty one selects all of its namespace. */
function selects(budget: OperatorObject, { labels }: Budgeted): boolean {
  const selector = inSpec(budget, 'selector');
  if (!isRecord(selector)) return false;
  const { matchLabels = {}, matchExpressions = [] } = selector;
  if (!Array.isArray(matchExpressions) || matchExpressions.length > 0 || !isRecord(matchLabels)) return false;
  return Object.entries(matchLabels).every(([key, value]) => typeof value === 'string' && labels[key] === value);
}

/** The labels that are on the pods of no other etcd than the one of a tenant's chart. */
const OF_THE_CHART = ['app.kubernetes.io/instance', CLUSTER_LABEL, 'cozystack.io/service'];

/** The ring of a tenant's chart, if the selector can mean no other pods. */
function chartsRing(budget: OperatorObject, { isCozystack, etcdApi }: PlatformProfile): Budgeted | undefined {
  const { namespace } = budget.object;
  if (!isCozystack || namespace === undefined || !isTenantNamespace(namespace)) return undefined;
  const matchLabels = inSpec(budget, 'selector', 'matchLabels');
  if (!isRecord(matchLabels) || !OF_THE_CHART.some((key) => matchLabels[key] === 'etcd')) return undefined;
  return {
    ring: 'etcd',
    labels: { 'cozystack.io/service': 'etcd', ...operatorLabels('etcd', etcdApi === 'v1alpha2') },
  };
}

const ring = (name: string, spec: object): object => ({
  apiVersion: 'etcd.aenix.io/v1alpha1',
  kind: 'EtcdCluster',
  metadata: { name, namespace: 'kamaji-etcd' },
  spec: { storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '4Gi' } } } } }, ...spec },
});
const budget = (instance: string): object => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: `${instance}-budget`, namespace: 'kamaji-etcd' },
  spec: {
    minAvailable: 2,
    selector: { matchLabels: { 'app.kubernetes.io/name': 'etcd', 'app.kubernetes.io/instance': instance } },
  },
});

export const secondBudget = operatorRule({
  code: 'HK6110',
  severity: 'warning',
  title: 'A second disruption budget for a ring',
  why: 'The etcd operator makes a budget of its own; a pod that two budgets select cannot be evicted, and a node with it cannot be drained.',
  remedy: 'Leave the budget to the operator.',
  source:
    'etcd-operator v0.4.2 and v0.5.4, PodDisruptionBudget of the cluster; Kubernetes, docs/tasks/run-application/configure-pdb',
  *check(objects, { profile }): Iterable<OperatorFinding> {
    const rings = ofKind(objects, 'EtcdCluster').filter((one) => nameOf(one) !== '');
    for (const own of ofKind(objects, 'PodDisruptionBudget')) {
      const { namespace } = own.object;
      if (namespace === undefined) continue;
      const given = rings.filter(({ object }) => object.namespace === namespace).flatMap((one) => budgeted(one) ?? []);
      const found = [...given, chartsRing(own, profile)].find((pods) => pods !== undefined && selects(own, pods));
      if (!found) continue;
      yield {
        in: own,
        ...(found.in && { other: { in: found.in, pointer: '/metadata/name' } }),
        pointer: isRecord(valueAt(own.manifest, 'spec', 'selector', 'matchLabels'))
          ? '/spec/selector/matchLabels'
          : '/spec/selector',
        message: `The budget selects the pods of the ring ${quote(found.ring)}, for which the etcd operator makes one.`,
        remedy: 'Remove this one.',
      };
    }
  },
  example: {
    profile: 'operators-v1alpha1',
    fails: [ring('ring', { podDisruptionBudgetTemplate: {} }), budget('ring')],
    passes: [budget('web')],
  },
});
