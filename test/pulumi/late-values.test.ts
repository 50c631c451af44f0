import * as pulumi from '@pulumi/pulumi';
import { type App } from 'cdk8s';
import { ConfigMap, Deployment, EnvValue } from 'cdk8s-plus-28';
import { CertManager, type HikubeError, InstanceType, NodeGroup, WorkloadChart } from 'hikube-constructs';
import * as hikube from 'hikube-constructs/pulumi';
import { arriving, cluster, clusterIn, GROUP, late, tenancy } from './programs';
import { isSecret, keepsSecrets, named, open, run, shapes, sound, UNKNOWN, type Run } from './support';

let stderr: jest.SpyInstance;
beforeAll(() => (stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true)));
afterAll(() => stderr.mockRestore());

/** A tree with a late value in every kind of place. */
const everywhere = (app: App): void => {
  const web = clusterIn(app, {
    host: arriving('k8s.acme.example'),
    overrides: [{ op: 'add', path: '/metadata/annotations', value: { note: arriving('noted') } as never }],
  });
  new NodeGroup(web, 'batch', {
    instanceType: InstanceType.U1_LARGE,
    scaling: { min: 0, max: arriving(7) },
    disk: arriving('60Gi'),
  });
  new CertManager(web, 'cert-manager', {
    values: { image: { tag: arriving('v1.2') }, extraArgs: [arriving('--v=2')] as never },
  });
  const apps = new WorkloadChart(app, 'apps', { cluster: web });
  new ConfigMap(apps, 'settings', {
    metadata: { name: 'settings' },
    data: { url: arriving('https://a.example') } as never,
  });
  new Deployment(apps, 'shop', {
    metadata: { name: 'shop' },
    containers: [{ image: 'shop:1', envVariables: { HOST: EnvValue.fromValue(arriving('db.example') as never) } }],
  });
};
const render = (preview: boolean): Promise<Run> =>
  sound(() => hikube.render('prod', everywhere, { waitFor: 'none' }), { preview });

describe('a value that arrives late', () => {
  it('goes through to the objects as the value, wherever it stood', async () => {
    const done = await render(false);
    expect(named(done, 'prod/production/web', 'Kubernetes').inputs).toMatchObject({
      metadata: { annotations: { note: 'noted' } },
      spec: {
        host: 'k8s.acme.example',
        nodeGroups: { batch: { maxReplicas: 7, ephemeralStorage: '60Gi' } },
        addons: {
          certManager: { valuesOverride: { 'cert-manager': { image: { tag: 'v1.2' }, extraArgs: ['--v=2'] } } },
        },
      },
    });
    expect(named(done, 'prod/apps/settings').inputs.data).toEqual({ url: 'https://a.example' });
    const [container] = named(done, 'prod/apps/shop', 'Deployment').inputs.spec.template.spec.containers;
    expect(container.env).toEqual([{ name: 'HOST', value: 'db.example' }]);
  });

  it('leaves every resource where it was in a preview that does not know it', async () => {
    const ours = (done: Run): string[] => shapes(done).filter((shape) => !shape.startsWith('other:'));
    const preview = await render(true);
    expect(ours(preview)).toEqual(ours(await render(false)));
    const { spec } = named(preview, 'prod/production/web', 'Kubernetes').inputs;
    expect(spec).toMatchObject({
      host: UNKNOWN,
      nodeGroups: { md0: { minReplicas: 1 }, batch: { maxReplicas: UNKNOWN } },
    });
    expect(named(preview, 'prod/apps/settings').inputs).toMatchObject({
      metadata: { name: 'settings' },
      data: { url: UNKNOWN },
    });
  });

  it('stays a secret where it is one', async () => {
    const done = await sound(() => cluster({ host: pulumi.secret('hidden.acme.example') }));
    const { spec } = named(done, 'web', 'Kubernetes').inputs;
    expect([isSecret(spec), isSecret(spec.host)]).toContain(true);
    expect(open(spec).host).toBe('hidden.acme.example');
  });

  it('may be a promise or an Output in the arguments of a component', async () => {
    const done = await sound(() =>
      cluster({
        host: Promise.resolve('k8s.acme.example'),
        nodeGroups: { md0: { ...GROUP, scaling: { min: 1, max: late(9) } } },
        addons: { certManager: { values: { image: late({ tag: 'v2' }) } } },
        overrides: [{ op: 'add', path: '/metadata/annotations', value: { note: late('noted') } as never }],
      }),
    );
    expect(named(done, 'web', 'Kubernetes').inputs).toMatchObject({
      metadata: { annotations: { note: 'noted' } },
      spec: {
        host: 'k8s.acme.example',
        nodeGroups: { md0: { maxReplicas: 9 } },
        addons: { certManager: { valuesOverride: { 'cert-manager': { image: { tag: 'v2' } } } } },
      },
    });
  });
});

describe('a value that arrives too late', () => {
  it.each([
    ['a name', 'name', () => cluster({ name: late('web') as never })],
    ['a version', 'version', () => cluster({ version: late('v1.34') as never })],
    ['all groups', 'nodeGroups', () => cluster({ nodeGroups: late({ md0: GROUP }) as never })],
    ['all add-ons', 'addons', () => cluster({ addons: late({ fluxcd: true }) as never })],
    ['an add-on', 'addons.fluxcd', () => cluster({ addons: { fluxcd: late(true) as never } })],
    ['a group', 'nodeGroups.md0', () => cluster({ nodeGroups: { md0: late(GROUP) as never } })],
    [
      'roles',
      'nodeGroups.md0.roles',
      () => cluster({ nodeGroups: { md0: { ...GROUP, roles: late(['x']) as never } } }),
    ],
    [
      'the members of a ring',
      'members',
      () => new hikube.EtcdRing('e', { members: late(3) as never }, { parent: tenancy() }),
    ],
    [
      'a module',
      'modules.etcd',
      () => new hikube.Tenant('t', { modules: { etcd: late(true) as never } }, { parent: tenancy() }),
    ],
    ['the namespace', 'namespace', () => tenancy({ namespace: late('tenant-acme') as never })],
  ])('is refused as %s, at its argument', async (_, propertyPath, program) => {
    const { error } = await run(program as () => unknown);
    expect(error).toBeInstanceOf(hikube.InputIssuesError);
    const told = error as hikube.InputIssuesError;
    const errors = told.issues.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code }) => code)).toEqual(['HK1105']);
    expect(told.errors.filter(({ reason }) => reason.startsWith('HK1105'))).toMatchObject([{ propertyPath }]);
  });

  it('is refused as the name or the namespace of an object for the cluster', async () => {
    const { error, registered } = await run(() =>
      hikube.render('prod', (app) => {
        const apps = new WorkloadChart(app, 'apps', { cluster: clusterIn(app) });
        new ConfigMap(apps, 'a', { metadata: { name: late('a') as never } });
        new ConfigMap(apps, 'b', { metadata: { name: 'b', namespace: late('shop') as never } });
      }),
    );
    expect((error as HikubeError).issues.map(({ code, construct }) => [code, construct])).toEqual([
      ['HK1105', 'apps/a/Resource'],
      ['HK1105', 'apps/b/Resource'],
    ]);
    expect(registered).toHaveLength(1);
  });
});

keepsSecrets();
