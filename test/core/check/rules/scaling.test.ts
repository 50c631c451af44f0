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

const one = (changes: object): Judged => cluster({ nodeGroups: { md0: group(), web: group(changes) } });
const one16 = (changes: object): Judged => cluster16({ nodeGroups: { web: group16(changes) } });

describe('HK2204: machines that start anyway, up to 1.5', () => {
  it.each([1, 2, 10])('are those of a group of 0 to %i', (maxReplicas) => {
    expect(findings('HK2204', one({ minReplicas: 0, maxReplicas }))).toMatchObject([
      {
        pointer: '/spec/nodeGroups/web/minReplicas',
        message: 'Node group "web" has min 0, but starts with 2 machines.',
        remedy: 'Count on them, and on what they cost, after every change.',
      },
    ]);
  });

  it.each([1, LATE, 'x', 2, -1])('are those of a group of %p to 1', (minReplicas) => {
    expect(findings('HK2204', one({ minReplicas, maxReplicas: 1 }))).toMatchObject([
      {
        pointer: '/spec/nodeGroups/web/maxReplicas',
        message: 'Node group "web" has max 1, but starts with 2 machines.',
        remedy: 'Write a max of 2, or count on the second one.',
      },
    ]);
  });

  it.each([
    [1, 2],
    [2, 2],
    [0, 0],
    [0, -1],
    [0, LATE],
    [LATE, 2],
  ])('are not those of a group of %p to %p', (minReplicas, maxReplicas) => {
    expect(findings('HK2204', one({ minReplicas, maxReplicas }))).toEqual([]);
  });

  it('are told of each group', () => {
    const nodeGroups = { a: group({ minReplicas: 0 }), b: group(), c: group({ maxReplicas: 1, minReplicas: 1 }) };

    expect(places('HK2204', cluster({ nodeGroups }))).toEqual([
      '/spec/nodeGroups/a/minReplicas',
      '/spec/nodeGroups/c/maxReplicas',
    ]);
  });

  it.each([
    [0, 3],
    [1, 1],
  ])('do not start from 1.6 on in a group of %i to %i', (minReplicas, maxReplicas) => {
    expect(findings('HK2204', one16({ minReplicas, maxReplicas }), PLATFORM_1_6)).toEqual([]);
  });
});

describe('HK2206: a cluster that may have no machine', () => {
  it('has groups that may all be empty', () => {
    const nodeGroups = { web: group16({ minReplicas: 0 }), db: group16({ minReplicas: 0 }) };

    expect(findings('HK2206', cluster16({ nodeGroups }), PLATFORM_1_6)).toMatchObject([
      {
        pointer: '/spec/nodeGroups',
        onKey: true,
        message: 'Every node group has min 0: "web", "db".',
        remedy: 'Give one group a min of 1 or more.',
      },
    ]);
  });

  it.each([
    ['has a machine', 1],
    ['has a min that comes late', LATE],
    ['has no min', undefined],
    ['has a min that makes no sense', -1],
  ])('is not one of which a group %s', (_, minReplicas) => {
    const nodeGroups = { web: group16({ minReplicas: 0 }), db: group16({ minReplicas }) };

    expect(findings('HK2206', cluster16({ nodeGroups }), PLATFORM_1_6)).toEqual([]);
  });

  it.each([undefined, {}])('is not one whose groups are %j, of which another rule tells', (nodeGroups) => {
    expect(findings('HK2206', cluster16({ nodeGroups }), PLATFORM_1_6)).toEqual([]);
  });

  it('has a group md0 whose min the platform fills in up to 1.5', () => {
    const judged = cluster({ nodeGroups: { md0: group({ minReplicas: undefined }) } });

    expect(findings('HK2206', judged, HIKUBE)).toMatchObject([{ message: 'Every node group has min 0: "md0".' }]);
    expect(findings('HK2206', judged, PLATFORM_1_6)).toEqual([]);
  });

  it.each([LATE, '2'])('is not one whose md0 has the min %p', (minReplicas) => {
    expect(findings('HK2206', cluster({ nodeGroups: { md0: group({ minReplicas }) } }))).toEqual([]);
  });
});

describe('HK2207: a group of one machine', () => {
  it.each([0, 1, LATE])('goes from %p to 1', (minReplicas) => {
    expect(findings('HK2207', one16({ minReplicas, maxReplicas: 1 }), PLATFORM_1_6)).toMatchObject([
      {
        pointer: '/spec/nodeGroups/web/maxReplicas',
        message: 'Node group "web" never has more than one machine.',
        remedy: 'Write a max of 2 or more.',
      },
    ]);
  });

  it.each([0, 2, LATE, '1', undefined])('does not go to %p', (maxReplicas) => {
    expect(findings('HK2207', one16({ minReplicas: 0, maxReplicas }), PLATFORM_1_6)).toEqual([]);
  });

  it('is told of in each case, at every release', () => {
    const single = group({ maxReplicas: 1, minReplicas: 1 });

    expect(places('HK2207', cluster({ nodeGroups: { a: single, b: group(), c: single } }))).toEqual([
      '/spec/nodeGroups/a/maxReplicas',
      '/spec/nodeGroups/c/maxReplicas',
    ]);
  });
});

describe('HK2208: a control plane of one replica', () => {
  it('is told of', () => {
    expect(findings('HK2208', cluster({ controlPlane: { replicas: 1 } }))).toMatchObject([
      {
        pointer: '/spec/controlPlane/replicas',
        message: 'The control plane has 1 replica.',
        remedy: 'Write 2 replicas, the default, or 3.',
      },
    ]);
  });

  it.each([{ replicas: 2 }, { replicas: 0 }, { replicas: LATE }, { replicas: '1' }, {}, undefined])(
    'is not one of %j',
    (controlPlane) => {
      expect(findings('HK2208', cluster({ controlPlane }))).toEqual([]);
    },
  );
});

describe('HK2209: a group that carries the ingress without saying so', () => {
  const INGRESS = { enabled: true, hosts: ['a.example'] };
  const carrier = group({ roles: ['web', 'ingress-nginx'] });
  const silent = group({ roles: undefined });
  const with2 = (md0: object, web: object, ingressNginx: object | undefined = INGRESS): Judged =>
    cluster({ nodeGroups: { md0, web }, addons: { ingressNginx } });

  it.each([INGRESS, { ...INGRESS, exposeMethod: 'Proxied' }])(
    'is md0 beside a carrier, with the ingress %j',
    (ingress) => {
      const judged = with2(silent, carrier, ingress);

      expect(findings('HK2209', judged)).toMatchObject([
        {
          pointer: '/spec/nodeGroups/md0',
          message: 'Node group "md0" has no roles, so it takes "ingress-nginx" from the platform, beside "web".',
          remedy: 'Write its roles, if only `roles: []`.',
        },
      ]);
      expect(findings('HK2209', judged, { program: true })).toMatchObject([
        { remedy: "Give it a role of its own, such as `roles: ['system']`." },
      ]);
    },
  );

  it('is told of once, beside the first of several carriers', () => {
    const nodeGroups = { plain: group(), first: carrier, md0: silent, second: carrier };

    expect(findings('HK2209', cluster({ nodeGroups, addons: { ingressNginx: INGRESS } }))).toMatchObject([
      { message: 'Node group "md0" has no roles, so it takes "ingress-nginx" from the platform, beside "first".' },
    ]);
  });

  it.each([
    ['says that it has none', with2(group({ roles: [] }), carrier)],
    ['carries it alone', with2(silent, group())],
    ['carries it beside another without roles', with2(silent, silent)],
    ['says so', with2(carrier, carrier)],
    ['stands beside a load balancer', with2(silent, carrier, { ...INGRESS, exposeMethod: 'LoadBalancer' })],
    ['stands beside an ingress that is off', with2(silent, carrier, { ...INGRESS, enabled: false })],
    ['stands beside an ingress that says nothing', with2(silent, carrier, {})],
  ])('is not one that %s', (_, judged) => {
    expect(findings('HK2209', judged)).toEqual([]);
  });

  it('is none without add-ons', () => {
    expect(findings('HK2209', cluster({ nodeGroups: { md0: silent, web: carrier } }))).toEqual([]);
  });

  it('is not a group of another name', () => {
    const nodeGroups = { db: silent, web: carrier };

    expect(findings('HK2209', cluster({ nodeGroups, addons: { ingressNginx: INGRESS } }))).toEqual([]);
  });

  it('is none from 1.6 on', () => {
    const nodeGroups = { md0: group16({ roles: undefined }), web: group16({ roles: ['ingress-nginx'] }) };

    expect(findings('HK2209', cluster16({ nodeGroups, addons: { ingressNginx: INGRESS } }), PLATFORM_1_6)).toEqual([]);
  });
});
