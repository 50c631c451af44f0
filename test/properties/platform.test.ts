import type { App } from 'cdk8s';
import fc from 'fast-check';
import type { PlatformChart } from 'hikube-constructs/platform';
import { parse } from 'yaml';
import { collectIssues } from '../../lib/constructs/validation';
import type { Issue } from '../../lib/core/issue';
import { definitionOf, validate, validateAgainstCrd, type PlatformRelease } from '../support/operator-schemas';
import type { Manifest } from '../support/programs';
import { codesOfYaml, yamlOf } from '../support/both-ways';
import { PROFILES, buildPlatform, platformPlan, type PlatformPlan } from './platform-plan';

const RUNS = { seed: 20_26, numRuns: 80 };

let stderr: jest.SpyInstance;
beforeAll(() => (stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true)));
afterAll(() => stderr.mockRestore());

const issuesIn = (chart: PlatformChart): Issue[] => collectIssues(chart.node.root, { lateIsFault: true });
const isAccepted = (chart: PlatformChart): boolean => issuesIn(chart).every(({ severity }) => severity === 'warning');
const told = ({ code, construct, message }: Issue): string => `${code} ${construct} ${message}`;
const manifestsOf = (chart: PlatformChart): Manifest[] => chart.toJson() as Manifest[];

/** What a program may be told: each follows from a choice of the plan, never from how the library writes it. */
const ABOUT_CHOICES: Readonly<Record<string, string>> = {
  HK6010: 'more copies than the layer’s own sites hold',
  HK6011: 'encryption without a passphrase',
  HK6012: 'timers on Cozystack',
  HK6217: 'remote access to a local volume',
  HK6220: 'copies without a rule for sites',
  HK6221: 'more copies than sites may hold',
  HK6222: 'several default classes',
  HK6223: 'encryption without a passphrase, of the objects',
  HK6230: 'the class of the guide',
  HK6231: 'two copies without a tie-breaker',
  HK6238: 'an asynchronous class, on a release that cannot move what uses it',
  HK6501: 'a ring of one member',
  HK6502: 'an even ring',
  HK6521: 'movable members on volumes that cannot move',
  HK6533: 'a ring over two sites',
  HK6717: 'a spread over two sites',
};

/** Everything that a value of JSON holds, as keys and texts with what they stand at. */
function* leaves(value: unknown, key = ''): Generator<readonly [key: string, text: string]> {
  if (typeof value === 'string') yield [key, value];
  else if (Array.isArray(value)) for (const one of value as unknown[]) yield* leaves(one, key);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) {
      yield ['key', name];
      yield* leaves(one, name);
    }
  }
}

describe('a random platform', () => {
  it('is valid by the schemas and by the CRDs of its release, if it is accepted', () => {
    fc.assert(
      fc.property(platformPlan, (plan) => {
        const chart = buildPlatform(plan);
        if (!isAccepted(chart)) return;
        const release = PROFILES[plan.profile].release as PlatformRelease;
        for (const manifest of manifestsOf(chart)) {
          const hasCrd = definitionOf(manifest.apiVersion, manifest.kind, release) !== undefined;
          expect([...validate(manifest), ...(hasCrd ? validateAgainstCrd(manifest, release) : [])]).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('is told of its own choices only, never of what the library made of them', () => {
    const stray = new Map<string, string>();
    fc.assert(
      fc.property(platformPlan, (plan) => {
        for (const issue of issuesIn(buildPlatform(plan))) {
          if (!Object.hasOwn(ABOUT_CHOICES, issue.code)) stray.set(issue.code, `${issue.severity} ${told(issue)}`);
        }
      }),
      RUNS,
    );
    expect(Object.fromEntries(stray)).toEqual({});
  });

  it('is accepted and refused often enough for both to mean something', () => {
    const plans = fc.sample(platformPlan, RUNS);
    const accepted = plans.filter((plan) => isAccepted(buildPlatform(plan))).length / plans.length;

    expect(accepted).toBeGreaterThan(0.2);
    expect(accepted).toBeLessThan(0.95);
  });

  it('gives the same bytes in whatever order its constructs are made', () => {
    const bytes = (plan: PlatformPlan, reversed: boolean): string => {
      const chart = buildPlatform(plan, reversed);
      return isAccepted(chart) ? ((chart.node.root as App).synthYaml() as string) : 'refused';
    };
    fc.assert(
      fc.property(platformPlan, (plan) => {
        expect(bytes(plan, true)).toBe(bytes(plan, false));
      }),
      RUNS,
    );
  });

  it('is told the same in whatever order its constructs are made', () => {
    fc.assert(
      fc.property(platformPlan, (plan) => {
        expect(issuesIn(buildPlatform(plan, true)).map(told)).toEqual(issuesIn(buildPlatform(plan)).map(told));
      }),
      RUNS,
    );
  });

  it('says sites by one label everywhere, and by the values of its topology', () => {
    const labels = ['topology.kubernetes.io/zone', 'topology.kubernetes.io/region', 'example.ch/site', 'site'];
    fc.assert(
      fc.property(platformPlan, (plan) => {
        const chart = buildPlatform(plan);
        for (const manifest of manifestsOrNone(chart)) {
          const { spec, parameters } = manifest as unknown as Record<string, unknown>;
          for (const [key, text] of leaves(opened({ spec, parameters }))) {
            const label = key === 'linstor.csi.linbit.com/xReplicasOnDifferent' ? text.split(': ')[0]! : text;
            if (labels.includes(label)) expect(label).toBe(plan.siteLabel);
            if (key === plan.siteLabel) expect(plan.values).toContain(text);
          }
        }
      }),
      RUNS,
    );
  });

  it('gets the same codes as the YAML that is synthesised of it', () => {
    fc.assert(
      fc.property(platformPlan, (plan) => {
        const chart = buildPlatform(plan);
        // Of one site alone, files do not tell whether there are others.
        if (plan.sites.length < 2 || !isAccepted(chart)) return;
        const program = [...new Set(issuesIn(chart).map(({ code }) => code))].sort();
        const yaml = codesOfYaml(yamlOf(chart.node.root), PROFILES[plan.profile]).map((entry) => entry.slice(0, 6));
        expect([...new Set(yaml)].sort()).toEqual(program);
      }),
      RUNS,
    );
  });
});

/** What is written; nothing where the program is refused. */
const manifestsOrNone = (chart: PlatformChart): Manifest[] => (isAccepted(chart) ? manifestsOf(chart) : []);

/** The same with the text that the charts paste read as what it is. */
const opened = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, one: unknown) =>
    key === 'globalAppTopologySpreadConstraints' ? (parse(one as string) as unknown) : one,
  );
