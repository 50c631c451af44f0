import { acknowledge } from '../../../lib/core/check/acknowledge';
import { ACKNOWLEDGE_PREFIX, acknowledgedBy } from '../../../lib/core/check/annotation';
import { check, type Found } from '../../../lib/core/check/check';
import type { Reading } from '../../../lib/core/read/read';
import { cluster, ring, type Judged } from './rules/support';
import { readings } from './rules/together';

const accepting = (reasons: Readonly<Record<string, unknown>>): object => ({
  annotations: Object.fromEntries(Object.entries(reasons).map(([code, reason]) => [ACKNOWLEDGE_PREFIX + code, reason])),
});
/** A ring with four members, which is a warning (HK4102). */
const even = (reasons: Readonly<Record<string, unknown>> = {}, spec: object = {}): Judged =>
  ring({ replicas: 4, ...spec }, accepting(reasons));

interface Outcome {
  readonly open: string[];
  readonly accepted: string[];
}

function outcomeOf(...objects: readonly Judged[]): Outcome {
  const all = readings(objects);
  const { open, accepted } = acknowledge([...check(all)], all);
  return {
    open: open.map(({ issue }) => `${issue.code} ${issue.message}`),
    accepted: accepted.map(({ found, reason }) => `${found.issue.code} ${reason}`),
  };
}

const FOUR = 'HK4102 The ring has 4 members, of which 3 must agree, so 1 can be lost.';

describe('a warning', () => {
  it('stays open where nothing accepts it', () => {
    expect(outcomeOf(even())).toEqual({ open: [FOUR], accepted: [] });
  });

  it('is accepted by its object, with the reason', () => {
    expect(outcomeOf(even({ HK4102: ' we know\n' }))).toEqual({ open: [], accepted: ['HK4102 we know'] });
  });

  it('is handed on as it was found', () => {
    const all = readings([even({ HK4102: 'we know' })]);
    const found = [...check(all)];
    const { accepted } = acknowledge(found, all);

    expect(accepted).toHaveLength(1);
    expect(accepted[0]?.found).toBe(found[0]);
  });

  it('is accepted in all places of its object, and the acceptance is used', () => {
    const gpus = [{ name: 'nvidia.com/AD102GL_L40S' }];
    const machine = { instanceType: 'u1.2xlarge', resources: {}, minReplicas: 1, maxReplicas: 1, gpus };
    const small = { ...machine, ephemeralStorage: '20Gi' };
    const all = cluster(
      { nodeGroups: { md0: small, gpu: small }, addons: { gpuOperator: { enabled: true } } },
      accepting({ HK2111: 'small images' }),
    );
    const { open, accepted } = outcomeOf(all);

    expect(accepted).toEqual(['HK2111 small images', 'HK2111 small images']);
    expect(open.filter((one) => one.startsWith('HK1107') || one.startsWith('HK2111'))).toEqual([]);
  });

  it('is not accepted by another object', () => {
    const other = ring({ replicas: 4 }, { namespace: 'tenant-other' });

    expect(outcomeOf(even({ HK4102: 'we know' }), other)).toEqual({ open: [FOUR], accepted: ['HK4102 we know'] });
  });

  it('is not accepted by another code', () => {
    expect(outcomeOf(even({ HK4114: 'we know' }))).toEqual({
      open: [FOUR, 'HK1107 HK4114 is accepted here, but was not found.'],
      accepted: [],
    });
  });

  it.each(['', ' ', null, 3])('is not accepted for the reason %j', (reason) => {
    const { open, accepted } = outcomeOf(even({ HK4102: reason }));

    expect(accepted).toEqual([]);
    expect(open.filter((one) => !one.startsWith('HK1307'))).toEqual([
      'HK1107 The acknowledgement of HK4102 has no reason.',
      FOUR,
    ]);
  });

  it('over several objects is accepted by the one that it stands in', () => {
    const clusters = ['api', 'web'].map((name) => cluster({}, { name }));

    expect(outcomeOf(ring({}, accepting({ HK4111: 'they are small' })), ...clusters)).toEqual({
      open: [],
      accepted: ['HK4111 they are small'],
    });
    expect(
      outcomeOf(ring(), cluster({}, { name: 'api', ...accepting({ HK4111: 'small' }) }), cluster()).accepted,
    ).toEqual([]);
  });

  it('about an acknowledgement is accepted as any other', () => {
    expect(outcomeOf(ring({}, accepting({ HK0000: 'from an older version', HK1107: 'on purpose' })))).toEqual({
      open: [],
      accepted: ['HK1107 on purpose'],
    });
  });

  it('stays open where the objects that accept are not given', () => {
    const all = readings([even({ HK4102: 'we know' })]);
    const found = [...check(all)];

    expect(acknowledge(found, [])).toEqual({ open: found, accepted: [] });
  });
});

describe('an error', () => {
  it('stays open whatever is written', () => {
    expect(outcomeOf(ring({ replicas: 0 }, accepting({ HK4101: 'we know' })))).toEqual({
      open: ['HK1107 HK4101 is an error, which cannot be accepted.', 'HK4101 The ring has 0 members.'],
      accepted: [],
    });
  });
});

describe('an acknowledgement that meets no warning', () => {
  it('is a warning itself, on its key', () => {
    const all = readings([ring({ replicas: 3 }, accepting({ HK4102: 'we know' }))]);

    expect(acknowledge([...check(all)], all)).toEqual({
      open: [
        {
          reading: all[0],
          onKey: true,
          issue: {
            code: 'HK1107',
            severity: 'warning',
            message: 'HK4102 is accepted here, but was not found.',
            why: 'It accepts nothing now, and would hide what comes later.',
            remedy: 'Remove it.',
            pointer: '/metadata/annotations/acknowledge.hikube-constructs~1HK4102',
            object: all[0]?.object,
          },
        },
      ],
      accepted: [],
    });
  });

  it('is one for each, in each object', () => {
    const objects = [
      ring({}, accepting({ HK4102: 'a', HK4114: 'b' })),
      ring({}, { namespace: 'tenant-other', ...accepting({ HK4102: 'c' }) }),
    ];

    expect(outcomeOf(...objects).open).toEqual([
      'HK1107 HK4102 is accepted here, but was not found.',
      'HK1107 HK4114 is accepted here, but was not found.',
      'HK1107 HK4102 is accepted here, but was not found.',
    ]);
  });

  it('is one beside another that meets its own', () => {
    expect(outcomeOf(even({ HK4102: 'a', HK4114: 'b' }))).toEqual({
      open: ['HK1107 HK4114 is accepted here, but was not found.'],
      accepted: ['HK4102 a'],
    });
  });

  it.each([
    ['names an error', 'HK4101', 'a', 'HK1107 HK4101 is an error, which cannot be accepted.'],
    ['has no reason', 'HK4102', '', 'HK1107 The acknowledgement of HK4102 has no reason.'],
  ])('is told once where it %s', (_, code, reason, message) => {
    expect(outcomeOf(ring({}, accepting({ [code]: reason }))).open).toEqual([message]);
  });

  it('is told once where it names no rule', () => {
    expect(outcomeOf(ring({}, accepting({ HK0000: 'a' }))).open).toEqual(['HK1107 There is no rule "HK0000".']);
  });
});

describe('nothing', () => {
  it('comes of nothing', () => {
    const none: Found[] = [];

    expect(acknowledge(none, [])).toEqual({ open: [], accepted: [] });
    expect(outcomeOf(ring())).toEqual({ open: [], accepted: [] });
  });
});

describe('what the annotations of an object accept', () => {
  const of = (annotations: Reading['annotations']): unknown => acknowledgedBy({ annotations });

  it('is every code behind the prefix, with its reason', () => {
    expect(
      of({ 'acknowledge.hikube-constructs/HK2203': ' md0 is meant ', owner: 'us', [`${ACKNOWLEDGE_PREFIX}`]: 'x' }),
    ).toEqual([
      { key: 'acknowledge.hikube-constructs/HK2203', code: 'HK2203', reason: 'md0 is meant' },
      { key: 'acknowledge.hikube-constructs/', code: '', reason: 'x' },
    ]);
  });

  it.each([undefined, null, 3, true, ['x'], { text: 'x' }])('has no reason in %j', (value) => {
    expect(of({ 'acknowledge.hikube-constructs/HK2203': value })).toEqual([
      { key: 'acknowledge.hikube-constructs/HK2203', code: 'HK2203', reason: '' },
    ]);
  });

  it.each(['HK2203', 'hikube-constructs/HK2203', 'x.acknowledge.hikube-constructs/HK2203'])('is not %s', (key) => {
    expect(of({ [key]: 'reason' })).toEqual([]);
  });
});
