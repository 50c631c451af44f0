import { LATE, PLATFORM_1_6, cluster, cluster16, findings, group, group16, places, type Judged } from './support';

const one = (minReplicas: unknown, maxReplicas: unknown): Judged =>
  cluster({ nodeGroups: { web: group({ minReplicas, maxReplicas }) } });

describe('HK2201: the bounds of a group', () => {
  it.each([
    [2, 1],
    [5, 3],
    [11, 10],
  ])('do not go from %i to %i', (min, max) => {
    expect(findings('HK2201', one(min, max))).toMatchObject([
      {
        pointer: '/spec/nodeGroups/web/minReplicas',
        message: `Node group "web" has min ${min} above max ${max}.`,
        remedy: `Lower min to ${max}, or raise max to ${min}.`,
      },
    ]);
  });

  it.each([
    ['are equal', 3, 3],
    ['rise', 2, 3],
    ['have a max that makes no sense by itself', 2, 0],
    ['have a late min', LATE, 1],
    ['have a late max', 5, LATE],
    ['have a min of another type', '5', 3],
  ])('may be given where they %s', (_, min, max) => {
    expect(findings('HK2201', one(min, max))).toEqual([]);
  });

  it('are judged in each group', () => {
    const wrong = group({ minReplicas: 4, maxReplicas: 2 });

    expect(places('HK2201', cluster({ nodeGroups: { a: wrong, b: group(), c: wrong } }))).toEqual([
      '/spec/nodeGroups/a/minReplicas',
      '/spec/nodeGroups/c/minReplicas',
    ]);
  });
});

describe('HK2202: numbers of machines and replicas', () => {
  it.each([
    [0, 1],
    [LATE, 1],
    [0, LATE],
    ['x', 'x'],
  ])('may be %p to %p', (min, max) => {
    expect(findings('HK2202', one(min, max))).toEqual([]);
  });

  it('start at a min of 0', () => {
    expect(findings('HK2202', one(-1, 3))).toMatchObject([
      {
        pointer: '/spec/nodeGroups/web/minReplicas',
        message: 'Node group "web" has min -1.',
        why: 'The API server takes any number; the group or the control plane is then never made.',
        remedy: 'Write 0 or more.',
      },
    ]);
  });

  it.each([0, -1])('start at a max of 1, not at %i', (max) => {
    expect(findings('HK2202', one(0, max))).toMatchObject([
      {
        pointer: '/spec/nodeGroups/web/maxReplicas',
        message: `Node group "web" has max ${max}.`,
        why: 'It could never have a machine.',
        remedy: 'Write 1 or more, or remove the group.',
      },
    ]);
  });

  it('are judged one by one, in each group', () => {
    const nodeGroups = { a: group({ minReplicas: -2, maxReplicas: -1 }), b: group(), c: group({ maxReplicas: 0 }) };

    expect(places('HK2202', cluster({ nodeGroups, controlPlane: { replicas: 0 } }))).toEqual([
      '/spec/nodeGroups/a/minReplicas',
      '/spec/nodeGroups/a/maxReplicas',
      '/spec/nodeGroups/c/maxReplicas',
      '/spec/controlPlane/replicas',
    ]);
  });

  it.each([0, -1])('start at one replica of the control plane, not at %i', (replicas) => {
    expect(findings('HK2202', cluster({ controlPlane: { replicas } }))).toMatchObject([
      {
        pointer: '/spec/controlPlane/replicas',
        message: `The control plane has ${replicas} replicas.`,
        remedy: 'Write 1 or more; 2 or more survive the loss of one.',
      },
    ]);
  });

  it.each([{ replicas: 1 }, { replicas: LATE }, {}, undefined])('may be %j of the control plane', (controlPlane) => {
    expect(findings('HK2202', cluster({ controlPlane }))).toEqual([]);
  });
});

describe('HK2203: the group that the platform adds', () => {
  const GROUP = '"md0" (u1.medium, 0 to 10 machines, role ingress-nginx)';

  it('stands beside groups of other names up to 1.5', () => {
    const nodeGroups = { web: group(), db: group() };

    expect(findings('HK2203', cluster({ nodeGroups }))).toMatchObject([
      {
        pointer: '/spec/nodeGroups',
        message: `hikube (platform 1.1) will add the group ${GROUP} to this cluster.`,
        remedy:
          'Give one of your groups that name, with the key "md0"; where the cluster runs already, that replaces its machines.',
      },
    ]);
    expect(findings('HK2203', cluster({ nodeGroups }), { program: true })).toMatchObject([
      {
        remedy:
          "Give one of your groups that name, with `new NodeGroup(cluster, 'web', { name: 'md0', … })`; where the cluster runs already, that replaces its machines.",
      },
    ]);
  });

  it.each([undefined, {}])('is the only one where the groups are %j', (nodeGroups) => {
    expect(findings('HK2203', cluster({ nodeGroups }))).toMatchObject([
      { pointer: '/spec/nodeGroups', remedy: 'Declare at least one group.' },
    ]);
    expect(findings('HK2203', cluster16({ nodeGroups }), { profile: PLATFORM_1_6, program: true })).toMatchObject([
      {
        pointer: '/spec/nodeGroups',
        message: `cozystack-1.6 will add the group ${GROUP} to this cluster.`,
        remedy: 'Declare at least one group.',
      },
    ]);
  });

  it('is not added where one has its name', () => {
    expect(findings('HK2203', cluster({ nodeGroups: { web: group(), md0: group() } }))).toEqual([]);
  });

  it('is not added beside others from 1.6 on', () => {
    expect(findings('HK2203', cluster16({ nodeGroups: { web: group16() } }), PLATFORM_1_6)).toEqual([]);
  });
});
