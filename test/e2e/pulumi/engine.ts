import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Json } from '../support/https';
import type { Workshop } from './toolchain';

/** What one run of `pulumi` left behind. */
export interface Run {
  readonly code: number | null;
  /** Everything that it printed. */
  readonly text: string;
  readonly seconds: number;
  readonly events: readonly Json[];
}

/** One step of a resource, as the engine planned or did it. */
export interface Step {
  readonly op: string;
  readonly type: string;
  readonly name: string;
  /** The paths of what differs. */
  readonly fields: readonly string[];
}

/** What a project consists of. */
export interface Program {
  /** @default stack */
  readonly project?: string;
  /** The entry; one that ends with `.ts` is run by tsx. @default index.js */
  readonly main?: string;
  readonly files: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** A run that goes on. */
export interface Running {
  readonly done: Promise<Run>;
  /** What was printed so far. */
  text(): string;
  /** Ends the engine and all that it has started, as a machine does that loses its power. */
  kill(): void;
}

/** A stack of a project in a folder. */
export class Stack {
  private readonly folder: string;
  private runs = 0;

  private constructor(
    private readonly workshop: Workshop,
    public readonly project: string,
    public readonly name: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    this.folder = path.join(workshop.folder, 'projects', `${project}-${name}`);
    mkdirSync(this.folder, { recursive: true });
  }

  public static async init(workshop: Workshop, name: string, program: Program): Promise<Stack> {
    const { project = 'stack', env = {} } = program;
    const stack = new Stack(workshop, project, name, { ...workshop.env, ...env });
    stack.write(program);
    const { code, text } = await stack.run(['stack', 'init', name]);
    if (code !== 0) throw new Error(text);
    return stack;
  }

  /** Changes the program. */
  public write({ main = 'index.js', files }: Pick<Program, 'main' | 'files'>): void {
    const typescript = main.endsWith('.ts');
    const options = typescript ? { typescript: false, nodeargs: '--import tsx' } : { typescript: false };
    const project = { name: this.project, runtime: { name: 'nodejs', options }, main };
    this.file('Pulumi.yaml', JSON.stringify(project));
    this.file('package.json', JSON.stringify({ name: this.project, private: true }));
    for (const [name, text] of Object.entries(files)) this.file(name, text);
  }

  /** Changes the entry of a program of one file. */
  public rewrite(text: string): void {
    this.file('index.js', text);
  }

  /** Runs `pulumi`, with the engine's own account of it for those commands that have one. */
  public start(args: readonly string[]): Running {
    const log = path.join(this.folder, `events-${this.runs++}.json`);
    const logged = ['preview', 'up', 'refresh', 'destroy'].includes(args[0] ?? '');
    const all = [...args, '--non-interactive', '--color', 'never', ...(logged ? ['--event-log', log] : [])];
    const started = Date.now();
    // A group of its own, so that it can be ended as a whole.
    const child = spawn('pulumi', all, {
      cwd: this.folder,
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (text += part.toString()));
    const done = new Promise<Run>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) =>
        resolve({ code, text, seconds: (Date.now() - started) / 1000, events: logged ? eventsOf(log) : [] }),
      );
    });
    return { done, text: () => text, kill: () => killAll(child.pid!) };
  }

  public run(args: readonly string[]): Promise<Run> {
    return this.start(args).done;
  }

  /** The state of the stack as it lies on the disk. */
  public stateFile(): string {
    const { folder } = this.workshop;
    return readFileSync(path.join(folder, 'state/.pulumi/stacks', this.project, `${this.name}.json`), 'utf8');
  }

  /** The resources of the state. */
  public resources(): Json[] {
    const { checkpoint } = JSON.parse(this.stateFile()) as Json;
    return (checkpoint.latest?.resources ?? []) as Json[];
  }

  private file(name: string, text: string): void {
    mkdirSync(path.dirname(path.join(this.folder, name)), { recursive: true });
    writeFileSync(path.join(this.folder, name), text);
  }
}

function eventsOf(log: string): Json[] {
  let text: string;
  try {
    text = readFileSync(log, 'utf8');
  } catch {
    return [];
  }
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Json];
      } catch {
        // Whoever was killed wrote half a line.
        return [];
      }
    });
}

/** The steps of a run that are more than `same`. */
export function stepsOf({ events }: Run): Step[] {
  return events.flatMap(({ resourcePreEvent }) => {
    const { op, urn, type, detailedDiff, diffs } = (resourcePreEvent?.metadata ?? { op: 'same' }) as Json;
    if (op === 'same' || type === 'pulumi:pulumi:Stack') return [];
    const fields = Object.keys((detailedDiff as object | null | undefined) ?? {});
    return [{ op, type, name: nameOf(urn), fields: fields.length > 0 ? fields : ((diffs ?? []) as string[]) }];
  });
}

/** What the engine said: of resources, or of the program. */
export const told = ({ events }: Run): { severity: string; message: string; urn: string; ephemeral: boolean }[] =>
  events.flatMap(({ diagnosticEvent: event }) =>
    event
      ? [
          {
            severity: event.severity,
            message: event.message,
            urn: event.urn ?? '',
            ephemeral: event.ephemeral === true,
          },
        ]
      : [],
  );

/** The text of the errors of a run. */
export const errorsOf = (run: Run): string =>
  told(run)
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message)
    .join('\n');

export const nameOf = (urn: string): string => urn.slice(urn.lastIndexOf('::') + 2);

/** Plug-ins lead groups of their own, so the tree of processes is followed. */
function killAll(root: number): void {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const family = [root];
  for (const parent of family) family.push(...table.filter(([, ppid]) => ppid === parent).map(([pid]) => pid));
  for (const pid of family) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It came to its end by itself.
    }
  }
}
