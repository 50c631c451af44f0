import { errorsOf, stepsOf } from './engine';
import { BATCH, CLUSTER, cluster, specOf } from './programs';
import { onTheEngine } from './stage';

onTheEngine('a change', (world) => {
  it('is shown as the field that it is, and sent as one sparse PUT', async () => {
    const stack = await world.stack({ files: { 'index.js': cluster() } });
    await world.well(world.up(stack));
    stack.rewrite(cluster({ max: 5 }));

    const preview = await world.well(world.preview(stack, '--diff'));
    expect(stepsOf(preview)).toMatchObject([{ op: 'update', type: CLUSTER }]);
    expect(changedLines(preview.text)).toEqual([expect.stringMatching(/^~ maxReplicas\s*: 3 => 5$/)]);

    const before = (await world.writes()).length;
    await world.well(world.up(stack));
    const writes = (await world.writes()).slice(before);
    expect(writes).toMatchObject([{ method: 'PUT', body: { spec: specOf({ max: 5 }) } }]);
    expect(await world.stored('Kubernetes', 'web')).toEqual(specOf({ max: 5 }));
    await world.well(world.preview(stack, '--expect-no-changes'));
  });

  it('that destroys or cannot be made is refused in the preview, on the property, with its code', async () => {
    const stack = await world.stack({ files: { 'index.js': cluster({ groups: BATCH }) } });
    await world.well(world.up(stack));
    const refused = async (program: string, property: string, code: string): Promise<void> => {
      stack.rewrite(program);
      const run = await world.preview(stack);
      expect(run.code).not.toBe(0);
      expect(errorsOf(run)).toContain(code);
      expect(errorsOf(run)).toContain(`allow: ['${code}']`);
      expect(run.text).toContain(property);
    };

    await refused(cluster(), 'spec.nodeGroups.batch', 'HK5202');
    await refused(cluster({ groups: BATCH, args: "name: 'shop'," }), 'metadata.name', 'HK5004');
    const local =
      "volumes: new hikube.ReplicatedVolumeLayer('disks', { replication: hikube.Replication.local() }, { parent: tenancy }),";
    await refused(cluster({ groups: BATCH, args: local }), 'spec.storageClass', 'HK5501');
    expect((await world.writes()).map(({ method }) => method)).toEqual(['POST']);
  });

  it('that destroys is made when its code is allowed', async () => {
    const stack = await world.stack({ files: { 'index.js': cluster({ groups: BATCH }) } });
    await world.well(world.up(stack));

    stack.rewrite(cluster({ options: "allow: ['HK5202']," }));
    await world.well(world.preview(stack));
    await world.well(world.up(stack));
    expect(await world.stored('Kubernetes', 'web')).toEqual(specOf());

    stack.rewrite(cluster({ args: "name: 'shop',", options: "allow: ['HK5004']," }));
    const preview = await world.well(world.preview(stack));
    expect(stepsOf(preview).map(({ op }) => op)).toEqual(expect.arrayContaining(['replace']));
    await world.well(world.up(stack));
    expect((await world.objects()).map(({ metadata }) => metadata.name)).toEqual(['shop']);
  });
});

/** The lines of a difference that say that a field changes, comes or goes. */
const changedLines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^[~+-] \w+\s*: /.test(line) && !/: \{$|: \[$/.test(line));
