import { FAILS, folderWith, hikube, judged, ring, WARNS } from './support';

describe('hikube check', () => {
  it('is content with sound objects', async () => {
    expect(await hikube(['check', '-'], undefined, { input: ring() })).toEqual({
      code: 0,
      out: 'No issues in 1 object.\n',
      err: '',
    });
  });

  it.each([
    ['errors', FAILS, 1, 1],
    ['warnings', WARNS, 0, 1],
    ['nothing', ring(), 0, 0],
    ['no objects at all', '# nothing here\n', 0, 0],
  ])('exits for %s as it should, strictly and not', async (_, input, code, strictly) => {
    expect((await hikube(['check', '-'], undefined, { input })).code).toBe(code);
    expect((await hikube(['check', '-', '--strict'], undefined, { input })).code).toBe(strictly);
  });

  it('names what is wrong with its place, reason and remedy', async () => {
    const { issues, summary } = await judged(FAILS);

    expect(issues).toEqual([
      {
        code: 'HK1201',
        severity: 'error',
        message: '"replicasss" is not a field of hikube (platform 1.1) here.',
        why: expect.stringMatching(/^The platform keeps it/) as string,
        remedy: 'Did you mean "replicas"?',
        object: { apiVersion: 'apps.cozystack.io/v1alpha1', kind: 'Etcd', namespace: 'tenant-acme', name: 'etcd' },
        pointer: '/spec/replicasss',
        source: { file: '<stdin>', line: 8, column: 3 },
      },
    ]);
    expect(summary).toEqual({ objects: 1, errors: 1, warnings: 0, passedOver: 0 });
  });

  it('judges for the profile that is asked for', async () => {
    const cluster = ring().replace('Etcd', 'Kubernetes').replace('replicas: 3', 'version: v1.30');
    const codes = async (...options: string[]): Promise<string[]> =>
      (await judged(cluster, ...options)).issues.map(({ code }) => code);

    expect(await codes()).not.toContain('HK1401');
    expect(await codes('--profile', 'cozystack-1.1')).not.toContain('HK1401');
    expect(await codes('--profile', 'cozystack-1.6')).toContain('HK1401');
  });

  it('leaves out the codes that are to be ignored, however they are written', async () => {
    const both = `${WARNS}---\n${FAILS.replaceAll('tenant-acme', 'tenant-other')}`;

    expect((await judged(both)).summary).toMatchObject({ errors: 1, warnings: 1 });
    expect((await judged(both, '--ignore', 'hk4102')).summary).toMatchObject({ errors: 1, warnings: 0 });
    expect((await judged(both, '--ignore', 'HK4102, HK1201')).summary).toMatchObject({ errors: 0, warnings: 0 });
    expect(
      await hikube(['check', '-', '--ignore', 'HK4102', '--ignore', 'HK1201'], undefined, { input: both }),
    ).toMatchObject({ code: 0, out: 'No issues in 2 objects; 2 ignored.\n' });
  });

  it('judges all files together', async () => {
    const cwd = folderWith({ 'a.yaml': ring(), 'b.yaml': ring('tenant-acme', 5), 'c.yaml': ring('tenant-other') });

    const { out } = await hikube(['check', 'c.yaml', 'b.yaml', 'a.yaml', '--format', 'json'], cwd);
    expect(JSON.parse(out)).toMatchObject({
      issues: [{ code: 'HK1002', source: { file: 'b.yaml' } }],
      summary: { objects: 3 },
    });
  });

  it('says the same for every order of the arguments', async () => {
    const cwd = folderWith({ 'a.yaml': FAILS, 'b.yaml': WARNS, 'sub/c.yaml': ring(), 'd.json': '{"broken": ' });
    const names = ['a.yaml', 'b.yaml', 'sub', 'd.json', './a.yaml', 'sub/c.yaml'];

    const forward = await hikube(['check', ...names], cwd);
    expect(forward.out).toContain('HK1002');
    expect(await hikube(['check', ...names.reverse()], cwd)).toEqual(forward);
  });
});

describe('what hikube check cannot use', () => {
  const cwd = (): string => folderWith({ 'sound.yaml': ring(), 'empty/readme.md': '' });

  it.each([
    [['check'], "missing required argument 'files'"],
    [['check', 'sound.yaml', 'missing.yaml'], '"missing.yaml" cannot be read: there is no such file or folder.'],
    [['check', 'sound.yaml/x'], '"sound.yaml/x" cannot be read: there is no such file or folder.'],
    [['check', 'empty'], 'There is no *.yaml, *.yml or *.json file in "empty".'],
    [['check', ''], 'An argument is empty'],
    [['check', 'a\u0000b'], '"a\\x00b" cannot be read'],
    [
      ['check', 'sound.yaml', '--profile', 'cozystack-1.5'],
      'Known: hikube, cozystack-1.1, cozystack-1.6, operators-v1alpha1, operators-v1alpha2.',
    ],
    [
      ['check', 'sound.yaml', '--profile', '__proto__'],
      'Known: hikube, cozystack-1.1, cozystack-1.6, operators-v1alpha1, operators-v1alpha2.',
    ],
    [['check', 'sound.yaml', '--ignore', 'HK310'], 'There is no rule "HK310". Did you mean "HK3101"?'],
    [['check', 'sound.yaml', '--ignore', 'everything'], '`hikube rules` lists all of them.'],
    [['check', 'sound.yaml', '--ignore', ' ,'], 'Write a code'],
    [['check', 'sound.yaml', '--format', 'xml'], 'Allowed choices are text, json, github, sarif.'],
    [['check', 'sound.yaml', '--namespace', 'Tenant_Acme'], 'A namespace has lower-case letters'],
    [['check', 'sound.yaml', '--stict'], "unknown option '--stict' (Did you mean --strict?)"],
    [['chekc', 'sound.yaml'], "unknown command 'chekc' (Did you mean check?)"],
  ])('%j: it says why in one paragraph, and judges nothing', async (argv, reason) => {
    const { code, out, err } = await hikube(argv, cwd());

    expect(err).toMatch(/^hikube: [^\n]+\n$/);
    expect(err).toContain(reason);
    expect([code, out]).toEqual([2, '']);
  });

  it('says so where standard input cannot be read', async () => {
    const stdin = (): Promise<never> => Promise.reject(new Error('the pipe is broken'));

    expect(await hikube(['check', '-'], undefined, { stdin })).toEqual({
      code: 2,
      out: '',
      err: 'hikube: "<stdin>" cannot be read: the pipe is broken.\n',
    });
  });

  it('says in one line what nobody foresaw, without a stack', async () => {
    const stdout = (): never => {
      throw new Error('the\u001b[31m screen');
    };

    expect(await hikube(['check', '-'], undefined, { stdout, input: 'a: 1' })).toEqual({
      code: 2,
      out: '',
      err: 'hikube: internal error: the\\x1b[31m screen; please report it\n',
    });
  });
});
