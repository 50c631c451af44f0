import { POD_SPEC_FIELDS } from '../../../lib/core/operator/etcd/pod-spec';
import { MOVED_FIELDS, RING_FIELDS, STORAGE_FIELDS } from '../../../lib/core/operator/etcd/ring-fields';
import {
  covers,
  LARGEST_KEYSPACE,
  neededNames,
  REFUSED_OPTIONS,
  ringLabels,
  serverNames,
  tolerates,
} from '../../../lib/core/operator/etcd/ring-facts';
import {
  ETCD_TIMERS,
  etcdTimersFor,
  isGoInteger,
  LONGEST_ELECTION,
  meantMilliseconds,
  timerOf,
} from '../../../lib/core/operator/etcd/timers';
import { ring, SOUND_V1, SOUND_V2 } from '../../../lib/core/operator/rules/ring-samples';
import { codesOf, issuesOf } from './support';

const V1 = { profile: 'operators-v1alpha1' } as const;
const V2 = { profile: 'operators-v1alpha2' } as const;

const first = (...args: Parameters<typeof issuesOf>) => issuesOf(...args)[0];
const withOptions = (options: Record<string, unknown>): object => ring(SOUND_V1, { options });

describe('the names of a ring', () => {
  const older = { api: 'v1alpha1', ring: 'etcd', namespace: 'acme', members: 2 } as const;
  const newer = { ...older, api: 'v1alpha2' } as const;

  it('are those of the Service and of each member in v1alpha1', () => {
    expect(serverNames(older)).toEqual([
      'etcd',
      'etcd.acme.svc',
      'etcd-0',
      'etcd-0.etcd-headless',
      'etcd-0.etcd-headless.acme.svc',
      'etcd-1',
      'etcd-1.etcd-headless',
      'etcd-1.etcd-headless.acme.svc',
      'localhost',
    ]);
  });

  it('are a wildcard in v1alpha2, whatever the number of members', () => {
    expect(serverNames(newer)).toEqual(['etcd', 'etcd.acme.svc', '*.etcd.acme.svc', 'localhost']);
    expect(serverNames({ ...newer, members: 5 })).toEqual(serverNames(newer));
  });

  it.each([older, newer])('are listed wherever a certificate needs them ($api)', (names) => {
    const listed = serverNames(names);

    for (const host of neededNames(names)) expect(listed).toContain(host);
  });

  it('follow the name of the ring', () => {
    expect(neededNames({ ...older, ring: 'ring', members: 1 })).toEqual([
      'ring.acme.svc',
      'ring-0.ring-headless.acme.svc',
    ]);
  });

  it('select its pods by name and instance', () => {
    expect(ringLabels('ring')).toEqual({ 'app.kubernetes.io/name': 'etcd', 'app.kubernetes.io/instance': 'ring' });
  });
});

describe('a name in a certificate', () => {
  it.each([
    ['a.b.svc', 'a.b.svc', true],
    ['A.B.svc', 'a.b.svc', true],
    ['*.b.svc', 'a.b.svc', true],
    ['*.b.svc', 'b.svc', false],
    ['*.b.svc', 'x.a.b.svc', false],
    ['*.b.svc', '*.b.svc', true],
    ['*.svc', '*.b.svc', false],
    ['b.svc', 'a.b.svc', false],
  ])('%s covers %s: %s', (name, host, expected) => {
    expect(covers(name, host)).toBe(expected);
  });
});

describe('a ring', () => {
  it.each([
    [0, 0],
    [1, 0],
    [2, 0],
    [3, 1],
    [4, 1],
    [5, 2],
    [6, 2],
    [7, 3],
  ])('of %i members survives the loss of %i', (members, losses) => {
    expect(tolerates(members)).toBe(losses);
  });

  it('is advised to keep at most 8 GiB', () => {
    expect(LARGEST_KEYSPACE.toBigInt()).toBe(8_589_934_592n);
  });

  it('is refused eight options', () => {
    expect(REFUSED_OPTIONS).toHaveLength(8);
    expect(REFUSED_OPTIONS).toContain('advertise-client-urls');
    expect(REFUSED_OPTIONS).not.toContain('initial-cluster-state');
  });

  it('has no field of pods twice', () => {
    expect(new Set(POD_SPEC_FIELDS).size).toBe(POD_SPEC_FIELDS.length);
  });

  it.each(['v1alpha1', 'v1alpha2'] as const)('has a word for each field that %s does not have', (api) => {
    const other = api === 'v1alpha1' ? 'v1alpha2' : 'v1alpha1';
    const strangers = [...RING_FIELDS[other], ...STORAGE_FIELDS[other]];
    for (const key of Object.keys(MOVED_FIELDS[api])) expect(strangers).toContain(key);
    for (const key of Object.keys(MOVED_FIELDS[api])) {
      expect([...RING_FIELDS[api], ...STORAGE_FIELDS[api]]).not.toContain(key);
    }
  });
});

describe('the timers of etcd', () => {
  it.each([0, 1, 10, 20, 66, 100])('are the defaults for a round trip of %i ms', (roundTrip) => {
    const { heartbeat, election } = etcdTimersFor(roundTrip);

    expect(heartbeat.milliseconds).toBe(ETCD_TIMERS.heartbeat);
    expect(election.milliseconds).toBe(ETCD_TIMERS.election);
    expect(heartbeat.reason).toContain('default');
  });

  it.each([
    [100.5, 101, 1010],
    [150, 150, 1500],
    [5000, 5000, 50_000],
  ])('grow with a round trip of %d ms', (roundTrip, heartbeat, election) => {
    const timers = etcdTimersFor(roundTrip);

    expect(timers.heartbeat.milliseconds).toBe(heartbeat);
    expect(timers.election.milliseconds).toBe(election);
    expect(timers.heartbeat.reason).toContain(`${roundTrip} ms`);
    expect(timers.election.milliseconds).toBeLessThanOrEqual(LONGEST_ELECTION);
  });

  it.each([5000.5, -1, Number.NaN, Number.POSITIVE_INFINITY])('cannot be had for %d', (roundTrip) => {
    expect(() => etcdTimersFor(roundTrip)).toThrow(RangeError);
  });

  it.each([
    ['100', 100],
    ['0', 0],
    ['100ms', undefined],
    ['1.5', undefined],
    ['-1', undefined],
    ['0100', undefined],
    ['', undefined],
  ])('are read from %j as %s', (written, expected) => {
    expect(timerOf(written)).toBe(expected);
  });

  it.each([
    ['100ms', 100],
    ['1s', 1000],
    ['0.5 s', 500],
    ['2m', 120_000],
    ['250', 250],
    ['soon', undefined],
    ['0.1ms', undefined],
  ])('are meant by %j as %s', (written, expected) => {
    expect(meantMilliseconds(written)).toBe(expected);
  });

  it.each([
    ['0x64', true],
    ['0100', true],
    ['1_000', true],
    ['100', true],
    ['100ms', false],
    ['', false],
  ])('leave %j to Go: %s', (written, expected) => {
    expect(isGoInteger(written)).toBe(expected);
  });
});

describe('the members of a ring', () => {
  it.each([
    [1, ['HK6501']],
    [2, ['HK6501']],
    [3, []],
    [4, ['HK6502']],
    [5, []],
    [6, ['HK6502']],
    [7, []],
    [8, ['HK6502', 'HK6503']],
    [9, ['HK6503']],
    [-1, ['HK6504']],
    [2.5, ['HK6504']],
    ['3', ['HK6504']],
  ])('are judged when there are %j: %j', (replicas, codes) => {
    expect(codesOf([ring(SOUND_V1, { replicas })], V1)).toEqual(codes);
    expect(codesOf([ring(SOUND_V2, { replicas })], V2)).toEqual(codes);
  });

  it('may be left to the default of 3', () => {
    expect(codesOf([ring(SOUND_V2, { replicas: undefined })], V2)).toEqual([]);
  });

  it('are none in a paused ring of v1alpha2, and missing in v1alpha1', () => {
    expect(codesOf([ring(SOUND_V2, { replicas: 0 })], V2)).toEqual([]);
    expect(codesOf([ring(SOUND_V1, { replicas: 0 })], V1)).toEqual(['HK6501']);
  });

  it('say which number is better', () => {
    expect(first([ring(SOUND_V1, { replicas: 4 })], V1)?.remedy).toContain('Write 3 members, or 5');
  });
});

describe('the options of v1alpha1', () => {
  it.each([10000, true, null, {}])('are texts, not %j', (value) => {
    expect(codesOf([withOptions({ 'snapshot-count': value })], V1)).toEqual(['HK6510']);
  });

  it.each([
    'name',
    'listen-peer-urls',
    'listen-client-urls',
    'initial-advertise-peer-urls',
    'advertise-client-urls',
    'data-dir',
    'auto-tls',
    'peer-auto-tls',
  ])('are refused with %s among them', (key) => {
    expect(codesOf([withOptions({ [key]: 'x' })], V1)).toEqual(['HK6511']);
  });

  it('are refused with dashes before them', () => {
    expect(first([withOptions({ '--snapshot-count': '10000' })], V1)).toMatchObject({
      code: 'HK6511',
      remedy: 'Write "snapshot-count".',
    });
    expect(first([withOptions({ '--data-dir': '/x' })], V1)?.remedy).toBe('Remove it.');
  });

  it.each(['cert-file', 'initial-cluster-state', 'max-request-bytes'])('may hold %s', (key) => {
    expect(codesOf([withOptions({ [key]: 'x' })], V1)).toEqual([]);
  });

  it.each(['100ms', '0.1', '', '0', '-100', '1s'])('take no heartbeat of %j', (value) => {
    expect(codesOf([withOptions({ 'heartbeat-interval': value })], V1)).toEqual(['HK6512']);
  });

  it('say which number a unit stands for', () => {
    expect(first([withOptions({ 'election-timeout': '2s' })], V1)?.remedy).toBe('Write "2000".');
    expect(first([withOptions({ 'election-timeout': 'soon' })], V1)?.remedy).toBe('Write "1000".');
  });

  it.each([
    ['200', '1000', []],
    ['201', '1000', ['HK6513']],
    ['201', undefined, ['HK6513']],
    ['200', undefined, []],
    [undefined, '500', []],
    [undefined, '499', ['HK6513']],
    ['100', '50000', []],
    ['100', '50001', ['HK6513']],
    ['10000', '50000', []],
    ['10001', '50000', ['HK6513']],
    ['0x64', '10', []],
  ])('fit a heartbeat of %s and an election of %s: %j', (heartbeat, election, codes) => {
    const options = { 'heartbeat-interval': heartbeat, 'election-timeout': election };
    expect(codesOf([withOptions(options)], V1)).toEqual(codes);
  });
});

describe('the options of v1alpha2', () => {
  const option = (key: string, value: unknown): object => ring(SOUND_V2, { options: { [key]: value } });

  it('have no timers', () => {
    const issue = first([option('heartbeat-interval', '100')], V2);

    expect(issue?.code).toBe('HK6514');
    expect(issue?.remedy).toContain('100 and 1000 ms');
  });

  it('have names of their own', () => {
    expect(first([option('quota-backend-bytes', '1')], V2)?.remedy).toBe('Write "quotaBackendBytes".');
  });

  it.each([
    ['1d', ['HK6514']],
    [5, ['HK6514']],
    ['5m', []],
    ['1h30m', []],
    ['1000', []],
    ['', ['HK6514']],
  ])('read the retention %j: %j', (value, codes) => {
    expect(codesOf([option('autoCompactionRetention', value)], V2)).toEqual(codes);
  });

  it('say how many hours a day has', () => {
    expect(first([option('autoCompactionRetention', '2d')], V2)?.remedy).toContain('"48h"');
  });

  it.each([
    ['autoCompactionMode', 'Periodic'],
    ['snapshotCount', '10000'],
    ['snapshotCount', 0],
  ])('refuse %s %j', (key, value) => {
    expect(codesOf([option(key, value)], V2)).toEqual(['HK6514']);
  });
});
