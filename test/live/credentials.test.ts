import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type https from 'node:https';
import { accessBy, type Access } from '../../lib/live/access';
import { endpointOf } from '../../lib/live/credentials';
import { readKubeconfig } from '../../lib/live/kubeconfig-document';
import { resolvedIn } from '../../lib/live/kubeconfig-paths';
import { proxyFor } from '../../lib/live/proxy';
import { loadClientNodeInJest as load } from './support/client-node';
import { errorOf } from './support/errors';
import { folder, kubeconfig, removeFolders, write } from './support/files';

afterAll(removeFolders);

const accessWith = (user: object, cluster: object = {}): Access =>
  accessBy(readKubeconfig(kubeconfig(['a'], { current: 'a', user, cluster }), 'k'), 'k', undefined);
const optionsFor = (user: object, cluster: object = {}, env = {}): Promise<https.RequestOptions> =>
  endpointOf(accessWith(user, cluster), { env, load }).options({ renew: false });
const headersOf = async (user: object): Promise<unknown> => (await optionsFor(user)).headers;
/** A login plug-in: a script of Node's. */
const plugin = (script: string, over: object = {}): object => ({
  exec: { apiVersion: 'client.authentication.k8s.io/v1', command: process.execPath, args: ['-e', script], ...over },
});
const answering = (token: string): string => `console.log(JSON.stringify({ status: { token: ${token} } }))`;

describe('credentials', () => {
  it('are a token', async () => {
    expect(await headersOf({ token: 'abc' })).toEqual({ Authorization: 'Bearer abc' });
  });

  it('are a certificate and an authority', async () => {
    const base64 = (text: string): string => Buffer.from(text).toString('base64');
    const options = await optionsFor(
      { 'client-certificate-data': base64('cert'), 'client-key-data': base64('key') },
      { 'certificate-authority-data': base64('ca') },
    );

    expect([options.cert, options.key, options.ca].map(String)).toEqual(['cert', 'key', 'ca']);
  });

  it('are what a file holds now', async () => {
    const file = write(path.join(folder(), 'token'), 'first');

    expect(await headersOf({ tokenFile: file, token: 'stale' })).toEqual({ Authorization: 'Bearer first' });
  });

  it('are what a login plug-in says', async () => {
    expect(await headersOf(plugin(answering('"abc"')))).toEqual({ Authorization: 'Bearer abc' });
  });

  it('are asked for in the version that the kubeconfig names', async () => {
    const script = answering('JSON.parse(process.env.KUBERNETES_EXEC_INFO).apiVersion');

    expect(await headersOf(plugin(script))).toEqual({ Authorization: 'Bearer client.authentication.k8s.io/v1' });
  });

  it('are asked for once in a while, and when the server refuses them', async () => {
    const count = path.join(folder(), 'count');
    const script = `require('fs').appendFileSync(${JSON.stringify(count)}, 'x');${answering('"abc"')}`;
    let time = 0;
    const endpoint = endpointOf(accessWith(plugin(script)), { env: {}, load, now: () => time });
    const asked = async (renew: boolean): Promise<number> => {
      await endpoint.options({ renew });
      return fs.readFileSync(count, 'utf8').length;
    };

    expect(await asked(false)).toBe(1);
    expect(await asked(false)).toBe(1);
    expect(await asked(true)).toBe(2);
    time += 60_000;
    expect(await asked(false)).toBe(3);
  });

  it('go through the proxy of the environment, and that of the kubeconfig before it', async () => {
    const proxyOf = async (cluster: object): Promise<unknown> =>
      ((await optionsFor({}, cluster, { HTTPS_PROXY: 'http://env.example:3128' })).agent as { proxy?: URL }).proxy
        ?.host;

    expect(await proxyOf({})).toBe('env.example:3128');
    expect(await proxyOf({ 'proxy-url': 'http://own.example:3128' })).toBe('own.example:3128');
  });

  it('never go over plain http', async () => {
    expect(await optionsFor({ token: 'abc' }, { server: 'http://localhost:8001' })).toEqual({});
  });
});

describe('a login that fails', () => {
  const oidc = { command: 'kubelogin-that-is-nowhere', args: ['get-token', '--oidc-issuer-url=https://x'] };

  it('names the right kubelogin when there is none', async () => {
    const error = await errorOf(optionsFor({ exec: oidc }));

    expect(error.kind).toBe('kubeconfig');
    expect(error.text).toMatch(/"kubelogin-that-is-nowhere" .* is not installed.*int128\/kubelogin/);
  });

  it('shows the hint that the kubeconfig has for it', async () => {
    const error = await errorOf(optionsFor({ exec: { command: 'nowhere-at-all', installHint: 'brew install it' } }));

    expect(error.text).toMatch(/brew install it\. .*PATH/);
  });

  it('names the right kubelogin when kubectl has no such plug-in', async () => {
    const script = 'console.error(`error: unknown command "oidc-login" for "kubectl"`); process.exit(1)';
    const error = await errorOf(optionsFor(plugin(script, { args: ['-e', script, 'oidc-login'] })));

    expect(error.text).toMatch(/is not installed.*int128\/kubelogin/);
  });

  it("quotes the plug-in's words, without tokens", async () => {
    const script = 'console.error("no luck with Bearer abcdef123"); process.exit(1)';
    const error = await errorOf(optionsFor(plugin(script)));

    expect(error).toMatchObject({ kind: 'unauthorised' });
    expect(error.text).toMatch(/gave no credentials\. It says: no luck with Bearer \[hidden\]/);
  });

  it('names the file that is not there', async () => {
    expect((await errorOf(optionsFor({ tokenFile: '/nowhere/token' }))).text).toMatch(/\/nowhere\/token.*ENOENT/);
  });

  it('ends when its signal says so', async () => {
    const endpoint = endpointOf(accessWith(plugin('setTimeout(() => {}, 1)')), { env: {}, load });
    const stopped = endpoint.options({ renew: false, signal: AbortSignal.abort() });

    expect(await errorOf(stopped)).toMatchObject({ kind: 'aborted' });
  });
});

describe('files that a kubeconfig names', () => {
  it('are seen from its folder, and a bare name of a program is left to PATH', () => {
    const user = { 'client-key': 'k.pem', tokenFile: '/t', exec: { command: './login' }, other: 'x' };

    expect(resolvedIn('/home/me/.kube', user)).toEqual({
      ...{ 'client-key': '/home/me/.kube/k.pem', tokenFile: '/t', other: 'x' },
      exec: { command: '/home/me/.kube/login' },
    });
    expect(resolvedIn('/x', { exec: { command: 'kubectl' } })).toEqual({ exec: { command: 'kubectl' } });
  });
});

describe('the proxy of the environment', () => {
  const server = new URL('https://api.acme.example:6443');

  it.each([
    ['*', undefined],
    ['acme.example', undefined],
    ['.acme.example', undefined],
    ['acme.example:6443', undefined],
    ['acme.example:443', 'http://p:1'],
    ['other, cme.example', 'http://p:1'],
    ['10.0.0.0/8', 'http://p:1'],
    ['', 'http://p:1'],
  ])('with NO_PROXY=%s is %s', (NO_PROXY, proxy) => {
    expect(proxyFor(server, { HTTPS_PROXY: 'p:1', NO_PROXY })).toBe(proxy);
  });

  it('is none for networks that are exempt, and never for loopback', () => {
    expect(proxyFor(new URL('https://10.1.2.3'), { HTTPS_PROXY: 'http://p', NO_PROXY: '10.0.0.0/8' })).toBeUndefined();
    expect(proxyFor(new URL('https://127.0.0.1:6443'), { HTTPS_PROXY: 'http://p' })).toBeUndefined();
  });
});

describe('client-node', () => {
  it('is loaded by the sources outside of Jest, and not before it is needed', () => {
    const script = `
      const { connectWith } = require('./lib/live/connection');
      const { endpointOf } = require('./lib/live/credentials');
      const { accessWith } = require('./lib/live/connection');
      const text = process.env.CONFIG;
      const loaded = () => Object.keys(require.cache).some((file) => file.includes('hpagent'));
      void connectWith(text, { env: {} }).then(async () => {
        const before = loaded();
        const { headers } = await endpointOf(accessWith(text), { env: {} }).options({ renew: false });
        console.log(JSON.stringify([before, headers, loaded()]));
      });
    `;
    const CONFIG = kubeconfig(['a'], { current: 'a', user: { token: 'abc' } });
    const out = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=commonjs', '-e', script], {
      cwd: path.resolve(__dirname, '..', '..'),
      env: { ...process.env, CONFIG },
      encoding: 'utf8',
    });

    expect(JSON.parse(out)).toEqual([false, { Authorization: 'Bearer abc' }, true]);
  });
});

describe('a login plug-in that does not come to an end', () => {
  it('ends when the command does', async () => {
    const file = path.join(folder(), 'pid');
    const script = `require('fs').writeFileSync(${JSON.stringify(file)}, String(process.pid)); setTimeout(() => {}, 60000)`;
    const stop = new AbortController();
    const endpoint = endpointOf(accessWith(plugin(script), {}), { env: {}, load });
    const asked = endpoint.options({ renew: false, signal: stop.signal });
    const started = (): boolean => fs.existsSync(file) && fs.readFileSync(file, 'utf8') !== '';
    while (!started()) await new Promise((done) => setTimeout(done, 20));
    stop.abort();
    await expect(asked).rejects.toMatchObject({ kind: 'aborted' });
    const isAlive = (): boolean => {
      try {
        return process.kill(Number(fs.readFileSync(file, 'utf8')), 0);
      } catch {
        return false;
      }
    };
    while (isAlive()) await new Promise((done) => setTimeout(done, 20));
    expect(isAlive()).toBe(false);
  });

  it('is not quoted where what it prints is no credential', async () => {
    const error = await errorOf(
      optionsFor({ exec: { command: process.execPath, args: ['-e', 'console.log("ghs-0123")'] } }),
    );
    expect(error.text).toContain('no ExecCredential');
    expect(error.text).not.toContain('ghs');
  });
});
