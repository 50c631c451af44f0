import { type Json, releases, type Watch } from '../harness';
import { cluster, onPlatform } from './client';

const INITIAL_END = 'k8s.io/initial-events-end';
const told = ({ events }: Watch): string[] =>
  events.filter(({ type }) => type !== 'BOOKMARK').map(({ type, object }) => `${type} ${object.metadata.name}`);
const ends = ({ events }: Watch): number =>
  events.filter(({ type, object }) => type === 'BOOKMARK' && object.metadata.annotations?.[INITIAL_END] === 'true')
    .length;

describe.each(releases())('watching on platform %s', (release) => {
  onPlatform(release, (client) => {
    let watches: Watch[] = [];
    const watch = async (query = ''): Promise<Watch> => {
      const all = query === '' ? 'watch=true' : `watch=true&${query}`;
      const opened = await client().platform.watch(client().path(undefined, { query: all }));
      watches.push(opened);
      return opened;
    };
    afterEach(() => {
      watches.forEach((each) => each.stop());
      watches = [];
    });
    const isDeletion = ({ type }: { type: string }): boolean => type === 'DELETED';

    test('tells of additions, changes and deletions, with defaults filled in', async () => {
      const watched = await watch();
      await client().create(cluster('web'));
      await watched.next(({ type }) => type === 'ADDED');
      await client().merge('web', { spec: { host: 'k8s.acme.example' } });
      await client().remove('web');
      await watched.next(isDeletion);
      expect(told(watched)).toEqual(['ADDED web', 'MODIFIED web', 'DELETED web']);
      const [added, changed] = watched.events.filter(({ type }) => type !== 'BOOKMARK');
      expect(added?.object).toMatchObject({ kind: 'Kubernetes', spec: { storageClass: 'replicated' } });
      expect(changed?.object.spec.host).toBe('k8s.acme.example');
    });

    test('begins with what is there', async () => {
      await client().create(cluster('web'));
      const watched = await watch();
      expect((await watched.next(({ type }) => type === 'ADDED')).object.metadata.name).toBe('web');
    });

    test('tells when Flux changes the status', async () => {
      await client().create(cluster('web'));
      const watched = await watch();
      await watched.next(({ type }) => type === 'ADDED');
      await client().platform.setConditions('Kubernetes', 'tenant-acme', 'web', [{ type: 'Ready', status: 'True' }]);
      const { object } = await watched.next(({ type }) => type === 'MODIFIED');
      expect(object.status.conditions).toMatchObject([{ type: 'Ready', status: 'True' }]);
    });

    test('from the version of a list tells what came since, as added even if it was changed', async () => {
      await client().create(cluster('old'));
      await client().create(cluster('changed'));
      const { resourceVersion } = (await client().list()).body.metadata;
      await client().merge('changed', { spec: { host: 'k8s.acme.example' } });
      const watched = await watch(`resourceVersion=${resourceVersion}`);
      await watched.next(({ object }) => object.metadata.name === 'changed');
      await client().create(cluster('new'));
      await client().remove('new');
      await watched.next(isDeletion);
      expect(told(watched)).toEqual(['ADDED changed', 'ADDED new', 'DELETED new']);
    });

    test('from the version of a list never tells what was deleted since', async () => {
      await client().create(cluster('gone'));
      const { resourceVersion } = (await client().list()).body.metadata;
      await client().remove('gone');
      await client().gone('gone');
      const watched = await watch(`resourceVersion=${resourceVersion}`);
      await client().create(cluster('new'));
      await watched.next(({ object }) => object.metadata.name === 'new');
      expect(told(watched)).toEqual(['ADDED new']);
    });

    test.each([
      ['fieldSelector=metadata.name%3Dweb', ['ADDED web', 'DELETED web']],
      ['labelSelector=team%3Da', ['ADDED web', 'DELETED web']],
    ])('can be narrowed by %s', async (query, expected) => {
      const watched = await watch(query);
      await client().create(cluster('other'));
      await client().create(cluster('web', {}, { labels: { team: 'a' } }));
      await watched.next(({ type }) => type === 'ADDED');
      await client().remove('other');
      await client().remove('web');
      await watched.next(isDeletion);
      expect(told(watched)).toEqual(expected);
    });

    test('shows an object whose deletion is held as changed, and as deleted when it is let go', async () => {
      await client().create(cluster('web'));
      await client().hold('web');
      const watched = await watch();
      await watched.next(({ type }) => type === 'ADDED');
      await client().remove('web');
      const { object } = await watched.next(({ type }) => type === 'MODIFIED');
      expect(object.metadata.deletionTimestamp).toBeDefined();
      await client().letGo('web');
      await watched.next(isDeletion);
    });

    test('tells of an object when a monitor of its workloads changes, from 1.6 on, with the version of the monitor', async () => {
      const labels = {
        'apps.cozystack.io/application.group': 'apps.cozystack.io',
        'apps.cozystack.io/application.kind': 'Kubernetes',
        'apps.cozystack.io/application.name': 'web',
      };
      await client().create(cluster('web'));
      const watched = await watch();
      await watched.next(({ type }) => type === 'ADDED');
      await client().platform.putMonitor('tenant-acme', 'kubernetes-web', { labels, status: { operational: true } });
      await client().create(cluster('last'));
      await watched.next(({ object }) => object.metadata.name === 'last');
      if (release === '1.1') {
        expect(told(watched)).toEqual(['ADDED web', 'ADDED last']);
      } else {
        const { object } = await watched.next(({ type, object: { status } }) => {
          const [condition] = (status?.conditions ?? []) as Json[];
          return type === 'MODIFIED' && condition?.status === 'True';
        });
        expect(object.status.conditions).toMatchObject([{ type: 'WorkloadsReady', status: 'True' }]);
        expect(object.metadata.resourceVersion).not.toBe((await client().stored('web')).metadata.resourceVersion);
      }
    });

    test('ends by itself after the seconds that are asked for', async () => {
      await client().create(cluster('web'));
      const { status, body } = await client().list('watch=true&timeoutSeconds=1');
      expect(status).toBe(200);
      expect(JSON.stringify(body)).toContain('ADDED');
    });

    test('closes a streaming list at 1.1 only before the next change, and from 1.6 on at once', async () => {
      await client().create(cluster('web'));
      const streaming = 'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true';
      const watched = await watch(streaming);
      await watched.next(({ type }) => type === 'ADDED');
      if (release === '1.1') {
        await client().create(cluster('other'));
        await watched.next(({ object }) => object.metadata.name === 'other');
        expect(ends(watched)).toBe(0);
        await client().merge('web', {});
        await watched.next(({ type }) => type === 'MODIFIED');
      } else {
        await watched.next(({ type }) => type === 'BOOKMARK');
      }
      expect(ends(watched)).toBe(1);
    });
  });
});
