import fc from 'fast-check';
import { HikubeError } from '../../../lib/core/issue';
import {
  Region,
  RegionTopology,
  type Coordinates,
  type RegionTopologyProps,
} from '../../../lib/core/topology/topology';

const thrownBy = (make: () => unknown): unknown => {
  try {
    return make();
  } catch (error) {
    return error;
  }
};

describe('the topology of Hikube', () => {
  const topology = RegionTopology.hikube();

  it('has three regions, in the order of their names', () => {
    expect(topology.regions.map(({ name, title }) => [name, title])).toEqual([
      ['geneva', 'Geneva'],
      ['gland', 'Gland'],
      ['lucerne', 'Lucerne'],
    ]);
  });

  // The lengths are those of great circles between the towns, as maps give them.
  it.each([
    ['geneva', 'gland', 26],
    ['geneva', 'lucerne', 190],
    ['gland', 'lucerne', 170],
  ] as const)('has %s and %s about %d km apart', (a, b, kilometres) => {
    expect(Math.abs((topology.link(a, b)?.distanceKm ?? 0) - kilometres)).toBeLessThanOrEqual(2);
  });

  it('claims no round trip that nobody measured', () => {
    expect(topology.links.filter(({ roundTrip }) => roundTrip !== undefined)).toEqual([]);
  });

  it('takes a round trip of your own, in either order', () => {
    const measured = RegionTopology.hikube({ roundTrip: { 'gland-geneva': '0.6ms', 'geneva-lucerne': '3ms' } });
    expect(measured.links).toMatchObject([
      { between: ['geneva', 'gland'], roundTrip: '0.6ms' },
      { between: ['geneva', 'lucerne'], roundTrip: '3ms' },
      { between: ['gland', 'lucerne'] },
    ]);
  });
});

describe('RegionTopology', () => {
  it('takes names', () => {
    expect(RegionTopology.of({ regions: ['b', 'a'] }).regions).toMatchObject([
      { name: 'a', title: 'a' },
      { name: 'b', title: 'b' },
    ]);
  });

  it('takes what more is said of a region', () => {
    const coordinates = { latitude: 46, longitude: 7 };
    expect(RegionTopology.of({ regions: [{ name: 'bern', title: 'Bern', coordinates }] }).regions).toMatchObject([
      { name: 'bern', title: 'Bern', coordinates },
    ]);
  });

  it('has no link with a single region', () => {
    expect(RegionTopology.of({ regions: ['a'] }).links).toEqual([]);
  });

  it('does not know a distance without coordinates', () => {
    const { links } = RegionTopology.of({ regions: ['a', { name: 'b', coordinates: { latitude: 1, longitude: 1 } }] });
    expect(links).toEqual([{ between: ['a', 'b'] }]);
  });

  it('finds a region by name', () => {
    expect(RegionTopology.of({ regions: ['a', 'b'] }).region('b')).toMatchObject({ name: 'b' });
  });

  it('finds a link in either order', () => {
    const topology = RegionTopology.of({ regions: ['a', 'b', 'c'] });
    expect(topology.link('c', 'a')).toBe(topology.link('a', 'c'));
  });

  it('has no link between a region and itself', () => {
    expect(RegionTopology.of({ regions: ['a', 'b'] }).link('a', 'a')).toBeUndefined();
  });

  it('knows which regions are its own', () => {
    const topology = RegionTopology.of({ regions: ['a', 'b'] });
    expect([topology.has(topology.region('a')), topology.has(new Region('c', 'C'))]).toEqual([true, false]);
  });

  it('shows a region by its name', () => {
    expect(`${RegionTopology.of({ regions: [{ name: 'a', title: 'Anywhere' }] }).region('a')}`).toBe('a');
  });

  it('does not let its lists be changed', () => {
    const { regions, links } = RegionTopology.of({ regions: ['a', 'b'] });
    expect([regions, links, regions[0]].every(Object.isFrozen)).toBe(true);
  });

  it.each([['0.6ms'], ['0.05ms'], ['10.0ms'], ['12ms'], ['800us'], ['1s']])('takes a round trip of %s', (roundTrip) => {
    const { links } = RegionTopology.of({ regions: ['a', 'b'], roundTrip: { 'a-b': roundTrip } });
    expect(links).toMatchObject([{ roundTrip }]);
  });

  it.each([[''], ['1'], ['-1ms'], ['1 ms'], ['1ns'], ['fast'], ['1ms\n'], ['.5ms'], ['1e3ms'], ['9'.repeat(10_000)]])(
    'refuses a round trip of %j',
    (roundTrip) => {
      const make = (): unknown => RegionTopology.of({ regions: ['a', 'b'], roundTrip: { 'a-b': roundTrip } });
      expect(thrownBy(make)).toMatchObject({ name: 'HikubeError', issues: [{ code: 'HK1106' }] });
    },
  );

  it.each([['a-c'], ['a-a'], ['a'], [''], ['toString'], ['constructor']])(
    'refuses a round trip of the pair %j',
    (pair) => {
      const make = (): unknown => RegionTopology.of({ regions: ['a', 'b'], roundTrip: { [pair]: '1ms' } });
      expect(thrownBy(make)).toMatchObject({ issues: [{ message: expect.stringContaining('no pair of regions') }] });
    },
  );

  it.each([
    ['no region', { regions: [] }, 'has no region'],
    ['a region twice', { regions: ['a', 'b', 'a'] }, '"a" is there twice'],
    ['a region twice, said differently', { regions: ['a', { name: 'a' }] }, '"a" is there twice'],
    ['a capital letter', { regions: ['Geneva'] }, 'The region name "Geneva"'],
    ['an empty name', { regions: [''] }, 'The region name ""'],
    ['a name that is too long', { regions: ['a'.repeat(10_000)] }, 'The region name "aaa'],
    ['another script', { regions: ['genève'] }, 'The region name "genève"'],
    ['half a character', { regions: ['\ud800'] }, 'The region name "\\ud800"'],
    ['a number', { regions: [5] }, 'The region name nothing'],
    ['an object without a name', { regions: [{}] }, 'The region name nothing'],
    ['__proto__', { regions: ['__proto__'] }, 'The region name "__proto__"'],
    ['a text for the list', { regions: 'geneva' }, 'The topology is given'],
    ['nothing', undefined, 'The topology is given nothing'],
    ['null', null, 'The topology is given null'],
    ['a list', ['a', 'b'], 'The topology is given ["a","b"]'],
  ])('refuses %s', (_, props, said) => {
    expect(thrownBy(() => RegionTopology.of(props as RegionTopologyProps))).toMatchObject({
      name: 'HikubeError',
      issues: [{ code: 'HK1106', severity: 'error', message: expect.stringContaining(said) }],
    });
  });

  it('guesses the region that was meant', () => {
    const error = thrownBy(() => RegionTopology.hikube().region('genva' as 'geneva'));
    expect(error).toBeInstanceOf(HikubeError);
    expect(error).toMatchObject({ issues: [{ remedy: 'Did you mean "geneva"?' }] });
  });

  describe('for any regions', () => {
    const coordinates: fc.Arbitrary<Coordinates> = fc.record({
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    const regions = fc.uniqueArray(fc.record({ name: fc.stringMatching(/^[a-z0-9]{1,5}$/), coordinates }), {
      selector: ({ name }) => name,
      minLength: 1,
      maxLength: 6,
    });
    const withShuffled = regions.chain((some) =>
      fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length, maxLength: some.length })),
    );

    it('does not care about the order in which they are given', () => {
      fc.assert(
        fc.property(withShuffled, ([some, shuffled]) => {
          expect(JSON.stringify(RegionTopology.of({ regions: shuffled }))).toBe(
            JSON.stringify(RegionTopology.of({ regions: some })),
          );
        }),
      );
    });

    it('leaves the given list alone', () => {
      fc.assert(
        fc.property(regions, (some) => {
          const before = JSON.stringify(some);
          RegionTopology.of({ regions: some });
          expect(JSON.stringify(some)).toBe(before);
        }),
      );
    });

    it('links every pair once', () => {
      fc.assert(
        fc.property(regions, (some) => {
          const { links } = RegionTopology.of({ regions: some });
          const pairs = new Set(links.map(({ between }) => between.join('-')));
          expect([links.length, pairs.size]).toEqual(Array(2).fill((some.length * (some.length - 1)) / 2));
        }),
      );
    });

    it('has no two regions further apart than half the way round the world', () => {
      fc.assert(
        fc.property(regions, (some) => {
          const { links } = RegionTopology.of({ regions: some });
          const far = links.filter(({ distanceKm = -1 }) => !(distanceKm >= 0 && distanceKm <= 20_016));
          expect(far).toEqual([]);
        }),
      );
    });
  });
});

describe('a topology that cannot be meant', () => {
  const of =
    (props: unknown): (() => unknown) =>
    () =>
      RegionTopology.of(props as never);

  it.each([
    ['a region that is nothing', { regions: [null] }],
    ['round trips that are no object', { regions: ['a', 'b'], roundTrip: null }],
    ['a pair that can be read in two ways', { regions: ['a', 'a-b', 'b-c', 'c'], roundTrip: { 'a-b-c': '1ms' } }],
    ['a pair measured in both orders', { regions: ['a', 'b'], roundTrip: { 'a-b': '1ms', 'b-a': '2ms' } }],
  ])('is refused: %s', (_, props) => {
    expect(of(props)).toThrow(/^HK1106/);
  });
});
