import fc from 'fast-check';
import { soundPlan, type ClusterPlan, type GroupPlan, type Plan, type RingPlan } from './plan';

/** A plan, and the codes of what was made wrong in it; none if it is sound. */
export interface JudgedPlan {
  readonly plan: Plan;
  readonly planted: readonly string[];
}

/** A way of making a plan wrong, and the codes that then have to be found. `undefined` where it does not apply. */
type Fault = (plan: Plan) => { readonly plan: Plan; readonly codes: readonly string[] } | undefined;

const inFirstCluster =
  (change: (cluster: ClusterPlan, plan: Plan) => ClusterPlan | undefined, ...codes: string[]): Fault =>
  (plan) => {
    const t = plan.tenants.findIndex(({ clusters }) => clusters.length > 0);
    const changed = t < 0 ? undefined : change(plan.tenants[t]!.clusters[0]!, plan);
    if (!changed) return undefined;
    const tenants = plan.tenants.map((tenant, i) =>
      i === t ? { ...tenant, clusters: [changed, ...tenant.clusters.slice(1)] } : tenant,
    );
    return { plan: { ...plan, tenants }, codes };
  };

const inFirstGroup = (change: (group: GroupPlan) => object, ...codes: string[]): Fault =>
  inFirstCluster(
    (cluster) => ({
      ...cluster,
      groups: [{ ...cluster.groups[0]!, ...change(cluster.groups[0]!) }, ...cluster.groups.slice(1)],
    }),
    ...codes,
  );

const inRing =
  (change: Partial<RingPlan>, ...codes: string[]): Fault =>
  (plan) => ({
    plan: {
      ...plan,
      tenants: plan.tenants.map((tenant, i) => (i === 0 ? { ...tenant, ring: { ...tenant.ring, ...change } } : tenant)),
    },
    codes,
  });

/** Each makes one thing wrong, in a place that no other touches, so that any of them can be planted together. */
const FAULTS: readonly Fault[] = [
  inFirstCluster((cluster) => ({ ...cluster, version: '1.30.3' }), 'HK1401'),
  inFirstCluster((cluster) => ({ ...cluster, host: 'https://k8s.example' }), 'HK4301'),
  inFirstCluster((cluster) => ({ ...cluster, replicas: 0 }), 'HK2202'),
  inFirstCluster((cluster) => ({ ...cluster, apiServer: 'humongous' }), 'HK1204'),
  inFirstCluster((cluster) => ({ ...cluster, id: 'UPPER' }), 'HK1301'),
  inFirstCluster((cluster) => ({ ...cluster, override: { path: '/spec/vresion', value: 'v1.34' } }), 'HK1201'),
  inFirstCluster(
    (cluster, { profile }) =>
      profile === 'hikube' ? { ...cluster, addons: [...cluster.addons, { kind: 'hami' }] } : undefined,
    'HK1205',
  ),
  inFirstCluster(
    (cluster, { profile }) =>
      profile === 'hikube' ? undefined : { ...cluster, addons: [...cluster.addons, { kind: 'hami' }] },
    'HK3101',
  ),
  inFirstGroup(() => ({ type: 'm5.large', resources: undefined }), 'HK2101'),
  inFirstGroup(({ max }) => ({ min: max + 1 }), 'HK2201'),
  inFirstGroup(() => ({ disk: '50GB' }), 'HK1206'),
  inFirstGroup(() => ({ roles: ['web/front'] }), 'HK1306'),
  inFirstGroup(() => ({ gpus: { device: 'nvidia.com/AD102GL_L40S', perNode: 2 } }), 'HK3104'),
  inFirstCluster(({ id, ...rest }, { tenants }) => {
    // The host of another cluster, where there is one.
    const others = tenants.flatMap(({ clusters }) => clusters).filter((other) => other.id !== id && other.host);
    return others[0] && rest.host === undefined ? { ...rest, id, host: others[0].host! } : undefined;
  }, 'HK4304'),
  inRing({ size: '1Ti' }, 'HK4103'),
  inRing({ members: 0 }, 'HK4101'),
];

/** Plans of which about half are sound, and the others have one to three faults that the generator knows of. */
export const judgedPlan: fc.Arbitrary<JudgedPlan> = fc
  .tuple(
    soundPlan,
    fc.oneof(
      { weight: 1, arbitrary: fc.constant<number[]>([]) },
      { weight: 1, arbitrary: fc.uniqueArray(fc.nat(FAULTS.length - 1), { minLength: 1, maxLength: 3 }) },
    ),
  )
  .map(([sound, chosen]) =>
    chosen.reduce<JudgedPlan>(
      ({ plan, planted }, fault) => {
        const wrong = FAULTS[fault]!(plan);
        return wrong ? { plan: wrong.plan, planted: [...planted, ...wrong.codes] } : { plan, planted };
      },
      { plan: sound, planted: [] },
    ),
  );
