import { CONNECTION_RULES } from '../../../lib/core/operator/rules/connections';
import { BETWEEN_SITES, connection, ZONE } from '../../../lib/core/operator/rules/connection-read';
import { codesOf, issuesOf, type PROFILES } from './support';

const OWN = new Set(CONNECTION_RULES.map(({ code }) => code));
const own = (...args: Parameters<typeof codesOf>): string[] => codesOf(...args).filter((code) => OWN.has(code));
const NET = 'DrbdOptions/Net';
const with_ = (properties: Record<string, unknown>): object => connection('between-sites', properties);
const selecting = (...matchLabels: object[]): object =>
  connection('between-sites', { [`${NET}/ping-timeout`]: '20' }, [{ matchLabels }]);
const cluster = (properties: readonly object[]): object => ({
  apiVersion: 'piraeus.io/v1',
  kind: 'LinstorCluster',
  metadata: { name: 'linstor' },
  spec: { properties },
});
const key = ZONE;

describe('the pairs of a connection', () => {
  it.each<[string, object[], string[]]>([
    [
      'Exists and NotSame',
      [
        { key, op: 'Exists' },
        { key, op: 'NotSame' },
      ],
      [],
    ],
    ['what is not said, which is Exists, and NotSame', [{ key }, { key, op: 'NotSame' }], []],
    ['Same alone', [{ key, op: 'Same' }], []],
    ['an unknown operator', [{ key, op: 'Different' }], ['HK6401']],
    ['an operator of another case', [{ key, op: 'exists' }], ['HK6401']],
    ['NotSame with values', [{ key }, { key, op: 'NotSame', values: ['a'] }], ['HK6402']],
    ['Same with values', [{ key, op: 'Same', values: ['a'] }], ['HK6402']],
    ['an empty list of values for Exists', [{ key, op: 'Exists', values: [] }], []],
    ['In without values', [{ key, op: 'In' }], ['HK6402']],
    ['NotIn with no values', [{ key, op: 'NotIn', values: [] }], ['HK6402']],
    ['In with values', [{ key, op: 'In', values: ['a'] }], []],
    ['NotSame alone', [{ key, op: 'NotSame' }], ['HK6403']],
    ['NotSame and Exists on another label', [{ key: 'rack' }, { key, op: 'NotSame' }], ['HK6403']],
    [
      'NotSame and In, which asks for the label',
      [
        { key, op: 'In', values: ['a', 'b'] },
        { key, op: 'NotSame' },
      ],
      [],
    ],
    [
      'NotSame and In of an empty value',
      [
        { key, op: 'In', values: ['', 'b'] },
        { key, op: 'NotSame' },
      ],
      ['HK6403'],
    ],
    [
      'NotSame and NotIn',
      [
        { key, op: 'NotIn', values: ['b'] },
        { key, op: 'NotSame' },
      ],
      ['HK6403'],
    ],
    ['nothing', [], ['HK6404']],
    ['Same and NotSame', [{ key }, { key, op: 'Same' }, { key, op: 'NotSame' }], ['HK6405']],
    ['Exists and DoesNotExist', [{ key }, { key, op: 'DoesNotExist' }], ['HK6405']],
    [
      'DoesNotExist and Same',
      [
        { key, op: 'DoesNotExist' },
        { key, op: 'Same' },
      ],
      [],
    ],
  ])('by %s', (_, matchLabels, codes) => {
    expect(own([selecting(...matchLabels)])).toEqual(codes);
  });

  it.each([[[]], [null], [undefined]])('are all of them where the selector is %j', (selector) => {
    expect(own([connection('all', {}, [], { selector })])).toEqual(['HK6404']);
  });

  it.each([
    [{ name: 'wan' }, ['HK6406']],
    [{ interface: 'wan' }, ['HK6406']],
    [{ name: 'wan', interface: '' }, ['HK6406']],
    [{ name: 'wan', interface: 'wan' }, []],
  ])('go by the path %j', (path, codes) => {
    expect(own([connection('between-sites', {}, BETWEEN_SITES, { paths: [path] })])).toEqual(codes);
  });
});

describe('connections for the same pairs', () => {
  const ping = (name: string, value: string, selector: readonly object[] = BETWEEN_SITES): object =>
    connection(name, { [`${NET}/ping-timeout`]: value }, selector);
  const within = [{ matchLabels: [{ key }, { key, op: 'Same' }] }];

  it('set a property once', () => {
    expect(own([ping('a', '20'), ping('b', '30')])).toEqual(['HK6407']);
    expect(own([ping('a', '20'), ping('b', '20')])).toEqual([]);
    expect(own([ping('a', '20'), ping('b', '30', within)])).toEqual([]);
  });

  it('are the same in whatever order their expressions stand', () => {
    const turned = [{ matchLabels: [{ key, op: 'NotSame' }, { key }] }];

    expect(own([ping('a', '20'), ping('b', '30', turned)])).toEqual(['HK6407']);
  });

  it('are part of another’s where that has the terms as alternatives, or no selector', () => {
    expect(own([ping('a', '20'), ping('b', '30', [...BETWEEN_SITES, ...within])])).toEqual(['HK6407']);
    expect(own([ping('a', '20'), ping('b', '30', [])])).toEqual(['HK6404', 'HK6407']);
  });

  it('have one interface for a path', () => {
    const by = (name: string, nic: string): object =>
      connection(name, {}, BETWEEN_SITES, { paths: [{ name: 'wan', interface: nic }] });

    expect(own([by('a', 'eth0'), by('b', 'eth1')])).toEqual(['HK6407']);
    expect(own([by('a', 'eth0'), by('b', 'eth0')])).toEqual([]);
  });
});

describe('a property of LINSTOR', () => {
  it.each<[string, unknown, string[]]>([
    [`${NET}/verify-alg`, undefined, ['HK6410']],
    [`${NET}/verify-alg`, '', ['HK6410']],
    [`${NET}/verify-alg`, 'crc32c', []],
    [`${NET}/ping-timeout`, 20, ['HK6411']],
    [`${NET}/allow-two-primaries`, true, ['HK6411']],
    [`${NET}/drbd-timeout`, '120', ['HK6413']],
    ['drbd-ping-timeout', '20', ['HK6413']],
    ['DrbdOptions/timeout', '20', ['HK6413']],
    [`${NET}/Ping-Timeout`, '20', ['HK6413']],
    ['Aux/timeout', '20', []],
    ['DrbdOptions/Resource/quorum', 'majority', ['HK6414']],
    ['DrbdOptions/PeerDevice/c-max-rate', '1000', ['HK6415']],
    [`${NET}/protocol`, 'Z', ['HK6416']],
    [`${NET}/protocol`, 'c', ['HK6416']],
  ])('%s of %j on a connection', (name, value, codes) => {
    expect(own([with_({ [name]: value })])).toEqual(codes);
  });

  const inCluster = { profile: 'operators-v1alpha1' } as const;

  it.each<[object[], string[]]>([
    [[{ name: 'DrbdOptions/Resource/quorum', value: 'majority' }], []],
    [[{ name: 'DrbdOptions/PeerDevice/c-max-rate', value: '1000' }], []],
    [[{ name: `${NET}/timeout` }], ['HK6410']],
    [[{ name: `${NET}/timeout`, value: 100 }], ['HK6411']],
    [
      [
        { name: `${NET}/ping-int`, value: '10' },
        { name: `${NET}/ping-int`, value: '10' },
      ],
      ['HK6412'],
    ],
    [[{ name: `${NET}/ping-int`, value: '10s' }], ['HK6420']],
    [[{ name: `${NET}/timeout`, value: '100' }], ['HK6421']],
    [[{ name: `${NET}/timeout`, value: '99' }], []],
  ])('%j on a LinstorCluster', (properties, codes) => {
    expect(own([cluster(properties)], inCluster)).toEqual(codes);
  });

  it('that LINSTOR rejects of one connection stops all of them', () => {
    const [issue] = issuesOf([with_({ 'DrbdOptions/Resource/on-no-quorum': 'io-error' })]);

    expect(issue!.why).toMatch(/stops the others as well/);
    expect(issue!.remedy).toContain('property.linstor.csi.linbit.com/DrbdOptions/Resource/on-no-quorum');
  });

  it('and a path can be there once', () => {
    const path = { name: 'wan', interface: 'wan' };

    expect(own([connection('between-sites', {}, BETWEEN_SITES, { paths: [path, path] })])).toEqual(['HK6412']);
  });
});

describe('a timer', () => {
  it.each([
    ['timeout', '0', false],
    ['timeout', '1', true],
    ['ping-timeout', '300', true],
    ['ping-timeout', '301', false],
    ['connect-int', '120', true],
    ['connect-int', '121', false],
    ['ping-int', '120', true],
    ['ping-int', '0', false],
    ['timeout', '-5', false],
    ['timeout', '10.5', false],
    ['timeout', '10s', false],
    ['timeout', ' 90', false],
    ['timeout', 'ten', false],
  ])('%s of %j', (timer, value, taken) => {
    expect(own([with_({ [`${NET}/${timer}`]: value })]).includes('HK6420')).toBe(!taken);
  });

  it.each([
    ['timeout', '10s', '"100"'],
    ['ping-timeout', '500ms', '"5"'],
    ['connect-int', '15s', '"15"'],
    ['ping-int', '1m', '"60"'],
    ['ping-int', '1500ms', 'from 1 to 120'],
    ['timeout', '2m', 'from 1 to 600'],
  ])('%s of %j was meant as %s', (timer, value, meant) => {
    const [issue] = issuesOf([with_({ [`${NET}/${timer}`]: value })]);

    expect(issue!.remedy).toContain(meant);
  });

  it.each<[keyof typeof PROFILES, Record<string, string>, boolean]>([
    ['hikube', { timeout: '149' }, true],
    ['hikube', { timeout: '150' }, false],
    ['hikube', { 'connect-int': '10' }, false],
    ['hikube', { 'ping-int': '11' }, true],
    ['hikube', { timeout: '99', 'connect-int': '10', 'ping-int': '10' }, true],
    ['cozystack-1.6', { timeout: '120' }, true],
    ['operators-v1alpha1', { timeout: '99' }, true],
    ['operators-v1alpha1', { timeout: '100' }, false],
    ['operators-v1alpha1', { timeout: '120', 'connect-int': '15', 'ping-int': '15' }, true],
    ['operators-v1alpha1', { timeout: '120', 'connect-int': '15' }, false],
  ])('stays below the intervals in force on %s: %j', (profile, timers, sound) => {
    const properties = Object.fromEntries(Object.entries(timers).map(([name, value]) => [`${NET}/${name}`, value]));

    expect(own([with_(properties)], { profile })).toEqual(sound ? [] : ['HK6421']);
  });

  it('is compared with what the LinstorCluster sets', () => {
    const profile = 'operators-v1alpha1';
    const intervals = ['connect-int', 'ping-int'].map((name) => ({ name: `${NET}/${name}`, value: '20' }));

    expect(own([cluster(intervals), with_({ [`${NET}/timeout`]: '150' })], { profile })).toEqual([]);
    expect(own([with_({ [`${NET}/timeout`]: '150' })], { profile })).toEqual(['HK6421']);
  });

  it('is not compared with what another connection may set', () => {
    const intervals = connection('intervals', { [`${NET}/connect-int`]: '30', [`${NET}/ping-int`]: '30' }, [
      { matchLabels: [{ key: 'example.com/far' }] },
    ]);

    expect(own([intervals, with_({ [`${NET}/timeout`]: '200' })])).toEqual([]);
  });
});

describe('the protocol of a connection', () => {
  const storageClass = (name: string, parameters: Record<string, string>): object => ({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name },
    provisioner: 'linstor.csi.linbit.com',
    parameters: Object.fromEntries(Object.entries(parameters).map(([k, v]) => [`linstor.csi.linbit.com/${k}`, v])),
  });
  const asynchronous = (): object => {
    const made = storageClass('async', { autoPlace: '3' }) as { parameters: object };
    return { ...made, parameters: { ...made.parameters, [`property.linstor.csi.linbit.com/${NET}/protocol`]: 'A' } };
  };
  const on = (protocol: string): object => with_({ [`${NET}/protocol`]: protocol });

  it.each([
    ['A', ['HK6430']],
    ['B', ['HK6430']],
    ['C', ['HK6431']],
  ])('%s is told of by itself', (protocol, codes) => {
    expect(own([on(protocol)])).toEqual(codes);
  });

  it('A names the synchronous classes that it makes asynchronous', () => {
    const objects = [storageClass('replicated', { autoPlace: '3' }), storageClass('two', { placementCount: '2' })];
    const [issue] = issuesOf([...objects, asynchronous(), on('A')]).filter(({ code }) => code === 'HK6432');

    expect(issue!.message).toContain('classes "replicated", "two" asynchronous');
    expect(issue!.pointer).toBe('/spec/properties/0/value');
  });

  it.each<[string, object]>([
    ['of one copy', storageClass('one', { autoPlace: '1' })],
    ['without a count', storageClass('one', {})],
    ['without DRBD', storageClass('local', { autoPlace: '2', layerList: 'storage' })],
    ['on named nodes', storageClass('named', { autoPlace: '2', nodeList: 'a' })],
    ['that is asynchronous anyway', asynchronous()],
  ])('A names no class %s', (_, object) => {
    expect(own([object, on('A')])).toEqual(['HK6430']);
  });

  it('C names the asynchronous classes that it makes synchronous', () => {
    expect(own([asynchronous(), on('C')])).toEqual(['HK6431', 'HK6433']);
    expect(own([storageClass('replicated', { autoPlace: '3' }), on('C')])).toEqual(['HK6431']);
  });
});
