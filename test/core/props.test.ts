import fc from 'fast-check';
import {
  flag,
  instance,
  integer,
  json,
  list,
  looseObject,
  map,
  notJson,
  object,
  oneOrMore,
  optional,
  quantity,
  readProps,
  text,
  type Shape,
} from '../../lib/core/props';

class Disk {
  public constructor(public readonly size: string) {}
}
class Engine {}

const late = { __pulumiOutput: true as const, apply: (): undefined => undefined };

/** What is read from a single prop called `it`. */
function readOne(shape: Shape, value: unknown): { it: unknown; faults: ReturnType<typeof readProps>['faults'] } {
  const { props, faults } = readProps<{ it: unknown }>({ it: shape }, { it: value });
  return { it: props.it, faults };
}

const circle: Record<string, unknown> = { name: 'circle' };
circle.self = circle;
let deep: unknown = 'bottom';
for (let level = 0; level < 5000; level++) deep = { deep };

const HOSTILE: readonly (readonly [string, unknown])[] = [
  ['a symbol', Symbol('x')],
  ['a big integer', 10n],
  ['no number', NaN],
  ['infinity', Infinity],
  ['a function', (): void => undefined],
  ['a class', Disk],
  ['a class instance', new Engine()],
  ['a map', new Map([['a', 1]])],
  ['a date', new Date(0)],
  ['an object in a circle', circle],
  ['a very deep object', deep],
  ['half a character', 'a\ud800'],
];

describe('readProps', () => {
  it.each<[string, Shape, unknown]>([
    ['a text', text(), 'x'],
    ['an empty text', text(), ''],
    ['a text of ten thousand characters', text(), 'x'.repeat(10_000)],
    ['one of a set', text({ oneOf: ['a', 'b'] }), 'a'],
    ['a whole number', integer(), -5],
    ['a flag', flag(), false],
    ['a quantity as a text', quantity(), '8Gi'],
    ['a quantity as a number', quantity(), 8],
    ['plain data', json(), { a: [null, 1.5, { b: '' }] }],
    ['a list', list(integer()), [1, 2]],
    ['an empty list', list(integer()), []],
    ['a map', map(text()), { a: 'x', '': 'y' }],
    ['an object', object<{ a: string }>({ a: text() }), { a: 'x' }],
    ['a text that arrives late', text({ late: true }), late],
    ['plain data that arrives late', json(), { a: late }],
  ])('takes %s', (_, shape, value) => {
    expect(readOne(shape, value)).toEqual({ it: value, faults: [] });
  });

  it('takes an instance of the class, and hands on the very one', () => {
    const disk = new Disk('8Gi');
    expect(readOne(instance(Disk), disk).it).toBe(disk);
  });

  it('makes a list of one', () => {
    expect(readOne(oneOrMore(text()), 'a')).toEqual({ it: ['a'], faults: [] });
  });

  it('takes a list where one would do', () => {
    expect(readOne(oneOrMore(text()), ['a', 'b'])).toEqual({ it: ['a', 'b'], faults: [] });
  });

  it('takes minus zero for zero', () => {
    expect(readOne(integer(), -0).it).toBe(0);
  });

  it('leaves a text that is no quantity to the rule of the object', () => {
    expect(readOne(quantity(), '8GB')).toEqual({ it: '8GB', faults: [] });
  });

  it('reads by the shape that the value itself picks', () => {
    const shape: Shape = {
      kind: 'either',
      what: 'a name or a size',
      pick: (value) => (typeof value === 'string' ? text() : object<{ cpu: number }>({ cpu: integer() })),
    };
    expect([readOne(shape, 'm1.large').it, readOne(shape, { cpu: 4 }).it]).toEqual(['m1.large', { cpu: 4 }]);
  });

  it.each<[string, Shape, unknown, string]>([
    ['a number for a text', text(), 5, 'has to be a text, but is 5'],
    ['half a character', text(), '\ud800', 'has to be a text, but is "\\ud800"'],
    ['null', text(), null, 'has to be a text, but is null'],
    ['a word outside the set', text({ oneOf: ['always', 'never'] }), 'nevr', 'is "nevr"'],
    ['a fraction', integer(), 1.5, 'has to be a whole number, but is 1.5'],
    ['a number beyond exactness', integer(), 2 ** 53, 'has to be a whole number'],
    ['digits for a number', integer(), '5', 'has to be a whole number, but is "5"'],
    ['a word for a flag', flag(), 'true', 'has to be true or false, but is "true"'],
    ['a fraction for a quantity', quantity(), 0.5, 'has to be a quantity such as "8Gi", but is 0.5'],
    ['an object for a list', list(text()), { 0: 'a' }, 'has to be a list'],
    ['a list for a map', map(text()), ['a'], 'has to be an object, but is ["a"]'],
    ['a class instance for an object', object<object>({}), new Engine(), 'is an object of class Engine'],
    ['an object for an instance', instance(Disk), { size: '8Gi' }, 'has to be a Disk'],
    ['another class', instance(Engine), new Disk('1'), 'has to be an Engine, but is an object of class Disk'],
  ])('does not take %s', (_, shape, value, said) => {
    expect(readOne(shape, value).faults).toMatchObject([{ code: 'HK1102', message: expect.stringContaining(said) }]);
  });

  it.each(HOSTILE)('does not take %s for plain data', (_, value) => {
    expect(readOne(json(), { a: [value] })).toMatchObject({ it: undefined, faults: [{ code: 'HK1102' }] });
  });

  it.each(HOSTILE)('does not take %s for a text, nor hand it on', (_, value) => {
    expect(readOne(text(), value)).toMatchObject({ it: undefined, faults: [{ code: 'HK1102' }] });
  });

  it('hands on a plain value of another kind, so that the rules can judge it', () => {
    expect(readOne(integer(), '5').it).toBe('5');
  });

  it('guesses the word that was meant', () => {
    expect(readOne(text({ oneOf: ['always', 'never'] }), 'nevr').faults).toMatchObject([
      { remedy: 'Did you mean "never"?' },
    ]);
  });

  it('gives the hint of a class', () => {
    expect(readOne(instance(Disk, "new Disk('8Gi')"), 5).faults).toMatchObject([{ remedy: "Write new Disk('8Gi')." }]);
  });

  it.each<[string, Shape]>([
    ['a text', text()],
    ['an integer', integer({ late: false })],
    ['an object', object<object>({})],
    ['a list', list(text())],
    ['a map', map(text())],
  ])('does not take %s that arrives late', (_, shape) => {
    expect(readOne(shape, late)).toMatchObject({ it: undefined, faults: [{ code: 'HK1105' }] });
  });

  it('names the way to what is wrong', () => {
    const shape = object<{ groups: object }>({ groups: map(object<{ roles: string[] }>({ roles: list(text()) })) });
    expect(readOne(shape, { groups: { web: { roles: ['a', 5] } } }).faults).toMatchObject([
      { message: expect.stringContaining('"it.groups.web.roles[1]"') },
    ]);
  });

  it('leaves out what does not fit and keeps the rest', () => {
    expect(readOne(list(object<object>({})), [{}, 'x', {}]).it).toEqual([{}, {}]);
  });

  it('names a prop that there is not, and the near one', () => {
    const { props, faults } = readProps<{ replicas?: number }>({ replicas: optional(integer()) }, { replica: 3 });
    expect(props).toEqual({});
    expect(faults).toEqual([
      { code: 'HK1101', prop: 'replica', message: 'There is no prop "replica".', remedy: 'Did you mean "replicas"?' },
    ]);
  });

  it.each([['__proto__'], ['constructor'], ['toString'], ['hasOwnProperty']])('knows no prop called %s', (key) => {
    const given: unknown = JSON.parse(`{"${key}":{"a":1}}`);
    expect(readProps({}, given).faults).toMatchObject([{ code: 'HK1101', message: `There is no prop "${key}".` }]);
  });

  it('names what is missing', () => {
    expect(readProps<{ size: string }>({ size: quantity() }, {}).faults).toEqual([
      {
        code: 'HK1102',
        prop: 'size',
        message: 'The prop "size" is missing.',
        remedy: 'Write a quantity such as "8Gi".',
      },
    ]);
  });

  it('takes undefined for not written', () => {
    const { props, faults } = readProps<{ a?: string }>({ a: optional(text()) }, { a: undefined, b: undefined });
    expect([Object.keys(props), faults]).toEqual([[], []]);
  });

  it.each([[null], [5], ['x'], [[]], [new Engine()]])('does not take %j for props', (given) => {
    expect(readProps({}, given).faults).toMatchObject([{ message: expect.stringMatching(/^The props have to be/) }]);
  });

  it('takes no props at all for empty ones', () => {
    expect(readProps({}, undefined)).toEqual({ props: {}, faults: [] });
  });

  it('takes further keys where an object is loose, as plain data', () => {
    const shape = looseObject<{ a: string }>({ a: text() });
    expect(readOne(shape, { a: 'x', more: { b: [1] } })).toEqual({ it: { a: 'x', more: { b: [1] } }, faults: [] });
  });

  it('keeps a map entry called __proto__, and touches no prototype', () => {
    const { it: read } = readOne(map(text()), JSON.parse('{"__proto__":"x"}'));
    expect([JSON.stringify(read), Object.getPrototypeOf(read)]).toEqual(['{"__proto__":"x"}', Object.prototype]);
  });

  it('leaves what it was given alone', () => {
    const given = Object.freeze({ it: Object.freeze([Object.freeze({ a: 'x' }), 5]) });
    readProps<{ it: unknown }>({ it: list(object<{ a: string }>({ a: text() })) }, given);
    expect(given).toEqual({ it: [{ a: 'x' }, 5] });
  });

  describe('for anything', () => {
    const shapes = {
      text: text({ late: true, oneOf: ['a', 'b'] }),
      integer: integer(),
      flag: flag(),
      quantity: quantity(),
      json: json(),
      list: list(text()),
      map: map(quantity()),
      oneOrMore: oneOrMore(integer()),
      object: object<{ a: string }>({ a: text() }),
      loose: looseObject<{ a: string }>({ a: text() }),
      instance: instance(Disk),
    };
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
      stringUnit: 'binary',
    });
    const values = Object.fromEntries(Object.keys(shapes).map((key) => [key, anything]));

    it('does not throw', () => {
      fc.assert(
        fc.property(fc.oneof(anything, fc.record(values, { requiredKeys: [] })), (given) => {
          expect(() => readProps(shapes, given)).not.toThrow();
        }),
      );
    });

    it('never loses a prop without a word', () => {
      fc.assert(
        fc.property(fc.record(values, { requiredKeys: [] }), (given) => {
          const { props, faults } = readProps(shapes, given);
          const lost = Object.keys(shapes).filter(
            (key) => !Object.hasOwn(props, key) || Reflect.get(props, key) === undefined,
          );
          expect(lost.filter((key) => !faults.some(({ message }) => message.includes(`"${key}`)))).toEqual([]);
        }),
      );
    });
  });
});

describe('notJson', () => {
  it('has nothing against what JSON can hold', () => {
    fc.assert(
      fc.property(fc.json(), (written) => {
        expect(notJson(JSON.parse(written))).toBeUndefined();
      }),
    );
  });

  it.each<[unknown, string]>([
    [undefined, 'holds nothing'],
    [[undefined], 'holds nothing'],
    [[1n], 'holds 1n'],
    [{ a: NaN }, 'holds NaN'],
    [{ a: [-Infinity] }, 'holds -Infinity'],
    [{ a: new Disk('1') }, 'holds an object of class Disk'],
    [{ toJSON: (): number => 1 }, 'holds a function'],
    ['\udc00', 'holds half a character'],
    [circle, 'contains itself'],
    [deep, 'is more than 100 levels deep'],
  ])('names what is wrong (%#)', (value, said) => {
    expect(notJson(value)).toBe(said);
  });

  it('takes an object that stands in two places', () => {
    const shared = { a: 1 };
    expect(notJson({ x: shared, y: [shared, shared] })).toBeUndefined();
  });

  it('takes a key without a value for no key', () => {
    expect(notJson({ a: undefined })).toBeUndefined();
  });
});

describe('what cannot be read', () => {
  it.each([
    [
      'a getter that throws',
      () =>
        Object.defineProperty({}, 'x', {
          enumerable: true,
          get: () => {
            throw new Error('no');
          },
        }),
    ],
    [
      'a revoked proxy',
      () => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      },
    ],
  ])('is a fault: %s', (_, make) => {
    expect(readProps({}, make()).faults).toMatchObject([{ code: 'HK1102' }]);
  });

  it('is no matter of how often a value occurs', () => {
    let value: unknown = [1];
    for (let i = 0; i < 60; i++) value = [value, value];

    expect(notJson(value)).toBeUndefined();
  });

  it.each([
    [{ '\ud800': 1 }, 'has half a character in a key'],
    [Array(2), 'holds nothing'],
  ])('is found wherever it hides: %j', (value, fault) => {
    expect(notJson(value)).toBe(fault);
  });
});
