import { errorsOf, told } from './engine';
import { CLUSTER, cluster } from './programs';
import { onTheEngine } from './stage';

const HELM = "values don't meet the specifications of the schema(s) in the following chart(s): kubernetes: - version";

onTheEngine('an up that waits for a cluster', (world) => {
  it("ends at once, with Helm's own words, where it cannot come up; the next goes on", async () => {
    world.flux.faults.set('web', HELM);
    const stack = await world.stack({ files: { 'index.js': cluster() } });
    const run = await world.up(stack);
    expect(run.code).not.toBe(0);
    expect(run.seconds).toBeLessThan(20);
    expect(errorsOf(run)).toContain(HELM);
    expect(errorsOf(run)).toContain('hikube status web -n tenant-acme');

    world.flux.faults.clear();
    await world.well(world.up(stack));
    expect((await world.writes()).map(({ method }) => method)).toEqual(['POST']);
  });

  it('tells meanwhile what it waits for; after its time, the step, what was seen last, and where to look', async () => {
    world.awake = false;
    const stack = await world.stack({ files: { 'index.js': cluster({ tenancy: 'waitSeconds: 3' }) } });
    const run = await world.up(stack);
    expect(run.code).not.toBe(0);
    expect(told(run)).toContainEqual(
      expect.objectContaining({
        ephemeral: true,
        urn: expect.stringContaining(CLUSTER),
        message: expect.stringContaining('accepted: '),
      }),
    );
    expect(errorsOf(run)).toContain('After 3 s, Kubernetes "web" is not at "controlPlane".');
    expect(errorsOf(run)).toContain('The platform has not looked at it yet.');
    expect(errorsOf(run)).toContain('hikube status web -n tenant-acme');

    world.awake = true;
    await world.well(world.up(stack));
    expect((await world.writes()).map(({ method }) => method)).toEqual(['POST']);
  });
});
