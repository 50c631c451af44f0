import {
  LATE,
  PLATFORM_1_6,
  cluster,
  cluster16,
  findings,
  group,
  group16,
  places,
  ring,
  tenant,
  type Judged,
} from './support';

const NAMED: [string, (name: unknown, more?: object) => Judged][] = [
  ['cluster', (name, more) => cluster({}, { name, ...more })],
  ['tenant', (name, more) => tenant({}, { name, ...more })],
];
const ALL: [string, (metadata: object) => Judged][] = [
  ['cluster', (metadata) => cluster({}, metadata)],
  ['ring', (metadata) => ring({}, metadata)],
  ['tenant', (metadata) => tenant({}, metadata)],
];
const LABEL = 'Use lower-case letters, digits and dashes, from a letter to a letter or digit.';

describe.each(NAMED)('HK1301: the name of a %s is a DNS label', (_, named) => {
  it.each([
    ['Web', 'Write "web".'],
    ['1web', 'Write "web".'],
    ['-web', 'Write "web".'],
    ['web-', 'Write "web".'],
    ['wéb', 'Write "web".'],
    ['1', LABEL],
    ['ß', LABEL],
  ])('refuses %s', (name, remedy) => {
    expect(findings('HK1301', named(name))).toMatchObject([
      { pointer: '/metadata/name', message: `The name "${name}" is not a DNS label.`, remedy, onKey: false },
    ]);
  });

  it.each(['we_b', 'we.b', 'We B'])('refuses %s, and makes a name of it that its kind may have', (name) => {
    const remedies = findings('HK1301', named(name)).map(({ remedy }) => remedy);
    expect(remedies).toEqual([_ === 'tenant' ? 'Write "web".' : 'Write "we-b".']);
  });

  it.each(['w', 'w1', 'web1x'])('takes %s', (name) => {
    expect(findings('HK1301', named(name))).toEqual([]);
  });

  it.each([['an absent', undefined] as const, ['an empty', ''] as const])(
    'says of %s name that there is none',
    (_, name) => {
      expect(findings('HK1301', named(name))).toMatchObject([
        { pointer: '/metadata/name', message: 'The object has no name.', remedy: LABEL },
      ]);
    },
  );

  it('leaves a name of another type to the rule over types, whatever else was noticed', () => {
    expect(findings('HK1301', named(5, { finalizers: ['a'] }))).toEqual([]);
    expect(findings('HK1301', named('Web', { finalizers: ['a'] }))).toHaveLength(1);
  });
});

describe('HK1302: a name leaves room for the prefix of its release', () => {
  it.each([
    ['Kubernetes', 42, cluster],
    ['Tenant', 46, tenant],
  ] as const)('%s takes %i characters', (kind, limit, of) => {
    const name = 'w'.repeat(limit + 1);

    expect(findings('HK1302', of({}, { name: 'w'.repeat(limit) }))).toEqual([]);
    expect(findings('HK1302', of({}, { name }))).toMatchObject([
      {
        pointer: '/metadata/name',
        message: `The name "${name}" has ${limit + 1} characters; a ${kind} may have ${limit}.`,
        remedy: 'Shorten it by 1.',
      },
    ]);
  });
});

describe('HK1303: names that the platform makes of a name', () => {
  const withGroups = (...names: string[]): object => ({
    nodeGroups: Object.fromEntries(names.map((name) => [name, group()])),
  });

  it('takes a label value of 63 characters, made of cluster and group', () => {
    expect(findings('HK1303', cluster(withGroups('g'.repeat(11)), { name: 'w'.repeat(40) }))).toEqual([]);
  });

  it('refuses one of more, at the key of each group', () => {
    const [one, two] = ['g'.repeat(12), 'h'.repeat(14)];

    expect(findings('HK1303', cluster(withGroups(one, 'md0', two), { name: 'w'.repeat(40) }))).toMatchObject([
      {
        pointer: `/spec/nodeGroups/${one}`,
        onKey: true,
        message: `The group's machines would carry the label value "kubernetes-${'w'.repeat(40)}-${one}", which has 64 characters.`,
        remedy: 'Shorten the names of cluster and group by 1 in all.',
      },
      { pointer: `/spec/nodeGroups/${two}`, remedy: 'Shorten the names of cluster and group by 3 in all.' },
    ]);
  });

  const proxied = { enabled: true, hosts: ['a.example'] };
  const behind = (length: number, ingressNginx: object = proxied): Judged =>
    cluster({ addons: { ingressNginx } }, { name: 'w'.repeat(length) });

  it('takes 38 characters where hosts are proxied', () => {
    expect(findings('HK1303', behind(38))).toEqual([]);
  });

  it.each([
    ['by default', proxied],
    ['when it is said', { ...proxied, exposeMethod: 'Proxied' }],
  ])('refuses 40 where hosts are proxied %s', (_, ingress) => {
    expect(findings('HK1303', behind(40, ingress))).toMatchObject([
      {
        pointer: '/metadata/name',
        onKey: false,
        message: `The ingress hosts would be served by a Service "kubernetes-${'w'.repeat(40)}-ingress-nginx", whose name has 65 characters.`,
        remedy: "Shorten the cluster's name by 2.",
      },
    ]);
  });

  it.each([
    ['a load balancer', { ...proxied, exposeMethod: 'LoadBalancer' }],
    ['no host', { ...proxied, hosts: [] }],
    ['nothing about hosts', { enabled: true }],
    ['hosts that are not known yet', { enabled: true, hosts: LATE }],
  ])('takes 42 with %s', (_, ingress) => {
    expect(findings('HK1303', behind(42, ingress))).toEqual([]);
  });

  it('takes 42 without add-ons', () => {
    expect(findings('HK1303', cluster({}, { name: 'w'.repeat(42) }))).toEqual([]);
  });
});

describe('HK1304: the name of a ring', () => {
  it.each([
    ['another name', 'ring', 'The Etcd is called "ring".'],
    ['a longer name', 'etcd1', 'The Etcd is called "etcd1".'],
    ['an empty name', '', 'The Etcd has no name.'],
    ['no name', undefined, 'The Etcd has no name.'],
  ])('refuses %s', (_, name, message) => {
    expect(findings('HK1304', ring({}, { name, finalizers: ['a'] }))).toMatchObject([
      { pointer: '/metadata/name', message, remedy: 'Call it "etcd".' },
    ]);
  });

  it('takes etcd', () => {
    expect(findings('HK1304', ring())).toEqual([]);
  });

  it('leaves a name of another type to the rule over types', () => {
    expect(findings('HK1304', ring({}, { name: 5, finalizers: ['a'] }))).toEqual([]);
  });
});

describe('HK1305: the names of groups', () => {
  it.each([
    ['Web', 'Web'],
    ['web_1', 'web_1'],
    ['-web', '-web'],
    ['web-', 'web-'],
    ['a/b', 'a~1b'],
    ['', ''],
    ['g'.repeat(64), 'g'.repeat(64)],
  ])('refuses %s, at its key', (name, key) => {
    expect(findings('HK1305', cluster({ nodeGroups: { md0: group(), [name]: group() } }))).toMatchObject([
      {
        pointer: `/spec/nodeGroups/${key}`,
        onKey: true,
        message: `The group name "${name}" is not a DNS label.`,
        remedy: 'Use lower-case letters, digits and dashes, from a letter or digit to a letter or digit.',
      },
    ]);
  });

  it.each(['w', '1web', 'web-1', 'g'.repeat(63)])('takes %s', (name) => {
    expect(findings('HK1305', cluster({ nodeGroups: { [name]: group() } }))).toEqual([]);
  });

  it('refuses each of several', () => {
    const spec = { nodeGroups: { A: group16(), b: group16(), C: group16() } };

    expect(places('HK1305', cluster16(spec), PLATFORM_1_6)).toEqual(['/spec/nodeGroups/A', '/spec/nodeGroups/C']);
  });
});

describe('HK1306: roles become labels', () => {
  it.each(['web/front', '-web', 'web.', 'a b', '', 'r'.repeat(64)])('refuses "%s"', (role) => {
    expect(findings('HK1306', cluster({ nodeGroups: { md0: group({ roles: [role] }) } }))).toMatchObject([
      {
        pointer: '/spec/nodeGroups/md0/roles/0',
        onKey: false,
        message: `Node group "md0" has the role "${role}", and "node-role.kubernetes.io/${role}" is no label.`,
        remedy: 'Use letters, digits, dashes, dots and underscores, at most 63.',
      },
    ]);
  });

  it.each(['web', 'ingress-nginx', 'A.b_c-1', 'r'.repeat(63)])('takes %s', (role) => {
    expect(findings('HK1306', cluster({ nodeGroups: { md0: group({ roles: [role] }) } }))).toEqual([]);
  });

  it('finds each by its place in the list, beside what it cannot read', () => {
    const nodeGroups = { md0: group({ roles: [LATE, 'a/b', 5, 'ok', 'c/d'] }), web: group({ roles: ['e/f'] }) };

    expect(places('HK1306', cluster({ nodeGroups }))).toEqual([
      '/spec/nodeGroups/md0/roles/1',
      '/spec/nodeGroups/md0/roles/4',
      '/spec/nodeGroups/web/roles/0',
    ]);
  });
});

describe.each(ALL)('HK1307: the labels and annotations of a %s', (_, of) => {
  const KEY = 'Write a name, or a DNS name, a slash and a name.';

  it.each([
    ['labels', 'a/b/c', 'a~1b~1c'],
    ['labels', 'a b', 'a b'],
    ['annotations', '-a', '-a'],
    ['annotations', 'Acme.example/a', 'Acme.example~1a'],
  ])('refuses among the %s the key %s', (section, key, place) => {
    expect(findings('HK1307', of({ [section]: { [key]: 'x' } }))).toMatchObject([
      {
        pointer: `/metadata/${section}/${place}`,
        onKey: true,
        message: `"${key}" cannot be the key of a label or annotation.`,
        remedy: KEY,
      },
    ]);
  });

  it.each([
    ['labels', true, 'true', 'Put it in quotes: "true".'],
    ['annotations', 5, '5', 'Put it in quotes: "5".'],
    ['labels', ['a'], '["a"]', 'Write a text.'],
    ['annotations', { a: 'b' }, '{"a":"b"}', 'Write a text.'],
  ])('refuses among the %s the value %p, which is no text', (section, value, quoted, remedy) => {
    expect(findings('HK1307', of({ [section]: { team: value } }))).toMatchObject([
      {
        pointer: `/metadata/${section}/team`,
        onKey: false,
        message: `The value of "team" is ${quoted}, which is not a text.`,
        remedy,
      },
    ]);
  });

  it.each(['Jane Doe', '-a', 'v'.repeat(64)])('refuses the label value "%s"', (value) => {
    expect(findings('HK1307', of({ labels: { team: value } }))).toMatchObject([
      {
        pointer: '/metadata/labels/team',
        onKey: false,
        message: `"${value}" cannot be the value of the label "team".`,
        remedy: 'Use at most 63 letters, digits, dashes, dots and underscores, or an annotation.',
      },
    ]);
  });

  it('takes any text for an annotation', () => {
    expect(findings('HK1307', of({ annotations: { team: 'Jane Doe', note: 'v'.repeat(64) } }))).toEqual([]);
  });

  it('takes well-formed labels', () => {
    expect(findings('HK1307', of({ labels: { team: '', 'acme.example/team': 'A.b_c-1' } }))).toEqual([]);
  });

  it('finds one per entry, labels first', () => {
    const metadata = { annotations: { 'a b': 5 }, labels: { 'c d': 5, ok: 'x y' } };

    expect(places('HK1307', of(metadata))).toEqual([
      '/metadata/labels/c d',
      '/metadata/labels/ok',
      '/metadata/annotations/a b',
    ]);
  });
});
