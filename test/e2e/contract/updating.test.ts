import { type Json, releases } from '../harness';
import { cluster, onPlatform } from './client';

const groups = (object: Json): Json => object.spec.nodeGroups;

describe.each(releases())('updating on platform %s', (release) => {
  onPlatform(release, (client) => {
    describe('by replacement', () => {
      test('stores the sparse object as it was sent', async () => {
        await client().create(cluster('web'));
        expect((await client().replace(cluster('web', { version: 'v1.34' }))).status).toBe(200);
        expect(await client().storedValues('web')).toEqual({ version: 'v1.34' });
      });

      test('takes away defaults that another update has stored', async () => {
        await client().create(cluster('web'));
        await client().merge('web', {});
        await client().replace(cluster('web'));
        expect(await client().storedValues('web')).toEqual({ version: 'v1.33' });
      });

      test('drops labels and annotations that were not sent', async () => {
        await client().create(cluster('web', {}, { labels: { team: 'a' }, annotations: { note: 'n' } }));
        const { body } = await client().replace(cluster('web', {}));
        expect([body.metadata.labels, body.metadata.annotations]).toEqual([undefined, undefined]);
      });

      test('drops the finalizers that Flux has put on the HelmRelease', async () => {
        await client().create(cluster('web'));
        await client().hold('web');
        await client().replace(cluster('web', { version: 'v1.34' }));
        expect((await client().stored('web')).metadata.finalizers).toBeUndefined();
      });

      test('keeps what Flux has said of the object', async () => {
        await client().create(cluster('web'));
        await client().platform.setConditions('Kubernetes', 'tenant-acme', 'web', [{ type: 'Ready', status: 'True' }]);
        const { body } = await client().replace(cluster('web', { version: 'v1.34' }));
        expect(body.status.conditions).toMatchObject([{ type: 'Ready', status: 'True' }]);
      });

      test('of what is not there creates nothing', async () => {
        expect(await client().replace(cluster('web'))).toMatchObject({ status: 404, body: { reason: 'NotFound' } });
        expect(await client().stored('web')).toBeUndefined();
      });

      test('needs no resourceVersion, and takes the newest', async () => {
        const { body } = await client().create(cluster('web'));
        expect((await client().replace(cluster('web', { version: 'v1.32' }))).status).toBe(200);
        const { resourceVersion } = (await client().get('web')).body.metadata;
        expect(resourceVersion).not.toBe(body.metadata.resourceVersion);
        expect((await client().replace(cluster('web', {}, { resourceVersion }))).status).toBe(200);
      });

      test('with a stale resourceVersion is refused at 1.1, and from 1.6 on the last writer wins', async () => {
        const { resourceVersion } = (await client().create(cluster('web'))).body.metadata;
        await client().replace(cluster('web', { version: 'v1.34' }));
        const { status, body } = await client().replace(cluster('web', { version: 'v1.32' }, { resourceVersion }));
        if (release === '1.1') {
          // No 409: the API server's conflict is only a text within an error of its own.
          expect([status, body.reason]).toEqual([500, undefined]);
          expect(body.message).toMatch(/^failed to update HelmRelease: Operation cannot be fulfilled on .*modified/);
          expect(await client().storedValues('web')).toEqual({ version: 'v1.34' });
        } else {
          expect(status).toBe(200);
          expect(await client().storedValues('web')).toEqual({ version: 'v1.32' });
        }
      });

      test('with the version from before Flux said something is stale as well at 1.1', async () => {
        const { resourceVersion } = (await client().create(cluster('web'))).body.metadata;
        await client().platform.setConditions('Kubernetes', 'tenant-acme', 'web', [{ type: 'Ready', status: 'True' }]);
        const { status } = await client().replace(cluster('web', { version: 'v1.34' }, { resourceVersion }));
        expect(status).toBe(release === '1.1' ? 500 : 200);
      });

      test('with the uid of another object is refused, and with its own accepted', async () => {
        const { uid } = (await client().create(cluster('web'))).body.metadata;
        const other = cluster('web', { version: 'v1.34' }, { uid: '00000000-0000-0000-0000-000000000000' });
        expect(await client().replace(other)).toMatchObject({
          status: 500,
          body: { message: expect.stringContaining('Precondition failed: UID in precondition') },
        });
        expect(await client().storedValues('web')).toEqual({ version: 'v1.33' });
        expect((await client().replace(cluster('web', {}, { uid }))).status).toBe(200);
      });

      test('needs the name in the object', async () => {
        await client().create(cluster('web'));
        const body = cluster('', {}, { name: undefined });
        expect(await client().platform.request('PUT', client().path('web'), { body })).toMatchObject({
          status: 400,
          body: { message: expect.stringContaining('name must be provided') },
        });
      });

      test('refuses a top-level key that begins with an underscore', async () => {
        await client().create(cluster('web'));
        expect(await client().replace(cluster('web', { _x: 1 }))).toMatchObject({
          status: 400,
          body: { message: expect.stringContaining('values key "_x" is reserved') },
        });
      });
    });

    describe('by merge patch', () => {
      test('stores every default, even when nothing changes', async () => {
        await client().create(cluster('web'));
        expect((await client().merge('web', {})).status).toBe(200);
        const values = await client().storedValues('web');
        expect(values).toEqual((await client().get('web')).body.spec);
        expect(values).toMatchObject({ host: '', storageClass: 'replicated', version: 'v1.33' });
      });

      test('that removes a field shows its default again', async () => {
        await client().create(cluster('web', { host: 'k8s.acme.example' }));
        const { body } = await client().merge('web', { spec: { host: null } });
        expect(body.spec.host).toBe('');
        expect(await client().storedValues('web')).not.toHaveProperty('host');
      });

      test('that removes the last group stores no group, where a cluster without the key shows the default one', async () => {
        await client().create(cluster('web', { nodeGroups: { web: { minReplicas: 1 } } }));
        const { body } = await client().merge('web', { spec: { nodeGroups: { web: null } } });
        expect(groups(body)).toEqual({});
        expect(groups({ spec: await client().storedValues('web') })).toEqual({});
      });

      test('changes the storage class, which no release holds to be immutable', async () => {
        await client().create(cluster('web'));
        expect((await client().merge('web', { spec: { storageClass: 'local' } })).status).toBe(200);
        expect(await client().storedValues('web')).toMatchObject({ storageClass: 'local' });
      });

      test('of what is not there is refused', async () => {
        expect((await client().merge('web', { spec: {} })).status).toBe(404);
      });

      test('refuses a top-level key that begins with an underscore', async () => {
        await client().create(cluster('web'));
        expect((await client().merge('web', { spec: { _x: 1 } })).status).toBe(400);
      });
    });
  });
});
