import {
  HIKUBE,
  LATE,
  PLATFORM_1_1,
  PLATFORM_1_6,
  cluster,
  cluster16,
  findings,
  group,
  group16,
  places,
} from './support';

const OFFERED_1_1 = 'v1.30, v1.31, v1.32, v1.33, v1.34, v1.35';
const OFFERED_1_6 = 'v1.31, v1.32, v1.33, v1.34, v1.35';

describe('HK1401: the version of Kubernetes', () => {
  it.each(['v1.30', 'v1.35'])('may be %s', (version) => {
    expect(findings('HK1401', cluster({ version }))).toEqual([]);
  });

  it.each([undefined, LATE, 1.34])('is not judged where it is %p', (version) => {
    expect(findings('HK1401', cluster({ version }))).toEqual([]);
  });

  it.each([
    ['a patch of what is offered', '1.30.3', 'Write "v1.30".'],
    ['what is offered, without its v', '1.35', 'Write "v1.35".'],
    [
      'a version before',
      'v1.29',
      `The nearest that it offers is "v1.30". hikube (platform 1.1) offers ${OFFERED_1_1}.`,
    ],
    [
      'a version after',
      '1.36.0',
      `The nearest that it offers is "v1.35". hikube (platform 1.1) offers ${OFFERED_1_1}.`,
    ],
    ['another major', 'v2.0', `hikube (platform 1.1) offers ${OFFERED_1_1}.`],
    ['no version', 'latest', `hikube (platform 1.1) offers ${OFFERED_1_1}.`],
    ['an empty text', '', `hikube (platform 1.1) offers ${OFFERED_1_1}.`],
  ])('is not %s', (_, version, remedy) => {
    expect(findings('HK1401', cluster({ version }))).toMatchObject([
      {
        pointer: '/spec/version',
        message: `Kubernetes version "${version}" is not one that hikube (platform 1.1) offers.`,
        remedy,
      },
    ]);
  });

  it('is one of the profile', () => {
    expect(findings('HK1401', cluster16({ version: 'v1.30' }), PLATFORM_1_6)).toMatchObject([
      { remedy: `The nearest that it offers is "v1.31". cozystack-1.6 offers ${OFFERED_1_6}.` },
    ]);
  });
});

describe('HK4301: the host of the API server', () => {
  it.each(['k8s.acme.example', 'k8s', '', undefined, LATE])('may be %p', (host) => {
    expect(findings('HK4301', cluster({ host }))).toEqual([]);
  });

  it.each([
    ['https://k8s.acme.example:6443', 'k8s.acme.example'],
    ['HTTPS://K8s.acme.example/path', 'k8s.acme.example'],
    ['k8s.acme.example:443', 'k8s.acme.example'],
    ['k8s.acme.example/', 'k8s.acme.example'],
    [' k8s.acme.example', 'k8s.acme.example'],
    ['k8s.acme.example more', 'k8s.acme.example'],
    ['K8S.acme.example', 'k8s.acme.example'],
  ])('is not %p, in which one stands', (host, meant) => {
    expect(findings('HK4301', cluster({ host }))).toMatchObject([
      { pointer: '/spec/host', message: `The host "${host}" is not a host name.`, remedy: `Write "${meant}".` },
    ]);
  });

  it.each(['10.0.0.1', 'https://10.0.0.1', 'k8s_acme', '*.acme.example', '://', ' ', '-k8s.acme.example'])(
    'is not %p, which names none',
    (host) => {
      expect(findings('HK4301', cluster({ host }))).toMatchObject([
        {
          pointer: '/spec/host',
          message: `The host "${host}" is not a host name.`,
          remedy: 'Write the bare name, such as "k8s.acme.example".',
        },
      ]);
    },
  );
});

describe('HK4201: the storage classes of a cluster and its groups', () => {
  it.each(['local', 'replicated', 'replicated-async', '', undefined, LATE])('may be %p', (storageClass) => {
    expect(findings('HK4201', cluster({ storageClass }))).toEqual([]);
  });

  it('are those of the profile', () => {
    expect(findings('HK4201', cluster({ storageClass: 'replicated-async' }), PLATFORM_1_1)).toMatchObject([
      {
        pointer: '/spec/storageClass',
        message: 'cozystack-1.1 has no storage class "replicated-async".',
        remedy: 'Known: local, replicated.',
      },
    ]);
    const own = PLATFORM_1_1.with({ storageClasses: ['fast-ssd'] });
    expect(findings('HK4201', cluster({ storageClass: 'fast-ssd' }), own)).toEqual([]);
  });

  it('are judged in each group that names one', () => {
    const nodeGroups = {
      a: group16({ storageClass: 'fast' }),
      b: group16({ storageClass: 'local' }),
      c: group16(),
      d: group16({ storageClass: 'replicate' }),
    };

    expect(findings('HK4201', cluster({ storageClass: 'slow', nodeGroups }), PLATFORM_1_6)).toMatchObject([
      { pointer: '/spec/storageClass' },
      {
        pointer: '/spec/nodeGroups/a/storageClass',
        message: 'cozystack-1.6 has no storage class "fast".',
        remedy: 'Known: local, replicated.',
      },
      { pointer: '/spec/nodeGroups/d/storageClass', remedy: 'Did you mean "replicated"?' },
    ]);
  });

  it('are judged in a cluster without groups', () => {
    const judged = cluster({ nodeGroups: undefined, storageClass: 'fast' });

    expect(places('HK4201', judged)).toEqual(['/spec/storageClass']);
  });

  it('may be added to the profile, as a program is told', () => {
    expect(findings('HK4201', cluster({ storageClass: 'fast-ssd' }), { program: true })).toMatchObject([
      {
        remedy:
          'Known: local, replicated, replicated-async. A class that your operator made goes into the profile: ' +
          "`profile.with({ storageClasses: ['fast-ssd'] })`.",
      },
    ]);
  });
});

describe('HK4203: volumes of one copy', () => {
  it('are those of the class local', () => {
    expect(findings('HK4203', cluster({ storageClass: 'local' }))).toMatchObject([
      {
        pointer: '/spec/storageClass',
        message: 'The volumes of the cluster are on the class "local", which keeps one copy.',
        remedy: 'Write "replicated", or acknowledge that every application copies its own data.',
      },
    ]);
  });

  it.each(['replicated', 'replicated-async', 'locals', '', undefined, LATE])('are not those of %p', (storageClass) => {
    expect(findings('HK4203', cluster({ storageClass }))).toEqual([]);
  });
});

describe('HK4401: what OIDC is told', () => {
  const oidc = (mode: unknown, customConfig?: object): ReturnType<typeof cluster16> =>
    cluster16({ oidc: { mode, customConfig } });
  const secretRef = { name: 'oidc' };

  it.each([
    ['inline, in mode CustomConfig', 'CustomConfig', { config: 'a' }],
    ['by a Secret, in mode CustomConfig', 'CustomConfig', { secretRef }],
    ['inline, beside an empty Secret', 'CustomConfig', { config: 'a', secretRef: { name: '' } }],
    ['nothing, in mode System', 'System', undefined],
    ['nothing, in mode None', 'None', {}],
    ['nothing, in no mode', undefined, { config: '', secretRef: {} }],
  ])('may be %s', (_, mode, customConfig) => {
    expect(findings('HK4401', oidc(mode, customConfig), PLATFORM_1_6)).toEqual([]);
  });

  it('may be nothing at all', () => {
    expect(findings('HK4401', cluster16(), PLATFORM_1_6)).toEqual([]);
  });

  it('is not both in one', () => {
    expect(findings('HK4401', oidc('CustomConfig', { config: 'a', secretRef }), PLATFORM_1_6)).toMatchObject([
      {
        pointer: '/spec/oidc/customConfig',
        message: 'Both customConfig.config and customConfig.secretRef.name are given.',
        why: 'The chart refuses to render.',
        remedy: 'Keep one of them.',
      },
    ]);
  });

  it.each([undefined, {}, { config: '' }, { secretRef: {} }, { secretRef: { name: '' } }])(
    'is not CustomConfig with %p',
    (customConfig) => {
      expect(findings('HK4401', oidc('CustomConfig', customConfig), PLATFORM_1_6)).toMatchObject([
        {
          pointer: '/spec/oidc/mode',
          message: 'OIDC mode CustomConfig has no configuration.',
          why: 'The chart refuses to render.',
          remedy: 'Give customConfig.config or customConfig.secretRef.name.',
        },
      ]);
    },
  );

  it.each([
    ['System', { config: 'a' }, 'System'],
    ['None', { secretRef }, 'None'],
    [undefined, { config: 'a' }, 'None'],
  ])('is not a configuration in mode %s, which ignores it', (mode, customConfig, said) => {
    expect(findings('HK4401', oidc(mode, customConfig), PLATFORM_1_6)).toMatchObject([
      {
        pointer: '/spec/oidc/customConfig',
        message: `OIDC mode "${said}" has a customConfig.`,
        why: 'The platform ignores it in this mode.',
        remedy: 'Set mode CustomConfig, or leave customConfig out.',
      },
    ]);
  });

  it('is no matter of a release without it', () => {
    expect(findings('HK4401', cluster({ oidc: { mode: 'CustomConfig' } }), HIKUBE)).toEqual([]);
  });
});

describe('HK4402: arguments of the API server that OIDC owns', () => {
  const withArguments = (mode: string | undefined, ...extraArgs: unknown[]): ReturnType<typeof cluster16> =>
    cluster16({ oidc: mode && { mode }, controlPlane: { apiServer: { extraArgs } } });

  it.each(['System', 'CustomConfig'])('are found one by one in mode %s', (mode) => {
    const judged = withArguments(mode, LATE, '--v=2', '--oidc-client-id=x', '--authentication-config=/a', 'x --oidc-a');

    expect(findings('HK4402', judged, PLATFORM_1_6)).toMatchObject([
      {
        pointer: '/spec/controlPlane/apiServer/extraArgs/2',
        message: `The API server is given "--oidc-client-id=x" while OIDC has mode "${mode}".`,
        remedy: 'Remove the argument, or leave the oidc section out.',
      },
      {
        pointer: '/spec/controlPlane/apiServer/extraArgs/3',
        message: `The API server is given "--authentication-config=/a" while OIDC has mode "${mode}".`,
      },
    ]);
  });

  it.each(['None', undefined])('are free in mode %s', (mode) => {
    expect(findings('HK4402', withArguments(mode, '--oidc-client-id=x'), PLATFORM_1_6)).toEqual([]);
  });

  it.each(['--v=2', '--oidc', '--authentication-mode=x', '-oidc-client-id'])('are not %s', (argument) => {
    expect(findings('HK4402', withArguments('System', argument), PLATFORM_1_6)).toEqual([]);
  });

  it.each([{}, { controlPlane: {} }, { controlPlane: { apiServer: {} } }])('need not be there: %j', (spec) => {
    expect(findings('HK4402', cluster16({ oidc: { mode: 'System' }, ...spec }), PLATFORM_1_6)).toEqual([]);
  });
});

describe('HK4108: a ring in reach', () => {
  it('is missed where it is known that there is none', () => {
    expect(findings('HK4108', cluster(), { facts: { reach: { etcd: false } } })).toMatchObject([
      {
        pointer: '',
        message: 'Neither the tenant nor an ancestor has the etcd module.',
        remedy: 'Give the tenant `modules: { etcd: true }`.',
      },
    ]);
  });

  it.each([
    ['it is there', { reach: { etcd: true } }],
    ['nothing is known of it', { reach: {} }],
    ['nothing is known of the tenant', {}],
    ['another module is out of reach', { reach: { monitoring: false } }],
  ])('is not missed where %s', (_, facts) => {
    expect(findings('HK4108', cluster(), { facts })).toEqual([]);
  });

  it('is not missed where the namespace is not known', () => {
    const judged = cluster({}, { namespace: undefined });

    expect(findings('HK4108', judged, { facts: { reach: { etcd: false } } })).toEqual([]);
  });
});

describe('the rules over a cluster', () => {
  it('judge a cluster of another release by its names', () => {
    expect(places('HK4201', cluster({ nodeGroups: { md0: group({ storageClass: 'fast' }) } }))).toEqual([]);
  });
});
