import { POOL_RULES } from '../../../lib/core/operator/rules/pools';
import { satellites, SOUND_POOL } from '../../../lib/core/operator/rules/pool-read';
import { codesOf, issuesOf } from './support';

const ZONE = 'topology.kubernetes.io/zone';
const OWN = new Set(POOL_RULES.map(({ code }) => code));
const own = (...args: Parameters<typeof codesOf>): string[] => codesOf(...args).filter((code) => OWN.has(code));
const at = (zone: string, pools: readonly object[] = [SOUND_POOL], more: object = {}): object =>
  satellites(zone, { [ZONE]: zone }, pools, more);
const asking = (storagePool: string, more: object = {}): object => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'replicated' },
  provisioner: 'linstor.csi.linbit.com',
  parameters: { 'linstor.csi.linbit.com/storagePool': storagePool },
  ...more,
});
const pool = (name: unknown): object => ({ ...SOUND_POOL, name });

describe('a configuration of satellites', () => {
  it.each([
    ['a pool of no kind', [{ name: 'data' }], ['HK6301']],
    ['a pool of two kinds', [{ name: 'data', lvmPool: {}, zfsPool: {} }], ['HK6301']],
    ['a kind without a value counts as none', [{ name: 'data', lvmPool: null }], ['HK6301']],
    ['a pool of one kind', [{ name: 'data', zfsThinPool: {} }], []],
    ['two pools of one name', [pool('data'), pool('data')], ['HK6302']],
    ['a name of two characters', [pool('ab')], ['HK6303']],
    ['a name of three characters', [pool('abc')], []],
    ['a name of 48 characters', [pool('a'.repeat(48))], []],
    ['a name of 49 characters', [pool('a'.repeat(49))], ['HK6303']],
    ['a name with a space', [pool('my pool!')], ['HK6303']],
    ['a name that ends in a dash', [pool('data-')], ['HK6303']],
    ['no name', [pool(undefined)], ['HK6303']],
    ['a misspelt kind', [{ name: 'data', lvmthinPool: {} }], ['HK6301', 'HK6308']],
    ['no devices', [{ ...SOUND_POOL, source: { hostDevices: [] } }], ['HK6304']],
    ['a source without devices', [{ ...SOUND_POOL, source: {} }], ['HK6304']],
    ['a device outside /dev', [{ ...SOUND_POOL, source: { hostDevices: ['nvme1n1'] } }], ['HK6304']],
    ['a device twice', [{ ...SOUND_POOL, source: { hostDevices: ['/dev/sdb', '/dev/sdb'] } }], ['HK6304']],
    ['a device by a detour', [{ ...SOUND_POOL, source: { hostDevices: ['/dev/../sdb'] } }], ['HK6304']],
    ['a device by its id', [{ ...SOUND_POOL, source: { hostDevices: ['/dev/disk/by-id/nvme-a.b'] } }], []],
    ['files with a source', [{ name: 'data', filePool: {}, source: { hostDevices: ['/dev/sdb'] } }], ['HK6304']],
  ])('with %s', (_, pools, codes) => {
    expect(own([satellites('data', {}, pools)])).toEqual(codes);
  });

  it('has one device for one pool, in all of it', () => {
    const source = { hostDevices: ['/dev/sdb'] };
    const pools = [
      { ...SOUND_POOL, source },
      { ...SOUND_POOL, name: 'fast', source },
    ];

    expect(own([satellites('data', {}, pools)])).toEqual(['HK6304']);
  });

  it.each([
    ['evacuate', ['HK6305'], 'Write "Evacuate".'],
    ['Keep', ['HK6305'], 'Write one of Evacuate, Retain, Delete.'],
    ['Retain', [], undefined],
  ])('with deletion policy %s', (deletionPolicy, codes, remedy) => {
    const issues = issuesOf([satellites('data', {}, [SOUND_POOL], { deletionPolicy })]);

    expect(issues.map(({ code }) => code)).toEqual(codes);
    expect(issues[0]?.remedy).toBe(remedy);
  });

  it.each([
    [{ [ZONE]: 'site a' }, ['HK6306']],
    [{ 'a/b/c': 'x' }, ['HK6306']],
    [{ '-zone': 'x' }, ['HK6306']],
    [{ [ZONE]: 1 }, ['HK6306']],
    [{ [ZONE]: '' }, []],
    [{ [ZONE]: 'a'.repeat(63) }, []],
    [{ [ZONE]: 'a'.repeat(64) }, ['HK6306']],
  ])('with the selector %j', (nodeSelector, codes) => {
    expect(own([satellites('data', nodeSelector as Record<string, string>, [SOUND_POOL])])).toEqual(codes);
  });

  it.each([
    [{ name: 'Aux/rack' }, ['HK6307']],
    [{ name: 'Aux/rack', value: '' }, ['HK6307']],
    [{ name: 'Aux/rack', value: 'a', valueFrom: { nodeFieldRef: 'metadata.name' } }, ['HK6307']],
    [{ name: 'Aux/rack', valueFrom: { nodeFieldRef: 'metadata.name' } }, []],
  ])('with the property %j', (property, codes) => {
    expect(own([satellites('data', {}, [], { properties: [property] })])).toEqual(codes);
  });
});

describe('two configurations that match one node', () => {
  const thick = { name: 'data', lvmPool: { volumeGroup: 'data' } };

  it('lose the pool of the one whose name sorts first', () => {
    const [issue] = issuesOf([
      satellites('z', { [ZONE]: 'a' }, [SOUND_POOL]),
      satellites('a', { [ZONE]: 'a' }, [thick]),
    ]);

    expect(issue).toMatchObject({ code: 'HK6320', object: { name: 'a' }, pointer: '/spec/storagePools/0/name' });
    expect(issue!.message).toContain('"z"');
  });

  it('lose it on the nodes that both match, where the narrower one sorts last', () => {
    const narrow = satellites('z', { [ZONE]: 'a', 'example.com/disk': 'big' }, [thick]);

    expect(own([satellites('a', { [ZONE]: 'a' }, [SOUND_POOL]), narrow])).toEqual(['HK6321']);
  });

  it('lose the narrower one’s everywhere, where the wider one sorts last', () => {
    const narrow = satellites('a', { [ZONE]: 'a', 'example.com/disk': 'big' }, [thick]);

    expect(own([satellites('z', { [ZONE]: 'a' }, [SOUND_POOL]), narrow])).toEqual(['HK6320']);
  });

  it('lose nothing if both say the same, in whatever order', () => {
    const other = { lvmThinPool: { thinPool: 'thin', volumeGroup: 'data' }, name: 'data' };

    expect(own([satellites('a', { [ZONE]: 'a' }, [SOUND_POOL]), satellites('z', { [ZONE]: 'a' }, [other])])).toEqual(
      [],
    );
  });

  it('lose properties just the same', () => {
    const rack = (value: string): object => ({ properties: [{ name: 'Aux/rack', value }] });
    const both = [satellites('a', { [ZONE]: 'a' }, [], rack('1')), satellites('b', { [ZONE]: 'a' }, [], rack('2'))];

    expect(own(both)).toEqual(['HK6320']);
  });

  it.each([
    ['selectors exclude each other', { [ZONE]: 'b' }, {}],
    ['selectors need not meet', { 'example.com/disk': 'big' }, {}],
    ['the wider one is narrowed by affinity', {}, { nodeAffinity: { nodeSelectorTerms: [] } }],
  ])('are not told of where %s', (_, nodeSelector, more) => {
    const other = satellites('z', nodeSelector as Record<string, string>, [{ ...SOUND_POOL, lvmThinPool: {} }], more);

    expect(own([satellites('a', { [ZONE]: 'a' }, [SOUND_POOL]), other])).toEqual([]);
  });

  it('are told of where one has no selector at all', () => {
    const all = (pools: readonly object[], more: object = {}): object => satellites('all', {}, pools, more);
    const fast = [{ ...SOUND_POOL, name: 'fast' }];

    expect(own([all([SOUND_POOL]), at('a', fast)])).toEqual(['HK6322']);
    expect(own([all([SOUND_POOL])])).toEqual([]);
    expect(own([all([]), at('a', fast)])).toEqual([]);
    expect(own([all([SOUND_POOL], { nodeAffinity: { nodeSelectorTerms: [] } }), at('a', fast)])).toEqual([]);
  });
});

describe('pools of several sites', () => {
  const other = { ...SOUND_POOL, name: 'data-b' };

  it('are told of where one site lacks the pool of a class', () => {
    const [issue] = issuesOf([at('a'), at('b', [other]), asking('data')]).filter(({ code }) => code === 'HK6330');

    expect(issue).toMatchObject({ object: { name: 'b' }, severity: 'warning' });
    expect(issue!.message).toContain('"data-b"');
  });

  it.each([
    ['each has one of its pools', [at('a'), at('b', [other]), asking('data data-b')]],
    ['no configuration makes its pool', [at('a'), at('b', [other]), asking('hdd')]],
    [
      'a configuration is for other nodes',
      [at('a'), at('b', [other]), satellites('x', { 'example.com/x': '1' }, [SOUND_POOL]), asking('data')],
    ],
    ['the class is another provisioner’s', [at('a'), at('b', [other]), asking('data', { provisioner: 'example.com' })]],
    ['there is one site', [at('a', [other]), asking('data')]],
  ])('are fine where %s', (_, objects) => {
    expect(own(objects)).toEqual([]);
  });

  const sites = { label: ZONE, values: ['a', 'b', 'c'] };

  it('are told of where a declared site has none', () => {
    const [issue, ...more] = issuesOf([at('a'), at('b')], { sites });

    expect(more).toEqual([]);
    expect(issue).toMatchObject({ code: 'HK6331' });
    expect(issue!.message).toContain('none at "c"');
    expect(own([at('a'), at('b'), at('c')], { sites })).toEqual([]);
  });

  it('are told of where a site is not declared', () => {
    const issues = issuesOf([at('a'), at('b'), at('c'), at('d')], { sites });

    expect(issues.map(({ code, object }) => [code, object?.name])).toEqual([['HK6331', 'd']]);
  });

  it('are not judged where configurations select by something else', () => {
    expect(own([satellites('x', { 'example.com/x': '1' }, [SOUND_POOL])], { sites })).toEqual([]);
    expect(own([satellites('x', {}, [SOUND_POOL])], { sites })).toEqual([]);
  });

  it('are told of where a class allows volumes at a site that has none', () => {
    const allowedTopologies = [{ matchLabelExpressions: [{ key: ZONE, values: ['a', 'c'] }] }];

    expect(own([at('a'), at('b'), asking('data', { allowedTopologies })])).toEqual(['HK6331']);
  });

  it('are told of where the kinds differ, not where only the names below do', () => {
    const thick = { name: 'data', lvmPool: {} };

    expect(own([at('a'), at('b', [thick])])).toEqual(['HK6332']);
    expect(own([at('a'), at('b', [{ name: 'data', lvmThinPool: {} }])])).toEqual([]);
    expect(own([at('a'), at('b', [{ ...thick, name: 'thick' }])])).toEqual([]);
  });
});
