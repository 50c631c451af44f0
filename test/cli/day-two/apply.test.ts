import { folderWith } from '../support';
import { CLUSTER, cluster, FakePlatform } from './fake-platform';

let platform: FakePlatform;
beforeEach(() => (platform = new FakePlatform()));

const apply = (text: string, ...options: string[]): ReturnType<FakePlatform['run']> =>
  platform.run(['apply', 'dist', ...options], folderWith({ 'dist/web.yaml': text }));
const GUARD = '  annotations: { hikube-constructs/deletion-protection: "true" }\n';
const GROUP = `    batch: { minReplicas: 0, maxReplicas: 2, instanceType: s1.large, ephemeralStorage: 50Gi, resources: {} }\n`;
const writes = (): string[] => platform.sent.filter(({ method }) => method !== 'GET').map(({ method }) => method);

describe('hikube apply', () => {
  it('creates what is not there, replaces what differs, and does nothing the next time', async () => {
    expect((await apply(cluster(), '--yes', '--wait', 'none')).code).toBe(0);
    expect((await apply(cluster({ max: 12 }), '--yes', '--wait', 'none')).out).toContain(
      'replaced Kubernetes tenant-acme/web',
    );
    expect(await apply(cluster({ max: 12 }), '--yes')).toMatchObject({ code: 0, err: '' });
    expect(writes()).toEqual(['POST', 'PUT']);
  });

  it('stores what is written and nothing else', async () => {
    await apply(cluster(), '--yes', '--wait', 'none');
    await apply(cluster({ max: 12 }), '--yes', '--wait', 'none');
    expect(Object.keys(platform.objects.get(CLUSTER)!.spec as object).sort()).toEqual([
      'host',
      'nodeGroups',
      'version',
    ]);
  });

  it.each([
    ['yes', 0],
    [' yes \n', 0],
    ['y', 2],
    ['', 2],
  ])('takes only "yes" for a yes, not %j', async (answer, code) => {
    const folder = folderWith({ 'dist/web.yaml': cluster() });
    const outcome = await platform.run(['apply', 'dist', '--wait', 'none'], folder, {
      ask: () => Promise.resolve(answer),
    });
    expect([outcome.code, writes().length]).toEqual([code, code === 0 ? 1 : 0]);
  });

  it('writes nothing where a rule is broken, and shows which', async () => {
    const { code, out } = await apply(cluster({ more: '  verison: v1.35\n' }), '--yes');
    expect([code, writes()]).toEqual([1, []]);
    expect(out).toMatch(/^dist\/web\.yaml:\d+:\d+ error HK1201/);
  });

  it('wants every code that destroys by its name, and takes no other for it', async () => {
    await apply(cluster({ more: GROUP }), '--yes', '--wait', 'none');
    expect(await apply(cluster(), '--yes')).toMatchObject({ code: 3, err: expect.stringContaining('--allow HK5202') });
    expect((await apply(cluster(), '--yes', '--allow', 'HK5203')).code).toBe(3);
    expect((await apply(cluster(), '--yes', '--allow', 'hk5202', '--wait', 'none')).code).toBe(0);
  });

  it('refuses what destroys a protected object, whatever is allowed', async () => {
    await apply(cluster({ metadata: GUARD, more: GROUP }), '--yes', '--wait', 'none');
    const { code, err } = await apply(cluster({ metadata: GUARD }), '--yes', '--allow', 'HK5202,HK5005');
    expect([code, err]).toEqual([3, expect.stringContaining('Nobody can allow HK5005')]);
  });

  it('writes again on demand, so that nothing stays stored that nobody wrote', async () => {
    await apply(cluster(), '--yes', '--wait', 'none');
    (platform.objects.get(CLUSTER)!.spec as Record<string, unknown>).storageClass = 'replicated';
    await apply(cluster(), '--yes', '--wait', 'none');
    expect(writes()).toEqual(['POST']);
    await apply(cluster(), '--yes', '--thaw', '--wait', 'none');
    expect(platform.objects.get(CLUSTER)!.spec).not.toHaveProperty('storageClass');
  });

  it('writes a tenant before its namespace is asked for, a ring before the clusters that use it', async () => {
    const head = (kind: string, name: string, namespace: string): string =>
      `apiVersion: apps.cozystack.io/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: ${namespace} }\n`;
    const own = cluster().replace('namespace: tenant-acme', 'namespace: tenant-acme-shop');
    const objects = [
      own,
      `${head('Etcd', 'etcd', 'tenant-acme-shop')}spec: { size: 5Gi }\n`,
      `${head('Tenant', 'shop', 'tenant-acme')}spec: { etcd: true }\n`,
    ];
    const meanwhile = (): Promise<void> => {
      platform.put('/apis/core.cozystack.io/v1alpha1/tenantnamespaces/tenant-acme-shop', {});
      platform.put('/apis/apps.cozystack.io/v1alpha1/namespaces/tenant-acme-shop/etcds/etcd', {
        metadata: { name: 'etcd', namespace: 'tenant-acme-shop', uid: 'made', resourceVersion: '1' },
        spec: {},
      });
      return Promise.resolve();
    };
    const folder = folderWith({ 'dist/all.yaml': objects.join('---\n') });
    const { code, out } = await platform.run(['apply', 'dist', '--yes', '--wait', 'none'], folder, {
      sleep: meanwhile,
    });
    expect(code).toBe(0);
    expect(out.match(/^(created|replaced) \w+/gm)).toEqual(['created Tenant', 'replaced Etcd', 'created Kubernetes']);
  });

  it('has no use for two answers to one question', async () => {
    expect(await apply(cluster(), '--yes', '--timeout', '30')).toMatchObject({
      code: 2,
      err: expect.stringContaining('30m'),
    });
    expect(await apply(cluster(), '--yes', '--allow', 'HK9999')).toMatchObject({
      code: 2,
      err: expect.stringContaining('HK9999'),
    });
    expect(await apply(cluster(), '--yes', '--allow', 'HK2101')).toMatchObject({ code: 2 });
  });
});
