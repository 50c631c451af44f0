import { clusterNames } from '../names';

/** Where the kubeconfig of a cluster is to be read, once the control plane is up. It is never part of a manifest. */
export interface KubeconfigReference {
  readonly apiVersion: 'core.cozystack.io/v1alpha1';
  /** Tenants may not read Secrets; they read these, which show the same under the same name. */
  readonly kind: 'TenantSecret';
  readonly namespace: string;
  readonly name: string;
  readonly keys: {
    /** For people and CI, by the cluster's host name. */
    readonly admin: 'admin.conf';
    readonly superAdmin: 'super-admin.conf';
    /** For programs in the tenant's own namespace, by the service's name. */
    readonly adminInside: 'admin.svc';
    readonly superAdminInside: 'super-admin.svc';
  };
}

/** Networks inside a cluster, the same for all and not to be chosen. */
export interface ClusterNetworks {
  readonly pods: string;
  readonly services: string;
  /** The address of the cluster's DNS. */
  readonly dns: string;
  /** The domain of its services. */
  readonly domain: string;
  /** The largest packet between pods, in bytes. */
  readonly mtu: number;
}

/** The names of what the platform makes of a cluster. */
export interface ClusterNames {
  /** The Helm release, and the cluster's name in Cluster API. */
  readonly release: string;
  /** The MachineDeployment of each group, by the group's name. */
  readonly machineDeployments: Readonly<Record<string, string>>;
  /** The WorkloadMonitors that say what runs: the control plane's and each group's. */
  readonly workloadMonitors: readonly string[];
  readonly kubeconfig: string;
  /** The Secret with the kubeconfig for those who log in by the platform's own identity provider, if there is one. */
  readonly oidcKubeconfig?: string;
  /** The Ingress before the API server. */
  readonly apiIngress: string;
  /** The Ingress of the proxied hosts. */
  readonly appIngress: string;
}

/** An address record that somebody has to create by hand. */
export interface DnsRecord {
  /** The name; late values stay late. */
  readonly name: unknown;
  readonly type: 'A';
  /** What it leads to. */
  readonly purpose: 'api' | 'ingress';
  /** The command that shows the address. */
  readonly address: string;
}

/** Source: cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/templates/cluster.yaml and system/cilium/values.yaml. */
export const NETWORKS: ClusterNetworks = {
  pods: '10.243.0.0/16',
  services: '10.95.0.0/16',
  dns: '10.95.0.10',
  domain: 'cluster.local',
  mtu: 1350,
};

/** Source: cozystack, packages/apps/kubernetes/templates; Hikube's pages call the Secret by other names. */
export function kubeconfigOf(cluster: string, namespace: string): KubeconfigReference {
  return {
    apiVersion: 'core.cozystack.io/v1alpha1',
    kind: 'TenantSecret',
    namespace,
    name: clusterNames.kubeconfig(cluster),
    keys: {
      admin: 'admin.conf',
      superAdmin: 'super-admin.conf',
      adminInside: 'admin.svc',
      superAdminInside: 'super-admin.svc',
    },
  };
}

/** The names of what will appear. */
export function namesOf(cluster: string, groups: readonly string[], oidc = false): ClusterNames {
  const release = clusterNames.release(cluster);
  const deployments = groups.map((group): [string, string] => [group, clusterNames.machineDeployment(cluster, group)]);
  return {
    release,
    machineDeployments: Object.fromEntries(deployments),
    workloadMonitors: [release, ...deployments.map(([, name]) => name)],
    kubeconfig: clusterNames.kubeconfig(cluster),
    ...(oidc && { oidcKubeconfig: clusterNames.oidcKubeconfig(cluster) }),
    apiIngress: release,
    appIngress: clusterNames.ingress(cluster),
  };
}

/** The host under which the API server answers where none is written. */
export const defaultHost = (cluster: string, tenantHost: string): string =>
  `${clusterNames.release(cluster)}.${tenantHost}`;
