import { folderWith, hikube } from './support';

const cluster = (cloud: string): string => `apiVersion: apps.cozystack.io/v1alpha1
kind: Kubernetes
metadata: { name: web, namespace: tenant-acme }
spec:
  nodeGroups:
    md0: { minReplicas: 2, maxReplicas: 3, instanceType: u1.large, ephemeralStorage: 20Gi, resources: {} }
  addons:
    velero:
      enabled: true
      valuesOverride:
        velero:
          configuration: { backupStorageLocation: [{ provider: aws, bucket: backups }] }
          credentials:
            secretContents:
              cloud: ${cloud}
            extraEnvVars: {}
      colour: red
`;

describe('a secret that is found in a file', () => {
  it.each([
    ['on the line of its key', 'topsecret'],
    ['on lines of its own', '|\n                [default]\n                key = topsecret\n'],
    ['in quotes', '"topsecret"'],
    ['folded', '>-\n                top\n\n                topsecret'],
  ])('is not shown, %s', async (_, value) => {
    const cwd = folderWith({ 'web.yaml': cluster(value) });
    for (const format of ['text', 'json', 'github', 'sarif']) {
      const { out } = await hikube(['check', 'web.yaml', '--format', format], cwd);
      expect(out).toContain('HK3121');
      expect(out).not.toContain('topsecret');
    }
  });

  it('is not shown beside another issue either, and not where it is accepted or ignored', async () => {
    const accepted = cluster('topsecret')
      .replace('tenant-acme }', "tenant-acme, annotations: { acknowledge.hikube-constructs/HK3121: 'for a test' } }")
      .replace('            extraEnvVars: {}\n', '')
      .replace('      colour', '              colour');
    const { out } = await hikube(['check', 'web.yaml'], folderWith({ 'web.yaml': accepted }));
    const ignored = await hikube(
      ['check', 'web.yaml', '--ignore', 'HK3121'],
      folderWith({ 'web.yaml': cluster('topsecret') }),
    );

    expect(out + ignored.out).not.toContain('topsecret');
  });

  it('leaves the lines around it as they are', async () => {
    const { out } = await hikube(['check', 'web.yaml'], folderWith({ 'web.yaml': cluster('topsecret') }));

    expect(out).toContain('   14 |             secretContents:\n   15 |               cloud: •••••••••\n');
    expect(out).toContain('   17 |       colour: red');
  });
});
