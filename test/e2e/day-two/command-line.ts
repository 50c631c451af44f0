import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../../lib/cli/main';
import type { CommandIo, ExitCode } from '../../../lib/cli/io';
import { connect } from '../../../lib/live/connection';
import { LiveError } from '../../../lib/live/live-error';
import { loadClientNodeInJest } from '../../live/support/client-node';
import { startPlatform, type LoggedRequest, type Platform, type Release, type User } from '../harness';
import { Flux } from './flux';

/** What a run of the command line left behind. */
export interface Outcome {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** How to run it. */
export interface RunOptions extends Partial<CommandIo> {
  readonly user?: User;
  /** What stands in front of the platform. */
  readonly url?: string;
  /** What happens while it waits. @default the platform's controllers look at everything once */
  readonly meanwhile?: () => Promise<void>;
}

/** A platform of a release, its controllers, and the command line in a folder. */
export class Desk {
  public platform!: Platform;
  public flux!: Flux;
  public folder!: string;

  public constructor(public readonly release: Release) {}

  public get profile(): string[] {
    return ['--profile', this.release === '1.6' ? 'cozystack-1.6' : 'hikube'];
  }

  /** Writes a file below the desk's folder. */
  public file(name: string, text: string): string {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return name;
  }

  public async hikube(argv: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    const { user = 'acme', url, meanwhile = () => this.flux.reconcile(), ...io } = options;
    let [out, err] = ['', ''];
    const env = { KUBECONFIG: this.platform.kubeconfig(user, url), HOME: this.folder };
    const code = await run(argv, {
      cwd: this.folder,
      env,
      isTTY: false,
      stdin: () => Promise.resolve(Buffer.from('')),
      stdout: (text) => void (out += text),
      stderr: (text) => void (err += text),
      ask: () => Promise.resolve(undefined),
      connect: (target) => connect({ ...target, env, load: loadClientNodeInJest }),
      lookInside: () =>
        Promise.reject(new LiveError('unreachable', { message: 'The cluster cannot be reached from here.' })),
      sleep: meanwhile,
      ...io,
    });
    return { code, out, err };
  }

  /** What is stored of an object: its spec, as it was sent. */
  public async stored(release: string, namespace = 'tenant-acme'): Promise<Record<string, unknown>> {
    const found = (await this.platform.helmRelease(namespace, release)) as {
      spec: { values?: Record<string, unknown> };
    };
    return found.spec.values ?? {};
  }
}

/** Tests at a desk. The last of them looks at every request that the others made. */
export function atDesk(release: Release, tests: (desk: Desk) => void): void {
  const desk = new Desk(release);
  const seen: LoggedRequest[] = [];
  beforeAll(async () => {
    desk.platform = await startPlatform({ release });
  });
  beforeEach(async () => {
    await desk.platform.clear();
    desk.flux = new Flux(desk.platform);
    desk.folder = mkdtempSync(path.join(tmpdir(), 'hikube-desk-'));
  });
  afterEach(async () => {
    rmSync(desk.folder, { recursive: true });
    seen.push(...(await desk.platform.requestLog()));
  });
  afterAll(() => desk.platform.stop());
  tests(desk);

  it('never sent a dry run or a patch, whatever these tests did', () => {
    expect(seen.length).toBeGreaterThan(10);
    const dangerous = seen.filter(({ verb, query, body }) => verb === 'patch' || 'dryRun' in query || mentions(body));
    expect(dangerous).toEqual([]);
    expect(new Set(seen.map(({ method }) => method))).not.toContain('PATCH');
  });
}

const mentions = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'dryRun' in body && (body as { dryRun?: unknown }).dryRun !== undefined;
