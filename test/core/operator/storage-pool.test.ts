import fc from 'fast-check';
import { HikubeError } from '../../../lib/core/issue';
import { StoragePool } from '../../../lib/core/operator/storage-pool';
import { issuesOf } from '../../support/programs';

const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{1,46}[A-Za-z0-9]$/;

describe('StoragePool', () => {
  it.each([
    [StoragePool.lvm('data', { volumeGroup: 'vg' }), { name: 'data', lvmPool: { volumeGroup: 'vg' } }],
    [
      StoragePool.lvmThin('data', { volumeGroup: 'vg', thinPool: 'thin' }),
      { name: 'data', lvmThinPool: { volumeGroup: 'vg', thinPool: 'thin' } },
    ],
    [StoragePool.zfs('data', { zPool: 'tank' }), { name: 'data', zfsPool: { zPool: 'tank' } }],
    [StoragePool.zfsThin('data', { zPool: 'tank' }), { name: 'data', zfsThinPool: { zPool: 'tank' } }],
    [StoragePool.file('data', { directory: '/pool' }), { name: 'data', filePool: { directory: '/pool' } }],
    [StoragePool.fileThin('data', { directory: '/pool' }), { name: 'data', fileThinPool: { directory: '/pool' } }],
    [
      StoragePool.zfs('data', { zPool: 'tank', devices: ['/dev/sdb', '/dev/sdc'] }),
      { name: 'data', zfsPool: { zPool: 'tank' }, source: { hostDevices: ['/dev/sdb', '/dev/sdc'] } },
    ],
  ])('is of one kind: %j', (pool, written) => {
    expect(pool.toJson()).toEqual(written);
    expect(pool.name).toBe('data');
  });

  it('does not change with what it was made of, or with what it wrote', () => {
    const devices = ['/dev/sdb'];
    const pool = StoragePool.zfs('data', { zPool: 'tank', devices });
    devices.push('/dev/sdc');
    (pool.toJson().source as { hostDevices: string[] }).hostDevices.push('/dev/sdd');

    expect(pool.toJson().source).toEqual({ hostDevices: ['/dev/sdb'] });
  });

  it.each(['abc', 'a-b', 'a_1', 'DATA', '0x0', 'a'.repeat(48)])('can be called %j', (name) => {
    expect(StoragePool.zfs(name, { zPool: 'tank' }).name).toBe(name);
  });

  it.each([
    [''],
    ['ab'],
    ['my pool!'],
    ['-data'],
    ['data_'],
    ['dätä'],
    ['data\n'],
    ['a'.repeat(49)],
    ['a'.repeat(100_000)],
    [null],
    [undefined],
    [5],
    [['data']],
    [{ name: 'data' }],
  ])('cannot be called %j', (name) => {
    expect(issuesOf(() => StoragePool.zfs(name as string, { zPool: 'tank' }))).toMatchObject([
      { code: 'HK1106', message: expect.stringMatching(/^A pool cannot be called /), why: expect.stringMatching(/\S/) },
    ]);
  });

  it.each([
    ['lvm', {}, 'The volumeGroup of pool "data" is nothing.'],
    ['lvm', undefined, 'The volumeGroup of pool "data" is nothing.'],
    ['lvm', null, 'The volumeGroup of pool "data" is nothing.'],
    ['lvm', 'vg', 'The volumeGroup of pool "data" is nothing.'],
    ['lvm', { volumeGroup: '' }, 'The volumeGroup of pool "data" is "".'],
    ['lvmThin', { volumeGroup: 'vg' }, 'The thinPool of pool "data" is nothing.'],
    ['lvmThin', { volumeGroup: 'vg', thinPool: 5 }, 'The thinPool of pool "data" is 5.'],
    ['zfs', { zPool: ['tank'] }, 'The zPool of pool "data" is ["tank"].'],
    ['zfsThin', { zpool: 'tank' }, 'The zPool of pool "data" is nothing.'],
    ['file', { directory: true }, 'The directory of pool "data" is true.'],
    ['zfs', { zPool: 'tank', volumeGroup: 'vg' }, 'A zfsPool has no "volumeGroup".'],
    ['lvm', { volumeGroup: 'vg', thinPool: 'thin' }, 'A lvmPool has no "thinPool".'],
    ['zfs', { zPool: 'tank', devices: [] }, 'The devices of pool "data" are [].'],
    ['zfs', { zPool: 'tank', devices: '/dev/sdb' }, 'The devices of pool "data" are "/dev/sdb".'],
    ['zfs', { zPool: 'tank', devices: ['sdb'] }, 'The devices of pool "data" are ["sdb"].'],
    ['zfs', { zPool: 'tank', devices: [null] }, 'The devices of pool "data" are [null].'],
  ] as const)('is refused as %s of %j', (kind, options, message) => {
    const make = StoragePool[kind] as (name: string, options: unknown) => StoragePool;

    expect(issuesOf(() => make('data', options))).toMatchObject([{ code: 'HK1106', message }]);
  });

  it('never takes a name that LINSTOR refuses, and never throws anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.anything()), fc.anything(), (name, options) => {
        try {
          const pool = StoragePool.zfs(name as string, options as { zPool: string });
          expect(pool.name).toMatch(NAME);
        } catch (error) {
          expect(HikubeError.isHikubeError(error)).toBe(true);
        }
      }),
    );
  });
});
