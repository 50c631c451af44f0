/**
 * The kubeconfigs that the platform writes. `admin.conf` and `super-admin.conf` go by the cluster's host name, `.svc` by
 * the service's, from within the platform. `kubeconfig` is the key of the secret for those who log in by the platform's
 * identity provider (1.6, `kubernetes-<name>-oidc-kubeconfig`). Source: cozystack v1.1.2 and v1.6.2,
 * packages/apps/kubernetes/templates.
 */
export const KUBECONFIG_KEYS = [
  'admin.conf',
  'super-admin.conf',
  'admin.svc',
  'super-admin.svc',
  'kubeconfig',
] as const;
export type KubeconfigKey = (typeof KUBECONFIG_KEYS)[number];

/** The kubeconfigs that a secret has, and no other key's name. */
export const kubeconfigKeys = (data: Readonly<Record<string, string>>): KubeconfigKey[] =>
  KUBECONFIG_KEYS.filter((key) => Object.hasOwn(data, key));
