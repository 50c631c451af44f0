import { LATE, findings, places, tenant, type Judged } from './support';

const quotas = (resourceQuotas: unknown): Judged => tenant({ resourceQuotas });

describe('HK4106: a quota below zero', () => {
  it.each(['-1', -1, '-1m', '-0.5', '-1Gi'])('is an error at %j', (cpu) => {
    expect(findings('HK4106', quotas({ cpu }))).toEqual([
      {
        pointer: '/spec/resourceQuotas/cpu',
        message: `The quota of "cpu" is ${JSON.stringify(cpu)}.`,
        remedy: 'Write zero or more.',
        why: 'Kubernetes refuses the ResourceQuota, and the tenant is never ready.',
        onKey: false,
      },
    ]);
  });

  it.each(['0', 0, '-0', 1, '1m', LATE, true, 'some'])('is not %j, or that is said elsewhere', (cpu) => {
    expect(findings('HK4106', quotas({ cpu }))).toEqual([]);
  });

  it('is found in each of several, beside sound ones', () => {
    expect(places('HK4106', quotas({ cpu: -1, memory: '1Gi', 'nvidia.com/gpu': -1 }))).toEqual([
      '/spec/resourceQuotas/cpu',
      '/spec/resourceQuotas/nvidia.com~1gpu',
    ]);
  });

  it.each([undefined, {}, [], '1'])('is not in %j', (resourceQuotas) => {
    expect(findings('HK4106', quotas(resourceQuotas))).toEqual([]);
  });
});

describe('HK4109: a quota that limits nothing', () => {
  const ALL =
    'Write one of cpu, memory, ephemeral-storage, storage, pods, services, services.loadbalancers, services.nodeports, ' +
    'configmaps, secrets, persistentvolumeclaims, replicationcontrollers, resourcequotas.';

  it.each([
    ['requests.cpu', 'Write "cpu".'],
    ['limits.memory', 'Write "memory".'],
    ['requests.storage', 'Write "storage".'],
    ['requests.nvidia.com/gpu', 'Write "nvidia.com/gpu".'],
    ['limits.nvidia.com/gpu', 'Write "nvidia.com/gpu".'],
    ['cpus', 'Write "cpu".'],
    ['CPU', 'Write "cpu".'],
    ['configmap', 'Write "configmaps".'],
    ['services.loadbalancer', 'Write "services.loadbalancers".'],
    ['cpu.requests.', ALL],
    ['cplimits.u', ALL],
    ['widgets', ALL],
    ['count/deployments.apps', ALL],
    ['limits.count/deployments.apps', ALL],
    ['gold.storageclass.storage.k8s.io/requests.storage', ALL],
    ['gold.storageclass.storage.k8s.io/persistentvolumeclaims', ALL],
  ])('is one of "%s"', (key, remedy) => {
    expect(findings('HK4109', quotas({ [key]: 1 }))).toEqual([
      {
        pointer: `/spec/resourceQuotas/${key.replace('/', '~1')}`,
        message: `A quota of "${key}" would become one of "limits.${key}" and "requests.${key}".`,
        remedy,
        why: expect.stringContaining('so Kubernetes refuses the ResourceQuota') as string,
        onKey: true,
      },
    ]);
  });

  it.each(['-a.example/gpu', 'a.example-/gpu', 'a.example/', 'a.example/gpu-', 'a.example/-gpu', '/gpu', 'a/b/c'])(
    'is one of the ill-formed device "%s"',
    (key) => {
      expect(findings('HK4109', quotas({ [key]: 1 }))).toHaveLength(1);
    },
  );

  it.each([
    'cpu',
    'memory',
    'ephemeral-storage',
    'storage',
    'pods',
    'services',
    'services.loadbalancers',
    'services.nodeports',
    'configmaps',
    'secrets',
    'persistentvolumeclaims',
    'replicationcontrollers',
    'resourcequotas',
    'nvidia.com/gpu',
    'nvidia.com/AD102GL_L40S',
    'a/b',
    'gpu-1.example/some.Device_1',
    'count.example/gpu',
    'my-requests.example/gpu',
  ])('is not one of "%s"', (key) => {
    expect(findings('HK4109', quotas({ [key]: 1 }))).toEqual([]);
  });

  it('is each of several, and not the sound ones between', () => {
    expect(places('HK4109', quotas({ 'limits.cpu': 1, cpu: 1, widgets: 1 }))).toEqual([
      '/spec/resourceQuotas/limits.cpu',
      '/spec/resourceQuotas/widgets',
    ]);
  });

  it.each([undefined, {}, 'cpu'])('is not in %j', (resourceQuotas) => {
    expect(findings('HK4109', quotas(resourceQuotas))).toEqual([]);
  });
});
