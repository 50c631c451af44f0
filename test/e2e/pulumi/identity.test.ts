import { errorsOf, stepsOf } from './engine';
import { cluster, specOf, tree } from './programs';
import { onTheEngine } from './stage';

onTheEngine('an object keeps its identity', (world) => {
  const PLAIN = tree("withGroup(new ManagedCluster(chart, 'web'));");

  it('when its construct is renamed or moved into another, and says so', async () => {
    const stack = await world.stack({ files: { 'index.js': PLAIN } });
    await world.well(world.up(stack));
    const [{ metadata }] = (await world.objects()) as [{ metadata: { uid: string } }];

    for (const moved of [
      "hikube.movedFrom(withGroup(new ManagedCluster(chart, 'shop', { name: 'web' })), 'production/web');",
      `const cluster = withGroup(new ManagedCluster(new Construct(chart, 'wrapper'), 'web'));
       hikube.movedFrom(hikube.movedFrom(cluster, 'production/web'), 'production/shop');`,
    ]) {
      stack.rewrite(tree(moved));
      expect(stepsOf(await world.well(world.preview(stack)))).toEqual([]);
      await world.well(world.up(stack));
    }
    // What it was called is forgotten by now, and it still is the stack's own.
    stack.rewrite(
      tree("withGroup(new ManagedCluster(new Construct(chart, 'wrapper'), 'web', { host: 'k8s.acme.example' }));"),
    );
    await world.well(world.up(stack));
    const objects = await world.objects();
    expect(objects).toMatchObject([
      { metadata: { name: 'web', uid: metadata.uid }, spec: { host: 'k8s.acme.example' } },
    ]);
    expect((await world.writes()).map(({ method }) => method)).toEqual(['POST', 'PUT']);
    await world.well(world.destroy(stack));
    expect(await world.objects()).toEqual([]);
  }, 90_000);

  it('and is never replaced silently where nothing was said', async () => {
    const stack = await world.stack({ files: { 'index.js': PLAIN } });
    await world.well(world.up(stack));
    stack.rewrite(tree("withGroup(new ManagedCluster(chart, 'shop', { name: 'web' }));"));

    const preview = await world.preview(stack);
    expect(preview.code).not.toBe(0);
    expect(errorsOf(preview)).toContain('exists already');
    expect(errorsOf(preview)).toContain('movedFrom');
    const up = await world.up(stack);
    expect(up.code).not.toBe(0);
    expect((await world.writes()).map(({ method }) => method)).toEqual(['POST']);
  });

  it("when a component is renamed with Pulumi's own aliases", async () => {
    const stack = await world.stack({ files: { 'index.js': cluster() } });
    await world.well(world.up(stack));
    stack.rewrite(cluster({ name: 'shop', args: "name: 'web',", options: "aliases: [{ name: 'web' }]," }));
    expect(stepsOf(await world.well(world.preview(stack)))).toEqual([]);
    await world.well(world.up(stack));
    stack.rewrite(cluster({ name: 'shop', args: "name: 'web',", max: 5 }));
    await world.well(world.up(stack));
    expect(await world.stored('Kubernetes', 'web')).toEqual(specOf({ max: 5 }));
    expect((await world.writes()).map(({ method }) => method)).toEqual(['POST', 'PUT']);
  });
});
