import { readFileSync } from 'node:fs';
import path from 'node:path';
import { folderWith, hikube } from '../support';
import { CLUSTER, cluster, FakePlatform } from './fake-platform';

/** Compares two states of one file. */
const between = (before: string, after: string, ...options: string[]): ReturnType<typeof hikube> =>
  hikube(['diff', 'old', 'new', ...options], folderWith({ 'old/web.yaml': before, 'new/web.yaml': after }));

const GROUP = `    batch: { minReplicas: 0, maxReplicas: 2, instanceType: s1.large, ephemeralStorage: 50Gi, resources: {} }\n`;
const secret = (word: string): string =>
  `  addons:\n    velero: { enabled: true, valuesOverride: { velero: { credentials: { secretContents: { cloud: ${word} } } } } }\n`;

describe('hikube diff between two folders', () => {
  it('ends with 0 where nothing differs, whatever the order and the defaults that are written out', async () => {
    const written = cluster({ more: '  storageClass: replicated\n  controlPlane: { replicas: 2 }\n' });
    expect(await between(cluster(), written)).toEqual({
      code: 0,
      out: 'No difference in 1 object. From old to new; no platform was asked.\n',
      err: '',
    });
  });

  it('ends with 1 where something changes, and tells effects before fields', async () => {
    const { code, out } = await between(cluster(), cluster({ max: 12 }));
    expect(code).toBe(1);
    expect(out.indexOf('HK5206')).toBeGreaterThan(0);
    expect(out.indexOf('HK5206')).toBeLessThan(out.indexOf('spec.nodeGroups.md0.maxReplicas: 10 → 12'));
  });

  it('ends with 3 where something is destroyed or refused', async () => {
    expect((await between(cluster({ more: GROUP }), cluster())).code).toBe(3);
    expect((await between(cluster(), cluster({ version: 'v1.31' }))).code).toBe(3);
  });

  it.each([
    ['an instance type that nobody has', ['s1.large', 'm5.large'], 'HK2101'],
    ['a host that is none', ['k8s.acme.example', 'UPPER_case!'], 'HK4301'],
    ['bounds the wrong way round', ['minReplicas: 2', 'minReplicas: 20'], 'HK2201'],
    ['a misspelt key', ['host:', 'hosst:'], 'HK1201'],
  ] as const)('ends with 3 where the platform would take it and then fail: %s', async (_, [from, to], code) => {
    const outcome = await between(cluster(), cluster().replace(from, to), '--fail-on', 'destroys');
    expect([outcome.code, outcome.out]).toEqual([3, expect.stringContaining(`${code} refused`)]);
  });

  it('leaves errors of objects that stay as they are to hikube check', async () => {
    const wrong = cluster().replace('s1.large', 'm5.large');
    expect((await between(wrong, wrong)).code).toBe(0);
  });

  it('says that a protection goes', async () => {
    const guarded = cluster({ metadata: '  annotations: { hikube-constructs/deletion-protection: "true" }\n' });
    expect((await between(guarded, cluster())).out).toContain('loses its deletion protection');
    expect((await between(cluster(), guarded)).out).toContain('gets deletion protection');
  });

  it('stays within what a comment may have', async () => {
    const many = (max: number): string =>
      Array.from({ length: 400 }, (_, i) => cluster({ max }).replace('name: web', `name: web${i}`)).join('---\n');
    const { out } = await between(many(10), many(12), '--format', 'markdown');
    expect(out.length).toBeLessThan(65_536);
    expect(out).toContain('--format text');
  });

  it.each([
    ['none', [0, 0]],
    ['destroys', [0, 3]],
    ['changes', [1, 3]],
  ])('with --fail-on %s ends otherwise', async (what, codes) => {
    const change = await between(cluster(), cluster({ max: 12 }), '--fail-on', what);
    const loss = await between(cluster({ more: GROUP }), cluster(), '--fail-on', what);
    expect([change.code, loss.code]).toEqual(codes);
  });

  it('says what README shows', async () => {
    const readme = readFileSync(path.join(__dirname, '..', '..', '..', 'README.md'), 'utf8');
    const shown = /```text\n(~ Kubernetes [^]*?)\n```/.exec(readme)![1]!;
    const { out } = await between(cluster(), cluster({ disk: '102400Mi' }));
    expect(out.startsWith(shown)).toBe(true);
  });

  it.each(['text', 'json', 'github', 'markdown'])('shows no secret as %s', async (format) => {
    const { out } = await between(
      cluster({ more: secret('hunter2') }),
      cluster({ more: secret('hunter3') }),
      '--format',
      format,
    );
    expect(out).not.toContain('hunter');
    expect(out).toContain('HK5404');
  });

  it('tells programs everything in a stable form', async () => {
    const { out } = await between(cluster(), cluster({ max: 12 }), '--format', 'json');
    const { changes, summary } = JSON.parse(out) as { changes: Record<string, unknown>[]; summary: object };
    expect(Object.keys(changes[0]!)).toEqual(['object', 'is', 'impact', 'effects', 'fields', 'source']);
    expect(summary).toEqual({ created: 0, changed: 1, removed: 0, same: 0, worst: 'inPlace' });
  });

  it('puts annotations beside the line that brings an effect about', async () => {
    const { out } = await between(cluster(), cluster({ disk: '200Gi' }), '--format', 'github');
    expect(out).toContain('::warning file=new/web.yaml,line=14,title=HK5204 Kubernetes tenant-acme/web::');
  });

  it('writes Markdown that no name can break out of', async () => {
    const odd = (name: string): string => cluster().replace('md0:', `"${name}":`);
    const { out } = await between(cluster(), odd('a`b|<script>*'), '--format', 'markdown');
    const prose = out.replace(/(?<!\\)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, 'code');
    expect(prose).not.toContain('<script>');
    expect(prose).toContain('\\<script\\>');
    expect(out).toMatch(/^### /);
  });

  it('names objects of other kinds, and passes them over', async () => {
    const { out } = await between(
      cluster(),
      `${cluster()}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\n`,
    );
    expect(out).toContain('Passed over, of other kinds: ConfigMap/settings.');
  });

  it('lists objects on one side only, and says that a new name is a new object', async () => {
    const { code, out } = await between(cluster(), cluster().replace('name: web', 'name: site'));
    expect(code).toBe(3);
    expect(out).toMatch(/- Kubernetes tenant-acme\/web[^]*HK5004/);
    expect(out).toMatch(/\+ Kubernetes tenant-acme\/site[^]*HK5001/);
  });

  it.each([
    ['a missing folder', {}, 'cannot be read'],
    ['a file that is no YAML', { 'old/web.yaml': 'a: [', 'new/web.yaml': cluster() }, 'line 1'],
    [
      'the same object twice',
      { 'old/a.yaml': cluster(), 'old/b.yaml': cluster(), 'new/a.yaml': cluster() },
      'and again in',
    ],
    [
      'a kind that no API has',
      { 'old/web.yaml': cluster().replace('Kubernetes', 'Kubernets'), 'new/web.yaml': cluster() },
      'Kubernets',
    ],
  ])('compares nothing with %s', async (_, files, says) => {
    const { code, out, err } = await hikube(['diff', 'old', 'new'], folderWith({ x: '', ...files }));
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(new RegExp(`^hikube: [^\\n]*${says}[^\\n]*\\n$`));
  });
});

describe('hikube diff against a tenant', () => {
  it('reads, and writes nothing', async () => {
    const platform = new FakePlatform();
    const folder = folderWith({ 'dist/web.yaml': cluster() });
    const { code, out } = await platform.run(['diff', 'dist'], folder);
    expect([code, out]).toEqual([1, expect.stringContaining('HK5001')]);
    expect(new Set(platform.sent.map(({ method }) => method))).toEqual(new Set(['GET']));
  });

  it('says once, folded, that defaults may be stored, and how to be rid of them', async () => {
    const platform = new FakePlatform();
    const folder = folderWith({ 'dist/web.yaml': cluster() });
    await platform.run(['apply', 'dist', '--yes', '--wait', 'none'], folder);
    const stored = platform.objects.get(CLUSTER)!;
    stored.metadata.annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{}' };
    const { code, out } = await platform.run(['diff', 'dist'], folder);
    expect(code).toBe(0);
    expect(out.match(/--thaw/g)).toHaveLength(1);
    expect(out).toContain('HK5209');
  });

  it('tells of values that are the defaults of another release', async () => {
    const platform = new FakePlatform('1.6.2');
    const folder = folderWith({
      'dist/web.yaml': cluster().replace('ephemeralStorage', 'diskSize').replace('s1.large', 'u1.large'),
    });
    const on = ['--profile', 'cozystack-1.6'];
    await platform.run(['apply', 'dist', '--yes', '--wait', 'none', ...on], folder);
    (platform.objects.get(CLUSTER)!.spec as Record<string, unknown>).controlPlane = {
      apiServer: { resourcesPreset: 'large' },
    };
    const { code, out } = await platform.run(['diff', 'dist', ...on], folder);
    expect([code, out]).toEqual([1, expect.stringContaining('HK5006')]);
    expect(out.replace(/\s+/g, ' ')).toContain(
      'Frozen: spec.controlPlane.apiServer.resourcesPreset holds a default of platform 1.1',
    );
  });

  it('has no such note for a value of the user that leaves the file', async () => {
    const platform = new FakePlatform();
    await platform.run(['apply', 'dist', '--yes', '--wait', 'none'], folderWith({ 'dist/web.yaml': cluster() }));
    const { out } = await platform.run(
      ['diff', 'dist'],
      folderWith({ 'dist/web.yaml': cluster().replace(/  host:.*\n/, '') }),
    );
    expect(out).toContain('HK5303');
    expect(out).not.toContain('Frozen');
  });

  it('compares what is in use of a quota', async () => {
    const platform = new FakePlatform();
    const tenant = (cpu: number): string =>
      `apiVersion: apps.cozystack.io/v1alpha1\nkind: Tenant\nmetadata: { name: shop, namespace: tenant-acme }\nspec: { resourceQuotas: { cpu: ${cpu} } }\n`;
    await platform.run(['apply', 'dist', '--yes', '--wait', 'none'], folderWith({ 'dist/t.yaml': tenant(64) }));
    platform.put('/api/v1/namespaces/tenant-acme-shop/resourcequotas/tenant-quota', {
      status: { used: { 'limits.cpu': '40' } },
    });
    const { code, out } = await platform.run(['diff', 'dist'], folderWith({ 'dist/t.yaml': tenant(32) }));
    expect([code, out]).toEqual([3, expect.stringContaining('HK5606')]);
  });

  it('wants a namespace from somewhere', async () => {
    const platform = new FakePlatform();
    const folder = folderWith({ 'dist/web.yaml': cluster().replace('  namespace: tenant-acme\n', '') });
    expect((await platform.run(['diff', 'dist'], folder)).out).toContain('tenant-acme/web');
    const nowhere = await platform.run(['diff', 'dist'], folder, {
      connect: () => Promise.resolve(Object.assign(Object.create(platform.api()), { namespace: undefined })),
    });
    expect(nowhere).toMatchObject({ code: 2, err: expect.stringContaining('-n') });
  });
});
