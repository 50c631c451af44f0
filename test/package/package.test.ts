import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..', '..');
const NODE_MODULES = path.join(ROOT, 'node_modules');
/** What the package needs, and every optional peer that the platform's other backends will want. */
const INSTALLED = [
  'cdk8s',
  'constructs',
  'yaml',
  'commander',
  '@kubernetes/client-node',
  'cdk8s-plus-28',
  '@pulumi/pulumi',
  '@pulumi/kubernetes',
  '@types/node',
  'undici-types',
  'typescript',
];

const PROGRAM = `import { App } from 'cdk8s';
import { InstanceType, ManagedCluster, NodeGroup, TenantChart } from 'hikube-constructs';

const app = new App();
const chart = new TenantChart(app, 'production', { namespace: 'tenant-acme' });
const cluster: ManagedCluster = new ManagedCluster(chart, 'web');
new NodeGroup(cluster, 'md0', { instanceType: InstanceType.S1_LARGE, scaling: { min: 1, max: 3 } });
process.stdout.write(app.synthYaml());
`;

const PULUMI_PROGRAM = `import * as hikube from 'hikube-constructs/pulumi';

const tenancy = new hikube.Tenancy('acme', { namespace: 'tenant-acme' });
const nodeGroups = { md0: { instanceType: hikube.InstanceType.S1_LARGE, scaling: { min: 1, max: Promise.resolve(3) } } };
const addons = { ingressNginx: { hosts: ['www.acme.example'], nodes: 'md0' } } as const;
export const { kubeconfig } = new hikube.ManagedCluster('web', { nodeGroups, addons }, { parent: tenancy });
`;

let packed: string;

/** A second project, with the package as npm would install it, beside what it needs. */
function project(type: 'commonjs' | 'module', compilerOptions: object = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'consumer-'));
  const modules = path.join(folder, 'node_modules');
  cpSync(packed, path.join(modules, 'hikube-constructs'), { recursive: true });
  for (const name of INSTALLED) {
    mkdirSync(path.dirname(path.join(modules, name)), { recursive: true });
    symlinkSync(path.join(NODE_MODULES, name), path.join(modules, name), 'dir');
  }
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type }));
  writeFileSync(path.join(folder, 'main.ts'), PROGRAM);
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: { strict: true, target: 'es2022', types: ['node'], ...compilerOptions },
      include: ['main.ts'],
    }),
  );
  folders.push(folder);
  return folder;
}

const folders: string[] = [];
const node = (folder: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });

beforeAll(() => {
  const folder = mkdtempSync(path.join(tmpdir(), 'packed-'));
  folders.push(folder);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  execFileSync(npm, ['pack', '--pack-destination', folder], { cwd: ROOT, stdio: 'pipe' });
  execFileSync('tar', ['-xzf', readdirSync(folder)[0]!], { cwd: folder });
  packed = path.join(folder, 'package');
}, 180_000);
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

describe('the package', () => {
  it('holds the build and the documents, and no source, test or example', () => {
    const top = readdirSync(packed).sort();

    expect(top).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'build',
      'docs',
      'package.json',
      'schema',
    ]);
    expect(readdirSync(path.join(packed, 'build')).sort()).toEqual([
      'cli',
      'constructs',
      'core',
      'index.d.ts',
      'index.js',
      'live',
      'platform.d.ts',
      'platform.js',
      'pulumi',
      'report',
      'yaml',
    ]);
  });

  it('loads what it needs and nothing else, also where every optional peer is installed', () => {
    const folder = project('commonjs');
    const script = `require('hikube-constructs'); console.log(JSON.stringify(Object.keys(require.cache)))`;
    const files = JSON.parse(node(folder, '-e', script).stdout) as string[];

    const packageOf = (file: string): string =>
      /.*node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(
        file.replace(/(node_modules[\\/]cdk8s)[\\/]node_modules[\\/].*/, '$1'),
      )![1]!;
    expect([...new Set(files.map(packageOf))].sort()).toEqual(['cdk8s', 'constructs', 'hikube-constructs']);
    expect(files.filter((file) => /build[\\/](cli|yaml|pulumi|live|testing)/.test(file))).toEqual([]);
  });

  it('declares every package that it loads', () => {
    const { dependencies, peerDependencies, peerDependenciesMeta } = JSON.parse(
      readFileSync(path.join(packed, 'package.json'), 'utf8'),
    ) as Record<string, object>;

    expect([...Object.keys(dependencies ?? {}), ...Object.keys(peerDependencies!)].sort()).toEqual([
      '@kubernetes/client-node',
      '@pulumi/kubernetes',
      '@pulumi/pulumi',
      'cdk8s',
      'commander',
      'constructs',
      'yaml',
    ]);
    // Who writes files for cdk8s installs nothing of Pulumi's.
    expect(Object.keys(peerDependenciesMeta!).sort()).toEqual(['@pulumi/kubernetes', '@pulumi/pulumi']);
  });
});

describe('the Pulumi backend of the package', () => {
  const loaded = (folder: string, module: string): string[] => {
    const script = `require(${JSON.stringify(module)}); console.log(JSON.stringify(Object.keys(require.cache)))`;
    return JSON.parse(node(folder, '-e', script).stdout) as string[];
  };

  it('loads nothing of the Kubernetes package, and no client, before somebody asks for them', () => {
    const files = loaded(project('commonjs'), 'hikube-constructs/pulumi');

    expect(
      files.filter((file) => /@pulumi[\\/]kubernetes|client-node|cdk8s-plus|live[\\/]connection/.test(file)),
    ).toEqual([]);
  });

  it('has a provider that loads nothing of Pulumi, and no tree', () => {
    const files = loaded(project('commonjs'), 'hikube-constructs/pulumi/provider');

    expect(files.filter((file) => /@pulumi|node_modules[\\/](cdk8s|constructs)[\\/]/.test(file))).toEqual([]);
    expect(files.filter((file) => /hikube-constructs[\\/]build[\\/](constructs|cli|report)/.test(file))).toEqual([]);
  });

  it.each(['node10', 'nodenext'])('compiles with the module resolution %s', (moduleResolution) => {
    const module = moduleResolution === 'nodenext' ? 'nodenext' : 'commonjs';
    const folder = project('commonjs', { module, moduleResolution, skipLibCheck: true });
    writeFileSync(path.join(folder, 'main.ts'), PULUMI_PROGRAM);

    expect(node(folder, path.join(NODE_MODULES, 'typescript', 'bin', 'tsc'))).toMatchObject({ stdout: '', status: 0 });
  });
});

describe('the command of the package', () => {
  const MANIFEST = `apiVersion: apps.cozystack.io/v1alpha1
kind: Kubernetes
metadata:
  name: web
spec:
  nodeGroups:
    md0:
      instanceType: m5.large
      minReplicas: 1
`;
  const bin = (folder: string): string => {
    const { bin } = JSON.parse(readFileSync(path.join(packed, 'package.json'), 'utf8')) as { bin: { hikube: string } };
    return path.join(folder, 'node_modules', 'hikube-constructs', bin.hikube);
  };

  it('judges files, and says by its exit code whether they are fine', () => {
    const folder = project('commonjs');
    writeFileSync(path.join(folder, 'web.yaml'), MANIFEST);
    writeFileSync(path.join(folder, 'sound.yaml'), MANIFEST.replace('m5.large', 'u1.large'));

    expect(node(folder, bin(folder), 'check', 'sound.yaml')).toMatchObject({ status: 0, stderr: '' });
    const { status, stdout, stderr } = node(folder, bin(folder), 'check', 'web.yaml');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(/^web\.yaml:8:21 error HK2101 /);
  });

  it('loads neither cdk8s nor constructs', () => {
    const folder = project('commonjs');
    const script = `process.argv.push('rules'); require(${JSON.stringify(bin(folder))}); setTimeout(() => console.error(Object.keys(require.cache).join('\\n')), 500)`;

    expect(node(folder, '-e', script).stderr).not.toMatch(/node_modules[\\/](cdk8s|constructs)[\\/]/);
  });
});

describe('a program in a project of its own', () => {
  const cases = (['commonjs', 'module'] as const).flatMap((type) =>
    [true, false].map((skipLibCheck) => [type, skipLibCheck] as const),
  );

  it.each(cases)(
    'compiles strictly and synthesises as %s, with skipLibCheck %p',
    (type, skipLibCheck) => {
      const options = type === 'module' ? { module: 'nodenext', moduleResolution: 'nodenext' } : { module: 'commonjs' };
      const folder = project(type, { ...options, skipLibCheck });

      const compiled = node(folder, path.join(NODE_MODULES, 'typescript', 'bin', 'tsc'));
      expect(compiled).toMatchObject({ stdout: '', status: 0 });
      const run = node(folder, 'main.js');

      expect(run).toMatchObject({ status: 0 });
      expect(run.stdout).toContain('kind: Kubernetes\nmetadata:\n  name: web\n  namespace: tenant-acme\n');
    },
    120_000,
  );

  it('is answered without a frame of the package when it is wrong', () => {
    const folder = project('commonjs');
    writeFileSync(
      path.join(folder, 'wrong.js'),
      "const { App } = require('cdk8s');\nconst { TenantChart, ManagedCluster } = require('hikube-constructs');\nconst app = new App();\nnew ManagedCluster(new TenantChart(app, 'p', { namespace: 'tenant-a' }), 'web', { host: 'no host' });\napp.synth();\n",
    );

    const { status, stderr } = node(folder, 'wrong.js');

    expect(status).toBe(1);
    expect(stderr).toContain('HK4301 p/web: The host "no host" is not a host name.');
    expect(stderr).not.toContain('hikube-constructs');
    expect(readdirSync(path.join(folder)).includes('dist') ? readdirSync(path.join(folder, 'dist')) : []).toEqual([]);
  });
});
