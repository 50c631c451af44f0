import { releases } from '../harness';
import { cluster, onPlatform } from './client';

const DRY = { query: 'dryRun=All' };

describe.each(releases())('a dry run on platform %s', (release) => {
  onPlatform(release, (client) => {
    test('creates the object that it is asked to try (kubectl create --dry-run=server)', async () => {
      expect((await client().create(cluster('web'), DRY)).status).toBe(201);
      expect(await client().storedValues('web')).toEqual({ version: 'v1.33' });
    });

    test('creates it by server-side apply too (kubectl diff --server-side of something new)', async () => {
      expect((await client().apply(cluster('web'), DRY)).status).toBe(201);
      expect(await client().storedValues('web')).toEqual({ version: 'v1.33' });
    });

    test('so that what really creates it afterwards is told that it is there already', async () => {
      await client().apply(cluster('web'), DRY);
      expect(await client().create(cluster('web'))).toMatchObject({
        status: 500,
        body: { message: expect.stringContaining('"kubernetes-web" already exists') },
      });
    });

    test('writes the change of a merge patch (kubectl diff)', async () => {
      await client().create(cluster('web'));
      expect((await client().merge('web', { spec: { version: 'v1.34' } }, DRY)).status).toBe(200);
      expect(await client().storedValues('web')).toMatchObject({ version: 'v1.34' });
    });

    test('writes the change of a server-side apply (kubectl diff --server-side --force-conflicts)', async () => {
      await client().create(cluster('web'));
      expect((await client().apply(cluster('web', { version: 'v1.34' }), { ...DRY, force: true })).status).toBe(200);
      expect(await client().storedValues('web')).toMatchObject({ version: 'v1.34' });
    });

    test('writes a replacement (kubectl replace --dry-run=server)', async () => {
      await client().create(cluster('web'));
      expect((await client().replace(cluster('web', { version: 'v1.34' }), DRY)).status).toBe(200);
      expect(await client().storedValues('web')).toEqual({ version: 'v1.34' });
    });

    test.each([
      ['in the query', undefined, DRY],
      ['in the body, where kubectl writes it', { propagationPolicy: 'Background', dryRun: ['All'] }, {}],
    ])('deletes the object, with the option %s (kubectl delete --dry-run=server)', async (_where, body, sent) => {
      await client().create(cluster('web'));
      expect((await client().remove('web', body, sent)).status).toBe(200);
      expect(await client().stored('web')).toBeUndefined();
    });
  });
});
