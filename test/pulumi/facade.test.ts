import * as pulumi from '@pulumi/pulumi';
import { Construct } from 'constructs';
import { Acknowledge, EtcdRing, ManagedCluster, NodeGroup, type Deferrable } from 'hikube-constructs';
import * as hikube from 'hikube-constructs/pulumi';
import { cluster, GROUP, late, tenancy } from './programs';
import { keepsSecrets, named, run, shapes, sound } from './support';

describe('a cluster', () => {
  it('has its groups and add-ons inline, and names groups by their keys', async () => {
    const done = await sound(() =>
      cluster({
        nodeGroups: { md0: GROUP, web: { ...GROUP, roles: ['front'] } },
        addons: {
          certManager: true,
          velero: false,
          gatewayAPI: {},
          monitoringAgents: true,
          ingressNginx: { hosts: ['a.example'], nodes: ['md0', 'web'] },
        },
      }),
    );
    expect(named(done, 'web', 'Kubernetes').inputs.spec).toMatchObject({
      nodeGroups: { md0: { roles: ['ingress-nginx'] }, web: { roles: ['front', 'ingress-nginx'] } },
      addons: { certManager: { enabled: true }, gatewayAPI: { enabled: true }, ingressNginx: { hosts: ['a.example'] } },
    });
    expect(named(done, 'web', 'Kubernetes').inputs.spec.addons).not.toHaveProperty('velero');
  });

  it.each<[string, RegExp, object]>([
    [
      'a group',
      /HK1106 web: There is no node group "md1"\. .*Did you mean "md0"\?/,
      { addons: { ingressNginx: { hosts: ['a.example'], nodes: 'md1' } } },
    ],
    [
      'an add-on',
      /HK1106 web: There is no add-on "certManger"\. .*Did you mean "certManager"\?/,
      { addons: { certManger: true } },
    ],
    ['an add-on by another case', /Did you mean "gatewayAPI"\?/, { addons: { gatewayApi: true } }],
  ])('that names %s that is not there is told which is near', async (_, message, args) => {
    const { error } = await run(() => cluster(args));
    expect(error?.message).toMatch(message);
  });

  it('tells its name, its namespace and its host', async () => {
    const { value } = await sound(() => cluster({ name: 'shop', host: late('k8s.acme.example') }));
    expect([value.clusterName, value.namespace]).toEqual(['shop', 'tenant-acme']);
    expect(await new Promise((resolve) => value.host!.apply(resolve))).toBe('k8s.acme.example');
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'web'],
    ['a list', []],
    ['groups as a list', { nodeGroups: [GROUP] }],
    ['groups as a text', { nodeGroups: 'md0' }],
    ['add-ons as a list', { addons: ['certManager'] }],
    ['an add-on as a text', { addons: { certManager: 'yes' } }],
  ])('that is given %s says so, and leaves nothing out silently', async (_, args) => {
    const { error, logs } = await run(
      () => new hikube.ManagedCluster('web', args as never, { parent: tenancy({ strict: true }) }),
    );
    expect(error).toBeInstanceOf(hikube.InputIssuesError);
    expect((error as hikube.InputIssuesError).issues.map(({ code }) => code)).toContain(
      args === undefined ? 'HK2203' : 'HK1102',
    );
    expect(logs).toEqual([]);
  });
});

describe('components', () => {
  it('refer to each other by themselves, and wait for what they refer to', async () => {
    const done = await sound(() => {
      const parent = tenancy();
      const volumes = new hikube.ReplicatedVolumeLayer('fast', { replication: hikube.Replication.local() }, { parent });
      const etcd = new hikube.EtcdRing('ring', { volumes, size: late('8Gi') }, { parent });
      return cluster({ etcd, volumes }, { parent });
    });
    const [ring, web] = [named(done, 'ring', 'Etcd'), named(done, 'web', 'Kubernetes')];
    expect(ring.inputs).toMatchObject({ metadata: { name: 'etcd' }, spec: { size: '8Gi', storageClass: 'local' } });
    expect(web.inputs.spec.storageClass).toBe('local');
    expect(web.dependsOn).toEqual([ring.urn]);
    expect(ring.dependsOn).toEqual([]);
  });

  it('stand in a tenancy, whatever components of others are between', async () => {
    const done = await sound(() => {
      const parent = tenancy();
      const between = new pulumi.ComponentResource('acme:index:Team', 'team', {}, { parent });
      const inner = new pulumi.ComponentResource('acme:index:Squad', 'squad', {}, { parent: between });
      return cluster({}, { parent: inner });
    });
    expect(named(done, 'web', 'Kubernetes').urn.split('::')[2]).toBe(
      'hikube:index:Tenancy$acme:index:Team$acme:index:Squad$hikube:index:ManagedCluster$pulumi-nodejs:dynamic/hikube:Kubernetes',
    );
  });

  it.each<[string, () => unknown]>([
    ['a cluster without a parent', () => new hikube.ManagedCluster('web', {})],
    ['a ring without a parent', () => new hikube.EtcdRing('web')],
    ['a cluster below something else', () => cluster({}, { parent: new pulumi.ComponentResource('a:b:C', 'c') })],
  ])('are refused where there is no tenancy above: %s', async (_, program) => {
    const { error } = await run(program);
    expect(error?.message).toMatch(/^HK1001 web: The (ManagedCluster|EtcdRing) has no Tenancy above it/);
    expect(error?.message).toContain('{ parent: tenancy }');
  });

  it('are judged together, whichever comes first', async () => {
    const { error } = await run(() => {
      const parent = tenancy();
      cluster({ host: 'a.example' }, { parent }, 'a');
      cluster({ host: 'a.example' }, { parent }, 'b');
    });
    expect(error?.message).toMatch(/HK4304 b host: .*The other is "acme\/a"/);
  });
});

describe('a tenant that the program declares', () => {
  it('has a tenancy of its own, in its namespace, which waits for it', async () => {
    const done = await sound(() => {
      const shop = new hikube.Tenant('shop', { modules: { etcd: true } }, { parent: tenancy() });
      const inside = new hikube.Tenancy('shop', { tenant: shop });
      const etcd = new hikube.EtcdRing('etcd', {}, { parent: inside });
      return cluster({ etcd }, { parent: inside });
    });
    const [web, ring] = [named(done, 'web', 'Kubernetes'), named(done, 'etcd', 'Etcd')];
    expect(web.inputs.metadata.namespace).toBe('tenant-acme-shop');
    expect(web.inputs.hikube.tenant).toEqual({ namespace: 'tenant-acme', name: 'shop' });
    expect(ring.inputs.hikube.madeByPlatform).toBe(true);
    expect(ring.dependsOn).toEqual([named(done, 'shop', 'Tenant').urn]);
    expect(web.dependsOn).toEqual(expect.arrayContaining([named(done, 'shop', 'Tenant').urn, ring.urn]));
  });
});

interface PlatformProps {
  readonly host: Deferrable<string>;
}
class Platform extends Construct {
  public readonly cluster: ManagedCluster;

  public constructor(scope: Construct, id: string, { host }: PlatformProps) {
    super(scope, id);
    const etcd = new EtcdRing(this, 'etcd');
    this.cluster = new ManagedCluster(this, 'web', { host, etcd });
    new NodeGroup(this.cluster, 'md0', GROUP);
  }
}

describe("a component of somebody's own construct", () => {
  it('registers what the construct holds, below its own type', async () => {
    const Shop = hikube.component('acme:index:Platform', Platform);
    const done = await sound(() => new Shop('shop', { host: late('k8s.acme.example') }, { parent: tenancy() }));
    expect(done.value.construct.cluster.name).toBe('web');
    expect(shapes(done)).toEqual([
      'acme:index:Platform shop',
      'hikube:index:EtcdRing shop/etcd',
      'hikube:index:ManagedCluster shop/web',
      'hikube:index:Tenancy acme',
      'pulumi-nodejs:dynamic/hikube:Etcd shop/etcd',
      'pulumi-nodejs:dynamic/hikube:Kubernetes shop/web',
      'pulumi:providers:pulumi-nodejs acme',
    ]);
    expect(named(done, 'shop/web', 'Kubernetes').dependsOn).toEqual([named(done, 'shop/etcd', 'Etcd').urn]);
    expect(named(done, 'shop/web', 'Kubernetes').inputs.spec.host).toBe('k8s.acme.example');
  });
});

describe('what a program says of how objects are written', () => {
  const directives = async (own: object, ofTenancy: object): Promise<unknown> =>
    named(await sound(() => cluster({}, { parent: tenancy(ofTenancy), ...own })), 'web', 'Kubernetes').inputs.hikube;

  it('is said once for a tenancy, and otherwise for a component of it', async () => {
    const ofTenancy = { adopt: true, allow: ['HK5201'] };
    expect(await directives({}, {})).toMatchObject({ adopt: false, allow: [] });
    expect(await directives({}, ofTenancy)).toMatchObject({ adopt: true, allow: ['HK5201'] });
    expect(await directives({ adopt: false, allow: ['HK5301'] }, ofTenancy)).toMatchObject({
      adopt: false,
      allow: ['HK5301'],
    });
    expect(await directives({ adopt: undefined }, ofTenancy)).toMatchObject({ adopt: true });
  });

  it('names whose the object is: organization, project, stack, and the resource', async () => {
    expect(await directives({}, {})).toMatchObject({ mark: 'acme/shop/prod/web', construct: 'acme/web' });
  });

  it('protects what must not be deleted from Pulumi as well', async () => {
    const done = await sound(() => cluster({ deletionProtection: true }));
    expect(named(done, 'web', 'Kubernetes')).toMatchObject({ protect: true });
  });

  it('accepts a warning with its reason, for the provider too, and only that', async () => {
    const args = { nodeGroups: { web: GROUP } };
    const open = await sound(() => cluster(args));
    expect(open.logs.map(({ severity }) => severity)).toEqual(['warn']);
    expect(open.logs[0]!.message).toContain('HK2203 acme/web');
    const accepted = await sound(() => cluster(args, { acknowledge: { HK2203: 'It is for batch work.' } }));
    expect(accepted.logs).toEqual([]);
    expect(named(accepted, 'web', 'Kubernetes').inputs.hikube.acknowledged).toEqual(['HK2203']);
  });

  it('accepts a warning for a whole tenancy', async () => {
    const done = await sound(() => {
      const parent = tenancy();
      Acknowledge.issue(parent.construct, 'HK2203', 'All of it is for batch work.');
      return cluster({ nodeGroups: { web: GROUP } }, { parent });
    });
    expect(done.logs).toEqual([]);
  });

  it('makes an error of a warning in a strict tenancy', async () => {
    const { error } = await run(() => cluster({ nodeGroups: { web: GROUP } }, { parent: tenancy({ strict: true }) }));
    expect(error?.message).toMatch(/^HK2203/);
  });
});

keepsSecrets();
