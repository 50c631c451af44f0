import { App } from 'cdk8s';
import fc from 'fast-check';
import {
  PlatformChart,
  PlatformScheduling,
  RegionTopology,
  RegionalLinks,
  RegionalStore,
  RegionalVolumeLayer,
  Replication,
  StoragePool,
  type HikubeRegion,
} from 'hikube-constructs/platform';
import { COZYSTACK_1_1, ROUND_TRIPS, VALUES, ZONE, swiss } from './support';

const NAMES: readonly HikubeRegion[] = ['geneva', 'gland', 'lucerne'];
const LAYERS = {
  replicated: Replication.synchronous({ copies: 3, onePerRegion: true }),
  local: Replication.local(),
  async: Replication.asynchronous({ copies: 3, onePerRegion: true }),
};
type LayerName = keyof typeof LAYERS;

interface Order {
  readonly sites: readonly HikubeRegion[];
  readonly layers: readonly LayerName[];
  readonly first: boolean;
}

/** A platform whose parts are made in an order of choice. */
function bytes({ sites, layers, first }: Order): string {
  const app = new App();
  const topology = swiss();
  const chart = new PlatformChart(app, 'platform', { topology, profile: COZYSTACK_1_1 });
  const others = (): void => {
    new RegionalLinks(chart, 'links', { paths: [{ name: 'a', interface: 'b' }] });
    new PlatformScheduling(chart, 'spread', { across: sites.map((name) => topology.region(name)) });
  };
  if (first) others();
  const pool = StoragePool.lvmThin('data', { thinPool: 'thin', volumeGroup: 'vg0' });
  const stores = sites.map((name) => new RegionalStore(chart, name, { region: topology.region(name), pool }));
  for (const name of layers) new RegionalVolumeLayer(chart, name, { stores, replication: LAYERS[name] });
  if (!first) others();
  return app.synthYaml() as string;
}

const shuffled = <T>(all: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...all], { minLength: all.length, maxLength: all.length });

describe('what a platform is written as', () => {
  it('is the same to the byte in whatever order its parts are made', () => {
    const whole = bytes({ sites: NAMES, layers: ['replicated', 'local', 'async'], first: false });
    const order = fc.record({
      sites: shuffled(NAMES),
      layers: shuffled(Object.keys(LAYERS) as LayerName[]),
      first: fc.boolean(),
    });

    fc.assert(
      fc.property(order, (one) => {
        expect(bytes(one)).toBe(whole);
      }),
      { numRuns: 40, seed: 3 },
    );
  });

  it('is the same in whatever order the facts of the topology are given', () => {
    const text = (topology: RegionTopology): string => {
      const app = new App();
      const chart = new PlatformChart(app, 'platform', { topology, profile: COZYSTACK_1_1 });
      for (const region of topology.regions) {
        new RegionalStore(chart, region.name, { region, pool: StoragePool.zfs('data', { zPool: 'tank' }) });
      }
      new PlatformScheduling(chart, 'spread', { across: topology.regions });
      return app.synthYaml() as string;
    };
    const backwards = (map: Readonly<Record<string, string>>): Record<string, string> =>
      Object.fromEntries(Object.entries(map).reverse());
    const facts = { siteLabel: ZONE, values: VALUES, roundTrip: ROUND_TRIPS };

    expect(
      text(
        RegionTopology.of({
          regions: ['lucerne', 'gland', 'geneva'],
          siteLabel: ZONE,
          values: backwards(VALUES),
          roundTrip: backwards(ROUND_TRIPS),
        }),
      ),
    ).toBe(text(RegionTopology.hikube(facts)));
  });
});
