import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isRecord, listed, type Unchecked } from '../core/json';
import { nearest } from '../core/suggest';
import { readKubeconfig, type Entry, type Kubeconfig, type ListName } from './kubeconfig-document';
import { resolvedIn, type KubeconfigPaths } from './kubeconfig-paths';
import { LiveError } from './live-error';

/** What one context says: where, as whom, in which namespace. */
export interface Access {
  readonly context: string | undefined;
  readonly namespace: string | undefined;
  readonly server: URL;
  /** The `cluster` of a kubeconfig, with absolute paths. */
  readonly cluster: Unchecked;
  /** The `user` of a kubeconfig, with absolute paths. */
  readonly user: Unchecked;
}

/** Where Kubernetes puts what a pod needs to reach its own API server. */
export const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Reads the files, the first that says something winning, as kubectl does. Files of `KUBECONFIG` that are not there are
 * passed over.
 *
 * @returns nothing where there is no file at all
 * @throws LiveError of kind `kubeconfig`
 */
export function readFiles({ files, from }: KubeconfigPaths): Kubeconfig | undefined {
  const read = files.flatMap((file): Kubeconfig[] => {
    const text = textOf(file);
    if (text === undefined) return [];
    const folder = path.dirname(file);
    const config = readKubeconfig(text, file);
    const resolved = (entries: readonly Entry[]): Entry[] =>
      entries.map(({ name, value }) => ({ name, value: resolvedIn(folder, value) }));
    return [{ ...config, clusters: resolved(config.clusters), users: resolved(config.users) }];
  });
  if (read.length === 0) {
    if (from === 'home') return undefined;
    throw new LiveError('kubeconfig', {
      message: `There is no kubeconfig: ${files.join(', ')} ${files.length === 1 ? 'is' : 'are'} not there.`,
      why: from === 'option' ? 'The option --kubeconfig names it.' : 'The variable KUBECONFIG names it.',
      remedy: 'Name one that is there.',
    });
  }
  const all = (list: ListName): Entry[] => read.flatMap((config) => config[list]);
  const currentContext = read.find((config) => config.currentContext !== undefined)?.currentContext;
  return {
    contexts: all('contexts'),
    clusters: all('clusters'),
    users: all('users'),
    ...(currentContext !== undefined && { currentContext }),
  };
}

/**
 * What a context of a kubeconfig says.
 *
 * @param where the kubeconfig in a sentence
 * @throws LiveError of kind `kubeconfig`
 */
export function accessBy(config: Kubeconfig, where: string, wanted: string | undefined): Access {
  const names = config.contexts.map(({ name }) => name);
  const name = wanted ?? config.currentContext;
  if (name === undefined) {
    throw new LiveError('kubeconfig', {
      message: `No context is chosen, and ${where} has no current one.`,
      remedy: names.length === 0 ? 'It has no context at all.' : `Choose one by --context: ${listed(names)}.`,
    });
  }
  const context = find(config.contexts, name);
  if (!context) {
    const near = nearest(name, names);
    throw new LiveError('kubeconfig', {
      message: `There is no context "${name}" in ${where}.`,
      ...(wanted === undefined && { why: 'It is the current one all the same.' }),
      remedy: near !== undefined ? `Did you mean "${near}"?` : names.length > 0 ? `It has ${listed(names)}.` : '',
    });
  }
  const cluster = find(config.clusters, context.cluster);
  if (!cluster) throw missing(where, name, 'cluster', context.cluster);
  const user = context.user === undefined || context.user === '' ? {} : find(config.users, context.user);
  if (!user) throw missing(where, name, 'user', context.user);
  const { namespace } = context;
  return {
    context: name,
    namespace: typeof namespace === 'string' && namespace !== '' ? namespace : undefined,
    server: serverOf(cluster, where),
    cluster,
    user,
  };
}

/** What a pod may do in the cluster that it runs in; nothing where this is no pod. */
export function accessInside(env: Readonly<Record<string, string | undefined>>, folder: string): Access | undefined {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = env;
  const tokenFile = path.join(folder, 'token');
  if (!host || !port || !existsSync(tokenFile)) return undefined;
  const server = new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}`);
  const namespace = textOf(path.join(folder, 'namespace'))?.trim();
  return {
    context: undefined,
    namespace: namespace || undefined,
    server,
    cluster: { server: server.href, 'certificate-authority': path.join(folder, 'ca.crt') },
    user: { tokenFile },
  };
}

function serverOf(cluster: Unchecked, where: string): URL {
  try {
    const server = new URL(String(cluster.server));
    if (server.protocol === 'https:' || server.protocol === 'http:') return server;
  } catch {
    // Told below.
  }
  throw new LiveError('kubeconfig', {
    message: `The cluster of this context has no server address in ${where}.`,
    remedy: 'It should begin with https://.',
  });
}

const find = (entries: readonly Entry[], name: unknown): Unchecked | undefined => {
  const entry = entries.find((candidate) => candidate.name === name);
  return entry && isRecord(entry.value) ? entry.value : undefined;
};

const missing = (where: string, context: string, what: string, name: unknown): LiveError =>
  new LiveError('kubeconfig', {
    message: `The context "${context}" in ${where} names the ${what} "${String(name ?? '')}", which is not there.`,
    remedy: 'Correct it, or choose another context.',
  });

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new LiveError('kubeconfig', {
      message: `The file ${file} cannot be read (${code ?? 'unknown'}).`,
      remedy: code === 'EACCES' ? 'Look at its rights.' : 'Name another one.',
    });
  }
}
