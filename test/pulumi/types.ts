// Compiled by `npm run typecheck`, and never run: what stands here is true of the types.
import * as pulumi from '@pulumi/pulumi';
import type {
  AddonProps,
  Deferred,
  EtcdRingProps,
  IngressNginxProps,
  ManagedClusterProps,
  ReplicatedVolumeLayerProps,
  SizedNodeGroupProps,
  TenantProps,
  TypedNodeGroupProps,
} from 'hikube-constructs';
import * as hikube from 'hikube-constructs/pulumi';
import type { ArgsOf, ManagedClusterArgs } from 'hikube-constructs/pulumi';

type Late<V> = [Extract<V, Deferred<unknown>>] extends [never] ? false : true;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an Output of whatever
type TakesOutput<A> = [pulumi.Output<any>] extends [A] ? true : false;
type Item<V> = V extends readonly (infer I)[] ? I : V;

/** The keys of props at which an Output is taken though it may not be late, or the other way round. */
type Wrong<P, A> = {
  [K in keyof P]-?: K extends keyof A
    ? Late<P[K]> extends TakesOutput<A[K]>
      ? Late<Item<NonNullable<P[K]>>> extends TakesOutput<Item<NonNullable<A[K]>>>
        ? never
        : K
      : K
    : K;
}[keyof P];

/** Compiles only where nothing is wrong. */
const agrees = <P, A>(..._wrong: [Wrong<P, A>] extends [never] ? [] : [Wrong<P, A>]): void => undefined;
type In<P, K extends keyof P> = NonNullable<P[K]>;

agrees<ManagedClusterProps, ManagedClusterArgs>();
agrees<ManagedClusterProps, ArgsOf<ManagedClusterProps>>();
agrees<In<ManagedClusterProps, 'controlPlane'>, In<ManagedClusterArgs, 'controlPlane'>>();
agrees<In<ManagedClusterProps, 'talos'>, In<ManagedClusterArgs, 'talos'>>();
agrees<In<ManagedClusterProps, 'images'>, In<ManagedClusterArgs, 'images'>>();
agrees<In<ManagedClusterProps, 'nodeHealth'>, In<ManagedClusterArgs, 'nodeHealth'>>();
agrees<TypedNodeGroupProps, ArgsOf<TypedNodeGroupProps>>();
agrees<SizedNodeGroupProps, ArgsOf<SizedNodeGroupProps>>();
agrees<In<SizedNodeGroupProps, 'scaling'>, In<ArgsOf<SizedNodeGroupProps>, 'scaling'>>();
agrees<In<SizedNodeGroupProps, 'resources'>, In<ArgsOf<SizedNodeGroupProps>, 'resources'>>();
agrees<In<SizedNodeGroupProps, 'kubelet'>, In<ArgsOf<SizedNodeGroupProps>, 'kubelet'>>();
agrees<In<SizedNodeGroupProps, 'health'>, In<ArgsOf<SizedNodeGroupProps>, 'health'>>();
agrees<EtcdRingProps, hikube.EtcdRingArgs>();
agrees<In<EtcdRingProps, 'resources'>, In<hikube.EtcdRingArgs, 'resources'>>();
agrees<ReplicatedVolumeLayerProps, hikube.ReplicatedVolumeLayerArgs>();
agrees<TenantProps, hikube.TenantArgs>();
agrees<In<TenantProps, 'quotas'>, In<hikube.TenantArgs, 'quotas'>>();
agrees<In<TenantProps, 'modules'>, In<hikube.TenantArgs, 'modules'>>();
agrees<Omit<AddonProps, 'values'>, ArgsOf<Omit<AddonProps, 'values'>>>();
agrees<Omit<IngressNginxProps, 'values'>, ArgsOf<Omit<IngressNginxProps, 'values'>>>();

// The comparison itself notices both kinds of disagreement.
// @ts-expect-error -- a name may not be late
agrees<ManagedClusterProps, Omit<ManagedClusterArgs, 'name'> & { readonly name?: pulumi.Input<string> }>();
// @ts-expect-error -- a host may be late
agrees<ManagedClusterProps, Omit<ManagedClusterArgs, 'host'> & { readonly host?: string }>();

declare const late: pulumi.Output<string>;
declare const many: pulumi.Output<number>;
declare const parent: hikube.Tenancy;
declare const etcd: hikube.EtcdRing;
declare const volumes: hikube.ReplicatedVolumeLayer;
const group = { instanceType: hikube.InstanceType.U1_LARGE, scaling: { min: 1, max: 3 } };

/** What a program may write. */
export const accepted = (): unknown[] => [
  new hikube.ManagedCluster(
    'web',
    {
      host: late,
      etcd,
      volumes,
      controlPlane: { replicas: many, apiServerArguments: [late] },
      nodeGroups: { md0: { ...group, scaling: { min: many, max: Promise.resolve(3) }, disk: late } },
      addons: {
        certManager: true,
        fluxcd: { values: { instance: { sync: { url: late } }, list: [{ a: late }], whole: pulumi.output({ a: 1 }) } },
        ingressNginx: { hosts: [late], nodes: 'md0' },
      },
      overrides: [{ op: 'add', path: '/spec/x', value: 1 }],
    },
    { parent, acknowledge: { HK2203: 'on purpose' }, waitFor: 'workers', adopt: true },
  ),
  new hikube.EtcdRing('etcd', { size: late, volumes }, { parent }),
  new hikube.Tenant('shop', { host: late, quotas: { cpu: many, 'nvidia.com/gpu': late } }, { parent }),
];

/** What it may not: whatever decides names, keys, versions, or which objects there are. */
export const refused = (): unknown[] => [
  // @ts-expect-error -- a name
  new hikube.ManagedCluster('web', { name: late }, { parent }),
  // @ts-expect-error -- a version
  new hikube.ManagedCluster('web', { version: late }, { parent }),
  // @ts-expect-error -- all groups
  new hikube.ManagedCluster('web', { nodeGroups: pulumi.output({ md0: group }) }, { parent }),
  // @ts-expect-error -- a group
  new hikube.ManagedCluster('web', { nodeGroups: { md0: pulumi.output(group) } }, { parent }),
  // @ts-expect-error -- whether there is an add-on
  new hikube.ManagedCluster('web', { addons: { certManager: pulumi.output(true) } }, { parent }),
  // @ts-expect-error -- a role
  new hikube.ManagedCluster('web', { nodeGroups: { md0: { ...group, roles: [late] } } }, { parent }),
  // @ts-expect-error -- a label
  new hikube.ManagedCluster('web', { labels: { team: late } }, { parent }),
  new hikube.ManagedCluster('web', {
    nodeGroups: { md0: group },
    // @ts-expect-error -- a group that the cluster does not have
    addons: { ingressNginx: { hosts: ['a'], nodes: 'md1' } },
  }),
  // @ts-expect-error -- an add-on that does not exist
  new hikube.ManagedCluster('web', { addons: { certManger: true } }, { parent }),
  // @ts-expect-error -- a ring by its name
  new hikube.ManagedCluster('web', { etcd: 'etcd' }, { parent }),
  // @ts-expect-error -- how many members a ring has
  new hikube.EtcdRing('etcd', { members: many }, { parent }),
  // @ts-expect-error -- what a tenant has
  new hikube.Tenant('shop', { modules: { etcd: pulumi.output(true) } }, { parent }),
  // @ts-expect-error -- the namespace of a tenancy
  new hikube.Tenancy('acme', { namespace: late }),
  // @ts-expect-error -- an instance type
  new hikube.ManagedCluster('web', { nodeGroups: { md0: { ...group, instanceType: late } } }, { parent }),
];
