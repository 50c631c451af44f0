import { type Json, releases, TENANT } from '../harness';
import { cluster, onPlatform } from './client';

const TABLE = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' };

describe.each(releases())('reading on platform %s', (release) => {
  onPlatform(release, (client) => {
    test('fills the spec with the defaults of its schema, at every depth, also in lists', async () => {
      await client().create(cluster('web', { addons: { ingressNginx: { enabled: true } } }));
      const { spec } = (await client().get('web')).body;
      expect(spec).toMatchObject({
        addons: { ingressNginx: { enabled: true, hosts: [] }, certManager: { enabled: false, valuesOverride: {} } },
        controlPlane: { replicas: 2, apiServer: { resources: {} } },
        storageClass: 'replicated',
        version: expect.stringMatching(/^v1\.\d+$/),
      });
      expect((await client().list()).body.items[0].spec).toEqual(spec);
    });

    test('shows the default group at 1.1 when there is none, and fills the groups that there are', async () => {
      await client().create(cluster('bare', {}));
      await client().create(cluster('web', { nodeGroups: { web: { minReplicas: 1 } } }));
      const groupsOf = async (name: string): Promise<Json> => (await client().get(name)).body.spec.nodeGroups;
      const bare = (await groupsOf('bare')) as object;
      expect(Object.keys(bare)).toEqual(release === '1.1' ? ['md0'] : []);
      expect(await groupsOf('web')).toEqual({
        web: expect.objectContaining({ minReplicas: 1, maxReplicas: 10, instanceType: 'u1.medium' }),
      });
    });

    test('shows a value of the wrong type as the default, where a map or a list belongs, and as it is elsewhere', async () => {
      await client().create(cluster('web', { addons: 'all', version: 7 }));
      const { spec } = (await client().get('web')).body;
      expect(spec.addons).toMatchObject({ certManager: { enabled: false } });
      expect(spec.version).toBe(7);
    });

    test('passes uid, resourceVersion and time of creation of the HelmRelease on, and no generation', async () => {
      await client().create(cluster('web'));
      const { metadata } = await client().stored('web');
      expect((await client().get('web')).body.metadata).toEqual({
        name: 'web',
        namespace: TENANT,
        uid: metadata.uid,
        resourceVersion: metadata.resourceVersion,
        creationTimestamp: metadata.creationTimestamp,
      });
    });

    test('hides keys that begin with an underscore, which the platform stores itself', async () => {
      await client().create(cluster('web'));
      const patch = { spec: { values: { _cluster: 1 } } };
      const { metadata } = await client().platform.patchHelmRelease(TENANT, 'kubernetes-web', patch);
      const shown = await client().seen('web', (each) => each.metadata.resourceVersion === metadata.resourceVersion);
      expect(shown.spec).not.toHaveProperty('_cluster');
    });

    test("finds nothing where a HelmRelease is not the platform's own", async () => {
      const stranger = { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', spec: {} };
      await client().platform.put({ ...stranger, metadata: { name: 'kubernetes-web', namespace: TENANT } });
      expect((await client().get('web')).status).toBe(404);
      expect(await client().names()).toEqual([]);
    });

    describe('lists', () => {
      test('are empty, with version 0, when there is nothing', async () => {
        expect((await client().list()).body).toEqual({
          kind: 'KubernetesList',
          apiVersion: 'apps.cozystack.io/v1alpha1',
          metadata: { resourceVersion: '0' },
          items: [],
        });
      });

      test('are sorted by name, and as new as the newest object in them', async () => {
        await client().create(cluster('b'));
        const { body } = await client().create(cluster('a'));
        const list = (await client().list()).body;
        expect((list.items as Json[]).map(({ metadata }) => metadata.name as string)).toEqual(['a', 'b']);
        expect(list.metadata).toEqual({ resourceVersion: body.metadata.resourceVersion });
      });

      test('show one kind', async () => {
        await client().create(cluster('web'));
        expect(await client().of('Etcd').names()).toEqual([]);
      });

      test.each([
        ['labelSelector=team%3Da', ['a']],
        ['labelSelector=team', ['a', 'b']],
        ['labelSelector=!team', ['c']],
        ['labelSelector=team+in+(a,c)', ['a']],
        ['labelSelector=team!%3Da,team', ['b']],
        ['fieldSelector=metadata.name%3Db', ['b']],
        ['fieldSelector=metadata.name%3Dnone', []],
      ])('can be narrowed by %s', async (query, names) => {
        await client().create(cluster('a', {}, { labels: { team: 'a' } }));
        await client().create(cluster('b', {}, { labels: { team: 'b' } }));
        await client().create(cluster('c'));
        expect(await client().names(query)).toEqual(names);
      });

      test('know no other fields', async () => {
        expect(await client().list('fieldSelector=spec.version%3Dv1.33')).toMatchObject({
          status: 400,
          body: { message: expect.stringContaining('"spec.version" is not a known field selector') },
        });
      });
    });

    describe('status', () => {
      const say = (conditions: readonly Json[], revision?: string): Promise<void> =>
        client().platform.setConditions('Kubernetes', TENANT, 'web', conditions as never, revision);

      test('is empty before Flux has looked', async () => {
        await client().create(cluster('web'));
        expect((await client().get('web')).body.status).toEqual({});
      });

      test('is not what a user writes', async () => {
        await client().create({ ...cluster('web'), status: { version: 'mine' } });
        expect((await client().get('web')).body.status).toEqual({});
        expect((await client().get('web/status')).status).toBe(404);
      });

      test("has the conditions Ready and Released of the HelmRelease, in Helm's own words, and no other", async () => {
        await client().create(cluster('web'));
        const message = "values don't meet the specifications of the schema(s) in the following chart(s)";
        await say([
          { type: 'Ready', status: 'False', reason: 'InstallFailed', message },
          { type: 'Released', status: 'False', reason: 'InstallFailed', message },
          { type: 'Reconciling', status: 'True' },
        ]);
        const { conditions } = (await client().get('web')).body.status;
        const lastTransitionTime = expect.stringMatching(/Z$/) as unknown;
        expect(conditions).toEqual([
          { type: 'Ready', status: 'False', reason: 'InstallFailed', message, lastTransitionTime },
          { type: 'Released', status: 'False', reason: 'InstallFailed', message, lastTransitionTime },
        ]);
      });

      test('has the revision that was tried last, of which tables show what follows the plus', async () => {
        await client().create(cluster('web'));
        const cells = async (): Promise<Json[]> => {
          const answer = await client().platform.request('GET', client().path(), { headers: TABLE });
          expect((answer.body.columnDefinitions as Json[]).map(({ name }) => name as string)).toEqual([
            'NAME',
            'READY',
            'AGE',
            'VERSION',
          ]);
          return answer.body.rows[0].cells as Json[];
        };
        expect(await cells()).toEqual(['web', 'Unknown', expect.stringMatching(/^\d+s$/), '<unknown>']);
        await say([{ type: 'Ready', status: 'True' }], '0.4.0+abc');
        expect((await client().get('web')).body.status.version).toBe('0.4.0+abc');
        expect(await cells()).toEqual(['web', 'True', expect.stringMatching(/^\d+s$/), 'abc']);
      });

      test('of a tenant has the namespace that is its own', async () => {
        const tenant = {
          apiVersion: 'apps.cozystack.io/v1alpha1',
          kind: 'Tenant',
          metadata: { name: 'staging' },
          spec: {},
        };
        const { body } = await client().of('Tenant').create(tenant);
        expect(body.status).toEqual({ namespace: 'tenant-acme-staging' });
      });
    });

    describe('monitors of workloads', () => {
      const labels = {
        'apps.cozystack.io/application.group': 'apps.cozystack.io',
        'apps.cozystack.io/application.kind': 'Kubernetes',
        'apps.cozystack.io/application.name': 'web',
      };
      const workloads = async (): Promise<Json> =>
        ((await client().get('web')).body.status.conditions as Json[] | undefined)?.find(
          ({ type }) => type === 'WorkloadsReady',
        );

      test.each([
        [{ operational: true }, 'True', 'WorkloadMonitorCheck'],
        [{ operational: false }, 'False', 'WorkloadMonitorCheck'],
        [{}, 'Unknown', 'Pending'],
      ])('that say %j make a condition from 1.6 on', async (status, expected, reason) => {
        await client().create(cluster('web'));
        await client().platform.putMonitor(TENANT, 'kubernetes-web', { labels, status });
        if (release === '1.1') {
          expect(await workloads()).toBeUndefined();
        } else {
          const seen = await client().seen('web', ({ status: { conditions = [] } }) =>
            (conditions as Json[]).some((each) => each.type === 'WorkloadsReady' && each.status === expected),
          );
          expect(seen.status.conditions).toMatchObject([{ type: 'WorkloadsReady', status: expected, reason }]);
        }
      });
    });

    test('finds a schema for each kind, as clients explain it', async () => {
      const { body } = await client().platform.request('GET', '/openapi/v3/apis/apps.cozystack.io/v1alpha1', {
        user: 'admin',
      });
      const kinds = Object.values(body.components.schemas as Record<string, Json>).flatMap(
        (schema) =>
          (schema['x-kubernetes-group-version-kind'] as Json[] | undefined)?.map(({ kind }) => kind as string) ?? [],
      );
      expect(kinds).toEqual(expect.arrayContaining(['Etcd', 'Kubernetes', 'Tenant']));
    });
  });
});
