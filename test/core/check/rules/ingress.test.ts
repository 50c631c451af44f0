import {
  LATE,
  PLATFORM_1_1,
  PLATFORM_1_6,
  cluster,
  cluster16,
  findings,
  group,
  group16,
  places,
  type Judged,
} from './support';
import { onRelease } from './together';

const SERVING = { md0: group({ roles: ['web', 'ingress-nginx'] }) };
const ON = { enabled: true, hosts: ['app.acme.example'] };
const ingress = (ingressNginx: unknown, nodeGroups: object = SERVING): Judged =>
  cluster({ nodeGroups, addons: { ingressNginx } });

/** The ways in which an ingress controller does not stand behind the tenant's own. */
const NOT_PROXIED: [string, object][] = [
  ['off', { enabled: false, hosts: ['app.acme.example'] }],
  ['not said to be on', { hosts: ['app.acme.example'] }],
  ['exposed by a load balancer', { enabled: true, exposeMethod: 'LoadBalancer' }],
];

describe('HK3102: an ingress controller that no group carries', () => {
  it('is an error where no group has the role', () => {
    expect(findings('HK3102', ingress(ON, { md0: group(), db: group({ roles: [] }) }))).toEqual([
      {
        pointer: '/spec/addons/ingressNginx',
        message: 'The ingress controller is on, but no node group has the role "ingress-nginx".',
        remedy: 'Add "ingress-nginx" to the roles of a group.',
        why: expect.stringContaining('only to machines with the role ingress-nginx') as string,
        onKey: false,
      },
    ]);
  });

  it('tells a program which prop to give', () => {
    expect(findings('HK3102', ingress(ON, { md0: group() }), { program: true })[0]?.remedy).toBe(
      'Give it the groups that carry it: `nodes: web`.',
    );
  });

  it.each([
    ['by default', { enabled: true }],
    ['by name', { enabled: true, exposeMethod: 'Proxied' }],
  ])('is an error where it is proxied %s', (_, given) => {
    expect(findings('HK3102', ingress(given, { md0: group() }))).toHaveLength(1);
  });

  it.each([
    ['the only group has it', SERVING],
    ['one of several groups has it', { md0: group(), web: group({ roles: ['ingress-nginx'] }) }],
  ])('is content where %s', (_, nodeGroups) => {
    expect(findings('HK3102', ingress(ON, nodeGroups))).toEqual([]);
  });

  it.each(NOT_PROXIED)('is content where it is %s', (_, given) => {
    expect(findings('HK3102', ingress(given, { md0: group() }))).toEqual([]);
  });

  it('is content in a cluster without the add-on', () => {
    expect(findings('HK3102', cluster())).toEqual([]);
  });

  it.each([
    ['INGRESS-NGINX', 1],
    ['ingress', 1],
    ['ingress-nginx', 0],
  ])('takes the role %s, found %i times', (role, count) => {
    expect(findings('HK3102', ingress(ON, { md0: group({ roles: [role] }) }))).toHaveLength(count);
  });

  it.each([
    ['md0', '1.5.4', 0],
    ['md0', '1.6.0', 1],
    ['web', '1.5.4', 1],
  ] as const)('a group %s without roles has those of the platform on release %s or not', (name, release, count) => {
    const given = ingress(ON, { [name]: group({ roles: undefined }) });

    expect(findings('HK3102', given, onRelease(release))).toHaveLength(count);
  });

  it.each([
    ['up to 1.5 is not meant to carry it', PLATFORM_1_1, 1],
    ['from 1.6 on is', PLATFORM_1_6, 0],
  ])('the group that the platform adds to none %s', (_, profile, count) => {
    expect(findings('HK3102', ingress(ON, {}), profile)).toHaveLength(count);
    expect(findings('HK3102', cluster({ nodeGroups: undefined, addons: { ingressNginx: ON } }), profile)).toHaveLength(
      count,
    );
  });
});

describe('HK3124: machines for an ingress controller that is not on', () => {
  const roles = {
    a: group({ roles: ['web', 'ingress-nginx'] }),
    db: group(),
    edge: group({ roles: ['ingress-nginx'] }),
  };

  it('is a warning on the role of each group', () => {
    expect(findings('HK3124', cluster({ nodeGroups: roles }))).toEqual([
      {
        pointer: '/spec/nodeGroups/a/roles/1',
        message: 'Node group "a" has the role "ingress-nginx", but the add-on ingressNginx is not on.',
        remedy: 'Set spec.addons.ingressNginx.enabled to true and give it hosts, or remove the role.',
        why: expect.stringContaining('only the ingress controller of the platform means anything to') as string,
        onKey: false,
      },
      expect.objectContaining({
        pointer: '/spec/nodeGroups/edge/roles/0',
        message: 'Node group "edge" has the role "ingress-nginx", but the add-on ingressNginx is not on.',
      }),
    ]);
  });

  it('tells a program what to construct', () => {
    expect(findings('HK3124', cluster({ nodeGroups: roles }), { program: true })[0]?.remedy).toBe(
      "Add `new IngressNginx(cluster, 'ingress-nginx', { hosts, nodes })`, or remove the role.",
    );
  });

  it('keeps its place behind a role that is late', () => {
    const nodeGroups = { a: group({ roles: [LATE, 'ingress-nginx'] }) };

    expect(places('HK3124', cluster({ nodeGroups }))).toEqual(['/spec/nodeGroups/a/roles/1']);
  });

  it.each([
    ['switched off', { ingressNginx: { enabled: false } }, 2],
    ['not said to be on', { ingressNginx: {} }, 2],
    ['not among the others', { certManager: { enabled: LATE } }, 2],
    ['on', { ingressNginx: { enabled: true } }, 0],
    ['exposed by a load balancer', { ingressNginx: { enabled: true, exposeMethod: 'LoadBalancer' } }, 0],
    ['late', { ingressNginx: LATE }, 0],
    ['switched by a late flag', { ingressNginx: { enabled: LATE } }, 0],
    ['switched by a text', { ingressNginx: { enabled: 'true' } }, 0],
  ])('beside a controller that is %s', (_, addons, count) => {
    expect(findings('HK3124', cluster({ nodeGroups: roles, addons }))).toHaveLength(count);
  });

  it('has nothing to say of the group of the platform, whose default it is before 1.6', () => {
    const own = { md0: group({ roles: ['ingress-nginx'] }) };

    expect(findings('HK3124', cluster({ nodeGroups: own }))).toEqual([]);
    expect(
      places('HK3124', cluster16({ nodeGroups: { md0: group16({ roles: ['ingress-nginx'] }) } }), PLATFORM_1_6),
    ).toEqual(['/spec/nodeGroups/md0/roles/0']);
  });

  it('has nothing to say of other roles, or of none', () => {
    const nodeGroups = { md0: group({ roles: ['ingress'] }), a: group({ roles: [] }), b: group({ roles: undefined }) };

    expect(findings('HK3124', cluster({ nodeGroups }))).toEqual([]);
  });
});

describe('HK3114: an ingress that may have no machine', () => {
  const serving = (minReplicas: unknown): object => group16({ roles: ['ingress-nginx'], minReplicas });
  const judged = (nodeGroups: object, ingressNginx: unknown = ON): Judged =>
    cluster16({ nodeGroups, addons: { ingressNginx } });

  it('warns of one group with the role and min 0', () => {
    expect(findings('HK3114', judged({ md0: group16(), web: serving(0) }), PLATFORM_1_6)).toEqual([
      {
        pointer: '/spec/nodeGroups/web/minReplicas',
        message: 'Node group "web" has the role "ingress-nginx" and min 0.',
        remedy: 'Write a min of 1 or more; 2 survive the loss of one machine.',
        why: expect.stringContaining('the autoscaler may take the last away') as string,
        onKey: false,
      },
    ]);
  });

  it('warns of each where all with the role have min 0', () => {
    const found = findings('HK3114', judged({ a: serving(0), md0: group16(), b: serving(0) }), PLATFORM_1_6);

    expect(found.map(({ pointer, message }) => [pointer, message])).toEqual([
      [
        '/spec/nodeGroups/a/minReplicas',
        'Node group "a" has the role "ingress-nginx" and min 0, like every group with that role.',
      ],
      [
        '/spec/nodeGroups/b/minReplicas',
        'Node group "b" has the role "ingress-nginx" and min 0, like every group with that role.',
      ],
    ]);
  });

  it.each([
    ['min 1', { web: serving(1) }],
    ['min 1 in one of two', { a: serving(0), b: serving(1) }],
    ['min that is late', { web: serving(LATE) }],
    ['min that is no number', { web: serving('0') }],
    ['no min', { web: serving(undefined) }],
    ['min 0 without the role', { md0: group16({ minReplicas: 0 }) }],
    ['no groups', {}],
  ])('is content with %s', (_, nodeGroups) => {
    expect(findings('HK3114', judged(nodeGroups), PLATFORM_1_6)).toEqual([]);
  });

  it.each(NOT_PROXIED)('is content with a controller that is %s', (_, given) => {
    expect(findings('HK3114', judged({ web: serving(0) }, given), PLATFORM_1_6)).toEqual([]);
  });

  it('is content in a cluster without the add-on', () => {
    expect(findings('HK3114', cluster16({ nodeGroups: { web: serving(0) } }), PLATFORM_1_6)).toEqual([]);
  });

  it('knows the min that the platform gives to md0 up to 1.5', () => {
    const given = ingress(ON, { md0: group({ minReplicas: undefined, roles: undefined }) });

    expect(places('HK3114', given, PLATFORM_1_1)).toEqual(['/spec/nodeGroups/md0/minReplicas']);
    expect(findings('HK3114', given, PLATFORM_1_6)).toEqual([]);
  });
});

describe('HK3103: hosts beside a load balancer', () => {
  const balanced = (hosts: unknown, changes: object = {}): Judged =>
    ingress({ enabled: true, exposeMethod: 'LoadBalancer', hosts, ...changes });

  it('is an error that quotes the hosts', () => {
    expect(findings('HK3103', balanced(['a.example', 'b.example']))).toEqual([
      {
        pointer: '/spec/addons/ingressNginx/hosts',
        message: 'The ingress controller is exposed by a load balancer and has the hosts ["a.example","b.example"].',
        remedy: 'Leave the hosts out, or expose it as Proxied.',
        why: expect.stringContaining('with a load balancer the platform ignores them') as string,
        onKey: false,
      },
    ]);
  });

  it.each([
    ['no hosts', balanced(undefined)],
    ['an empty list', balanced([])],
    ['hosts that are no list', balanced('a.example')],
    ['only late hosts', balanced([LATE])],
    ['a proxied controller', balanced(['a.example'], { exposeMethod: 'Proxied' })],
    ['the default', balanced(['a.example'], { exposeMethod: undefined })],
    ['a controller that is off', balanced(['a.example'], { enabled: false })],
    ['a controller that is not said to be on', balanced(['a.example'], { enabled: undefined })],
    ['no controller', cluster()],
  ])('is content with %s', (_, given) => {
    expect(findings('HK3103', given)).toEqual([]);
  });
});

describe('HK3112: a proxied controller without hosts', () => {
  it.each([
    ['none are given', {}],
    ['the list is empty', { hosts: [] }],
    ['it is proxied by name', { exposeMethod: 'Proxied' }],
  ])('warns where %s', (_, changes) => {
    expect(findings('HK3112', ingress({ enabled: true, ...changes }))).toEqual([
      {
        pointer: '/spec/addons/ingressNginx',
        message: 'The ingress controller is proxied, but has no hosts.',
        remedy: 'Give it hosts, or expose it by a load balancer.',
        why: 'It runs, and nobody reaches it.',
        onKey: false,
      },
    ]);
  });

  it.each([
    ['one host', { hosts: ['a.example'] }],
    ['a host that is late', { hosts: [LATE] }],
    ['hosts that are late', { hosts: LATE }],
    ['a host that is no text', { hosts: [3] }],
    ['hosts that are no list', { hosts: 'a.example' }],
    ['a load balancer', { exposeMethod: 'LoadBalancer' }],
    ['a controller that is off', { enabled: false }],
    ['a controller that is not said to be on', { enabled: undefined }],
  ])('is content with %s', (_, changes) => {
    expect(findings('HK3112', ingress({ enabled: true, ...changes }))).toEqual([]);
  });

  it('warns beside a fault of another field', () => {
    expect(findings('HK3112', ingress({ enabled: true, hostsOf: ['a.example'], hostss: LATE }))).toHaveLength(1);
  });

  it('is content in a cluster without the add-on', () => {
    expect(findings('HK3112', cluster())).toEqual([]);
  });
});
