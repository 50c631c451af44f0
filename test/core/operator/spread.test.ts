import {
  CLASS_CONSTRAINT,
  platform,
  schedulingClass,
  SOUND_SPREAD,
} from '../../../lib/core/operator/rules/spread-samples';
import { readSpreadText } from '../../../lib/core/operator/rules/spread-text';
import { readYaml } from '../../../lib/yaml/documents';
import { codesOf, issuesOf } from './support';

const V16 = { profile: 'cozystack-1.6' } as const;
const ZONE = 'topology.kubernetes.io/zone';
const SITES = { label: ZONE, values: ['geneva', 'gland', 'lucerne'] };
const AT = '/spec/components/platform/values/scheduling/globalAppTopologySpreadConstraints';
const first = (...args: Parameters<typeof issuesOf>) => issuesOf(...args)[0];
const spread = (constraint: object): object => schedulingClass({ topologySpreadConstraints: [constraint] });
const item = (...lines: string[]): string =>
  ['topologySpreadConstraints:', ...lines.map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`)), ''].join('\n');
const MOVABLE = item(
  'maxSkew: 1',
  `topologyKey: ${ZONE}`,
  'whenUnsatisfiable: DoNotSchedule',
  'nodeTaintsPolicy: Honor',
);

describe('a scheduling class', () => {
  it.each([
    ['nodeTaintsPolicy', 'honour'],
    ['nodeTaintsPolicy', 'honor'],
    ['nodeAffinityPolicy', 'Never'],
    ['whenUnsatisfiable', 'doNotSchedule'],
    ['maxSkew', 0],
    ['maxSkew', -1],
    ['minDomains', 0],
    ['topologyKey', ''],
    ['toplogyKey', ZONE],
  ])('has no constraint with %s %j', (key, value) => {
    const issues = issuesOf([spread({ ...CLASS_CONSTRAINT, [key]: value })], V16);

    expect(issues.map(({ code }) => code)).toEqual(['HK6701']);
    expect(issues[0]?.pointer).toBe(`/spec/topologySpreadConstraints/0/${key}`);
  });

  it('has no minDomains where it may schedule anyway', () => {
    expect(codesOf([spread({ ...CLASS_CONSTRAINT, whenUnsatisfiable: 'ScheduleAnyway' })], V16)).toEqual(['HK6701']);
  });

  it('needs no selector: the scheduler writes one for each application', () => {
    expect(codesOf([spread(CLASS_CONSTRAINT)], V16)).toEqual([]);
  });

  it.each([
    ['tolerations', 'taints'],
    ['nodeSelectors', 'nodeSelector'],
    ['priorityClassName', 'Known'],
  ])('has no field %s', (key, remedy) => {
    const issue = first([schedulingClass({ [key]: {} })], V16);

    expect(issue).toMatchObject({ code: 'HK6702', pointer: `/spec/${key}` });
    expect(issue?.remedy).toContain(remedy);
  });

  it.each(['nodeSelector', 'nodeAffinity', 'podAffinity', 'podAntiAffinity'])('has %s', (key) => {
    expect(codesOf([schedulingClass({ [key]: {} })], V16)).toEqual([]);
  });

  it.each([
    [{}, []],
    [{ minDomains: undefined }, ['HK6703']],
    [{ nodeTaintsPolicy: 'Honor' }, ['HK6703']],
    [{ nodeTaintsPolicy: 'Honor', minDomains: undefined }, []],
    [{ minDomains: 2 }, ['HK6703']],
    [{ topologyKey: 'kubernetes.io/hostname', minDomains: undefined }, []],
  ])('is strict or movable with %j: %j', (changes, codes) => {
    expect(codesOf([spread({ ...CLASS_CONSTRAINT, ...changes })], { ...V16, sites: SITES })).toEqual(codes);
  });

  it('is not judged where there is none', () => {
    const found = codesOf([schedulingClass({ tolerations: [] })], { profile: 'hikube' });

    expect(found).not.toContain('HK6702');
  });
});

describe('the spread of the platform', () => {
  it.each(['hikube', 'cozystack-1.6'] as const)('is sound on %s', (profile) => {
    expect(codesOf([platform(SOUND_SPREAD)], { profile })).toEqual([]);
    expect(codesOf([platform(SOUND_SPREAD)], { profile, sites: SITES })).toEqual([]);
    expect(codesOf([platform(MOVABLE)], { profile, sites: SITES })).toEqual([]);
  });

  it.each([undefined, null, ''])('may be left out: %j', (value) => {
    expect(codesOf([platform(value)])).toEqual([]);
  });

  it.each([[[CLASS_CONSTRAINT]], [{ topologySpreadConstraints: [CLASS_CONSTRAINT] }], [7]])(
    'is a text, not %j',
    (value) => {
      expect(first([platform(value)])).toMatchObject({ code: 'HK6710', pointer: AT });
    },
  );

  it.each([
    ['a bare list', SOUND_SPREAD.replace('topologySpreadConstraints:\n', '')],
    ['a bare list of JSON', JSON.stringify([CLASS_CONSTRAINT])],
    ['a map of another key', SOUND_SPREAD.replace('Constraints', 'Constraint')],
    ['a second key', `${SOUND_SPREAD}affinity: {}\n`],
    ['one word', 'zone'],
    ['a comment alone', '# nothing\n'],
  ])('is a map of one key, not %s', (_, text) => {
    expect(codesOf([platform(text)])).toEqual(['HK6710']);
  });

  it.each([
    ['no item', 'topologySpreadConstraints: []\n'],
    ['nothing', 'topologySpreadConstraints:\n'],
    ['two items', SOUND_SPREAD + SOUND_SPREAD.replace('topologySpreadConstraints:\n', '')],
    ['a map', `topologySpreadConstraints:\n  maxSkew: 1\n`],
  ])('has exactly one item, not %s', (_, text) => {
    expect(codesOf([platform(text)])).toEqual(['HK6711']);
  });

  it('has no selector', () => {
    const text = `${SOUND_SPREAD}  labelSelector:\n    matchLabels:\n      a: b\n`;

    expect(codesOf([platform(text)])).toEqual(['HK6712']);
  });

  it.each([
    item('maxSkew: 0', `topologyKey: ${ZONE}`, 'whenUnsatisfiable: DoNotSchedule', 'minDomains: 3'),
    item('maxSkew: "1"', `topologyKey: ${ZONE}`, 'whenUnsatisfiable: DoNotSchedule', 'minDomains: 3'),
    item('maxSkew: 1', 'whenUnsatisfiable: DoNotSchedule', 'minDomains: 3'),
    item('maxSkew: 1', `topologyKey: ${ZONE}`, 'whenUnsatisfiable: Never', 'minDomains: 3'),
    item('maxSkew: 1', `topologyKey: ${ZONE}`, 'whenUnsatisfiable: DoNotSchedule', 'minDomains: 3', 'zone: a'),
    'topologySpreadConstraints:\n- zone\n',
  ])('holds what a pod can have, not %j', (text) => {
    expect(codesOf([platform(text)])).toEqual(['HK6713']);
  });

  it('is a wish with ScheduleAnyway', () => {
    const text = item('maxSkew: 1', `topologyKey: ${ZONE}`, 'whenUnsatisfiable: ScheduleAnyway');

    expect(codesOf([platform(text)])).toEqual(['HK6714']);
  });

  it.each([
    [SOUND_SPREAD.replace('  minDomains: 3\n', ''), ['HK6715']],
    [`${SOUND_SPREAD}  nodeTaintsPolicy: Honor\n`, ['HK6715']],
    [`${SOUND_SPREAD}  nodeTaintsPolicy: Ignore\n`, []],
    [SOUND_SPREAD.replace('3', '2'), ['HK6715', 'HK6717']],
    [SOUND_SPREAD.replace('3', '4'), ['HK6715']],
  ])('is strict or movable: %j', (text, codes) => {
    expect(codesOf([platform(text)], { sites: SITES })).toEqual(codes);
  });

  it('is told of where it is content with two sites', () => {
    const two = { ...SITES, values: SITES.values.slice(0, 2) };

    expect(codesOf([platform(SOUND_SPREAD.replace('3', '2'))])).toEqual(['HK6717']);
    expect(codesOf([platform(SOUND_SPREAD.replace('3', '2'))], { sites: two })).toEqual(['HK6717']);
    expect(codesOf([platform(SOUND_SPREAD)], { sites: SITES })).toEqual([]);
  });

  it('is written as JSON as well', () => {
    expect(codesOf([platform(JSON.stringify({ topologySpreadConstraints: [CLASS_CONSTRAINT] }))])).toEqual([]);
  });

  it.each([
    'topologySpreadConstraints: [{maxSkew: 1}]',
    'topologySpreadConstraints: &a\n- maxSkew: 1\n',
    'topologySpreadConstraints: |\n  x\n',
    'topologySpreadConstraints:\n- maxSkew: 1\n  maxSkew: 2\n',
    '---\n- a: 1\n',
  ])('is not judged where it cannot be read for certain: %j', (text) => {
    expect(codesOf([platform(text)])).toEqual([]);
  });

  it('is read at one place of one Package', () => {
    const sound = platform(SOUND_SPREAD) as { spec: object };
    const values = { globalAppTopologySpreadConstraints: SOUND_SPREAD };
    const of = (spec: object, name = 'cozystack.cozystack-platform'): object => ({
      ...sound,
      metadata: { name },
      spec,
    });

    expect(first([of({ components: { platform: { values } } })])).toMatchObject({
      code: 'HK6716',
      pointer: '/spec/components/platform/values/globalAppTopologySpreadConstraints',
    });
    expect(codesOf([of({ components: { platform: { scheduling: values } } })])).toEqual(['HK6716']);
    expect(codesOf([of(sound.spec, 'cozystack.platform')])).toEqual(['HK6716']);
    expect(codesOf([of({ components: { etcd: { values: { _cluster: { scheduling: values } } } } }, 'a.b')])).toEqual(
      [],
    );
    expect(codesOf([of({ components: {} }, 'cozystack.metallb')])).toEqual([]);
  });
});

describe('the reader of the spread', () => {
  it.each([
    SOUND_SPREAD,
    'a: 1\n',
    'a:\n  b: c\n  d:\n  - 1\n  - x\n',
    '- a: 1\n  b:\n    c: "2"\n- a: 2\n',
    '-\n  a: 1\n-   b: 2\n    c: 3\n',
    '- - 1\n  - 2\n- - 3\n',
    'a: # nothing\nb: null\n# more\nc: ~\n',
    'a: \'x y\'\nb: "x: y"\nc: []\nd: {}\ne: true\n',
    'a:\n- 1\nb: -1\n',
    'topologySpreadConstraints:\n  - maxSkew: 1\n    matchLabelKeys:\n      - a/b\n    topologyKey: a.b/c\n',
    '"a": 1\r\nb: 2\r\n',
    'a:\n\n  b: 1\n\n\n  c: 2',
  ])('reads %j as kubectl does', (text) => {
    const read = readSpreadText(text);

    expect(read).toBeDefined();
    expect(read?.value).toEqual(readYaml(text).documents[0]?.value);
  });

  it.each([
    'a: *b\n',
    'a: yes\n',
    'a: 010\n',
    'a: 1.5\n',
    'a: !!str 1\n',
    'a: "\\n"\n',
    'a: x y\n',
    'a: 1\n  b: 2\n',
    ' a: 1\nb: 2\n',
    'a:\n    b: 1\n  c: 2\n',
    '- a\nb: 1\n',
    'a: 1\n- b\n',
    'a\nb\n',
    'a: {b: 1}\n',
    'a:\t1\n  b: 1\n',
    'a: "x # y"\n',
    `${'- '.repeat(30)}a\n`,
    'x'.repeat(30_000),
  ])('says nothing of %j', (text) => {
    expect(readSpreadText(text)).toBeUndefined();
  });
});
