import { releases } from '../harness';
import { cluster, onPlatform } from './client';

describe.each(releases())('deleting on platform %s', (release) => {
  onPlatform(release, (client) => {
    test('answers at once with a status that names the object', async () => {
      await client().create(cluster('web'));
      const { status, body } = await client().remove('web');
      expect([status, body]).toEqual([
        200,
        {
          kind: 'Status',
          apiVersion: 'v1',
          metadata: {},
          status: 'Success',
          details: { name: 'web', kind: 'Kubernetes' },
          code: 200,
        },
      ]);
      await client().gone('web');
    });

    test('of what is not there is refused', async () => {
      expect(await client().remove('web')).toMatchObject({ status: 404, body: { reason: 'NotFound' } });
    });

    test.each([
      ['resourceVersion', { resourceVersion: '1' }],
      ['uid', { uid: '00000000-0000-0000-0000-000000000000' }],
    ])('takes no notice of a precondition on the %s', async (_what, preconditions) => {
      await client().create(cluster('web'));
      expect((await client().remove('web', { preconditions })).status).toBe(200);
      expect(await client().stored('web')).toBeUndefined();
    });

    test('takes no notice of how it is to propagate', async () => {
      await client().create(cluster('web'));
      await client().remove('web', { propagationPolicy: 'Foreground' });
      expect(await client().stored('web')).toBeUndefined();
    });

    test('deletes one object at a time', async () => {
      expect(await client().platform.request('DELETE', client().path())).toMatchObject({
        status: 405,
        body: { reason: 'MethodNotAllowed' },
      });
    });

    describe('while Flux still uninstalls', () => {
      const beginDeletion = async (): Promise<void> => {
        await client().create(cluster('web'));
        await client().hold('web');
        await client().remove('web');
        await client().seen('web', ({ metadata }) => metadata.deletionTimestamp !== undefined);
      };

      test('shows the object with the time of its deletion, and not what holds it', async () => {
        await beginDeletion();
        const { body } = await client().get('web');
        expect(Object.keys(body.metadata as object).sort()).toEqual([
          'creationTimestamp',
          'deletionTimestamp',
          'name',
          'namespace',
          'resourceVersion',
          'uid',
        ]);
        expect(await client().names()).toEqual(['web']);
        expect((await client().stored('web')).metadata.finalizers).toEqual(['finalizers.fluxcd.io']);
      });

      test('is over when Flux lets go', async () => {
        await beginDeletion();
        await client().letGo('web');
        expect(await client().get('web')).toMatchObject({ status: 404, body: { reason: 'NotFound' } });
        expect(await client().names()).toEqual([]);
      });

      test('can be asked for again', async () => {
        await beginDeletion();
        expect((await client().remove('web')).status).toBe(200);
      });

      test('creates no second object of the name', async () => {
        await beginDeletion();
        expect(await client().create(cluster('web'))).toMatchObject({
          status: 500,
          body: {
            message: expect.stringMatching(
              /^failed to create HelmRelease: object is being deleted: .* already exists$/,
            ),
          },
        });
      });

      test('is cut short by an update, which drops what holds the object: nothing is uninstalled', async () => {
        await beginDeletion();
        expect((await client().replace(cluster('web', { version: 'v1.34' }))).status).toBe(200);
        await client().gone('web');
        expect(await client().stored('web')).toBeUndefined();
      });
    });
  });
});
