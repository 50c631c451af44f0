import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import * as kplus from 'cdk8s-plus-28';
import { EtcdRing, InstanceType, IngressNginx, ManagedCluster, NodeGroup, TenantChart } from 'hikube-constructs';
import { errorsOf, synth } from '../support/programs';

/** What a team would write for itself. */
class Platform extends Construct {
  public readonly cluster: ManagedCluster;

  public constructor(scope: Construct, id: string, props: { readonly host: string }) {
    super(scope, id);
    const etcd = new EtcdRing(this, 'etcd');
    this.cluster = new ManagedCluster(this, 'web', { etcd, host: props.host });
    const nodes = new NodeGroup(this.cluster, 'md0', {
      instanceType: InstanceType.S1_LARGE,
      scaling: { min: 2, max: 4 },
    });
    new IngressNginx(this.cluster, 'ingress', { hosts: ['*.acme.example'], nodes });
  }
}

describe('a composite of the user', () => {
  const program = (): App => {
    const app = new App();
    const platform = new Platform(new TenantChart(app, 'production', { namespace: 'tenant-acme' }), 'platform', {
      host: 'k8s.acme.example',
    });
    const workload = new Chart(app, 'workload', { namespace: 'shop' });
    new kplus.Deployment(workload, 'shop', {
      replicas: 2,
      containers: [{ image: 'shop:1', securityContext: { ensureNonRoot: true } }],
    });
    expect(platform.cluster.name).toBe('web');
    return app;
  };

  it('works in a tenant chart, beside a plain chart with cdk8s-plus objects', () => {
    expect(synth(program()).map(({ kind, metadata }) => `${kind} ${metadata.namespace}`)).toEqual([
      'Etcd tenant-acme',
      'Kubernetes tenant-acme',
      'Deployment shop',
    ]);
  });

  it('names its faults by its own path', () => {
    const app = new App();
    new Platform(new TenantChart(app, 'production', { namespace: 'tenant-acme' }), 'platform', { host: 'http://k8s' });

    expect(() => app.synthYaml()).toThrow(/HK4301 production\/platform\/web: /);
  });

  it('is refused as a whole if it puts another plane into the tenant chart', () => {
    const app = new App();
    new kplus.ConfigMap(new TenantChart(app, 'production', { namespace: 'tenant-acme' }), 'config');

    expect(errorsOf(() => app.synthYaml())).toEqual(['HK1004']);
  });
});
