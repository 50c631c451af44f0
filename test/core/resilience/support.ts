import { prove } from '../../../lib/core/resilience/prove';
import type { Failure, Objective, Requirement } from '../../../lib/core/resilience/objective';
import type {
  ControlPlane,
  Ingress,
  NodeGroup,
  Part,
  Ring,
  Spread,
  System,
  Volume,
  Workload,
} from '../../../lib/core/resilience/system';
import type { ObjectiveReport, Verdict } from '../../../lib/core/resilience/verdict';

export const THREE = ['geneva', 'gland', 'lucerne'] as const;
/** Spread over regions that the scheduler never breaks. */
export const HARD: Spread = { rule: 'zone', maxSkew: 1 };
/** A wish, or nothing. */
export const SOFT: Spread = { rule: 'none' };
export const pinned = (...counts: number[]): Spread => ({
  rule: 'pinned',
  counts: Object.fromEntries(counts.map((count, i) => [THREE[i]!, count])),
});

/** A system of three regions with room for everything, in which every node has its label. */
export const systemOf = (parts: readonly Part[], more: Partial<System> = {}): System => ({
  regions: THREE.map((name) => ({ name })),
  links: [],
  groups: [],
  parts,
  freeCapacity: true,
  labelled: true,
  ...more,
});

export const ring = (members: number, spread: Spread = HARD, more: Partial<Ring> = {}): Ring => ({
  kind: 'etcd',
  name: 'etcd',
  members,
  spread,
  ...more,
});
export const plane = (replicas: number, spread: Spread = SOFT, more: Partial<ControlPlane> = {}): ControlPlane => ({
  kind: 'controlPlane',
  name: 'api',
  replicas,
  ring: 'etcd',
  spread,
  endpoint: 'anywhere',
  ...more,
});
export const group = (min: number, spread: Spread = HARD, more: Partial<NodeGroup> = {}): NodeGroup => ({
  kind: 'nodeGroup',
  name: 'web',
  cluster: 'shop',
  min,
  max: min,
  spread,
  maxUnhealthy: '50%',
  ...more,
});
/** A volume with one copy in a region, as the platform sets it. */
export const volume = (copies: number, more: Partial<Volume> = {}): Volume => ({
  kind: 'volume',
  name: 'data',
  copies,
  spread: { rule: 'perRegion', most: 1 },
  protocol: 'C',
  quorum: 'linstor',
  tieBreaker: 'auto',
  onNoQuorum: 'suspend-io',
  ...more,
});
export const workload = (replicas: number, spread: Spread = HARD, more: Partial<Workload> = {}): Workload => ({
  kind: 'workload',
  name: 'app',
  replicas,
  spread,
  ...more,
});
export const ingress = (more: Partial<Ingress> = {}): Ingress => ({
  kind: 'ingress',
  name: 'door',
  nodes: ['web'],
  exposure: 'anywhere',
  ...more,
});

export const requires = (check: Requirement['check'], of: string, more: Partial<Requirement> = {}): Requirement => ({
  check,
  of,
  phase: check === 'reprotected' ? 'recovered' : 'instant',
  ...more,
});

export const objective = (
  survive: readonly Failure[],
  require: readonly Requirement[],
  assume: Objective['assume'] = [],
): Objective => ({ name: 'goal', survive, require, assume });

export const LOSE_ONE: Failure = { fail: 'regions', most: 1 };

export const judged = (
  system: System,
  survive: readonly Failure[],
  ...require: readonly Requirement[]
): ObjectiveReport => prove(system, objective(survive, require));

/** The word of the verdict. */
export const verdictOn = (system: System, survive: readonly Failure[], ...require: readonly Requirement[]): string =>
  judged(system, survive, ...require).verdict.kind;

/** Where a part stands in a counterexample, and what is lost then. */
export function badOf(verdict: Verdict, part: string): { counts: number[]; lost: readonly string[] } | undefined {
  const bad =
    verdict.kind === 'refuted'
      ? verdict.counterexample
      : verdict.kind === 'unknown' && verdict.because === 'placement'
        ? verdict.bad
        : undefined;
  const placed = bad?.placement.find((one) => one.part === part);
  return bad && placed && { counts: Object.values(placed.counts), lost: bad.failure.lost };
}
