import { LATE, PLATFORM_1_6, cluster, cluster16, findings, places, type Judged } from './support';

const apiServer = (spec: object, oidc?: object): Judged => cluster16({ controlPlane: { apiServer: spec }, oidc });
const volumes = (...extraVolumes: unknown[]): Judged => apiServer({ extraVolumes });
const configMap = { name: 'audit' };
const at = (i: number): string => `/spec/controlPlane/apiServer/extraVolumes/${i}`;
const mountAt = (i: number): string => `/spec/controlPlane/apiServer/extraVolumeMounts/${i}`;
const ONE_SOURCE = 'Give it one source: configMap or secret.';

describe('HK4403: the volumes of the API server', () => {
  it.each([
    [
      'a ConfigMap and a Secret',
      [
        { name: 'a', configMap },
        { name: 'b', secret: { secretName: 'x' } },
      ],
    ],
    ['a source that comes late', [{ name: 'a', configMap: LATE }]],
    ['none', []],
  ])('may be %s', (_, given) => {
    expect(findings('HK4403', volumes(...given), PLATFORM_1_6)).toEqual([]);
  });

  it.each([
    {},
    { controlPlane: {} },
    { controlPlane: { apiServer: {} } },
    { controlPlane: { apiServer: { extraVolumes: LATE } } },
  ])('need not be there: %j', (spec) => {
    expect(findings('HK4403', cluster16(spec), PLATFORM_1_6)).toEqual([]);
  });

  it.each([{ configMap }, { name: '', configMap }, { name: null, configMap }])(
    'are not without a name: %j',
    (volume) => {
      expect(findings('HK4403', volumes({ name: 'a', configMap }, volume), PLATFORM_1_6)).toMatchObject([
        { pointer: at(1), message: 'Volume 1 of the API server has no name.', remedy: 'Give it a name.' },
      ]);
    },
  );

  it.each(['talos-ca', 'talos-tls-cert'])('are not called %s', (name) => {
    expect(findings('HK4403', volumes({ name, configMap }), PLATFORM_1_6)).toMatchObject([
      {
        pointer: at(0),
        message: `Volume "${name}" of the API server has a name that the platform uses itself.`,
        remedy: 'Give it another name.',
      },
    ]);
  });

  it.each([
    ['System', 1],
    ['CustomConfig', 1],
    ['None', 0],
    [undefined, 0],
  ])('may not be called authentication-config in OIDC mode %s: %i', (mode, count) => {
    const judged = apiServer(
      { extraVolumes: [{ name: 'authentication-config', configMap }] },
      mode === undefined ? undefined : { mode },
    );

    expect(places('HK4403', judged, PLATFORM_1_6)).toEqual(count === 1 ? [at(0)] : []);
  });

  it('are not there twice', () => {
    const [a, b] = ['a', 'b'].map((name) => ({ name, configMap }));

    expect(findings('HK4403', volumes(a, b, a, a), PLATFORM_1_6)).toMatchObject([
      {
        pointer: at(2),
        message: 'Volume "a" of the API server is there twice.',
        remedy: 'Give each volume a name of its own.',
      },
      { pointer: at(3) },
    ]);
  });

  it.each([
    [{}, 'no source'],
    [{ hostPath: {} }, 'the source "hostPath"'],
    [{ configMap, secret: {} }, 'the source "configMap" and "secret"'],
    [{ configMap, emptyDir: {} }, 'the source "configMap" and "emptyDir"'],
  ])('have one source that the chart takes, not %j', (sources, words) => {
    expect(findings('HK4403', volumes({ name: 'a', ...sources }), PLATFORM_1_6)).toMatchObject([
      { pointer: at(0), message: `Volume "a" of the API server has ${words}.`, remedy: ONE_SOURCE },
    ]);
  });

  it.each(['audit', 5, null, ['audit']])('are objects with a name and a source, not %j', (volume) => {
    expect(findings('HK4403', volumes(volume), PLATFORM_1_6)).toMatchObject([
      { pointer: at(0), message: 'Volume 0 of the API server has no name.' },
      { pointer: at(0), message: 'Volume 0 of the API server has no source.', remedy: ONE_SOURCE },
    ]);
  });

  it('may be wrong in name and source', () => {
    expect(findings('HK4403', volumes({ name: 'talos-ca', csi: {} }), PLATFORM_1_6)).toMatchObject([
      { message: 'Volume "talos-ca" of the API server has a name that the platform uses itself.' },
      { message: 'Volume "talos-ca" of the API server has the source "csi".' },
    ]);
  });

  it('are no matter of a release without them', () => {
    expect(findings('HK4403', cluster({ controlPlane: { apiServer: { extraVolumes: [{}] } } }))).toEqual([]);
  });
});

describe('HK4404: the mounts of the API server', () => {
  const extraVolumes = ['a', 'b'].map((name) => ({ name, configMap }));

  it('may name any volume that is declared', () => {
    const judged = apiServer({ extraVolumes, extraVolumeMounts: [{ name: 'b' }, { name: 'a' }, { name: 'b' }] });

    expect(findings('HK4404', judged, PLATFORM_1_6)).toEqual([]);
  });

  it('are told which there are', () => {
    const extraVolumeMounts = [{ name: 'a' }, { name: 'c' }, { mountPath: '/d' }, { name: '' }, 'a'];

    expect(findings('HK4404', apiServer({ extraVolumes, extraVolumeMounts }), PLATFORM_1_6)).toMatchObject([
      {
        pointer: mountAt(1),
        message: 'A mount of the API server names the volume "c", which is not declared.',
        remedy: 'Declared: a, b.',
      },
      { pointer: mountAt(2), message: 'Mount 2 of the API server names no volume.', remedy: 'Declared: a, b.' },
      { pointer: mountAt(3), message: 'Mount 3 of the API server names no volume.' },
      { pointer: mountAt(4), message: 'Mount 4 of the API server names no volume.' },
    ]);
  });

  it.each([undefined, [], [{ configMap }]])('are told to declare where the volumes are %j', (given) => {
    const judged = apiServer({ extraVolumes: given, extraVolumeMounts: [{ name: 'a' }, {}] });

    expect(findings('HK4404', judged, PLATFORM_1_6)).toMatchObject([
      { pointer: mountAt(0), remedy: 'Declare it in extraVolumes.' },
      { pointer: mountAt(1), remedy: 'Declare it in extraVolumes.' },
    ]);
  });

  it.each(['talos-ca', 'authentication-config'])('do not name %s, which the chart adds', (name) => {
    const judged = apiServer({ extraVolumes, extraVolumeMounts: [{ name }] }, { mode: 'System' });

    expect(places('HK4404', judged, PLATFORM_1_6)).toEqual([mountAt(0)]);
  });

  it.each([{}, { controlPlane: {} }, { controlPlane: { apiServer: {} } }])('need not be there: %j', (spec) => {
    expect(findings('HK4404', cluster16(spec), PLATFORM_1_6)).toEqual([]);
  });

  it('are no matter of a release without them', () => {
    expect(findings('HK4404', cluster({ controlPlane: { apiServer: { extraVolumeMounts: [{}] } } }))).toEqual([]);
  });
});
