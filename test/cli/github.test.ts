import path from 'node:path';
import { FAILS, folderWith, hikube, WARNS } from './support';

describe('--format github', () => {
  it('is a workflow command for each issue, and the sum', async () => {
    const { code, out } = await hikube(['check', '-', '--format', 'github'], undefined, {
      input: `${FAILS}---\n${WARNS.replace('acme', 'other')}`,
    });

    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      '::error file=<stdin>,line=8,col=3,title=HK1201::"replicasss" is not a field of hikube (platform 1.1) here. The ' +
        'platform keeps it without a word and does nothing with it. Did you mean "replicas"?',
      expect.stringMatching(/^::warning file=<stdin>,line=16,col=13,title=HK4102::The ring has 9 members/),
      '1 error, 1 warning in 2 objects.',
      '',
    ]);
  });

  it('escapes what would end a property, a message or the line', async () => {
    const cwd = folderWith({ 'a: 100%,\r\nb::c.yaml': FAILS.replace('replicasss', '"50%::"') });
    const { out } = await hikube(['check', '.', '--format', 'github'], cwd);

    expect(out).toMatch(/^::error file=a%3A 100%25%2C%0D%0Ab%3A%3Ac\.yaml,line=8,col=3,title=HK1201::"50%25::" is/);
    expect(out.split('\n')).toHaveLength(3);
  });

  it('names files as the repository knows them', async () => {
    const root = folderWith({ 'sub/deep/a.yaml': FAILS });
    const file = async (cwd: string, name: string, env = {}): Promise<string | undefined> =>
      /file=([^,]*)/.exec((await hikube(['check', name, '--format', 'github'], cwd, { env })).out)?.[1];

    expect(await file(root, '.')).toBe('sub/deep/a.yaml');
    expect(await file(root, path.join(root, 'sub'))).toBe('sub/deep/a.yaml');
    expect(await file(path.join(root, 'sub'), 'deep')).toBe('deep/a.yaml');
    expect(await file(path.join(root, 'sub'), 'deep', { GITHUB_WORKSPACE: root })).toBe('sub/deep/a.yaml');
  });
});
