import { EFFECTS } from '../../lib/core/change/catalogue';
import { catalogue, factsOf } from '../../lib/core/check/catalogue';
import { pageOf } from '../../lib/core/check/page';
import { pageText } from '../../lib/cli/page';
import { packageVersion } from '../../lib/cli/version';
import { hikube } from './support';

describe('hikube explain', () => {
  it.each(catalogue().map(({ code }) => code))(
    'prints the page of %s, in whatever case it is asked for',
    async (code) => {
      const page = { code: 0, out: `${pageText(pageOf(factsOf(code)!))}\n`, err: '' };

      expect(await hikube(['explain', code])).toEqual(page);
      expect(await hikube(['explain', code.toLowerCase()])).toEqual(page);
    },
  );

  it.each([
    ['HK310', 'hikube: There is no rule "HK310". Did you mean "HK3101"?\n'],
    ['constructor', 'hikube: There is no rule "constructor". `hikube rules` lists all of them.\n'],
  ])('does not know %s', async (code, err) => {
    expect(await hikube(['explain', code])).toEqual({ code: 2, out: '', err });
  });

  it('wants a code', async () => {
    expect(await hikube(['explain'])).toEqual({ code: 2, out: '', err: "hikube: missing required argument 'code'\n" });
  });
});

/** Rules and effects, in the order of their codes. */
const ALL = [...catalogue(), ...EFFECTS].sort((a, b) => (a.code < b.code ? -1 : 1));

describe('hikube rules', () => {
  it('lists every code on one line, in columns', async () => {
    const { code, out, err } = await hikube(['rules']);
    const lines = out.trimEnd().split('\n');

    expect([code, err]).toEqual([0, '']);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(ALL.map((listed) => listed.code));
    const columns = new Set(lines.map((line, i) => line.indexOf(ALL[i]!.title)));
    expect(out).toMatch(/^HK5202 +error +changes +all releases +A node group is removed$/m);
    expect(columns.size).toBe(1);
    expect(out).toMatch(/^HK1501 +error +files +all releases +A text that kubectl cannot read$/m);
    expect(out).toMatch(/^HK2101 +error +both +all releases +An instance type/m);
    expect(out).toMatch(/^HK1001 +error +programs +all releases +A construct/m);
    expect(out).toMatch(/ (from|before) \d\.\d /);
  });

  it('lists them for programs with all that is said of each', async () => {
    const { out } = await hikube(['rules', '--format', 'json']);
    const listed = JSON.parse(out) as { code: string }[];
    const { severity, title, why, remedy, source } = factsOf('HK4102')!;

    expect(listed).toHaveLength(ALL.length);
    expect(listed.find(({ code }) => code === 'HK4102')).toEqual({
      code: 'HK4102',
      severity,
      judges: 'both',
      releases: {},
      title,
      why,
      remedy,
      source,
    });
  });
});

describe('hikube', () => {
  it('tells its version', async () => {
    expect(await hikube(['--version'])).toEqual({ code: 0, out: `${packageVersion()}\n`, err: '' });
  });

  it.each([
    [['--help'], 'kustomize build . | hikube check -'],
    [['help'], 'Commands:'],
    [['check', '--help'], 'hikube check --strict'],
    [['explain', '-h'], 'hikube explain HK2101'],
    [['help', 'rules'], 'hikube rules --format json'],
  ])('%j helps with an example on standard output', async (argv, part) => {
    const { code, out, err } = await hikube(argv);

    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(part);
  });

  it('shows its help on standard error to whoever asks for nothing', async () => {
    const { code, out, err } = await hikube([]);

    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('Commands:');
  });
});
