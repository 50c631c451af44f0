import fc from 'fast-check';
import { readYaml, type SourceText } from '../../lib/yaml/documents';

const codes = ({ faults }: SourceText): string[] => faults.map(({ code }) => code);
const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('');

describe('nesting', () => {
  it('goes to 100 levels', () => {
    expect([nested(100), nested(101)].map((text) => codes(readYaml(text)))).toEqual([[], ['HK1502']]);
    const block = (levels: number): string => lines(levels, (i) => `${' '.repeat(i)}a:\n`);
    expect([block(100), block(101)].map((text) => codes(readYaml(text)))).toEqual([[], ['HK1502']]);
  });

  it.each([
    ['brackets', '['.repeat(1_000_000)],
    ['braces', '{a: '.repeat(200_000)],
    ['JSON', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['dashes', '- '.repeat(100_000)],
    ['question marks', '? '.repeat(100_000)],
    ['colons', ': '.repeat(100_000)],
    ['keys', 'a: '.repeat(100_000)],
  ])('is refused before it is too much: %s', (_, text) => {
    expect(readYaml(text)).toMatchObject({ documents: [], faults: [{ code: 'HK1502', line: 1 }] });
  });

  it('counts what aliases put into each other', () => {
    const text = `a0: &a0 [x]\n${lines(200, (i) => `a${i + 1}: &a${i + 1} [*a${i}]\n`)}`;
    expect(codes(readYaml(text))).toEqual(['HK1502']);
  });
});

describe('aliases', () => {
  it.each([
    ['a list', '&a [*a]'],
    ['a mapping', 'x: &a\n  b: {c: *a}\n'],
    ['a merge key', 'x: &a\n  <<: *a\n'],
    ['an anchor given anew', '- &a x\n- &a [*a]\n'],
  ])('may not refer to themselves, by %s', (_, text) => {
    const { faults } = readYaml(text);
    expect(faults).toMatchObject([{ code: 'HK1503', message: 'The value of the anchor "a" contains itself.' }]);
  });

  it.each([
    ['lists', (inner: string, name: string) => `&${name} [${inner}]`],
    ['merge keys', (inner: string, name: string) => `&${name} {<<: [${inner}]}`],
  ])('may not grow beyond reason, by %s', (_, level) => {
    const names = [...'abcdefghij'];
    const laughs = names.map((name, i) => {
      const inner = i === 0 ? '{k: v}' : `*${names[i - 1]}`;
      return `${name}: ${level(Array(9).fill(inner).join(', '), name)}\n`;
    });
    expect(codes(readYaml(laughs.join('')))).toEqual(['HK1503']);
  });

  it('share what they refer to', () => {
    const { a, b, c } = readYaml('a: &a {k: [1]}\nb: *a\nc: {<<: *a}\n').documents[0]!.value as Record<
      string,
      { k: unknown }
    >;
    expect(b).toBe(a);
    expect(c!.k).toBe(a!.k);
  });

  it('refer to the last anchor of a name before them', () => {
    expect(readYaml('- &a 1\n- *a\n- &a 2\n- *a\n').documents[0]!.value).toEqual([1, 1, 2, 2]);
  });
});

describe('a large text', () => {
  it.each([
    ['one line', `a: ${'x '.repeat(1_000_000)}`, []],
    ['one block', `a: |\n${'  x\n'.repeat(200_000)}`, []],
    ['one number', `a: ${'1'.repeat(2_000_000)}`, []],
    ['a mapping', lines(20_000, (i) => `k${i}: ${i}\n`), []],
    ['an open quote', `a: "${'x: y\n'.repeat(500_000)}`, ['HK1501']],
    ['backslashes', `a: "${'\\'.repeat(2_000_000)}`, ['HK1501']],
    ['tabs', '\t'.repeat(2_000_000), ['HK1501']],
    ['directives', '%x\n'.repeat(200_000), ['HK1501']],
    ['separators', '---\n'.repeat(500_000), []],
    ['commas', `[${','.repeat(100_000)}`, ['HK1501']],
    ['nothing but errors', '- @x\n'.repeat(20_000), ['HK1501']],
    ['quotes behind a quote', `"a"${'\t"b"'.repeat(50_000)}`, ['HK1501']],
  ])('is read in time: %s', (_, text, found) => {
    expect(codes(readYaml(text))).toEqual(found);
  });

  it('finds every key that stands twice', () => {
    expect(readYaml('a: 1\r'.repeat(10_000)).faults).toHaveLength(9_999);
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    ...'abk01:-?,[]{}#&*!|>\'"%@` \n\n\n\t\r~.<\\/\u0085\u2028é\ud83d',
    '  ',
    ': ',
    '- ',
    '---\n',
    '<<: ',
    '*a',
    '&a ',
    '!!int ',
    '...\n',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
  );

  it('is read without throwing, to plain data and places in the text', () => {
    fc.assert(
      fc.property(text, fc.string(), (source, pointer) => {
        const { documents, faults } = readYaml(source);
        const rows = source.split('\n').length;
        for (const document of documents) {
          expect(JSON.parse(JSON.stringify(document.value))).toEqual(document.value);
          for (const at of [pointer, ...document.respelt.keys(), ...document.respeltKeys.keys()]) {
            expect(document.place(at).line).toBeLessThanOrEqual(rows);
          }
        }
        for (const { line, column } of faults) {
          expect(line).toBeLessThanOrEqual(rows);
          expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
        }
      }),
      { seed: 1, numRuns: 1500 },
    );
  });

  it('is read as it was if it is JSON', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false })),
        fc.constantFrom(0, 2, '\t'),
        (value, space) => {
          const source = JSON.stringify(value, null, space);
          const read = readYaml(source);
          expect(read.faults).toEqual([]);
          expect(read.documents.map((document) => document.value)).toEqual([JSON.parse(source) as unknown]);
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });
});
