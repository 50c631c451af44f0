import { readFileSync } from 'node:fs';
import { errorsOf, stepsOf } from './engine';
import { cluster } from './programs';
import { kubernetesAvailability } from './toolchain';
import { onTheEngine } from './stage';

const INTO = `
const { ConfigMap } = require('@pulumi/kubernetes/core/v1');
new ConfigMap('hello', { metadata: { name: 'hello', namespace: 'default' }, data: { from: 'pulumi' } }, { provider: web.provider });`;

onTheEngine('the kubeconfigs', (world) => {
  const withText = (after: string): string =>
    cluster({
      before:
        "const text = require('node:fs').readFileSync(process.env.TENANT_KUBECONFIG, 'utf8') + (process.env.MORE || '');",
      connection: 'hikube.Connection.kubeconfig(text)',
      after,
    });
  const tenantFile = (): string => world.platform.kubeconfig();
  const tokens = (): string[] => [world.platform.address.tokens.acme, world.platform.address.tokens.admin];

  it('of tenant and cluster are in no state, output or log; one that is rotated changes the provider alone', async () => {
    const reason = kubernetesAvailability();
    if (reason !== undefined) process.stderr.write(`e2e: ${reason}\n`);
    const program = withText(`exports.kubeconfig = web.kubeconfig;${reason === undefined ? INTO : ''}`);
    const env = { TENANT_KUBECONFIG: tenantFile(), KUBECONFIG: '/nowhere' };
    const stack = await world.stack({ files: { 'index.js': program }, env });
    try {
      await world.well(world.preview(stack));
      await world.well(world.up(stack));
      const same = await world.well(world.preview(stack));
      expect(stepsOf(same)).toEqual([]);
      if (reason === undefined) expect((await hello()).status).toBe(200);
      for (const token of tokens()) {
        expect(stack.stateFile()).not.toContain(token);
        for (const { text } of world.told) expect(text).not.toContain(token);
      }
      const shown = await stack.run(['stack', 'output', 'kubeconfig', '--show-secrets']);
      expect(shown.text).toContain(world.platform.address.tokens.admin);
      expect(readFileSync(tenantFile(), 'utf8')).toContain(tokens()[0]);

      stack.rewrite(`process.env.MORE = '\\n';\n${program}`);
      const rotated = await world.well(world.preview(stack));
      expect(stepsOf(rotated)).toMatchObject([{ op: 'update', type: 'pulumi:providers:pulumi-nodejs' }]);
      await world.well(world.up(stack));
      expect((await world.writes()).map(({ method }) => method)).toEqual(['POST']);

      const destroy = await world.well(world.destroy(stack));
      expect(errorsOf(destroy)).toBe('');
      expect(destroy.seconds).toBeLessThan(20);
      expect(await world.objects()).toEqual([]);
    } finally {
      await world.platform.request('DELETE', '/api/v1/namespaces/default/configmaps/hello', { user: 'admin' });
    }
  }, 120_000);

  const hello = (): Promise<{ status: number }> =>
    world.platform.request('GET', '/api/v1/namespaces/default/configmaps/hello', { user: 'admin' });
});
