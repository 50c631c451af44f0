import { excerpt, linesOf } from '../../lib/cli/formats/excerpt';
import { displayWidth, visible, wrap } from '../../lib/cli/formats/visible';
import { FAILS, folderWith, hikube, ring, WARNS } from './support';

describe('--format text', () => {
  it('shows each issue with its line, and counts at the end', async () => {
    const cwd = folderWith({ 'a.yaml': FAILS, 'b.yaml': `${ring('tenant-b', 9)}---\nkind: Secret\n` });

    expect((await hikube(['check', '.'], cwd)).out).toBe(`\
./a.yaml:8:3 error HK1201 "replicasss" is not a field of hikube (platform 1.1) here.

    7 |   replicas: 3
    8 |   replicasss: 3
      |   ^
  The platform keeps it without a word and does nothing with it. Did you mean "replicas"?

./b.yaml:7:13 warning HK4102 The ring has 9 members, of which 5 must agree, so 4 can be lost.

    6 | spec:
    7 |   replicas: 9
      |             ^
  Every write waits for more than half of the members; etcd advises against more than seven. Write
  7.

1 error, 1 warning in 2 objects; 1 other document passed over.
`);
  });

  it.each([
    ['# a', 'No objects to judge.'],
    ['a: 1', 'No objects to judge; 1 other document passed over.'],
    [`${ring()}---\na: 1\n---\nb: 1`, 'No issues in 1 object; 2 other documents passed over.'],
    ['a: "', '1 error in 0 objects.'],
  ])('sums up %j', async (input, line) => {
    const { out } = await hikube(['check', '-'], undefined, { input });
    expect(out.trimEnd().split('\n').at(-1)).toBe(line);
  });

  it('counts what was acknowledged', async () => {
    const input = WARNS.replace(
      'metadata:',
      'metadata:\n  annotations: {acknowledge.hikube-constructs/HK4102: yes it is}',
    );
    expect((await hikube(['check', '-'], undefined, { input })).out).toBe('No issues in 1 object; 1 acknowledged.\n');
  });

  it('wraps to the width of the terminal', async () => {
    const { out } = await hikube(['check', '-'], undefined, {
      input: WARNS,
      isTTY: true,
      columns: 50,
      env: { NO_COLOR: '1' },
    });
    const [, ...below] = out.split('\n');

    expect(below.every((line) => line.length <= 50)).toBe(true);
    expect(out).toContain('\n  Every write waits for more than half of the\n  members;');
  });

  it('has no excerpt of what is no text', async () => {
    const cwd = folderWith({ 'a.yaml': Buffer.from([0x61, 0x3a, 0x20, 0xc3, 0x28]) });
    const { code, out } = await hikube(['check', 'a.yaml'], cwd);

    expect(code).toBe(1);
    expect(out).toMatch(/^a\.yaml:1:4 error HK1501 .*\n {2}Nothing of the document/);
  });

  it('sends no control character of a file or its name to the terminal', async () => {
    const cwd = folderWith({ 'a\u001b[31m\n.yaml': `${ring()}  "\\e[2J": 1 # \u009b31m \u202e\n` });
    const { out } = await hikube(['check', '.'], cwd);

    expect(out).toMatch(/^\.\/a\\x1b\[31m\\n\.yaml:8:/);
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });
});

describe('colour', () => {
  const coloured = async (isTTY: boolean, env: Record<string, string>): Promise<boolean> =>
    (await hikube(['check', '-'], undefined, { input: FAILS, isTTY, env })).out.includes('\u001b[31merror\u001b[0m');

  it.each([
    ['on a terminal', true, {}, true],
    ['nowhere else', false, {}, false],
    ['not with NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['with an empty NO_COLOR', true, { NO_COLOR: '' }, true],
    ['not on a dumb terminal', true, { TERM: 'dumb' }, false],
    ['anywhere with FORCE_COLOR', false, { FORCE_COLOR: '1' }, true],
    ['nowhere with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
  ])('is there %s', async (_, isTTY, env, expected) => {
    expect(await coloured(isTTY, env)).toBe(expected);
  });

  it('is of the text alone', async () => {
    const io = { input: FAILS, env: { FORCE_COLOR: '1' } };
    for (const format of ['json', 'github', 'sarif']) {
      expect((await hikube(['check', '-', '--format', format], undefined, io)).out).not.toContain('\u001b');
    }
  });
});

describe('an excerpt', () => {
  /** What stands above the caret. */
  const marked = (rows: readonly string[]): string => rows.at(-2)![rows.at(-1)!.indexOf('^')]!;

  it('shows the line before, if there is one', () => {
    expect(excerpt(['a: 1', 'b: 2'], 2, 4, 80)).toEqual(['    1 | a: 1', '    2 | b: 2', '      |    ^']);
    expect(excerpt(['a: 1'], 1, 1, 80)).toEqual(['    1 | a: 1', '      | ^']);
  });

  it('is empty for a place that is not there, and clings to the end of a line that is too short', () => {
    expect(excerpt(['a'], 5, 1, 80)).toEqual([]);
    expect(excerpt([], 1, 1, 80)).toEqual([]);
    expect(excerpt(['a'], 1, 99, 80)).toEqual(['    1 | a', '      |  ^']);
  });

  it.each([1, 50, 100, 150, 200])('of a long line keeps column %i and its caret in sight', (column) => {
    const line = `${'.'.repeat(column - 1)}X${'.'.repeat(200 - column)}`;
    const rows = excerpt([line], 1, column, 60);

    expect(marked(rows)).toBe('X');
    expect(rows.every((row) => row.length <= 60)).toBe(true);
    expect(rows[0]).toContain('…');
  });

  it('of a line of megabytes is quick', () => {
    const line = `${'a'.repeat(5_000_000)}X${'b'.repeat(5_000_000)}`;
    const started = performance.now();
    for (let i = 0; i < 200; i++) expect(marked(excerpt([line], 1, 5_000_001, 80))).toBe('X');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it.each([
    ['tabs', '\t\tX', 3, 8],
    ['wide characters', '日本X', 3, 4],
    ['characters beyond the basic plane', '🎉🎉X', 5, 4],
    ['combining characters', 'e\u0301X', 3, 1],
    ['escaped characters', '\u001bX', 2, 4],
  ])('puts the caret behind %s', (_, line, column, width) => {
    expect(excerpt([line], 1, column, 80).at(-1)).toBe(`      | ${' '.repeat(width)}^`);
  });

  it('counts lines as issues do', () => {
    expect(linesOf('\ufeffa\r\nb\nc')).toEqual(['a', 'b', 'c']);
  });
});

describe('the words of an issue', () => {
  it('are wrapped between words, and a word that is too long stands alone', () => {
    expect(wrap('one two three', 9, '  ')).toBe('  one two\n  three');
    expect(wrap('a incomprehensibilities b', 10)).toBe('a\nincomprehensibilities\nb');
    expect(wrap('', 10)).toBe('');
  });

  it('are as wide as a terminal shows them', () => {
    expect([displayWidth('abc'), displayWidth('日本'), displayWidth('é'), displayWidth('e\u0301')]).toEqual([
      3, 4, 1, 1,
    ]);
  });

  it('show what nobody would see', () => {
    expect(visible('a\u0000\t\u200b\u{e0001}\ud800é🎉')).toBe('a\\x00\\t\\u200b\\u{e0001}\\ud800é🎉');
  });
});
