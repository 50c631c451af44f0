import fs, { linkSync, symlinkSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { readInput } from '../../lib/cli/input';
import { Unusable } from '../../lib/cli/io';
import { folderWith, hikube, ring } from './support';

const namesIn = async (cwd: string, ...given: string[]): Promise<string[]> => {
  const files = await readInput(given, { cwd, stdin: () => Promise.resolve(Buffer.from('x')) });
  return files.map(({ name }) => name).sort();
};

describe('which files are judged', () => {
  it('takes YAML and JSON from a folder and below it, and leaves what others put there', async () => {
    const cwd = folderWith({
      'f/a.yaml': '',
      'f/b.yml': '',
      'f/c.json': '',
      'f/d.txt': '',
      'f/yaml': '',
      'f/.hidden.yaml': '',
      'f/deep/er/e.yaml': '',
      'f/folder.yaml/g.yaml': '',
      'f/node_modules/x.yaml': '',
      'f/.git/x.yaml': '',
      'f/.github/x.yml': '',
    });

    expect(await namesIn(cwd, 'f')).toEqual([
      'f/.hidden.yaml',
      'f/a.yaml',
      'f/b.yml',
      'f/c.json',
      'f/deep/er/e.yaml',
      'f/folder.yaml/g.yaml',
    ]);
  });

  it('takes whatever is named itself', async () => {
    const cwd = folderWith({ 'rendered.txt': '', 'node_modules/x.yaml': '', '.github/y.yml': '' });

    expect(await namesIn(cwd, 'rendered.txt', 'node_modules', '.github')).toEqual([
      '.github/y.yml',
      'node_modules/x.yaml',
      'rendered.txt',
    ]);
  });

  it('calls files as they were called, with single slashes', async () => {
    const cwd = folderWith({ 'f/a.yaml': '' });

    expect(await namesIn(cwd, 'f//')).toEqual(['f/a.yaml']);
    expect(await namesIn(cwd, '.')).toEqual(['./f/a.yaml']);
    expect(await namesIn(cwd, path.join(cwd, 'f'))).toEqual([`${cwd}/f/a.yaml`]);
    expect(await namesIn(cwd, '-', '-')).toEqual(['<stdin>']);
  });

  it('judges a file once, by its shortest name', async () => {
    const cwd = folderWith({ 'f/a.yaml': ring(), 'a-much-longer-name.yaml': '' });
    symlinkSync('f/a.yaml', path.join(cwd, 'link.yaml'));
    linkSync(path.join(cwd, 'a-much-longer-name.yaml'), path.join(cwd, 'same.yaml'));

    expect(await namesIn(cwd, './f/a.yaml', 'f', 'f/a.yaml', path.join(cwd, 'f'))).toEqual(['f/a.yaml']);
    expect(await namesIn(cwd, '.', 'f', 'same.yaml')).toEqual(['f/a.yaml', 'same.yaml']);
  });

  it('follows links to files, and not to folders, which may lead in circles', async () => {
    const cwd = folderWith({ 'f/a.yaml': '', 'elsewhere/b.txt': '', 'elsewhere/c.yaml': '' });
    symlinkSync('../elsewhere/b.txt', path.join(cwd, 'f', 'linked.yaml'));
    symlinkSync('..', path.join(cwd, 'f', 'loop'));
    symlinkSync('../elsewhere', path.join(cwd, 'f', 'folder.yaml'));
    symlinkSync('nowhere', path.join(cwd, 'f', 'broken.yaml'));
    symlinkSync('itself.yaml', path.join(cwd, 'f', 'itself.yaml'));
    symlinkSync('elsewhere', path.join(cwd, 'named'));

    expect(await namesIn(cwd, 'f')).toEqual(['f/a.yaml', 'f/linked.yaml']);
    expect(await namesIn(cwd, 'named')).toEqual(['named/c.yaml']);
    await expect(namesIn(cwd, 'f/itself.yaml')).rejects.toThrow('its links lead in a circle');
    await expect(namesIn(cwd, 'f/broken.yaml')).rejects.toThrow('there is no such file or folder');
  });

  it('refuses what may not be read', async () => {
    const cwd = folderWith({ 'f/a.yaml': '' });
    // Root may read everything, so the answer of the system is put in its mouth.
    const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    const read = jest.spyOn(fs, 'readFileSync').mockImplementation(() => {
      throw denied;
    });
    try {
      await expect(namesIn(cwd, 'f')).rejects.toThrow(new Unusable('"f/a.yaml" cannot be read: permission is denied.'));
    } finally {
      read.mockRestore();
    }
  });

  it('refuses what is far too large to be a manifest', async () => {
    const cwd = folderWith({ 'f/disk.yaml': '' });
    truncateSync(path.join(cwd, 'f/disk.yaml'), 100 * 2 ** 20);

    await expect(namesIn(cwd, 'f')).rejects.toThrow('"f/disk.yaml" is larger than 64 MiB.');
  });

  it('shows no control character of a name in a message', async () => {
    expect((await hikube(['check', 'no\u001b[2Jthing'])).err).toBe(
      'hikube: "no\\x1b[2Jthing" cannot be read: there is no such file or folder.\n',
    );
  });
});
