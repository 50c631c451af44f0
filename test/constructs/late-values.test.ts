import * as pulumi from '@pulumi/pulumi';
import { CertManager, InstanceType, NodeGroup, Tenant, type Deferrable, type Deferred } from 'hikube-constructs';
import { cluster, errorsOf, group, issuesOf, synth, tenantChart } from '../support/programs';

const late = <T>(value: T): pulumi.Output<T> => pulumi.output(value) as pulumi.Output<T>;

describe('a late value', () => {
  it('may stand for a leaf, as the types say', () => {
    const host: Deferrable<string> = late('k8s.acme.example');
    const count: Deferred<number> = late(3);

    expect([host, count]).toHaveLength(2);
  });

  it('is refused by cdk8s, at the construct and the place where it would be written', () => {
    const web = cluster({ host: late('k8s.acme.example') });
    group(web, { scaling: { min: late(1), max: 3 } });
    new CertManager(web, 'cert-manager', { values: { image: { tag: late('v1') } } });

    expect(issuesOf(() => synth(web)).map(({ code, construct, pointer }) => [code, construct, pointer])).toEqual([
      ['HK1105', 'production/web', '/spec/host'],
      ['HK1105', 'production/web/cert-manager', '/spec/addons/certManager/valuesOverride/cert-manager/image/tag'],
      ['HK1105', 'production/web/workers', '/spec/nodeGroups/md0/minReplicas'],
    ]);
  });

  it.each([
    ['a name', () => cluster({ name: late('web') as never })],
    ['a version', () => cluster({ version: late('v1.34') as never })],
    ['a role', () => group(cluster(), { roles: [late('web') as never] })],
    ['a module', () => new Tenant(tenantChart(), 'x', { modules: { etcd: late(true) as never } })],
    ['a number of GPUs', () => group(cluster(), { gpus: { perNode: late(2) } as never })],
  ])('is refused as %s by every backend', (_, program) => {
    expect(errorsOf(() => synth(program()))).toContain('HK1105');
  });

  it('leaves the rules about what is known in force', () => {
    const web = cluster({ host: late('x') });
    new NodeGroup(web, 'md0', { instanceType: InstanceType.of('m5.large'), scaling: { min: 1, max: late(3) } });

    expect(errorsOf(() => synth(web))).toEqual(['HK1105', 'HK2101', 'HK1105']);
  });
});
