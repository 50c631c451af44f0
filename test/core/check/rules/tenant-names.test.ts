import { cluster, findings, ring, tenant, type Judged } from './support';

const ALL: [string, (metadata: object) => Judged][] = [
  ['cluster', (metadata) => cluster({}, metadata)],
  ['ring', (metadata) => ring({}, metadata)],
  ['tenant', (metadata) => tenant({}, metadata)],
];

describe('HK1308: the name of a tenant has no dash', () => {
  it('says how the name reads without dashes', () => {
    expect(findings('HK1308', tenant({}, { name: 'team-a-b' }))).toMatchObject([
      { pointer: '/metadata/name', message: 'The tenant name "team-a-b" has a dash.', remedy: 'Write "teamab".' },
    ]);
  });

  it.each(['teama', 'Team-a', '-a'])('says nothing of %s', (name) => {
    expect(findings('HK1308', tenant({}, { name }))).toEqual([]);
  });

  it('takes dashes in the name of a cluster', () => {
    expect(findings('HK1308', cluster({}, { name: 'team-a' }))).toEqual([]);
  });
});

describe.each(ALL)('HK1309: the namespace of a %s', (_, of) => {
  it.each([
    ['production', ' For tenant "production" it is "tenant-production".'],
    ['a'.repeat(56), ` For tenant "${'a'.repeat(56)}" it is "tenant-${'a'.repeat(56)}".`],
    ['a'.repeat(57), ''],
    ['Acme', ''],
    ['tenant-', ''],
    ['', ''],
  ])('refuses "%s"', (namespace, near) => {
    expect(findings('HK1309', of({ namespace }))).toMatchObject([
      {
        pointer: '/metadata/namespace',
        message: `The namespace "${namespace}" is not a tenant's.`,
        remedy: `Write the namespace of your tenant.${near}`,
      },
    ]);
  });

  it.each(['tenant-acme', 'tenant-root', 'tenant-a-b', undefined, 5])('takes %s', (namespace) => {
    expect(findings('HK1309', of({ namespace }))).toEqual([]);
  });
});

describe('HK1309: the namespace that a tenant gets', () => {
  const parent = `tenant-${'a'.repeat(30)}`;

  it('takes 63 characters', () => {
    expect(findings('HK1309', tenant({}, { namespace: parent, name: 'b'.repeat(25) }))).toEqual([]);
  });

  it('refuses more, at the name', () => {
    const name = 'b'.repeat(27);

    expect(findings('HK1309', tenant({}, { namespace: parent, name }))).toMatchObject([
      {
        pointer: '/metadata/name',
        message: `The tenant's own namespace would be "${parent}-${name}", which has 65 characters.`,
        why: 'Kubernetes allows 63.',
        remedy: 'Shorten the name by 2.',
      },
    ]);
  });

  it('does not count the namespace of the root tenant', () => {
    expect(findings('HK1309', tenant({}, { namespace: 'tenant-root', name: 'b'.repeat(56) }))).toEqual([]);
  });

  it('is not known where nothing says in which tenant it stands', () => {
    expect(findings('HK1309', tenant({}, { namespace: undefined, name: 'b'.repeat(60) }))).toEqual([]);
  });

  it('is no matter of a cluster', () => {
    expect(findings('HK1309', cluster({}, { namespace: parent, name: 'b'.repeat(27) }))).toEqual([]);
  });
});
