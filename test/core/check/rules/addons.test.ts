import type { AddonName } from '../../../../lib/core/platform/addons';
import { HIKUBE, PLATFORM_1_6, cluster, findings, group, places, type Judged } from './support';
import { onRelease } from './together';

const ON = { enabled: true };
const OFF = { enabled: false };
const addons = (given: object): Judged => cluster({ addons: given });

const GPUS = [{ name: 'nvidia.com/AD102GL_L40S' }];

describe('HK3101: an add-on that needs another', () => {
  const pairs: [AddonName, AddonName, string, string][] = [
    ['hami', 'gpuOperator', 'The chart refuses to render.', "new GpuOperator(cluster, 'gpu-operator')"],
    [
      'ouroboros',
      'ingressNginx',
      'The chart refuses to render.',
      "new IngressNginx(cluster, 'ingress-nginx', { nodes })",
    ],
    [
      'monitoringAgents',
      'certManager',
      'The agents wait for a release of its CRDs that is never made.',
      "new CertManager(cluster, 'cert-manager')",
    ],
  ];
  const release = onRelease('1.4.0');

  it.each(pairs)('%s without %s is an error', (name, other, why) => {
    expect(findings('HK3101', addons({ [name]: ON }), release)).toEqual([
      {
        pointer: `/spec/addons/${name}`,
        message: `The add-on ${name} is on, but ${other} is not.`,
        remedy: `Set spec.addons.${other}.enabled to true.`,
        why,
        onKey: false,
      },
    ]);
  });

  it.each(pairs)('%s without %s tells a program what to construct', (name, _other, _why, written) => {
    const [found] = findings('HK3101', addons({ [name]: ON }), { profile: release, program: true });

    expect(found?.remedy).toBe(`Add \`${written}\`.`);
  });

  it.each(pairs)('%s beside %s is fine', (name, other) => {
    expect(findings('HK3101', addons({ [name]: ON, [other]: ON }), release)).toEqual([]);
  });

  it.each(pairs)('%s that is off, or not said to be on, needs no %s', (name) => {
    expect(findings('HK3101', addons({ [name]: OFF }), release)).toEqual([]);
    expect(findings('HK3101', addons({ [name]: {} }), release)).toEqual([]);
  });

  it.each(pairs)('%s beside %s that is switched off is an error', (name, other) => {
    expect(places('HK3101', addons({ [name]: ON, [other]: OFF }), release)).toEqual([`/spec/addons/${name}`]);
  });

  it.each(pairs)('%s whose switch is no flag raises nothing beside that', (name) => {
    expect(findings('HK3101', addons({ [name]: { enabled: 'yes' } }), release)).toEqual([]);
  });

  it('finds each of several in one cluster', () => {
    const all = addons({ monitoringAgents: ON, hami: ON, ouroboros: ON });

    expect(places('HK3101', all, release)).toEqual([
      '/spec/addons/hami',
      '/spec/addons/ouroboros',
      '/spec/addons/monitoringAgents',
    ]);
  });

  it.each([
    ['1.1.2', 1],
    ['1.5.1', 1],
    ['1.5.2', 0],
    ['1.6.2', 0],
  ] as const)('the agents on release %s have %i such fault without cert-manager', (at, count) => {
    expect(findings('HK3101', addons({ monitoringAgents: ON }), onRelease(at))).toHaveLength(count);
  });

  it('says nothing of a cluster without add-ons', () => {
    expect(findings('HK3101', cluster())).toEqual([]);
  });
});

describe('HK3104: GPUs without the GPU operator', () => {
  const gpuCluster = (given?: object): Judged =>
    cluster({
      nodeGroups: { md0: group(), small: group({ gpus: GPUS }), large: group({ gpus: [...GPUS, ...GPUS] }) },
      ...(given && { addons: given }),
    });

  it('finds each group with GPUs, and no other', () => {
    expect(findings('HK3104', gpuCluster())).toEqual([
      {
        pointer: '/spec/nodeGroups/small/gpus',
        message: 'Node group "small" attaches GPUs, but the cluster has no gpuOperator add-on.',
        remedy: 'Set spec.addons.gpuOperator.enabled to true.',
        why: expect.stringContaining('no pod can ever request nvidia.com/gpu') as string,
        onKey: false,
      },
      expect.objectContaining({
        pointer: '/spec/nodeGroups/large/gpus',
        message: 'Node group "large" attaches GPUs, but the cluster has no gpuOperator add-on.',
      }),
    ]);
  });

  it.each([
    ['switched off', { gpuOperator: OFF }],
    ['named without a switch', { gpuOperator: {} }],
    ['not among the others', { certManager: ON }],
  ])('finds them where the operator is %s', (_, given) => {
    expect(findings('HK3104', gpuCluster(given))).toHaveLength(2);
  });

  it('is content where the operator is on', () => {
    expect(findings('HK3104', gpuCluster({ gpuOperator: ON }))).toEqual([]);
  });

  it.each([
    ['no GPUs', {}],
    ['an empty list of GPUs', { gpus: [] }],
    ['GPUs that are no list', { gpus: 'nvidia.com/AD102GL_L40S' }],
  ])('does not ask for it where a group has %s', (_, changes) => {
    expect(findings('HK3104', cluster({ nodeGroups: { md0: group(changes) } }))).toEqual([]);
  });

  it('tells a program what to construct', () => {
    expect(findings('HK3104', gpuCluster(), { program: true })[0]?.remedy).toBe(
      "Add `new GpuOperator(cluster, 'gpu-operator')`.",
    );
  });
});

describe('HK3106: the GPU operator without GPUs', () => {
  it('warns where it is on and no group attaches any', () => {
    expect(findings('HK3106', addons({ gpuOperator: ON }))).toEqual([
      {
        pointer: '/spec/addons/gpuOperator',
        message: 'The GPU operator is on, but no node group attaches GPUs.',
        remedy: 'Attach GPUs to a group, or leave the add-on out.',
        why: expect.stringContaining('look for hardware') as string,
        onKey: false,
      },
    ]);
  });

  it.each([
    ['an empty list of GPUs', { md0: group({ gpus: [] }) }, 1],
    ['no groups', {}, 1],
    ['one GPU', { md0: group({ gpus: GPUS }) }, 0],
    ['one group of two with GPUs', { md0: group(), gpu: group({ gpus: GPUS }) }, 0],
  ])('with %s', (_, nodeGroups, count) => {
    expect(findings('HK3106', cluster({ nodeGroups, addons: { gpuOperator: ON } }))).toHaveLength(count);
  });

  it.each([[{ gpuOperator: OFF }], [{ gpuOperator: {} }], [{}]])('is content with %j', (given) => {
    expect(findings('HK3106', addons(given))).toEqual([]);
  });
});

describe('HK3109: monitoring agents without a place to send to', () => {
  it('is an error where neither the tenant nor an ancestor has monitoring', () => {
    const known = { facts: { reach: { monitoring: false } } };

    expect(findings('HK3109', addons({ monitoringAgents: ON }), known)).toEqual([
      {
        pointer: '/spec/addons/monitoringAgents',
        message: 'The monitoring agents are on, but neither the tenant nor an ancestor has monitoring.',
        remedy: 'Give the tenant the module monitoring, or leave the agents out.',
        why: expect.stringContaining('there is none') as string,
        onKey: false,
      },
    ]);
  });

  it.each([
    ['monitoring is reached', { reach: { monitoring: true } }],
    ['nothing is known of the reach of monitoring', { reach: { etcd: false } }],
    ['only the tenant itself is known to have none', { modules: { monitoring: false } }],
    ['nothing is known', {}],
  ])('is content where %s', (_, facts) => {
    expect(findings('HK3109', addons({ monitoringAgents: ON }), { facts })).toEqual([]);
  });

  it('is content in a cluster of which nobody knows the tenant', () => {
    const given = cluster({ addons: { monitoringAgents: ON } }, { namespace: undefined });

    expect(findings('HK3109', given, { facts: { reach: { monitoring: false } } })).toEqual([]);
  });

  it.each([[{ monitoringAgents: OFF }], [{ monitoringAgents: {} }], [{}]])('is content with %j', (given) => {
    expect(findings('HK3109', addons(given), { facts: { reach: { monitoring: false } } })).toEqual([]);
  });
});

describe('HK3110: Ouroboros that watches a Gateway API', () => {
  const watching = (enabled: unknown, others: object = {}): Judged =>
    addons({
      ingressNginx: ON,
      ouroboros: { enabled: true, valuesOverride: { ouroboros: { controller: { gatewayApi: { enabled } } } } },
      ...others,
    });

  it('is an error where the add-on is not on', () => {
    expect(findings('HK3110', watching(true), PLATFORM_1_6)).toEqual([
      {
        pointer: '/spec/addons/ouroboros/valuesOverride/ouroboros/controller/gatewayApi/enabled',
        message: 'Ouroboros is told to watch the Gateway API, but the add-on gatewayAPI is not on.',
        remedy: 'Set spec.addons.gatewayAPI.enabled to true.',
        why: expect.stringContaining('would crash without the CRDs') as string,
        onKey: false,
      },
    ]);
  });

  it('tells a program what to construct', () => {
    expect(findings('HK3110', watching(true), { profile: PLATFORM_1_6, program: true })[0]?.remedy).toBe(
      "Add `new GatewayApi(cluster, 'gateway-api')`.",
    );
  });

  it.each([true, 'true', 'True', 'TRUE', 1, '1', 'yes', 'Yes', 'on', 'ON', 'y', 'Y'])('takes %j for on', (enabled) => {
    expect(findings('HK3110', watching(enabled), PLATFORM_1_6)).toHaveLength(1);
  });

  it.each([false, 'false', 0, '0', 'no', 'off', 'n', '', 'untrue', 'truer', 'only', 11, null, undefined])(
    'takes %j for off',
    (enabled) => {
      expect(findings('HK3110', watching(enabled), PLATFORM_1_6)).toEqual([]);
    },
  );

  it('is content where the add-on is on', () => {
    expect(findings('HK3110', watching(true, { gatewayAPI: ON }), PLATFORM_1_6)).toEqual([]);
  });

  it('is an error where the add-on is switched off', () => {
    expect(findings('HK3110', watching(true, { gatewayAPI: OFF }), PLATFORM_1_6)).toHaveLength(1);
  });

  it.each([
    ['no values', undefined],
    ['the key of another level', { controller: { gatewayApi: ON } }],
    ['the switch of another part', { ouroboros: { controller: { ingress: ON } } }],
    ['a text where the values are', 'ouroboros'],
  ])('has nothing to say of %s', (_, valuesOverride) => {
    const given = addons({ ingressNginx: ON, ouroboros: { enabled: true, valuesOverride } });

    expect(findings('HK3110', given, PLATFORM_1_6)).toEqual([]);
  });

  it('has nothing to say of a cluster without add-ons', () => {
    expect(findings('HK3110', cluster(), PLATFORM_1_6)).toEqual([]);
  });

  it('has nothing to say before Ouroboros was there', () => {
    expect(findings('HK3110', watching(true), HIKUBE)).toEqual([]);
    expect(findings('HK3110', watching(true), onRelease('1.3.9'))).toEqual([]);
    expect(findings('HK3110', watching(true), onRelease('1.4.0'))).toHaveLength(1);
  });
});

describe('HK3113: HAMi beside the device plugin', () => {
  const both = (hami: object | undefined, enabled: unknown): Judged =>
    addons({
      ...(hami && { hami }),
      gpuOperator: { enabled: true, valuesOverride: { 'gpu-operator': { devicePlugin: { enabled } } } },
    });

  it('is an error where both are on', () => {
    expect(findings('HK3113', both(ON, true), PLATFORM_1_6)).toEqual([
      {
        pointer: '/spec/addons/gpuOperator/valuesOverride/gpu-operator/devicePlugin/enabled',
        message: "HAMi is on, and the GPU operator's own device plugin is switched on as well.",
        remedy: 'Leave devicePlugin out.',
        why: expect.stringContaining('offer the same cards') as string,
        onKey: false,
      },
    ]);
  });

  it.each([false, null, undefined, 0])('is content with the plugin at %j', (enabled) => {
    expect(findings('HK3113', both(ON, enabled), PLATFORM_1_6)).toEqual([]);
  });

  it.each([[OFF], [{}], [undefined]])('is content with the plugin beside HAMi at %j', (hami) => {
    expect(findings('HK3113', both(hami, true), PLATFORM_1_6)).toEqual([]);
  });

  it('has nothing to say of other switches of the operator', () => {
    const given = addons({
      hami: ON,
      gpuOperator: { enabled: true, valuesOverride: { 'gpu-operator': { driver: ON }, devicePlugin: ON } },
    });

    expect(findings('HK3113', given, PLATFORM_1_6)).toEqual([]);
  });

  it('has nothing to say of a cluster without add-ons', () => {
    expect(findings('HK3113', cluster(), PLATFORM_1_6)).toEqual([]);
  });

  it('has nothing to say before HAMi was there', () => {
    expect(findings('HK3113', both(ON, true), onRelease('1.3.9'))).toEqual([]);
    expect(findings('HK3113', both(ON, true), onRelease('1.4.0'))).toHaveLength(1);
  });
});
