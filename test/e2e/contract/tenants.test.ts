import { type Json, releases, TENANT, type User } from '../harness';
import { type Answer } from '../support/https';
import { pathOf } from '../support/objects';
import { APPS, cluster, CORE, onPlatform } from './client';

const SECRETS = pathOf(CORE, 'TenantSecret', TENANT);
const NAMESPACES = pathOf(CORE, 'TenantNamespace');
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const namesOf = ({ body }: Answer): string[] => (body.items as Json[]).map(({ metadata }) => metadata.name as string);

describe.each(releases())('what platform %s shows to tenants', (release) => {
  onPlatform(release, (client) => {
    const get = (target: string, user: User = 'acme'): Promise<Answer> =>
      client().platform.request('GET', target, { user });

    describe('of secrets', () => {
      const NAME = 'kubernetes-web-admin-kubeconfig';

      test("is the name and type of the Secret, its labels without the platform's own, and its values as base64, twice", async () => {
        await client().platform.putSecret(TENANT, NAME, { 'admin.conf': 'kubeconfig' });
        const { status, body } = await get(`${SECRETS}/${NAME}`);
        expect(status).toBe(200);
        expect(body).toMatchObject({
          kind: 'TenantSecret',
          apiVersion: 'core.cozystack.io/v1alpha1',
          metadata: { name: NAME, namespace: TENANT },
          type: 'Opaque',
          data: { 'admin.conf': base64('kubeconfig') },
          stringData: { 'admin.conf': base64('kubeconfig') },
        });
        expect(body.metadata.labels).toBeUndefined();
        expect(namesOf(await get(SECRETS))).toEqual([NAME]);
      });

      test('is nothing of those that are not marked as theirs', async () => {
        await client().platform.putSecret(TENANT, 'hidden', { key: 'value' }, { visible: false });
        expect(await get(`${SECRETS}/hidden`)).toMatchObject({ status: 404, body: { reason: 'NotFound' } });
        expect(namesOf(await get(SECRETS))).toEqual([]);
      });

      test('is the same 404 where there is none', async () => {
        expect(await get(`${SECRETS}/none`)).toMatchObject({ status: 404, body: { reason: 'NotFound' } });
      });

      test('is also told as it happens', async () => {
        const watched = await client().platform.watch(`${SECRETS}?watch=true`);
        try {
          await client().platform.putSecret(TENANT, 'hidden', { key: 'value' }, { visible: false });
          await client().platform.putSecret(TENANT, NAME, { 'admin.conf': 'kubeconfig' });
          const { object } = await watched.next(({ type }) => type === 'ADDED');
          expect(object).toMatchObject({ kind: 'TenantSecret', metadata: { name: NAME } });
        } finally {
          watched.stop();
        }
      });

      test('is nothing of the Secrets themselves', async () => {
        await client().platform.putSecret(TENANT, NAME, { 'admin.conf': 'kubeconfig' });
        expect((await get(`/api/v1/namespaces/${TENANT}/secrets/${NAME}`)).status).toBe(403);
      });
    });

    describe('of namespaces', () => {
      test("is a list of those that they have a role in, and every tenant's to administrators", async () => {
        expect(namesOf(await get(NAMESPACES))).toEqual([TENANT]);
        // Those that other tests had made stay: nothing here removes a namespace.
        const all = namesOf(await get(NAMESPACES, 'admin')).filter((name) => !name.startsWith(`${TENANT}-`));
        expect(all).toEqual([TENANT, 'tenant-globex', 'tenant-root']);
      });

      test("is their own by name, no others but tenants', and at 1.1 also that of another tenant", async () => {
        expect((await get(`${NAMESPACES}/${TENANT}`)).body).toMatchObject({
          kind: 'TenantNamespace',
          metadata: { name: TENANT },
        });
        expect((await get(`${NAMESPACES}/cozy-system`)).status).toBe(404);
        expect((await get(`${NAMESPACES}/tenant-globex`)).status).toBe(release === '1.1' ? 200 : 403);
      });
    });

    test("of modules is what has the module's label, under the name of its HelmRelease", async () => {
      await client().create(cluster('web'));
      const etcd = { apiVersion: APPS, kind: 'Etcd', metadata: { name: 'etcd' }, spec: {} };
      await client().of('Etcd').create(etcd);
      const modules = pathOf(CORE, 'TenantModule', TENANT);
      expect(namesOf(await get(modules))).toEqual(['etcd']);
      expect((await get(`${modules}/etcd`)).body).toMatchObject({ kind: 'TenantModule', status: {} });
    });

    describe('of what they may do', () => {
      test('is 401 with an unknown token', async () => {
        expect(await client().list('', { user: 'expired' })).toMatchObject({
          status: 401,
          body: { reason: 'Unauthorized', message: 'Unauthorized' },
        });
      });

      test('is 403 in the namespace of another tenant', async () => {
        expect(await client().list('', { namespace: 'tenant-globex' })).toMatchObject({
          status: 403,
          body: {
            reason: 'Forbidden',
            message:
              'kuberneteses.apps.cozystack.io is forbidden: User "acme" cannot list resource "kuberneteses" ' +
              'in API group "apps.cozystack.io" in the namespace "tenant-globex"',
          },
        });
      });

      test('is to read objects but neither to write them nor to read secrets, with the right to view only', async () => {
        await client().create(cluster('web'));
        expect((await client().get('web', { user: 'viewer' })).status).toBe(200);
        expect((await client().create(cluster('new'), { user: 'viewer' })).status).toBe(403);
        expect((await client().remove('web', undefined, { user: 'viewer' })).status).toBe(403);
        expect((await get(SECRETS, 'viewer')).status).toBe(403);
      });

      test('is 404 in a namespace that does not exist', async () => {
        const nowhere = { user: 'admin', namespace: 'tenant-nowhere' } as const;
        expect(await client().create(cluster('web'), nowhere)).toMatchObject({
          status: 404,
          body: { reason: 'NotFound', message: 'namespaces "tenant-nowhere" not found' },
        });
      });

      test('is 404 for what is not there, with the name in it', async () => {
        expect(await client().get('web')).toMatchObject({
          status: 404,
          body: {
            reason: 'NotFound',
            message: 'kuberneteses.apps.cozystack.io "web" not found',
            details: { name: 'web', group: 'apps.cozystack.io', kind: 'kuberneteses' },
          },
        });
      });
    });
  });
});
