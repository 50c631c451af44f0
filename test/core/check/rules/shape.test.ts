import { checkManifest } from '../../../../lib/core/check/check';
import { OBJECT_RULES } from '../../../../lib/core/check/catalogue';
import type { CheckContext, ObjectRule } from '../../../../lib/core/check/rule';
import type { Notice } from '../../../../lib/core/read/notice';
import { read } from '../../../../lib/core/read/read';
import {
  HIKUBE,
  LATE,
  PLATFORM_1_1,
  PLATFORM_1_6,
  cluster,
  findings,
  group,
  group16,
  places,
  ring,
  tenant,
} from './support';

const groups = (nodeGroups: object): ReturnType<typeof cluster> => cluster({ nodeGroups });

describe('HK1201: a key that the platform does not know', () => {
  it.each([
    ['a later name', HIKUBE, 'diskSize', 'hikube (platform 1.1)', 'On this release it is called "ephemeralStorage".'],
    ['an older name', PLATFORM_1_6, 'ephemeralStorage', 'cozystack-1.6', 'On this release it is called "diskSize".'],
    ['a near miss', HIKUBE, 'maxReplica', 'hikube (platform 1.1)', 'Did you mean "maxReplicas"?'],
  ])('says of %s what it is called', (_, profile, key, title, remedy) => {
    const base = {
      ...(profile === PLATFORM_1_6 ? group16() : group()),
      diskSize: undefined,
      ephemeralStorage: undefined,
    };

    expect(findings('HK1201', groups({ web: { ...base, [key]: '20Gi' } }), profile)).toMatchObject([
      {
        pointer: `/spec/nodeGroups/web/${key}`,
        onKey: true,
        message: `"nodeGroups.web.${key}" is not a field of ${title} here.`,
        remedy,
      },
    ]);
  });

  it('lists what is known where nothing is near', () => {
    const judged = cluster({ addons: { gatewayAPI: { colour: 'red' } } });

    expect(findings('HK1201', judged)).toMatchObject([{ remedy: 'Known: enabled.' }]);
  });

  it.each([
    ['a ring', ring({ replica: 3 }), '/spec/replica', '"replica"', 'Did you mean "replicas"?'],
    ['a tenant', tenant({ etc: true }), '/spec/etc', '"etc"', 'Did you mean "etcd"?'],
    ['metadata', tenant({}, { label: {} }), '/metadata/label', '"metadata.label"', 'Did you mean "labels"?'],
    [
      'the object',
      { kind: 'Tenant', manifest: { ...tenant().manifest, specs: {} } } as const,
      '/specs',
      '"specs"',
      'Did you mean "spec"?',
    ],
  ])('finds it in %s', (_, judged, pointer, key, remedy) => {
    expect(findings('HK1201', judged)).toMatchObject([
      { pointer, message: `${key} is not a field of hikube (platform 1.1) here.`, remedy },
    ]);
  });

  it('finds each of several, in the order in which they stand', () => {
    expect(places('HK1201', cluster({ b: 1, a: 1 }))).toEqual(['/spec/b', '/spec/a']);
  });
});

describe('HK1202: a value of the wrong type', () => {
  it.each([
    [
      'whole number',
      { maxReplicas: 'three' },
      'maxReplicas',
      'a whole number, but is "three"',
      'Write a whole number.',
    ],
    ['list', { roles: 'web' }, 'roles', 'a list, but is "web"', 'Write a list.'],
    ['object', { resources: [] }, 'resources', 'an object, but is []', 'Write an object.'],
    ['text', { instanceType: ['u1'] }, 'instanceType', 'a text, but is ["u1"]', 'Write a text.'],
    ['nothing', { roles: null }, 'roles', 'a list, but is null', 'Write a list.'],
  ])('asks for a %s', (_, changes, key, words, remedy) => {
    expect(findings('HK1202', groups({ web: group(changes) }))).toMatchObject([
      {
        pointer: `/spec/nodeGroups/web/${key}`,
        onKey: false,
        message: `"nodeGroups.web.${key}" has to be ${words}.`,
        remedy,
      },
    ]);
  });

  it.each([
    [true, 'true', 'true or false'],
    [34, '34', 'a number'],
  ])('asks for quotes around the bare word %s', (host, word, as) => {
    expect(findings('HK1202', cluster({ host }))).toMatchObject([
      {
        pointer: '/spec/host',
        message: `"host" has to be a text, but kubectl reads the bare word ${word} as ${as}.`,
        remedy: `Put it in quotes: "${word}".`,
      },
    ]);
  });

  it('quotes the word as it was spelt', () => {
    expect(findings('HK1202', cluster({ host: true }), { respelt: { '/spec/host': 'yes' } })).toMatchObject([
      {
        message: '"host" has to be a text, but kubectl reads the bare word yes as true.',
        remedy: 'Put it in quotes: "yes".',
      },
    ]);
  });

  it('quotes a word that is no text by its spelling', () => {
    expect(findings('HK1202', ring({ replicas: true }), { respelt: { '/spec/replicas': 'on' } })).toMatchObject([
      {
        message: '"replicas" has to be a whole number, but is on, which kubectl reads as true.',
        remedy: 'Write a whole number.',
      },
    ]);
  });

  it('speaks to a program of values', () => {
    expect(findings('HK1202', cluster({ host: true }), { program: true })).toMatchObject([
      { message: '"host" has to be a text, but is true.', remedy: 'Write a text.' },
    ]);
  });

  it('does not offer quotes for what is no word', () => {
    expect(findings('HK1202', cluster({ host: {} }))).toMatchObject([
      { message: '"host" has to be a text, but is {}.', remedy: 'Write a text.' },
    ]);
  });

  it.each([
    ['a spec', { kind: 'Etcd', manifest: { ...ring().manifest, spec: 5 } } as const, '/spec', '"spec"'],
    ['metadata', ring({}, { labels: 5 }), '/metadata/labels', '"metadata.labels"'],
    ['a flag', tenant({ etcd: 5 }), '/spec/etcd', '"etcd"'],
  ])('calls %s by its place', (_, judged, pointer, key) => {
    const [finding, ...more] = findings('HK1202', judged);

    expect(more).toEqual([]);
    expect(finding!.pointer).toBe(pointer);
    expect(finding!.message.startsWith(`${key} has to be `)).toBe(true);
  });
});

describe('HK1203: a field that the chart insists on', () => {
  const REQUIRED = ['minReplicas', 'maxReplicas', 'instanceType', 'ephemeralStorage', 'resources'];

  it('misses each in a group of the release', () => {
    expect(places('HK1203', groups({ md0: group(), web: {} }))).toEqual(
      REQUIRED.map((key) => `/spec/nodeGroups/web/${key}`),
    );
  });

  it.each([
    ['instanceType', 'Write "nodeGroups.web.instanceType".'],
    ['resources', 'Write `resources: {}`.'],
  ])('says what to write for %s', (key, remedy) => {
    expect(findings('HK1203', groups({ web: group({ [key]: undefined }) }))).toMatchObject([
      {
        pointer: `/spec/nodeGroups/web/${key}`,
        message: `"nodeGroups.web.${key}" is missing, and hikube (platform 1.1) has no default for it.`,
        remedy,
        onKey: false,
      },
    ]);
  });

  it('misses nothing in md0 where the platform fills it in', () => {
    expect(places('HK1203', groups({ md0: {} }), PLATFORM_1_1)).toEqual([]);
  });

  it('misses it in md0 where the platform does not, under the names of the release', () => {
    expect(places('HK1203', groups({ md0: {} }), PLATFORM_1_6)).toEqual(
      ['minReplicas', 'maxReplicas', 'instanceType', 'diskSize'].map((key) => `/spec/nodeGroups/md0/${key}`),
    );
  });

  it('misses the name of a GPU in md0 too, which the platform does not fill in', () => {
    expect(findings('HK1203', groups({ md0: { gpus: [{}] } }))).toMatchObject([
      { pointer: '/spec/nodeGroups/md0/gpus/0/name', remedy: 'Write "nodeGroups.md0.gpus[0].name".' },
    ]);
  });

  it('fills in what is missing, and no other fault', () => {
    const md0 = { minReplicas: 'two', diskSize: '1Gi', ephemeralStorage: '50GB' };

    expect(places('HK1202', groups({ md0 }))).toEqual(['/spec/nodeGroups/md0/minReplicas']);
    expect(places('HK1201', groups({ md0 }))).toEqual(['/spec/nodeGroups/md0/diskSize']);
    expect(places('HK1206', groups({ md0 }))).toEqual(['/spec/nodeGroups/md0/ephemeralStorage']);
  });
});

describe('HK1204: a value outside the list that a field takes', () => {
  const preset = (resourcesPreset: string): ReturnType<typeof cluster> =>
    cluster({ controlPlane: { apiServer: { resourcesPreset } } });

  it.each([
    ['what is near', 'lage', 'Did you mean "large"?'],
    ['all, where nothing is near', 'enormous', 'Known: nano, micro, small, medium, large, xlarge, 2xlarge.'],
    [
      'since when there is such a value',
      'c1.medium',
      'It comes with platform 1.4. Known here: nano, micro, small, medium, large, xlarge, 2xlarge.',
    ],
  ])('names %s', (_, written, remedy) => {
    expect(findings('HK1204', preset(written))).toMatchObject([
      {
        pointer: '/spec/controlPlane/apiServer/resourcesPreset',
        message: `"controlPlane.apiServer.resourcesPreset" is "${written}", which hikube (platform 1.1) does not take.`,
        remedy,
        onKey: false,
      },
    ]);
  });

  it.each(['large', 'c1.medium'])('takes %s where the release has it', (written) => {
    expect(findings('HK1204', preset(written), PLATFORM_1_6)).toEqual([]);
  });
});

describe('HK1205: a field of another release', () => {
  it('says which release has it first', () => {
    expect(findings('HK1205', tenant({ schedulingClass: 'a' }))).toMatchObject([
      {
        pointer: '/spec/schedulingClass',
        onKey: true,
        message: 'hikube (platform 1.1) has no field "schedulingClass"; platform 1.2 is the first that has it.',
        remedy: 'Leave it out, or check with --profile and the release that you run.',
      },
    ]);
  });

  it('calls a field of a group by its place', () => {
    const judged = groups({ md0: group({ kubelet: {}, maxUnhealthy: '1' }) });

    expect(findings('HK1205', judged).map(({ message }) => message)).toEqual([
      'hikube (platform 1.1) has no field "nodeGroups.md0.kubelet"; platform 1.4 is the first that has it.',
      'hikube (platform 1.1) has no field "nodeGroups.md0.maxUnhealthy"; platform 1.6 is the first that has it.',
    ]);
  });

  it.each([
    ['which release removed it', { until: '1.4.0' }, '; platform 1.4 removed it'],
    ['no release where none is known', {}, ''],
  ] as const)('says %s', (_, span, words) => {
    const notice: Notice = { kind: 'notOffered', pointer: '/spec/old', key: 'old', value: 1, ...span };
    const reading = { ...read('Tenant', tenant().manifest, HIKUBE), notices: [notice] };
    const rule = OBJECT_RULES.find(({ code, kind }) => code === 'HK1205' && kind === 'Tenant') as ObjectRule<'Tenant'>;

    expect([...rule.check(reading, { profile: HIKUBE } as CheckContext)]).toMatchObject([
      { pointer: '/spec/old', message: `hikube (platform 1.1) has no field "old"${words}.` },
    ]);
  });

  it('is content where the release has it', () => {
    expect(findings('HK1205', tenant({ schedulingClass: 'a' }), PLATFORM_1_6)).toEqual([]);
  });
});

describe('HK1206: a quantity that Kubernetes cannot read', () => {
  it.each([
    ['50GB', 'has the unit "GB", which Kubernetes does not know; did you mean "Gi"?', 'Write "50Gi".'],
    ['1.5mb', 'has the unit "mb", which Kubernetes does not know; did you mean "Mi"?', 'Write "1.5Mi".'],
    ['much', 'is not a number with a unit such as Mi or Gi.', 'Write a Kubernetes quantity such as "50Gi" or "500m".'],
    ['50 Gi', 'has a space in it.', 'Write a Kubernetes quantity such as "50Gi" or "500m".'],
  ])('says what is wrong with %s', (written, words, remedy) => {
    expect(findings('HK1206', groups({ web: group({ ephemeralStorage: written }) }))).toMatchObject([
      {
        pointer: '/spec/nodeGroups/web/ephemeralStorage',
        message: `"nodeGroups.web.ephemeralStorage" is "${written}", which ${words}`,
        remedy,
        onKey: false,
      },
    ]);
  });

  it('finds it under the name of the release', () => {
    const judged = groups({ web: group16({ diskSize: '50GB', resources: { cpu: 'x' } }) });

    expect(places('HK1206', judged, PLATFORM_1_6)).toEqual([
      '/spec/nodeGroups/web/diskSize',
      '/spec/nodeGroups/web/resources/cpu',
    ]);
  });
});

describe('HK1207: a key that the platform keeps for itself', () => {
  it.each([
    ['cluster', cluster({ _x: 1 })],
    ['ring', ring({ _x: 1 })],
    ['tenant', tenant({ _x: 1 })],
  ])('is refused in the spec of a %s', (_, judged) => {
    expect(findings('HK1207', judged)).toMatchObject([
      {
        pointer: '/spec/_x',
        onKey: true,
        message: '"_x" starts with an underscore, and the platform keeps such keys for itself.',
        remedy: 'Remove it, or write it without the underscore.',
      },
    ]);
    expect(findings('HK1201', judged)).toEqual([]);
  });
});

describe('HK1208: metadata that the platform drops', () => {
  it.each(['finalizers', 'ownerReferences'])('is %s', (key) => {
    expect(findings('HK1208', cluster({}, { [key]: ['a'] }))).toMatchObject([
      {
        pointer: `/metadata/${key}`,
        onKey: true,
        message: `"metadata.${key}" is dropped without a word.`,
        remedy: 'Leave it out.',
      },
    ]);
  });

  it('is not an empty list', () => {
    expect(findings('HK1208', cluster({}, { finalizers: [] }))).toEqual([]);
  });
});

describe('the rules over shapes', () => {
  it.each([
    ['a field', cluster({ host: LATE })],
    ['a field of a group', groups({ md0: group({ instanceType: LATE, ephemeralStorage: LATE }) })],
    ['a field of a ring', ring({ size: LATE })],
  ])('say nothing of %s that comes late', (_, { kind, manifest }) => {
    const codes = checkManifest(kind, manifest, HIKUBE).map(({ code }) => code);

    expect(codes.filter((code) => code.startsWith('HK12'))).toEqual([]);
  });
});
