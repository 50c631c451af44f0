import os from 'node:os';
import path from 'node:path';
import type { Unchecked } from '../core/json';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The kubeconfigs that count, and who named them. */
export interface KubeconfigPaths {
  /** In the order of precedence. */
  readonly files: readonly string[];
  readonly from: 'option' | 'KUBECONFIG' | 'home';
}

/** As kubectl does it: the option, else what `KUBECONFIG` lists, else `~/.kube/config`. */
export function kubeconfigPaths(env: Environment, cwd: string, option?: string): KubeconfigPaths {
  if (option !== undefined) return { files: [path.resolve(cwd, option)], from: 'option' };
  const listed = (env.KUBECONFIG ?? '').split(path.delimiter).filter((file) => file !== '');
  if (listed.length > 0)
    return { files: [...new Set(listed.map((file) => path.resolve(cwd, file)))], from: 'KUBECONFIG' };
  const home = env.HOME || env.USERPROFILE || os.homedir();
  return { files: [path.join(home, '.kube', 'config')], from: 'home' };
}

const FILE_KEYS = ['certificate-authority', 'client-certificate', 'client-key', 'tokenFile'];

/** An entry with its files as seen from the folder of its kubeconfig; a login plug-in too, if it is no bare name. */
export function resolvedIn(folder: string, value: Unchecked): Unchecked {
  const resolved: Record<string, unknown> = { ...value };
  for (const key of FILE_KEYS) {
    const file = value[key];
    if (typeof file === 'string' && file !== '') resolved[key] = path.resolve(folder, file);
  }
  const { exec } = value as { exec?: { command?: unknown } };
  if (typeof exec?.command === 'string' && /[\\/]/.test(exec.command))
    resolved.exec = { ...exec, command: path.resolve(folder, exec.command) };
  return resolved;
}
