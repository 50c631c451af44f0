import vm from 'node:vm';
import fc from 'fast-check';
import { byCodeUnit, isRecord, isWithin, pointer, pointerKeys, quote, setKey, sortKeys } from '../../lib/core/json';

class Box {
  public readonly value = 1;
}

const key = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('/', '~', '0', '1', 'a') }));

describe('isRecord', () => {
  it.each([
    ['a literal', {}],
    ['an object without a prototype', Object.create(null)],
    ['an object of another realm', vm.runInNewContext('({ a: 1 })')],
    ['what a parser made', JSON.parse('{"__proto__": 1}')],
  ])('takes %s', (_, value) => {
    expect(isRecord(value)).toBe(true);
  });

  it.each([
    ['null', null],
    ['nothing', undefined],
    ['a text', '{}'],
    ['a number', 1],
    ['a list', []],
    ['a list of another realm', vm.runInNewContext('[]')],
    ['a class instance', new Box()],
    ['a map', new Map()],
    ['a date', new Date(0)],
    ['an error', new Error('x')],
    ['a function', (): void => undefined],
    ['a class', Box],
    ['a big integer', 1n],
    ['a symbol', Symbol('x')],
  ])('refuses %s', (_, value) => {
    expect(isRecord(value)).toBe(false);
  });
});

describe('byCodeUnit', () => {
  it('does not go by any locale', () => {
    expect(['ä', 'b', 'B', 'a', '10', '9'].sort(byCodeUnit)).toEqual(['10', '9', 'B', 'a', 'b', 'ä']);
  });

  it('finds a text equal to itself', () => {
    expect(byCodeUnit('a', 'a')).toBe(0);
  });
});

describe('pointer', () => {
  it('escapes what has a meaning in it', () => {
    expect(pointer('a/b', 'c~d', 0)).toBe('/a~1b/c~0d/0');
  });

  it('is empty for the whole document', () => {
    expect(pointer()).toBe('');
  });

  it('leads through an empty key', () => {
    expect(pointer('', 'a')).toBe('//a');
  });

  it('is taken apart into the keys that it was made of', () => {
    fc.assert(
      fc.property(fc.array(key), (keys) => {
        expect(pointerKeys(pointer(...keys))).toEqual(keys);
      }),
    );
  });

  it('is another one for other keys', () => {
    fc.assert(
      fc.property(fc.array(key), fc.array(key), (a, b) => {
        expect(pointer(...a) === pointer(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });
});

describe('isWithin', () => {
  it.each([
    ['/spec/a', '/spec', true],
    ['/spec', '/spec', true],
    ['/spec', '', true],
    ['/spec', '/spec/a', false],
    ['/specs', '/spec', false],
  ])('%s within %s: %s', (inner, outer, within) => {
    expect(isWithin(inner, outer)).toBe(within);
  });

  it('holds for every longer way', () => {
    fc.assert(
      fc.property(fc.array(key), fc.array(key), (outer, rest) => {
        expect(isWithin(pointer(...outer, ...rest), pointer(...outer))).toBe(true);
      }),
    );
  });
});

describe('setKey', () => {
  it('sets __proto__ like any other key', () => {
    const target = {};
    setKey(target, '__proto__', { admin: true });
    expect([Object.keys(target), (target as { admin?: boolean }).admin]).toEqual([['__proto__'], undefined]);
  });

  it('sets what can be changed and taken away again', () => {
    const target: { a?: number; b?: number } = {};
    setKey(target, 'a', 1);
    setKey(target, 'b', 1);
    target.a = 2;
    delete target.b;
    expect(target).toEqual({ a: 2 });
  });
});

describe('sortKeys', () => {
  it('orders keys at every level and leaves lists as they are', () => {
    expect(JSON.stringify(sortKeys({ b: [{ z: 1, y: 2 }, 3], a: { d: null, c: '' } }))).toBe(
      '{"a":{"c":"","d":null},"b":[{"y":2,"z":1},3]}',
    );
  });

  it('leaves out keys without a value, and keeps null', () => {
    expect(Object.keys(sortKeys({ a: undefined, b: null, c: 0 }))).toEqual(['b', 'c']);
  });

  it('writes minus zero as zero', () => {
    expect(sortKeys({ a: -0, b: [-0] })).toEqual({ a: 0, b: [0] });
  });

  it('keeps a key called __proto__', () => {
    expect(JSON.stringify(sortKeys(JSON.parse('{"b":1,"__proto__":{"a":2}}')))).toBe('{"__proto__":{"a":2},"b":1}');
  });

  it('does not look into class instances', () => {
    const box = new Box();
    expect(sortKeys({ box }).box).toBe(box);
  });

  it('says the same as before', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(sortKeys(plain)).toEqual(plain);
      }),
    );
  });

  it('gives one text whatever the order of the keys', () => {
    fc.assert(
      fc.property(
        fc
          .uniqueArray(fc.tuple(fc.string(), fc.jsonValue()), { selector: ([name]) => name })
          .chain((entries) =>
            fc.tuple(
              fc.constant(entries),
              fc.shuffledSubarray(entries, { minLength: entries.length, maxLength: entries.length }),
            ),
          ),
        ([entries, shuffled]) => {
          const texts = [entries, shuffled].map((some) => JSON.stringify(sortKeys(Object.fromEntries(some))));
          expect(texts[0]).toBe(texts[1]);
        },
      ),
    );
  });

  it('leaves its input alone', () => {
    const value = Object.freeze({ b: Object.freeze([1]), a: 1 });
    sortKeys(value);
    expect(Object.keys(value)).toEqual(['b', 'a']);
  });
});

describe('quote', () => {
  it.each([
    ['a text', '"a text"'],
    ['two\nlines', '"two\\nlines"'],
    ['', '""'],
    [0.5, '0.5'],
    [NaN, 'NaN'],
    [-Infinity, '-Infinity'],
    [5n, '5n'],
    [true, 'true'],
    [null, 'null'],
    [undefined, 'nothing'],
    [Symbol('x'), 'Symbol(x)'],
    [(): void => undefined, 'a function'],
    [{ a: [1] }, '{"a":[1]}'],
    [[], '[]'],
    [new Map(), 'an object of class Map'],
    [new Box(), 'an object of class Box'],
    ['\ud800', '"\\ud800"'],
  ])('writes %p as %s', (value, said) => {
    expect(quote(value)).toBe(said);
  });

  it('cuts off what is long', () => {
    expect(quote('x'.repeat(10_000))).toBe(`"${'x'.repeat(76)}…`);
  });

  it('says of an object in a circle that it is one', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(quote(circle)).toBe('an object that is no plain data');
  });

  it('says of a list in a circle that it is one', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(quote(circle)).toBe('a list that is no plain data');
  });

  it('is short and on one line for anything', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withDate: true, withMap: true, withSet: true }), (value) => {
        const said = quote(value);
        expect(said.length).toBeLessThanOrEqual(80);
        expect(said).not.toMatch(/[\n\r]/);
      }),
    );
  });
});
