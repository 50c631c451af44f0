import type { Inside } from '../live/inside';
import type { TenantApi } from '../live/tenant-api';

/** Which platform a command talks to, in kubectl's words. */
export interface Target {
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
  readonly namespace?: string | undefined;
}

/** What the command line has of the world: tests give it another one. */
export interface CommandIo {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal. */
  readonly isTTY: boolean;
  /** How wide that terminal is. */
  readonly columns?: number | undefined;
  /** Given when somebody wants it to stop. @default nobody does */
  readonly signal?: AbortSignal | undefined;
  /** Everything that comes in by standard input. */
  stdin(): Promise<Uint8Array>;
  stdout(text: string): void;
  stderr(text: string): void;
  /** Asks whoever sits at the terminal; `undefined` where nobody does. */
  ask(question: string): Promise<string | undefined>;
  /** The platform's API. What talks to it is loaded only here. */
  connect(target: Target): Promise<TenantApi>;
  /** Looks into a cluster by its kubeconfig. */
  lookInside(kubeconfig: string, signal?: AbortSignal): Promise<Inside>;
  /** Waits for so many milliseconds, or until the signal is given. */
  sleep(milliseconds: number): Promise<void>;
}

/**
 * 0: nothing found, or warnings only. 1: errors, or warnings where they fail; for a difference, that there is one. 2:
 * nothing was done. 3: a change destroys or is refused.
 */
export type ExitCode = 0 | 1 | 2 | 3;

/** What was asked for cannot be done: a missing file, an unknown code. Nothing is judged then. */
export class Unusable extends Error {}
