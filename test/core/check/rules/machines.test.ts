import {
  HIKUBE,
  LATE,
  PLATFORM_1_6,
  cluster,
  cluster16,
  findings,
  group,
  group16,
  places,
  type Judged,
} from './support';

const one = (changes: object): Judged => cluster16({ nodeGroups: { web: group16(changes) } });

describe.each([
  [
    'HK2301',
    'maxUnhealthy',
    ['0', '1', '25', '0%', '50%', '150%'],
    ['half', '', '%', '1.5', '50 %', '-1', '50%%', 'x1', '1x'],
    'Write a whole number such as "1", or a whole percentage such as "50%".',
  ],
  [
    'HK2305',
    'nodeStartupTimeout',
    ['10m', '600s', '1h30m', '1.5h', '1.h', '.5h', '90000ms', '30s1us5ns7µs', '1h.5m2.m', '12m34s', ''],
    ['10', '0', '10 m', '10 minutes', 'm', '10d', '10mm', 'x10m', '10m5', '.m', '10m.s', '10m x', '1h30x'],
    'Write a time with its unit, such as "10m".',
  ],
] as const)('%s: %s', (code, key, sound, broken, remedy) => {
  it.each(sound)('may be "%s", for all machines and for a group', (written) => {
    const judged = cluster16({ nodeHealthCheck: { [key]: written }, nodeGroups: { web: group16({ [key]: written }) } });

    expect(findings(code, judged, PLATFORM_1_6)).toEqual([]);
  });

  it.each(broken)('is not "%s", for all machines', (written) => {
    expect(findings(code, cluster16({ nodeHealthCheck: { [key]: written } }), PLATFORM_1_6)).toMatchObject([
      { pointer: `/spec/nodeHealthCheck/${key}`, message: `${key} is "${written}".`, remedy },
    ]);
  });

  it.each(broken)('is not "%s", for a group', (written) => {
    expect(findings(code, one({ [key]: written }), PLATFORM_1_6)).toMatchObject([
      { pointer: `/spec/nodeGroups/web/${key}`, message: `${key} is "${written}".`, remedy },
    ]);
  });

  it('is judged in each place', () => {
    const wrong = group16({ [key]: 'never' });
    const judged = cluster16({ nodeHealthCheck: { [key]: 'no' }, nodeGroups: { a: wrong, b: group16(), c: wrong } });

    expect(places(code, judged, PLATFORM_1_6)).toEqual([
      `/spec/nodeHealthCheck/${key}`,
      `/spec/nodeGroups/a/${key}`,
      `/spec/nodeGroups/c/${key}`,
    ]);
  });

  it.each([LATE, 5, undefined])('is not judged where it is %p', (written) => {
    const judged = cluster16({ nodeHealthCheck: { [key]: written }, nodeGroups: { web: group16({ [key]: written }) } });

    expect(findings(code, judged, PLATFORM_1_6)).toEqual([]);
  });

  it('is no matter of a release without it', () => {
    expect(findings(code, cluster({ nodeHealthCheck: { [key]: 'never' } }), HIKUBE)).toEqual([]);
  });
});

describe('HK2306: the image of the machines', () => {
  const ID = '0123456789abcdef'.repeat(4);

  it.each([
    { version: 'v1.13.6' },
    { version: 'v1.13.6-alpha.1' },
    { version: 'v10.0.12-rc-1' },
    { schematicID: ID },
    { version: LATE, schematicID: LATE },
    { version: 1.13 },
    {},
    undefined,
  ])('may be %j', (talos) => {
    expect(findings('HK2306', cluster16({ talos }), PLATFORM_1_6)).toEqual([]);
  });

  it.each([
    '1.13.6',
    'v1.13',
    'v1.13.6.1',
    'v1.13.6-',
    'v1.13.6+x',
    'xv1.13.6',
    'v1.13.6 ',
    'v1.x.6',
    'va.13.6',
    'v1.1.b',
    '',
  ])('is not release "%s"', (version) => {
    expect(findings('HK2306', cluster16({ talos: { version } }), PLATFORM_1_6)).toMatchObject([
      {
        pointer: '/spec/talos/version',
        message: `talos.version is "${version}".`,
        remedy: 'Write a release such as "v1.13.6".',
      },
    ]);
  });

  it.each([ID.slice(1), `${ID}0`, `x${ID}`, ID.toUpperCase(), `${ID.slice(1)}g`, ''])(
    'is not of the schematic "%s"',
    (schematicID) => {
      expect(findings('HK2306', cluster16({ talos: { schematicID } }), PLATFORM_1_6)).toMatchObject([
        {
          pointer: '/spec/talos/schematicID',
          message: `talos.schematicID is "${schematicID}".`,
          remedy: 'Write the 64 hexadecimal digits of the schematic.',
        },
      ]);
    },
  );

  it('may be wrong twice', () => {
    expect(places('HK2306', cluster16({ talos: { schematicID: 'a', version: 'b' } }), PLATFORM_1_6)).toEqual([
      '/spec/talos/version',
      '/spec/talos/schematicID',
    ]);
  });

  it('is no matter of a release without it', () => {
    expect(findings('HK2306', cluster({ talos: { version: '1' } }), HIKUBE)).toEqual([]);
  });
});

describe('HK2112: the disk of the operating system', () => {
  it.each(['1Mi', '5Gi', '10239Mi', '10G'])('is too small at %s', (diskSize) => {
    expect(findings('HK2112', one({ diskSize }), PLATFORM_1_6)).toMatchObject([
      {
        pointer: '/spec/nodeGroups/web/diskSize',
        message: `The disk of node group "web" has ${diskSize}.`,
        remedy: 'Write 20Gi or more.',
      },
    ]);
  });

  it.each(['10Gi', '20Gi', '1023Ki', 5, '-5Gi', LATE, undefined, '5GB'])('is not judged small at %p', (diskSize) => {
    expect(findings('HK2112', one({ diskSize }), PLATFORM_1_6)).toEqual([]);
  });

  it('is judged in each group', () => {
    const small = group16({ diskSize: '5Gi' });
    const judged = cluster16({ nodeGroups: { a: small, b: group16(), c: small } });

    expect(places('HK2112', judged, PLATFORM_1_6)).toEqual([
      '/spec/nodeGroups/a/diskSize',
      '/spec/nodeGroups/c/diskSize',
    ]);
  });

  it('is no disk of the operating system up to 1.5', () => {
    expect(findings('HK2112', cluster({ nodeGroups: { md0: group({ ephemeralStorage: '5Gi' }) } }))).toEqual([]);
  });
});
