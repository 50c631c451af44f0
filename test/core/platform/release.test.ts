import fc from 'fast-check';
import { compareReleases, includes, shortRelease, type Release } from '../../../lib/core/platform/release';

const release = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20)).map((parts) => parts.join('.') as Release);

describe('compareReleases', () => {
  it.each([
    ['1.1.2', '1.6.2', -1],
    ['1.10.0', '1.9.9', 1],
    ['1.4.0', '1.4.0', 0],
    ['2.0.0', '1.99.99', 1],
    ['1.1', '1.1.0', 0],
  ])('%s and %s: %d', (a, b, order) => {
    expect(Math.sign(compareReleases(a, b))).toBe(order);
  });

  it('is a total order', () => {
    fc.assert(
      fc.property(fc.tuple(release, release, release), (three) => {
        const [a, b, c] = [...three].sort(compareReleases) as [Release, Release, Release];
        expect([compareReleases(a, b), compareReleases(b, c), compareReleases(a, c)].every((one) => one <= 0)).toBe(
          true,
        );
      }),
    );
  });
});

describe('includes', () => {
  it.each<[string, Parameters<typeof includes>[0], Release, boolean]>([
    ['everything', {}, '1.1.2', true],
    ['the first release', { since: '1.4.0' }, '1.4.0', true],
    ['what came before', { since: '1.4.0' }, '1.3.9', false],
    ['the last release', { until: '1.6.0' }, '1.5.9', true],
    ['the one that ended it', { until: '1.6.0' }, '1.6.0', false],
    ['the middle', { since: '1.4.0', until: '1.6.0' }, '1.5.0', true],
  ])('%s of %j at %s: %s', (_, span, at, part) => {
    expect(includes(span, at)).toBe(part);
  });

  it('is on one side of every release', () => {
    fc.assert(
      fc.property(release, release, (border, at) => {
        expect(includes({ since: border }, at)).toBe(!includes({ until: border }, at));
      }),
    );
  });
});

describe('shortRelease', () => {
  it('has no patch', () => {
    expect(shortRelease('1.6.2')).toBe('1.6');
  });
});
