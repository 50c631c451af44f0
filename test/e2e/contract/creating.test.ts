import { releases, TENANT } from '../harness';
import { APPS, cluster, onPlatform } from './client';

const LABELS = {
  'apps.cozystack.io/application.group': 'apps.cozystack.io',
  'apps.cozystack.io/application.kind': 'Kubernetes',
  'apps.cozystack.io/application.name': 'web',
};

describe.each(releases())('creating on platform %s', (release) => {
  onPlatform(release, (client) => {
    test('stores a HelmRelease with the spec as it was sent', async () => {
      await client().create(cluster('web', { version: 'v1.33', nodeGroups: { a: { minReplicas: 1 } } }));
      expect(await client().stored('web')).toMatchObject({
        kind: 'HelmRelease',
        metadata: { name: 'kubernetes-web', namespace: TENANT, labels: LABELS },
        spec: { values: { version: 'v1.33', nodeGroups: { a: { minReplicas: 1 } } } },
      });
    });

    test('answers 201 with the object as it is read, all defaults in it', async () => {
      const { status, body } = await client().create(cluster('web'));
      expect(status).toBe(201);
      expect(body).toEqual((await client().get('web')).body);
      expect(body.spec).toMatchObject({ version: 'v1.33', storageClass: 'replicated', host: '' });
    });

    test('takes an object without a spec, and stores no values', async () => {
      const bare = { apiVersion: APPS, kind: 'Kubernetes', metadata: { name: 'web' } };
      expect((await client().create(bare)).status).toBe(201);
      expect((await client().stored('web')).spec.values).toBeUndefined();
    });

    test('of what is there already is refused as an error of the server, without a reason', async () => {
      await client().create(cluster('web'));
      const { status, body } = await client().create(cluster('web', { version: 'v1.34' }));
      expect([status, body.reason, body.details]).toEqual([500, undefined, undefined]);
      expect(body.message).toBe(
        'failed to create HelmRelease: helmreleases.helm.toolkit.fluxcd.io "kubernetes-web" already exists',
      );
      expect(await client().storedValues('web')).toEqual({ version: 'v1.33' });
    });

    test('refuses a resourceVersion, and takes no notice of a uid', async () => {
      expect(await client().create(cluster('web', {}, { resourceVersion: '5' }))).toMatchObject({
        status: 500,
        body: { message: expect.stringContaining('resourceVersion should not be set on objects to be created') },
      });
      const { status, body } = await client().create(cluster('web', {}, { uid: 'mine' }));
      expect(status).toBe(201);
      expect(body.metadata.uid).not.toBe('mine');
    });

    test('stores keys that no schema has, and values of wrong types, even when validation is strict', async () => {
      const spec = { nope: 1, version: 'v9', nodeGroups: { a: { maxReplicas: 'three' } } };
      expect((await client().create(cluster('web', spec), { query: 'fieldValidation=Strict' })).status).toBe(201);
      expect(await client().storedValues('web')).toEqual(spec);
    });

    test('refuses an unknown key beside spec when validation is strict, and drops it otherwise', async () => {
      const object = { ...cluster('web'), bogus: 1 };
      expect(await client().create(object, { query: 'fieldValidation=Strict' })).toMatchObject({
        status: 400,
        body: { reason: 'BadRequest', message: expect.stringContaining('unknown field "bogus"') },
      });
      const { status, body } = await client().create(object);
      expect([status, body.bogus]).toEqual([201, undefined]);
    });

    test('refuses a spec that is no map', async () => {
      expect(await client().create(cluster('web', 'text'))).toMatchObject({
        status: 400,
        body: { reason: 'BadRequest', message: expect.stringContaining('cannot unmarshal') },
      });
    });

    test('refuses a top-level key that begins with an underscore', async () => {
      expect(await client().create(cluster('web', { _x: 1 }))).toMatchObject({
        status: 400,
        body: {
          reason: 'BadRequest',
          message: 'values key "_x" is reserved (keys starting with \'_\' are not allowed)',
        },
      });
    });

    test('keeps labels and annotations, and drops finalizers and owners', async () => {
      const metadata = {
        labels: { team: 'a' },
        annotations: { note: 'n' },
        finalizers: ['example.org/hold'],
        ownerReferences: [{ apiVersion: 'v1', kind: 'Secret', name: 'owner', uid: 'u' }],
      };
      const { body } = await client().create(cluster('web', {}, metadata));
      expect(body.metadata).toMatchObject({ labels: { team: 'a' }, annotations: { note: 'n' } });
      expect(Object.keys(body.metadata as object)).not.toEqual(expect.arrayContaining(['finalizers']));
      expect(Object.keys(body.metadata as object)).not.toEqual(expect.arrayContaining(['ownerReferences']));
      const stored = (await client().stored('web')).metadata;
      expect(stored).toMatchObject({
        labels: { ...LABELS, 'apps.cozystack.io-team': 'a' },
        annotations: { 'apps.cozystack.io-note': 'n' },
      });
      expect([stored.finalizers, stored.ownerReferences]).toEqual([undefined, undefined]);
    });

    test('takes an Etcd under any name, though only "etcd" will ever work', async () => {
      const etcds = client().of('Etcd');
      const named = (name: string): unknown => ({ apiVersion: APPS, kind: 'Etcd', metadata: { name }, spec: {} });
      expect((await etcds.create(named('ring'))).status).toBe(201);
      expect((await etcds.create(named('etcd'))).status).toBe(201);
      expect((await etcds.stored('etcd')).metadata.labels).toMatchObject({
        'internal.cozystack.io/tenantmodule': 'true',
      });
    });
  });
});
