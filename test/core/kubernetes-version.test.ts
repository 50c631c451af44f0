import fc from 'fast-check';
import { compareVersions, KubernetesVersion, minorNumber, minorVersion } from '../../lib/core/kubernetes-version';

const number = fc.integer({ min: 0, max: 999 });

describe('KubernetesVersion', () => {
  it('names the minors from 1.30 to 1.35', () => {
    expect(KubernetesVersion).toEqual({
      V1_30: 'v1.30',
      V1_31: 'v1.31',
      V1_32: 'v1.32',
      V1_33: 'v1.33',
      V1_34: 'v1.34',
      V1_35: 'v1.35',
    });
  });
});

describe('minorVersion', () => {
  it.each([
    ['1.30.3', 'v1.30'],
    ['v1.30.0', 'v1.30'],
    ['V1.30', 'v1.30'],
    ['1.30', 'v1.30'],
    [' v1.34 ', 'v1.34'],
    ['v1.34.1-rc.1', 'v1.34'],
    ['v1.34.1+build.5', 'v1.34'],
    ['v1.034', 'v1.34'],
  ])('takes %j for %s', (text, minor) => {
    expect(minorVersion(text)).toBe(minor);
  });

  it.each([
    [''],
    ['latest'],
    ['1'],
    ['v1'],
    ['v1.'],
    ['v1.30.'],
    ['v1.30.x'],
    ['vv1.30'],
    ['v1.30.1.1'],
    ['v-1.30'],
    ['1,30'],
    ['v1.30\nv1.31'],
    ['v1.99999'],
    ['v1.30.12345'],
    [`v1.30-${'a'.repeat(10_000)}`],
    ['1'.repeat(10_000)],
    ['v１.３０'],
    [1.3],
    [NaN],
    [null],
    [undefined],
    [['v1.30']],
    [{ toString: (): string => 'v1.30' }],
  ])('finds no version in %j', (value) => {
    expect(minorVersion(value)).toBeUndefined();
  });

  it('keeps major and minor and forgets the rest', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', 'v', 'V'),
        number,
        number,
        fc.option(fc.nat(9999), { nil: undefined }),
        (prefix, major, minor, patch) => {
          const written = `${prefix}${major}.${minor}${patch === undefined ? '' : `.${patch}`}`;
          expect(minorVersion(written)).toBe(`v${major}.${minor}`);
        },
      ),
    );
  });

  it('changes nothing in what it once gave', () => {
    fc.assert(
      fc.property(number, number, (major, minor) => {
        const once = minorVersion(`${major}.${minor}`);
        expect(minorVersion(once)).toBe(once);
      }),
    );
  });

  it('throws for nothing', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(() => [minorVersion(value), minorNumber(value)]).not.toThrow();
      }),
    );
  });
});

describe('minorNumber', () => {
  it('is the number behind v1.', () => {
    fc.assert(
      fc.property(number, (minor) => {
        expect(minorNumber(`v1.${minor}`)).toBe(minor);
      }),
    );
  });

  it.each([['1.34'], ['v2.34'], ['v1.34.1'], ['v1.'], ['v1.34\n'], ['v1.1000'], [34], [undefined], [null]])(
    'is unknown for %j',
    (value) => {
      expect(minorNumber(value)).toBeUndefined();
    },
  );
});

describe('compareVersions', () => {
  it('goes by number, not by text', () => {
    expect(['v1.10', 'v1.9', 'v1.30'].sort(compareVersions)).toEqual(['v1.9', 'v1.10', 'v1.30']);
  });

  it('puts what is no version first', () => {
    expect(['v1.0', 'latest'].sort(compareVersions)).toEqual(['latest', 'v1.0']);
  });

  it('has no order among what is no version', () => {
    expect(compareVersions('latest', 'nightly')).toBe(0);
  });

  it('finds a version equal to itself', () => {
    expect(compareVersions('v1.34', 'v1.34')).toBe(0);
  });
});
