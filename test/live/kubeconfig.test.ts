import fc from 'fast-check';
import { parse } from 'yaml';
import { kubeconfigFrom } from '../../lib/live/kubeconfig';
import { readKubeconfig, type Kubeconfig, type ListName } from '../../lib/live/kubeconfig-document';
import { contextName, mergeKubeconfig, withCurrentContext } from '../../lib/live/kubeconfig-merge';
import { errorOf } from './support/errors';
import { kubeconfig } from './support/files';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const secret = (data: Record<string, string>, stringData = {}) => ({
  ...{ name: 'kubernetes-web-admin-kubeconfig', namespace: 'tenant-acme' },
  ...{ data, stringData },
});

describe('the kubeconfig of a secret', () => {
  const text = kubeconfig(['web'], { current: 'web' });

  it('is the one for admins, unless another is asked for', () => {
    const both = secret({ 'admin.conf': base64(text), 'super-admin.conf': base64(text.replaceAll('web', 'root')) });

    expect(kubeconfigFrom(both)).toBe(text);
    expect(kubeconfigFrom(both, 'super-admin.conf')).toContain('root');
  });

  it('is found in the other map as well, where it is base64 all the same', () => {
    expect(kubeconfigFrom(secret({}, { 'admin.conf': base64(text) }))).toBe(text);
  });

  it('is told to be missing, with those that are there', async () => {
    const error = await errorOf(() => kubeconfigFrom(secret({ 'super-admin.conf': 'x', other: 'y' })));

    expect(error.text).toContain('There is super-admin.conf.');
    expect(error.text).not.toContain('other');
  });

  it.each(['', 'hush-hush: [', 'hush-hush: true', '- hush-hush'])('is refused when it is none: %j', async (bad) => {
    const error = await errorOf(() => kubeconfigFrom(secret({ 'admin.conf': base64(bad) })));

    expect(error.kind).toBe('kubeconfig');
    expect(error.text).not.toContain('hush');
  });
});

const EXISTING = `# mine
apiVersion: v1
kind: Config
current-context: home # the one at home
clusters:
- cluster: &it
    server: "https://home.example"
  name: home
# beside it
- cluster: *it
  name: other
contexts:
- {name: home, context: {cluster: home, user: me}}
users:
- name: me
  user:
    token: 'abc'   # short-lived
preferences: {}
`;
const NAME = 'hikube-tenant-acme-web';
const INCOMING = kubeconfig(['web'], { current: 'web', user: { token: 'xyz' } });
const merged = (existing: string, over: object = {}, incoming = INCOMING): string =>
  mergeKubeconfig(existing, incoming, { name: NAME, ...over });
const entry = (config: Kubeconfig, list: ListName, name: string): unknown =>
  config[list].find((one) => one.name === name)?.value;

describe('merging a kubeconfig', () => {
  it('adds a context with its cluster and its user, under one name', () => {
    const config = readKubeconfig(merged(EXISTING), 'x');

    expect(entry(config, 'contexts', NAME)).toEqual({ cluster: NAME, user: NAME, namespace: 'tenant-web' });
    expect(entry(config, 'clusters', NAME)).toEqual({ server: 'https://web.example' });
    expect(entry(config, 'users', NAME)).toEqual({ token: 'xyz' });
  });

  it('leaves every line of the others as it is', () => {
    const lines = merged(EXISTING).split('\n');

    expect(EXISTING.split('\n').filter((line) => !lines.includes(line.trimEnd()))).toEqual([
      // Spaces before a comment, and inside braces.
      "    token: 'abc'   # short-lived",
    ]);
  });

  it('makes it the current one only when asked, or when there is none', () => {
    const current = (text: string): unknown => (parse(text) as Record<string, unknown>)['current-context'];

    expect(current(merged(EXISTING))).toBe('home');
    expect(current(merged(EXISTING, { makeCurrent: true }))).toBe(NAME);
    expect(current(merged(''))).toBe(NAME);
    expect(current(merged('', { makeCurrent: false }))).toBeUndefined();
    expect(current(merged('current-context: ""\n'))).toBe(NAME);
  });

  it('replaces its own entry, and every other of that name', () => {
    const twice = EXISTING.replace(
      'preferences',
      `- {name: ${NAME}, user: {token: a}}\n- {name: ${NAME}, user: {}}\npreferences`,
    );
    const { users } = readKubeconfig(merged(twice), 'x');

    expect(users.map(({ name, value }) => [name, value.token])).toEqual([
      ['me', 'abc'],
      [NAME, 'xyz'],
    ]);
  });

  it('takes the namespace that it is given', () => {
    expect(entry(readKubeconfig(merged('', { namespace: 'default' }), 'x'), 'contexts', NAME)).toMatchObject({
      namespace: 'default',
    });
  });

  it.each([
    ['nothing', ''],
    ['comments only', '# nothing yet\n'],
    ['lists that are null', 'apiVersion: v1\nkind: Config\nclusters: null\ncontexts: null\nusers: null\n'],
    ['lists that are empty', 'clusters: []\ncontexts: []\nusers: []\n'],
    ['JSON', '{"clusters": [], "users": [{"name": "me", "user": {}}]}'],
  ])('begins with %s', (_what, existing) => {
    expect(entry(readKubeconfig(merged(existing), 'x'), 'users', NAME)).toEqual({ token: 'xyz' });
  });

  it('keeps lists indented where they are', () => {
    expect(merged('users:\n  - name: me\n    user: {}\n')).toContain(
      `\n  - user:\n      token: xyz\n    name: ${NAME}\n`,
    );
  });

  it.each([
    ['broken', 'users: [hush-hush', /no YAML/],
    ['of something else', 'kind: Secret\n', /not "Config"/],
    ['of several documents', 'kind: Config\n---\nkind: Config\n', /multiple docs/],
    ['that says a key twice', 'users: []\nusers: []\n', /duplicate key/],
  ])('refuses a file %s', async (_what, existing, words) => {
    const error = await errorOf(() => merged(existing, { where: 'the file' }));

    expect(error.text).toMatch(words);
    expect(error.text).not.toContain('hush');
  });

  it('refuses to take away what another entry leans on', async () => {
    const existing = `clusters:\n- name: ${NAME}\n  cluster: &x {server: https://a}\n- name: b\n  cluster: *x\n`;

    expect((await errorOf(() => merged(existing))).text).toMatch(/leans on the one to be replaced, by the alias "\*x"/);
  });

  it('refuses a kubeconfig without a context', async () => {
    expect((await errorOf(() => merged('', {}, 'kind: Config\n'))).text).toMatch(
      /no context with a cluster and a user/,
    );
  });

  const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), { maxLength: 4 });
  const own = fc.boolean();
  const texts = fc.tuple(names, own, fc.boolean()).map(([list, mine, current]) =>
    kubeconfig(mine ? [...list, NAME] : list, {
      user: { token: 'old' },
      ...(current && { current: list[0] ?? 'x' }),
    }),
  );

  it('loses nothing of others, replaces its own, and changes nothing the second time, whatever there is', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (existing, makeCurrent) => {
        const [before, text] = [readKubeconfig(existing, 'x'), merged(existing, { makeCurrent })];
        const after = readKubeconfig(text, 'x');
        for (const list of ['contexts', 'clusters', 'users'] as const) {
          const others = (config: Kubeconfig) => config[list].filter(({ name }) => name !== NAME);
          expect(others(after)).toEqual(others(before));
        }
        expect(entry(after, 'users', NAME)).toEqual({ token: 'xyz' });
        expect(merged(text, { makeCurrent })).toBe(text);
      }),
      { seed: 1 },
    );
  });
});

describe('a name of one context', () => {
  it('says the tenant and the cluster', () => {
    expect(contextName('tenant-acme', 'web')).toBe(NAME);
  });

  it('becomes current without touching anything else', () => {
    expect(withCurrentContext(EXISTING, 'other')).toContain('current-context: other # the one at home\n');
    expect(withCurrentContext('', 'x')).toContain('current-context: "x"');
  });
});
