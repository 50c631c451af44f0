import { App } from 'cdk8s';
import {
  Addon,
  CertManager,
  EtcdRing,
  Gpu,
  GpuOperator,
  IngressNginx,
  InstanceType,
  ManagedCluster,
  NodeGroup,
  PlatformProfile,
  ReplicatedVolumeLayer,
  Replication,
  TenantChart,
  type ComponentSize,
  type NodeGroupProps,
} from 'hikube-constructs';
import type { AddonPlan, ClusterPlan, GroupPlan, Plan, TenantPlan } from './plan';

export const profileOf = (plan: Plan): PlatformProfile =>
  plan.profile === 'hikube' ? PlatformProfile.hikube() : PlatformProfile.cozystack('1.6');

/** One construct to make, and those that have to be there before. */
interface Step {
  readonly key: string;
  readonly after: readonly string[];
  readonly run: (made: Map<string, unknown>) => unknown;
}

/** The order that a random number for each step gives, with what a step needs before it. */
function inOrder(steps: readonly Step[], priorities: readonly number[]): Step[] {
  const priority = new Map(steps.map(({ key }, i) => [key, priorities[i % Math.max(priorities.length, 1)] ?? i]));
  const waiting = new Map(steps.map((step) => [step.key, step]));
  const ordered: Step[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ after }) => after.every((key) => !waiting.has(key)));
    const next = ready.sort((a, b) => priority.get(a.key)! - priority.get(b.key)!)[0]!;
    waiting.delete(next.key);
    ordered.push(next);
  }
  return ordered;
}

/** Makes the constructs of a plan in an order of choice, in a stock App. */
export function build(plan: Plan, priorities: readonly number[] = [], outdir?: string): App {
  const app = new App(outdir === undefined ? {} : { outdir });
  const made = new Map<string, unknown>();
  const steps = plan.tenants.flatMap((tenant) => tenantSteps(app, tenant, profileOf(plan)));
  for (const { key, run } of inOrder(steps, priorities)) made.set(key, run(made));
  return app;
}

function tenantSteps(app: App, tenant: TenantPlan, profile: PlatformProfile): Step[] {
  const chart = tenant.id;
  const on = (made: Map<string, unknown>): TenantChart => made.get(chart) as TenantChart;
  return [
    { key: chart, after: [], run: () => new TenantChart(app, tenant.id, { namespace: tenant.namespace, profile }) },
    ...(tenant.ring
      ? [
          {
            key: `${chart}/etcd`,
            after: [chart],
            run: (made: Map<string, unknown>) => new EtcdRing(on(made), 'etcd', tenant.ring),
          },
        ]
      : []),
    ...(tenant.layer
      ? [
          {
            key: `${chart}/volumes`,
            after: [chart],
            run: (made: Map<string, unknown>) =>
              new ReplicatedVolumeLayer(on(made), 'volumes', { replication: Replication[tenant.layer!]() }),
          },
        ]
      : []),
    ...tenant.clusters.flatMap((cluster) => clusterSteps(tenant, cluster)),
  ];
}

function clusterSteps(tenant: TenantPlan, cluster: ClusterPlan): Step[] {
  const key = `${tenant.id}/${cluster.id}`;
  const ring = cluster.usesRing && tenant.ring ? [`${tenant.id}/etcd`] : [];
  const layer = cluster.usesLayer && tenant.layer ? [`${tenant.id}/volumes`] : [];
  const groupKey = (i: number): string => `${key}/${i}`;
  const on = (made: Map<string, unknown>): ManagedCluster => made.get(key) as ManagedCluster;
  return [
    {
      key,
      after: [tenant.id, ...ring, ...layer],
      run: (made) =>
        new ManagedCluster(made.get(tenant.id) as TenantChart, cluster.id, {
          ...(cluster.version !== undefined && { version: cluster.version }),
          ...(cluster.host !== undefined && { host: cluster.host }),
          controlPlane: {
            ...(cluster.replicas !== undefined && { replicas: cluster.replicas }),
            ...(cluster.apiServer !== undefined && { apiServer: cluster.apiServer as ComponentSize }),
          },
          ...(ring[0] && { etcd: made.get(ring[0]) as EtcdRing }),
          ...(layer[0] && { volumes: made.get(layer[0]) as ReplicatedVolumeLayer }),
          ...(cluster.override && { overrides: [{ op: 'add', ...cluster.override }] }),
        }),
    },
    ...cluster.groups.map((group, i): Step => ({
      key: groupKey(i),
      after: [key],
      run: (made) => new NodeGroup(on(made), group.id, groupProps(group)),
    })),
    ...cluster.addons.map((addon): Step => {
      const after = [key, ...(addon.kind === 'ingress' ? addon.nodes.map(groupKey) : [])];
      return {
        key: `${key}/${addon.kind}`,
        after,
        run: (made) => makeAddon(on(made), addon, (i) => made.get(groupKey(i)) as NodeGroup),
      };
    }),
  ];
}

function groupProps({ type, resources, min, max, disk, roles, gpus }: GroupPlan): NodeGroupProps {
  return {
    ...(type !== undefined && { instanceType: InstanceType.of(type) }),
    ...(resources && { resources }),
    scaling: { min, max },
    ...(disk !== undefined && { disk }),
    ...(roles && { roles }),
    ...(gpus && { gpus: { model: Gpu.of(gpus.device), perNode: gpus.perNode } }),
  } as NodeGroupProps;
}

function makeAddon(cluster: ManagedCluster, addon: AddonPlan, group: (i: number) => NodeGroup): unknown {
  if (addon.kind === 'ingress')
    return new IngressNginx(cluster, 'ingress', { hosts: addon.hosts, nodes: addon.nodes.map(group) });
  if (addon.kind === 'certManager') return new CertManager(cluster, 'cert-manager');
  if (addon.kind === 'gpuOperator') return new GpuOperator(cluster, 'gpu-operator');
  return new Addon(cluster, addon.kind, { addon: addon.kind });
}
