/** What the command line has of the world: tests give it another one. */
export interface CommandIo {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal. */
  readonly isTTY: boolean;
  /** How wide that terminal is. */
  readonly columns?: number | undefined;
  /** Everything that comes in by standard input. */
  stdin(): Promise<Uint8Array>;
  stdout(text: string): void;
  stderr(text: string): void;
}

/** 0: nothing found, or warnings only. 1: errors, or warnings where they fail. 2: nothing was judged. */
export type ExitCode = 0 | 1 | 2;

/** What was asked for cannot be done: a missing file, an unknown code. Nothing is judged then. */
export class Unusable extends Error {}
