import { errorsOf } from './engine';
import { cluster, specOf } from './programs';
import { onTheEngine } from './stage';

const CLUSTERS = '/apis/apps.cozystack.io/v1alpha1/namespaces/tenant-acme/kuberneteses';
const ADOPTED = cluster({ options: 'adopt: true,' });

onTheEngine('an object that is there already', (world) => {
  it('is refused with what differs, and taken over when that is wanted', async () => {
    const body = {
      apiVersion: 'apps.cozystack.io/v1alpha1',
      kind: 'Kubernetes',
      metadata: { name: 'web' },
      spec: specOf({ max: 7 }),
    };
    await world.platform.request('POST', CLUSTERS, { body });
    const stack = await world.stack({ files: { 'index.js': cluster() } });
    for (const run of [await world.preview(stack), await world.up(stack)]) {
      expect(run.code).not.toBe(0);
      expect(errorsOf(run)).toContain('exists already');
      expect(errorsOf(run)).toContain('/spec/nodeGroups/md0/maxReplicas: 7 → 3');
      expect(errorsOf(run)).toContain('adopt: true');
    }
    expect(await world.stored('Kubernetes', 'web')).toEqual(specOf({ max: 7 }));

    stack.rewrite(ADOPTED);
    await world.well(world.preview(stack));
    await world.well(world.up(stack));
    expect(await world.stored('Kubernetes', 'web')).toEqual(specOf());
    // The platform is asked to create it, says that it is there, and takes what replaces it.
    expect((await world.writes()).map(({ method }) => method)).toEqual(['POST', 'POST', 'PUT']);
  });

  it('is refused to another stack of the same project', async () => {
    const files = { 'index.js': cluster() };
    await world.well(world.up(await world.stack({ project: 'shared', files })));
    const other = await world.stack({ project: 'shared', stack: 'other', files });
    const run = await world.up(other);
    expect(run.code).not.toBe(0);
    expect(errorsOf(run)).toMatch(/belongs to "organization\/shared\/dev\/web"/);
    expect((await world.writes()).map(({ method }) => method)).toEqual(['POST']);
  });

  it('does not concern a stack of another tenant', async () => {
    const first = await world.stack({ project: 'apart', user: 'admin', files: { 'index.js': cluster() } });
    const globex = { 'index.js': cluster({ namespace: 'tenant-globex' }) };
    const second = await world.stack({ project: 'apart', stack: 'globex', user: 'admin', files: globex });
    await world.well(world.up(first));
    await world.well(world.up(second));
    await world.well(world.destroy(first));
    expect(await world.objects()).toMatchObject([{ metadata: { namespace: 'tenant-globex', name: 'web' } }]);
    await world.well(world.preview(second, '--expect-no-changes'));
  });

  it('and is protected is not destroyed, until the program has given that up', async () => {
    const stack = await world.stack({ files: { 'index.js': cluster({ args: 'deletionProtection: true,' }) } });
    await world.well(world.up(stack));
    const refused = await world.destroy(stack);
    expect(refused.code).not.toBe(0);
    expect(refused.seconds).toBeLessThan(10);
    expect(await world.objects()).toHaveLength(1);

    stack.rewrite(cluster());
    await world.well(world.up(stack));
    await world.well(world.destroy(stack));
    expect(await world.objects()).toEqual([]);
  });
});
