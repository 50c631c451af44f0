import fs from 'node:fs';
import path from 'node:path';
import { connect, connectWith, type ConnectOptions } from '../../lib/live/connection';
import { errorOf } from './support/errors';
import { folder, kubeconfig, removeFolders, write } from './support/files';

afterAll(removeFolders);

const home = (): { env: Record<string, string>; cwd: string } => {
  const made = folder();
  return { env: { HOME: made }, cwd: made };
};
const load = () => Promise.reject(new Error('nothing is loaded before the first request'));
const to = async (options: Partial<ConnectOptions>) => {
  const { server, context, namespace } = await connect({ env: {}, load, ...options });
  return [server.host, context, namespace];
};

describe('which API server is talked to', () => {
  it('is that of the file that the option names, seen from where one stands', async () => {
    const { env, cwd } = home();
    write(path.join(cwd, 'k.yaml'), kubeconfig(['acme'], { current: 'acme' }));

    expect(await to({ env: { ...env, KUBECONFIG: '/nowhere' }, cwd, kubeconfig: 'k.yaml' })).toEqual([
      ...['acme.example', 'acme', 'tenant-acme'],
    ]);
  });

  it('is that of KUBECONFIG, the first file that says something winning', async () => {
    const { env, cwd } = home();
    const a = write(path.join(cwd, 'a'), kubeconfig(['one'], { cluster: { server: 'https://first.example' } }));
    const b = write(path.join(cwd, 'b'), kubeconfig(['one', 'two'], { current: 'one' }));
    const c = write(path.join(cwd, 'c'), kubeconfig(['three'], { current: 'three' }));
    const KUBECONFIG = ['/nowhere/at/all', a, b, c].join(path.delimiter);

    expect(await to({ env: { ...env, KUBECONFIG } })).toEqual(['first.example', 'one', 'tenant-one']);
    expect(await to({ env: { ...env, KUBECONFIG }, context: 'three' })).toEqual([
      'three.example',
      'three',
      'tenant-three',
    ]);
  });

  it('is that of the home folder otherwise', async () => {
    const { env, cwd } = home();
    write(path.join(cwd, '.kube', 'config'), kubeconfig(['acme'], { current: 'acme' }));

    expect(await to({ env })).toEqual(['acme.example', 'acme', 'tenant-acme']);
  });

  it('is that of the cluster that the process runs in when there is no kubeconfig', async () => {
    const { env, cwd: serviceAccount } = home();
    write(path.join(serviceAccount, 'token'), 'x');
    write(path.join(serviceAccount, 'namespace'), 'tenant-ci\n');
    const pod = { ...env, KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' };

    expect(await to({ env: pod, serviceAccount })).toEqual(['[fd00::1]', undefined, 'tenant-ci']);
  });

  it('has the namespace that was asked for', async () => {
    const { env, cwd } = home();
    write(path.join(cwd, '.kube', 'config'), kubeconfig(['acme'], { current: 'acme' }));

    expect(await to({ env, namespace: 'tenant-other' })).toEqual(['acme.example', 'acme', 'tenant-other']);
  });
});

describe('a kubeconfig that does not say where to go', () => {
  it('is told when there is none at all', async () => {
    expect((await errorOf(connect(home()))).text).toMatch(/There is no kubeconfig: .*dashboard/);
  });

  it('is told when the named one is not there', async () => {
    const error = await errorOf(connect({ ...home(), kubeconfig: 'k.yaml' }));

    expect(error.text).toMatch(/k\.yaml is not there.*--kubeconfig names it/);
  });

  it.each([
    ['prod', 'Did you mean "prod-a"?'],
    ['something-else', 'It has "prod-a", "stage".'],
  ])('is told when it has no context %s', async (context, remedy) => {
    const { env, cwd } = home();
    write(path.join(cwd, 'k'), kubeconfig(['prod-a', 'stage']));
    const error = await errorOf(
      connect({ env, cwd, kubeconfig: 'k', context: context === 'prod' ? 'prod_a' : context }),
    );

    expect(error).toMatchObject({ kind: 'kubeconfig', remedy });
  });

  it('is told when none is current', async () => {
    const { env, cwd } = home();
    write(path.join(cwd, 'k'), kubeconfig(['a', 'b']));

    expect((await errorOf(connect({ env, cwd, kubeconfig: 'k' }))).text).toMatch(/no current one\. .*"a", "b"/);
  });

  it.each([
    ['YAML that is none', 'users:\n- name: a\n  user: {token: hush-hush', /line \d+ is no YAML/],
    ['a list', '- hush-hush', /it is no map/],
    ['a secret instead', 'kind: Secret\ndata: {a: hush-hush}', /kind is not "Config"/],
    ['a nameless entry', 'users: [{user: {token: hush-hush}}]', /an entry of "users" has no name/],
    ['users that are no list', 'users: hush-hush', /"users" is no list/],
    ['a lost alias', 'users: *lost # hush-hush', /is no kubeconfig/],
  ])('is told of %s, without what stands in it', async (_what, text, words) => {
    const { env, cwd } = home();
    write(path.join(cwd, 'k'), text);
    const error = await errorOf(connect({ env, cwd, kubeconfig: 'k' }));

    expect(error.text).toMatch(words);
    expect(error.text).not.toContain('hush');
  });

  it.each([
    ['cluster', { contexts: [{ name: 'a', context: { cluster: 'x', user: 'u' } }], users: [{ name: 'u', user: {} }] }],
    [
      'user',
      { contexts: [{ name: 'a', context: { cluster: 'c', user: 'x' } }], clusters: [{ name: 'c', cluster: {} }] },
    ],
  ])('is told when its context names a %s that is not there', async (what, config) => {
    const { env, cwd } = home();
    write(path.join(cwd, 'k'), JSON.stringify({ ...config, 'current-context': 'a' }));

    expect((await errorOf(connect({ env, cwd, kubeconfig: 'k' }))).text).toContain(`names the ${what} "x"`);
  });

  it('is told when its server is no address', async () => {
    const { env, cwd } = home();
    write(path.join(cwd, 'k'), kubeconfig(['a'], { current: 'a', cluster: { server: 'ftp://a' } }));

    expect((await errorOf(connect({ env, cwd, kubeconfig: 'k' }))).text).toMatch(/no server address/);
  });

  it('is told when it is a folder', async () => {
    const { env, cwd } = home();
    fs.mkdirSync(path.join(cwd, 'k'));

    expect((await errorOf(connect({ env, cwd, kubeconfig: 'k' }))).text).toMatch(/cannot be read \(EISDIR\)/);
  });
});

describe('a kubeconfig that came over the network', () => {
  it('leads to the cluster that it names', async () => {
    const { server } = await connectWith(kubeconfig(['web'], { current: 'web' }), { env: {} });

    expect(server.host).toBe('web.example');
  });

  it.each([
    ['runs a program', { user: { exec: { command: 'x' } } }],
    ['names a file of a token', { user: { tokenFile: '/etc/x' } }],
    ['names a file of a key', { user: { 'client-key': '/etc/x' } }],
    ['names a file of an authority', { cluster: { 'certificate-authority': '/etc/x' } }],
  ])('is refused when it %s', async (_what, over) => {
    const text = kubeconfig(['web'], { current: 'web', ...over });

    expect((await errorOf(connectWith(text, { env: {} }))).text).toMatch(/may name no files and run no programs/);
  });
});
