import { LATE, cluster, findings, places, tenant, type Judged } from './support';

const REMEDY = 'Write a name in a zone of yours, or acknowledge that your own DNS answers for it.';
const WHY = 'The kubeconfig works, and a certificate is issued, only once the name leads to the platform.';

/** Names that public DNS never has. */
const PRIVATE = [
  'acme.local',
  'a.acme.local',
  'acme.localhost',
  'acme.internal',
  'acme.invalid',
  'acme.test',
  'acme.lan',
  'acme.home',
  'acme.corp',
  'home.arpa',
  'acme.home.arpa',
  'localhost',
  'acme',
];
/** Names that it may have, or that are ill-formed, which is said elsewhere. */
const OTHERS = [
  'acme.example',
  'local.acme.example',
  'acme-local.example',
  'acme.mylocal',
  'acmetest.example',
  'acme.arpa',
  'acme.homearpa',
  'home.arpa.example',
  'Acme.local',
  'https://acme.local',
  'a b.local',
  '192.168.0.1',
  '',
];

describe('HK4303: the host of an API server that public DNS cannot have', () => {
  it.each(PRIVATE)('is %s', (host) => {
    expect(findings('HK4303', cluster({ host }))).toEqual([
      {
        pointer: '/spec/host',
        message: `The host of the API server "${host}" is not one that public DNS can have.`,
        remedy: REMEDY,
        why: WHY,
        onKey: false,
      },
    ]);
  });

  it.each([...OTHERS, '*.acme.local', undefined, LATE, 3])('is not %j', (host) => {
    expect(findings('HK4303', cluster({ host }))).toEqual([]);
  });
});

describe('HK4303: an ingress host that public DNS cannot have', () => {
  const hosts = (given: unknown, changes: object = {}): Judged =>
    cluster({ addons: { ingressNginx: { enabled: true, hosts: given, ...changes } } });

  it.each([...PRIVATE, '*.acme.local', '*.local', '*.home.arpa'])('is %s', (host) => {
    expect(findings('HK4303', hosts(['app.acme.example', host]))).toEqual([
      {
        pointer: '/spec/addons/ingressNginx/hosts/1',
        message: `The ingress host "${host}" is not one that public DNS can have.`,
        remedy: REMEDY,
        why: WHY,
        onKey: false,
      },
    ]);
  });

  it.each([...OTHERS, '*.acme.example', '*.*.local', LATE, 3])('is not %j', (host) => {
    expect(findings('HK4303', hosts([host]))).toEqual([]);
  });

  it('is found beside that of the API server, each at its place', () => {
    const given = cluster({
      host: 'k8s.local',
      addons: { ingressNginx: { enabled: true, hosts: [LATE, 'a.local', 'a.example', 'b.local'] } },
    });

    expect(places('HK4303', given)).toEqual([
      '/spec/host',
      '/spec/addons/ingressNginx/hosts/1',
      '/spec/addons/ingressNginx/hosts/3',
    ]);
  });

  it('is told of although the controller is off, because the tenant takes the host all the same', () => {
    expect(findings('HK4303', hosts(['acme.local'], { enabled: false }))).toHaveLength(1);
  });

  it('is not looked for beside a load balancer, where hosts are ignored', () => {
    expect(findings('HK4303', hosts(['acme.local'], { exposeMethod: 'LoadBalancer' }))).toEqual([]);
  });

  it('is not looked for where there are none', () => {
    expect(findings('HK4303', hosts(undefined))).toEqual([]);
    expect(findings('HK4303', hosts('acme.local'))).toEqual([]);
    expect(findings('HK4303', cluster())).toEqual([]);
  });
});

describe('HK4303: the host of a tenant that public DNS cannot have', () => {
  it.each(PRIVATE)('is %s', (host) => {
    expect(findings('HK4303', tenant({ host }))).toEqual([
      {
        pointer: '/spec/host',
        message: `The host of the tenant "${host}" is not one that public DNS can have.`,
        remedy: REMEDY,
        why: WHY,
        onKey: false,
      },
    ]);
  });

  it.each([...OTHERS, '*.acme.local', undefined, LATE, 3])('is not %j', (host) => {
    expect(findings('HK4303', tenant({ host }))).toEqual([]);
  });
});
