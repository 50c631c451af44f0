import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../lib/cli/main';
import type { CommandIo, ExitCode } from '../../lib/cli/io';

/** What a run of the command line left behind. */
export interface Outcome {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

const folders: string[] = [];

/** A folder with these files, which is gone after the tests of the file. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'hikube-check-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}
afterAll(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

/** Runs `hikube` in this process, in a folder. */
export async function hikube(
  argv: readonly string[],
  cwd = tmpdir(),
  io: Partial<CommandIo> & { readonly input?: string } = {},
): Promise<Outcome> {
  let [out, err] = ['', ''];
  const code = await run(argv, {
    cwd,
    env: {},
    isTTY: false,
    stdin: () => Promise.resolve(Buffer.from(io.input ?? '')),
    stdout: (text) => void (out += text),
    stderr: (text) => void (err += text),
    ask: () => Promise.resolve(undefined),
    connect: () => Promise.reject(new Error('no platform in this test')),
    lookInside: () => Promise.reject(new Error('no cluster in this test')),
    sleep: () => Promise.resolve(),
    ...io,
  });
  return { code, out, err };
}

/** Judges one text that comes in by standard input, and returns what `--format json` says. */
export async function judged(input: string, ...options: readonly string[]): Promise<JsonVerdict> {
  const { out } = await hikube(['check', '-', '--format', 'json', ...options], undefined, { input });
  return JSON.parse(out) as JsonVerdict;
}

/** What `--format json` says. */
export interface JsonVerdict {
  readonly issues: readonly {
    readonly code: string;
    readonly severity: string;
    readonly message: string;
    readonly why: string;
    readonly remedy: string;
    readonly pointer?: string;
    readonly object?: object;
    readonly source: { readonly file: string; readonly line: number; readonly column: number };
  }[];
  readonly acknowledged?: readonly object[];
  readonly summary: object;
}

/** An etcd ring that nothing is wrong with, in a namespace of its own. */
export const ring = (namespace = 'tenant-acme', replicas: number | string = 3): string => `\
apiVersion: apps.cozystack.io/v1alpha1
kind: Etcd
metadata:
  name: etcd
  namespace: ${namespace}
spec:
  replicas: ${replicas}
`;
/** The same with a warning (HK4102, more members than etcd advises), and with an error (HK1201, a key of the spec). */
export const WARNS = ring('tenant-acme', 9);
export const FAILS = `${ring()}  replicasss: 3\n`;
