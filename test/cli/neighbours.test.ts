import { folderWith, hikube, ring } from './support';

const API = 'apps.cozystack.io/v1alpha1';
const PATCH = `apiVersion: ${API}\nkind: Kubernetes\nmetadata: { name: web }\nspec: { nodeGroups: { web: { maxReplicas: 20 } } }\n`;

describe('a folder that kustomize builds from', () => {
  const kustomization = (patches: string): string =>
    `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [../base]\n${patches}\n`;

  it.each([
    ['patches', 'patches: [{ path: web.yaml }]'],
    ['strategic merges', 'patchesStrategicMerge: [./web.yaml]'],
  ])('has %s that are no objects by themselves', async (_, patches) => {
    const cwd = folderWith({
      'base/etcd.yaml': ring(),
      'overlays/production/kustomization.yaml': kustomization(patches),
      'overlays/production/web.yaml': PATCH,
    });

    const { code, out } = await hikube(['check', '.'], cwd);

    expect({ code, out }).toEqual({ code: 0, out: 'No issues in 1 object; 2 other documents passed over.\n' });
  });

  it('is judged where a file of the name stands in another folder', async () => {
    const cwd = folderWith({
      'overlays/production/kustomization.yaml': kustomization('patches: [{ path: web.yaml }]'),
      'overlays/web.yaml': PATCH,
    });

    expect((await hikube(['check', '.'], cwd)).code).toBe(1);
  });
});

describe('a cluster with pools in objects of their own', () => {
  const cluster = `apiVersion: ${API}
kind: Kubernetes
metadata: { name: web, namespace: tenant-acme }
spec:
  nodeGroups:
    a: { minReplicas: 0, maxReplicas: 3, instanceType: u1.large, diskSize: 20Gi }
  addons: { ingressNginx: { enabled: true, hosts: [a.example] } }
`;
  const pool = (name: string): string =>
    `---\napiVersion: ${API}\nkind: KubernetesNodes\nmetadata: { name: ${name}-b, namespace: tenant-acme }\nspec: { cluster: ${name} }\n`;
  const codes = async (text: string): Promise<string[]> => {
    const { out } = await hikube(
      ['check', 'a.yaml', '--profile', 'cozystack-1.6', '--format', 'json'],
      folderWith({ 'a.yaml': text }),
    );
    return (JSON.parse(out) as { issues: { code: string }[] }).issues.map(({ code }) => code).sort();
  };

  it('may have there what its own groups lack', async () => {
    expect(await codes(cluster)).toEqual(['HK2206', 'HK3102']);
    expect(await codes(cluster + pool('web'))).toEqual([]);
  });

  it('is another than the one whose pool it is', async () => {
    expect(await codes(cluster + pool('api'))).toEqual(['HK2206', 'HK3102']);
  });
});

describe('what the provider has beyond the profile', () => {
  const cluster = `apiVersion: ${API}
kind: Kubernetes
metadata: { name: web }
spec:
  storageClass: fast
  nodeGroups:
    md0: { minReplicas: 2, maxReplicas: 3, instanceType: x1.large, ephemeralStorage: 20Gi, resources: {} }
`;
  const check = (additions: string): ReturnType<typeof hikube> =>
    hikube(
      ['check', 'web.yaml', '--additions', 'more.yaml'],
      folderWith({ 'web.yaml': cluster, 'more.yaml': additions }),
    );

  it('is refused as long as nobody says it', async () => {
    const { code, out } = await hikube(['check', 'web.yaml'], folderWith({ 'web.yaml': cluster }));
    expect(code).toBe(1);
    expect(out).toMatch(/HK4201[^]*HK2101/);
  });

  it('is taken from a file', async () => {
    const said = 'storageClasses: [fast]\ninstanceTypes: { x1.large: { cpu: 4, memory: 16Gi } }\n';
    expect(await check(said)).toMatchObject({ code: 0, out: 'No issues in 1 object.\n' });
  });

  it.each([
    ['another key', 'storage: [fast]', 'storage'],
    ['another type', 'storageClasses: fast', 'storageClasses'],
    ['no YAML', 'a: [', 'line 1'],
    ['nothing', '', 'one YAML document'],
    ['two documents', 'storageClasses: [a]\n---\nstorageClasses: [b]\n', 'one YAML document'],
  ])('is refused as %s, in one paragraph', async (_, additions, words) => {
    const { code, out, err } = await check(additions);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^hikube: "more\.yaml"[^\n]*\n$/);
    expect(err).toContain(words);
  });

  it('has to be there', async () => {
    const { code, err } = await hikube(
      ['check', 'web.yaml', '--additions', 'none'],
      folderWith({ 'web.yaml': cluster }),
    );
    expect({ code, err }).toEqual({
      code: 2,
      err: 'hikube: "none" cannot be read: there is no such file or folder.\n',
    });
  });
});

describe('standard input', () => {
  it.each(['', '\n \n'])('is no manifest where nothing comes: %p', async (input) => {
    expect(await hikube(['check', '-'], undefined, { input })).toEqual({
      code: 2,
      out: '',
      err: 'hikube: Nothing came on standard input.\n',
    });
  });
});

describe('an issue about two objects', () => {
  it('says where the other one is', async () => {
    const cwd = folderWith({ 'a.yaml': ring(), 'b.yaml': ring() });
    const { out } = await hikube(['check', '.'], cwd);
    expect(out).toContain('b.yaml:');
    expect(out).toMatch(/HK1002 There is already an Etcd "etcd" in this tenant\. The other is at \.\/a\.yaml:\d+\./);
  });
});

describe('JSON of other tools', () => {
  it('is passed over where it is no JSON and names none of the platform', async () => {
    const cwd = folderWith({ 'tsconfig.json': '{\n  // comment\n  "strict": true\n}', 'etcd.yaml': ring() });
    expect(await hikube(['check', '.'], cwd)).toMatchObject({ code: 0 });
  });

  it('is an issue where it names the platform, or goes too deep', async () => {
    const deep = `${'{"a":'.repeat(300)}1${'}'.repeat(300)}`;
    const cwd = folderWith({ 'etcd.json': `{\n  // comment\n  "apiVersion": "${API}"\n}`, 'deep.json': deep });
    const { code, out } = await hikube(['check', '.'], cwd);
    expect(code).toBe(1);
    expect(out).toMatch(/deep\.json:1:\d+ error HK1502[^]*etcd\.json:2:3 error HK1501 A comment stands here/);
  });
});
