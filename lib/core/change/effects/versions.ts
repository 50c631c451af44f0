import { quote } from '../../json';
import { minorNumber } from '../../kubernetes-version';
import { effect, type ChangeContext, type EffectRule, type FoundEffect, type Side } from '../effect';
import { advice, rebuilt } from './machines';
import { rolloutOf } from './rollout';

const SOURCE = 'cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/templates/cluster.yaml and files/versions.yaml';
const KUBERNETES_SKEW = 'kubernetes.io, Version Skew Policy';

const isOffered = (version: string | undefined, { profile }: ChangeContext): boolean =>
  version !== undefined && profile.kubernetesVersions.includes(version);

type Cluster = Side<'Kubernetes'>;

interface Step {
  readonly from: string;
  readonly to: string;
  /** How many minors it goes up; below zero it goes down. */
  readonly by: number;
}

/** The step between two versions, where both are known to be versions and the second is on offer. */
function stepOf(before: Cluster, after: Cluster, context: ChangeContext): Step | undefined {
  const [from, to] = [before.spec.version, after.spec.version];
  const [old, now] = [minorNumber(from), minorNumber(to)];
  if (old === undefined || now === undefined || old === now || !isOffered(to, context)) return undefined;
  return { from: from!, to: to!, by: now - old };
}

/** The minors between two, the second included: what has to be walked one by one. */
function minorsTo({ from, by }: Step): string {
  const start = minorNumber(from)!;
  return Array.from({ length: by }, (_, i) => `v1.${start + i + 1}`).join(', then ');
}

/** Where the version is not written, the platform's own default moves it. */
const unwritten = ({ written }: Cluster): string =>
  written.version === undefined ? ' (no version is written, so the platform takes its default)' : '';

export const VERSION_EFFECTS: readonly EffectRule<'Kubernetes'>[] = [
  effect({
    code: 'HK5101',
    impact: 'rolling',
    severity: 'warning',
    title: 'The next minor version of Kubernetes',
    why: 'The control plane restarts with the new version, and then every machine of every group is replaced.',
    first:
      'Try it on a cluster that may break, look for APIs that the new version no longer serves (`hikube upgrade-path`), and keep room for the machines that exist twice for a while.',
    source: SOURCE,
    kind: 'Kubernetes',
    example: { before: { version: 'v1.33' }, after: { version: 'v1.34' } },
    *find(before, after, context) {
      const step = stepOf(before, after, context);
      if (step?.by !== 1) return;
      const message = `Kubernetes goes from ${step.from} to ${step.to}${unwritten(after)}: the control plane restarts, then all machines are replaced.`;
      yield { pointers: [context.at('version')], message };
      for (const group of Object.keys(after.spec.nodeGroups ?? {})) {
        const rollout = rolloutOf(group, before.spec, after.spec);
        // A group whose machines are replaced for another reason as well is told of there.
        if (!rollout || rebuilt(group, before, after, context).length > 0) continue;
        yield {
          pointers: [context.at('version')],
          message: `Then all machines of node group ${quote(group)} are replaced, at most ${rollout.replaced}, and up to ${rollout.atOnce} exist at once.`,
          first: advice(rollout, before, after),
          rollout,
        };
      }
    },
  }),
  effect({
    code: 'HK5102',
    impact: 'refused',
    severity: 'error',
    title: 'A minor version is skipped',
    why: 'Kubernetes supports upgrades by one minor only; the platform carries out any, and nothing takes it back.',
    first: 'Go one minor at a time, and wait until all machines run each.',
    source: `${SOURCE}; ${KUBERNETES_SKEW}`,
    kind: 'Kubernetes',
    example: { before: { version: 'v1.31' }, after: { version: 'v1.34' } },
    *find(before, after, context) {
      const step = stepOf(before, after, context);
      if (!step || step.by < 2) return;
      yield {
        pointers: [context.at('version')],
        message: `Kubernetes goes from ${step.from} to ${step.to}${unwritten(after)} and skips ${step.by - 1} minor${step.by > 2 ? 's' : ''}.`,
        first: `Go to ${minorsTo(step)}, and wait after each until all machines run it; \`hikube upgrade-path ${step.from} ${step.to}\` says what each asks for.`,
      };
    },
  }),
  effect({
    code: 'HK5103',
    impact: 'refused',
    severity: 'error',
    title: 'An older version of Kubernetes',
    why: 'etcd holds objects in the form that the newer version wrote, which an older API server need not read; the platform carries it out all the same.',
    first: 'Stay on the version that runs, or make a new cluster of the older version and move.',
    source: `${SOURCE}; ${KUBERNETES_SKEW}`,
    kind: 'Kubernetes',
    example: { before: { version: 'v1.34' }, after: { version: 'v1.33' } },
    *find(before, after, context) {
      const step = stepOf(before, after, context);
      if (!step || step.by > 0) return;
      const message = `Kubernetes goes back from ${step.from} to ${step.to}${unwritten(after)}.`;
      yield {
        pointers: [context.at('version')],
        message,
        first: `Stay on ${step.from}: write \`version: ${step.from}\`.`,
      };
    },
  }),
  effect({
    code: 'HK5104',
    impact: 'refused',
    severity: 'error',
    title: 'A version that is not on offer',
    why: 'The chart knows a patch for each minor that the platform offers, and fails for anything else.',
    first: 'Write one of the versions that are offered.',
    source: SOURCE,
    kind: 'Kubernetes',
    example: { before: { version: 'v1.34' }, after: { version: 'v1.99' } },
    *find(before, after, context) {
      const { version } = after.spec;
      if (version === undefined || version === before.spec.version || isOffered(version, context)) return;
      yield {
        pointers: [context.at('version')],
        message: `Kubernetes version ${quote(version)} is not one that ${context.profile.title} offers.`,
        first: `Write one of ${context.profile.kubernetesVersions.join(', ')}.`,
      } satisfies FoundEffect;
    },
  }),
];
