import { readYaml, type SourceText } from '../../lib/yaml/documents';

const codes = ({ faults }: SourceText): string[] => faults.map(({ code, line, column }) => `${code} ${line}:${column}`);
const values = ({ documents }: SourceText): unknown[] => documents.map(({ value }) => value);

describe('the documents of a text', () => {
  it('are given even where one between them is broken', () => {
    const text = readYaml('a: 1\n---\nb: [\n---\nc: 3\n');
    expect(values(text)).toEqual([{ a: 1 }, { c: 3 }]);
    expect(codes(text)).toEqual(['HK1501 3:4']);
  });

  it('have one fault each, however much is wrong with them', () => {
    const text = readYaml(`${'- @x\n'.repeat(1000)}---\n${'a: [,]\n'.repeat(1000)}`);
    expect(codes(text)).toEqual(['HK1501 1:3', 'HK1501 1002:5']);
  });

  it('are left out if they are empty or null', () => {
    expect(readYaml('---\n# nothing\n---\nnull\n---\n~\n---\n')).toEqual({ documents: [], faults: [] });
  });

  it('are told of if kubectl would drop them', () => {
    const text = readYaml('a: 1\n...\n--- \nb: 2\n---\na: 1\n...\nb: 2\n');
    expect(values(text)).toEqual([{ a: 1 }, { b: 2 }, { a: 1 }]);
    expect(text.faults).toEqual([
      {
        code: 'HK1501',
        line: 8,
        column: 1,
        message: 'A second document begins here that kubectl does not see, and drops without a word.',
        remedy: 'Put "---" on a line of its own before it.',
      },
    ]);
  });

  it('begin behind a line of dashes and nothing else', () => {
    const text = readYaml('a: 1\n--- {b: 2}\nc: 3\n---\nd: 4\n');
    expect(values(text)).toEqual([{ a: 1 }, { d: 4 }]);
    expect(text.faults[0]!.message).toBe(
      'kubectl takes "--- {b: 2}" for a separator of documents, and nothing may follow its dashes.',
    );
  });

  it('may be JSON objects one after another, and no YAML after two of them', () => {
    expect(values(readYaml('{"a": 1} {"b": "\\/"}\n{"c": 3}'))).toEqual([{ a: 1 }, { b: '/' }, { c: 3 }]);
    const mixed = readYaml('{"a": 1}\n{"b": 2}\n---\nc: 3\n');
    expect([values(mixed), codes(mixed)]).toEqual([[{ a: 1 }, { b: 2 }], ['HK1501 3:1']]);
  });

  it('have no numbers in JSON that no double holds', () => {
    expect(codes(readYaml('{"a": 1e400}'))).toEqual(['HK1505 1:7']);
  });

  it('replaces halves of surrogate pairs in JSON, as Go does', () => {
    expect(values(readYaml('{"a": "\\ud83d"}'))).toEqual([{ a: '\ufffd' }]);
  });
});

describe('a key that stands twice', () => {
  it('has the last value, and is told of', () => {
    const text = readYaml('a: 1\nb: 2\na: 3\n');
    expect(values(text)).toEqual([{ a: 3, b: 2 }]);
    expect(text.faults).toEqual([
      {
        code: 'HK1504',
        line: 3,
        column: 1,
        message: 'The key "a" stands twice in this mapping; kubectl takes the last one without a word.',
        remedy: 'Take one of them away.',
      },
    ]);
  });

  it.each([
    ['as a number and as a text', '1: a\n"1": b\n', ['HK1504 2:1']],
    ['in two spellings', 'on: a\ntrue: b\nyes: c\n', ['HK1504 2:1', 'HK1504 3:1']],
    ['in braces', 'a: {b: 1, b: 2}', ['HK1504 1:11']],
    ['in JSON', '{"a": 1, "a": 2}', ['HK1504 1:10']],
  ])('is found %s', (_, text, found) => {
    expect(codes(readYaml(text))).toEqual(found);
  });

  it('is none where the other comes by a merge key', () => {
    const text = readYaml('x: &x {a: 1}\nb:\n  <<: *x\n  a: 2\nc:\n  a: 2\n  <<: *x\n');
    expect(codes(text)).toEqual([]);
    expect(values(text)).toEqual([{ x: { a: 1 }, b: { a: 2 }, c: { a: 1 } }]);
  });
});

describe('a key called __proto__', () => {
  it('is a key like any other', () => {
    const [value] = values(readYaml('__proto__: {admin: true}\nx:\n  <<: {__proto__: 1}\n'));
    expect(JSON.stringify(value)).toBe('{"__proto__":{"admin":true},"x":{"__proto__":1}}');
    expect((value as { admin?: boolean }).admin).toBeUndefined();
  });
});

describe('what is respelt', () => {
  it('has the spelling of every unquoted value that is read as something else', () => {
    const [document] = readYaml(
      'host: off\nversion: 1.30\nmin: 010\nlist: [yes, 0x10, "no", 1_000, ~]\nplain: [true, 3, null, x, 1.5, "", ]\nempty:\n',
    ).documents;
    expect([...document!.respelt]).toEqual([
      ['/host', 'off'],
      ['/version', '1.30'],
      ['/min', '010'],
      ['/list/0', 'yes'],
      ['/list/1', '0x10'],
      ['/list/3', '1_000'],
      ['/list/4', '~'],
    ]);
  });

  it('has the spelling of every such key, by what it became', () => {
    const [document] = readYaml('on: 1\na:\n  1.30: 2\n  b/c: {010: x}\ntrue: 3\n"no": 4\n').documents;
    expect([...document!.respeltKeys]).toEqual([
      ['/a/1.3', '1.30'],
      ['/a/b~1c/8', '010'],
    ]);
  });

  it('follows aliases and merge keys', () => {
    const [document] = readYaml('a: &a {on: off}\nb: *a\nc: {<<: *a}\n').documents;
    expect([...document!.respelt.keys()]).toEqual(['/a/true', '/b/true', '/c/true']);
    expect([...document!.respeltKeys.keys()]).toEqual(['/a/true', '/b/true', '/c/true']);
  });

  it('leaves alone what kubectl carries exactly and JavaScript does not', () => {
    const [document] = readYaml('a: 9007199254740993\nb: 18446744073709551616\n').documents;
    expect([...document!.respelt]).toEqual([['/b', '18446744073709551616']]);
  });
});

describe('a fault', () => {
  it.each([
    ['tabs', 'a:\n\tb: 1', '2:1', 'A tab stands here where spaces are to indent the line.'],
    ['a quote that is not closed', 'a: 1\nb: "x\nc: 3\n', '2:4', expect.stringContaining('The quote that opens here')],
    ['a bracket that is not closed', 'a: [1,\nb: 2\n', '1:4', expect.stringContaining('is not closed')],
    [
      'an inner mapping on the same line',
      'a: b: c',
      '1:4',
      expect.stringContaining('This is not YAML: Nested mappings'),
    ],
    ['a list as a key', '? [a]\n: b', '1:3', expect.stringContaining('no such keys')],
    ['null as a key', '~: 1', '1:1', 'The key is null, which kubectl does not take.'],
    ['too large a key', '9223372036854775808: 1', '1:1', expect.stringContaining('too large')],
    ['an alias without an anchor', 'a: *b', '1:4', expect.stringContaining('"*b"')],
    ['a merge of what is no mapping', 'a: &a 1\n<<: *a', '2:5', expect.stringContaining('"<<"')],
    ['a character that YAML does not have', 'a: "\u0007"', '1:5', 'The character U+0007 is none that YAML allows.'],
    ['a half of a surrogate pair', 'a: \ud800', '1:4', 'The character U+D800 is none that YAML allows.'],
    ['an escape of JSON', 'a: "\\/"', '1:5', 'kubectl knows no escape "\\/".'],
    ['a directive', '%YAML 1.2\n---\na: 1', '1:1', expect.stringContaining('%YAML 1.2')],
    ['a separator of lines', 'a: x\u2028y', '1:5', expect.stringContaining('line separator')],
    ['a wrong tag', 'a: !!int x', '1:10', '"x" is no !!int.'],
  ])('stands where it is: %s', (_, text, place, message) => {
    const { faults } = readYaml(text);
    expect(faults.map(({ line, column }) => `${line}:${column}`)).toEqual([place]);
    expect(faults[0]).toMatchObject({ code: 'HK1501', message });
  });

  it.each(['.inf', '-.INF', '.NaN', '!!float .inf'])('is a number that JSON does not have: %s', (scalar) => {
    expect(readYaml(`a: ${scalar}\n`).faults[0]).toMatchObject({ code: 'HK1505', line: 1 });
  });

  it('says everything in whole sentences', () => {
    const texts = [
      'a: [',
      'a: b: c',
      '*a',
      '{a:}',
      'a: "x',
      '&a{}',
      '? - a',
      '- !a',
      'a: |2\n\n   \n',
      '"\\q"',
      'a: @',
    ];
    for (const { message, remedy } of texts.flatMap((text) => readYaml(text).faults)) {
      expect(message).toMatch(/^\S.*\.$/);
      expect(remedy).toMatch(/^\S.*\.$/);
    }
  });
});
