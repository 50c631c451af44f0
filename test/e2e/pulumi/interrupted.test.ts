import { startProxy } from '../support/proxy';
import { until } from '../support/processes';
import { errorsOf } from './engine';
import { CLUSTER, cluster, specOf } from './programs';
import { onTheEngine } from './stage';

onTheEngine('an interrupted up', (world) => {
  const methods = async (): Promise<string[]> => (await world.writes()).map(({ method }) => method);

  it('between the POST and its answer is taken up again: the object is known by its mark', async () => {
    const proxy = await startProxy(world.platform.url);
    const env = { KUBECONFIG: world.platform.kubeconfig('acme', proxy.url) };
    const stack = await world.stack({ files: { 'index.js': cluster() }, env });
    proxy.delay(400);
    const running = stack.start(['up', '--yes', '--skip-preview']);
    await until('the object', () => world.platform.helmRelease('tenant-acme', 'kubernetes-web'), { every: 10 });
    running.kill();
    await running.done;
    proxy.restore();
    expect(stack.resources().filter(({ type }) => type === CLUSTER)).toEqual([]);

    await stack.run(['cancel', '--yes']);
    const again = await world.well(world.up(stack));
    expect(errorsOf(again)).toBe('');
    // The second POST finds the object, which is then left as it is.
    expect(await methods()).toEqual(['POST', 'POST']);
    expect(await world.objects()).toHaveLength(1);
    expect(await world.stored('Kubernetes', 'web')).toEqual(specOf());
    expect(stack.resources().filter(({ type }) => type === CLUSTER)).toHaveLength(1);
    await world.well(world.destroy(stack));
    await proxy.stop();
  }, 120_000);

  it('that waited for the cluster leaves a resource, with which the next goes on', async () => {
    const stack = await world.stack({ files: { 'index.js': cluster({ after: 'exports.ready = web.ready;' }) } });
    world.awake = false;
    const running = stack.start(['up', '--yes', '--skip-preview']);
    await until('the wait', () => Promise.resolve(running.text().includes('accepted:')));
    running.kill();
    await running.done;
    expect(stack.resources().filter(({ type }) => type === CLUSTER)).toHaveLength(1);

    world.awake = true;
    await stack.run(['cancel', '--yes']);
    await world.well(world.up(stack));
    expect(await methods()).toEqual(['POST']);
    expect((await stack.run(['stack', 'output', 'ready'])).text.trim()).toBe('true');
  });
});
