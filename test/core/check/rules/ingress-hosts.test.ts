import { LATE, cluster, findings, group, places, type Judged } from './support';

const SERVING = { md0: group({ roles: ['ingress-nginx'] }) };
const ingress = (ingressNginx: unknown, spec: object = {}): Judged =>
  cluster({ ...spec, nodeGroups: SERVING, addons: { ingressNginx } });

describe('HK3105: an ingress host that cannot be served', () => {
  const hosts = (...given: unknown[]): Judged => ingress({ enabled: true, hosts: given });
  const WHY = expect.stringContaining('Each host becomes one rule of an Ingress') as string;
  const GENERAL = 'Write a name such as "app.acme.example" or "*.acme.example".';

  it.each([
    ['http://a.example', 'Write "a.example".'],
    ['https://a.example/path?x=1', 'Write "a.example".'],
    ['a.example:443', 'Write "a.example".'],
    ['a.example/', 'Write "a.example".'],
    ['A.Example', 'Write "a.example".'],
    ['  a.example ', 'Write "a.example".'],
    ['a b.example', GENERAL],
    ['a_b.example', GENERAL],
    ['a.*.example', GENERAL],
    ['*', GENERAL],
    ['192.168.0.1', GENERAL],
    ['https://192.168.0.1', GENERAL],
    ['-a.example', GENERAL],
    ['ws2+http://a.example', GENERAL],
    ['', GENERAL],
  ])('is "%s"', (host, remedy) => {
    expect(findings('HK3105', hosts('sound.example', host))).toEqual([
      {
        pointer: '/spec/addons/ingressNginx/hosts/1',
        message: `The ingress host "${host}" is not a host name.`,
        remedy,
        why: WHY,
        onKey: false,
      },
    ]);
  });

  it.each(['a.example', '*.a.example', 'a', '1.a.example', 'a-b.example'])('is not "%s"', (host) => {
    expect(findings('HK3105', hosts(host))).toEqual([]);
  });

  it('is each that is there again, by its place', () => {
    const found = findings('HK3105', hosts('a.example', 'b.example', 'a.example', 'a.example'));

    expect(found).toEqual([
      {
        pointer: '/spec/addons/ingressNginx/hosts/2',
        message: 'The ingress host "a.example" is there twice.',
        remedy: 'Write it once.',
        why: WHY,
        onKey: false,
      },
      expect.objectContaining({ pointer: '/spec/addons/ingressNginx/hosts/3' }),
    ]);
  });

  it('is told of its form once more where it is there twice', () => {
    const found = findings('HK3105', hosts('a b', 'a b'));

    expect(found.map(({ message }) => message)).toEqual([
      'The ingress host "a b" is not a host name.',
      'The ingress host "a b" is not a host name.',
    ]);
  });

  it('is the host of the API server', () => {
    const given = ingress(
      { enabled: true, hosts: ['b.example', 'a.example', 'a.example'] },
      {
        host: 'a.example',
      },
    );

    expect(findings('HK3105', given)).toEqual([
      {
        pointer: '/spec/addons/ingressNginx/hosts/1',
        message: 'The ingress host "a.example" is also the host of the API server.',
        remedy: 'Give the API server or the applications another name.',
        why: 'The one name cannot lead to both.',
        onKey: false,
      },
      expect.objectContaining({
        pointer: '/spec/addons/ingressNginx/hosts/2',
        message: 'The ingress host "a.example" is there twice.',
      }),
    ]);
  });

  it('keeps its place behind one that is late or no text', () => {
    expect(places('HK3105', hosts(LATE, 3, 'a b'))).toEqual(['/spec/addons/ingressNginx/hosts/2']);
  });

  it.each([
    ['hosts that are no list', ingress({ enabled: true, hosts: 'a b' })],
    ['no hosts', ingress({ enabled: true })],
    ['no controller', cluster()],
    ['another add-on', cluster({ addons: { certManager: { enabled: true } } })],
  ])('is content with %s', (_, given) => {
    expect(findings('HK3105', given)).toEqual([]);
  });
});

describe('HK3125: ingress hosts without the ingress controller', () => {
  it.each([
    ['it is off', { enabled: false }],
    ['it is not said to be on', {}],
    ['it is proxied by name', { exposeMethod: 'Proxied' }],
  ])('is a warning that quotes the hosts where %s', (_, changes) => {
    expect(findings('HK3125', ingress({ hosts: ['a.example', 'b.example'], ...changes }))).toEqual([
      {
        pointer: '/spec/addons/ingressNginx/hosts',
        message: 'The hosts ["a.example","b.example"] lead to this cluster, but the add-on ingressNginx is not on.',
        remedy: 'Switch it on, leave the hosts out, or acknowledge that a controller of your own answers.',
        why: expect.stringContaining('where nothing of the platform answers') as string,
        onKey: false,
      },
    ]);
  });

  it.each([
    ['a controller that is on', { enabled: true, hosts: ['a.example'] }],
    ['a controller whose switch is late', { enabled: LATE, hosts: ['a.example'] }],
    ['a controller whose switch is no flag', { enabled: 'true', hosts: ['a.example'] }],
    ['a load balancer, which takes no hosts', { exposeMethod: 'LoadBalancer', hosts: ['a.example'] }],
    ['no hosts', {}],
    ['an empty list of hosts', { hosts: [] }],
    ['hosts that are no list', { hosts: 'a.example' }],
  ])('is content with %s', (_, given) => {
    expect(findings('HK3125', ingress(given))).toEqual([]);
  });

  it('is content in a cluster without the add-on', () => {
    expect(findings('HK3125', cluster())).toEqual([]);
    expect(findings('HK3125', cluster({ addons: { certManager: { enabled: true } } }))).toEqual([]);
  });
});
