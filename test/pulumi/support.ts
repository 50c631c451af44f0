import * as pulumi from '@pulumi/pulumi';
import { Connection } from '../../lib/pulumi/connection';
import type { TenantApi } from '../../lib/live/tenant-api';
import { ReadyPlatform } from './ready-platform';
import { Recorder, type Answers, type Log, type Registration, type Settings } from './recorder';
import { Rejections } from './rejections';
import { SecretsScan } from './secrets-scan';

export type { Registration } from './recorder';

/** What Pulumi sends for what is not known yet, and how it marks a secret. */
export const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const SIGNATURE = '4dabf18193072939515e22adb298388d';
const SECRET = '1b47061264138c4ac30d75fd1eb44270';

/** What a program did. */
export interface Run<T = unknown> {
  readonly registered: readonly Registration[];
  readonly logs: readonly Log[];
  /** What was thrown while values arrived: it ends a program under Pulumi. */
  readonly rejections: readonly Error[];
  /** What the program itself threw. */
  readonly error: Error | undefined;
  readonly value: T;
  /** What it exports, secrets in their envelopes. */
  readonly outputs: unknown;
  /** How often the way to the platform was opened. */
  readonly opened: number;
}

export interface RunOptions<T> extends Answers {
  /** What the stack exports, of what the program returned. */
  readonly outputs?: (value: T) => unknown;
  /** The platform; in a preview there is none. */
  readonly open?: () => Promise<TenantApi>;
  readonly stack?: string;
}

const scan = new SecretsScan(SIGNATURE);
const rejected = new Rejections();

/** The last test of a file: it looks at all that the other programs registered, exported, said and threw. */
export const keepsSecrets = (): void => scan.asTest();

/** Runs a program as Pulumi does, with mocks for the engine and its providers, until all of it is through. */
export async function run<T>(program: () => T | Promise<T>, options: RunOptions<T> = {}): Promise<Run<T>> {
  const { preview = false, stack = 'prod' } = options;
  const store = new LocalStore();
  return storage().run(store, async () => {
    const recorder = new Recorder(options);
    await pulumi.runtime.setMocks(recorder.mocks(), 'shop', stack, preview, 'acme');
    recorder.listen(store.settings);
    rejected.start();
    const { open } = Connection;
    Connection.open = () => {
      recorder.opened += 1;
      if (options.open) return options.open();
      return preview ? Promise.reject(new Error('A preview opened the platform.')) : new ReadyPlatform().open();
    };
    const result: { value?: T; error?: Error } = {};
    const stackIsThrough = pulumi.runtime.runInPulumiStack(async () => {
      try {
        result.value = await program();
      } catch (error) {
        result.error = error as Error;
      }
      return (result.error ? {} : (options.outputs?.(result.value as T) ?? {})) as Promise<void>;
    });
    // What fails late is never through: Pulumi ends the program there.
    await Promise.race([stackIsThrough.catch(rejected.listener), rejected.first]);
    await Promise.race([recorder.through(), rejected.first]);
    Connection.open = open;
    const { registered, logs, outputs, opened } = recorder;
    const rejections = await rejected.all();
    const done = { registered, logs, outputs, opened, rejections, error: result.error, value: result.value as T };
    scan.look(done);
    return done;
  });
}

/** The same for a program that is expected to be sound. */
export async function sound<T>(program: () => T | Promise<T>, options: RunOptions<T> = {}): Promise<Run<T>> {
  const done = await run(program, options);
  if (done.error) throw done.error;
  // An error of a resource holds the whole tree, which is no good to print.
  expect(done.rejections.map(({ message }) => message)).toEqual([]);
  return done;
}

/** The inputs without the envelopes of secrets. */
export function open<V>(value: V): V {
  if (Array.isArray(value)) return value.map(open) as V;
  if (typeof value !== 'object' || value === null) return value;
  const record = value as Record<string, unknown>;
  if (record[SIGNATURE] === SECRET) return open(record.value) as V;
  return Object.fromEntries(Object.entries(record).map(([key, entry]) => [key, open(entry)])) as V;
}

export const isSecret = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (value as Record<string, unknown>)[SIGNATURE] === SECRET;

/** What was registered with a name, and of a type where there are several. */
export function named({ registered }: Run, name: string, type = ''): Registration {
  const found = registered.filter((one) => one.name === name && one.type.includes(type) && one.custom);
  if (found.length !== 1) {
    const known = registered.map((one) => `${one.type} ${one.name}`).join('\n  ');
    throw new Error(`${found.length} resources "${name}" of ${type || 'any type'} among\n  ${known}`);
  }
  return found[0]!;
}

/** Type and name of all that is registered, the stack itself left out. */
export const shapes = ({ registered }: Run): string[] =>
  registered
    .map(({ type, name }) => `${type} ${name}`)
    .filter((shape) => !shape.startsWith('pulumi:pulumi:Stack'))
    .sort();

interface Store {
  readonly settings: Settings;
}
// Pulumi keeps what belongs to one program here; that of each test is its own, with an engine that listens.
const { LocalStore } = jest.requireActual<{ LocalStore: new () => Store }>('@pulumi/pulumi/runtime/state');
const storage = (): { run<R>(store: Store, callback: () => R): R } =>
  (globalThis as unknown as { asyncLocalStorage: { run<R>(store: Store, callback: () => R): R } }).asyncLocalStorage;
