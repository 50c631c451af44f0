import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Changes when anything that a Go module is built from does. */
export function fingerprint(folder: string): string {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const name of readdirSync(folder).sort()) {
    if (/\.(go|mod|sum)$/.test(name) && !name.endsWith('_test.go')) {
      hash.update(name).update(readFileSync(path.join(folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 12);
}

/** Runs `go` with an output that appears whole or not at all; who comes second waits for the first. */
export async function builtOnce(binary: string, folder: string, command: readonly string[]): Promise<string> {
  mkdirSync(path.dirname(binary), { recursive: true });
  while (!existsSync(binary)) {
    const release = lock(`${binary}.lock`);
    if (release === undefined) {
      await sleep(200);
      continue;
    }
    try {
      if (!existsSync(binary)) await build(binary, folder, command);
    } finally {
      release();
    }
  }
  return binary;
}

async function build(binary: string, folder: string, [verb = 'build', ...rest]: readonly string[]): Promise<void> {
  const unfinished = `${binary}.${randomUUID()}`;
  try {
    process.stderr.write(`e2e: building ${path.basename(binary)}\n`);
    await go([verb, '-o', unfinished, ...rest], folder);
    chmodSync(unfinished, 0o755);
    renameSync(unfinished, binary);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function go(command: readonly string[], cwd: string): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn('go', command, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', failed);
    child.once('exit', (code) =>
      code === 0 ? done() : failed(new Error(`go ${command.join(' ')} ended with ${code}`)),
    );
  });
}

/** Takes a lock file, and returns how to give it back; undefined while somebody who lives has it. */
function lock(file: string): (() => void) | undefined {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return () => rmSync(file, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (isStale(file)) rmSync(file, { force: true });
    return undefined;
  }
}

function isStale(file: string): boolean {
  try {
    const holder = Number(readFileSync(file, 'utf8'));
    // Between the creation of the file and the writing of the number it is empty.
    if (holder === 0) return Date.now() - statSync(file).mtimeMs > 5000;
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
