import {
  ring,
  SOUND_V1,
  SOUND_V2,
  spreadV1,
  spreadV2,
  storageClass,
  STRICT,
} from '../../../lib/core/operator/rules/ring-samples';
import { codesOf, issuesOf } from './support';

const V1 = { profile: 'operators-v1alpha1' } as const;
const V2 = { profile: 'operators-v1alpha2' } as const;
const THREE = { label: 'topology.kubernetes.io/zone', values: ['geneva', 'gland', 'lucerne'] };
const TWO = { ...THREE, values: ['geneva', 'gland'] };

const first = (...args: Parameters<typeof issuesOf>) => issuesOf(...args)[0];
const without = (key: string): Record<string, unknown> => ({ ...STRICT, [key]: undefined });
const pod = (spec: Record<string, unknown>): object => ring(SOUND_V1, { podTemplate: { spec } });

describe('the samples', () => {
  it('are sound', () => {
    expect(codesOf([SOUND_V1], V1)).toEqual([]);
    expect(codesOf([SOUND_V2], V2)).toEqual([]);
    expect(codesOf([SOUND_V1], { ...V1, sites: THREE })).toEqual([]);
    expect(codesOf([SOUND_V2], { ...V2, sites: THREE })).toEqual([]);
  });
});

describe('the shape of a ring', () => {
  it('needs `containers` in a pod template, for which an empty list will do', () => {
    expect(codesOf([pod({ containers: undefined })], V1)).toEqual(['HK6505']);
    expect(codesOf([pod({ containers: [] })], V1)).toEqual([]);
    expect(codesOf([pod({ containers: [{ name: 'etcd' }] })], V1)).toEqual([]);
  });

  it('tells of a field that pods do not have, with the one that was meant', () => {
    const issue = first([pod({ toleration: [] })], V1);

    expect(issue).toMatchObject({ code: 'HK6506', pointer: '/spec/podTemplate/spec/toleration' });
    expect(issue?.remedy).toBe('Write "tolerations".');
    expect(first([pod({ zzzzzzzzzz: 1 })], V1)?.remedy).toContain('Remove it');
  });

  it.each(['nodeSelector', 'hostUsers', 'resourceClaims', 'terminationGracePeriodSeconds'])('takes %s', (key) => {
    expect(codesOf([pod({ [key]: {} })], V1)).toEqual([]);
  });

  it.each(['version', 'topologySpreadConstraints', 'tls', 'auth', 'resources', 'affinity', 'progressDeadlineSeconds'])(
    'tells of %s in v1alpha1, which is of v1alpha2',
    (key) => {
      const issue = first([ring(SOUND_V1, { [key]: {} })], V1);

      expect(issue).toMatchObject({ code: 'HK6507', pointer: `/spec/${key}` });
      expect(issue?.message).toContain('v1alpha2');
    },
  );

  it.each(['podTemplate', 'security', 'serviceTemplate', 'headlessServiceTemplate', 'podDisruptionBudgetTemplate'])(
    'tells of %s in v1alpha2, which is of v1alpha1',
    (key) => {
      expect(first([ring(SOUND_V2, { [key]: {} })], V2)).toMatchObject({ code: 'HK6507', pointer: `/spec/${key}` });
    },
  );

  it('tells of storage that is written as in the other API', () => {
    expect(first([ring(SOUND_V2, { storage: { emptyDir: {} } })], V2)?.remedy).toContain('medium');
    expect(codesOf([ring(SOUND_V1, { storage: { size: '4Gi' } })], V1)).toEqual(['HK6507']);
  });

  it('tells of a field that neither has', () => {
    expect(first([ring(SOUND_V2, { replica: 3 })], V2)?.remedy).toBe('Write "replicas".');
    expect(first([ring(SOUND_V2, { podDisruptionBudget: {} })], V2)?.remedy).toContain('budget of its own');
  });

  it.each([
    [undefined, 'HK6508'],
    ['v3.6.11', 'HK6508'],
    ['3.6', 'HK6508'],
    [3.6, 'HK6508'],
    ['3.6.11-rc.1', 'HK6508'],
  ])('asks for a full version in v1alpha2, not %j', (version, code) => {
    expect(codesOf([ring(SOUND_V2, { version })], V2)).toEqual([code]);
  });

  it('takes the v from a version', () => {
    expect(first([ring(SOUND_V2, { version: 'v3.5.21' })], V2)?.remedy).toBe('Write `version: 3.5.21`.');
  });
});

describe('the volumes of a ring', () => {
  const GIB = 2 ** 30;
  const sized = (size: unknown, quota?: number): object =>
    ring(SOUND_V2, { storage: { size }, options: { quotaBackendBytes: quota } });
  const sizedV1 = (size: unknown, quota?: string): object =>
    ring(SOUND_V1, {
      storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage: size } } } } },
      options: { 'quota-backend-bytes': quota },
    });

  it.each([
    ['4080218931', 'HK6515'],
    [-1, 'HK6515'],
    [1.5, 'HK6515'],
  ])('have no quota of %j in v1alpha2', (quota, code) => {
    expect(codesOf([ring(SOUND_V2, { options: { quotaBackendBytes: quota } })], V2)).toEqual([code]);
  });

  it('have no quota with a unit in v1alpha1', () => {
    const issue = first([sizedV1('10Gi', '8Gi')], V1);

    expect(issue).toMatchObject({ code: 'HK6515', remedy: 'Write "8589934592".' });
    expect(codesOf([sizedV1('10Gi', '-1')], V1)).toEqual([]);
  });

  it.each([
    [8 * GIB, []],
    [8 * GIB + 1, ['HK6516']],
    [Math.floor(9.5 * GIB), ['HK6516']],
  ])('are advised a keyspace of at most 8 GiB: %i', (quota, codes) => {
    expect(codesOf([sized('10Gi', quota)], V2)).toEqual(codes);
    expect(codesOf([sizedV1('10Gi', String(quota))], V1)).toEqual(codes);
  });

  it.each([
    ['2Gi', 2 * GIB, []],
    ['2Gi', 2 * GIB + 1, ['HK6517']],
    [undefined, GIB, []],
    [undefined, GIB + 1, ['HK6517']],
  ])('hold a keyspace in %s: %i', (size, quota, codes) => {
    expect(codesOf([sized(size, quota)], V2)).toEqual(codes);
  });

  it('are 4Gi by default in v1alpha1', () => {
    expect(codesOf([sizedV1(undefined, String(4 * GIB + 1))], V1)).toEqual(['HK6517']);
    expect(codesOf([sizedV1(undefined, String(4 * GIB))], V1)).toEqual([]);
  });

  it.each(['0', '0Gi', '-4Gi', 0, -1, '4 Gi', '4GB', [], true])('cannot have the size %j', (size) => {
    expect(codesOf([sized(size)], V2)).toEqual(['HK6518']);
    expect(codesOf([sizedV1(size)], V1)).toEqual(['HK6518']);
  });

  it.each([
    ['4G', '"4Gi"'],
    ['4000M', '"4000Mi"'],
    ['4', '"4Gi"'],
    [4, '"4Gi"'],
  ])('are not meant to be %j', (size, spelling) => {
    expect(first([sized(size)], V2)).toMatchObject({ code: 'HK6519', remedy: `Write ${spelling}.` });
  });

  it.each(['4294967296', '4Ti', '4096Mi'])('may be %j', (size) => {
    expect(codesOf([sized(size)], V2)).toEqual([]);
  });

  const on = (name: string, constraint: object = STRICT): object =>
    ring(SOUND_V2, { storage: { storageClassName: name }, topologySpreadConstraints: [constraint] });
  const movable = { ...without('minDomains'), nodeTaintsPolicy: 'Honor' };

  it('need not be replicated below etcd', () => {
    const issue = first([on('replicated'), storageClass('replicated', 3)], V2);

    expect(issue).toMatchObject({ code: 'HK6520', pointer: '/spec/storage/storageClassName' });
    expect(issue?.message).toContain('has 9');
  });

  it.each([
    ['a class that is not given', [storageClass('other', 3)]],
    ['a class of one copy', [storageClass('replicated', 1)]],
    [
      'a class of another driver',
      [{ ...storageClass('replicated', 3), provisioner: 'csi.example.com', parameters: {} }],
    ],
  ])('are not judged by %s', (_, classes) => {
    expect(codesOf([on('replicated'), ...classes], V2)).not.toContain('HK6520');
  });

  it('are replicated where members are to move', () => {
    expect(codesOf([on('replicated', movable), storageClass('replicated', 3)], V2)).toEqual([]);
  });

  it('keep a member where it is, whatever the spread allows', () => {
    expect(codesOf([on('local', movable), storageClass('local', 1)], V2)).toEqual(['HK6521']);
    expect(codesOf([on('local'), storageClass('local', 1)], V2)).toEqual([]);
  });

  it('in memory are of no class', () => {
    const memory = ring(SOUND_V2, {
      storage: { medium: 'Memory', storageClassName: 'local' },
      topologySpreadConstraints: [movable],
    });

    expect(codesOf([memory, storageClass('local', 1)], V2)).toEqual([]);
  });
});

describe('the spread of a ring', () => {
  it.each([undefined, null, []])('is missing: %j', (constraints) => {
    expect(codesOf([ring(SOUND_V2, { topologySpreadConstraints: constraints })], V2)).toEqual(['HK6525']);
    expect(codesOf([pod({ topologySpreadConstraints: constraints })], V1)).toEqual(['HK6525']);
  });

  it('is missing without a pod template too', () => {
    expect(codesOf([ring(SOUND_V1, { podTemplate: undefined })], V1)).toEqual(['HK6525']);
  });

  it('may be a rule of affinity that holds', () => {
    const term = { topologyKey: 'topology.kubernetes.io/zone', labelSelector: { matchLabels: {} } };
    const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };

    expect(codesOf([ring(SOUND_V2, { affinity, topologySpreadConstraints: undefined })], V2)).toEqual([]);
  });

  it('is a wish with ScheduleAnyway', () => {
    const soft = { ...without('minDomains'), whenUnsatisfiable: 'ScheduleAnyway' };

    expect(codesOf([spreadV2(soft)], V2)).toEqual(['HK6526']);
    expect(codesOf([spreadV1({ ...soft, topologyKey: 'kubernetes.io/hostname' }, STRICT)], V1)).toEqual([]);
    expect(
      codesOf([spreadV2({ ...STRICT, minDomains: undefined, topologyKey: 'kubernetes.io/hostname' }, soft)], V2),
    ).toEqual(['HK6526']);
  });

  it.each([
    ['no selector', undefined, 'HK6527'],
    ['null', null, 'HK6527'],
    ['another ring', { matchLabels: { 'app.kubernetes.io/instance': 'other' } }, 'HK6527'],
    ['another application', { matchLabels: { 'app.kubernetes.io/name': 'postgres' } }, 'HK6527'],
    ['a label that no pod has', { matchLabels: { app: 'etcd' } }, 'HK6527'],
    [
      'values without the ring',
      { matchExpressions: [{ key: 'app.kubernetes.io/instance', operator: 'In', values: ['a'] }] },
      'HK6527',
    ],
    [
      'a label that has to be absent',
      { matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'DoesNotExist' }] },
      'HK6527',
    ],
    ['everything', {}, 'HK6528'],
    ['everything, said otherwise', { matchLabels: {} }, 'HK6528'],
  ])('counts no member, or too much, with %s', (_, labelSelector, code) => {
    expect(codesOf([spreadV1({ ...STRICT, labelSelector })], V1)).toEqual([code]);
    expect(codesOf([spreadV2({ ...STRICT, labelSelector })], V2)).toEqual([code]);
  });

  it.each([
    { matchLabels: { 'app.kubernetes.io/instance': 'etcd' } },
    { matchLabels: { 'app.kubernetes.io/name': 'etcd' } },
    { matchLabels: { 'etcd-operator.cozystack.io/cluster': 'etcd' } },
    { matchExpressions: [{ key: 'app.kubernetes.io/instance', operator: 'In', values: ['etcd', 'b'] }] },
    { matchExpressions: [{ key: 'app.kubernetes.io/instance', operator: 'Exists' }] },
  ])('counts its members with %j', (labelSelector) => {
    expect(codesOf([spreadV2({ ...STRICT, labelSelector })], V2)).toEqual([]);
  });

  it('knows the labels that the ring gives its pods', () => {
    const constraint = { ...STRICT, labelSelector: { matchLabels: { tier: 'state' } } };
    const labelled = (tier: string): object =>
      ring(SOUND_V2, {
        additionalMetadata: { labels: { tier } },
        topologySpreadConstraints: [constraint],
      });

    expect(codesOf([labelled('state')], V2)).toEqual([]);
    expect(codesOf([labelled('web')], V2)).toEqual(['HK6527']);
    expect(codesOf([spreadV2(constraint)], V2)).toEqual(['HK6527']);
  });

  it('counts the members of a neighbour when the instance is left out', () => {
    const wide = spreadV2({ ...STRICT, labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'etcd' } } });
    const neighbour = {
      ...(spreadV2({
        ...STRICT,
        labelSelector: { matchLabels: { 'app.kubernetes.io/instance': 'events' } },
      }) as object),
      metadata: { name: 'events', namespace: 'control-planes' },
    };

    expect(codesOf([wide, neighbour], V2)).toEqual(['HK6528']);
    expect(codesOf([wide, { ...neighbour, metadata: { name: 'events', namespace: 'other' } }], V2)).toEqual([]);
  });

  it('over nodes alone does not hold for sites', () => {
    const nodes = { ...STRICT, topologyKey: 'kubernetes.io/hostname' };

    expect(codesOf([spreadV2(nodes)], V2)).toEqual(['HK6529']);
    expect(codesOf([spreadV2(nodes, STRICT)], V2)).toEqual([]);
    expect(first([spreadV2(nodes)], { ...V2, sites: { label: 'site', values: ['a', 'b', 'c'] } })?.remedy).toContain(
      'topologyKey: site',
    );
  });

  it.each([
    ['strict', STRICT, []],
    ['strict, said', { ...STRICT, nodeTaintsPolicy: 'Ignore' }, []],
    ['movable', { ...without('minDomains'), nodeTaintsPolicy: 'Honor' }, []],
    ['movable, said', { ...STRICT, minDomains: 1, nodeTaintsPolicy: 'Honor' }, []],
    ['both', { ...STRICT, nodeTaintsPolicy: 'Honor' }, ['HK6530']],
    ['neither', without('minDomains'), ['HK6530']],
    ['neither, said', { ...STRICT, minDomains: 1 }, ['HK6530']],
    ['fewer than the sites', { ...STRICT, minDomains: 2 }, ['HK6530']],
    ['more than the sites', { ...STRICT, minDomains: 4 }, ['HK6530']],
  ])('is %s over three known sites', (_, constraint, codes) => {
    expect(codesOf([spreadV1(constraint)], { ...V1, sites: THREE })).toEqual(codes);
    expect(codesOf([spreadV2(constraint)], { ...V2, sites: THREE })).toEqual(codes);
  });

  it('is not held against the number of sites where that is unknown, or of another label', () => {
    expect(codesOf([spreadV2({ ...STRICT, minDomains: 5 })], V2)).toEqual([]);
    const other = { label: 'site', values: ['a', 'b', 'c'] };
    expect(codesOf([spreadV2({ ...STRICT, minDomains: 5 })], { ...V2, sites: other })).toEqual([]);
  });

  it.each([
    [
      'minDomains with ScheduleAnyway',
      [STRICT, { ...STRICT, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' }],
    ],
    ['maxSkew 0', [{ ...STRICT, maxSkew: 0 }]],
    ['maxSkew as text', [{ ...STRICT, maxSkew: '1' }]],
    ['no maxSkew', [without('maxSkew')]],
    ['minDomains 0', [{ ...STRICT, minDomains: 0 }]],
    ['an unknown policy', [{ ...STRICT, nodeTaintsPolicy: 'honour' }]],
    ['a policy of another case', [{ ...STRICT, nodeAffinityPolicy: 'ignore' }]],
    ['an unknown field', [{ ...STRICT, minDomain: 3 }]],
    ['no map', [STRICT, 'x']],
  ])('cannot be had with %s', (_, constraints) => {
    expect(codesOf([spreadV1(...constraints)], V1)).toEqual(['HK6531']);
    expect(codesOf([spreadV2(...constraints)], V2)).toEqual(['HK6531']);
  });

  it('cannot be a map', () => {
    expect(codesOf([ring(SOUND_V2, { topologySpreadConstraints: STRICT })], V2)).toContain('HK6531');
  });

  it('lets members stand together with a maxSkew of 2', () => {
    expect(codesOf([spreadV2({ ...STRICT, maxSkew: 2 })], V2)).toEqual(['HK6532']);
  });

  it('over two sites does not survive the loss of each', () => {
    expect(codesOf([spreadV2({ ...STRICT, minDomains: 2 })], V2)).toEqual(['HK6533']);
    expect(codesOf([spreadV2({ ...STRICT, minDomains: 2 })], { ...V2, sites: TWO })).toEqual(['HK6533']);
    expect(first([spreadV2({ ...STRICT, minDomains: 2 })], { ...V2, sites: TWO })?.message).toContain(
      '"geneva", "gland"',
    );
  });
});
