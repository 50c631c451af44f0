import { HIKUBE, LATE, PLATFORM_1_1, PLATFORM_1_6, findings, ring } from './support';
import { onRelease } from './together';

describe('HK4101: a ring without members', () => {
  it.each([0, -1])('is an error with %i', (replicas) => {
    expect(findings('HK4101', ring({ replicas }))).toEqual([
      {
        pointer: '/spec/replicas',
        message: `The ring has ${replicas} members.`,
        remedy: 'Write 3 members, or 5.',
        why: 'Nothing would keep the state of the clusters.',
        onKey: false,
      },
    ]);
  });

  it.each([1, 3, undefined, LATE, '0'])('is content with %j', (replicas) => {
    expect(findings('HK4101', ring({ replicas }))).toEqual([]);
  });
});

describe('HK4102: a ring that cannot lose a member, or gains nothing by the last one', () => {
  it.each([
    [1, 'The ring has 1 member, of which 1 must agree, so 0 can be lost.', 'Write 3.'],
    [2, 'The ring has 2 members, of which 2 must agree, so 0 can be lost.', 'Write 3.'],
    [4, 'The ring has 4 members, of which 3 must agree, so 1 can be lost.', 'Write 3.'],
    [6, 'The ring has 6 members, of which 4 must agree, so 2 can be lost.', 'Write 5.'],
  ])('warns of %i', (replicas, message, remedy) => {
    expect(findings('HK4102', ring({ replicas }))).toEqual([
      {
        pointer: '/spec/replicas',
        message,
        remedy,
        why: expect.stringContaining('etcd needs more than half of its members') as string,
        onKey: false,
      },
    ]);
  });

  it.each([
    [8, 'The ring has 8 members, of which 5 must agree, so 3 can be lost.'],
    [9, 'The ring has 9 members, of which 5 must agree, so 4 can be lost.'],
  ])('warns of %i, which are more than seven', (replicas, message) => {
    expect(findings('HK4102', ring({ replicas }))).toEqual([
      {
        pointer: '/spec/replicas',
        message,
        remedy: 'Write 7.',
        why: 'Every write waits for more than half of the members; etcd advises against more than seven.',
        onKey: false,
      },
    ]);
  });

  it.each([3, 5, 7, 0, -1, -2, undefined, LATE, '2'])('is content with %j', (replicas) => {
    expect(findings('HK4102', ring({ replicas }))).toEqual([]);
  });
});

describe('HK4103: a ring size that gives etcd no quota', () => {
  it.each([
    ['4G', 'Write "4Gi".'],
    ['5G', 'Write "5Gi".'],
    ['1Ti', 'Write "1024Gi".'],
    ['500M', 'Write "1Gi".'],
    ['4.5Gi', 'Write "5Gi".'],
    ['4.0Gi', 'Write "4Gi".'],
    ['+4Gi', 'Write "4Gi".'],
    ['1Pi', 'Write "1048576Gi".'],
    ['4', 'Write "4Gi".'],
  ])('is "%s"', (size, remedy) => {
    expect(findings('HK4103', ring({ size }))).toEqual([
      {
        pointer: '/spec/size',
        message: `The ring's size is "${size}", which is not a whole number of Ki, Mi or Gi.`,
        remedy,
        why: expect.stringContaining('from any other unit it makes 0') as string,
        onKey: false,
      },
    ]);
  });

  it('is a bare number, most likely of Gi', () => {
    expect(findings('HK4103', ring({ size: 4 }))).toEqual([
      expect.objectContaining({
        message: "The ring's size is 4, which is not a whole number of Ki, Mi or Gi.",
        remedy: 'Write "4Gi".',
      }),
    ]);
  });

  it.each([0, '0', '0Gi', '-1', '-4Gi', -1])('is %j, which is no size at all', (size) => {
    expect(findings('HK4103', ring({ size }))).toEqual([
      {
        pointer: '/spec/size',
        message: `The ring's size is ${JSON.stringify(size)}, which is not above zero.`,
        remedy: 'Write a size such as "4Gi".',
        why: 'No volume can be made.',
        onKey: false,
      },
    ]);
  });

  it.each(['4Gi', '1Gi', '10Gi', '4096Mi', '4194304Ki', undefined, LATE, true, '4GB', 'much'])(
    'is not %j, or that is said elsewhere',
    (size) => {
      expect(findings('HK4103', ring({ size }))).toEqual([]);
    },
  );
});

describe('HK4114: a ring larger than etcd advises', () => {
  it.each(['9Gi', '100Gi', '8624Mi', '8830114Ki'])('warns of %s', (size) => {
    expect(findings('HK4114', ring({ size }))).toEqual([
      {
        pointer: '/spec/size',
        message: `The ring's size is "${size}", so its keyspace may grow beyond 8 GiB.`,
        remedy: 'Write "8Gi", or spread the clusters over tenants with rings of their own.',
        why: expect.stringContaining('etcd may fill 95 % of the size') as string,
        onKey: false,
      },
    ]);
  });

  // 95 % of 8623Mi are 8191.85Mi, and of 8830113Ki 8388607.35Ki: just below 8 GiB.
  it.each(['8Gi', '1Gi', '8623Mi', '8830113Ki', undefined, LATE, 100])('is content with %j', (size) => {
    expect(findings('HK4114', ring({ size }))).toEqual([]);
  });

  it.each(['100G', '1Ti', '100.5Gi', '100'])('leaves %s, which gives no quota, to the rule of units', (size) => {
    expect(findings('HK4114', ring({ size }))).toEqual([]);
    expect(findings('HK4103', ring({ size }))).toHaveLength(1);
  });
});

describe('HK4113: a version of etcd that is no release', () => {
  it.each(['v3.6.11', '3.6', '3.6.11-rc.1', '3.6.11.1', ' 3.6.11', '3.x.1', '3-6-11', 'latest', ''])(
    'is "%s"',
    (version) => {
      expect(findings('HK4113', ring({ version }), PLATFORM_1_6)).toEqual([
        {
          pointer: '/spec/version',
          message: `The version of etcd is "${version}".`,
          remedy: 'Write all three numbers and no v, such as "3.6.11".',
          why: "The operator's API refuses it, and the ring is never made.",
          onKey: false,
        },
      ]);
    },
  );

  it.each(['3.6.11', '3.5.0', '10.20.30', undefined, LATE, 3])('is not %j', (version) => {
    expect(findings('HK4113', ring({ version }), PLATFORM_1_6)).toEqual([]);
  });

  it('is judged from 1.6.0 on', () => {
    expect(findings('HK4113', ring({ version: 'v3.6' }), onRelease('1.5.4'))).toEqual([]);
    expect(findings('HK4113', ring({ version: 'v3.6' }), onRelease('1.6.0'))).toHaveLength(1);
  });
});

describe("HK4104: a ring where the tenant's module is off", () => {
  it.each([
    [false, 'Set spec.etcd to true on the Tenant.'],
    [true, 'Write `modules: { etcd: true }` on the tenant, or use EtcdRing.inherited().'],
  ])('is an error, in a program: %s', (program, remedy) => {
    expect(findings('HK4104', ring(), { facts: { modules: { etcd: false } }, program })).toEqual([
      {
        pointer: '',
        message: "The tenant's etcd module is off, so no cluster would find this ring.",
        remedy,
        why: expect.stringContaining('without it this one serves nobody') as string,
        onKey: false,
      },
    ]);
  });

  it.each([
    ['the module is on', { modules: { etcd: true } }],
    ['nothing is known of the module', { modules: { monitoring: false } }],
    ['nothing is known of the modules', { reach: { etcd: false } }],
    ['nothing is known', {}],
  ])('is content where %s', (_, facts) => {
    expect(findings('HK4104', ring(), { facts })).toEqual([]);
  });

  it('is content with a ring of which nobody knows the tenant', () => {
    const facts = { modules: { etcd: false } };

    expect(findings('HK4104', ring({}, { namespace: undefined }), { facts })).toEqual([]);
  });
});

describe('HK4105: a ring of a storage class that the provider does not have', () => {
  it.each([
    ['replicated-asyn', HIKUBE, 'hikube (platform 1.1)', 'Did you mean "replicated-async"?'],
    ['fast-ssd', HIKUBE, 'hikube (platform 1.1)', 'Known: local, replicated, replicated-async.'],
    ['replicated-async', PLATFORM_1_1, 'cozystack-1.1', 'Known: local, replicated.'],
    ['kubevirt', PLATFORM_1_6, 'cozystack-1.6', 'Known: local, replicated.'],
  ])('is "%s", case %#', (storageClass, profile, title, remedy) => {
    expect(findings('HK4105', ring({ storageClass }), profile)).toEqual([
      {
        pointer: '/spec/storageClass',
        message: `${title} has no storage class "${storageClass}".`,
        remedy,
        why: expect.stringContaining('Its volumes stay Pending') as string,
        onKey: false,
      },
    ]);
  });

  it.each(['local', 'replicated', 'replicated-async', '', undefined, LATE, 3])('is not %j', (storageClass) => {
    expect(findings('HK4105', ring({ storageClass }))).toEqual([]);
  });

  it('is not one that the profile was told of', () => {
    const profile = HIKUBE.with({ storageClasses: ['fast-ssd'] });

    expect(findings('HK4105', ring({ storageClass: 'fast-ssd' }), profile)).toEqual([]);
  });
});
