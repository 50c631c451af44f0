import { errorsOf, stepsOf } from './engine';
import { CLUSTER, cluster, specOf } from './programs';
import { onTheEngine } from './stage';

onTheEngine('what others have changed', (world) => {
  it('is shown by a refresh, and put right by an update with one', async () => {
    const stack = await world.stack({ files: { 'index.js': cluster() } });
    await world.well(world.up(stack));
    await world.edit('web', ({ spec }) => void (spec.nodeGroups.md0.maxReplicas = 9));

    const refresh = await world.well(world.quietly(stack, ['refresh', '--preview-only', '--diff']));
    expect(refresh.text).toMatch(/~ maxReplicas\s*: 3 => 9/);
    const preview = await world.well(world.preview(stack, '--refresh', '--diff'));
    expect(preview.text).toMatch(/~ maxReplicas\s*: 9 => 3/);

    await world.well(world.up(stack, '--refresh'));
    expect(await world.stored('Kubernetes', 'web')).toEqual(specOf());
    const again = await world.well(world.preview(stack, '--refresh', '--expect-no-changes'));
    expect(stepsOf(again).filter(({ op }) => op !== 'refresh')).toEqual([]);
  });

  it('is a node group that is added: it goes only where that is allowed', async () => {
    const stack = await world.stack({ files: { 'index.js': cluster() } });
    await world.well(world.up(stack));
    await world.edit('web', ({ spec }) => void (spec.nodeGroups.extra = { ...spec.nodeGroups.md0, roles: ['extra'] }));

    const refresh = await world.well(world.quietly(stack, ['refresh', '--preview-only', '--diff']));
    expect(refresh.text).toMatch(/\+ extra/);
    const preview = await world.preview(stack, '--refresh');
    expect(preview.code).not.toBe(0);
    expect(errorsOf(preview)).toContain('HK5202');
    const refused = await world.up(stack, '--refresh');
    expect(refused.code).not.toBe(0);
    expect(errorsOf(refused)).toContain("allow: ['HK5202']");
    expect((await world.stored('Kubernetes', 'web')).nodeGroups).toHaveProperty('extra');

    stack.rewrite(cluster({ options: "allow: ['HK5202']," }));
    await world.well(world.up(stack, '--refresh'));
    expect(await world.stored('Kubernetes', 'web')).toEqual(specOf());
  });

  it('is an object that is gone: it is made again', async () => {
    const stack = await world.stack({ files: { 'index.js': cluster() } });
    await world.well(world.up(stack));
    await world.platform.request('DELETE', '/apis/apps.cozystack.io/v1alpha1/namespaces/tenant-acme/kuberneteses/web');

    const preview = await world.well(world.preview(stack, '--refresh'));
    expect(stepsOf(preview)).toContainEqual(expect.objectContaining({ op: 'create', type: CLUSTER }));
    await world.well(world.up(stack, '--refresh'));
    expect(await world.stored('Kubernetes', 'web')).toEqual(specOf());
  });
});
