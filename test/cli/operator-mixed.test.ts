import { ACKNOWLEDGE_PREFIX } from '../../lib/core/check/annotation';
import { folderWith, hikube, judged, ring, type JsonVerdict } from './support';

const CLASS = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: replicated
provisioner: linstor.csi.linbit.com
parameters:
  linstor.csi.linbit.com/storagePool: data
`;
const LINK = `apiVersion: piraeus.io/v1
kind: LinstorNodeConnection
metadata:
  name: sites
`;
const together = (...texts: readonly string[]): string => texts.join('---\n');
const asJson = (...items: readonly object[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

/** What is found of the planes; what is wrong with the objects themselves is another matter. */
async function foundOf(text: string, ...options: readonly string[]): Promise<JsonVerdict['issues']> {
  return (await judged(text, ...options)).issues.filter(({ code }) => code.startsWith('HK60'));
}

describe('both planes in one file', () => {
  it('are an error, where the second begins', async () => {
    const text = together(CLASS, ring(), CLASS, ring('tenant-other'));
    expect(await foundOf(text)).toMatchObject([
      {
        code: 'HK6001',
        severity: 'error',
        message: `Etcd "etcd" is a tenant's, and StorageClass "replicated" in line 2 is the operator's.`,
        object: { kind: 'Etcd', name: 'etcd' },
        pointer: '/kind',
        source: { line: 10, column: 7 },
      },
    ]);
    expect((await judged(text)).summary).toMatchObject({ objects: 4 });
  });

  it('are one where the operator’s comes second, also in one line', async () => {
    const tenant = {
      apiVersion: 'apps.cozystack.io/v1alpha1',
      kind: 'Etcd',
      metadata: { name: 'etcd', namespace: 'tenant-a' },
      spec: { replicas: 3 },
    };
    const issues = await foundOf(asJson(tenant, { apiVersion: 'piraeus.io/v1', kind: 'LinstorNodeConnection' }));
    expect(issues.map(({ code, message }) => `${code} ${message}`)).toEqual([
      `HK6001 LinstorNodeConnection "" is the operator's, and Etcd "etcd" in line 1 is a tenant's.`,
    ]);
  });

  it('are one in each such file', async () => {
    const cwd = folderWith({
      'a.yaml': together(CLASS, ring()),
      'b.yaml': together(LINK, ring('tenant-b')),
      'c.yaml': CLASS,
    });
    const { out } = await hikube(['check', '.'], cwd);
    expect(out.match(/^\S+ error HK6001/gm)).toEqual(['./a.yaml:10:7 error HK6001', './b.yaml:7:7 error HK6001']);
  });

  it('are none in a folder, nor beside what nobody judges, nor what workloads have as well', async () => {
    const certificate = 'apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: a, namespace: b}\n';
    const cwd = folderWith({
      'a.yaml': CLASS,
      'b.yaml': together(ring(), CLASS.replace('linstor.csi.linbit.com\n', 'rbd.csi.ceph.com\n'), certificate),
    });
    const { out } = await hikube(['check', '.'], cwd);
    expect(out).not.toContain('HK6001');
    expect(out).toContain(' in 3 objects; 1 other document passed over.');
  });

  it('cannot be accepted, and can be ignored', async () => {
    const accepting = `metadata:\n  annotations:\n    ${ACKNOWLEDGE_PREFIX}HK6001: so it is`;
    const text = together(CLASS, ring().replace('metadata:', accepting));
    expect(await foundOf(text)).toHaveLength(1);
    expect((await judged(text)).issues.map(({ message }) => message)).toContain(
      'HK6001 is an error, which cannot be accepted.',
    );
    expect(await foundOf(text, '--ignore', 'HK6001')).toEqual([]);
  });
});

describe('an object of a tenant where the operators run by themselves', () => {
  const on = ['--profile', 'operators-v1alpha1'] as const;

  it.each([
    ['a cluster', 'Kubernetes'],
    ['a ring', 'Etcd'],
    ['what is judged nowhere', 'Postgres'],
  ])('is one issue: %s', async (_, kind) => {
    const text = `apiVersion: apps.cozystack.io/v1alpha1\nkind: ${kind}\nmetadata: {name: web}\nspec: {nodeGroups: 3}\n`;
    const { issues, summary } = await judged(together(LINK, text), ...on);
    expect(issues.filter(({ object }) => (object as { kind: string }).kind === kind)).toEqual([
      {
        code: 'HK6002',
        severity: 'error',
        message:
          'There are no tenants on the operators without Cozystack (etcd v1alpha1), and no API apps.cozystack.io.',
        why: expect.stringMatching(/\.$/) as string,
        remedy: expect.stringContaining('--profile hikube') as string,
        object: { apiVersion: 'apps.cozystack.io/v1alpha1', kind, name: 'web' },
        pointer: '/apiVersion',
        source: { file: '<stdin>', line: 6, column: 13 },
      },
    ]);
    expect(summary).toMatchObject({ objects: 2, passedOver: 0 });
  });

  it('is refused by what compares files', async () => {
    const cwd = folderWith({ 'a.yaml': ring(), 'b.yaml': ring() });
    expect(await hikube(['diff', 'a.yaml', 'b.yaml', ...on], cwd)).toEqual({
      code: 2,
      out: '',
      err: expect.stringMatching(/^hikube: "a\.yaml": There are no tenants on [^\n]*\n$/) as string,
    });
  });
});

describe('a secret of a tenant beside objects of the operator', () => {
  it('is masked as ever', async () => {
    const cluster = `apiVersion: apps.cozystack.io/v1alpha1
kind: Kubernetes
metadata: {name: web, namespace: tenant-acme}
spec:
  nodeGroups: {md0: {minReplicas: 2, maxReplicas: 3, instanceType: u1.large, ephemeralStorage: 20Gi, resources: {}}}
  addons:
    certManager:
      enabled: true
      valuesOverride:
        password: hunter2hunter2
`;
    const { out } = await hikube(['check', '-'], undefined, { input: together(CLASS, cluster) });
    expect(out).toContain('HK6001');
    expect(out).not.toContain('hunter2');
  });
});
