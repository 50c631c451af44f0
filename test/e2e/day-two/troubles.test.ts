import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { releases } from '../harness';
import { atDesk, type Desk } from './command-line';

const HELM = "values don't meet the specifications of the schema(s) in the following chart(s): kubernetes: - version";

/** A cluster in a file of its own. */
function cluster(desk: Desk, { name = 'web', max = 4, spec = '', metadata = '' } = {}): string {
  const disk = desk.release === '1.6' ? 'diskSize' : 'ephemeralStorage';
  return `apiVersion: apps.cozystack.io/v1alpha1
kind: Kubernetes
metadata:
  name: ${name}
  namespace: tenant-acme
${metadata}spec:
  version: v1.34
  host: ${name}.acme.example
  nodeGroups:
    md0:
      minReplicas: 2
      maxReplicas: ${max}
      instanceType: u1.large
      ${disk}: 100Gi
      resources: {}
${spec}`;
}

const written = (desk: Desk, options?: Parameters<typeof cluster>[1]): string =>
  desk.file('dist/web.yaml', cluster(desk, options));
const OBJECT = '/apis/apps.cozystack.io/v1alpha1/namespaces/tenant-acme/kuberneteses/web';

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
        expect(err).toContain('1 of 1 objects are written');
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

    describe('delete', () => {
      it('says what goes, takes the name, waits until the object is gone, and takes no other', async () => {
        written(desk);
        await desk.hikube(apply('--wait', 'none'));
        expect((await desk.hikube(['delete', 'kubernetes/web', '--confirm', 'wob'])).code).toBe(2);
        expect((await desk.hikube(['delete', 'web'], { ask: () => Promise.resolve('yes') })).err).toContain(
          'nothing was deleted',
        );

        await desk.platform.patchHelmRelease('tenant-acme', 'kubernetes-web', {
          metadata: { finalizers: ['finalizers.fluxcd.io'] },
        });
        let looks = 0;
        const meanwhile = async (): Promise<void> => {
          if (++looks === 2)
            await desk.platform.patchHelmRelease('tenant-acme', 'kubernetes-web', { metadata: { finalizers: null } });
        };
        const { code, out } = await desk.hikube(['delete', 'kubernetes/web', '--confirm', 'web'], { meanwhile });
        expect(code).toBe(0);
        expect(out).toContain('every volume');
        expect(out).toMatch(/is gone\.\n$/);
        expect(await desk.platform.helmRelease('tenant-acme', 'kubernetes-web')).toBeUndefined();
      });

      it('and apply leave what is protected, until the protection is taken away by itself', async () => {
        const guarded = '  annotations:\n    hikube-constructs/deletion-protection: "true"\n';
        const batch = cluster(desk)
          .match(/ {4}md0:\n[^]*$/)![0]
          .replace('md0', 'batch');
        written(desk, { metadata: guarded, spec: batch });
        await desk.hikube(apply('--wait', 'none'));
        expect(await desk.hikube(['delete', 'web', '--confirm', 'web'])).toMatchObject({ code: 3 });

        written(desk);
        const both = await desk.hikube(apply('--allow', 'HK5202,HK5005'));
        expect([both.code, both.err]).toEqual([3, expect.stringContaining('HK5005')]);
        written(desk, { spec: batch });
        expect((await desk.hikube(apply('--wait', 'none'))).code).toBe(0);
        written(desk);
        expect((await desk.hikube(apply('--allow', 'HK5202', '--wait', 'none'))).code).toBe(0);
      });

      it('is not undone half-way by a write', async () => {
        written(desk);
        await desk.hikube(apply('--wait', 'none'));
        await desk.platform.patchHelmRelease('tenant-acme', 'kubernetes-web', {
          metadata: { finalizers: ['finalizers.fluxcd.io'] },
        });
        await desk.platform.request('DELETE', OBJECT);
        written(desk, { max: 9 });
        expect(await desk.hikube(apply())).toMatchObject({ code: 3, err: expect.stringContaining('is being deleted') });
      });
    });

    describe('status', () => {
      it('tells the steps of a cluster, and what cannot be seen from here', async () => {
        written(desk);
        await desk.hikube(apply('--wait', 'none'));
        const early = await desk.hikube(['status', 'web']);
        expect([early.code, early.out]).toEqual([1, expect.stringMatching(/accepted +waiting/)]);
        await desk.flux.reconcile();
        const { code, out } = await desk.hikube(['status']);
        expect(code).toBe(0);
        expect(out).toMatch(/accepted +done[^]*controlPlane +done[^]*workers +done[^]*addons +unknown/);
        const { steps } = (
          JSON.parse((await desk.hikube(['status', 'web', '--format', 'json'])).out) as { steps: { name: string }[] }[]
        )[0]!;
        expect(steps.map(({ name }) => name)).toEqual(['accepted', 'controlPlane', 'workers', 'addons']);
      });

      it('says so where there is nothing', async () => {
        expect(await desk.hikube(['status', 'web'])).toMatchObject({
          code: 2,
          err: expect.stringContaining('There is no Kubernetes'),
        });
        expect(await desk.hikube(['status', 'rediss/x'])).toMatchObject({
          code: 2,
          err: expect.stringContaining('names no object'),
        });
      });
    });

    describe('kubeconfig', () => {
      it('goes to standard output, or into the own one with mode 0600, and to no message', async () => {
        written(desk);
        await desk.hikube(apply('--wait', 'controlPlane'));
        const { out } = await desk.hikube(['kubeconfig', 'web']);
        expect(out).toContain('not-a-secret-web');

        const own = path.join(desk.folder, 'own.yaml');
        desk.file(
          'own.yaml',
          'apiVersion: v1\nkind: Config\n# mine\ncontexts: [{name: mine, context: {cluster: a, user: b}}]\ncurrent-context: mine\n',
        );
        const merged = await desk.hikube(['kubeconfig', 'web', '--merge', '--into', own]);
        expect(merged.code).toBe(0);
        expect(merged.out + merged.err).not.toContain('not-a-secret');
        const text = readFileSync(own, 'utf8');
        expect(text).toContain('# mine');
        expect(text).toContain('current-context: mine');
        expect(text).toContain('hikube-tenant-acme-web');
        expect(statSync(own).mode & 0o777).toBe(0o600);
      });

      it('says that it is not there yet', async () => {
        written(desk);
        await desk.hikube(apply('--wait', 'none'));
        expect(await desk.hikube(['kubeconfig', 'web'])).toMatchObject({
          code: 2,
          err: expect.stringContaining('not there yet'),
        });
      });
    });
  });
});
