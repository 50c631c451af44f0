import type { AddonName } from '../../../../lib/core/platform/addons';
import { PLATFORM_1_1, PLATFORM_1_6, cluster, findings, places, type Judged } from './support';
import { onRelease } from './together';

const ON = { enabled: true };
const OFF = { enabled: false };
const addons = (given: object): Judged => cluster({ addons: given });

/** The add-ons whose values are read, with the key that they are read below. */
const INNER: [AddonName, string][] = [
  ['certManager', 'cert-manager'],
  ['cilium', 'cilium'],
  ['coredns', 'coredns'],
  ['fluxcd', 'flux-instance'],
  ['gpuOperator', 'gpu-operator'],
  ['hami', 'hami'],
  ['ingressNginx', 'ingress-nginx'],
  ['ouroboros', 'ouroboros'],
  ['velero', 'velero'],
  ['verticalPodAutoscaler', 'vertical-pod-autoscaler'],
];

describe('HK3107: values below a key that nothing reads', () => {
  it.each(INNER)('%s reads "%s" and nothing beside it', (name, inner) => {
    const given = addons({ [name]: { valuesOverride: { [inner]: { some: 1 }, other: { some: 1 } } } });

    expect(findings('HK3107', given, PLATFORM_1_6)).toEqual([
      {
        pointer: `/spec/addons/${name}/valuesOverride/other`,
        message: `The values of ${name} have the key "other", which nothing reads.`,
        remedy: `Put them below "${inner}".`,
        why: expect.stringContaining('the rest is dropped without a word') as string,
        onKey: false,
      },
    ]);
  });

  it.each(INNER)('%s may have values below "global"', (name) => {
    const given = addons({ [name]: { valuesOverride: { global: { some: 1 } } } });

    expect(findings('HK3107', given, PLATFORM_1_6)).toEqual([]);
  });

  it('finds every such key, spelt as in a pointer', () => {
    const given = addons({ velero: { valuesOverride: { 'a/b': 1, velero: {}, '~c': 2 } } });

    expect(findings('HK3107', given).map(({ pointer, message }) => [pointer, message])).toEqual([
      ['/spec/addons/velero/valuesOverride/a~1b', 'The values of velero have the key "a/b", which nothing reads.'],
      ['/spec/addons/velero/valuesOverride/~0c', 'The values of velero have the key "~c", which nothing reads.'],
    ]);
  });

  it.each([
    ['gpuOperator', 'kernelModuleConfig', onRelease('1.5.4'), 1],
    ['gpuOperator', 'kernelModuleConfig', onRelease('1.6.0'), 0],
    ['verticalPodAutoscaler', 'vpaForVPA', PLATFORM_1_1, 0],
    ['verticalPodAutoscaler', 'vpaForVPA', PLATFORM_1_6, 0],
    ['certManager', 'vpaForVPA', PLATFORM_1_6, 1],
  ] as const)('%s has %s of its package beside it, case %#', (name, key, profile, count) => {
    expect(findings('HK3107', addons({ [name]: { valuesOverride: { [key]: 1 } } }), profile)).toHaveLength(count);
  });

  it.each([
    ['a text', 'cert-manager', '"cert-manager"'],
    ['a number', 3, '3'],
    ['a list', ['cert-manager'], '["cert-manager"]'],
  ])('asks for an object in the place of %s', (_, valuesOverride, quoted) => {
    expect(findings('HK3107', addons({ certManager: { valuesOverride } }))).toEqual([
      {
        pointer: '/spec/addons/certManager/valuesOverride',
        message: `The values of certManager are ${quoted}, which is not an object.`,
        remedy: 'Write an object with the key "cert-manager".',
        why: expect.any(String) as string,
        onKey: false,
      },
    ]);
  });

  it('judges the add-ons that follow one without an object', () => {
    const given = addons({ certManager: { valuesOverride: 1 }, cilium: { valuesOverride: { hubble: {} } } });

    expect(places('HK3107', given)).toEqual([
      '/spec/addons/certManager/valuesOverride',
      '/spec/addons/cilium/valuesOverride/hubble',
    ]);
  });

  it.each([
    ['values of an add-on that reads none', { monitoringAgents: { valuesOverride: { fluentbit: {} } } }],
    ['text as values of an add-on that reads none', { monitoringAgents: { valuesOverride: 'fluentbit' } }],
    ['an add-on without values', { certManager: ON }],
    ['an add-on that never has values', { gatewayAPI: { enabled: true, valuesOverride: { some: 1 } } }],
    ['empty values', { certManager: { valuesOverride: {} } }],
  ])('leaves %s to others', (_, given) => {
    expect(findings('HK3107', addons(given))).toEqual([]);
  });
});

describe('HK3108: values that nothing reads', () => {
  const SOME = { valuesOverride: { some: 1 } };

  it.each([
    ['on', ON],
    ['off', OFF],
    ['neither', {}],
  ])('those of the monitoring agents never are, with the agents %s', (_, given) => {
    expect(findings('HK3108', addons({ monitoringAgents: { ...given, ...SOME } }))).toEqual([
      {
        pointer: '/spec/addons/monitoringAgents/valuesOverride',
        message: 'The values of monitoringAgents are never read; no release has a template that does.',
        remedy: 'Leave them out.',
        why: 'The platform takes them and does nothing with them.',
        onKey: false,
      },
    ]);
  });

  it.each([[{}], [{ monitoringAgents: OFF }], [{ monitoringAgents: {} }]])(
    'those of the vertical pod autoscaler are not beside %j',
    (others) => {
      const given = addons({ ...others, verticalPodAutoscaler: SOME });

      expect(findings('HK3108', given)).toEqual([
        {
          pointer: '/spec/addons/verticalPodAutoscaler/valuesOverride',
          message: 'The vertical pod autoscaler has values, but is installed only together with monitoringAgents.',
          remedy: 'Set spec.addons.monitoringAgents.enabled to true.',
          why: 'The platform takes them and does nothing with them.',
          onKey: false,
        },
      ]);
      expect(findings('HK3108', given, { program: true })[0]?.remedy).toBe(
        "Add `new MonitoringAgents(cluster, 'monitoring-agents')`.",
      );
    },
  );

  it('those of the vertical pod autoscaler are read beside the monitoring agents', () => {
    expect(findings('HK3108', addons({ monitoringAgents: ON, verticalPodAutoscaler: SOME }))).toEqual([]);
  });

  const SWITCHABLE: [AddonName, string][] = [
    ['certManager', "new CertManager(cluster, 'cert-manager')"],
    ['fluxcd', "new FluxCd(cluster, 'fluxcd')"],
    ['gpuOperator', "new GpuOperator(cluster, 'gpu-operator')"],
    ['hami', "new Hami(cluster, 'hami', { gpuOperator })"],
    ['ingressNginx', "new IngressNginx(cluster, 'ingress-nginx', { nodes })"],
    ['ouroboros', "new Ouroboros(cluster, 'ouroboros', { ingress })"],
    ['velero', "new Velero(cluster, 'velero')"],
  ];

  it.each(SWITCHABLE)('those of %s are not while it is off', (name, written) => {
    const given = addons({ [name]: { ...OFF, ...SOME } });

    expect(findings('HK3108', given, PLATFORM_1_6)).toEqual([
      {
        pointer: `/spec/addons/${name}/valuesOverride`,
        message: `The add-on ${name} has values, but is not on.`,
        remedy: `Set spec.addons.${name}.enabled to true.`,
        why: 'The platform takes them and does nothing with them.',
        onKey: false,
      },
    ]);
    expect(findings('HK3108', given, { profile: PLATFORM_1_6, program: true })[0]?.remedy).toBe(`Add \`${written}\`.`);
  });

  it.each(SWITCHABLE)('those of %s are not where nothing says that it is on', (name) => {
    expect(findings('HK3108', addons({ [name]: SOME }), PLATFORM_1_6)).toHaveLength(1);
  });

  it.each(SWITCHABLE)('those of %s are read while it is on', (name) => {
    expect(findings('HK3108', addons({ [name]: { ...ON, ...SOME } }), PLATFORM_1_6)).toEqual([]);
  });

  it.each(['cilium', 'coredns'])('those of %s are always read', (name) => {
    expect(findings('HK3108', addons({ [name]: SOME }))).toEqual([]);
  });

  it.each([
    ['no values', {}],
    ['an empty object', { valuesOverride: {} }],
  ])('%s are nothing to read', (_, given) => {
    const all = addons({ certManager: given, monitoringAgents: given, verticalPodAutoscaler: given });

    expect(findings('HK3108', all)).toEqual([]);
  });

  it.each([
    ['a text', 'fluentbit'],
    ['an empty list', []],
    ['an object', { fluentbit: {} }],
  ])('%s is something to read', (_, valuesOverride) => {
    expect(findings('HK3108', addons({ monitoringAgents: { valuesOverride } }))).toHaveLength(1);
  });

  it('finds each of several, after one that has none', () => {
    const given = addons({ certManager: OFF, cilium: SOME, fluxcd: SOME, monitoringAgents: SOME });

    expect(places('HK3108', given)).toEqual([
      '/spec/addons/fluxcd/valuesOverride',
      '/spec/addons/monitoringAgents/valuesOverride',
    ]);
  });
});
