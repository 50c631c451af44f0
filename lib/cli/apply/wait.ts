import { conditionOf, type LiveObject, type Manifest } from '../../live/live-object';
import { RUNGS, settled } from '../../live/readiness';
import { refOf } from '../../live/live-object';
import type { RungName } from '../../live/rung';
import type { TenantApi } from '../../live/tenant-api';
import { watchReadiness } from '../../live/watch-readiness';
import type { CommandIo } from '../io';
import type { Patience } from './patience';
import { Progress } from './progress';

/** The steps that somebody can wait for, by the words of the command line. */
export const WAIT = ['none', 'accepted', 'controlPlane', 'workers', 'addons'] as const;
export type Wait = (typeof WAIT)[number];

/** The step of a kind that comes next to one of a cluster's. */
export const rungFor = (kind: Manifest['kind'], wait: Exclude<Wait, 'none'>): RungName =>
  kind === 'Kubernetes' || wait === 'accepted' ? wait : RUNGS[kind].at(-1)!;

/** How to wait for one object. */
export interface WaitOptions {
  readonly wait: Exclude<Wait, 'none'>;
  readonly patience: Patience;
  /** What was live before its spec was changed. @default it was not changed */
  readonly replaced?: LiveObject | undefined;
}

/** Waits until an object has reached a step, and shows it. Tells whether it has. */
export async function waitFor(
  manifest: Manifest,
  api: TenantApi,
  options: WaitOptions,
  io: CommandIo,
): Promise<boolean> {
  const { wait, patience, replaced } = options;
  const until = rungFor(manifest.kind, wait);
  const progress = new Progress(`${manifest.kind} ${manifest.metadata.name}`, io);
  const before = replaced && conditionOf(replaced, 'Ready');
  // Nobody has to reach the new cluster to learn that its control plane is up.
  const inside = until === 'workers' || until === 'addons' ? io.lookInside : undefined;
  let reached = false;
  try {
    const ladders = watchReadiness(api, refOf(manifest), { until, before, inside, ...patience });
    for await (const rungs of ladders) {
      progress.show(rungs.slice(0, rungs.findIndex(({ name }) => name === until) + 1));
      reached = settled(rungs, until) === 'done';
    }
  } finally {
    progress.end();
  }
  return reached;
}
