import { SERVICE_ACCOUNT, accessBy, accessInside, readFiles, type Access } from './access';
import type { KubeConfigClass } from './client-node';
import type { Clock } from './clock';
import { endpointOf } from './credentials';
import { HttpTransport, type Timeouts } from './http-transport';
import { readKubeconfig } from './kubeconfig-document';
import { kubeconfigPaths, type Environment } from './kubeconfig-paths';
import { LiveError } from './live-error';
import { TenantApi } from './tenant-api';

/** What every connection has. */
export interface ConnectionOptions {
  /** The environment: `KUBECONFIG`, `HOME`, proxies, and what says that this is a pod. */
  readonly env: Environment;
  readonly timeouts?: Timeouts | undefined;
  /** @default the time of the process */
  readonly clock?: Clock | undefined;
  /** How `@kubernetes/client-node` is loaded. @default by `import()`, at the first request */
  readonly load?: (() => Promise<KubeConfigClass>) | undefined;
}

/** Which API server to talk to, and as whom. */
export interface ConnectOptions extends ConnectionOptions {
  /** A kubeconfig file. @default what `KUBECONFIG` lists, else `~/.kube/config`, else the cluster that this pod runs in */
  readonly kubeconfig?: string | undefined;
  /** @default the kubeconfig's current one */
  readonly context?: string | undefined;
  /** @default the context's */
  readonly namespace?: string | undefined;
  /** From where relative paths are seen. @default the process's working directory */
  readonly cwd?: string | undefined;
  /** Where a pod finds its token. @default where Kubernetes puts it */
  readonly serviceAccount?: string | undefined;
}

/**
 * Finds the API server as kubectl does. Nothing is sent, and no plug-in is run, before the first request.
 *
 * @throws LiveError of kind `kubeconfig` where no kubeconfig is there, or it does not say where to go
 */
export async function connect(options: ConnectOptions): Promise<TenantApi> {
  const access = accessFor(options);
  return apiOf({ ...access, namespace: options.namespace ?? access.namespace }, options);
}

/**
 * The API server that a kubeconfig of one piece names: the cluster inside, say, by the kubeconfig that the platform
 * shows as a secret.
 *
 * @param text the kubeconfig, its certificates included
 * @throws LiveError of kind `kubeconfig`
 */
export async function connectWith(text: string, options: ConnectionOptions): Promise<TenantApi> {
  return apiOf(accessWith(text), options);
}

/** What a kubeconfig of one piece says. It may name no files and run no programs: it came over the network. */
export function accessWith(text: string): Access {
  const where = 'the kubeconfig that the platform shows';
  const access = accessBy(readKubeconfig(text, where), where, undefined);
  const risky = ['exec', 'auth-provider', 'tokenFile', 'client-certificate', 'client-key'].filter(
    (key) => access.user[key] !== undefined,
  );
  if (access.cluster['certificate-authority'] !== undefined) risky.push('certificate-authority');
  if (risky.length === 0) return access;
  throw new LiveError('kubeconfig', {
    message: `${where[0]!.toUpperCase()}${where.slice(1)} has ${risky.join(', ')} in it.`,
    why: 'It comes over the network, so it may name no files and run no programs of this machine.',
    remedy: 'Look at the secret, and use another key of it.',
  });
}

/** The transport for what a context says. */
export const transportFor = (access: Access, options: ConnectionOptions): HttpTransport =>
  new HttpTransport(endpointOf(access, { env: options.env, load: options.load }), options.timeouts);

function apiOf(access: Access, options: ConnectionOptions): TenantApi {
  const { server, context, namespace } = access;
  return new TenantApi({ server, context, namespace, transport: transportFor(access, options), clock: options.clock });
}

function accessFor({ env, kubeconfig, context, serviceAccount, cwd = process.cwd() }: ConnectOptions): Access {
  const paths = kubeconfigPaths(env, cwd, kubeconfig);
  const config = readFiles(paths);
  if (config) return accessBy(config, paths.files.join(', '), context);
  const inside = context === undefined ? accessInside(env, serviceAccount ?? SERVICE_ACCOUNT) : undefined;
  if (inside) return inside;
  throw new LiveError('kubeconfig', {
    message: `There is no kubeconfig: none is named, and ${paths.files.join(', ')} is not there.`,
    why: 'It says where the platform is, and who you are there.',
    remedy:
      "Get it from the platform's dashboard, and name it: by KUBECONFIG, by --kubeconfig on the command line, or by a `Connection` in a Pulumi program.",
  });
}
