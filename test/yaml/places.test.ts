import { readYaml } from '../../lib/yaml/documents';

/** Where a pointer leads in the first document, such as `3:5`. */
function placeIn(text: string, pointer: string, onKey?: boolean): string {
  const { line, column } = readYaml(text).documents.at(-1)!.place(pointer, onKey);
  return `${line}:${column}`;
}

const CLUSTER = `apiVersion: v1
spec:
  host: off
  nodeGroups:
    web:
      roles:
        - a
        - "b"
      size: {cpu: 2, "memory": 4Gi}
  empty:
  after/all: [x, [y]]
`;

describe('the place of a pointer', () => {
  it.each([
    ['', '1:1', '1:1'],
    ['/apiVersion', '1:13', '1:1'],
    ['/spec', '2:1', '2:1'],
    ['/spec/host', '3:9', '3:3'],
    ['/spec/nodeGroups/web', '5:5', '5:5'],
    ['/spec/nodeGroups/web/roles', '6:7', '6:7'],
    ['/spec/nodeGroups/web/roles/1', '8:11', '8:11'],
    ['/spec/nodeGroups/web/size', '9:13', '9:7'],
    ['/spec/nodeGroups/web/size/memory', '9:32', '9:22'],
    ['/spec/empty', '10:3', '10:3'],
    ['/spec/after~1all/1/0', '11:19', '11:19'],
  ])('%j is that of the value, %s, or of the key, %s', (pointer, value, key) => {
    expect([placeIn(CLUSTER, pointer), placeIn(CLUSTER, pointer, true)]).toEqual([value, key]);
  });

  it.each([
    ['/nothing', '1:1'],
    ['/spec/nothing', '2:1'],
    ['/spec/host/deeper/still', '3:3'],
    ['/spec/nodeGroups/web/roles/2', '6:7'],
    ['/spec/nodeGroups/web/roles/01', '6:7'],
    ['/spec/nodeGroups/web/roles/-', '6:7'],
    ['/spec/toString', '2:1'],
  ])('%j leads nowhere, and to the nearest thing above: %s', (pointer, place) => {
    expect(placeIn(CLUSTER, pointer)).toBe(place);
  });

  it('is where the text stands that an alias or a merge key brings', () => {
    const text = 'base: &b\n  k: 1\n  l: {m: 2}\nx: *b\np:\n  <<: *b\n  k: 3\nz: {<<: [*b]}\n';
    expect(['/x', '/x/k', '/p/k', '/p/l', '/z/l/m'].map((pointer) => placeIn(text, pointer))).toEqual([
      '1:1',
      '2:6',
      '7:6',
      '3:6',
      '3:10',
    ]);
  });

  it('is that of the last of two keys, which counts', () => {
    expect(placeIn('a: 1\na: 2\n', '/a')).toBe('2:4');
  });

  it('is that of a key under the name that it got', () => {
    expect(placeIn('x:\n  on: 1\n', '/x/true', true)).toBe('2:3');
  });

  it('counts lines and columns of the whole text', () => {
    expect(placeIn('a: 1\n---\n# b\nb:\n  c: 2\n', '/b/c')).toBe('5:6');
    expect(placeIn('{"a": 1}\n{"b":\n [3]}', '/b/0')).toBe('3:3');
  });

  it.each([
    ['lines that end with \\r\\n', 'a: "x\r\n\r\n  y"\r\nb: 1\r\n', '4:4'],
    ['a byte-order mark', '\ufeffb: 1\n', '1:4'],
    ['characters of two code units', '"\u{1f600}": {b: 1}\nb: "\u{1f600}"', '2:4'],
    ['a lone \\r, which ends no line', 'a: 1\rb: 2', '1:9'],
    ['a next-line character, which ends no line', 'a: 1\u0085b: 2', '1:9'],
    ['a tag and an anchor before the value', 'b: !!str &x 2', '1:13'],
    ['a text in block style', 'b: |\n  x\n', '1:4'],
  ])('is right with %s', (_, text, place) => {
    expect(placeIn(text, '/b')).toBe(place);
  });
});
