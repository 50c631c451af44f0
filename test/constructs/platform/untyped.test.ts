import { App, Chart } from 'cdk8s';
import fc from 'fast-check';
import { TenantChart } from 'hikube-constructs';
import {
  HikubeError,
  PlatformChart,
  PlatformScheduling,
  RegionalEtcdRing,
  RegionalLinks,
  RegionalSchedulingClass,
  RegionalStore,
  RegionalVolumeLayer,
  Replication,
} from 'hikube-constructs/platform';
import { ALL_PROFILES, BARE_2, COZYSTACK_1_6, POOL, found, platformChart, storesOf, swiss } from './support';
import { issuesOf, synth, warningsOf } from '../../support/programs';

// What a program in JavaScript can do, where no compiler stands before it.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- that is the point
type AnyNoun = new (scope: any, id: any, props?: any) => unknown;
const NOUNS: readonly (readonly [string, AnyNoun])[] = [
  RegionalStore,
  RegionalVolumeLayer,
  RegionalLinks,
  RegionalEtcdRing,
  PlatformScheduling,
  RegionalSchedulingClass,
].map((Noun) => [Noun.name, Noun] as const);

/** Runs a program; what it throws has to be a HikubeError whose issues say something. */
function survives(program: () => unknown): void {
  for (const issue of issuesOf(() => warningsOf(program))) {
    expect(issue).toMatchObject({
      code: expect.stringMatching(/^HK\d{4}$/),
      message: expect.stringMatching(/\S/),
      remedy: expect.any(String),
    });
    expect(issue.message).not.toMatch(/undefined|\[object/);
  }
}

const WRONG = [undefined, null, 5, 'x', [], true, Symbol('x'), () => 1, 10n];
const HUGE = 'x'.repeat(10_000);
const KEYS = [
  'name',
  'region',
  'pool',
  'deletionPolicy',
  'stores',
  'replication',
  'isDefault',
  'remoteAccess',
  'encryption',
  'onNoQuorum',
  'tieBreaker',
  'snapshots',
  'paths',
  'timers',
  'beyondAdvice',
  'across',
  'recovery',
  'namespace',
  'volumes',
  'members',
  'size',
  'version',
  'dataStore',
  'labels',
  'annotations',
  'overrides',
];

describe('a program without types', () => {
  it.each(NOUNS)('is told at once that the scope or id of %s is wrong', (_, Noun) => {
    const plain = new Chart(new App(), 'plain');
    const tenant = new TenantChart(new App(), 'acme', { namespace: 'tenant-acme' });
    for (const scope of [undefined, null, 5, 'x', {}, [], new App(), plain, tenant]) {
      expect(() => new Noun(scope, 'x', {})).toThrow(HikubeError);
    }
    for (const id of [undefined, null, 5, {}, '', 'a/b']) {
      expect(() => new Noun(platformChart(), id, {})).toThrow(HikubeError);
    }
  });

  it.each(NOUNS)('is told that %s stands in a chart of another plane', (name, Noun) => {
    const chart = new TenantChart(new App(), 'acme', { namespace: 'tenant-acme' });

    expect(issuesOf(() => new Noun(chart, 'x', {}))).toMatchObject([
      { code: 'HK1001', message: `A ${name} stands in the chart "acme", which is no PlatformChart.` },
    ]);
  });

  it.each(NOUNS)('is told that an id of %s is there twice', (_, Noun) => {
    const chart = platformChart();
    new Noun(chart, 'twin', {});

    expect(issuesOf(() => new Noun(chart, 'twin', {}))).toMatchObject([{ code: 'HK1002', construct: 'platform/twin' }]);
  });

  it.each(NOUNS)('is told what is wrong with props of %s that are no object', (_, Noun) => {
    for (const wrong of WRONG) {
      for (const [, profile] of ALL_PROFILES) {
        survives(() => {
          const chart = platformChart({ profile });
          new Noun(chart, 'x', wrong);
          synth(chart);
        });
      }
    }
  });

  it.each(NOUNS)('is told of every single prop of %s that has the wrong type', (_, Noun) => {
    for (const key of KEYS) {
      for (const wrong of [null, 5, [], () => 1, {}, [null], ['\u{1F4A3}'], { a: null }, NaN, -1, HUGE]) {
        survives(() => {
          const chart = platformChart({ profile: BARE_2 });
          new Noun(chart, 'x', { [key]: wrong });
          synth(chart);
        });
      }
    }
  });

  it.each(NOUNS)('is never answered by %s with a fault from inside, whatever it passes', (_, Noun) => {
    const anything = fc.anything({ maxDepth: 3, withBigInt: true, withDate: true, withNullPrototype: true });
    fc.assert(
      fc.property(
        fc.dictionary(fc.oneof(fc.constantFrom(...KEYS), fc.string()), anything),
        fc.constantFrom(BARE_2, COZYSTACK_1_6),
        (props, profile) => {
          survives(() => {
            const chart = platformChart({ profile });
            new Noun(chart, 'x', props);
            synth(chart);
          });
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });

  it.each(NOUNS)(
    'is never answered by %s with a fault from inside, whatever is changed in a sound one',
    (name, Noun) => {
      const anything = fc.anything({ maxDepth: 2, withBigInt: true });
      const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), anything);
      fc.assert(
        fc.property(fc.constantFrom(...KEYS), text, fc.constantFrom(BARE_2, COZYSTACK_1_6), (key, value, profile) => {
          survives(() => {
            const chart = platformChart({ profile });
            new Noun(chart, 'x', { ...soundProps(chart, name), [key]: value });
            synth(chart);
          });
        }),
        { numRuns: 80, seed: 2 },
      );
    },
  );

  it('is told what is wrong with the props of a PlatformChart', () => {
    const keys = ['topology', 'profile', 'passphraseSecret', 'strict', 'labels'];
    const Any = PlatformChart as unknown as AnyNoun;
    for (const wrong of WRONG) survives(() => new Any(new App(), 'platform', wrong));
    for (const key of keys) {
      for (const wrong of [...WRONG.slice(1), {}, [null]]) {
        survives(() => synth(new Any(new App(), 'platform', { topology: swiss(), [key]: wrong }) as PlatformChart));
      }
    }
    for (const scope of [undefined, null, 5, {}, []]) {
      expect(() => new Any(scope, 'platform', { topology: swiss() })).toThrow(HikubeError);
    }
  });

  it('is told everything that is wrong at once, and nothing is written', () => {
    const chart = platformChart();
    new RegionalStore(chart, 'geneva', { region: 'geneva', pool: 'data' } as never);
    new RegionalVolumeLayer(chart, 'x', { stores: 'all', replication: 3 } as never);

    expect(() => warningsOf(() => synth(chart))).toThrow(HikubeError);
    expect(found(chart).map(({ code, message }) => `${code} ${message}`)).toEqual(
      expect.arrayContaining([
        'HK1102 The prop "region" has to be a Region, but is "geneva".',
        'HK1102 The prop "pool" has to be a StoragePool, but is "data".',
        'HK1102 The prop "stores" has to be a list of RegionalStores, but is "all".',
        'HK1102 The prop "replication" has to be a Replication, but is 3.',
      ]),
    );
  });
});

/** What makes a sound one of each noun. */
function soundProps(chart: PlatformChart, noun: string): object {
  const { regions } = chart.topology;
  if (noun === 'RegionalStore') return { region: regions[0], pool: POOL };
  if (noun === 'RegionalLinks') return { paths: [{ name: 'between-sites', interface: 'storage' }] };
  if (noun === 'PlatformScheduling' || noun === 'RegionalSchedulingClass') return { across: regions };
  const stores = storesOf(chart);
  if (noun === 'RegionalVolumeLayer') {
    return { stores, replication: Replication.synchronous({ copies: 3, onePerRegion: true }) };
  }
  const volumes = new RegionalVolumeLayer(chart, 'local', { stores, replication: Replication.local() });
  return { across: regions, namespace: 'kamaji-system', volumes, version: '3.6.11' };
}
