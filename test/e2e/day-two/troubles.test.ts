import { releases } from '../harness';
import { atDesk } from './command-line';
import { cluster, OBJECT, written } from './cluster-file';

const HELM = "values don't meet the specifications of the schema(s) in the following chart(s): kubernetes: - version";

describe.each(releases())('on platform %s', (release) => {
  atDesk(release, (desk) => {
    const apply = (...more: string[]): string[] => ['apply', 'dist', '--yes', ...desk.profile, ...more];
    const diff = (...more: string[]): string[] => ['diff', 'dist', ...desk.profile, ...more];

    describe('what is stored', () => {
      it('has only what is written, after any number of applies, and the labels that others set', async () => {
        written(desk, { metadata: '  labels:\n    team: platform\n' });
        await desk.hikube(apply());
        const { body } = await desk.platform.request('GET', OBJECT);
        body.metadata.labels.cost = 'shared';
        await desk.platform.request('PUT', OBJECT, { body: { ...body, spec: { ...body.spec } } });
        for (const max of [5, 6, 7]) {
          written(desk, { max, metadata: '  labels:\n    team: platform\n' });
          expect((await desk.hikube(apply('--wait', 'none'))).code).toBe(0);
        }

        expect(Object.keys(await desk.stored('kubernetes-web')).sort()).toEqual(['host', 'nodeGroups', 'version']);
        const { labels } = (await desk.platform.request('GET', OBJECT)).body.metadata;
        expect(labels).toEqual({ team: 'platform', cost: 'shared' });
      });

      it('loses a label that left the program, and none that never was in it', async () => {
        written(desk, { metadata: '  labels:\n    team: platform\n    tier: one\n' });
        await desk.hikube(apply());
        written(desk, { metadata: '  labels:\n    team: platform\n' });
        const { out } = await desk.hikube(diff());
        expect(out).toContain('metadata.labels.tier: "one" goes');
        await desk.hikube(apply('--wait', 'none'));
        expect((await desk.platform.request('GET', OBJECT)).body.metadata.labels).toEqual({ team: 'platform' });
      });

      it('is thawed on demand where a patch has stored the defaults', async () => {
        written(desk);
        await desk.hikube(apply());
        const body = { metadata: { labels: { by: 'hand' } } };
        await desk.platform.patchHelmRelease('tenant-acme', 'kubernetes-web', {
          spec: { values: { storageClass: 'replicated' } },
        });
        expect(body).toBeDefined();
        expect((await desk.hikube(apply())).out).toContain('No difference');
        expect(await desk.stored('kubernetes-web')).toHaveProperty('storageClass');

        expect((await desk.hikube(apply('--thaw', '--wait', 'none'))).code).toBe(0);
        expect(await desk.stored('kubernetes-web')).not.toHaveProperty('storageClass');
      });
    });

    describe('apply', () => {
      it('stops where somebody else writes in between, and leaves theirs', async () => {
        written(desk);
        await desk.hikube(apply());
        written(desk, { max: 9 });
        const ask = async (): Promise<string> => {
          const { body } = await desk.platform.request('GET', OBJECT);
          body.spec.nodeGroups.md0.minReplicas = 3;
          await desk.platform.request('PUT', OBJECT, { body });
          return 'yes';
        };
        const { code, err } = await desk.hikube(['apply', 'dist', ...desk.profile], { ask });

        expect(code).toBe(2);
        expect(err).toContain('Somebody else changed');
        expect(err).toContain('/spec/nodeGroups/md0/minReplicas');
        expect((await desk.stored('kubernetes-web')).nodeGroups).toMatchObject({
          md0: { minReplicas: 3, maxReplicas: 4 },
        });
      });

      it('writes nothing where the answer is no, where nobody can be asked, or where a rule is broken', async () => {
        written(desk);
        expect(
          await desk.hikube(['apply', 'dist', ...desk.profile], { ask: () => Promise.resolve('y') }),
        ).toMatchObject({ code: 2 });
        expect((await desk.hikube(['apply', 'dist', ...desk.profile])).err).toContain('--yes');
        written(desk, { spec: '  verison: v1.35\n' });
        const { code, out } = await desk.hikube(apply());
        expect([code, out]).toEqual([1, expect.stringContaining('HK1201')]);
        expect(await desk.platform.helmRelease('tenant-acme', 'kubernetes-web')).toBeUndefined();
      });

      it('wants to be told by code of what destroys, and goes on then', async () => {
        const batch = cluster(desk)
          .match(/ {4}md0:\n[^]*$/)![0]
          .replace('md0', 'batch');
        written(desk, { spec: batch });
        await desk.hikube(apply());
        written(desk);
        const stopped = await desk.hikube(apply());
        expect([stopped.code, stopped.err]).toEqual([3, expect.stringContaining('--allow HK5202')]);
        expect((await desk.stored('kubernetes-web')).nodeGroups).toHaveProperty('batch');

        expect((await desk.hikube(apply('--allow', 'HK5202', '--wait', 'none'))).code).toBe(0);
        expect((await desk.stored('kubernetes-web')).nodeGroups).not.toHaveProperty('batch');
      });

      it('shows what Helm says of a release that fails, and ends with 1', async () => {
        written(desk);
        desk.flux.faults.set('web', HELM);
        const { code, out } = await desk.hikube(apply());
        expect(code).toBe(1);
        expect(out).toContain('failed');
        expect(out).toContain('version');
      });

      it('waits for a kubeconfig that comes late, and ends with the endpoint, the records and what to do next', async () => {
        written(desk);
        desk.flux.secrets = false;
        let looks = 0;
        const meanwhile = async (): Promise<void> => {
          if (++looks === 3) desk.flux.secrets = true;
          await desk.flux.reconcile();
        };
        const { code, out } = await desk.hikube(apply('--wait', 'controlPlane'), { meanwhile });
        expect(code).toBe(0);
        expect(looks).toBeGreaterThanOrEqual(3);
        expect(out).toMatch(/controlPlane waiting[^]*controlPlane done/);
        expect(out).toContain('endpoint: https://web.acme.example:443');
        expect(out).toMatch(/web\.acme\.example +A +203\.0\.113\.7/);
        expect(out).toContain('hikube kubeconfig web -n tenant-acme --merge');
      });

      it('gives up waiting after the time it was given, and says that the object is written', async () => {
        written(desk);
        const { code, err } = await desk.hikube(apply('--timeout', '30s'), { meanwhile: () => Promise.resolve() });
        expect(code).toBe(1);
        expect(err).toContain('Everything is written');
      });

      it('says what is written when the connection is cut, and goes on when it is run again', async () => {
        const proxy = await desk.platform.proxy();
        for (const name of ['one', 'two', 'three']) desk.file(`dist/${name}.yaml`, cluster(desk, { name }));
        let asked = 0;
        const ask = (): Promise<string> => {
          asked++;
          proxy.cutAfter(4000);
          return Promise.resolve('yes');
        };
        const cut = await desk.hikube(['apply', 'dist', '--wait', 'none', ...desk.profile], { url: proxy.url, ask });
        expect([cut.code, asked]).toEqual([2, 1]);
        expect(cut.err).toMatch(/\d of 3 objects are written/);

        proxy.restore();
        expect((await desk.hikube(apply('--wait', 'none'), { url: proxy.url })).code).toBe(0);
        await proxy.stop();
        expect((await desk.hikube(diff())).code).toBe(0);
      });

      it('stops between two objects when somebody wants it to', async () => {
        for (const name of ['one', 'two']) desk.file(`dist/${name}.yaml`, cluster(desk, { name }));
        const stop = new AbortController();
        const stdout = (text: string): void => {
          if (text.startsWith('created')) stop.abort();
        };
        const { code, err } = await desk.hikube(apply(), { stdout, signal: stop.signal });
        expect([code, err]).toEqual([2, expect.stringContaining('1 of 2 objects are written')]);
        expect(await desk.platform.helmRelease('tenant-acme', 'kubernetes-one')).toBeDefined();
        expect(await desk.platform.helmRelease('tenant-acme', 'kubernetes-two')).toBeUndefined();
      });

      it('tells whose token has expired to log in again', async () => {
        written(desk);
        const { code, err } = await desk.hikube(apply(), { user: 'expired' });
        expect(code).toBe(2);
        expect(err).toMatch(/^hikube: .*log in/i);
        expect(err).not.toMatch(/\n\s+at /);
      });

      it('tells whose rights do not suffice what they lack', async () => {
        written(desk);
        const { code, err } = await desk.hikube(apply(), { user: 'viewer' });
        expect(code).toBe(2);
        expect(err).toContain('create');
        expect(err).toContain('tenant-acme');
      });

      it('names objects of other planes, and passes them over', async () => {
        written(desk);
        desk.file('dist/other.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n');
        const { code, out } = await desk.hikube(apply());
        expect([code, out]).toEqual([0, expect.stringContaining('ConfigMap/settings')]);
      });
    });

    describe('diff', () => {
      it('lists live objects that no file mentions only when it is asked to', async () => {
        written(desk);
        desk.file('dist/two.yaml', cluster(desk, { name: 'two' }));
        await desk.hikube(apply('--wait', 'none'));
        desk.file('dist/two.yaml', '');
        expect((await desk.hikube(diff())).out).not.toContain('two');
        expect(await desk.hikube(diff('--all'))).toMatchObject({
          code: 0,
          out: expect.stringContaining('tenant-acme/two'),
        });
      });

      it('ends with 3 where something is refused', async () => {
        written(desk);
        await desk.hikube(apply('--wait', 'none'));
        desk.file('dist/web.yaml', cluster(desk).replace('v1.34', 'v1.32'));
        expect(await desk.hikube(diff())).toMatchObject({ code: 3, out: expect.stringContaining('HK5103') });
        expect((await desk.hikube(diff('--fail-on', 'none'))).code).toBe(0);
      });
    });
  });
});
