import { App } from 'cdk8s';
import {
  HikubeError,
  PlatformScheduling,
  Region,
  RegionalSchedulingClass,
  type PlatformProfile,
} from 'hikube-constructs/platform';
import { parse } from 'yaml';
import { issuesOf, synth } from '../../support/programs';
import {
  BARE_1,
  BARE_2,
  COZYSTACK_1_1,
  COZYSTACK_1_6,
  found,
  objectsOf,
  platformChart,
  swiss,
  theIssue,
} from './support';

const BOTH = [COZYSTACK_1_1, COZYSTACK_1_6].map((profile) => [profile.name, profile] as const);
const { regions } = swiss();

const spreadOn = (profile: PlatformProfile, props: object = {}): ReturnType<typeof platformChart> => {
  const chart = platformChart({ profile });
  new PlatformScheduling(chart, 'spread', { across: regions, ...props });
  return chart;
};

describe('PlatformScheduling', () => {
  it.each(BOTH)("is one value of the platform's own package on %s, and no other", (_, profile) => {
    const chart = spreadOn(profile);

    expect(objectsOf(chart)).toEqual([
      {
        apiVersion: 'cozystack.io/v1alpha1',
        kind: 'Package',
        metadata: { name: 'cozystack.cozystack-platform' },
        spec: {
          components: {
            platform: {
              values: {
                scheduling: {
                  globalAppTopologySpreadConstraints:
                    'topologySpreadConstraints:\n' +
                    '- maxSkew: 1\n' +
                    '  minDomains: 3\n' +
                    '  topologyKey: topology.kubernetes.io/zone\n' +
                    '  whenUnsatisfiable: DoNotSchedule\n' +
                    '  nodeTaintsPolicy: Ignore\n',
                },
              },
            },
          },
        },
      },
    ]);
    expect(found(chart)).toEqual([]);
  });

  it('lets lost parts start elsewhere where that is asked for by name', () => {
    const [object] = objectsOf(spreadOn(COZYSTACK_1_1, { recovery: 'movable' }));
    const text = object!.spec.components.platform.values.scheduling.globalAppTopologySpreadConstraints as string;

    expect(parse(text)).toEqual({
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'topology.kubernetes.io/zone',
          whenUnsatisfiable: 'DoNotSchedule',
          nodeTaintsPolicy: 'Honor',
        },
      ],
    });
  });

  it('says what it spreads, and what stands where there is room all the same', () => {
    const spread = new PlatformScheduling(platformChart(), 'spread', { across: regions });

    expect(spread).toMatchObject({
      recovery: 'strict',
      spreads: ['machines of clusters', 'etcd rings'],
      leaves: ['control planes of clusters'],
    });
    expect(spread.regions.map(({ name }) => name)).toEqual(['geneva', 'gland', 'lucerne']);
  });

  it('is there once in a program, whatever the chart', () => {
    const app = new App();
    const chart = platformChart({}, app);
    new PlatformScheduling(chart, 'spread', { across: regions });

    expect(issuesOf(() => new PlatformScheduling(chart, 'again', { across: regions }))).toMatchObject([
      { code: 'HK1003', message: 'The platform\'s spread is said already, at "platform/spread".' },
    ]);
  });

  it.each([
    ['v1alpha1', BARE_1],
    ['v1alpha2', BARE_2],
  ])('is refused for the operators alone (%s), who have no such package', (_, profile) => {
    const chart = spreadOn(profile);

    expect(theIssue(chart, 'HK6013')).toMatchObject({ construct: 'platform/spread', severity: 'error' });
    expect(() => synth(chart)).toThrow(HikubeError);
  });

  it('spreads over all sites that have the label, or says which it leaves out', () => {
    const chart = spreadOn(COZYSTACK_1_1, { across: regions.slice(0, 2) });

    expect(theIssue(chart, 'HK6015')).toMatchObject({
      prop: 'across',
      message: 'It spreads over geneva, gland, and the site label is at lucerne as well.',
    });
  });

  it.each([
    [{ across: 'all' }, 'The prop "across" has to be a Region, but is "all".'],
    [{ recovery: 'soft' }, '"soft"'],
    [{ across: [] }, expect.any(String)],
    [{ across: new Region('basel', 'Basel') }, '"basel"'],
  ])('is told of %j', (props, said) => {
    const messages = found(spreadOn(COZYSTACK_1_1, props)).map(({ message }) => message);

    expect(messages).toContainEqual(typeof said === 'string' ? expect.stringContaining(said) : said);
  });
});

describe('RegionalSchedulingClass', () => {
  const classOn = (profile: PlatformProfile, props: object): ReturnType<typeof platformChart> => {
    const chart = platformChart({ profile });
    new RegionalSchedulingClass(chart, 'class', props as never);
    return chart;
  };

  it('pins a tenant to one site', () => {
    const chart = classOn(COZYSTACK_1_6, { across: regions[2] });

    expect(objectsOf(chart)).toEqual([
      {
        apiVersion: 'cozystack.io/v1alpha1',
        kind: 'SchedulingClass',
        metadata: { name: 'class' },
        spec: { nodeSelector: { 'topology.kubernetes.io/zone': 'luc' } },
      },
    ]);
    expect(found(chart)).toEqual([]);
  });

  it('spreads the applications of a tenant over several sites, and keeps them there', () => {
    const chart = classOn(COZYSTACK_1_6, { across: regions.slice(0, 2), name: 'west', labels: { team: 'storage' } });

    expect(objectsOf(chart)).toEqual([
      {
        apiVersion: 'cozystack.io/v1alpha1',
        kind: 'SchedulingClass',
        metadata: { name: 'west', labels: { team: 'storage' } },
        spec: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [
                {
                  matchExpressions: [{ key: 'topology.kubernetes.io/zone', operator: 'In', values: ['gva', 'gld'] }],
                },
              ],
            },
          },
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              minDomains: 2,
              topologyKey: 'topology.kubernetes.io/zone',
              whenUnsatisfiable: 'DoNotSchedule',
              nodeTaintsPolicy: 'Ignore',
            },
          ],
        },
      },
    ]);
  });

  it('raises nothing over all sites, with either way of coming back', () => {
    expect(found(classOn(COZYSTACK_1_6, { across: regions }))).toEqual([]);
    expect(found(classOn(COZYSTACK_1_6, { across: regions, recovery: 'movable' }))).toEqual([]);
  });

  it.each([
    ['cozystack-1.1', COZYSTACK_1_1],
    ['the operators alone', BARE_2],
  ])('is refused on %s, with the first release that has it', (_, profile) => {
    const chart = classOn(profile, { across: regions });

    expect(theIssue(chart, 'HK6013')).toMatchObject({
      severity: 'error',
      message: `${profile.title} has no scheduling classes; platform 1.2 is the first that has them.`,
    });
    expect(() => synth(chart)).toThrow(HikubeError);
  });

  it('is for regions of its chart', () => {
    expect(theIssue(classOn(COZYSTACK_1_6, { across: new Region('basel', 'Basel') }), 'HK7001').message).toContain(
      '"basel"',
    );
  });
});
