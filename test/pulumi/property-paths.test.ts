import { inspect } from 'node:util';
import * as pulumi from '@pulumi/pulumi';
import * as hikube from 'hikube-constructs/pulumi';
import type { ManagedClusterArgs } from 'hikube-constructs/pulumi';
import { cluster, GROUP, tenancy } from './programs';
import { keepsSecrets, run } from './support';

/** What a component is refused with. */
async function refusal(program: () => unknown): Promise<hikube.InputIssuesError> {
  const { error } = await run(program);
  if (!(error instanceof hikube.InputIssuesError)) throw new Error(`it was not refused so: ${inspect(error)}`);
  return error;
}
/** Each code with the argument that it is told of. */
const told = ({ issues, errors = [] }: hikube.InputIssuesError): string[] =>
  issues.map(({ code }, i) => `${code} ${errors[i]!.propertyPath}`);

const group = (args: object): ManagedClusterArgs => ({ nodeGroups: { md0: { ...GROUP, ...args } } });
type Mistake = readonly [code: string, propertyPath: string, args: ManagedClusterArgs];
const ofType = (name: string): object => ({ instanceType: hikube.InstanceType.of(name) });

const MISTAKES: readonly Mistake[] = [
  ['HK1401', 'version', { version: 'v1.20' }],
  ['HK1101', 'hots', { hots: 'x' } as never],
  ['HK1102', 'host', { host: 3 as never }],
  ['HK1102', 'controlPlane.replicas', { controlPlane: { replicas: 'two' as never } }],
  ['HK1102', 'labels.team', { labels: { team: 1 as never } }],
  ['HK1102', 'etcd', { etcd: 'etcd' as never }],
  ['HK1102', 'volumes', { volumes: 'local' as never }],
  ['HK1101', 'controlPlane.replcas', { controlPlane: { replcas: 2 } as never }],
  ['HK1104', 'overrides', { overrides: [{ op: 'change' } as never] }],
  ['HK1102', 'nodeGroups.md0.scaling.min', group({ scaling: { min: '1', max: 3 } })],
  ['HK1101', 'nodeGroups.md0.scaling.most', group({ scaling: { min: 1, max: 3, most: 4 } })],
  ['HK1102', 'nodeGroups.md0.scaling.max', group({ scaling: { min: 1 } })],
  ['HK2201', 'nodeGroups.md0.scaling.min', group({ scaling: { min: 5, max: 3 } })],
  ['HK2101', 'nodeGroups.md0.instanceType', group(ofType('u1.2xlrage'))],
  ['HK1102', 'nodeGroups.md0.instanceType', group({ instanceType: 'u1.large' })],
  ['HK1206', 'nodeGroups.md0.disk', group({ disk: '100 GB' })],
  ['HK1102', 'nodeGroups.md0.roles', group({ roles: 'web' })],
  ['HK3104', 'nodeGroups.md0.gpus', group({ gpus: { model: hikube.Gpu.L40S } })],
  ['HK1102', 'nodeGroups.md0.gpus.model', group({ gpus: { model: 'L40S' } })],
  ['HK1101', 'addons.fluxcd.valus', { addons: { fluxcd: { valus: {} } as never } }],
  ['HK3118', 'addons.certManager.values', { addons: { certManager: { values: { imag: {} } } } }],
  [
    'HK1102',
    'addons.ingressNginx.hosts',
    { ...group({}), addons: { ingressNginx: { hosts: 'a.example', nodes: 'md0' } as never } },
  ],
];

describe('a mistake is told of its argument', () => {
  it.each(MISTAKES)('%s %s', async (code, propertyPath, args) => {
    expect(told(await refusal(() => cluster(args)))).toContain(`${code} ${propertyPath}`);
  });

  it.each<[string, () => unknown]>([
    ['HK1102 members', () => new hikube.EtcdRing('etcd', { members: '3' as never }, { parent: tenancy() })],
    ['HK4103 size', () => new hikube.EtcdRing('etcd', { size: 4 as never }, { parent: tenancy() })],
    [
      'HK1102 replication',
      () => new hikube.ReplicatedVolumeLayer('v', { replication: 'local' as never }, { parent: tenancy() }),
    ],
    [
      'HK1102 modules.etcd',
      () => new hikube.Tenant('shop', { modules: { etcd: 'yes' as never } }, { parent: tenancy() }),
    ],
    ['HK1102 quotas.cpu', () => new hikube.Tenant('shop', { quotas: { cpu: {} as never } }, { parent: tenancy() })],
    ['HK1309 namespace', () => tenancy({ namespace: 'acme' })],
    ['HK1102 host', () => tenancy({ host: 3 as never })],
    ['HK1102 labels.a', () => tenancy({ labels: { a: 1 as never } })],
  ])('%s', async (expected, program) => {
    expect(told(await refusal(program))).toContain(expected);
  });

  it('by the key of the group, also where that is called otherwise on the platform', async () => {
    const args = { nodeGroups: { workers: { ...GROUP, name: 'md0', scaling: { min: 5, max: 3 } } } };
    expect(told(await refusal(() => cluster(args)))).toContain('HK2201 nodeGroups.workers.scaling.min');
  });

  it('by the component where it is about all of it', async () => {
    const error = await refusal(() => {
      const parent = tenancy();
      cluster({ name: 'web' }, { parent }, 'a');
      cluster({ name: 'web' }, { parent }, 'b');
    });
    expect(told(error)).toEqual(['HK1002 b']);
  });
});

describe('a component with several mistakes', () => {
  const wrong = (): unknown =>
    cluster({
      version: 'v1.20',
      nodeGroups: { md0: { ...GROUP, ...ofType('x1.huge') }, web: { ...GROUP, scaling: { min: 5, max: 3 } } },
    });

  it('is refused with all of them, in the order of their places', async () => {
    expect(told(await refusal(wrong))).toEqual([
      'HK2101 nodeGroups.md0.instanceType',
      'HK2201 nodeGroups.web.scaling.min',
      'HK1401 version',
    ]);
  });

  it('is an error that Pulumi knows, and that is read as the issues are', async () => {
    const error = await refusal(wrong);
    expect(pulumi.InputPropertiesError.isInstance(error)).toBe(true);
    expect(hikube.HikubeError.isHikubeError(error)).toBe(true);
    expect(error.message).toMatch(/^3 errors\n\nHK2101 web nodeGroups\.md0\.instanceType: /);
    for (const [i, { reason }] of error.errors!.entries()) expect(reason.startsWith(error.issues[i]!.code)).toBe(true);
  });

  it('prints its issues once, and no line of this library', async () => {
    const error = await refusal(wrong);
    const printed = inspect(error);
    expect(printed.match(/HK1401/g)).toHaveLength(1);
    expect(printed).not.toMatch(/\/lib\/|node_modules|propertyPath|errors:|issues:/);
    expect(printed).toContain('property-paths.test.ts');
  });

  it('registers nothing of itself', async () => {
    const { registered } = await run(wrong);
    expect(registered.map(({ type }) => type)).toEqual([
      'pulumi:pulumi:Stack',
      'hikube:index:Tenancy',
      'pulumi:providers:pulumi-nodejs',
    ]);
  });
});

keepsSecrets();
