import { clusterNames } from '../../../lib/core/names';
import type { Platform } from '../harness';
import { pathOf } from '../support/objects';
import type { Json } from '../support/https';

const RELEASES = 'helm.toolkit.fluxcd.io/v2';

/** What the platform's controllers do, as far as the commands wait for it. */
export class Flux {
  /** What Helm says of a release instead of success, by the object's name. */
  public readonly faults = new Map<string, string>();
  /** Whether the kubeconfigs of clusters are written. */
  public secrets = true;
  private revision = 0;

  public constructor(private readonly platform: Platform) {}

  /** Looks at every object once. */
  public async reconcile(): Promise<void> {
    for (const release of await this.releases()) await this.one(release);
  }

  private async releases(): Promise<Json[]> {
    const { body } = await this.platform.request('GET', pathOf(RELEASES, 'HelmRelease'), { user: 'admin' });
    return (body.items as Json[]).filter(({ metadata }) => String(metadata.namespace).startsWith('tenant-'));
  }

  private async one({ metadata, spec }: Json): Promise<void> {
    const kind = String(metadata.labels['apps.cozystack.io/application.kind']);
    const name = String(metadata.labels['apps.cozystack.io/application.name']);
    const { namespace } = metadata;
    const fault = this.faults.get(name);
    const condition = fault
      ? { type: 'Ready', status: 'False' as const, reason: 'InstallFailed', message: fault }
      : { type: 'Ready', status: 'True' as const, reason: 'UpgradeSucceeded', message: `release v${++this.revision}` };
    await this.platform.setConditions(kind, namespace, name, [condition]);
    if (fault !== undefined) return;
    if (kind === 'Tenant') await this.tenant(namespace, name, spec.values ?? {});
    if (kind === 'Kubernetes') await this.cluster(namespace, name, spec.values ?? {});
    if (kind === 'Etcd') {
      await this.platform.putMonitor(namespace, name, {
        spec: { minReplicas: 2 },
        status: { availableReplicas: 3, operational: true },
      });
    }
  }

  private async tenant(namespace: string, name: string, values: Json): Promise<void> {
    const own = namespace === 'tenant-root' ? `tenant-${name}` : `${namespace}-${name}`;
    await this.platform.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: own } });
    if (values.etcd !== true || (await this.platform.helmRelease(own, 'etcd')) !== undefined) return;
    const label = (part: string): string => `apps.cozystack.io/application.${part}`;
    await this.platform.put({
      apiVersion: RELEASES,
      kind: 'HelmRelease',
      metadata: {
        name: 'etcd',
        namespace: own,
        labels: { [label('kind')]: 'Etcd', [label('group')]: 'apps.cozystack.io', [label('name')]: 'etcd' },
      },
      spec: { interval: '5m', values: {} },
    });
  }

  private async cluster(namespace: string, name: string, values: Json): Promise<void> {
    const release = clusterNames.release(name);
    await this.platform.putMonitor(namespace, release, {
      spec: { minReplicas: 1 },
      status: { availableReplicas: 2, operational: true },
    });
    for (const [group, { minReplicas = 0 }] of Object.entries((values.nodeGroups ?? {}) as Record<string, Json>)) {
      await this.platform.putMonitor(namespace, clusterNames.machineDeployment(name, group), {
        spec: { minReplicas },
        status: { availableReplicas: minReplicas, operational: true },
      });
    }
    await this.platform.putIngress(namespace, release, String(values.host ?? `${release}.acme.example`), '203.0.113.7');
    if (this.secrets) await this.platform.putSecret(namespace, clusterNames.kubeconfig(name), kubeconfigs(name));
  }
}

/** What the platform writes for a cluster: contexts with credentials that open nothing. */
function kubeconfigs(name: string): Record<string, string> {
  const text = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    contexts: [{ name, context: { cluster: name, user: name } }],
    clusters: [{ name, cluster: { server: 'https://127.0.0.1:1' } }],
    users: [{ name, user: { token: `not-a-secret-${name}` } }],
  });
  return { 'admin.conf': text, 'super-admin.conf': text };
}
