import { differences, isSame } from '../../../lib/core/change/difference';
import { worstImpact } from '../../../lib/core/change/effect';

describe('a difference', () => {
  it('goes as deep as both sides are objects, takes a list for one value, and stands in the order of pointers', () => {
    expect(differences({ b: { c: 1 }, a: [1], same: { x: 1 } }, { b: { d: 1 }, a: [1, 2], same: { x: 1 } })).toEqual([
      { pointer: '/a', before: [1], after: [1, 2] },
      { pointer: '/b/c', before: 1, after: undefined },
      { pointer: '/b/d', before: undefined, after: 1 },
    ]);
  });

  it.each([
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ a: undefined }, {}, true],
    [{ a: undefined, b: 1 }, { b: 1 }, true],
    [{ a: 1 }, { b: 1 }, false],
    [[1, 2], [2, 1], false],
    [[1], [1, 1], false],
    [0, -0, true],
    [NaN, NaN, true],
    [[], {}, false],
    [null, undefined, false],
    ['1', 1, false],
  ])('between %j and %j: the same is %p', (a, b, same) => {
    expect([isSame(a, b), isSame(b, a)]).toEqual([same, same]);
  });

  it('escapes keys as JSON pointers do', () => {
    expect(differences({ 'a/b': 1 }, { 'a/b': 2 })[0]!.pointer).toBe('/a~1b');
  });
});

describe('the worst of several impacts', () => {
  it('is none where there are none', () => {
    expect(worstImpact([])).toBe('none');
    expect(worstImpact(['inPlace', 'refused', 'rolling'])).toBe('refused');
  });
});
