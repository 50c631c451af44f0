import { OPERATOR_RULES } from '../../lib/core/operator/catalogue';
import { showExample } from '../../lib/cli/page';
import { hikube, judged } from './support';

const FAULTY = `# Genève 🧪
apiVersion: piraeus.io/v1
kind: LinstorSatelliteConfiguration
metadata:
  name: data
spec:
  deletionPolicy: evacuate
  storagePools:
    - name: data
      lvmThinPool: {}
    - name: "my pool!"
      lvmPool: {}
---
---
apiVersion: etcd.aenix.io/v1alpha1
kind: EtcdCluster
metadata:
  name: etcd
  namespace: control-planes
spec:
  replicas: 3
  storage:
    volumeClaimTemplate:
      spec:
        resources: { requests: { storage: 4Gi } }
        storageClassName: replicated
  podTemplate:
    spec: { hostNetwork: true }
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: replicated }
provisioner: linstor.csi.linbit.com
parameters:
  linstor.csi.linbit.com/storagePool: data
  linstor.csi.linbit.com/placementCount: "3"
`;

describe('several objects of the operator in one file', () => {
  it('have each fault at its line and column', async () => {
    const { issues, summary } = await judged(FAULTY);
    const places = issues.map(({ code, source: { line, column } }) => [code, line, column]);

    expect(places).toEqual(
      expect.arrayContaining([
        ['HK6305', 7, 19],
        ['HK6303', 11, 13],
        ['HK6520', 26, 27],
        ['HK6505', 28, 11],
      ]),
    );
    expect(issues.find(({ code }) => code === 'HK6520')!.message).toMatch(/ The other is at <stdin>:\d+\.$/);
    expect(summary).toMatchObject({ objects: 3, passedOver: 0 });
  });

  it('accept a warning, and no error', async () => {
    const accepting = ['HK6520', 'HK6305'].map((code) => `    acknowledge.hikube-constructs/${code}: small\n`).join('');
    const text = FAULTY.replaceAll(/metadata:\n/g, `metadata:\n  annotations:\n${accepting}`);
    const { issues, acknowledged } = await judged(text);
    const codes = issues.map(({ code }) => code);

    expect(acknowledged).toEqual([expect.objectContaining({ code: 'HK6520', reason: 'small' })]);
    expect(codes).not.toContain('HK6520');
    expect(codes).toContain('HK6305');
  });
});

describe('the examples of all rules of the operator’s plane', () => {
  it.each(OPERATOR_RULES.map((rule) => [rule.code, rule] as const))(
    '%s: sound objects raise nothing, as YAML, as a List and as JSON, and are all judged',
    async (_, { example: { profile = 'hikube', passes } }) => {
      const json = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: passes });
      for (const text of [showExample({ objects: passes }).code, json]) {
        const { out } = await hikube(['check', '-', '--strict', '--profile', profile], undefined, { input: text });
        expect(out).toMatch(/^No issues in \d+ objects?(; \d+ other documents? passed over)?\.\n$/);
      }
    },
  );

  it.each(OPERATOR_RULES.filter(({ only }) => only !== 'programs').map((rule) => [rule.code, rule] as const))(
    '%s: faults are found in a List of JSON as well',
    async (code, { example: { profile = 'hikube', fails } }) => {
      const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: fails });
      const { issues } = await judged(text, '--profile', profile);
      expect(issues.map((issue) => issue.code)).toContain(code);
      for (const { source } of issues) expect(source.line).toBe(1);
    },
  );
});
