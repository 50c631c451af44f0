import { type Json, releases } from '../harness';
import { APPLY, cluster, onPlatform } from './client';

const conflictsOf = (body: Json): string[] => (body.details.causes as Json[]).map(({ field }) => field as string);

describe.each(releases())('server-side apply on platform %s', (release) => {
  onPlatform(release, (client) => {
    test('creates what is not there, as it was sent', async () => {
      expect((await client().apply(cluster('web'))).status).toBe(201);
      expect(await client().storedValues('web')).toEqual({ version: 'v1.33' });
    });

    test('keeps no managed fields', async () => {
      const { body } = await client().apply(cluster('web'));
      expect(body.metadata.managedFields).toBeUndefined();
    });

    test('of the same object stores every default with it', async () => {
      await client().apply(cluster('web'));
      expect((await client().apply(cluster('web'))).status).toBe(200);
      const values = await client().storedValues('web');
      expect(values).toEqual((await client().get('web')).body.spec);
      const frozen = ['addons', 'controlPlane', 'host', 'nodeGroups', 'storageClass', 'version'];
      const since16 = release === '1.1' ? [] : ['images', 'nodeHealthCheck', 'oidc', 'talos'];
      expect(Object.keys(values as object)).toEqual(expect.arrayContaining([...frozen, ...since16]));
    });

    test('of a changed field is refused: it belongs to somebody from before', async () => {
      await client().apply(cluster('web', { version: 'v1.33', nodeGroups: { a: { minReplicas: 1 } } }));
      const changed = cluster('web', {
        version: 'v1.34',
        nodeGroups: { a: { minReplicas: 2 }, b: { minReplicas: 1 } },
      });
      const { status, body } = await client().apply(changed);
      expect([status, body.reason]).toEqual([409, 'Conflict']);
      expect(body.message).toMatch(/^Apply failed with 2 conflicts: conflicts with "before-first-apply"/);
      expect(conflictsOf(body)).toEqual(['.spec.version', '.spec.nodeGroups.a.minReplicas']);
      expect(body.details.causes[0]).toMatchObject({
        reason: 'FieldManagerConflict',
        message: 'conflict with "before-first-apply" using apps.cozystack.io/v1alpha1',
      });
      expect(await client().storedValues('web')).toMatchObject({ version: 'v1.33' });
    });

    test('of a default that was never written is refused too, and a list is one field', async () => {
      await client().apply(cluster('web'));
      const { status, body } = await client().apply(
        cluster('web', { addons: { ingressNginx: { hosts: ['a.example'] } } }),
      );
      expect(status).toBe(409);
      expect(body.message).toBe(
        'Apply failed with 1 conflict: conflict with "before-first-apply" using apps.cozystack.io/v1alpha1: ' +
          '.spec.addons.ingressNginx.hosts',
      );
    });

    test('with force changes the field, keeps what was not sent, and stores every default', async () => {
      await client().apply(cluster('web', { version: 'v1.33', nodeGroups: { a: { minReplicas: 1 } } }));
      const changed = cluster('web', { version: 'v1.34', nodeGroups: { b: { minReplicas: 1 } } });
      expect((await client().apply(changed, { force: true })).status).toBe(200);
      expect(await client().storedValues('web')).toMatchObject({
        version: 'v1.34',
        storageClass: 'replicated',
        nodeGroups: { a: { minReplicas: 1 }, b: { minReplicas: 1 } },
      });
    });

    test('adds labels without a conflict', async () => {
      await client().apply(cluster('web'));
      const { status, body } = await client().apply(cluster('web', { version: 'v1.33' }, { labels: { team: 'a' } }));
      expect([status, body.metadata.labels]).toEqual([200, { team: 'a' }]);
    });

    test('needs the name of a field manager', async () => {
      const body = cluster('web');
      const answer = await client().platform.request('PATCH', client().path('web'), { body, contentType: APPLY });
      expect(answer).toMatchObject({
        status: 422,
        body: { message: expect.stringContaining('fieldManager: Required value: is required for apply patch') },
      });
    });
  });
});
