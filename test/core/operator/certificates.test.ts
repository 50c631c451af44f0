import { goSeconds, meantHours } from '../../../lib/core/operator/rules/certificate-duration';
import {
  certificate,
  dataStore,
  issuer,
  secret,
  STORE_TLS,
  WILDCARD,
} from '../../../lib/core/operator/rules/certificate-samples';
import { ring, SOUND_V1, SOUND_V2 } from '../../../lib/core/operator/rules/ring-samples';
import { codesOf, issuesOf } from './support';

const V1 = { profile: 'operators-v1alpha1' } as const;
const V2 = { profile: 'operators-v1alpha2' } as const;
const first = (...args: Parameters<typeof issuesOf>) => issuesOf(...args)[0];
const codes = (manifest: object): string[] => codesOf([manifest], V1);

describe('a time of Go', () => {
  it.each([
    ['2160h', 7_776_000],
    ['1h30m', 5400],
    ['1.5h', 5400],
    ['.5h', 1800],
    ['0', 0],
    ['-1h', -3600],
    ['100ms', 0.1],
    ['10y', undefined],
    ['1d', undefined],
    ['1 h', undefined],
    ['90', undefined],
    ['', undefined],
    ['9999999999h', undefined],
  ])('%j has %s seconds', (written, seconds) => {
    expect(goSeconds(written)).toBe(seconds);
  });

  it.each([
    ['1d', '24h'],
    ['2w', '336h'],
    ['10y', '87600h'],
    ['10 years', '87600h'],
    ['1h', undefined],
  ])('%j is meant as %s', (written, hours) => {
    expect(meantHours(written)).toBe(hours);
  });
});

describe('a certificate', () => {
  it.each(['10y', '1d', '90', '', 2160, true])('has no duration of %j', (duration) => {
    expect(codes(certificate({ duration }))).toEqual(['HK6601']);
    expect(codes(certificate({ renewBefore: duration }))).toEqual(['HK6601']);
  });

  it('is told the hours of its years', () => {
    expect(first([certificate({ duration: '10y' })], V1)).toMatchObject({
      pointer: '/spec/duration',
      remedy: 'Write `duration: 87600h`.',
    });
  });

  it.each([
    ['1h', undefined, []],
    ['59m', undefined, ['HK6602']],
    ['2160h', '5m', []],
    ['2160h', '4m', ['HK6602']],
    ['2160h', '2159h', []],
    ['2160h', '2160h', ['HK6602']],
    [undefined, '2159h', []],
    [undefined, '2160h', ['HK6602']],
    ['10y', '2160h', ['HK6601']],
  ])('lives for %s and is renewed %s before its end: %j', (duration, renewBefore, expected) => {
    expect(codes(certificate({ duration, renewBefore }))).toEqual(expected);
  });

  it.each([
    ['RSA', 2047, ['HK6603']],
    ['RSA', 2048, []],
    ['RSA', 8192, []],
    ['RSA', 8193, ['HK6603']],
    [undefined, 1024, ['HK6603']],
    ['ECDSA', 256, []],
    ['ECDSA', 2048, ['HK6603']],
    ['Ed25519', 1, []],
    ['RSA', 0, []],
    ['RSA', undefined, []],
  ])('has a key of %s with %s bits: %j', (algorithm, size, expected) => {
    expect(codes(certificate({ privateKey: { algorithm, size } }))).toEqual(expected);
  });

  it.each([
    ['a'.repeat(64), []],
    ['a'.repeat(65), ['HK6604']],
    [`${'a'.repeat(62)}é`, []],
    [`${'a'.repeat(63)}é`, ['HK6604']],
  ])('has the common name %s: %j', (commonName, expected) => {
    expect(codes(certificate({ commonName }))).toEqual(expected);
  });

  it('is for somebody', () => {
    const nobody = { commonName: undefined, dnsNames: undefined, ipAddresses: undefined };

    expect(codes(certificate(nobody))).toEqual(['HK6605']);
    expect(codes(certificate({ ...nobody, dnsNames: [], commonName: '' }))).toEqual(['HK6605']);
    for (const names of [
      { commonName: 'a' },
      { dnsNames: ['a'] },
      { ipAddresses: ['127.0.0.1'] },
      { uris: ['spiffe://a/b'] },
      { emailAddresses: ['a@example.com'] },
      { literalSubject: 'CN=a' },
    ]) {
      expect(codes(certificate({ ...nobody, ...names }))).toEqual([]);
    }
  });
});

describe('an issuer', () => {
  it.each([
    [{}, ['HK6606']],
    [{ selfSigned: null }, ['HK6606']],
    [{ selfSigned: {}, ca: { secretName: 'a' } }, ['HK6606']],
    [{ selfSigned: {} }, []],
    [{ ca: { secretName: 'a' } }, []],
  ])('of %j: %j', (spec, expected) => {
    expect(codes(issuer(spec))).toEqual(expected);
  });

  it('is told the type that was meant', () => {
    expect(first([issuer({ selfsigned: {} })], V1)?.remedy).toBe('Write "selfSigned".');
  });
});

describe('the certificate of a ring', () => {
  it('lists the members that the ring has', () => {
    expect(codesOf([SOUND_V1, certificate()], V1)).toEqual([]);
    const issue = first([ring(SOUND_V1, { replicas: 5 }), certificate()], V1);

    expect(issue).toMatchObject({ code: 'HK6607', pointer: '/spec/dnsNames' });
    expect(issue?.message).toContain('"etcd-3.etcd-headless.control-planes.svc"');
    expect(issue?.message).toContain('"etcd-4.etcd-headless.control-planes.svc"');
    expect(issue?.message).not.toContain('etcd-2');
  });

  it('may cover the members of v1alpha1 by a wildcard', () => {
    const dnsNames = ['etcd.control-planes.svc', '*.etcd-headless.control-planes.svc'];

    expect(codesOf([ring(SOUND_V1, { replicas: 5 }), certificate({ dnsNames })], V1)).toEqual([]);
  });

  it('lists the Service', () => {
    const issue = first([SOUND_V1, certificate({ dnsNames: ['*.etcd-headless.control-planes.svc'] })], V1);

    expect(issue?.remedy).toBe('Add "etcd.control-planes.svc".');
  });

  it('has to have the wildcard in v1alpha2', () => {
    expect(codesOf([SOUND_V2, WILDCARD], V2)).toEqual([]);
    expect(first([SOUND_V2, certificate()], V2)?.remedy).toBe('Add "*.etcd.control-planes.svc".');
  });

  it('names members, and need not name the Service, where members call each other', () => {
    const peer = { secretName: 'etcd-peer-tls' };
    const dnsNames = ['*.etcd-headless.control-planes.svc'];

    expect(codesOf([SOUND_V1, certificate({ ...peer, dnsNames })], V1)).toEqual([]);
    expect(codesOf([SOUND_V1, certificate({ ...peer, dnsNames: ['etcd'] })], V1)).toEqual(['HK6607']);
  });

  it.each([
    ['of another namespace', { ...certificate({ dnsNames: [] }), metadata: { name: 'a', namespace: 'other' } }],
    ['of another Secret', certificate({ dnsNames: ['a'], secretName: 'other' })],
  ])('is not one %s', (_, other) => {
    expect(codesOf([SOUND_V1, other], V1)).toEqual([]);
  });

  it('is not judged where the Services have other names', () => {
    const renamed = ring(SOUND_V1, { headlessServiceTemplate: { metadata: { name: 'members' } } });

    expect(codesOf([renamed, certificate({ dnsNames: ['a'] })], V1)).toEqual([]);
  });
});

describe('a store', () => {
  it.each([
    ['https://etcd.a.svc:2379', '"etcd.a.svc:2379"'],
    ['https://etcd.a.svc', '"etcd.a.svc:2379"'],
    ['etcd.a.svc', '"etcd.a.svc:2379"'],
    ['etcd.a.svc:2379/', '"etcd.a.svc:2379"'],
    ['etcd.a.svc:0', '"etcd.a.svc:2379"'],
    ['etcd.a.svc:70000', '"etcd.a.svc:2379"'],
    ['', '"etcd.control-planes.svc:2379"'],
  ])('has no endpoint %j', (endpoint, remedy) => {
    const issue = first([dataStore({ endpoints: ['10.0.0.1:2379', endpoint] })], V1);

    expect(issue).toMatchObject({ code: 'HK6620', pointer: '/spec/endpoints/1', remedy: `Write ${remedy}.` });
  });

  it.each(['etcd.a.svc:2379', '10.0.0.1:2379', '[fd00::1]:2379', 'etcd:1'])('has the endpoint %j', (endpoint) => {
    expect(codes(dataStore({ endpoints: [endpoint] }))).toEqual([]);
  });

  const withKey = (privateKey: unknown): object =>
    dataStore({
      tlsConfig: { ...STORE_TLS, certificateAuthority: { ...STORE_TLS.certificateAuthority, privateKey } },
    });

  it.each([
    [{ keyPath: 'tls.key' }, 'no name and no namespace'],
    [{ keyPath: 'tls.key', name: 'a' }, 'no namespace'],
    [{ keyPath: 'tls.key', name: '', namespace: 'b' }, 'no name'],
  ])('refers to a Secret that it names: %j', (secretReference, message) => {
    const issue = first([withKey({ secretReference })], V1);

    expect(issue?.code).toBe('HK6621');
    expect(issue?.message).toContain(message);
  });

  it('needs the key of the authority', () => {
    expect(first([withKey(undefined)], V1)).toMatchObject({
      code: 'HK6622',
      pointer: '/spec/tlsConfig/certificateAuthority/privateKey',
    });
    expect(codes(withKey({}))).toEqual(['HK6622']);
    expect(codes(withKey({ content: 'YQ==' }))).toEqual([]);
  });

  it('needs a certificate of its own, and is told once', () => {
    const issues = issuesOf([dataStore({ tlsConfig: { certificateAuthority: STORE_TLS.certificateAuthority } })], V1);

    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ code: 'HK6622', pointer: '/spec/tlsConfig/clientCertificate' });
    expect(issues[0]?.remedy).toContain('clientCertificate.privateKey');
    expect(issuesOf([dataStore({ tlsConfig: undefined })], V1)).toHaveLength(1);
  });

  it('needs none of it for another driver', () => {
    const basicAuth = { username: secret('a', 'user'), password: secret('a', 'password') };

    expect(codes(dataStore({ driver: 'PostgreSQL', tlsConfig: undefined, basicAuth }))).toEqual([]);
  });

  it.each(['Etcd', 'mysql', 'Postgres', undefined, 7])('has no driver %j', (driver) => {
    expect(codes(dataStore({ driver }))).toEqual(['HK6623']);
  });
});
