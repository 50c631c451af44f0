import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { releases } from '../harness';
import { atDesk } from './command-line';
import { cluster, OBJECT, written } from './cluster-file';

describe.each(releases())('one object on platform %s', (release) => {
  atDesk(release, (desk) => {
    const apply = (...more: string[]): string[] => ['apply', 'dist', '--yes', ...desk.profile, ...more];

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
