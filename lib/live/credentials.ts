import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import type https from 'node:https';
import { isRecord, type Unchecked } from '../core/json';
import type { Access } from './access';
import { loadClientNode, type KubeConfigClass } from './client-node';
import { aborted } from './clock';
import type { Endpoint } from './http-transport';
import type { Environment } from './kubeconfig-paths';
import { LiveError } from './live-error';
import { loginFault } from './login-fault';
import { proxyFor } from './proxy';

/** How credentials are come by. */
export interface CredentialsOptions {
  readonly env: Environment;
  /** @default `import('@kubernetes/client-node')` */
  readonly load?: (() => Promise<KubeConfigClass>) | undefined;
  /** Milliseconds, from whenever. @default the time of the process */
  readonly now?: (() => number) | undefined;
}

/** A login plug-in is asked, and files are read, no more often than this. */
const FRESH_FOR = 30_000;

/**
 * A server and the credentials for it. Client certificates, tokens, token files, login plug-ins and proxies are left to
 * `@kubernetes/client-node`; over plain http nothing is sent along, as with kubectl.
 */
export function endpointOf(
  access: Access,
  { env, load = loadClientNode, now = Date.now }: CredentialsOptions,
): Endpoint {
  let config: InstanceType<KubeConfigClass['KubeConfig']> | undefined;
  let last: { readonly at: number; readonly options: https.RequestOptions } | undefined;

  let asking: AbortSignal | undefined;

  const fresh = async (renew: boolean): Promise<https.RequestOptions> => {
    try {
      // A plug-in's token may be kept by the config: after a 401 it is asked anew.
      if (!config || renew) config = withPlugIns(await configOf(access, env, load), () => asking);
      const options: https.RequestOptions = { headers: {} };
      await config.applyToHTTPSOptions(options as Parameters<typeof config.applyToHTTPSOptions>[0]);
      return options;
    } catch (error) {
      throw error instanceof LiveError ? error : loginFault(error, access);
    }
  };

  return {
    server: access.server,
    options: async ({ renew, signal }) => {
      if (access.server.protocol === 'http:') return {};
      if (last && !renew && now() - last.at < FRESH_FOR) return last.options;
      asking = signal;
      const options = await untilAborted(fresh(renew), signal);
      last = { at: now(), options };
      return options;
    },
  };
}

async function configOf(
  { cluster, user, server }: Access,
  env: Environment,
  load: () => Promise<KubeConfigClass>,
): Promise<InstanceType<KubeConfigClass['KubeConfig']>> {
  const { KubeConfig } = await load();
  const proxy = cluster['proxy-url'] ?? proxyFor(server, env);
  const config = new KubeConfig();
  const [name, current] = ['server', { 'current-context': 'server' }];
  config.loadFromString(
    JSON.stringify({
      ...current,
      contexts: [{ name, context: { cluster: name, user: name } }],
      clusters: [{ name, cluster: { ...cluster, ...(proxy !== undefined && { 'proxy-url': proxy }) } }],
      users: [{ name, user: userFor(user, cluster) }],
    }),
  );
  return config;
}

/** A user in the words that client-node 1.4 understands. */
function userFor({ tokenFile, ...user }: Unchecked, cluster: Unchecked): Unchecked {
  if (typeof tokenFile === 'string' && tokenFile !== '') {
    // It knows the key as `token-file` only, and reads that once; as an auth provider, again and again.
    return { ...user, token: undefined, 'auth-provider': { name: 'tokenFile', config: { tokenFile } } };
  }
  if (!isRecord(user.exec)) return user;
  const { apiVersion = 'client.authentication.k8s.io/v1', env, provideClusterInfo } = user.exec;
  // Plug-ins are told in which version to answer; client-node does not.
  const info = {
    apiVersion,
    kind: 'ExecCredential',
    spec: { interactive: process.stdin.isTTY === true, ...(provideClusterInfo === true && { cluster }) },
  };
  const told = { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(info) };
  return { ...user, exec: { ...user.exec, env: [...(Array.isArray(env) ? env : []), told] } };
}

type Spawn = (command: string, args: readonly string[] | undefined, options: SpawnOptions) => ChildProcess;

/**
 * Has plug-ins run as kubectl runs them: they may ask whoever sits at the terminal, what they say there is seen while they
 * run, and they end when the command does. client-node only gathers what they say.
 */
function withPlugIns<T extends object>(config: T, signal: () => AbortSignal | undefined): T {
  const { authenticators = [] } = config as { authenticators?: readonly object[] };
  for (const one of authenticators) if ('execFn' in one) (one as { execFn: Spawn }).execFn = plugInBy(signal);
  return config;
}

const plugInBy =
  (signal: () => AbortSignal | undefined): Spawn =>
  (command, args = [], options) => {
    const asks = process.stdin.isTTY === true;
    const child = spawn(command, args, { ...options, stdio: [asks ? 'inherit' : 'ignore', 'pipe', 'pipe'] });
    if (process.stderr.isTTY) child.stderr?.on('data', (text: string) => void process.stderr.write(text));
    const [given, stop] = [signal(), (): void => void child.kill()];
    given?.addEventListener('abort', stop, { once: true });
    child.once('close', () => given?.removeEventListener('abort', stop));
    return child;
  };

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(aborted());
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
