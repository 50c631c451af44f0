/** Kubernetes' own limits; see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/. */
export const LABEL_VALUE_LIMIT = 63;
export const SERVICE_NAME_LIMIT = 63;
export const NAMESPACE_LIMIT = 63;

/**
 * The longest name of an application on the platform: Helm keeps 53 characters for a release, and the release's name
 * is the kind's prefix and the object's name (cozystack v1.1.2 and v1.6.2, pkg/registry/apps/application/rest.go).
 */
const RELEASE_NAME_LIMIT = 53;
const PREFIX = { Kubernetes: 'kubernetes-', Tenant: 'tenant-' } as const;

export const CLUSTER_NAME_LIMIT = RELEASE_NAME_LIMIT - PREFIX.Kubernetes.length;
export const TENANT_NAME_LIMIT = RELEASE_NAME_LIMIT - PREFIX.Tenant.length;

/** Lower-case letters, digits and dashes, from a letter to a letter or digit. */
export const isDns1035Label = (text: string): boolean => /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(text);

/** Like DNS-1035, but may start with a digit. */
export const isDns1123Label = (text: string): boolean =>
  text.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(text);

/** Labels joined by dots, 253 characters in all. */
export const isDnsName = (text: string): boolean => text.length <= 253 && text.split('.').every(isDns1123Label);

/** A DNS name that is no IP address: Kubernetes takes none for the host of an Ingress. */
export const isHostName = (text: string): boolean => isDnsName(text) && !/^\d+(\.\d+){3}$/.test(text);

/** A host name that may have `*` as its leftmost label, with at least one label after it. */
export const isHostPattern = (text: string): boolean =>
  text.length <= 253 && isHostName(text.startsWith('*.') ? text.slice(2) : text);

/** A label value, or the part of a label's key after its prefix. */
const isLabelPart = (text: string): boolean =>
  text.length <= LABEL_VALUE_LIMIT && /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(text);

export const isLabelValue = (text: string): boolean => text === '' || isLabelPart(text);

/** A label's or annotation's key: an optional DNS prefix and a slash, and a name. */
export function isLabelKey(text: string): boolean {
  const parts = text.split('/');
  if (parts.length > 2) return false;
  return isLabelPart(parts[parts.length - 1]!) && (parts.length === 1 || isDnsName(parts[0]!));
}

/** Whether a text can stand behind `node-role.kubernetes.io/`. */
export const isRoleName = isLabelPart;

/** The names of what the platform makes of a cluster (cozystack, packages/apps/kubernetes/templates). */
export const clusterNames = {
  /** The Helm release, and the prefix of everything else. */
  release: (cluster: string): string => `${PREFIX.Kubernetes}${cluster}`,
  /** A group's MachineDeployment; it is also the value of a label, hence 63 characters at most. */
  machineDeployment: (cluster: string, group: string): string => `${PREFIX.Kubernetes}${cluster}-${group}`,
  /** The Ingress and Service that carry proxied hosts. */
  ingress: (cluster: string): string => `${PREFIX.Kubernetes}${cluster}-ingress-nginx`,
  /** The Secret with the kubeconfigs. */
  kubeconfig: (cluster: string): string => `${PREFIX.Kubernetes}${cluster}-admin-kubeconfig`,
  /** The Secret with the kubeconfig of users who log in by OIDC (platform 1.6, mode System). */
  oidcKubeconfig: (cluster: string): string => `${PREFIX.Kubernetes}${cluster}-oidc-kubeconfig`,
} as const;

/** The tenant that all others descend from. Source: cozystack, pkg/registry/apps/application/rest.go. */
export const ROOT_NAMESPACE = 'tenant-root';

/** The namespace of a tenant declared in another tenant's namespace. */
export function tenantNamespace(parentNamespace: string, name: string): string {
  return parentNamespace === ROOT_NAMESPACE ? `tenant-${name}` : `${parentNamespace}-${name}`;
}

/** Whether a namespace can be a tenant's: `tenant-` and letters, digits and dashes. */
export const isTenantNamespace = (text: string): boolean =>
  /^tenant-[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= NAMESPACE_LIMIT;

/** Whether the second tenant namespace is the first or stands below it. */
export function isAncestorNamespace(ancestor: string, namespace: string): boolean {
  return ancestor === ROOT_NAMESPACE || namespace === ancestor || namespace.startsWith(`${ancestor}-`);
}

/** The label by which a role is found on nodes. */
export const roleLabel = (role: string): string => `node-role.kubernetes.io/${role}`;
