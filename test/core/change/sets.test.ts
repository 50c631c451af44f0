import { change } from '../../../lib/core/change/change';
import { changes, keyOf, referenceOf } from '../../../lib/core/change/changes';
import { frozenIn } from '../../../lib/core/change/frozen';
import { whatGoes } from '../../../lib/core/change/losses';
import { isProtected, PROTECTION } from '../../../lib/core/change/protection';
import { PlatformProfile } from '../../../lib/core/platform/profile';

const HIKUBE = PlatformProfile.hikube();
const COZYSTACK = PlatformProfile.cozystack('1.6');
const object = (kind: string, name: string, spec: object = {}, metadata: object = {}): object => ({
  apiVersion: 'apps.cozystack.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'tenant-acme', ...metadata },
  spec,
});
const codes = (found: ReturnType<typeof changes>): string[] =>
  found.map(({ object: { name }, is, effects }) => `${name} ${is} ${effects.map(({ code }) => code).join(' ')}`.trim());

describe('a set of objects', () => {
  it('is told of in the order of kind, namespace and name, whatever the order it is given in', () => {
    const all = [object('Tenant', 'a'), object('Kubernetes', 'b'), object('Kubernetes', 'a'), object('Etcd', 'etcd')];
    const names = (given: object[]): string[] => changes(given, given, HIKUBE).map((one) => keyOf(one.object));
    expect(names(all)).toEqual(names([...all].reverse()));
    expect(changes(all, all, HIKUBE).map(({ object: { kind, name } }) => `${kind}/${name}`)).toEqual([
      'Etcd/etcd',
      'Kubernetes/a',
      'Kubernetes/b',
      'Tenant/a',
    ]);
  });

  it('has objects that are created, removed, changed and the same', () => {
    const before = [
      object('Kubernetes', 'gone', { version: 'v1.31' }),
      object('Kubernetes', 'same'),
      object('Kubernetes', 'web'),
    ];
    const after = [
      object('Kubernetes', 'come', { version: 'v1.33' }),
      object('Kubernetes', 'same'),
      object('Kubernetes', 'web', { host: 'a.acme.example' }),
    ];
    expect(codes(changes(before, after, HIKUBE))).toEqual([
      'come created HK5001',
      'gone removed HK5002',
      'same same',
      'web changed HK5303',
    ]);
  });

  it('leaves out what is of another kind, and what is no object at all', () => {
    expect(changes([object('Redis', 'x'), null, 3, 'a', []], [undefined, object('ConfigMap', 'x')], HIKUBE)).toEqual(
      [],
    );
  });

  it('knows the objects of two namespaces apart', () => {
    const other = object('Kubernetes', 'web', {}, { namespace: 'tenant-globex' });
    expect(
      changes([object('Kubernetes', 'web'), other], [other, object('Kubernetes', 'web')], HIKUBE).map(({ is }) => is),
    ).toEqual(['same', 'same']);
  });

  it.each([
    ['with the same content', {}, {}, {}],
    ['with the same host', { host: 'k8s.acme.example' }, { host: 'k8s.acme.example', version: 'v1.34' }, {}],
    [
      'in another namespace',
      { host: 'k8s.acme.example' },
      { host: 'k8s.acme.example' },
      { name: 'web', namespace: 'tenant-globex' },
    ],
  ])('says that an object that comes %s is the one that goes', (_, spec, next, metadata) => {
    const found = changes([object('Kubernetes', 'web', spec)], [object('Kubernetes', 'site', next, metadata)], HIKUBE);
    const gone = found.find(({ is }) => is === 'removed')!;
    expect(gone.effects.map(({ code }) => code)).toEqual(['HK5004']);
    expect(gone.impact).toBe('destroys');
    expect(found.find(({ is }) => is === 'created')!.effects.map(({ code }) => code)).toEqual(['HK5001']);
  });

  it('says so in words, with the namespace where that is another', () => {
    const found = (metadata: object): string =>
      changes([object('Kubernetes', 'web')], [object('Kubernetes', 'site', {}, metadata)], HIKUBE).find(
        ({ is }) => is === 'removed',
      )!.effects[0]!.message;
    expect(found({})).toBe(
      'Kubernetes "web" seems to become "site": that is a new object, and "web" goes with all that it holds.',
    );
    expect(found({ namespace: 'tenant-globex' })).toContain('"site" in "tenant-globex"');
  });

  it('takes two objects of different kinds or contents for what they are', () => {
    expect(
      codes(
        changes(
          [object('Kubernetes', 'a', { version: 'v1.31' })],
          [object('Kubernetes', 'b', { version: 'v1.33' })],
          HIKUBE,
        ),
      ),
    ).toEqual(['a removed HK5002', 'b created HK5001']);
    expect(codes(changes([object('Tenant', 'a')], [object('Kubernetes', 'b')], HIKUBE))).toEqual([
      'b created HK5001',
      'a removed HK5002',
    ]);
  });
});

describe('the reference of a manifest', () => {
  it('has the texts that are there, and no namespace where there is none', () => {
    expect(referenceOf(object('Etcd', 'etcd'))).toEqual({
      apiVersion: 'apps.cozystack.io/v1alpha1',
      kind: 'Etcd',
      namespace: 'tenant-acme',
      name: 'etcd',
    });
    expect(referenceOf({ kind: 3, metadata: { name: [] } })).toEqual({ apiVersion: '', kind: '', name: '' });
  });
});

describe('one object', () => {
  it('that is created or removed is told by one sentence', () => {
    const [created] = change(undefined, object('Kubernetes', 'web'), HIKUBE).effects;
    const [removed] = change(object('Kubernetes', 'web', { nodeGroups: { md0: {} } }), undefined, HIKUBE).effects;
    expect([created!.code, created!.message]).toEqual(['HK5001', 'Kubernetes "web" is created.']);
    expect([removed!.code, removed!.message]).toEqual([
      'HK5002',
      'Kubernetes "web" is removed: its control plane, all machines of "md0", every volume that was claimed inside it, and its load balancers.',
    ]);
  });

  it('that is of another kind, or on no side, gives nothing', () => {
    for (const found of [change(object('Redis', 'x'), undefined, HIKUBE), change(undefined, undefined, HIKUBE)]) {
      expect(found).toEqual({ effects: [], fields: [] });
    }
  });

  it('has its labels and annotations compared, but not the books that tools keep in them', () => {
    const before = object(
      'Kubernetes',
      'web',
      {},
      { labels: { a: '1' }, annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } },
    );
    const after = object(
      'Kubernetes',
      'web',
      {},
      { labels: { a: '2', b: '1' }, annotations: { 'hikube-constructs/owned-metadata': '{}' } },
    );
    const { effects, fields } = change(before, after, HIKUBE);
    expect(effects.map(({ code, message }) => [code, message])).toEqual([
      ['HK5003', '2 labels or annotations change.'],
    ]);
    expect(fields).toEqual([
      { pointer: '/metadata/labels/a', before: '1', after: '2' },
      { pointer: '/metadata/labels/b', before: undefined, after: '1' },
    ]);
    expect(change(before, object('Kubernetes', 'web', {}, { labels: { a: '2' } }), HIKUBE).effects[0]!.message).toBe(
      '1 label or annotation changes.',
    );
  });

  it('has its effects with the worst first', () => {
    const group = { instanceType: 's1.large', minReplicas: 1, maxReplicas: 2, ephemeralStorage: '50Gi', resources: {} };
    const before = object('Kubernetes', 'web', { nodeGroups: { md0: group, old: group } }, { labels: { a: '1' } });
    const after = object('Kubernetes', 'web', {
      nodeGroups: { md0: { ...group, instanceType: 's1.small' } },
      host: 'a.acme.example',
    });
    expect(change(before, after, HIKUBE).effects.map(({ impact }) => impact)).toEqual([
      'destroys',
      'rolling',
      'endpoint',
      'inPlace',
    ]);
  });

  it('hides what looks like a secret, in fields and in sentences', () => {
    const values = (password: string): object => ({
      addons: { fluxcd: { enabled: true, valuesOverride: { 'flux-instance': { password } } } },
    });
    const odd = (password: string): object => ({ unknown: { password } });
    for (const spec of [values, odd]) {
      const found = change(
        object('Kubernetes', 'web', spec('hunter2')),
        object('Kubernetes', 'web', spec('hunter3')),
        HIKUBE,
      );
      expect(found.fields).toHaveLength(1);
      expect(JSON.stringify(found)).not.toContain('hunter');
    }
  });
});

describe('another storage class', () => {
  it.each([
    [HIKUBE, 'the release of the storage driver fails'],
    [COZYSTACK, 'the default class inside the cluster changes'],
  ])('has another reason on each release', (profile, why) => {
    const { effects } = change(
      object('Kubernetes', 'web'),
      object('Kubernetes', 'web', { storageClass: 'local' }),
      profile,
    );
    expect(effects.find(({ code }) => code === 'HK5501')!.why).toContain(why);
  });
});

describe('deletion protection', () => {
  const guarded = (value: unknown): object => object('Kubernetes', 'web', {}, { annotations: { [PROTECTION]: value } });

  it.each([
    ['true', true],
    ['yes', true],
    [true, true],
    ['', true],
    ['false', false],
    [' False ', false],
    [false, false],
  ])('is %j: %p, since a typo must not take it away', (value, protects) => {
    expect(isProtected(guarded(value))).toBe(protects);
  });

  it.each([[object('Kubernetes', 'web')], [{}], [null], [{ metadata: { annotations: [] } }]])(
    'is none in %j',
    (manifest) => {
      expect(isProtected(manifest)).toBe(false);
    },
  );

  it('refuses what destroys, and names it', () => {
    const { effects } = change(guarded('true'), undefined, HIKUBE);
    expect(effects.map(({ code }) => code)).toEqual(['HK5005', 'HK5002']);
    expect(effects[0]!.message).toBe('"web" has deletion protection, and this would destroy (HK5002).');
  });

  it('of the new state does not count, and leaves alone what destroys nothing', () => {
    expect(
      change(
        object('Etcd', 'etcd', { replicas: 3 }),
        object('Etcd', 'etcd', { replicas: 1 }, { annotations: { [PROTECTION]: 'true' } }),
        HIKUBE,
      ).effects.map(({ code }) => code),
    ).not.toContain('HK5005');
    expect(
      change(
        guarded('true'),
        object('Kubernetes', 'web', { host: 'a.acme.example' }, { annotations: { [PROTECTION]: 'true' } }),
        HIKUBE,
      ).effects.map(({ code }) => code),
    ).toEqual(['HK5303']);
  });
});

describe('what goes with an object', () => {
  it.each([
    [
      'Kubernetes',
      {},
      'its control plane, all machines, every volume that was claimed inside it, and its load balancers.',
    ],
    [
      'Kubernetes',
      { nodeGroups: { b: {}, a: {} } },
      'its control plane, all machines of "a", "b", every volume that was claimed inside it, and its load balancers.',
    ],
    ['Etcd', {}, 'its members with their volumes, and with them the state of every cluster that keeps it there.'],
    [
      'Tenant',
      { etcd: true, ingress: true },
      'its namespace with everything in it, its etcd, ingress, its clusters and databases, and all tenants below it.',
    ],
    ['Tenant', {}, 'its namespace with everything in it, its clusters and databases, and all tenants below it.'],
  ] as const)('of kind %s with %j', (kind, spec, says) => {
    expect(whatGoes(kind, object(kind, 'x', spec))).toBe(says);
  });
});

describe('defaults that are stored', () => {
  const LAST = { 'kubectl.kubernetes.io/last-applied-configuration': '{}' };

  it('show where they are the ones of another release', () => {
    const live = object('Kubernetes', 'web', {
      version: 'v1.33',
      controlPlane: { replicas: 2, scheduler: { resourcesPreset: 'micro' } },
    });
    expect(frozenIn(live, object('Kubernetes', 'web', { version: 'v1.33' }), COZYSTACK)).toEqual({
      strayed: [{ pointer: '/spec/controlPlane/scheduler/resourcesPreset', release: '1.1' }],
      patched: false,
    });
  });

  it('cannot be told from those that are filled in, but a tool that patches leaves a trace', () => {
    expect(
      frozenIn(
        object('Kubernetes', 'web', { storageClass: 'replicated' }, { annotations: LAST }),
        object('Kubernetes', 'web'),
        HIKUBE,
      ),
    ).toEqual({ strayed: [], patched: true });
  });

  it('are none of what is written, of groups, or of other kinds', () => {
    const live = object('Kubernetes', 'web', { host: 'old.acme.example', nodeGroups: { old: {} } });
    expect(frozenIn(live, object('Kubernetes', 'web', { host: 'new.acme.example' }), HIKUBE).strayed).toEqual([]);
    expect(frozenIn(object('Redis', 'x', { a: 1 }), object('Redis', 'x'), HIKUBE)).toEqual({
      strayed: [],
      patched: false,
    });
  });
});
