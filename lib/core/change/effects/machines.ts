import { listed, quote } from '../../json';
import type { NodeGroupSpec } from '../../model/node-group';
import { includes, type Release } from '../../platform/release';
import { Quantity } from '../../quantity';
import { isSame } from '../difference';
import { effect, type ChangeContext, type EffectRule, type Rollout, type Side } from '../effect';
import { fallsBack } from './platform-group';
import { rolloutOf } from './rollout';

const SOURCE = 'cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/templates/cluster.yaml (the machine template)';
const TALOS: Release = '1.6.0';
type Cluster = Side<'Kubernetes'>;

/** One thing that the text of a group's machine template says, where it is written, and whether its meaning moved. */
interface Rebuilt {
  readonly what: string;
  readonly pointer: string;
  readonly before: string;
  readonly after: string;
  readonly meansTheSame: boolean;
}

/** A value as the template prints it. */
const printed = (value: unknown): string =>
  value === undefined || value === null || value === '' ? '' : Array.isArray(value) ? value.join(', ') : String(value);

const sameQuantity = (a: string, b: string): boolean => {
  const [x, y] = [Quantity.parse(a), Quantity.parse(b)];
  return x !== undefined && y !== undefined && x.equals(y);
};
const sameSet = (a: string, b: string): boolean => isSame(a.split(', ').sort(), b.split(', ').sort());
const never = (): boolean => false;

type Line = readonly [
  what: string,
  path: readonly string[],
  value: (group: NodeGroupSpec) => unknown,
  same: (a: string, b: string) => boolean,
];

/** What a group says of its machines; the platform hashes the text of it. */
const LINES: readonly Line[] = [
  ['instance type', ['instanceType'], ({ instanceType }) => instanceType, never],
  ['CPU', ['resources', 'cpu'], ({ resources }) => resources?.cpu, sameQuantity],
  ['memory', ['resources', 'memory'], ({ resources }) => resources?.memory, sameQuantity],
  ['disk', ['diskSize'], ({ diskSize }) => diskSize, sameQuantity],
  ['GPUs', ['gpus'], ({ gpus }) => gpus?.map((gpu) => gpu?.name ?? ''), never],
  ['roles', ['roles'], ({ roles }) => roles, sameSet],
];

/** From 1.6 on, resources win over the instance type, which is then not in the template at all. */
const sizedByResources = ({ resources }: NodeGroupSpec, release: Release): boolean =>
  includes({ since: TALOS }, release) && !!resources?.cpu && !!resources.memory;

/** What the template of a group's machines says otherwise than before; nothing for a group that is not on both sides. */
export function rebuilt(group: string, before: Cluster, after: Cluster, { profile, at }: ChangeContext): Rebuilt[] {
  const [old, now] = [before.spec.nodeGroups?.[group], after.spec.nodeGroups?.[group]];
  if (!old || !now) return [];
  const { release } = profile;
  const found: Rebuilt[] = [];
  const compare = (what: string, pointer: string, a: unknown, b: unknown, same: (a: string, b: string) => boolean) => {
    const [x, y] = [printed(a), printed(b)];
    if (x !== y) found.push({ what, pointer, before: x, after: y, meansTheSame: x !== '' && y !== '' && same(x, y) });
  };
  for (const [what, path, value, same] of LINES) {
    const shown = (one: NodeGroupSpec): unknown =>
      what === 'instance type' && sizedByResources(one, release) ? undefined : value(one);
    compare(what, at('nodeGroups', group, ...path), shown(old), shown(now), same);
  }
  if (includes({ since: TALOS }, release)) {
    const own = now.storageClass || old.storageClass;
    const place = own ? at('nodeGroups', group, 'storageClass') : at('storageClass');
    compare(
      'storage class',
      place,
      old.storageClass || before.spec.storageClass,
      now.storageClass || after.spec.storageClass,
      never,
    );
    for (const [key, what] of IMAGE) {
      const [x, y] = [before.spec.talos?.[key], after.spec.talos?.[key]];
      compare(what, at('talos', key), x?.replace(/\/$/, ''), y?.replace(/\/$/, ''), never);
    }
  }
  return found;
}

/** What names the image that a machine of 1.6 starts from. */
const IMAGE = [
  ['version', 'Talos version'],
  ['schematicID', 'Talos schematic'],
  ['imageFactoryURL', 'image factory'],
] as const;

const told = ({ what, before, after }: Rebuilt): string =>
  `${what} ${before === '' ? 'none' : quote(before)} to ${after === '' ? 'none' : quote(after)}`;

/** What to see to before machines of a group are replaced. */
export function advice({ group, atOnce, replaced }: Rollout, before: Cluster, after: Cluster): string {
  const now = after.spec.nodeGroups?.[group];
  const only = Object.values(after.spec.nodeGroups ?? {}).filter(({ maxReplicas }) => maxReplicas !== 0).length === 1;
  const gpus = now?.gpus?.length ?? 0;
  const lost = (before.spec.nodeGroups?.[group]?.roles ?? []).filter((role) => !(now?.roles ?? []).includes(role));
  return [
    `Keep room for ${atOnce - replaced} more machines in quotas${gpus > 0 ? ` and free cards (${gpus} for each)` : ''}; where there is none, they are replaced one by one, and one is missing at a time.`,
    'Pods are evicted from each machine: disruption budgets must let at least one go, or the rollout waits for it.',
    ...(only ? ['It is the only group, so nothing else takes over what is evicted.'] : []),
    ...(lost.length > 0 ? [`What was placed by the role ${listed(lost)} loses its nodes.`] : []),
  ].join(' ');
}

const md0 = { instanceType: 's1.large', minReplicas: 2, maxReplicas: 4, ephemeralStorage: '100Gi', resources: {} };

function* replacements(
  before: Cluster,
  after: Cluster,
  context: ChangeContext,
  wanted: (lines: readonly Rebuilt[]) => boolean,
): Iterable<{ readonly lines: readonly Rebuilt[]; readonly rollout: Rollout }> {
  for (const group of Object.keys(after.spec.nodeGroups ?? {})) {
    const lines = rebuilt(group, before, after, context);
    const rollout = rolloutOf(group, before.spec, after.spec);
    if (lines.length > 0 && rollout && wanted(lines) && !fallsBack(group, before, after, context))
      yield { lines, rollout };
  }
}

export const MACHINE_EFFECTS: readonly EffectRule<'Kubernetes'>[] = [
  effect({
    code: 'HK5204',
    impact: 'rolling',
    severity: 'warning',
    title: 'The machines of a node group are replaced',
    why: 'The machine template is named by a hash of its text, so another text is another template, and every machine is made anew from it.',
    first: 'Keep room for the machines that exist twice for a while, and see that disruption budgets let pods go.',
    source: SOURCE,
    kind: 'Kubernetes',
    example: { before: { nodeGroups: { md0 } }, after: { nodeGroups: { md0: { ...md0, instanceType: 's1.xlarge' } } } },
    *find(before, after, context) {
      const real = (lines: readonly Rebuilt[]): boolean => lines.some(({ meansTheSame }) => !meansTheSame);
      for (const { lines, rollout } of replacements(before, after, context, real)) {
        yield {
          pointers: lines.map(({ pointer }) => pointer),
          message: `All machines of node group ${quote(rollout.group)} are replaced, at most ${rollout.replaced}, and up to ${rollout.atOnce} exist at once: ${lines.map(told).join(', ')}.`,
          first: advice(rollout, before, after),
          rollout,
        };
      }
    },
  }),
  effect({
    code: 'HK5205',
    impact: 'rolling',
    severity: 'warning',
    title: 'The machines of a node group are replaced for another spelling',
    why: 'The machine template is named by a hash of its text: the same size in other digits, or the same roles in another order, make another template.',
    first: 'Write it as it was.',
    source: SOURCE,
    kind: 'Kubernetes',
    example: {
      before: { nodeGroups: { md0 } },
      after: { nodeGroups: { md0: { ...md0, ephemeralStorage: '102400Mi' } } },
    },
    *find(before, after, context) {
      const spelt = (lines: readonly Rebuilt[]): boolean => lines.every(({ meansTheSame }) => meansTheSame);
      for (const { lines, rollout } of replacements(before, after, context, spelt)) {
        yield {
          pointers: lines.map(({ pointer }) => pointer),
          message: `All machines of node group ${quote(rollout.group)} are replaced, at most ${rollout.replaced}, though they stay what they are: ${lines.map(told).join(', ')}.`,
          first: `Write ${lines.map((line) => `the ${line.what} as ${quote(line.before)}`).join(' and ')}, and nothing moves.`,
          rollout,
        };
      }
    },
  }),
  effect({
    code: 'HK5210',
    impact: 'inPlace',
    severity: 'info',
    title: 'Settings that only new machines get',
    why: 'The bootstrap template keeps its name when its content changes, so machines that run are left alone.',
    first:
      'Replace machines yourself where they shall have it now: delete them one by one, or change what the machine template says.',
    source: 'cozystack v1.6.2, packages/apps/kubernetes/templates/talos/talos-reconcile-job.yaml',
    releases: { since: TALOS },
    kind: 'Kubernetes',
    example: {
      profile: 'cozystack-1.6',
      before: {
        nodeGroups: {
          md0: { ...md0, ephemeralStorage: undefined, diskSize: '100Gi', kubelet: { systemReservedMemory: '512Mi' } },
        },
      },
      after: {
        nodeGroups: {
          md0: { ...md0, ephemeralStorage: undefined, diskSize: '100Gi', kubelet: { systemReservedMemory: '1Gi' } },
        },
      },
    },
    *find(before, after, { at }) {
      const named: string[] = [];
      for (const [name, now] of Object.entries(after.spec.nodeGroups ?? {})) {
        const old = before.spec.nodeGroups?.[name];
        if (old && !isSame(old.kubelet ?? {}, now.kubelet ?? {})) named.push(name);
      }
      if (named.length > 0) {
        yield {
          pointers: named.map((name) => at('nodeGroups', name, 'kubelet')),
          message: `New machines of ${named.length === 1 ? 'node group' : 'the node groups'} ${listed(named)} keep other amounts for themselves; those that run stay as they are.`,
        };
      }
      const [old, now] = [before.spec.talos?.installerRepository, after.spec.talos?.installerRepository];
      if (old !== now) {
        yield {
          pointers: [at('talos', 'installerRepository')],
          message: `New machines install Talos from ${quote(now)} instead of ${quote(old)}.`,
        };
      }
    },
  }),
  effect({
    code: 'HK5211',
    impact: 'inPlace',
    severity: 'info',
    title: 'When an unhealthy machine is replaced',
    why: 'The health check of the group gets other limits; nothing is replaced for the change itself.',
    first: 'See whether machines are unhealthy now: a higher limit may have them replaced at once.',
    source: 'cozystack v1.6.2, packages/apps/kubernetes/templates/cluster.yaml (MachineHealthCheck)',
    releases: { since: TALOS },
    kind: 'Kubernetes',
    example: {
      profile: 'cozystack-1.6',
      before: { nodeHealthCheck: { maxUnhealthy: '50%' } },
      after: { nodeHealthCheck: { maxUnhealthy: '30%' } },
    },
    *find(before, after, { at }) {
      const keys = ['maxUnhealthy', 'nodeStartupTimeout'] as const;
      for (const key of keys) {
        const [old, now] = [before.spec.nodeHealthCheck?.[key], after.spec.nodeHealthCheck?.[key]];
        if (old !== now) {
          yield {
            pointers: [at('nodeHealthCheck', key)],
            message: `The health checks of all groups have ${key} ${quote(now)} instead of ${quote(old)}.`,
          };
        }
        for (const [name, group] of Object.entries(after.spec.nodeGroups ?? {})) {
          const was = before.spec.nodeGroups?.[name];
          if (!was || was[key] === group[key]) continue;
          yield {
            pointers: [at('nodeGroups', name, key)],
            message: `The health check of node group ${quote(name)} has ${key} ${group[key] === undefined ? "of the cluster's" : quote(group[key])} instead of ${was[key] === undefined ? "the cluster's" : quote(was[key])}.`,
          };
        }
      }
    },
  }),
];
