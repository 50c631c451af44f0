import fc from 'fast-check';
import { applyOverrides, overrideFault, type Override } from '../../lib/core/overrides';

const manifest = (): object => ({
  apiVersion: 'apps.cozystack.io/v1alpha1',
  kind: 'Kubernetes',
  metadata: { name: 'prod', namespace: 'tenant-a', labels: { tier: 'web' } },
  spec: { host: 'a.ch', nodeGroups: { web: { maxReplicas: 3, roles: ['one', 'two'] } }, 'a/b': { 'c~d': 1 } },
});

const apply = (overrides: readonly Override[], base = ''): ReturnType<typeof applyOverrides> =>
  applyOverrides(manifest(), [{ base, overrides }]);

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

const late = { __pulumiOutput: true as const, apply: (): undefined => undefined };

describe('overrideFault', () => {
  it.each<[object]>([
    [{ op: 'add', path: '/spec/x', value: null }],
    [{ op: 'add', path: '', value: {} }],
    [{ op: 'replace', path: '/spec/x', value: false }],
    [{ op: 'remove', path: '/spec/x' }],
    [{ op: 'move', from: '/spec/x', path: '/spec/y' }],
    [{ op: 'copy', from: '/spec/x', path: '/spec/y' }],
    [{ op: 'test', path: '/spec/x', value: 0 }],
  ])('has nothing against %j', (override) => {
    expect(overrideFault(override)).toBeUndefined();
  });

  it.each([
    [undefined, 'has to be an object'],
    [null, 'has to be an object'],
    ['add', 'has to be an object'],
    [[], 'has to be an object'],
    [new Map(), 'an object of class Map'],
    [{}, 'has the operation nothing'],
    [{ op: 'delete', path: '/x' }, 'has the operation "delete"; there are add, replace, remove, move, copy, test'],
    [{ op: 'ADD', path: '/x', value: 1 }, 'has the operation "ADD"'],
    [{ op: 'toString', path: '/x' }, 'has the operation "toString"'],
    [{ op: 'remove' }, 'has the path nothing'],
    [{ op: 'remove', path: 'spec/x' }, 'has the path "spec/x"'],
    [{ op: 'remove', path: ['/spec'] }, 'has the path ["/spec"]'],
    [{ op: 'move', path: '/x' }, 'has no "from"'],
    [{ op: 'copy', path: '/x', from: 'y' }, 'has no "from"'],
    [{ op: 'copy', path: '/x', from: '' }, 'has no "from"'],
    [{ op: 'add', path: '/x' }, 'has no value'],
    [{ op: 'test', path: '/x', value: undefined }, 'has no value'],
  ])('says what is wrong with %j', (override, said) => {
    expect(overrideFault(override)).toContain(said);
  });
});

describe('applyOverrides', () => {
  it.each<[Override, object]>([
    [{ op: 'add', path: '/spec/version', value: 'v1.34' }, { spec: { version: 'v1.34', host: 'a.ch' } }],
    [{ op: 'add', path: '/spec/host', value: 'b.ch' }, { spec: { host: 'b.ch' } }],
    [{ op: 'replace', path: '/spec/host', value: null }, { spec: { host: null } }],
    [
      { op: 'add', path: '/spec/nodeGroups/web/roles/0', value: 'zero' },
      { spec: { nodeGroups: { web: { roles: ['zero', 'one', 'two'] } } } },
    ],
    [
      { op: 'add', path: '/spec/nodeGroups/web/roles/-', value: 'last' },
      { spec: { nodeGroups: { web: { roles: ['one', 'two', 'last'] } } } },
    ],
    [{ op: 'remove', path: '/spec/nodeGroups/web/roles/0' }, { spec: { nodeGroups: { web: { roles: ['two'] } } } }],
    [{ op: 'copy', from: '/spec/host', path: '/spec/copy' }, { spec: { host: 'a.ch', copy: 'a.ch' } }],
    [{ op: 'replace', path: '/spec/a~1b/c~0d', value: 2 }, { spec: { 'a/b': { 'c~d': 2 } } }],
    [{ op: 'add', path: '/metadata/labels/tier', value: 'db' }, { metadata: { name: 'prod', labels: { tier: 'db' } } }],
    [{ op: 'test', path: '/spec/host', value: 'a.ch' }, { spec: { host: 'a.ch' } }],
  ])('does %j', (override, expected) => {
    expect(apply([override])).toMatchObject({ manifest: expected, faults: [] });
  });

  it('takes away what is removed', () => {
    expect(apply([{ op: 'remove', path: '/spec/host' }]).manifest).not.toHaveProperty('spec.host');
  });

  it('takes away what is moved, and puts it where it belongs', () => {
    const { manifest: moved } = apply([{ op: 'move', from: '/spec/host', path: '/spec/moved' }]);
    expect(moved).toMatchObject({ spec: { moved: 'a.ch' } });
    expect(moved).not.toHaveProperty('spec.host');
  });

  it('reads paths from what the noun compiles to', () => {
    const { manifest: changed } = apply(
      [
        { op: 'replace', path: '/maxReplicas', value: 9 },
        { op: 'copy', from: '/maxReplicas', path: '/copy' },
      ],
      '/spec/nodeGroups/web',
    );
    expect(changed).toMatchObject({ spec: { nodeGroups: { web: { maxReplicas: 9, copy: 9 } } } });
  });

  it('replaces all that a part compiles to', () => {
    expect(apply([{ op: 'replace', path: '', value: {} }], '/spec/nodeGroups/web')).toMatchObject({
      manifest: { spec: { nodeGroups: { web: {} } } },
      faults: [],
    });
  });

  it('goes in order, within a group and from group to group', () => {
    const { manifest: changed } = applyOverrides(manifest(), [
      {
        base: '/spec',
        overrides: [
          { op: 'add', path: '/new', value: {} },
          { op: 'add', path: '/new/x', value: 1 },
        ],
      },
      { base: '/spec/new', overrides: [{ op: 'replace', path: '/x', value: 2 }] },
    ]);
    expect(changed).toMatchObject({ spec: { new: { x: 2 } } });
  });

  it.each<[Override]>([
    [{ op: 'remove', path: '/spec/nothing' }],
    [{ op: 'replace', path: '/spec/nothing', value: 1 }],
    [{ op: 'add', path: '/spec/nothing/below', value: 1 }],
    [{ op: 'add', path: '/spec/nodeGroups/web/roles/3', value: 'x' }],
    [{ op: 'add', path: '/spec/nodeGroups/web/roles/first', value: 'x' }],
    [{ op: 'replace', path: '/spec/nodeGroups/web/roles/2', value: 'x' }],
    [{ op: 'move', from: '/spec/nothing', path: '/spec/x' }],
    [{ op: 'move', from: '/spec/nodeGroups', path: '/spec/nodeGroups/web/x' }],
    [{ op: 'move', from: '/spec/host', path: '/spec/nothing/below' }],
    [{ op: 'copy', from: '/spec/nothing', path: '/spec/x' }],
  ])('leaves out %j, which finds nothing, and says so', (override) => {
    const { manifest: same, faults } = apply([override]);
    expect(same).toEqual(manifest());
    expect(faults).toMatchObject([
      { base: '', pointer: override.path, message: expect.stringContaining('finds nothing') },
    ]);
  });

  it('says of a test that fails what is there', () => {
    const { faults } = apply([{ op: 'test', path: '/spec/host', value: 'b.ch' }]);
    expect(faults).toMatchObject([
      { pointer: '/spec/host', message: expect.stringContaining('"b.ch" is not what is there') },
    ]);
  });

  it('goes on after one that does not apply', () => {
    const { manifest: changed, faults } = apply([
      { op: 'remove', path: '/spec/nothing' },
      { op: 'replace', path: '/spec/host', value: 'b.ch' },
    ]);
    expect(changed).toMatchObject({ spec: { host: 'b.ch' } });
    expect(faults).toHaveLength(1);
  });

  it('names the place from the root of the object', () => {
    const { faults } = apply([{ op: 'remove', path: '/nothing' }], '/spec/nodeGroups/web');
    expect(faults).toMatchObject([{ base: '/spec/nodeGroups/web', pointer: '/spec/nodeGroups/web/nothing' }]);
  });

  it.each([
    [''],
    ['/apiVersion'],
    ['/kind'],
    ['/metadata'],
    ['/metadata/name'],
    ['/metadata/name/x'],
    ['/metadata/namespace'],
  ])('does not let %j be replaced: it is what the object is called', (path) => {
    const { manifest: same, faults } = apply([{ op: 'replace', path, value: {} }]);
    expect(same).toEqual(manifest());
    expect(faults).toMatchObject([{ pointer: path, message: expect.stringContaining('what the object is') }]);
  });

  it.each<Override['op']>(['add', 'remove', 'copy', 'move'])('does not let the name be the target of %s', (op) => {
    const override = { op, path: '/metadata/name', from: '/spec/host', value: 'x' } as Override;
    expect(apply([override])).toMatchObject({
      manifest: { metadata: { name: 'prod' } },
      faults: [{ pointer: '/metadata/name' }],
    });
  });

  it('lets a name below the spec be changed', () => {
    expect(apply([{ op: 'add', path: '/metadata/name', value: 'x' }], '/spec')).toMatchObject({
      faults: [{ message: expect.stringContaining('finds nothing') }],
    });
  });

  it('neither changes nor shares what it was given', () => {
    const given = freeze(manifest());
    const value = freeze({ deep: [1] });
    const { manifest: changed } = applyOverrides(given, [
      {
        base: '/spec',
        overrides: [
          { op: 'add', path: '/x', value },
          { op: 'add', path: '/x/deep/-', value: 2 },
          { op: 'replace', path: '/nodeGroups/web/maxReplicas', value: 4 },
        ],
      },
    ]);
    expect(changed).toMatchObject({ spec: { x: { deep: [1, 2] } } });
    expect([given, value]).toEqual([manifest(), { deep: [1] }]);
  });

  it('hands on values that arrive late as they are', () => {
    const { manifest: changed } = applyOverrides({ spec: { host: late } }, [
      { base: '', overrides: [{ op: 'add', path: '/spec/x', value: 1 }] },
    ]);
    expect((changed as { spec: { host: unknown } }).spec.host).toBe(late);
  });

  it('keeps a key called __proto__', () => {
    const { manifest: same } = applyOverrides(JSON.parse('{"spec":{"__proto__":{"a":1}}}') as object, []);
    expect(JSON.stringify(same)).toBe('{"spec":{"__proto__":{"a":1}}}');
  });

  it('gives no prototype anything', () => {
    apply([
      { op: 'add', path: '/spec/__proto__/polluted', value: 1 },
      { op: 'add', path: '/spec/constructor/prototype/polluted', value: 1 },
    ]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  describe('for any manifest and operations', () => {
    const key = fc.constantFrom('a', 'b', '0', '1', '-', '', '~0', '~1', 'é');
    const path = fc.array(key, { minLength: 1, maxLength: 4 }).map((keys) => keys.map((one) => `/${one}`).join(''));
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', '0', '', '~', '/'), tie('value'), { maxKeys: 3 }),
      ),
    }));
    const object = fc.dictionary(fc.constantFrom('a', 'b', '0', '', '~', '/'), value, {
      maxKeys: 4,
      noNullPrototype: true,
    });
    const override = fc.oneof(
      fc.record({ op: fc.constantFrom('add', 'replace', 'test'), path, value }),
      fc.record({ op: fc.constant('remove'), path }),
      fc.record({ op: fc.constantFrom('move', 'copy'), from: path, path }),
    ) as fc.Arbitrary<Override>;

    it('does not throw, and leaves its input alone', () => {
      fc.assert(
        fc.property(object, fc.array(override), (given, overrides) => {
          const before = JSON.stringify([given, overrides]);
          expect(() => applyOverrides(given, [{ base: '', overrides }])).not.toThrow();
          expect(JSON.stringify([given, overrides])).toBe(before);
        }),
      );
    });

    it('leaves no trace of an operation that it reports', () => {
      fc.assert(
        fc.property(object, override, (given, one) => {
          const { manifest: result, faults } = applyOverrides(given, [{ base: '', overrides: [one] }]);
          fc.pre(faults.length > 0);
          expect(JSON.stringify(result)).toBe(JSON.stringify(given));
        }),
      );
    });
  });
});

describe('what an object is and is called', () => {
  it.each<Override>([
    { op: 'move', from: '/metadata/name', path: '/spec/x' },
    { op: 'move', from: '/metadata', path: '/spec/x' },
    { op: 'replace', path: '/kind', value: 'Etcd' },
    { op: 'replace', path: '/metadata', value: {} },
  ])('cannot be changed by %j', (override) => {
    expect(apply([override]).faults).toMatchObject([
      { message: expect.stringContaining('changes what the object is') },
    ]);
  });

  it('may be tested', () => {
    expect(apply([{ op: 'test', path: '/metadata/name', value: 'prod' }]).faults).toEqual([]);
  });
});

describe('a value that is no plain data', () => {
  it.each([() => 1, new Date(0), Number.NaN, '\ud800', Symbol('x')])('makes an override none: %p', (value) => {
    expect(overrideFault({ op: 'add', path: '/spec/x', value })).toContain('has a value that');
  });

  it.each([{ toString: 1, valueOf: 1 }, Object.create(null), ['add']])('is no operation: %j', (op) => {
    expect(overrideFault({ op, path: '/spec/x' })).toContain('has the operation');
  });
});
