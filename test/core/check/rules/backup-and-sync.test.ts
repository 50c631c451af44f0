import { LATE, PLATFORM_1_1, PLATFORM_1_6, cluster, findings, places, type Judged } from './support';
import { onRelease } from './together';

const addons = (given: object): Judged => cluster({ addons: given });
const velero = (configuration: unknown, beside: object = {}): Judged =>
  addons({ velero: { enabled: true, valuesOverride: { velero: { configuration, ...beside } } } });
const PLACE = '/spec/addons/velero/valuesOverride/velero/configuration';

describe("HK3119: locations of Velero's", () => {
  const WHY =
    'The chart takes a list of locations, each with what it cannot do without, and Helm refuses anything else.';

  it.each([
    ['backupStorageLocation', 'an object', { provider: 'aws', bucket: 'b' }, 'Put a dash before it: a list of one.'],
    ['volumeSnapshotLocation', 'an object', { provider: 'aws' }, 'Put a dash before it: a list of one.'],
    ['backupStorageLocation', 'a text', 'aws', 'Write a list.'],
    ['volumeSnapshotLocation', 'a number', 3, 'Write a list.'],
  ])('%s as %s is no list', (key, _, written, remedy) => {
    expect(findings('HK3119', velero({ [key]: written }))).toEqual([
      { pointer: `${PLACE}/${key}`, message: `${key} is no list.`, remedy, why: WHY, onKey: true },
    ]);
  });

  it.each([
    ['provider', { bucket: 'b' }],
    ['bucket', { provider: 'aws' }],
  ])('a location for backups needs its %s', (missing, location) => {
    expect(findings('HK3119', velero({ backupStorageLocation: [location] }))).toEqual([
      {
        pointer: `${PLACE}/backupStorageLocation/0`,
        message: `Location 1 of backupStorageLocation has no ${missing}.`,
        remedy: `Write its ${missing}.`,
        why: WHY,
        onKey: false,
      },
    ]);
  });

  it.each([
    ['an empty object', {}],
    ['a text', 'aws'],
    ['null', null],
    ['a list', ['aws']],
  ])('%s has neither a provider nor a bucket', (_, location) => {
    expect(findings('HK3119', velero({ backupStorageLocation: [location] }))).toEqual([
      expect.objectContaining({
        pointer: `${PLACE}/backupStorageLocation/0`,
        message: 'Location 1 of backupStorageLocation has no provider and no bucket.',
        remedy: 'Write its provider and its bucket.',
      }),
    ]);
  });

  it('a location for snapshots needs its provider, and no bucket', () => {
    expect(findings('HK3119', velero({ volumeSnapshotLocation: [{ provider: 'aws' }, { bucket: 'b' }] }))).toEqual([
      expect.objectContaining({
        pointer: `${PLACE}/volumeSnapshotLocation/1`,
        message: 'Location 2 of volumeSnapshotLocation has no provider.',
        remedy: 'Write its provider.',
      }),
    ]);
  });

  it('finds each location by its place, in both lists', () => {
    const sound = { provider: 'aws', bucket: 'b' };
    const configuration = { backupStorageLocation: [sound, {}, sound, {}], volumeSnapshotLocation: [{}] };

    expect(places('HK3119', velero(configuration))).toEqual([
      `${PLACE}/backupStorageLocation/1`,
      `${PLACE}/backupStorageLocation/3`,
      `${PLACE}/volumeSnapshotLocation/0`,
    ]);
  });

  it('judges snapshots beside backups that are no list', () => {
    expect(places('HK3119', velero({ backupStorageLocation: {}, volumeSnapshotLocation: {} }))).toEqual([
      `${PLACE}/backupStorageLocation`,
      `${PLACE}/volumeSnapshotLocation`,
    ]);
  });

  it.each([
    ['late parts of a location', { backupStorageLocation: [{ provider: LATE, bucket: LATE }] }],
    ['null', { backupStorageLocation: null, volumeSnapshotLocation: null }],
    ['empty lists', { backupStorageLocation: [], volumeSnapshotLocation: [] }],
    ['other keys', { defaultVolumesToFsBackup: true }],
    ['a text for all of it', 'aws'],
  ])('is content with %s', (_, configuration) => {
    expect(findings('HK3119', velero(configuration))).toEqual([]);
  });

  it('is content where Velero is off', () => {
    const valuesOverride = { velero: { configuration: { backupStorageLocation: {} } } };

    expect(findings('HK3119', addons({ velero: { enabled: false, valuesOverride } }))).toEqual([]);
  });
});

describe('HK3120: Velero without a place for backups', () => {
  it('warns where it is on with no values', () => {
    const given = addons({ velero: { enabled: true } });
    const warning = {
      pointer: '/spec/addons/velero',
      message: 'Velero is on, but has no location to back up to.',
      why: 'The platform sets none, and without one every backup fails.',
      onKey: true,
    };

    expect(findings('HK3120', given)).toEqual([
      {
        ...warning,
        remedy:
          'Write velero.configuration.backupStorageLocation, or acknowledge that a location is made inside the cluster.',
      },
    ]);
    expect(findings('HK3120', given, { program: true })).toEqual([{ ...warning, remedy: 'Give it `locations`.' }]);
  });

  it.each([
    ['no location', {}, 1],
    ['null', { backupStorageLocation: null }, 1],
    ['an empty list', { backupStorageLocation: [] }, 1],
    ['only a location for snapshots', { volumeSnapshotLocation: [{ provider: 'aws' }] }, 1],
    ['one location', { backupStorageLocation: [{ provider: 'aws', bucket: 'b' }] }, 0],
    ['a location that is no list', { backupStorageLocation: { provider: 'aws' } }, 0],
    ['a late location', { backupStorageLocation: LATE }, 0],
  ])('with %s', (_, configuration, count) => {
    expect(findings('HK3120', velero(configuration))).toHaveLength(count);
  });

  it.each([
    [false, 0],
    [true, 1],
    [null, 1],
    ['false', 1],
  ])('with backups at %j', (backupsEnabled, count) => {
    expect(findings('HK3120', velero({}, { backupsEnabled }))).toHaveLength(count);
  });

  it.each([[{ velero: { enabled: false } }], [{ velero: {} }], [{ certManager: { enabled: true } }], [{}]])(
    'has nothing to say of %j',
    (given) => {
      expect(findings('HK3120', addons(given))).toEqual([]);
    },
  );

  it('has nothing to say of a cluster without add-ons', () => {
    expect(findings('HK3120', cluster())).toEqual([]);
  });
});

const SYNC = '/spec/addons/fluxcd/valuesOverride/flux-instance/instance/sync';
const flux = (instance: unknown): Judged =>
  addons({ fluxcd: { enabled: true, valuesOverride: { 'flux-instance': { instance } } } });
const source = (changes: object): Judged =>
  flux({ sync: { url: 'https://git.acme.example/fleet', ref: 'refs/heads/main', path: 'clusters/web', ...changes } });

describe('HK3123: a source that Flux never reads', () => {
  const WHY = 'The chart makes a source only where there is a url, and Flux refuses one without a path and a ref.';
  const URL = 'url, such as "https://git.acme.example/fleet"';
  const REF = 'ref, such as "refs/heads/main"';
  const PATH = 'path, such as "clusters/web"';

  it.each([
    ['url', `Write ${URL}.`],
    ['ref', `Write ${REF}.`],
    ['path', `Write ${PATH}.`],
  ])('needs its %s', (key, remedy) => {
    for (const nothing of [undefined, null, '']) {
      expect(findings('HK3123', source({ [key]: nothing }))).toEqual([
        { pointer: SYNC, message: `The source of Flux has no ${key}.`, remedy, why: WHY, onKey: true },
      ]);
    }
  });

  it('names all that it lacks', () => {
    expect(findings('HK3123', flux({ sync: { interval: '5m' } }))).toEqual([
      expect.objectContaining({
        message: 'The source of Flux has no url and no ref and no path.',
        remedy: `Write ${URL}, and ${REF}, and ${PATH}.`,
      }),
    ]);
  });

  it.each([
    ['all three', {}],
    ['late parts', { url: LATE, ref: LATE, path: LATE }],
    ['a kind that there is', { kind: 'OCIRepository' }],
    ['a bucket', { kind: 'Bucket' }],
    ['a repository', { kind: 'GitRepository' }],
    ['a late kind', { kind: LATE }],
    ['no kind', { kind: null }],
  ])('is content with %s', (_, changes) => {
    expect(findings('HK3123', source(changes))).toEqual([]);
  });

  it.each([
    ['GitRepositry', 'Did you mean "GitRepository"?'],
    ['HelmChart', 'Known: GitRepository, OCIRepository, Bucket.'],
  ])('is no %s', (kind, remedy) => {
    expect(findings('HK3123', source({ kind }))).toEqual([
      {
        pointer: `${SYNC}/kind`,
        message: `The source of Flux is a "${kind}".`,
        remedy,
        why: 'The schema of the chart refuses it.',
        onKey: false,
      },
    ]);
  });

  it('is told of its kind beside what it lacks', () => {
    expect(places('HK3123', flux({ sync: { kind: 'Git' } }))).toEqual([SYNC, `${SYNC}/kind`]);
  });

  it.each([
    ['nothing to read', {}],
    ['an empty source', { sync: {} }],
    ['a text for a source', { sync: 'https://git.acme.example/fleet' }],
    ['null for a source', { sync: null }],
    ['a text for all of it', 'sync'],
  ])('is content with %s', (_, instance) => {
    expect(findings('HK3123', flux(instance))).toEqual([]);
  });

  it('is content where Flux is off', () => {
    const valuesOverride = { 'flux-instance': { instance: { sync: { path: 'clusters/web' } } } };

    expect(findings('HK3123', addons({ fluxcd: { enabled: false, valuesOverride } }))).toEqual([]);
  });
});

describe('HK4202: a storage class inside the cluster', () => {
  const stored = (storageClass: unknown): Judged => flux({ storage: { class: storageClass, size: '10Gi' } });

  it('on 1.1 is kubevirt alone', () => {
    expect(findings('HK4202', stored('replicated'), PLATFORM_1_1)).toEqual([
      {
        pointer: '/spec/addons/fluxcd/valuesOverride/flux-instance/instance/storage/class',
        message: 'Inside the cluster there is no storage class "replicated".',
        remedy: 'Leave it out, or write kubevirt.',
        why: expect.stringContaining('a volume of an unknown class stays Pending') as string,
        onKey: false,
      },
    ]);
  });

  it('on 1.6 is one of the platform that is not local', () => {
    expect(findings('HK4202', stored('local'), PLATFORM_1_6)).toEqual([
      expect.objectContaining({
        message: 'Inside the cluster there is no storage class "local".',
        remedy: 'Leave it out, or write kubevirt or replicated.',
      }),
    ]);
  });

  it('names every class of the provider once', () => {
    expect(findings('HK4202', stored('fast'), onRelease('1.5.0'))[0]?.remedy).toBe(
      'Leave it out, or write kubevirt or replicated or replicated-async.',
    );
  });

  it.each([
    ['kubevirt', PLATFORM_1_1],
    ['kubevirt', PLATFORM_1_6],
    ['replicated', PLATFORM_1_6],
    ['', PLATFORM_1_6],
    [undefined, PLATFORM_1_6],
    [LATE, PLATFORM_1_6],
    [3, PLATFORM_1_6],
  ])('may be %j, case %#', (storageClass, profile) => {
    expect(findings('HK4202', stored(storageClass), profile)).toEqual([]);
  });

  it.each([
    ['a text for the storage', { storage: 'local' }],
    ['no storage', {}],
    ['a class on another level', { class: 'local' }],
  ])('has nothing to say of %s', (_, instance) => {
    expect(findings('HK4202', flux(instance))).toEqual([]);
  });

  it('has nothing to say where Flux is off', () => {
    const valuesOverride = { 'flux-instance': { instance: { storage: { class: 'local' } } } };

    expect(findings('HK4202', addons({ fluxcd: { enabled: false, valuesOverride } }))).toEqual([]);
  });
});
