import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { LiveError } from '../../../lib/live/live-error';
import { provider, tenantObjectProvider, type ConnectionSettings } from '../../../lib/pulumi/provider';
import { connectionFrom, openConnection } from '../../../lib/pulumi/provider/open';
import { folder, kubeconfig, removeFolders } from '../../live/support/files';
import { errorOf, inputs, Platform, secret } from './support';

afterAll(removeFolders);

const TOKEN = 'sEcReT-t0ken';
const text = (user: object = { token: TOKEN }): string => kubeconfig(['acme', 'beta'], { current: 'acme', user });
const to = async (settings: ConnectionSettings, env = {}) => {
  const { server, context, namespace } = await openConnection(settings, env);
  return [server.host, context, namespace];
};

describe('a connection', () => {
  it('is that of a context, of a file where one is named', async () => {
    const file = path.join(folder(), 'config');
    writeFileSync(file, text());
    const env = { KUBECONFIG: file };
    expect(await to({ kind: 'context' }, env)).toEqual(['acme.example', 'acme', 'tenant-acme']);
    expect(await to({ kind: 'context', context: 'beta', namespace: 'tenant-x' }, env)).toEqual([
      ...['beta.example', 'beta', 'tenant-x'],
    ]);
    expect(await to({ kind: 'context', kubeconfig: file })).toEqual(['acme.example', 'acme', 'tenant-acme']);
    expect(await to({ kind: 'environment' }, env)).toEqual(['acme.example', 'acme', 'tenant-acme']);
  });

  it('is that of a kubeconfig as a text, of the context that is named', async () => {
    expect(await to({ kind: 'kubeconfig', text: text() })).toEqual(['acme.example', 'acme', 'tenant-acme']);
    expect(await to({ kind: 'kubeconfig', text: text(), context: 'beta' })).toEqual([
      ...['beta.example', 'beta', 'tenant-beta'],
    ]);
  });

  it.each([
    ['a list', '[]', undefined],
    ['no YAML', `a: [${TOKEN}`, undefined],
    ['no YAML, with a context', `a: [${TOKEN}`, 'beta'],
    ['nothing, with a context', '', 'beta'],
    ['a text, with a context', TOKEN, 'beta'],
    ['an unknown context', text(), 'gamma'],
    ['a program', text({ token: TOKEN, exec: { command: 'sh' } }), undefined],
  ])('of a text that will not do says why, and nothing of what stands in it: %s', async (_, written, context) => {
    const settings = { kind: 'kubeconfig', text: written, ...(context !== undefined && { context }) } as const;
    const error = await errorOf(openConnection(settings, {}));
    expect(LiveError.is(error)).toBe(true);
    const told = (error as LiveError).text;
    expect(told).toMatch(/the connection's kubeconfig/i);
    expect(told).not.toContain('platform shows');
    expect(told).not.toContain(TOKEN);
  });

  it.each([
    '',
    '{',
    `{"kind":"kubeconfig","text":3,"token":"${TOKEN}"}`,
    '{"kind":"later"}',
    { kind: 'context', context: 3 },
    null,
  ])('that is none is refused without a quote: %j', async (written) => {
    const error = (await errorOf(Promise.resolve().then(() => connectionFrom(written)))) as LiveError;
    expect(LiveError.is(error)).toBe(true);
    expect(error.text).not.toContain(TOKEN);
  });
});

describe('configure', () => {
  const asked = async (config: object): Promise<unknown[]> => {
    const connect = jest.fn((_settings: ConnectionSettings) => Promise.resolve(new Platform().api()));
    const one = tenantObjectProvider({ connect });
    await one.configure({ config: { get: () => undefined, ...config } });
    await one.read('id', inputs());
    await one.read('id', inputs());
    return connect.mock.calls.flat();
  };
  const settings = { kind: 'context', context: 'acme' };

  it('takes the bare key of a provider of its own, or that of the project', async () => {
    const rawConfig = { connection: JSON.stringify(settings) };
    expect(await asked({ rawConfig, get: () => '{"kind":"environment"}' })).toEqual([settings]);
    expect(await asked({ get: (key: string) => key === 'connection' && JSON.stringify(settings) })).toEqual([settings]);
  });

  it('takes a secret, and an object', async () => {
    expect(await asked({ rawConfig: { connection: secret(JSON.stringify(settings)) } })).toEqual([settings]);
    expect(await asked({ rawConfig: { connection: settings } })).toEqual([settings]);
  });

  it('takes the environment where nothing is said', async () => {
    expect(await asked({})).toEqual([{ kind: 'environment' }]);
  });

  it('opens nothing before it is needed, and tries again what failed', async () => {
    const connect = jest.fn((): Promise<never> =>
      Promise.reject(new LiveError('kubeconfig', { message: 'Not there.' })),
    );
    const one = tenantObjectProvider({ connect });
    await one.configure({ config: { get: () => undefined } });
    expect(connect).not.toHaveBeenCalled();
    for (const action of [one.read('id', inputs()), one.create(inputs())])
      expect((await errorOf(action)).message).toBe('Not there.');
    expect(connect.mock.calls.length).toBeGreaterThan(0);
    await errorOf(one.delete('id', inputs()));
    expect(connect.mock.calls.length).toBeGreaterThan(1);
  });

  it('does not fail on a connection that is none: who needs it does', async () => {
    const one = tenantObjectProvider();
    await one.configure({ config: { rawConfig: { connection: '{' }, get: () => undefined } });
    expect((await one.check({}, inputs())).failures).toEqual([]);
    expect((await errorOf(one.create(inputs()))).message).toContain('none that this release');
  });

  it('is what the provider itself has as well', () => {
    expect(Object.keys(provider)).toEqual(Object.keys(tenantObjectProvider()));
  });
});
