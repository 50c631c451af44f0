import { releases } from '../harness';
import { APPS, cluster, onPlatform } from './client';

describe.each(releases())('names on platform %s', (release) => {
  onPlatform(release, (client) => {
    test.each(['Web', '1web', 'web.', 'web-', 'my_web'])('refuse %s, which is no DNS-1035 label', async (name) => {
      expect(await client().create(cluster(name))).toMatchObject({
        status: 422,
        body: {
          reason: 'Invalid',
          message: expect.stringContaining('a DNS-1035 label must consist of lower case alphanumeric characters'),
          details: { name, kind: 'Kubernetes', causes: [{ reason: 'FieldValueInvalid', field: 'metadata.name' }] },
        },
      });
    });

    test('may have 42 characters for a cluster, and no more', async () => {
      expect((await client().create(cluster('a'.repeat(42)))).status).toBe(201);
      expect(await client().create(cluster('a'.repeat(43)))).toMatchObject({
        status: 422,
        body: {
          reason: 'Invalid',
          message: expect.stringContaining('must be no more than 42 characters (release prefix "kubernetes-")'),
        },
      });
    });

    test('are not made up by the server: without one an object is refused', async () => {
      expect(await client().create(cluster('', {}, { generateName: 'web-' }))).toMatchObject({
        status: 422,
        body: { message: expect.stringContaining('metadata.name: Required value: name is required') },
      });
    });

    test('of tenants may have a dash at 1.1, and from 1.6 on not', async () => {
      const tenant = { apiVersion: APPS, kind: 'Tenant', metadata: { name: 'a-b' }, spec: {} };
      const { status, body } = await client().of('Tenant').create(tenant);
      if (release === '1.1') {
        expect([status, body.status.namespace]).toEqual([201, 'tenant-acme-a-b']);
      } else {
        expect([status, body.reason]).toEqual([422, 'Invalid']);
        expect(body.message).toMatch(/only lowercase letters and digits; dashes are not allowed/);
      }
    });

    test('and namespaces in the object have to be those of the request', async () => {
      expect(await client().create(cluster('web', {}, { namespace: 'tenant-globex' }))).toMatchObject({
        status: 400,
        body: { message: 'the namespace of the provided object does not match the namespace sent on the request' },
      });
      await client().create(cluster('web'));
      const target = client().path('web');
      expect(await client().platform.request('PUT', target, { body: cluster('other') })).toMatchObject({
        status: 400,
        body: { message: 'the name of the object (other) does not match the name on the URL (web)' },
      });
    });
  });
});
