import {
  Gpu,
  InstanceType,
  NodeGroup,
  PlatformProfile,
  RegionTopology,
  ReplicatedVolumeLayer,
  Replication,
} from 'hikube-constructs';
import { cluster, errorsOf, group, issuesOf, synth, tenantChart, theOne, warningsOf } from '../support/programs';

const specOf = (web: ReturnType<typeof cluster>): Record<string, unknown> =>
  theOne('Kubernetes', web).spec.nodeGroups.md0 as Record<string, unknown>;

describe('NodeGroup', () => {
  it('writes the five fields that the platform insists on, also where only two were said', () => {
    const web = cluster();
    new NodeGroup(web, 'md0', { instanceType: InstanceType.S1_LARGE, scaling: { min: 1, max: 3 } });

    expect(specOf(web)).toEqual({
      minReplicas: 1,
      maxReplicas: 3,
      instanceType: 's1.large',
      ephemeralStorage: '20Gi',
      resources: {},
      roles: [],
    });
  });

  it('called md0 has no role but its own, although the platform merges one of that name', () => {
    const older = cluster();
    const newer = cluster({}, tenantChart({ profile: PlatformProfile.cozystack('1.6') }));
    for (const web of [older, newer]) group(web);

    expect(specOf(older).roles).toEqual([]);
    expect(specOf(newer)).not.toHaveProperty('roles');
  });

  it('calls its disk what the release calls it', () => {
    const web = cluster({}, tenantChart({ profile: PlatformProfile.cozystack('1.6') }));
    group(web, { disk: '50Gi' });

    expect(specOf(web)).toMatchObject({ diskSize: '50Gi' });
    expect(specOf(web)).not.toHaveProperty('ephemeralStorage');
  });

  it('keeps the spelling of a quantity, because the platform hashes text', () => {
    const web = cluster();
    group(web, { disk: '102400Mi' });

    expect(specOf(web).ephemeralStorage).toBe('102400Mi');
  });

  it('empties the instance type where it is sized by resources', () => {
    const web = cluster();
    new NodeGroup(web, 'md0', { resources: { cpu: 4, memory: '8Gi' }, scaling: { min: 1, max: 3 } });

    expect(specOf(web)).toMatchObject({ instanceType: '', resources: { cpu: 4, memory: '8Gi' } });
  });

  it('lists a GPU once for each card of a machine', () => {
    const web = cluster({}, tenantChart({ profile: PlatformProfile.cozystack('1.6') }));
    const pool = group(web, { gpus: [{ model: Gpu.A100, perNode: 2 }, { model: Gpu.L40S }] });

    expect(pool.gpusPerNode).toBe(3);
    expect(pool.toSpec().gpus).toEqual([
      { name: 'nvidia.com/GA100_A100_PCIE_80GB' },
      { name: 'nvidia.com/GA100_A100_PCIE_80GB' },
      { name: 'nvidia.com/AD102GL_L40S' },
    ]);
  });

  it('keeps the order of its roles and puts new ones last', () => {
    const web = cluster();
    const pool = group(web, { roles: ['web', 'batch'] });
    pool.addRole('monitoring');
    pool.addRole('web');

    expect(pool.roles).toEqual(['web', 'batch', 'monitoring']);
    expect(specOf(web).roles).toEqual(['web', 'batch', 'monitoring']);
  });

  it('hands out copies of its roles', () => {
    const pool = group(cluster(), { roles: ['web'] });
    (pool.roles as string[]).push('stray');

    expect(pool.roles).toEqual(['web']);
  });

  it('writes what later releases take', () => {
    const chart = tenantChart({ profile: PlatformProfile.cozystack('1.6') });
    const web = cluster({}, chart);
    group(web, {
      volumes: new ReplicatedVolumeLayer(chart, 'volumes', { replication: Replication.local() }),
      kubelet: {
        systemReserved: { cpu: '100m', memory: '256Mi' },
        kubeReserved: { memory: '256Mi' },
        evictionHard: '5%',
        evictionSoft: '8%',
      },
      health: { maxUnhealthy: '1', startupTimeout: '20m' },
    });

    expect(specOf(web)).toMatchObject({
      storageClass: 'local',
      kubelet: {
        systemReservedCpu: '100m',
        systemReservedMemory: '256Mi',
        kubeReservedMemory: '256Mi',
        evictionHardMemory: '5%',
        evictionSoftMemory: '8%',
      },
      maxUnhealthy: '1',
      nodeStartupTimeout: '20m',
    });
  });

  it('keeps the regions that it is meant to span, and writes them nowhere', () => {
    const swiss = RegionTopology.hikube();
    const web = cluster({}, tenantChart({ topology: swiss }));
    group(web, { across: swiss.region('gland') });

    expect(JSON.stringify(synth(web))).not.toContain('gland');
  });

  it('is refused regions that its chart does not know', () => {
    const web = cluster();
    group(web, { across: RegionTopology.hikube().regions });

    expect(errorsOf(() => synth(web))).toEqual(['HK7001', 'HK7001', 'HK7001']);
  });

  it('is found by workloads through a role that is its own', () => {
    const web = cluster();
    const one = group(web, { roles: ['web', 'shared'] });
    const two = group(web, { name: 'two', roles: ['shared'] }, 'two');

    expect(one.nodeSelector).toEqual({ 'node-role.kubernetes.io/web': '' });
    expect(issuesOf(() => two.nodeSelector)).toMatchObject([
      { code: 'HK2109', remedy: expect.stringContaining("roles: ['two']") },
    ]);
  });

  it('takes a type of the provider if the program says how large it is', () => {
    const web = cluster();
    const pool = group(web, { instanceType: InstanceType.of('x1.huge', { cpu: 96, memory: '768Gi' }) });

    expect(errorsOf(() => synth(web))).toEqual([]);
    expect(String(pool.capacity!.max.memory)).toBe('2304Gi');
  });

  it('is refused a type of another provider', () => {
    const web = cluster({}, tenantChart({ profile: PlatformProfile.cozystack('1.6') }));
    group(web, { instanceType: InstanceType.S1_LARGE });

    expect(issuesOf(() => synth(web))).toMatchObject([{ code: 'HK2101', construct: 'production/web/workers' }]);
  });

  it('warns of the group that the platform would add', () => {
    const web = cluster();
    group(web, { name: 'web' });

    expect(warningsOf(() => synth(web))).toContain(
      'warning HK2203 production/web: hikube (platform 1.1) will add the group "md0"',
    );
  });

  it.each([
    [
      'an instance type and resources',
      { instanceType: InstanceType.U1_LARGE, resources: { cpu: 1, memory: '1Gi' } },
      ['HK2103'],
    ],
    ['neither', { instanceType: undefined }, ['HK1103']],
    ['a part of a core', { instanceType: undefined, resources: { cpu: '500m', memory: '1Gi' } }, ['HK2105']],
    ['a max of 0', { scaling: { min: 0, max: 0 } }, ['HK2202']],
    ['a negative min', { scaling: { min: -1, max: 2 } }, ['HK2202']],
    ['more GPUs than any host has', { gpus: { model: Gpu.L40S, perNode: 1e9 } }, ['HK1102', 'HK3104']],
    ['a role that is no label', { roles: ['web/front'] }, ['HK1306']],
    ['a name that is no label', { name: 'Web' }, ['HK1305']],
    ['a disk of no size', { disk: '0' }, ['HK2108']],
    ['a disk of twenty bytes', { disk: '20' }, ['HK2108']],
    ['an unknown GPU', { gpus: { model: Gpu.of('nvidia.com/L40') } }, ['HK2107', 'HK3104']],
  ] as const)('is refused with %s', (_, props, codes) => {
    const web = cluster();
    group(web, props as never);

    expect([...new Set(errorsOf(() => synth(web)))].sort()).toEqual([...codes]);
  });

  it('is refused beside a group of the same name', () => {
    const web = cluster();
    group(web);

    expect(errorsOf(() => group(web, {}, 'other'))).toEqual(['HK1002']);
  });

  it('is refused outside of a cluster', () => {
    const chart = tenantChart();

    expect(
      issuesOf(() => new NodeGroup(chart, 'web', { instanceType: InstanceType.U1_LARGE, scaling: { min: 1, max: 2 } })),
    ).toMatchObject([
      { code: 'HK1001', construct: 'production/web', message: 'A NodeGroup stands outside of any ManagedCluster.' },
    ]);
  });
});
