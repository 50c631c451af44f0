import type { RungName } from '../live/rung';

/** How far a cluster has to be before what depends on it goes on. */
export interface WaitOptions {
  /**
   * The step that is awaited: `accepted`, Helm has applied it; `controlPlane`, its API server runs and its kubeconfig is
   * there; `workers`, every node group has its least; `addons`, the add-ons run. `none` waits for nothing.
   *
   * @default controlPlane
   */
  readonly waitFor?: 'none' | Exclude<RungName, 'ready'>;
  /** Seconds until the wait ends with an error; the platform goes on all the same. @default 1800 */
  readonly waitSeconds?: number;
}

export const DEFAULT_WAIT_SECONDS = 1800;
