import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { readKubeconfig } from './kubeconfig-document';
import { kubeconfigPaths, type Environment } from './kubeconfig-paths';
import { mergeKubeconfig, withCurrentContext, type MergeOptions } from './kubeconfig-merge';
import { LiveError } from './live-error';

/** Into which kubeconfig to write. */
export interface WriteKubeconfigOptions extends Omit<MergeOptions, 'where'> {
  readonly env: Environment;
  /** A file. @default as kubectl: where the entry stands already, else the first file of `KUBECONFIG` that is there */
  readonly kubeconfig?: string | undefined;
  /** From where relative paths are seen. @default the process's working directory */
  readonly cwd?: string | undefined;
}

/**
 * Merges a cluster's kubeconfig into the user's own, as kubectl would: an entry is replaced in the file where it stands;
 * a new one, and the current context, go to the first file of `KUBECONFIG` that is there, or to its last one where none
 * is (client-go, tools/clientcmd/config.go).
 *
 * @returns the file that has the entry
 * @throws LiveError of kind `kubeconfig`; what was there is then as it was
 */
export function writeKubeconfig(incoming: string, options: WriteKubeconfigOptions): string {
  const { name, makeCurrent, env, kubeconfig, cwd = process.cwd() } = options;
  const { files } = kubeconfigPaths(env, cwd, kubeconfig);
  const present = files.filter((file) => fs.existsSync(file));
  const configs = present.map((file) => ({ file, config: readKubeconfig(read(file), file) }));
  const fallback = present[0] ?? files.at(-1)!;
  const own = configs.find(({ config: { contexts, clusters, users } }) =>
    [...contexts, ...clusters, ...users].some((entry) => entry.name === name),
  );
  const target = own?.file ?? fallback;
  const current = makeCurrent ?? configs.every(({ config }) => config.currentContext === undefined);

  changeFile(target, (existing) =>
    mergeKubeconfig(existing, incoming, { ...options, makeCurrent: current && target === fallback, where: target }),
  );
  if (current && target !== fallback) changeFile(fallback, (existing) => withCurrentContext(existing, name, fallback));
  return target;
}

/**
 * Changes a file at once or not at all: a new one is written beside it and takes its place. Links are followed to what
 * they lead to; the mode is 0600, or a stricter one that was there. `<file>.lock` keeps other writers away, as client-go
 * does.
 */
export function changeFile(file: string, change: (existing: string) => string): void {
  const folder = path.dirname(file);
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw fault(`The folder ${folder} cannot be made`, error);
  }
  const target = fs.existsSync(file) ? fs.realpathSync(file) : linkTarget(file);
  const lock = `${file}.lock`;
  takeLock(lock);
  try {
    const existing = fs.existsSync(target) ? read(target) : '';
    const text = change(existing);
    if (text === existing) return;
    const mode = fs.existsSync(target) ? fs.statSync(target).mode & 0o600 : 0o600;
    replaceFile(target, text, mode);
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

function replaceFile(target: string, text: string, mode: number): void {
  const temporary = `${target}.${randomUUID()}`;
  try {
    const descriptor = fs.openSync(temporary, 'wx', 0o600);
    try {
      fs.writeFileSync(descriptor, text);
      fs.fsyncSync(descriptor);
      fs.fchmodSync(descriptor, mode);
    } finally {
      fs.closeSync(descriptor);
    }
    fs.renameSync(temporary, target);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw fault(`The file ${target} cannot be written`, error);
  }
}

function takeLock(lock: string): void {
  try {
    fs.closeSync(fs.openSync(lock, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw fault(`The file ${lock} cannot be written`, error);
    throw new LiveError('kubeconfig', {
      message: `Another program is changing this kubeconfig: ${lock} is there.`,
      remedy: 'Try again when it is through; if none runs, delete that file.',
    });
  }
}

/** What a link without an end leads to; a file that is not there is itself. */
function linkTarget(file: string): string {
  try {
    return path.resolve(path.dirname(file), fs.readlinkSync(file));
  } catch {
    return file;
  }
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw fault(`The file ${file} cannot be read`, error);
  }
}

const fault = (what: string, error: unknown): LiveError =>
  new LiveError('kubeconfig', {
    message: `${what} (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`,
    remedy: 'Look at its rights, and at those of its folder.',
  });
