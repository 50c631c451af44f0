import { Quantity } from '../../lib/core/quantity';

describe('why a value is no quantity', () => {
  it.each<[unknown, string]>([
    [0.5, 'is not a whole number that is exact; write a text such as "500m"'],
    [2 ** 53, 'is not a whole number that is exact; write a text such as "500m"'],
    [null, 'is not a text such as "8Gi"'],
    ['1'.repeat(65), 'is longer than 64 characters'],
    ['1e41', 'is out of range'],
    ['1e99999', 'is out of range'],
    ['-.5E+99999', 'is out of range'],
    ['1.5e-99999', 'is out of range'],
    ['12e', 'has the unit "e", which Kubernetes does not know; did you mean "Ei"?'],
    ['x1e99999', 'is not a number with a unit such as Mi or Gi'],
    ['1e99999x', 'is not a number with a unit such as Mi or Gi'],
    ['e99999', 'is not a number with a unit such as Mi or Gi'],
    ['', 'is not a number with a unit such as Mi or Gi'],
    ['Gi', 'is not a number with a unit such as Mi or Gi'],
    ['8Gi8', 'is not a number with a unit such as Mi or Gi'],
    ['x8Gb', 'is not a number with a unit such as Mi or Gi'],
    ['1.2.3Gi', 'is not a number with a unit such as Mi or Gi'],
    ['8 Gi', 'has a space in it'],
    [' 8Gi', 'is not a number with a unit such as Mi or Gi'],
    ['10GB', 'has the unit "GB", which Kubernetes does not know; did you mean "Gi"?'],
    ['+1.5gb', 'has the unit "gb", which Kubernetes does not know; did you mean "Gi"?'],
    ['-.25kib', 'has the unit "kib", which Kubernetes does not know; did you mean "Ki"?'],
    ['8.KB', 'has the unit "KB", which Kubernetes does not know; did you mean "Ki"?'],
    ['12GBs', 'has the unit "GBs", which Kubernetes does not know'],
    ['8gi', 'has the unit "gi", which Kubernetes does not know; did you mean "Gi"?'],
    ['8parsec', 'has the unit "parsec", which Kubernetes does not know'],
    ['8xGB', 'has the unit "xGB", which Kubernetes does not know'],
  ])('%p %s', (written, words) => {
    expect(Quantity.parse(written)).toBeUndefined();
    expect(Quantity.fault(written)).toBe(words);
  });
});

describe('the edges of what is read', () => {
  it.each(['1'.padStart(64, '0'), '1e-40', '1e40', '0e64', '1e+3', '1E3', '.5', '5.'])('has %s inside', (written) => {
    expect(Quantity.parse(written)?.spelling).toBe(written);
  });

  it.each(['1'.padStart(65, '0'), '1e-41', '1.1e-40', '2e40', '0e65', '10000000000000000000000000000000000000000.1k'])(
    'has %s outside',
    (written) => {
      expect(Quantity.parse(written)).toBeUndefined();
    },
  );

  it('keeps the sign and the binary unit', () => {
    expect(Quantity.parse('-2Ki')!.toBigInt()).toBe(-2048n);
    expect(Quantity.parse('+2Ki')!.toBigInt()).toBe(2048n);
    expect(Quantity.parse('2')!.unit).toBe('');
    expect(Quantity.parse('2e3')!.unit).toBe('e3');
  });
});

describe('a computed quantity', () => {
  const of = (text: string): Quantity => Quantity.parse(text)!;

  it.each([
    ['2Gi', '3', '6Gi'],
    ['8Gi', '0.5', '4Gi'],
    ['100', '7', '700'],
    ['1Gi', '7.5', '7680Mi'],
    ['0', '5', '0'],
    ['1500m', '2', '3'],
    ['-2', '3', '-6'],
  ])('is the product of %s and %s', (a, b, product) => {
    expect(of(a).by(of(b)).toString()).toBe(product);
  });

  it.each([
    [Quantity.of(5), '5', false],
    [Quantity.of(5, 'Gi'), '5Gi', true],
    [Quantity.of(1024n, 'Ki'), '1024Ki', true],
  ])('is made of a number: %s', (value, text, binary) => {
    expect(value.toString()).toBe(text);
    // A sum is printed with binary units where one of its parts was.
    expect(value.plus(Quantity.of(0)).toString()).toBe(binary ? value.times(1).toString() : text);
    expect(value.times(1024).toString()).toBe(binary ? value.times(1024).plus(Quantity.ZERO).toString() : '5120');
  });

  it.each([
    ['1', 1n],
    ['0', 0n],
    ['1500m', 2n],
    ['-1500m', -1n],
    ['2000m', 2n],
    ['1k', 1000n],
    ['1e0', 1n],
  ])('%s is %s, rounded up', (text, whole) => {
    expect(of(text).toBigInt()).toBe(whole);
  });

  it.each([
    ['1', true],
    ['1e0', true],
    ['1500m', false],
    ['1000m', true],
    ['1k', true],
  ])('%s is whole: %s', (text, whole) => {
    expect(of(text).isWhole()).toBe(whole);
  });

  it('of nothing is nothing, in either kind of unit', () => {
    expect(of('0Gi').plus(of('0')).toString()).toBe('0');
    expect(of('0m').times(3).toString()).toBe('0');
  });
});
