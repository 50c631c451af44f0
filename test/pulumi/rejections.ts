// Jest hides the process behind a copy that hears nothing.
const outer = (Buffer.constructor as (code: string) => () => NodeJS.Process)('return process')();

/**
 * Catches what nobody waits for: under Pulumi it ends the program, under jest it would end the test. One error is told
 * many times over, by every value that was made of it, so the last program is listened to until the next one starts.
 */
export class Rejections {
  public first: Promise<void> = Promise.resolve();
  private readonly caught = new Set<Error>();
  private told: () => void = () => undefined;
  public readonly listener = (reason: unknown): void => {
    this.caught.add(reason as Error);
    this.told();
  };

  private readonly others: NodeJS.UnhandledRejectionListener[] = [];

  /** Has to be made where a file is loaded, outside of its tests. */
  public constructor() {
    afterAll(async () => {
      await turns();
      outer.removeListener('unhandledRejection', this.listener);
      this.others.forEach((other) => outer.on('unhandledRejection', other));
    });
  }

  public start(): void {
    this.caught.clear();
    this.first = new Promise((resolve) => (this.told = resolve));
    const listening = outer.rawListeners('unhandledRejection') as NodeJS.UnhandledRejectionListener[];
    this.others.push(...listening.filter((listener) => listener !== this.listener));
    outer.removeAllListeners('unhandledRejection').on('unhandledRejection', this.listener);
  }

  public async all(): Promise<Error[]> {
    await turns();
    return [...this.caught];
  }
}

const immediately = setImmediate;

/** Lets go on whatever can go on without anybody outside. */
export async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => immediately(resolve));
}
