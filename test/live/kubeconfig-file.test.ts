import fs from 'node:fs';
import path from 'node:path';
import { readKubeconfig } from '../../lib/live/kubeconfig-document';
import { changeFile, writeKubeconfig } from '../../lib/live/kubeconfig-file';
import { LiveError } from '../../lib/live/live-error';
import { folder, kubeconfig, removeFolders, write } from './support/files';

afterAll(removeFolders);

const NAME = 'hikube-tenant-acme-web';
const INCOMING = kubeconfig(['web'], { current: 'web', user: { token: 'xyz' } });
const modeOf = (file: string): string => (fs.statSync(file).mode & 0o777).toString(8);
const textOf = (file: string): string => fs.readFileSync(file, 'utf8');
const contextsOf = (file: string): string[] => readKubeconfig(textOf(file), 'x').contexts.map(({ name }) => name);
const currentOf = (file: string): string | undefined => readKubeconfig(textOf(file), 'x').currentContext;
const into = (env: Record<string, string>, over: object = {}): string =>
  writeKubeconfig(INCOMING, { name: NAME, env, ...over });

describe('a kubeconfig on disk', () => {
  it('is made, with its folder, for nobody else to read', () => {
    const HOME = folder();
    const file = into({ HOME });

    expect(file).toBe(path.join(HOME, '.kube', 'config'));
    expect([modeOf(path.dirname(file)), modeOf(file)]).toEqual(['700', '600']);
    expect([contextsOf(file), currentOf(file)]).toEqual([[NAME], NAME]);
  });

  it.each([
    ['644', '600'],
    ['400', '400'],
  ])('of mode %s has mode %s afterwards', (before, after) => {
    const file = write(path.join(folder(), 'k'), kubeconfig(['home'], { current: 'home' }));
    fs.chmodSync(file, parseInt(before, 8));
    into({}, { kubeconfig: file });

    expect(modeOf(file)).toBe(after);
    expect(contextsOf(file)).toEqual(['home', NAME]);
  });

  it('stays where its link leads to', () => {
    const made = folder();
    const target = write(path.join(made, 'real', 'k'), kubeconfig(['home'], { current: 'home' }));
    const link = path.join(made, 'link');
    fs.symlinkSync(target, link);
    into({}, { kubeconfig: link });

    expect(fs.lstatSync(link).isSymbolicLink()).toBe(true);
    expect(contextsOf(target)).toContain(NAME);
  });

  it('is not written when nothing changes', () => {
    const HOME = folder();
    const file = into({ HOME });
    const { ino } = fs.statSync(file);
    into({ HOME });

    expect(fs.statSync(file).ino).toBe(ino);
  });

  it('leaves nothing beside it', () => {
    const HOME = folder();
    const file = into({ HOME });

    expect(fs.readdirSync(path.dirname(file))).toEqual(['config']);
  });

  it('is left alone while another program has locked it', () => {
    const file = write(path.join(folder(), 'k'), kubeconfig(['home'], { current: 'home' }));
    write(`${file}.lock`, '');
    const before = textOf(file);

    expect(() => into({}, { kubeconfig: file })).toThrow(
      /Another program is changing this kubeconfig: .*\.lock is there/,
    );
    expect(textOf(file)).toBe(before);
    expect(fs.existsSync(`${file}.lock`)).toBe(true);
  });

  it('is left alone when it is broken, and is not locked afterwards', () => {
    const file = write(path.join(folder(), 'k'), 'users: [');

    expect(() => into({}, { kubeconfig: file })).toThrow(LiveError);
    expect(textOf(file)).toBe('users: [');
    expect(fs.readdirSync(path.dirname(file))).toEqual(['k']);
  });

  it('is left alone when the change fails', () => {
    const file = write(path.join(folder(), 'k'), 'x');
    const failing = (): never => {
      throw new Error('no');
    };

    expect(() => changeFile(file, failing)).toThrow('no');
    expect(fs.readdirSync(path.dirname(file))).toEqual(['k']);
  });
});

describe('several kubeconfigs', () => {
  const several = (): { a: string; b: string; KUBECONFIG: string } => {
    const made = folder();
    const [a, b] = [path.join(made, 'a'), path.join(made, 'b')];
    return { a, b, KUBECONFIG: [a, b].join(path.delimiter) };
  };

  it('get the entry where it stands already', () => {
    const { a, b, KUBECONFIG } = several();
    write(a, kubeconfig(['home'], { current: 'home' }));
    write(b, kubeconfig([NAME], { user: { token: 'old' } }));

    expect(into({ KUBECONFIG })).toBe(b);
    expect(textOf(b)).toContain('xyz');
    expect(contextsOf(a)).toEqual(['home']);
  });

  it('get a new entry in the first file that is there', () => {
    const { b, KUBECONFIG } = several();
    write(b, kubeconfig(['home'], { current: 'home' }));

    expect(into({ KUBECONFIG })).toBe(b);
  });

  it('get a new entry in the last one when none is there', () => {
    const { b, KUBECONFIG } = several();

    expect(into({ KUBECONFIG })).toBe(b);
  });

  it('keep the current context of any of them', () => {
    const { a, b, KUBECONFIG } = several();
    write(a, kubeconfig(['home']));
    write(b, kubeconfig(['work'], { current: 'work' }));
    into({ KUBECONFIG });

    expect([currentOf(a), currentOf(b)]).toEqual([undefined, 'work']);
  });

  it('get the current context in the first one, which wins', () => {
    const { a, b, KUBECONFIG } = several();
    write(a, kubeconfig(['home'], { current: 'home' }));
    write(b, kubeconfig([NAME], { current: 'work' }));
    into({ KUBECONFIG }, { makeCurrent: true });

    expect([currentOf(a), currentOf(b)]).toEqual([NAME, 'work']);
  });
});
