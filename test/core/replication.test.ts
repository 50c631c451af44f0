import fc from 'fast-check';
import { HikubeError } from '../../lib/core/issue';
import { Replication } from '../../lib/core/replication';
import { issuesOf } from '../support/programs';

describe('Replication', () => {
  it.each([
    [Replication.local(), { mode: 'local', storageClass: 'local', copies: 1, perRegion: undefined }],
    [Replication.synchronous(), { mode: 'synchronous', storageClass: 'replicated', copies: undefined }],
    [Replication.asynchronous(), { mode: 'asynchronous', storageClass: 'replicated-async', copies: undefined }],
    [Replication.synchronous({ copies: 3 }), { copies: 3, perRegion: undefined, isDocumented: false }],
    [Replication.synchronous({ copies: 3, onePerRegion: true }), { copies: 3, perRegion: 1 }],
    [Replication.synchronous({ copies: 3, onePerRegion: false }), { copies: 3, perRegion: undefined }],
    [Replication.asynchronous({ copies: 6, perRegion: 2 }), { copies: 6, perRegion: 2, mode: 'asynchronous' }],
    [Replication.synchronous({ copies: 3, onePerRegion: true, perRegion: 1 }), { perRegion: 1 }],
    [Replication.synchronous({ copies: 2 }), { copies: 2 }],
    [Replication.synchronous({ copies: 16 }), { copies: 16 }],
    [Replication.documented(), { mode: 'synchronous', storageClass: 'replicated', copies: 3, isDocumented: true }],
    [Replication.ofClass('gold'), { mode: 'unknown', storageClass: 'gold', copies: undefined }],
  ])('says how many copies there are, and where: %j', (replication, said) => {
    expect(replication).toMatchObject(said);
  });

  it.each([
    [{}, 'The number of copies is nothing.'],
    [{ copies: 1 }, 'The number of copies is 1.'],
    [{ copies: 0 }, 'The number of copies is 0.'],
    [{ copies: -3 }, 'The number of copies is -3.'],
    [{ copies: 17 }, 'The number of copies is 17.'],
    [{ copies: 2.5 }, 'The number of copies is 2.5.'],
    [{ copies: NaN }, 'The number of copies is NaN.'],
    [{ copies: Infinity }, 'The number of copies is Infinity.'],
    [{ copies: '3' }, 'The number of copies is "3".'],
    [{ copies: [3] }, 'The number of copies is [3].'],
    [{ copies: 3, onePerRegion: 'yes' }, '"onePerRegion" is "yes".'],
    [{ copies: 3, perRegion: 0 }, '"perRegion" is 0.'],
    [{ copies: 3, perRegion: '2' }, '"perRegion" is "2".'],
    [{ copies: 3, perRegion: null }, '"perRegion" is null.'],
    [{ copies: 4, onePerRegion: true, perRegion: 2 }, '"onePerRegion" and perRegion 2 exclude one another.'],
    [{ copies: 3, onePerSite: true }, 'There is no option "onePerSite" of a replication.'],
    [3, 'The copies are 3.'],
    [null, 'The copies are null.'],
    ['three', 'The copies are "three".'],
    [[3], 'The copies are [3].'],
  ])('is refused with %j, for either mode', (options, message) => {
    for (const mode of ['synchronous', 'asynchronous'] as const) {
      expect(issuesOf(() => Replication[mode](options as never))).toMatchObject([
        {
          code: 'HK1106',
          message,
          remedy: `Write \`Replication.${mode}({ copies: 3, onePerRegion: true })\`.`,
        },
      ]);
    }
  });

  it('keeps all that it says in a class of another name', () => {
    for (const replication of [
      Replication.local(),
      Replication.synchronous(),
      Replication.asynchronous({ copies: 4, perRegion: 2 }),
      Replication.documented(),
    ]) {
      expect({ ...replication.as('gold') }).toEqual({ ...replication, storageClass: 'gold' });
    }
  });

  it.each([[''], ['Gold'], ['a b'], [null], [undefined], [5], ['x'.repeat(300)]])(
    'is refused for the class %j',
    (name) => {
      expect(issuesOf(() => Replication.ofClass(name as string))).toMatchObject([{ code: 'HK1106' }]);
    },
  );

  it('never throws anything but a HikubeError, whatever it is given', () => {
    const numbers = fc.record({ copies: fc.anything(), perRegion: fc.anything(), onePerRegion: fc.anything() });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), numbers), (options) => {
        try {
          const { copies } = Replication.synchronous(options as never);
          expect(copies === undefined || (copies >= 2 && copies <= 16)).toBe(true);
        } catch (error) {
          expect(HikubeError.isHikubeError(error)).toBe(true);
        }
      }),
    );
  });
});
