import { randomBytes } from 'node:crypto';

/** Who talks to the platform in tests; `expired` has a token that the server does not know. */
export type User = 'admin' | 'acme' | 'viewer' | 'expired';

/** Those who are part of the set-up, and whose requests are no part of what a test looks at. */
export type Servant = 'harness' | 'platform-api';

const GROUPS: Readonly<Record<Exclude<User, 'expired'> | Servant, string>> = {
  admin: 'system:masters',
  harness: 'system:masters',
  'platform-api': 'system:masters',
  acme: 'tenant-acme-super-admin',
  viewer: 'tenant-acme-view',
};

export type Tokens = Readonly<Record<User | Servant, string>>;

const token = (): string => randomBytes(16).toString('hex');

export const makeTokens = (): Tokens => ({
  admin: token(),
  acme: token(),
  viewer: token(),
  expired: token(),
  harness: token(),
  'platform-api': token(),
});

/** The text of a static token file of the kube-apiserver. */
export const tokenFile = (tokens: Tokens): string =>
  Object.entries(GROUPS)
    .map(([name, group]) => `${tokens[name as User | Servant]},${name},${name},"${group}"\n`)
    .join('');

/** A kubeconfig as a provider hands it out: one cluster, one user, the tenant's namespace. */
export const kubeconfigOf = (url: string, ca: string, name: string, bearer: string): string =>
  JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': name,
      contexts: [{ name, context: { cluster: 'platform', user: name, namespace: 'tenant-acme' } }],
      clusters: [
        {
          name: 'platform',
          cluster: { server: url, 'certificate-authority-data': Buffer.from(ca).toString('base64') },
        },
      ],
      users: [{ name, user: { token: bearer } }],
    },
    undefined,
    2,
  );
