import fc from 'fast-check';
import { Quantity } from '../../lib/core/quantity';
import { SCALE, written } from './quantity-model';

const parsed = (given: unknown): Quantity => {
  const quantity = Quantity.parse(given);
  if (!quantity) throw new Error(`${String(given)} is no quantity`);
  return quantity;
};

const ofModel = (scaled: bigint): Quantity => parsed(`${scaled}e-18`);
const sign = (value: bigint): number => (value < 0n ? -1 : value > 0n ? 1 : 0);
const roundedUp = (scaled: bigint): bigint => scaled / SCALE + (scaled % SCALE > 0n ? 1n : 0n);

describe('Quantity', () => {
  describe('reading', () => {
    it.each([
      ['8', 8n],
      ['+8', 8n],
      ['-8', -8n],
      ['8.', 8n],
      ['0.5k', 500n],
      ['.5k', 500n],
      ['2Ki', 2048n],
      ['1.5Gi', 1_610_612_736n],
      ['1Ei', 1_152_921_504_606_846_976n],
      ['3k', 3000n],
      ['1E', 1_000_000_000_000_000_000n],
      ['1e3', 1000n],
      ['1E3', 1000n],
      ['1e+3', 1000n],
      ['4000m', 4n],
      ['00012Mi', 12_582_912n],
    ])('understands %s', (text, value) => {
      expect(parsed(text).toBigInt()).toBe(value);
    });

    it.each([
      ['', 'nothing'],
      [' ', 'a space'],
      ['.', 'a lone point'],
      ['-', 'a lone sign'],
      ['Gi', 'a lone unit'],
      ['8 Gi', 'a space before the unit'],
      [' 8Gi', 'a space before'],
      ['8Gi\n', 'a line break behind'],
      ['8GB', 'bytes'],
      ['8gi', 'a unit in small letters'],
      ['8K', 'a capital K'],
      ['1e', 'an exponent without digits'],
      ['1e1.5', 'a broken exponent'],
      ['1e3Gi', 'an exponent and a unit'],
      ['--1', 'two signs'],
      ['1,5', 'a comma'],
      ['1_000', 'an underscore'],
      ['0x10', 'hexadecimal digits'],
      ['٣Gi', 'digits of another script'],
      ['８Gi', 'full-width digits'],
      ['Infinity', 'infinity'],
      ['NaN', 'no number'],
      ['1e999999', 'an absurd exponent'],
      ['1e-9999', 'an absurdly small one'],
      ['9'.repeat(10_000), 'ten thousand digits'],
      ['\ud800', 'half a character'],
    ])('refuses %j (%s)', (text) => {
      expect(Quantity.parse(text)).toBeUndefined();
    });

    it.each([[0.5], [NaN], [Infinity], [-Infinity], [2 ** 53], [1e21]])('refuses the number %d', (value) => {
      expect(Quantity.parse(value)).toBeUndefined();
    });

    it('takes whole numbers as they are', () => {
      expect(parsed(1500)).toMatchObject({ spelling: '1500', unit: '' });
    });

    it('takes minus zero for zero', () => {
      expect(parsed(-0)).toMatchObject({ spelling: '0' });
    });

    it('takes only texts and numbers, and does not throw for anything', () => {
      fc.assert(
        fc.property(
          fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
          (value) => {
            fc.pre(typeof value !== 'string' && typeof value !== 'number');
            expect(Quantity.parse(value)).toBeUndefined();
          },
        ),
      );
    });

    it('refuses an object that would turn into a quantity', () => {
      expect(Quantity.parse({ toString: () => '8Gi', valueOf: () => 8 })).toBeUndefined();
    });

    it('keeps the spelling that was written', () => {
      fc.assert(
        fc.property(written, ({ text }) => {
          expect(parsed(text)).toMatchObject({ spelling: text });
        }),
      );
    });

    it.each([
      ['8Gi', 'Gi'],
      ['500m', 'm'],
      ['1e3', 'e3'],
      ['8', ''],
    ])('knows the unit of %s', (text, unit) => {
      expect(parsed(text).unit).toBe(unit);
    });
  });

  describe('comparing', () => {
    it('sees that two spellings are one value', () => {
      expect(parsed('102400Mi').equals(parsed('100Gi'))).toBe(true);
    });

    it('tells decimal from binary units', () => {
      expect(parsed('1Gi').compare(parsed('1G'))).toBeGreaterThan(0);
    });

    it('is exact where floating point is not', () => {
      expect(parsed('9007199254740993').equals(parsed('9007199254740992'))).toBe(false);
    });

    it('agrees with whole-number arithmetic', () => {
      fc.assert(
        fc.property(written, written, (a, b) => {
          expect(parsed(a.text).compare(parsed(b.text))).toBe(sign(a.scaled - b.scaled));
        }),
      );
    });

    it('calls a quantity equal to its own value in any unit', () => {
      fc.assert(
        fc.property(written, ({ text, scaled }) => {
          expect(parsed(text).equals(ofModel(scaled))).toBe(true);
        }),
      );
    });

    it('is a total order', () => {
      fc.assert(
        fc.property(fc.tuple(written, written, written), (three) => {
          const [a, b, c] = three.map(({ text }) => parsed(text)).sort((x, y) => x.compare(y)) as [
            Quantity,
            Quantity,
            Quantity,
          ];
          expect([a.compare(b), b.compare(c), a.compare(c)].every((order) => order <= 0)).toBe(true);
          expect(a.compare(b) + b.compare(a)).toBe(0);
        }),
      );
    });
  });

  describe('arithmetic', () => {
    it.each([
      ['1Gi', '1Gi', '2Gi'],
      ['512Mi', '512Mi', '1Gi'],
      ['1Gi', '512Mi', '1536Mi'],
      ['500m', '500m', '1'],
      ['500m', '250m', '750m'],
      ['1', '250m', '1250m'],
      ['999', '1', '1k'],
      ['0', '1Gi', '1Gi'],
      ['1Gi', '0', '1Gi'],
      ['1Gi', '-1Gi', '0'],
      ['1Gi', '-2Gi', '-1Gi'],
      ['1Mi', '1', '1048577'],
      ['1n', '1e-10', '11e-10'],
    ])('adds %s and %s to %s', (a, b, sum) => {
      expect(parsed(a).plus(parsed(b)).toString()).toBe(sum);
    });

    it.each([
      ['4Gi', 3, '12Gi'],
      ['102400Mi', 1, '100Gi'],
      ['100m', 10, '1'],
      ['1e3', 2, '2k'],
      ['1.5Gi', 2, '3Gi'],
      ['0.1Gi', 1, '107374182400m'],
      ['8Gi', 0, '0'],
      ['8Gi', -1, '-8Gi'],
      ['1Ei', 1024, '1024Ei'],
    ])('takes %s %d times as %s', (quantity, factor, product) => {
      expect(parsed(quantity).times(factor).toString()).toBe(product);
    });

    it('adds as whole numbers do', () => {
      fc.assert(
        fc.property(written, written, (a, b) => {
          expect(
            parsed(a.text)
              .plus(parsed(b.text))
              .equals(ofModel(a.scaled + b.scaled)),
          ).toBe(true);
        }),
      );
    });

    it('multiplies as whole numbers do', () => {
      fc.assert(
        fc.property(written, fc.bigInt({ min: -1000n, max: 1000n }), (a, factor) => {
          expect(
            parsed(a.text)
              .times(factor)
              .equals(ofModel(a.scaled * factor)),
          ).toBe(true);
        }),
      );
    });

    it('gives the same sum in either order', () => {
      fc.assert(
        fc.property(written, written, (a, b) => {
          const [x, y] = [parsed(a.text), parsed(b.text)];
          expect(x.plus(y).equals(y.plus(x))).toBe(true);
        }),
      );
    });

    it('prints what it computed as a text that means the same', () => {
      fc.assert(
        fc.property(written, written, fc.integer({ min: 0, max: 1000 }), (a, b, factor) => {
          const computed = parsed(a.text).plus(parsed(b.text)).times(factor);
          expect(parsed(String(computed)).equals(computed)).toBe(true);
        }),
      );
    });

    it('leaves its operands alone', () => {
      const quantity = parsed('102400Mi');
      quantity.plus(parsed('1Gi'));
      quantity.times(5);
      expect(quantity.toString()).toBe('102400Mi');
    });

    it('does not lose a byte over large numbers', () => {
      expect(parsed('9007199254740993Ki').plus(parsed('1')).toBigInt()).toBe(9_223_372_036_854_776_833n);
    });
  });

  describe('whole values', () => {
    it.each([
      ['1500m', 2n],
      ['1m', 1n],
      ['1n', 1n],
      ['0', 0n],
      ['-1500m', -1n],
      ['-1m', 0n],
      ['1e30', 10n ** 30n],
    ])('rounds %s up to %d', (text, value) => {
      expect(parsed(text).toBigInt()).toBe(value);
    });

    it('rounds up as whole numbers do', () => {
      fc.assert(
        fc.property(written, ({ text, scaled }) => {
          expect(parsed(text).toBigInt()).toBe(roundedUp(scaled));
        }),
      );
    });

    it('knows whether there is a fraction', () => {
      fc.assert(
        fc.property(written, ({ text, scaled }) => {
          expect(parsed(text).isWhole()).toBe(scaled % SCALE === 0n);
        }),
      );
    });
  });

  describe('made of a number', () => {
    it.each([
      [4, 'Gi', '4Gi'],
      [4n, 'Mi', '4Mi'],
      [0, 'Ti', '0Ti'],
      [-3, '', '-3'],
    ] as const)('writes %s of unit "%s" as %s', (value, unit, spelling) => {
      expect(Quantity.of(value, unit).toString()).toBe(spelling);
    });

    it('has no unit unless one is given', () => {
      expect(Quantity.of(7)).toMatchObject({ spelling: '7', unit: '' });
    });

    it('has a zero', () => {
      expect(Quantity.ZERO.equals(parsed('0Gi'))).toBe(true);
    });
  });

  describe('what is wrong with a text', () => {
    it.each([
      ['8GB', 'did you mean "Gi"'],
      ['8gib', 'did you mean "Gi"'],
      ['8kb', 'did you mean "Ki"'],
      ['8mb', 'did you mean "Mi"'],
      ['8gi', 'did you mean "Gi"'],
      ['8K', 'did you mean "Ki"'],
      ['8 Gi', 'space'],
      ['8parsec', 'the unit "parsec", which Kubernetes does not know'],
      ['eight', 'is not a number with a unit'],
      ['', 'is not a number with a unit'],
      ['9'.repeat(10_000), 'longer than 64 characters'],
      [0.5, 'not a whole number'],
      [NaN, 'not a whole number'],
      [true, 'is not a text'],
      [null, 'is not a text'],
      [{}, 'is not a text'],
    ])('says of %j: %s', (value, said) => {
      expect(Quantity.fault(value)).toContain(said);
    });

    it('guesses no unit from nothing like one', () => {
      expect(Quantity.fault('8parsec')).not.toContain('did you mean');
    });

    it('has a sentence for anything', () => {
      fc.assert(
        fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (value) => {
          expect(Quantity.fault(value)).not.toBe('');
        }),
      );
    });
  });
});

describe('a quantity that is too large', () => {
  it.each(['1e999', '1e60', `${'9'.repeat(45)}Ei`, '1e-90'])('is refused: %s', (text) => {
    expect(Quantity.parse(text)).toBeUndefined();
    expect(Quantity.fault(text)).toBe('is out of range');
  });

  it('is exact where it is computed', () => {
    expect(Quantity.of(10n ** 30n).toBigInt()).toBe(10n ** 30n);
    expect(() => Quantity.of(Number.NaN)).toThrow(RangeError);
    expect(() => Quantity.of(2).times(0.5)).toThrow(RangeError);
  });

  it('keeps binary units through sums that do not come out even', () => {
    const odd = Quantity.parse('1Gi')!.plus(Quantity.parse('1')!);

    expect(String(odd.plus(Quantity.parse(String(2n ** 30n - 1n))!))).toBe('2Gi');
  });
});
