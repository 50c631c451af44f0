import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { faultsBySchema } from '../support/resilience-schemas';
import { folderWith, hikube } from './support';

const EXAMPLE = readFileSync(path.join(__dirname, '..', '..', 'docs', 'systems', 'three-regions.yaml'), 'utf8');

const system = (members: number | string, spread = '{ rule: zone, maxSkew: 1 }', more = ''): string => `\
regions: [geneva, gland, lucerne]
parts:
  - { kind: etcd, name: etcd, members: ${members}, spread: ${spread} }
objectives:
  - name: one-region
    survive: [{ fail: regions, most: 1 }]
    require: [{ check: etcdQuorum, of: etcd }]
${more}`;
const PROVEN = system(3);
const REFUTED = system(4);
const UNKNOWN = system(3, '{ rule: none }');
const OPEN = '  - { name: open, survive: [cut], require: [{ check: timing, of: etcd }] }\n';

/** What `hikube prove` says to a text on standard input. */
const proved = (input: string, ...options: string[]): ReturnType<typeof hikube> =>
  hikube(['prove', '-', ...options], undefined, { input });

describe('hikube prove', () => {
  it.each([
    ['0 where everything is proven', PROVEN, 0],
    ['1 where something is refuted', REFUTED, 1],
    ['3 where something is unknown', UNKNOWN, 3],
    ['1 where something is refuted and something else unknown', system(4, undefined, OPEN), 1],
    ['3 for the example, of which one half is unknown', EXAMPLE, 3],
  ])('ends with %s', async (_, input, code) => {
    expect(await proved(input)).toMatchObject({ code, err: '' });
  });

  it('tells people what became of each objective', async () => {
    const { out } = await hikube(['prove', 'a.yaml'], folderWith({ 'a.yaml': REFUTED }));

    expect(out).toMatch(/^Objective "one-region": refuted: /);
    expect(out).toContain('3. 2 of 4 members are left');
  });

  it('tells programs the same', async () => {
    const { out } = await proved(EXAMPLE, '--format', 'json');

    expect(faultsBySchema('report.json', JSON.parse(out))).toEqual([]);
  });

  it('tells what would prove what is not proven', async () => {
    expect((await proved(UNKNOWN)).out).toMatch(/What to ask for or to change, the least first:\n +- /);
    expect((await proved(PROVEN)).out).not.toContain('the least first');
  });

  it('reads JSON as well', async () => {
    const regions = ['a', 'b', 'c'];
    const parts = [{ kind: 'etcd', name: 'e', members: 3, spread: { rule: 'zone', maxSkew: 1 } }];
    const objectives = [{ survive: ['split'], require: [{ check: 'etcdQuorum', of: 'e' }] }];

    expect(await proved(JSON.stringify({ regions, parts, objectives }))).toMatchObject({ code: 1, err: '' });
  });

  it('shows no control characters of somebody’s names', async () => {
    const { out } = await proved(PROVEN.replace('name: one-region', 'name: "\\e[31mred\\u202e"'));

    expect(out).not.toMatch(/[\u001b\u202e]/);
  });

  it('helps with its exit codes', async () => {
    expect((await hikube(['prove', '--help'])).out).toContain('3: something is unknown');
  });
});

describe('a description of no use', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ['an empty file', '', /^s\.yaml:1:1 error HK7010 The file describes nothing\.$/m],
    ['comments alone', '# nothing\n', /^s\.yaml:1:1 error HK7010 The file describes nothing\.$/m],
    ['a list', '- regions: [a]\n', /^s\.yaml:1:1 error HK7010 The description has to be an object/m],
    ['a text', 'regions\n', /^s\.yaml:1:1 error HK7010 The description has to be an object/m],
    ['two documents', `${PROVEN}---\n${PROVEN}`, /^s\.yaml:9:1 error HK7010 The file holds 2 documents\.$/m],
    ['no YAML', 'regions: [a\n', /^s\.yaml:\d+:\d+ error HK1501 /m],
    ['no text', new Uint8Array([0x72, 0xff]), /^s\.yaml:1:2 error HK1501 /m],
    ['a field of the wrong kind', system('many'), /^s\.yaml:3:40 error HK7010 The field "parts\[0\]\.members" /m],
    [
      'an unknown key',
      `${PROVEN}lnks: []\n`,
      /^s\.yaml:8:7 error HK7010 The field "lnks" is not known\.\n[^]*"links"/m,
    ],
    ['an objective of the wrong form', PROVEN.replace('of:', 'off:'), /^s\.yaml:7:\d+ error HK7012 /m],
    ['no objective', PROVEN.replace(/objectives[^]*/, ''), /^s\.yaml:1:1 error HK7012 There is no objective/m],
    ['an objective about nothing', PROVEN.replace('of: etcd', 'of: etc'), /^s\.yaml:7:\d+ error HK7012 .*"etc"/m],
    [
      'a contradiction',
      PROVEN.replace('{ rule: zone, maxSkew: 1 }', '{ rule: pinned, counts: { x: 3 } }'),
      /^s\.yaml:3:\d+ error HK7010 .*"x"/m,
    ],
    ['a part that stands nowhere', system(7, '{ rule: perRegion, most: 1 }'), /^s\.yaml:3:\d+ error HK7011 .*"etcd"/m],
    [
      'twins',
      PROVEN.replace('parts:', 'parts:\n  - { kind: etcd, name: etcd, members: 1 }'),
      /^s\.yaml:4:\d+ error HK7010 There are two parts "etcd"\.$/m,
    ],
    ['names of all scripts', PROVEN.replace('etcd, members', '"é😀\\0", members'), /^s\.yaml:7:\d+ error HK7012 /m],
  ])('as %s ends with 2, and says where and why', async (_, text, said) => {
    const { code, out, err } = await hikube(['prove', 's.yaml'], folderWith({ 's.yaml': text }));

    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(said);
    expect(err).not.toMatch(/internal error|\n\s+at .*\d+:\d+\)?$/m);
  });

  it('has all its faults told at once, with the lines', async () => {
    const { err } = await proved(system('many').replace('regions, most', 'regoins, most'));

    expect(err.match(/error HK70\d\d/g)).toEqual(['error HK7010', 'error HK7012']);
    expect(err).toContain('members: many');
    expect(err).not.toContain('object.');
  });

  it('is told to programs as issues', async () => {
    const { code, out, err } = await proved(system('many'), '--format', 'json');
    const { issues } = JSON.parse(out) as { issues: object[] };

    expect([code, err]).toEqual([2, '']);
    expect(issues).toEqual([
      expect.objectContaining({
        code: 'HK7010',
        pointer: '/parts/0/members',
        source: expect.objectContaining({ line: 3 }),
      }),
    ]);
  });

  it('may be large', async () => {
    const parts = Array.from({ length: 20_000 }, (_, i) => `  - { kind: etcd, name: e${i}, members: 3 }\n`).join('');
    const { code, err } = await proved(`regions: [a]\nparts:\n${parts}`);

    expect(code).toBe(2);
    expect(err).toContain('has 20000 entries');
  });

  it.each([
    [['prove', 'none.yaml'], '"none.yaml" cannot be read'],
    [['prove', '.'], '"." holds 2 files; name the one that describes the system.'],
    [['prove'], "missing required argument 'file'"],
    [['prove', 'a.yaml', 'b.yaml'], 'too many arguments'],
    [['report', 'a.yaml'], "required option '--out <folder>' not specified"],
  ])('is not looked for by %j', async (argv, said) => {
    const { code, err } = await hikube(argv, folderWith({ 'a.yaml': PROVEN, 'b.yaml': PROVEN }));

    expect(code).toBe(2);
    expect(err).toContain(said);
  });
});

describe('hikube report', () => {
  it('writes the report as text, as JSON and as a diagram, whatever the verdicts are', async () => {
    const folder = folderWith({ 'a.yaml': REFUTED });
    const { code, out, err } = await hikube(['report', 'a.yaml', '--out', 'made/here'], folder);
    const read = (name: string): string => readFileSync(path.join(folder, 'made', 'here', name), 'utf8');

    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('"one-region" is refuted.\n');
    expect(readdirSync(path.join(folder, 'made', 'here')).sort()).toEqual([
      'resilience.json',
      'resilience.mmd',
      'resilience.txt',
    ]);
    expect(read('resilience.txt')).toBe((await hikube(['prove', 'a.yaml'], folder)).out);
    expect(faultsBySchema('report.json', JSON.parse(read('resilience.json')))).toEqual([]);
    expect(read('resilience.mmd')).toMatch(/^flowchart TB\n/);
  });

  it('writes the same again', async () => {
    const folder = folderWith({ 'a.yaml': EXAMPLE });
    const written = async (): Promise<string[]> => {
      await hikube(['report', 'a.yaml', '--out', 'out'], folder);
      return readdirSync(path.join(folder, 'out')).map((name) => readFileSync(path.join(folder, 'out', name), 'utf8'));
    };
    const first = await written();
    rmSync(path.join(folder, 'out'), { recursive: true });

    expect(await written()).toEqual(first);
  });

  it('writes nothing of a description that is of no use', async () => {
    const folder = folderWith({ 'a.yaml': '[]' });

    expect(await hikube(['report', 'a.yaml', '--out', 'out'], folder)).toMatchObject({ code: 2, out: '' });
    expect(readdirSync(folder)).toEqual(['a.yaml']);
  });

  it('says where it cannot write', async () => {
    const folder = folderWith({ 'a.yaml': PROVEN });

    expect(await hikube(['report', 'a.yaml', '--out', 'a.yaml'], folder)).toEqual({
      code: 2,
      out: '',
      err: 'hikube: "a.yaml" cannot be written (EEXIST).\n',
    });
  });
});
