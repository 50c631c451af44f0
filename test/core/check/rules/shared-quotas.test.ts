import {
  HIKUBE,
  LATE,
  PLATFORM_1_1,
  PLATFORM_1_6,
  cluster,
  cluster16,
  group,
  group16,
  ring,
  tenant,
  type Judged,
} from './support';
import { findingsTogether, onRelease, outcomes } from './together';

const quotas = (resourceQuotas: unknown): Judged => tenant({ resourceQuotas });
const STAGING = { namespace: 'tenant-acme-staging' };
/** A cluster in the tenant that `tenant()` declares. */
const inStaging = (nodeGroups: object, name = 'web'): Judged => cluster({ nodeGroups }, { ...STAGING, name });
const inStaging16 = (nodeGroups: object, name = 'web'): Judged => cluster16({ nodeGroups }, { ...STAGING, name });

describe("HK4110: groups that may outgrow their tenant's quota", () => {
  // Three machines of u1.large: 6 CPU and 24Gi.
  it('is a warning on the quota, with what they may come to', () => {
    expect(outcomes('HK4110', [quotas({ cpu: 4, memory: '16Gi' }), inStaging({ md0: group() })])).toEqual([
      [
        {
          in: 'Tenant tenant-acme/staging',
          pointer: '/spec/resourceQuotas/cpu',
          message: 'The groups of "web" may come to 6 of cpu, but the quota of tenant-acme-staging is 4.',
          remedy: 'Raise the quota to 6 or more, or lower the max of groups.',
          why: expect.stringContaining('The autoscaler asks for machines that the quota then refuses') as string,
          onKey: false,
        },
        expect.objectContaining({
          pointer: '/spec/resourceQuotas/memory',
          message: 'The groups of "web" may come to 24Gi of memory, but the quota of tenant-acme-staging is 16Gi.',
          remedy: 'Raise the quota to 24Gi or more, or lower the max of groups.',
        }),
      ],
    ]);
  });

  it.each([
    [5, 1],
    ['5999m', 1],
    [6, 0],
    ['6', 0],
    [7, 0],
  ])('a quota of %j CPU for 6 is found %i times', (cpu, count) => {
    expect(findingsTogether('HK4110', [quotas({ cpu }), inStaging({ md0: group() })])).toHaveLength(count);
  });

  it.each([
    ['24575Mi', 1],
    ['24576Mi', 0],
  ])('a quota of %s memory for 24Gi is found %i times', (memory, count) => {
    expect(findingsTogether('HK4110', [quotas({ memory }), inStaging({ md0: group() })])).toHaveLength(count);
  });

  it('adds the groups of all clusters of the tenant, named in their order', () => {
    const objects = [
      quotas({ cpu: 23 }),
      inStaging({ md0: group(), db: group() }, 'web'),
      inStaging({ md0: group() }, 'api'),
      inStaging({ md0: group() }, 'db'),
    ];

    expect(outcomes('HK4110', objects)).toEqual([
      [
        expect.objectContaining({
          message:
            'The groups of "api", "db", "web" may come to 24 of cpu, but the quota of tenant-acme-staging is 23.',
        }),
      ],
    ]);
  });

  it('names nothing but clusters', () => {
    const below = tenant({}, { namespace: 'tenant-acme-staging', name: 'eu' });
    const objects = [ring({}, STAGING), below, quotas({ cpu: 5 }), inStaging({ md0: group() })];

    expect(findingsTogether('HK4110', objects).map(({ message }) => message)).toEqual([
      'The groups of "web" may come to 6 of cpu, but the quota of tenant-acme-staging is 5.',
    ]);
  });

  it('counts no cluster of another tenant, nor one without a namespace', () => {
    const objects = [
      quotas({ cpu: 4 }),
      cluster({}, { namespace: 'tenant-acme' }),
      cluster({}, { namespace: 'tenant-acme-staging-eu' }),
      cluster({}, { namespace: undefined }),
      ring({}, STAGING),
    ];

    expect(findingsTogether('HK4110', objects)).toEqual([]);
  });

  it('knows no clusters of a tenant without a namespace', () => {
    const nowhere = tenant({ resourceQuotas: { cpu: 4 } }, { namespace: undefined });

    expect(findingsTogether('HK4110', [nowhere, cluster({}, { namespace: undefined })])).toEqual([]);
  });

  it('judges each tenant by its own', () => {
    const other = tenant({ resourceQuotas: { cpu: 5 } }, { name: 'dev' });
    const objects = [
      quotas({ cpu: 4 }),
      other,
      inStaging({ md0: group() }),
      cluster({}, { namespace: 'tenant-acme-dev' }),
    ];

    expect(outcomes('HK4110', objects)).toEqual([
      [
        expect.objectContaining({ in: 'Tenant tenant-acme/dev' }),
        expect.objectContaining({ in: 'Tenant tenant-acme/staging' }),
      ],
    ]);
  });

  it('knows the root tenant by its own namespace', () => {
    const root = tenant({ resourceQuotas: { cpu: 4 } }, { name: 'root', namespace: 'tenant-root' });

    expect(findingsTogether('HK4110', [root, cluster({}, { namespace: 'tenant-root' })])).toHaveLength(1);
  });

  it.each([
    ['an instance type that nobody knows', { instanceType: 'm5.large' }],
    ['no max', { maxReplicas: undefined }],
    ['a late max', { maxReplicas: LATE }],
    ['a max of none', { minReplicas: 0, maxReplicas: 0 }],
  ])('counts nothing for a group with %s', (_, changes) => {
    expect(findingsTogether('HK4110', [quotas({ cpu: 1, memory: 1 }), inStaging({ web: group(changes) })])).toEqual([]);
  });

  it.each([
    ['one of the provider', HIKUBE, 's1.large', 12],
    ['one that the platform has beside', HIKUBE, 'cx1.large', 6],
    ['one of the platform', PLATFORM_1_1, 'cx1.large', 6],
  ])('knows the size of an instance type that is %s', (_, profile, instanceType, cpu) => {
    const objects = [quotas({ cpu: 1 }), inStaging({ md0: group({ instanceType }) })];

    expect(findingsTogether('HK4110', objects, { profile })).toEqual([
      expect.objectContaining({ message: expect.stringContaining(`may come to ${cpu} of cpu`) as string }),
    ]);
  });

  it('counts machines that are sized by resources', () => {
    const sized = group({ instanceType: '', resources: { cpu: 4, memory: '8Gi' } });

    expect(findingsTogether('HK4110', [quotas({ cpu: 11, memory: '24Gi' }), inStaging({ md0: sized })])).toEqual([
      expect.objectContaining({ remedy: 'Raise the quota to 12 or more, or lower the max of groups.' }),
    ]);
  });

  it.each([
    ['1.3.9', 0],
    ['1.4.0', 1],
  ] as const)('on release %s the disks of machines count as storage %i times', (release, count) => {
    const spelling = count === 1 ? group16() : group();
    const objects = [quotas({ storage: '59Gi' }), inStaging({ md0: spelling })];

    expect(findingsTogether('HK4110', objects, { profile: onRelease(release) })).toHaveLength(count);
  });

  it('adds the disks of all machines of all groups', () => {
    const nodeGroups = { md0: group16(), db: group16({ diskSize: '100Gi', maxReplicas: 2 }) };
    const profile = PLATFORM_1_6;

    expect(findingsTogether('HK4110', [quotas({ storage: '259Gi' }), inStaging16(nodeGroups)], { profile })).toEqual([
      expect.objectContaining({
        pointer: '/spec/resourceQuotas/storage',
        message: 'The groups of "web" may come to 260Gi of storage, but the quota of tenant-acme-staging is 259Gi.',
      }),
    ]);
    expect(findingsTogether('HK4110', [quotas({ storage: '260Gi' }), inStaging16(nodeGroups)], { profile })).toEqual(
      [],
    );
  });

  it.each([
    ['no max', { maxReplicas: undefined }],
    ['a max of none', { maxReplicas: 0 }],
    ['a max below zero', { maxReplicas: -1 }],
    ['a late disk', { diskSize: LATE }],
    ['no disk', { diskSize: undefined }],
  ])('counts no disks of a group with %s', (_, changes) => {
    const objects = [quotas({ storage: 0 }), inStaging16({ md0: group16(changes) })];

    expect(findingsTogether('HK4110', objects, { profile: PLATFORM_1_6 })).toEqual([]);
  });

  it('counts the disks of a group with one machine of unknown size', () => {
    const objects = [
      quotas({ storage: '19Gi' }),
      inStaging16({ md0: group16({ instanceType: 'm5.large', maxReplicas: 1 }) }),
    ];

    expect(findingsTogether('HK4110', objects, { profile: PLATFORM_1_6 })).toHaveLength(1);
  });

  it('needs no disks to be below a quota of storage', () => {
    expect(findingsTogether('HK4110', [quotas({ storage: 0 }), inStaging16({})], { profile: PLATFORM_1_6 })).toEqual(
      [],
    );
  });

  it.each([
    ['no quotas', undefined],
    ['a quota of something else', { pods: 1 }],
    ['a late quota', { cpu: LATE }],
    ['a quota that is no quantity', { cpu: 'few' }],
  ])('is content with %s', (_, resourceQuotas) => {
    expect(findingsTogether('HK4110', [quotas(resourceQuotas), inStaging({ md0: group() })])).toEqual([]);
  });

  it('is content with a tenant that has no clusters', () => {
    expect(findingsTogether('HK4110', [quotas({ cpu: -1 })])).toEqual([]);
  });
});

describe("HK4112: tenants whose quotas exceed their parent's", () => {
  const profile = PLATFORM_1_6;
  const parent = (resourceQuotas: unknown, metadata: object = {}): Judged =>
    tenant({ resourceQuotas }, { name: 'acme', namespace: 'tenant-root', ...metadata });
  const child = (name: string, resourceQuotas: unknown): Judged => tenant({ resourceQuotas }, { name });

  it('is an error on the parent, with what each child claims', () => {
    const objects = [parent({ cpu: 16 }), child('staging', { cpu: 12 }), child('dev', { cpu: '5' })];

    expect(outcomes('HK4112', objects, { profile })).toEqual([
      [
        {
          in: 'Tenant tenant-root/acme',
          pointer: '/spec/resourceQuotas/cpu',
          message: 'Its children "dev" (5), "staging" (12) claim 17 of cpu, but it has 16.',
          remedy: 'Raise its quota to 17 or more, or lower theirs.',
          why: expect.stringContaining('The API server refuses a child') as string,
          onKey: false,
        },
      ],
    ]);
  });

  it.each([
    [15, 1],
    ['15999m', 1],
    [16, 0],
    [17, 0],
  ])('a parent with %j CPU for children with 16 is found %i times', (cpu, count) => {
    const objects = [parent({ cpu }), child('staging', { cpu: 12 }), child('dev', { cpu: 4 })];

    expect(findingsTogether('HK4112', objects, { profile })).toHaveLength(count);
  });

  it('judges each resource by itself, and names only those who claim it', () => {
    const objects = [
      parent({ cpu: 1, memory: '1Gi', 'nvidia.com/gpu': 1 }),
      child('staging', { cpu: 2, 'nvidia.com/gpu': 2 }),
      child('dev', { memory: '1Gi', pods: 5 }),
    ];

    expect(outcomes('HK4112', objects, { profile })).toEqual([
      [
        expect.objectContaining({
          pointer: '/spec/resourceQuotas/cpu',
          message: 'Its children "staging" (2) claim 2 of cpu, but it has 1.',
        }),
        expect.objectContaining({ pointer: '/spec/resourceQuotas/nvidia.com~1gpu' }),
      ],
    ]);
  });

  it('does not count grandchildren, tenants elsewhere, or the parent itself', () => {
    const objects = [
      parent({ cpu: 4 }),
      child('staging', { cpu: 4 }),
      tenant({ resourceQuotas: { cpu: 4 } }, { namespace: 'tenant-acme-staging', name: 'eu' }),
      tenant({ resourceQuotas: { cpu: 9 } }, { namespace: 'tenant-other', name: 'dev' }),
      tenant({ resourceQuotas: { cpu: 9 } }, { namespace: undefined, name: 'dev' }),
    ];

    expect(findingsTogether('HK4112', objects, { profile })).toEqual([]);
  });

  it('does not count the root tenant as a child of its own', () => {
    const root = tenant({ resourceQuotas: { cpu: 16 } }, { name: 'root', namespace: 'tenant-root' });

    expect(findingsTogether('HK4112', [root, parent({ cpu: 16 })], { profile })).toEqual([]);
    expect(findingsTogether('HK4112', [root, parent({ cpu: 17 })], { profile })).toEqual([
      expect.objectContaining({
        in: 'Tenant tenant-root/root',
        message: 'Its children "acme" (17) claim 17 of cpu, but it has 16.',
      }),
    ]);
  });

  it('knows no children of a tenant without a namespace', () => {
    const objects = [
      parent({ cpu: 1 }, { namespace: undefined }),
      tenant({ resourceQuotas: { cpu: 2 } }, { namespace: undefined, name: 'dev' }),
    ];

    expect(findingsTogether('HK4112', objects, { profile })).toEqual([]);
  });

  it.each([
    ['no quotas of the parent', undefined, { cpu: 9 }],
    ['no quotas of the child', { cpu: 1 }, undefined],
    ['a late quota of the parent', { cpu: LATE }, { cpu: 9 }],
    ['a late quota of the child', { cpu: 1 }, { cpu: LATE }],
    ['a quota that is no quantity', { cpu: 1 }, { cpu: 'many' }],
  ])('is content with %s', (_, above, below) => {
    expect(findingsTogether('HK4112', [parent(above), child('staging', below)], { profile })).toEqual([]);
  });

  it('is content with a tenant alone, and with clusters below it', () => {
    expect(findingsTogether('HK4112', [parent({ cpu: 0 }), cluster16()], { profile })).toEqual([]);
  });

  it('holds from 1.6.0 on', () => {
    const objects = [parent({ cpu: 1 }), child('staging', { cpu: 2 })];

    expect(findingsTogether('HK4112', objects, { profile: onRelease('1.5.4') })).toEqual([]);
    expect(findingsTogether('HK4112', objects, { profile: onRelease('1.6.0') })).toHaveLength(1);
  });
});
