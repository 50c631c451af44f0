import { clusterNames } from '../../core/names';
import { visible } from '../formats/visible';
import { Unusable, type CommandIo, type ExitCode, type Target } from '../io';
import { refFrom } from '../references';

/** The keys of the secret, by the words of the command line. */
export const KEYS = ['admin.conf', 'super-admin.conf', 'admin.svc', 'super-admin.svc'] as const;

/** How `hikube kubeconfig` was called. */
export interface KubeconfigCommand extends Target {
  readonly key: (typeof KEYS)[number];
  /** Whether to read the one for those who log in by the platform's identity provider. */
  readonly oidc?: boolean;
  /** Whether it goes into the user's own kubeconfig instead of to standard output. */
  readonly merge?: boolean;
  /** Whether it becomes the current context there. */
  readonly current?: boolean;
  /** The file that it is merged into. @default as kubectl finds it */
  readonly into?: string;
}

/**
 * Reads the kubeconfig of a cluster from the platform. It is a credential: it goes to standard output or into a file of
 * mode 0600, and to no message.
 */
export async function kubeconfig(name: string, command: KubeconfigCommand, io: CommandIo): Promise<ExitCode> {
  const api = await io.connect(command);
  const ref = refFrom(name, api);
  if (ref.kind !== 'Kubernetes') throw new Unusable('Only a cluster has a kubeconfig.');
  const secretName = command.oidc ? clusterNames.oidcKubeconfig(ref.name) : clusterNames.kubeconfig(ref.name);
  const secret = await api.secret(ref.namespace, secretName, io.signal);
  if (!secret) throw new Unusable(missing(ref.name, command.oidc === true, await api.get(ref, io.signal)));
  const { kubeconfigFrom } = await import('../../live/kubeconfig');
  const text = kubeconfigFrom(secret, command.oidc ? 'kubeconfig' : command.key);
  if (!command.merge && !command.current && command.into === undefined) {
    io.stdout(text.endsWith('\n') ? text : `${text}\n`);
    return 0;
  }
  const { contextName } = await import('../../live/kubeconfig-merge');
  const { writeKubeconfig } = await import('../../live/kubeconfig-file');
  const context = contextName(ref.namespace, ref.name);
  const file = writeKubeconfig(text, {
    name: context,
    env: io.env,
    kubeconfig: command.into,
    cwd: io.cwd,
    makeCurrent: command.current === true ? true : undefined,
  });
  const current = command.current
    ? `and is the current one; to the platform leads ${api.context === undefined ? 'another' : `\`--context ${visible(api.context)}\``}`
    : `\`kubectl --context ${context} get nodes\` uses it`;
  io.stdout(`context ${context} is in ${visible(file)}; ${current}\n`);
  return 0;
}

function missing(name: string, oidc: boolean, cluster: unknown): string {
  if (!cluster) return `There is no cluster "${visible(name)}" here.`;
  return oidc
    ? `The cluster "${name}" has no kubeconfig for logins: that takes platform 1.6 and the mode System of oidc.`
    : `The kubeconfig of "${name}" is not there yet: the platform writes it when the control plane is up. \`hikube status ${name} --wait controlPlane\` waits for that. (A login with the view role may not read it.)`;
}
