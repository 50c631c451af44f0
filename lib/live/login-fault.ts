import { isRecord, valueAt, type Unchecked } from '../core/json';
import type { Access } from './access';
import { LiveError } from './live-error';
import { redacted } from './redact';

const KUBELOGIN = 'https://github.com/int128/kubelogin';

/** Why there are no credentials: a plug-in that is not there, one that failed, a file that cannot be read. */
export function loginFault(error: unknown, { user, context }: Access): LiveError {
  const { code, path, message } = error as NodeJS.ErrnoException;
  const words = redacted(String(message ?? error));
  const command = valueAt(user, 'exec', 'command');
  const whose = context === undefined ? 'this login' : `the context "${context}"`;
  if (typeof command !== 'string') {
    const file = (code === 'ENOENT' || code === 'EACCES') && path !== undefined;
    return new LiveError('kubeconfig', {
      message: `There are no credentials for ${whose}.`,
      why: file ? `The file ${path}, which the kubeconfig names, cannot be read (${code}).` : words,
      remedy: 'Correct the kubeconfig, or get a new one.',
    });
  }
  if (code === 'ENOENT' || code === 'EACCES' || MISSING.test(words)) {
    const { installHint } = isRecord(user.exec) ? user.exec : ({} as Unchecked);
    return new LiveError('kubeconfig', {
      message: `The login plug-in "${command}" of ${whose} is not installed, or cannot be run.`,
      why: typeof installHint === 'string' ? redacted(installHint) : '',
      remedy: isOidc(user) ? `Install int128/kubelogin (${KUBELOGIN}).` : 'Install it, and see that PATH has it.',
    });
  }
  return new LiveError('unauthorised', {
    message: `The login plug-in "${command}" of ${whose} gave no credentials.`,
    // What a plug-in prints on standard output is a credential, or meant to be one.
    why:
      (error as Error).name === 'SyntaxError'
        ? 'What it printed is no ExecCredential.'
        : words === ''
          ? ''
          : `It says: ${words}`,
    remedy: isOidc(user)
      ? `Log in again. The right kubelogin is int128's (${KUBELOGIN}); Azure's has the same name.`
      : 'Log in again.',
  });
}

const MISSING = /unknown command "oidc-login"|command not found/;

/** Whether a plug-in logs in by OpenID Connect, as those of the platform do. */
function isOidc(user: Unchecked): boolean {
  const [command, args] = [valueAt(user, 'exec', 'command'), valueAt(user, 'exec', 'args')];
  const words = [command, ...(Array.isArray(args) ? (args as unknown[]) : [])].map(String);
  return words.some((word) => /kubelogin|oidc[-_]login|--oidc-/.test(word));
}
