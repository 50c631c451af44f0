import fc from 'fast-check';
import { isDeferred } from '../../lib/core/deferred';

const apply = (): undefined => undefined;

class Output {
  public readonly __pulumiOutput = true;
  public apply(): void {}
}

describe('isDeferred', () => {
  it.each([
    ['an object with the mark', { __pulumiOutput: true, apply }],
    ['an instance of a class', new Output()],
    ['an object that inherits the mark', Object.create(new Output())],
    ['a function with the mark', Object.assign((): void => undefined, { __pulumiOutput: true, apply })],
    [
      'a proxy that answers to any name',
      new Proxy(new Output(), { get: (target, key) => Reflect.get(target, key) ?? 1 }),
    ],
  ])('knows %s', (_, value) => {
    expect(isDeferred(value)).toBe(true);
  });

  it.each([
    ['null', null],
    ['nothing', undefined],
    ['a text', '__pulumiOutput'],
    ['a promise', Promise.resolve(1)],
    ['an object whose mark is not true', { __pulumiOutput: 'true', apply }],
    ['an object whose mark is one', { __pulumiOutput: 1, apply }],
    ['an object that can be applied', { apply }],
  ])('does not take %s for one', (_, value) => {
    expect(isDeferred(value)).toBe(false);
  });

  it('throws for nothing', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (value) => {
        expect(isDeferred(value)).toBe(false);
      }),
    );
  });
});
