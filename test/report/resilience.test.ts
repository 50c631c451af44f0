import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { Failure, Requirement } from '../../lib/core/resilience/objective';
import { prove } from '../../lib/core/resilience/prove';
import { readSystemFile } from '../../lib/core/resilience/read-system';
import type { Known, Spread, System } from '../../lib/core/resilience/system';
import type { ObjectiveReport } from '../../lib/core/resilience/verdict';
import { systemDiagram } from '../../lib/report/resilience/diagram';
import { jsonReport } from '../../lib/report/resilience/json';
import { remediesFor } from '../../lib/report/resilience/remedies';
import { textReport } from '../../lib/report/resilience/text';
import {
  group,
  HARD,
  ingress,
  judged,
  LOSE_ONE,
  objective,
  pinned,
  plane,
  requires,
  ring,
  SOFT,
  systemOf,
  volume,
  workload,
} from '../core/resilience/support';
import { faultsBySchema } from '../support/resilience-schemas';

const EXAMPLE = readSystemFile(
  parse(readFileSync(join(__dirname, '..', '..', 'docs', 'systems', 'three-regions.yaml'), 'utf8')),
);
const REPORTS = EXAMPLE.objectives.map((one) => prove(EXAMPLE.system, one));

const textOf = (system: System, ...reports: ObjectiveReport[]): string => textReport(system, reports);
const lineWith = (text: string, part: string): string => text.split('\n').find((line) => line.includes(part)) ?? '';

describe('the report for people', () => {
  it('has the verdict of every objective, and of every check of it', () => {
    const text = textOf(EXAMPLE.system, ...REPORTS);

    expect(lineWith(text, 'Objective "data-stays"')).toContain('proven');
    expect(lineWith(text, 'Objective "shop-stays-open"')).toContain('unknown');
    expect(text).toMatch(/^ {2}proven +"etcd" keeps its quorum when any region reaches no other$/m);
    expect(text).toMatch(/^ {2}unknown +"api" answers when any region is lost$/m);
    expect(text).toMatch(/^ {2}proven +at least 100 % of the machines of "web" run again when any region is lost$/m);
  });

  it('numbers the steps of a counterexample', () => {
    const system = systemOf([ring(4)]);

    expect(textOf(system, judged(system, [LOSE_ONE], requires('etcdQuorum', 'etcd')))).toContain(
      [
        '      1. "etcd" has 4 members: 2 in geneva, 1 in gland, 1 in lucerne.',
        '      2. Geneva is lost.',
        '      3. 2 of 4 members are left, not the 3 that a quorum of "etcd" takes.',
      ].join('\n'),
    );
  });

  it('says which open facts a counterexample takes to be how, and which would prove it', () => {
    const text = textOf(EXAMPLE.system, ...REPORTS);

    expect(text).toContain('Where A-ENDPOINT is ["geneva"]:');
    expect(text).toMatch(/What would prove it:\n +- A-ENDPOINT is "anywhere", and A-L2SPAN is "anywhere"\n/);
  });

  it('says where no fact would prove it', () => {
    const system = systemOf([ring(3, SOFT)]);
    const text = textOf(system, judged(system, [LOSE_ONE], requires('etcdQuorum', 'etcd')));

    expect(text).toContain('No open fact alone would prove it');
  });

  it('shows what breaks an objective where no single check does', () => {
    // Either place is survived by one of the failures, and none by both.
    const endpoint = { unknown: 'where', oneOf: [['geneva'], ['gland']] } as const;
    const system = systemOf([ring(3), plane(3, HARD, { endpoint })]);
    const survive: Failure[] = [
      { fail: 'region', region: 'geneva' },
      { fail: 'region', region: 'gland' },
    ];
    const report = judged(system, survive, requires('apiAvailable', 'api'));

    expect([report.verdict.kind, ...report.checks.map(({ verdict }) => verdict.kind)]).toEqual([
      'refuted',
      'unknown',
      'unknown',
    ]);
    const text = textOf(system, report);
    expect(text).toContain('Objective "goal": refuted');
    expect(text).toMatch(/\n {2}all of it together:\n {4}Where where is \["\w+"\]:\n {4}1\. /);
  });

  it('says in plain words what every proof rests on, and what somebody assumed and why', () => {
    const text = textOf(EXAMPLE.system, ...REPORTS);

    for (const id of ['A-STEADY', 'A-FRESH', 'A-MGMT'])
      expect(text).toMatch(new RegExp(`^ +- ${id}: [A-Z].*\\.$`, 'm'));
    expect(text).toContain('A-CAP is true: a third of the machines of each region stands idle');
  });

  it('keeps what is declared, what is promised and what is assumed apart', () => {
    const facts = [
      { id: 'web.min', basis: 'declared', text: 'six machines', source: 'program' },
      { id: 'etcd.spread', basis: 'contract', text: 'by zone', source: 'letter', date: '2026-01-05', trust: 'told' },
      { id: 'A-CAP', basis: 'assumption', text: 'there is room' },
    ] as const;
    const text = textReport(EXAMPLE.system, REPORTS, { facts });
    const [declared, contract, assumed] = ['Declared', 'Contract', 'Assumed'].map((word) => text.indexOf(`\n${word}`));
    const within = (part: string, from: number, to: number): boolean => {
      const at = text.indexOf(part);
      return at > from && at < to;
    };

    expect(within('web.min: six machines (program)', declared!, contract!)).toBe(true);
    expect(within('etcd.spread: by zone (letter, 2026-01-05, told)', contract!, assumed!)).toBe(true);
    expect(within('A-CAP: there is room', assumed!, Infinity)).toBe(true);
  });

  it('tells what is open by itself, where somebody lists that', () => {
    const open = { id: 'etcd.spread', basis: 'unknown', text: 'how it is spread' } as const;

    expect(textReport(EXAMPLE.system, REPORTS)).not.toContain('nobody told:');
    expect(textReport(EXAMPLE.system, REPORTS, { facts: [open] })).toMatch(/nobody told:\n {2}- etcd\.spread: .*\n$/);
  });

  it('lists what to change, where that is known', () => {
    const remedies = new Map([['shop-stays-open', [{ cost: 1, steps: ['Serve the API from all regions.'] }]]]);

    expect(textReport(EXAMPLE.system, REPORTS, { remedies })).toContain('  - Serve the API from all regions.\n');
  });

  it.each<[Failure, string]>([
    [{ fail: 'regions', most: 2, data: 'destroyed' }, 'any regions are lost, up to 2 at once, with its disks'],
    [{ fail: 'region', region: 'gland' }, '"gland" is lost'],
    [{ fail: 'group', group: 'lake' }, 'all regions of "lake" are lost'],
    [{ fail: 'node' }, 'any machine of a cluster is lost'],
    [{ fail: 'host' }, 'any machine of the platform is lost'],
    [{ fail: 'isolate', region: 'gland' }, '"gland" reaches no other'],
    [{ fail: 'cut' }, 'any two regions no longer reach each other'],
    [{ fail: 'cut', between: ['geneva', 'gland'] }, '"geneva" and "gland" no longer reach each other'],
    [{ fail: 'split' }, 'no region reaches another'],
    [{ fail: 'rolling', node: true }, 'any region is emptied in good order, and a machine elsewhere fails meanwhile'],
  ])('tells %j in words', (failure, words) => {
    const system = systemOf([ring(3)], { groups: [{ name: 'lake', regions: ['geneva', 'gland'] }] });

    expect(textOf(system, judged(system, [failure], requires('etcdQuorum', 'etcd')))).toContain(` when ${words}\n`);
  });

  it.each<[Requirement, string]>([
    [requires('timing', 'etcd'), 'the timers of "etcd" fit its round trips'],
    [requires('apiAvailable', 'api'), '"api" answers'],
    [requires('writable', 'data'), '"data" takes writes'],
    [requires('readable', 'data'), '"data" can be read'],
    [requires('noSplitBrain', 'data'), 'only one side of "data" takes writes'],
    [requires('reprotected', 'data'), '"data" has all its copies again'],
    [requires('capacity', 'web', { atLeast: 0.07 }), 'at least 7 % of the machines of "web" run'],
    [requires('ingressReachable', 'door', { phase: 'recovered' }), 'requests reach "door" again'],
    [requires('runningReplicas', 'app', { atLeast: 2 }), 'at least 2 pods of "app" run'],
  ])('tells %j in words', (requirement, words) => {
    const system = systemOf([ring(3), plane(2), group(3), volume(3), ingress(), workload(3)]);

    expect(textOf(system, judged(system, [LOSE_ONE], requirement))).toContain(`  ${words} when any region is lost\n`);
  });
});

describe('what would prove an objective', () => {
  it('is known of those that are not proven', () => {
    const remedies = remediesFor(EXAMPLE.system, REPORTS);

    expect([...remedies.keys()]).toEqual(['shop-stays-open']);
    expect(remedies.get('shop-stays-open')![0]!.steps.join(' ')).toContain('"A-ENDPOINT"');
  });
});

describe('the report for programs', () => {
  it('has the form of its schema, whatever the verdicts are', () => {
    const system = systemOf([ring(4), volume(2, { tieBreaker: { count: 1, spread: pinned(0, 0, 1) } })]);
    const survive: Failure[] = [LOSE_ONE, { fail: 'host' }, { fail: 'isolate' }];
    const refuted = judged(system, survive, requires('etcdQuorum', 'etcd'), requires('writable', 'data'));
    const budget: ObjectiveReport = {
      objective: objective([LOSE_ONE], []),
      verdict: { kind: 'unknown', because: 'budget' },
      checks: [],
    };
    const facts = [{ id: 'a', basis: 'contract', text: 'b', source: 'c', date: 'd', trust: 'e' }] as const;
    const remedies = new Map([['goal', [{ cost: 2, steps: ['x'] }]]]);
    const texts = [jsonReport(EXAMPLE.system, REPORTS), jsonReport(system, [refuted], { facts, remedies })];

    for (const text of texts) expect(faultsBySchema('report.json', JSON.parse(text))).toEqual([]);
    const { verdict } = JSON.parse(JSON.stringify(budget)) as { verdict: object };
    const [first] = (JSON.parse(texts[0]!) as { objectives: object[] }).objectives;
    expect(faultsBySchema('report.json', { ...JSON.parse(texts[0]!), objectives: [{ ...first, verdict }] })).toEqual(
      [],
    );
  });

  it('is refused by its schema with a key that nobody knows', () => {
    const report = JSON.parse(jsonReport(EXAMPLE.system, REPORTS)) as object;

    expect(faultsBySchema('report.json', { ...report, extra: 1 })).toHaveLength(1);
  });

  it('is the same text in whatever order the keys of the system stand', () => {
    const turned = <T>(value: T): T => {
      if (Array.isArray(value)) return value.map(turned) as T;
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, one]) => [key, turned(one as unknown)]),
      ) as T;
    };

    expect(jsonReport(turned(EXAMPLE.system), turned(REPORTS))).toBe(jsonReport(EXAMPLE.system, REPORTS));
    expect(jsonReport(EXAMPLE.system, REPORTS)).toMatch(/^\{\n {2}"baseline": [^]*\}\n$/);
  });

  it('has the system and the verdicts as they are', () => {
    const report = JSON.parse(jsonReport(EXAMPLE.system, REPORTS)) as { system: unknown; objectives: unknown };

    expect(report).toMatchObject({ format: 1, system: EXAMPLE.system, objectives: REPORTS });
  });
});

describe('the diagram of a system', () => {
  const nodes = (system: System, part: string): string[] =>
    systemDiagram(system)
      .split('\n')
      .filter((line) => line.includes(`["${part}<br/>`))
      .map((line) => /<br\/>(.*)"\]:::(\w+)$/.exec(line)!.slice(1).join(', '));

  it.each<[string, Known<Spread>, string[]]>([
    ['is pinned', pinned(2, 1, 0), ['2 of 3 votes, certain', '1 of 3 votes, certain']],
    ['is spread hard', HARD, Array<string>(3).fill('1 of 3 votes, certain')],
    ['is not spread', SOFT, Array<string>(3).fill('at most 3 of 3 votes, meant')],
    ['may be spread', { unknown: 'spread', oneOf: [HARD, SOFT] }, Array<string>(3).fill('at most 3 of 3 votes, meant')],
    [
      'is at most two in a region',
      { rule: 'perRegion', most: 2 },
      Array<string>(3).fill('at most 2 of 3 votes, meant'),
    ],
  ])('shows what is certain and what is only meant of a part that %s', (_, spread, shown) => {
    expect(nodes(systemOf([{ ...ring(3), spread }]), 'etcd')).toEqual(shown);
  });

  it('shows what is between: some in any case, and maybe more', () => {
    expect(nodes(systemOf([ring(4)]), 'etcd')).toEqual(Array<string>(3).fill('1 to 2 of 4 votes, certain'));
  });

  it('promises nothing of a volume whose nodes have no labels', () => {
    expect(nodes(systemOf([volume(3)]), 'data')).toEqual(Array<string>(3).fill('1 of 3 copies, certain'));
    expect(nodes(systemOf([volume(3)], { labelled: false }), 'data')).toEqual(
      Array<string>(3).fill('at most 3 of 3 copies, meant'),
    );
  });

  it('promises little of a part that is balanced with others', () => {
    const spread: Spread = { rule: 'zone', maxSkew: 1, selector: 'shop' };
    const system = systemOf([group(3, spread), group(3, spread, { name: 'batch' })]);

    expect(nodes(system, 'web')).toEqual(Array<string>(3).fill('at most 2 of 3 machines, meant'));
  });

  it('shows the tie-breaker that somebody placed', () => {
    const tieBreaker = { count: 1, spread: pinned(0, 0, 1) };
    const system = systemOf([volume(2, { spread: pinned(1, 1, 0), tieBreaker })]);

    expect(nodes(system, 'data')).toEqual([
      '1 of 2 copies, certain',
      '1 of 2 copies, certain',
      '1 of 1 tie-breaker, certain',
    ]);
  });

  it('has a box for every region, ways with their round trips, and a way in to machines', () => {
    const links = [{ between: ['geneva', 'gland'], roundTripMs: 0.5 }, { between: ['gland', 'lucerne'] }] as const;
    const lines = systemDiagram(systemOf([group(3, pinned(3, 0, 0)), ingress()], { links })).split('\n');

    expect(lines).toEqual(
      expect.arrayContaining([
        'flowchart TB',
        '  subgraph r0["geneva"]',
        '  subgraph r1["gland"]',
        '    r1none["nothing stands here"]:::meant',
        '  r0 -- "0.5 ms" --- r1',
        '  r1 -. "round trip unknown" .- r2',
        '  p1(["door"])',
        '  p1 -.-> r0p0',
      ]),
    );
  });

  it('has the verdicts, by words and by frames', () => {
    const text = systemDiagram(EXAMPLE.system, REPORTS);

    expect(text).toContain('o0{{"data-stays: proven"}}:::proven');
    expect(text).toContain('o1{{"shop-stays-open: unknown"}}:::unknown');
  });

  it('lets no name out of its quotes, and none begin a line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        const regions = [{ name }];
        const part = { ...ring(1, SOFT), name };
        const lines = systemDiagram({ ...systemOf([part]), regions }).split('\n');
        return (
          lines.length === 10 &&
          [1, 2].every((at) =>
            /^ +\w+( \w+)?\["[^"<>`;\\]*(#\d+;[^"<>`;\\]*)*(<br\/>1 of 1 vote)?"\](:::certain)?$/.test(
              unescaped(lines[at]!),
            ),
          )
        );
      }),
    );
  });
});

/** Entities without their ends, which are no marks of Mermaid. */
const unescaped = (line: string): string => line.replace(/#\d+;/g, '');
