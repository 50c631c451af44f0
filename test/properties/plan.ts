import fc from 'fast-check';

/** A program as data: what to declare, before any construct is made. */
export interface Plan {
  readonly profile: 'hikube' | 'cozystack-1.6';
  readonly tenants: readonly TenantPlan[];
}

export interface TenantPlan {
  readonly id: string;
  readonly namespace: string;
  readonly ring: RingPlan | undefined;
  readonly layer: 'local' | 'synchronous' | undefined;
  readonly clusters: readonly ClusterPlan[];
}

export interface RingPlan {
  readonly members?: number;
  readonly size?: string;
}

export interface ClusterPlan {
  readonly id: string;
  readonly version?: string;
  readonly host?: string;
  readonly replicas?: number;
  readonly apiServer?: string | { readonly cpu: string; readonly memory: string };
  readonly usesRing: boolean;
  readonly usesLayer: boolean;
  readonly groups: readonly GroupPlan[];
  readonly addons: readonly AddonPlan[];
  readonly override?: { readonly path: string; readonly value: string };
}

export interface GroupPlan {
  readonly id: string;
  readonly type?: string;
  readonly resources?: { readonly cpu: number | string; readonly memory: string };
  readonly min: number;
  readonly max: number;
  readonly disk?: string;
  readonly roles?: readonly string[];
  readonly gpus?: { readonly device: string; readonly perNode: number };
}

export type AddonPlan =
  | { readonly kind: 'certManager' | 'fluxcd' | 'gatewayAPI' | 'coredns' | 'velero' | 'gpuOperator' | 'hami' }
  | { readonly kind: 'monitoringAgents' }
  | { readonly kind: 'ingress'; readonly hosts: readonly string[]; readonly nodes: readonly number[] };

const id = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });
const size = fc
  .tuple(fc.integer({ min: 1, max: 400 }), fc.constantFrom('Gi', 'G', 'Ti'))
  .map(([n, unit]) => `${n}${unit}`);
const hosts = fc.uniqueArray(
  id.map((name) => `${name}.example`),
  { minLength: 1, maxLength: 3 },
);

const TYPES = {
  hikube: ['s1.small', 's1.large', 'u1.medium', 'u1.xlarge', 'm1.2xlarge'],
  'cozystack-1.6': ['u1.medium', 'u1.xlarge', 'd1.large', 'cx1.large1gi'],
};
const PRESETS = { hikube: ['nano', 'large', '2xlarge'], 'cozystack-1.6': ['nano', 'c1.medium', 't1.4xlarge'] };

function group(profile: Plan['profile'], name: string): fc.Arbitrary<GroupPlan> {
  return fc
    .record({
      type: optional(fc.constantFrom(...TYPES[profile])),
      cpu: fc.oneof(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 64 }).map(String)),
      memory: fc.integer({ min: 1, max: 256 }).map((n) => `${n}Gi`),
      min: fc.integer({ min: 0, max: 5 }),
      more: fc.integer({ min: 1, max: 5 }),
      disk: optional(size),
      roles: optional(fc.uniqueArray(id, { maxLength: 3 })),
    })
    .map(({ type, cpu, memory, min, more, disk, roles }) => ({
      id: name,
      ...(type === undefined ? { resources: { cpu, memory } } : { type }),
      min,
      max: min + more,
      ...(disk !== undefined && { disk }),
      ...(roles !== undefined && { roles }),
    }));
}

/** Add-ons that go together on a release; `groups` is how many groups an ingress can choose from. */
function addons(profile: Plan['profile'], groups: number): fc.Arbitrary<AddonPlan[]> {
  const simple = fc
    .subarray(['fluxcd', 'gatewayAPI', 'coredns', 'velero'] as const)
    .map((kinds) => kinds.map((kind): AddonPlan => ({ kind })));
  const ingress = optional(
    fc
      .record({ hosts, nodes: fc.subarray([...Array(groups).keys()], { minLength: 1 }) })
      .map((rest): AddonPlan => ({ kind: 'ingress', ...rest })),
  );
  return fc
    .tuple(simple, ingress, fc.boolean(), fc.boolean())
    .map(([some, one, cert, agents]) => [
      ...some,
      ...(one ? [one] : []),
      ...(cert || (agents && profile === 'hikube') ? [{ kind: 'certManager' } as const] : []),
      ...(agents ? [{ kind: 'monitoringAgents' } as const] : []),
    ]);
}

function cluster(profile: Plan['profile'], name: string): fc.Arbitrary<ClusterPlan> {
  return fc.uniqueArray(id, { minLength: 0, maxLength: 3 }).chain((names) => {
    // The first group is the platform's own, so that no platform adds one.
    const ids = ['md0', ...names.filter((other) => other !== 'md0')];
    return fc
      .record({
        version: optional(fc.constantFrom('v1.31', 'v1.33', 'v1.35')),
        host: optional(id.map((label) => `${label}.api.example`)),
        replicas: optional(fc.integer({ min: 1, max: 5 })),
        apiServer: optional(
          fc.oneof(fc.constantFrom(...PRESETS[profile]), fc.constant({ cpu: '500m', memory: '1Gi' })),
        ),
        usesRing: fc.boolean(),
        usesLayer: fc.boolean(),
        groups: fc.tuple(...ids.map((one) => group(profile, one))),
        addons: addons(profile, ids.length),
      })
      .map(({ version, host, replicas, apiServer, ...rest }) => ({
        id: name,
        ...(version !== undefined && { version }),
        ...(host !== undefined && { host }),
        ...(replicas !== undefined && { replicas }),
        ...(apiServer !== undefined && { apiServer }),
        ...rest,
      }));
  });
}

function tenant(profile: Plan['profile'], name: string): fc.Arbitrary<TenantPlan> {
  return fc.uniqueArray(id, { minLength: 0, maxLength: 3 }).chain((names) =>
    fc
      .record({
        ring: optional(
          fc.record(
            { members: fc.constantFrom(3, 5, 7), size: fc.integer({ min: 1, max: 64 }).map((n) => `${n}Gi`) },
            { requiredKeys: [] },
          ),
        ),
        layer: optional(fc.constantFrom('local' as const, 'synchronous' as const)),
        clusters: fc.tuple(...names.map((one) => cluster(profile, `c${one}`))),
      })
      .map((rest) => ({ id: name, namespace: `tenant-${name}`, ...rest })),
  );
}

/** Programs without a fault. */
export const soundPlan: fc.Arbitrary<Plan> = fc
  .tuple(
    fc.constantFrom('hikube' as const, 'cozystack-1.6' as const),
    fc.uniqueArray(id, { minLength: 1, maxLength: 3 }),
  )
  .chain(([profile, names]) =>
    fc
      .tuple(...names.map((name) => tenant(profile, name)))
      .map((tenants) => ({ profile, tenants: tenants.map(withOwnHosts) })),
  );

/** A host leads to one place, so every cluster has hosts of its own. */
function withOwnHosts(plan: TenantPlan): TenantPlan {
  const own = (host: string, { id }: ClusterPlan): string => host.replace(/example$/, `${id}.${plan.id}.example`);
  const clusters = plan.clusters.map((cluster) => ({
    ...cluster,
    ...(cluster.host !== undefined && { host: own(cluster.host, cluster) }),
    addons: cluster.addons.map((addon) =>
      addon.kind === 'ingress' ? { ...addon, hosts: addon.hosts.map((host) => own(host, cluster)) } : addon,
    ),
  }));
  return { ...plan, clusters };
}
