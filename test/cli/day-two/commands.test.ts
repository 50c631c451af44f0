import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { folderWith, hikube } from '../support';
import { CLUSTER, cluster, FakePlatform } from './fake-platform';

const SECRET = '/apis/core.cozystack.io/v1alpha1/namespaces/tenant-acme/tenantsecrets/kubernetes-web-admin-kubeconfig';
const TEXT = `apiVersion: v1
kind: Config
current-context: web
contexts: [{ name: web, context: { cluster: web, user: web } }]
clusters: [{ name: web, cluster: { server: 'https://k8s.acme.example' } }]
users: [{ name: web, user: { token: opens-nothing } }]
`;

let platform: FakePlatform;
let folder: string;
beforeEach(async () => {
  platform = new FakePlatform();
  folder = folderWith({ 'dist/web.yaml': cluster() });
  await platform.run(['apply', 'dist', '--yes', '--wait', 'none'], folder);
});

describe('hikube delete', () => {
  it('deletes for the name and for nothing else', async () => {
    expect((await platform.run(['delete', 'kubernetes/web'], folder, { ask: () => Promise.resolve('wob') })).code).toBe(
      2,
    );
    expect((await platform.run(['delete', 'kubernetes/web'], folder)).err).toContain('--confirm web');
    const { code, out } = await platform.run(['delete', 'kubernetes/web'], folder, {
      ask: () => Promise.resolve('web'),
    });
    expect([code, platform.objects.has(CLUSTER)]).toEqual([0, false]);
    expect(out.replace(/\s+/g, ' ')).toContain('With it goes its control plane, all machines of "md0", every volume');
  });

  it.each([
    ['database/x', 'names no object'],
    ['kubernetes/web/x', 'names no object'],
    ['kubernetes/', "can be no object's name"],
    ['../etc', 'names no object'],
    ['kubernetes/other', 'There is no Kubernetes'],
  ])('refuses %s', async (written, says) => {
    expect(await platform.run(['delete', written, '--confirm', 'web'], folder)).toMatchObject({
      code: 2,
      err: expect.stringContaining(says),
    });
    expect(platform.objects.has(CLUSTER)).toBe(true);
  });

  it('says that nothing was deleted where the server refuses', async () => {
    platform.refuses = { method: 'DELETE', status: 403 };
    const { code, err } = await platform.run(['delete', 'web', '--confirm', 'web'], folder);
    expect([code, platform.objects.has(CLUSTER)]).toEqual([2, true]);
    expect(err).toContain('Nothing was deleted.');
    expect(err).not.toContain('goes on');
  });

  it('leaves what is protected', async () => {
    platform.objects.get(CLUSTER)!.metadata.annotations = { 'hikube-constructs/deletion-protection': 'yes' };
    expect((await platform.run(['delete', 'web', '--confirm', 'web'], folder)).code).toBe(3);
    expect(platform.objects.has(CLUSTER)).toBe(true);
  });
});

describe('hikube status', () => {
  it('tells what it waits for, step by step', async () => {
    const { code, out } = await platform.run(['status', 'web'], folder);
    expect(code).toBe(1);
    expect(out).toMatch(/^Kubernetes tenant-acme\/web\n {2}accepted +waiting/);
    expect(out.split('\n').filter((line) => /^ {2}\w/.test(line))).toHaveLength(4);
  });

  it('gives programs the same', async () => {
    const [{ object, steps }] = JSON.parse((await platform.run(['status', '--format', 'json'], folder)).out) as [
      { object: object; steps: object[] },
    ];
    expect([object, steps.length]).toEqual([{ kind: 'Kubernetes', namespace: 'tenant-acme', name: 'web' }, 4]);
  });

  it('gives up when it has waited long enough', async () => {
    const { code, err } = await platform.run(['status', 'web', '--wait', 'accepted', '--timeout', '1m'], folder);
    expect([code, err]).toEqual([1, 'hikube: After 60 s the wait is over.\n']);
  });
});

describe('hikube kubeconfig', () => {
  const put = (): void => platform.put(SECRET, { data: { 'admin.conf': Buffer.from(TEXT).toString('base64') } });

  it('prints it as it is', async () => {
    put();
    expect(await platform.run(['kubeconfig', 'web'], folder)).toEqual({ code: 0, out: TEXT, err: '' });
  });

  it('merges it into the own one, twice the same, and tells nobody the credential', async () => {
    put();
    const env = { HOME: folder };
    const first = await platform.run(['kubeconfig', 'web', '--merge'], folder, { env });
    const file = path.join(folder, '.kube', 'config');
    const text = readFileSync(file, 'utf8');
    const second = await platform.run(['kubeconfig', 'web', '--merge'], folder, { env });
    expect([first.code, second.code, readFileSync(file, 'utf8')]).toEqual([0, 0, text]);
    expect(text).toContain('opens-nothing');
    expect(first.out + first.err).not.toContain('opens-nothing');
    expect([statSync(file).mode & 0o777, statSync(path.dirname(file)).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  it('never prints a credential that was meant for a file', async () => {
    put();
    for (const option of [['--into', path.join(folder, 'own.yaml')], ['--current']]) {
      const { code, out } = await platform.run(['kubeconfig', 'web', ...option], folder, { env: { HOME: folder } });
      expect([code, out.includes('opens-nothing')]).toEqual([0, false]);
    }
    expect(readFileSync(path.join(folder, 'own.yaml'), 'utf8')).toContain('opens-nothing');
  });

  it.each([
    [['web', '--key', 'super-admin.conf'], 'There is admin.conf'],
    [['web', '--oidc'], 'platform 1.6'],
    [['other'], 'There is no cluster'],
    [['etcd/etcd'], 'Only a cluster'],
  ])('says why there is none: %j', async (argv, says) => {
    put();
    const { code, out, err } = await platform.run(['kubeconfig', ...argv], folder);
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(says)]);
  });
});

describe('the help of every command', () => {
  const COMMANDS = ['check', 'explain', 'rules', 'diff', 'apply', 'delete', 'status', 'kubeconfig', 'upgrade-path'];
  const SCREEN = 40;

  it('names them all', async () => {
    const { out } = await hikube(['--help']);
    const named = [...out.matchAll(/^ {2}([a-z][-a-z]+) .*/gm)]
      .map(([, name]) => name)
      .filter((name) => name !== 'help' && name !== 'hikube');
    expect([...new Set(named)]).toEqual(expect.arrayContaining(COMMANDS));
  });

  it.each(COMMANDS)('fits a screen, and has an example that runs: %s', async (command) => {
    const { out } = await hikube([command, '--help']);
    expect(out.trimEnd().split('\n').length).toBeLessThanOrEqual(SCREEN);

    const examples = [...out.matchAll(/^ {2}hikube (.*)$/gm)].map(([, line]) => line!.replace(/ >.*/, '').split(' '));
    expect(examples.length).toBeGreaterThan(0);
    const ask = (question: string): Promise<string> => Promise.resolve(question.includes('"yes"') ? 'yes' : 'web');
    for (const argv of examples) {
      const files = {
        'dist/web.yaml': cluster(),
        'clusters/web.yaml': cluster(),
        'etcd.yaml': cluster(),
        'main-dist/web.yaml': cluster(),
        'pr-dist/web.yaml': cluster(),
      };
      platform.put(SECRET, { data: { 'admin.conf': Buffer.from(TEXT).toString('base64') } });
      const own = folderWith(files);
      const { code, err } = await platform.run(argv, own, { env: { HOME: own }, ask });
      // Arguments that are wrong, or nothing done, would be 2; a step that is not reached in this world is 1.
      expect([argv, code === 2 ? err : '']).toEqual([argv, '']);
    }
  });
});
