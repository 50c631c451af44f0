import { LiveError } from '../../lib/live/live-error';
import { redacted } from '../../lib/live/redact';
import { refusal } from '../../lib/live/refusal';
import { application, pathOf, tenantSecret, type ObjectRef } from '../../lib/live/resources';
import { TransportFault } from '../../lib/live/transport';
import { unanswered } from '../../lib/live/unanswered';
import { status } from './support/fake-api';

const WEB: ObjectRef = { kind: 'Kubernetes', namespace: 'tenant-acme', name: 'web' };
const SERVER = new URL('https://api.acme.example:6443');
const answer = (code: number, text = '', headers = {}) => ({ status: code, headers, text });
const said = (code: number, message: string, reason = '') =>
  answer(code, JSON.stringify(status(code, reason, message)));

describe('a refusal', () => {
  it('says at 401 that one logs in again', () => {
    expect(refusal(answer(401), 'get', application(WEB))).toMatchObject({
      kind: 'unauthorised',
      remedy: /Log in again/,
    });
  });

  it('says at 403 which right on what in which namespace is missing', () => {
    const { text } = refusal(answer(403), 'list', { ...application(WEB), name: undefined });

    expect(text).toContain('You may not list kuberneteses.apps.cozystack.io in namespace "tenant-acme".');
    expect(text).toContain('The right "list" on "kuberneteses.apps.cozystack.io" is missing.');
  });

  it.each(['Etcd', 'Tenant'] as const)('says at 403 who may change %s', (kind) => {
    expect(refusal(answer(403), 'create', application({ ...WEB, kind })).text).toMatch(/super-admins, or the token/);
  });

  it('sends nobody to a super-admin who may not change a cluster', () => {
    expect(refusal(answer(403), 'update', application(WEB)).text).not.toContain('super-admin');
  });

  it('says at 403 who sees secrets', () => {
    expect(refusal(answer(403), 'get', tenantSecret('tenant-acme', 'x')).text).toContain('"use"');
  });

  it("quotes the server's own words", () => {
    const error = refusal(said(422, 'metadata.name: must be no more than 42 characters'), 'create', application(WEB));

    expect(error).toMatchObject({ kind: 'invalid', outcome: 'notDone', status: 422 });
    expect(error.text).toContain('The server says: metadata.name: must be no more than 42 characters');
  });

  it('quotes no page of a proxy', () => {
    expect(refusal(answer(502, '<html><body>Bad gateway'), 'get', application(WEB)).text).not.toContain('<');
  });

  it.each([
    [400, '', 'invalid'],
    [404, '', 'notFound'],
    [409, 'AlreadyExists', 'exists'],
    [409, 'Conflict', 'conflict'],
    [429, '', 'server'],
    [503, '', 'server'],
  ])('of %p %s is of kind %s', (code, reason, kind) => {
    expect(refusal(said(code, 'x', reason), 'update', application(WEB)).kind).toBe(kind);
  });

  it.each([
    ['failed to update HelmRelease: the object has been modified; please apply your changes', 'conflict'],
    ['failed to update HelmRelease: Precondition failed: UID in precondition', 'conflict'],
    ['failed to create HelmRelease: x already exists', 'exists'],
    ['failed to create HelmRelease: no', 'server'],
  ])('hides behind a 500: %s', (message, kind) => {
    expect(refusal(said(500, message), 'update', application(WEB)).kind).toBe(kind);
  });
});

describe('a server that does not answer', () => {
  it.each([
    ['ENOTFOUND', 'unreachable', /api\.acme\.example:6443 does not resolve.*VPN/],
    ['ECONNREFUSED', 'unreachable', /nothing listens there.*proxy/],
    ['ETIMEDOUT', 'unreachable', /Nothing answered in time/],
    ['TIMEOUT_ANSWER', 'timeout', /did not answer in time/],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls', /not signed by an authority that the kubeconfig names/],
    ['CERT_HAS_EXPIRED', 'tls', /clock/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', /one of another host/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', /its port/],
    ['UNUSABLE', 'kubeconfig', /certificates of this context cannot be used/],
    ['ABORTED', 'aborted', /stopped/],
    ['constructor', 'unreachable', /did not answer/],
  ])('is told plainly: %s', (code, kind, words) => {
    const error = unanswered(new TransportFault(code, false), SERVER);

    expect(error.kind).toBe(kind);
    expect(error.text).toMatch(words);
  });
});

describe("somebody else's words", () => {
  const jwt = ['eyJhbGciOiJub25lIn0', 'eyJzdWIiOiJ4In0', 'c2ln'].join('.');

  it.each([
    ['a token', `refused ${jwt} here`],
    ['a bearer token', 'Authorization: Bearer abcdef123456'],
    ['a private key', '-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----'],
    ['half a key', '-----BEGIN PRIVATE KEY-----\nQUJD'],
    ['a password in an address', 'proxy http://me:abcdef@proxy.example failed'],
    ['a named token', '"refresh_token": "abcdef"'],
    ['a long base64', 'QUJD'.repeat(40)],
  ])('are shown without %s', (_what, text) => {
    expect(redacted(text)).toContain('[hidden]');
    expect(redacted(text)).not.toMatch(/eyJ|abcdef|QUJD/);
  });

  it('are shown as they are otherwise', () => {
    const text = 'values don\'t meet the specifications of the schema(s): - at "/version": value must be one of v1.30';

    expect(redacted(text)).toBe(text);
  });

  it('end somewhere', () => {
    expect(redacted('word '.repeat(1000))).toHaveLength(2001);
  });
});

describe('a path', () => {
  it.each(['', '.', '..'])('is never made of the name %j', (name) => {
    expect(() => pathOf(application({ ...WEB, name }))).toThrow(/empty name/);
  });
});

describe('an error', () => {
  it('is known also where another copy of the package threw it', () => {
    expect(LiveError.is(Object.assign(new Error('x'), { name: 'LiveError', kind: 'tls' }))).toBe(true);
    expect(LiveError.is(new Error('x'))).toBe(false);
  });

  it('keeps what it says when it is told of a write', () => {
    const error = new LiveError('tls', { message: 'a', why: 'b', remedy: 'c', status: 1 }).with({ outcome: 'unknown' });

    expect(error).toMatchObject({ kind: 'tls', text: 'a. b. c.', status: 1, outcome: 'unknown' });
  });
});
