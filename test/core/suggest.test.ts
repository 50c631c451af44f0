import fc from 'fast-check';
import { didYouMean, editDistance, nearest } from '../../lib/core/suggest';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-', 'é', '😀'), maxLength: 8 });

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['abc', 'abc', 0],
    ['abc', 'abd', 1],
    ['abc', 'ab', 1],
    ['abc', 'xabc', 1],
    ['abc', 'acb', 1],
    ['ca', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['corends', 'coredns', 1],
  ])('from %j to %j is %d', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is the same in both directions', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
      }),
    );
  });

  it('is nothing between equal texts only', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b) === 0).toBe(a === b);
      }),
    );
  });

  it('is at least the difference in length and at most the longer one', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });

  it('counts one insertion as one', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a + b, `${a}x${b}`)).toBe(1);
      }),
    );
  });
});

describe('nearest', () => {
  it.each([
    ['corends', ['cilium', 'coredns'], 'coredns'],
    ['cert-manager', ['certManager', 'velero'], 'certManager'],
    ['CERTMANAGER', ['certManager', 'velero'], 'certManager'],
    ['m1.lrage', ['m1.large', 's1.large'], 'm1.large'],
    ['nodeGroup', ['nodeGroups', 'host'], 'nodeGroups'],
  ])('takes %j for what was meant', (text, known, meant) => {
    expect(nearest(text, known)).toBe(meant);
  });

  it('names nothing that is far', () => {
    expect(nearest('kamajiControlPlane', ['host', 'addons'])).toBeUndefined();
  });

  it('names nothing where nothing is known', () => {
    expect(nearest('host', [])).toBeUndefined();
  });

  it('answers in the same way whatever the order of what is known', () => {
    expect(nearest('ac', ['ab', 'aa'])).toBe(nearest('ac', ['aa', 'ab']));
  });

  it('does not think about texts without end', () => {
    expect(nearest('a'.repeat(10_000), ['a'.repeat(10_000)])).toBeUndefined();
  });

  it('finds every known word itself', () => {
    const known = ['certManager', 'cilium', 'coredns', 'fluxcd', 'velero'];
    expect(known.map((name) => nearest(name, known))).toEqual(known);
  });

  it('only ever names what is known', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (text, known) => {
        expect([undefined, ...known]).toContain(nearest(text, known));
      }),
    );
  });
});

describe('didYouMean', () => {
  it('names the near one', () => {
    expect(didYouMean('genva', ['geneva', 'gland'])).toBe('Did you mean "geneva"?');
  });

  it('lists what there is where none is near', () => {
    expect(didYouMean('tokyo', ['geneva', 'gland'])).toBe('Known: geneva, gland.');
  });

  it('says nothing where nothing is known', () => {
    expect(didYouMean('tokyo', [])).toBe('');
  });

  it.each([[undefined], [null], [5], [{}], [[]], [NaN]])('lists what there is for %j', (value) => {
    expect(didYouMean(value, ['a', 'b'])).toBe('Known: a, b.');
  });

  it('reads what is known once, as a generator needs', () => {
    const known = new Set(['geneva']).values();
    expect(didYouMean('tokyo', known)).toBe('Known: geneva.');
  });
});
