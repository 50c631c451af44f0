import { choiceFault } from '../core/choice';
import { isRecord, quote } from '../core/json';

/** Somebody who may log in. */
export interface OidcUser {
  readonly email: string;
  readonly role: 'admin' | 'view';
}

/** What every way of logging in takes. */
export interface OidcOptions {
  /** Who may log in, and as what. @default none */
  readonly users?: readonly OidcUser[];
}

/** How people log in to a cluster by OpenID Connect (platform 1.6). */
export class Oidc {
  private constructor(
    public readonly mode: 'System' | 'CustomConfig',
    /** The text of an AuthenticationConfiguration, if it is given inline. */
    public readonly config: string | undefined,
    /** The Secret that holds one under `config.yaml`. */
    public readonly secretName: string | undefined,
    public readonly users: readonly OidcUser[],
  ) {}

  /** By the platform's own identity provider. */
  public static system(options: OidcOptions = {}): Oidc {
    return new Oidc('System', undefined, undefined, usersOf(options));
  }

  /** By a provider of your own, as an AuthenticationConfiguration (apiserver.config.k8s.io/v1beta1). */
  public static fromConfig(config: string, options: OidcOptions = {}): Oidc {
    if (typeof config !== 'string' || config.trim() === '')
      throw choice(`The OIDC configuration is ${quote(config)}.`, 'Write the text of an AuthenticationConfiguration.');
    return new Oidc('CustomConfig', config, undefined, usersOf(options));
  }

  /** The same, read from the key `config.yaml` of a Secret in the tenant's namespace. */
  public static fromSecret(name: string, options: OidcOptions = {}): Oidc {
    if (typeof name !== 'string' || name === '')
      throw choice(`The Secret with the OIDC configuration is ${quote(name)}.`, 'Write its name.');
    return new Oidc('CustomConfig', undefined, name, usersOf(options));
  }
}

const choice = (message: string, remedy: string): Error =>
  choiceFault(message, 'It decides who gets into the cluster.', remedy);

function usersOf(options: unknown): readonly OidcUser[] {
  const users: unknown = isRecord(options) ? (options.users ?? []) : undefined;
  const remedy = "Write { users: [{ email: 'jane@acme.example', role: 'view' }] }.";
  if (!Array.isArray(users)) throw choice(`The OIDC options are ${quote(options)}.`, remedy);
  return users.map((user: unknown) => {
    if (!isRecord(user) || typeof user.email !== 'string')
      throw choice(`The OIDC user ${quote(user)} has no email.`, remedy);
    const { email, role } = user;
    if (role === 'admin' || role === 'view') return { email, role };
    throw choice(`The OIDC user ${quote(email)} has the role ${quote(role)}.`, 'Write the role "admin" or "view".');
  });
}
