import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { builtOnce, fingerprint } from './support/build';

/** The programs that a platform is made of, as paths. */
export interface Servers {
  readonly etcd: string;
  readonly kubeApiserver: string;
  /** The stand-in, which also makes the certificates. */
  readonly platformApi: string;
}

const PROJECT = path.join(__dirname, '../..');
const CACHE = path.join(PROJECT, '.cache/e2e');
const KUBERNETES = 'v1.34.4';

const hasGo = (): boolean => {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Where setup-envtest and its like have put both servers, if they have. */
function assets(): { etcd: string; kubeApiserver: string } | undefined {
  const folder = process.env.KUBEBUILDER_ASSETS;
  if (folder === undefined || folder === '') return undefined;
  const found = { etcd: path.join(folder, 'etcd'), kubeApiserver: path.join(folder, 'kube-apiserver') };
  return existsSync(found.etcd) && existsSync(found.kubeApiserver) ? found : undefined;
}

const sources = (folder: string): string => path.join(__dirname, folder);
const cached = (folder: string, name: string): string =>
  path.join(CACHE, `${folder}-${fingerprint(sources(folder))}`, name);

/** Why the e2e tests cannot run on this machine, or undefined when they can. */
export function availability(): string | undefined {
  if (hasGo()) return undefined;
  const ready = assets() !== undefined || existsSync(cached('servers', 'kube-apiserver'));
  if (!ready) return 'no Go and no KUBEBUILDER_ASSETS: the e2e tests cannot run here';
  // The stand-in is always built from the sources beside this file, unless somebody has.
  return existsSync(cached('platform-api', 'platform-api'))
    ? undefined
    : 'no Go, which the stand-in for the platform is built with: the e2e tests cannot run here';
}

/** The servers, built if they are not there yet: minutes for the first time, nothing later. */
export async function servers(): Promise<Servers> {
  const reason = availability();
  if (reason !== undefined) throw new Error(reason);
  const build = (folder: string, name: string, what: string, flags: readonly string[] = []): Promise<string> =>
    builtOnce(cached(folder, name), sources(folder), ['build', '-ldflags', ['-s', '-w', ...flags].join(' '), what]);

  const version = 'k8s.io/component-base/version';
  const [major, minor] = KUBERNETES.slice(1).split('.');
  const stamp = [
    `-X ${version}.gitVersion=${KUBERNETES}`,
    `-X ${version}.gitMajor=${major}`,
    `-X ${version}.gitMinor=${minor}`,
  ];
  const found = assets();
  return {
    platformApi: await build('platform-api', 'platform-api', '.'),
    etcd: found?.etcd ?? (await build('servers', 'etcd', 'go.etcd.io/etcd/server/v3')),
    kubeApiserver:
      found?.kubeApiserver ?? (await build('servers', 'kube-apiserver', 'k8s.io/kubernetes/cmd/kube-apiserver', stamp)),
  };
}
