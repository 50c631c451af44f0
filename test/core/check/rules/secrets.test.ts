import type { AddonName } from '../../../../lib/core/platform/addons';
import { PLATFORM_1_6, cluster, cluster16, findings, places, type Judged } from './support';

const inValues = (addon: AddonName, valuesOverride: unknown): Judged =>
  cluster({ addons: { [addon]: { valuesOverride } } });
const cilium = (chart: unknown): Judged => inValues('cilium', { cilium: chart });
const PLACE = '/spec/addons/cilium/valuesOverride/cilium';

/** Texts that look like secrets; none stands here as one. */
const ACCESS_KEY = `AKIA${'A'.repeat(16)}`;
const GITHUB = (letter: string): string => `gh${letter}_${'a1B'.repeat(12)}`;
const pem = (what: string): string => `-----BEGIN ${what}${'KEY'}-----\nAA==\n-----END ${what}${'KEY'}-----`;

describe('HK3121: a secret written into an object', () => {
  it('is told by its place, and never quoted', () => {
    const found = findings('HK3121', cilium({ etcd: [{ password: 'opaque' }] }));

    expect(found).toEqual([
      {
        pointer: `${PLACE}/etcd/0/password`,
        message: 'The values of cilium hold what looks like a secret, at cilium.etcd.0.password.',
        remedy: 'Put it into a Secret inside the cluster and refer to that by name.',
        why: expect.stringContaining('can be read by everyone') as string,
        onKey: false,
      },
    ]);
    expect(JSON.stringify(found)).not.toContain('opaque');
  });

  it('of Velero has a place of its own', () => {
    const chart = { credentials: { secretContents: { cloud: 'opaque' } } };

    expect(findings('HK3121', inValues('velero', { velero: chart }))).toEqual([
      expect.objectContaining({
        pointer: '/spec/addons/velero/valuesOverride/velero/credentials/secretContents/cloud',
        message: 'The values of velero hold what looks like a secret, at velero.credentials.secretContents.cloud.',
        remedy: 'Make a Secret inside the cluster, and name it in credentials.existingSecret.',
      }),
    ]);
  });

  it.each([
    'password',
    'passwd',
    'passphrase',
    'Password',
    'PASSWORD',
    'secretKey',
    'secretAccessKey',
    'awsSecretAccessKey',
    'aws_secret_access_key',
    'AWS_SECRET_ACCESS_KEY',
    'token',
    'accessToken',
    'access_token',
    'authToken',
    'bearerToken',
    'apiToken',
    'api_token',
    'refreshToken',
    'idToken',
    'apiKey',
    'api-key',
    'api_key',
    'privateKey',
    'private-key',
    'clientSecret',
    'client-secret',
    'client_secret',
    'secretContents',
  ])('is what stands at "%s"', (key) => {
    expect(places('HK3121', cilium({ [key]: 'opaque' }))).toEqual([`${PLACE}/${key}`]);
  });

  it.each([
    'tokenReview',
    'tokenTTL',
    'tokenFile',
    'tokenExpirationSeconds',
    'tokens',
    'serviceAccountToken',
    'automountServiceAccountToken',
    'secretName',
    'secretRef',
    'existingSecret',
    'existingSecretKey',
    'imagePullSecrets',
    'secret',
    'secrets',
    'passwordFile',
    'passwordSecret',
    'existingPassword',
    'publicKey',
    'key',
    'keyFile',
    'apiKeySecretRef',
    'privateKeySecretRef',
    'clientSecretName',
    'secretContentsFrom',
  ])('is not what stands at "%s"', (key) => {
    expect(findings('HK3121', cilium({ [key]: 'opaque' }))).toEqual([]);
  });

  it.each([
    ['a flag', true],
    ['a number', 3600],
    ['an empty text', ''],
    ['null', null],
    ['an empty object', {}],
    ['an empty list', []],
    ['an object of flags', { enabled: true }],
  ])('is not %s, whatever its key', (_, value) => {
    expect(findings('HK3121', cilium({ token: value, serviceAccountToken: value }))).toEqual([]);
  });

  it('is every text below such a key, however deep', () => {
    const found = places('HK3121', cilium({ secretContents: { cloud: 'a', more: [{ file: 'b' }, 'c', ''] } }));

    expect(found.sort()).toEqual([
      `${PLACE}/secretContents/cloud`,
      `${PLACE}/secretContents/more/0/file`,
      `${PLACE}/secretContents/more/1`,
    ]);
  });

  it('is not what stands beside such a key', () => {
    const chart = { credentials: { secretContents: { cloud: 'a' }, useSecret: 'yes' }, region: 'eu' };

    expect(places('HK3121', cilium(chart))).toEqual([`${PLACE}/credentials/secretContents/cloud`]);
  });

  it.each([
    ['a private key', pem('PRIVATE ')],
    ['a private key of RSA', pem('RSA PRIVATE ')],
    ['a private key within other text', `key: |\n${pem('EC PRIVATE ')}\n`],
    ['an access key', ACCESS_KEY],
    ['an access key within other text', `id=${ACCESS_KEY};`],
    ['a personal token of GitHub', GITHUB('p')],
    ['a token of a GitHub app', GITHUB('s')],
    ['a token of a GitHub login', GITHUB('o')],
    ['a token of a GitHub user', GITHUB('u')],
    ['a token of a GitHub renewal', GITHUB('r')],
    ['a file of credentials', `[default]\naws_secret_access_key=${'x'}`],
    ['a file of credentials with spaces', `aws_secret_access_key  =  ${'x'}`],
  ])('is %s, whatever its key', (_, text) => {
    expect(places('HK3121', cilium({ extra: ['harmless', text] }))).toEqual([`${PLACE}/extra/1`]);
  });

  it.each([
    ['a public key', pem('PUBLIC ')],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----'],
    ['too short for an access key', ACCESS_KEY.slice(0, -1)],
    ['too long for an access key', `${ACCESS_KEY}A`],
    ['an access key within a word', `X${ACCESS_KEY}`],
    ['an access key in small letters', ACCESS_KEY.toLowerCase()],
    ['too short for a token of GitHub', GITHUB('p').slice(0, -1)],
    ['a token of GitHub of no kind', GITHUB('x')],
    ['a token of GitHub within a word', `x${GITHUB('p')}`],
    ['a credential that is empty', 'aws_secret_access_key = '],
    ['a text about credentials', 'put aws_secret_access_key into a Secret'],
  ])('is not %s', (_, text) => {
    expect(findings('HK3121', cilium({ extra: text }))).toEqual([]);
  });

  it('is found in every add-on, switched on or not', () => {
    const given = cluster({
      addons: {
        cilium: { valuesOverride: { cilium: { token: 'a' } } },
        fluxcd: { enabled: true, valuesOverride: { password: 'b' } },
        velero: { enabled: false, valuesOverride: { velero: { passphrase: 'c' } } },
        certManager: { enabled: true },
      },
    });

    expect(places('HK3121', given)).toEqual([
      '/spec/addons/cilium/valuesOverride/cilium/token',
      '/spec/addons/fluxcd/valuesOverride/password',
      '/spec/addons/velero/valuesOverride/velero/passphrase',
    ]);
  });

  it('may be the values themselves', () => {
    expect(findings('HK3121', inValues('cilium', ACCESS_KEY))).toEqual([
      expect.objectContaining({ pointer: '/spec/addons/cilium/valuesOverride' }),
    ]);
  });

  it('is found in data that refers to itself, once', () => {
    const chart: Record<string, unknown> = { token: 'opaque' };
    chart.self = chart;
    chart.list = [chart];

    expect(places('HK3121', cilium(chart))).toEqual([`${PLACE}/token`]);
  });

  it.each([
    [98, 1],
    [99, 0],
  ])('below %i levels is found %i times', (levels, count) => {
    const chart = Array.from({ length: levels }).reduce<unknown>((inner) => ({ in: inner }), { token: 'opaque' });

    expect(findings('HK3121', inValues('cilium', { cilium: { a: chart } }))).toHaveLength(count);
  });

  it('has nothing to say of a cluster without add-ons', () => {
    expect(findings('HK3121', cluster())).toEqual([]);
  });
});

describe('HK3121: a secret in the configuration of OIDC', () => {
  const oidc = (config: unknown): Judged => cluster16({ oidc: { mode: 'CustomConfig', customConfig: { config } } });

  it('is told by its place, and never quoted', () => {
    const found = findings('HK3121', oidc(`jwt:\n- issuer: ${ACCESS_KEY}`), PLATFORM_1_6);

    expect(found).toEqual([
      {
        pointer: '/spec/oidc/customConfig/config',
        message: 'The configuration of OIDC holds what looks like a secret.',
        remedy: 'Keep it in a Secret, and name it in customConfig.secretRef.',
        why: expect.stringContaining('can be read by everyone') as string,
        onKey: false,
      },
    ]);
    expect(JSON.stringify(found)).not.toContain(ACCESS_KEY);
  });

  it.each([
    ['a configuration without one', 'jwt:\n- issuer: {}'],
    ['no configuration', undefined],
    ['a configuration that is no text', { jwt: ACCESS_KEY }],
  ])('is not %s', (_, config) => {
    expect(findings('HK3121', oidc(config), PLATFORM_1_6)).toEqual([]);
  });

  it('is not in a mode of the platform', () => {
    expect(findings('HK3121', cluster16({ oidc: { mode: 'System' } }), PLATFORM_1_6)).toEqual([]);
  });
});
