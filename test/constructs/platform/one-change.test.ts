import {
  PlatformScheduling,
  RegionalEtcdRing,
  RegionalLinks,
  RegionalSchedulingClass,
  RegionalVolumeLayer,
  Replication,
  type PlatformProfile,
  type TimerInForce,
} from 'hikube-constructs/platform';
import {
  BARE_1,
  BARE_2,
  COZYSTACK_1_1,
  COZYSTACK_1_6,
  ROUND_TRIPS,
  VALUES,
  objectsOf,
  platformChart,
  storesOf,
  swiss,
} from './support';

interface Choices {
  readonly profile: PlatformProfile;
  readonly values: typeof VALUES;
  readonly siteLabel: string;
  readonly roundTrip: Readonly<Record<string, string>>;
  readonly copies: number;
  readonly name: string;
}

const CHOICES: Choices = {
  profile: COZYSTACK_1_6,
  values: VALUES,
  siteLabel: 'topology.kubernetes.io/zone',
  roundTrip: ROUND_TRIPS,
  copies: 3,
  name: 'replicated',
};

interface Written {
  readonly objects: Readonly<Record<string, unknown>>;
  readonly timers: readonly TimerInForce[];
}

/** A platform with every noun that its profile takes. */
function platform(change: Partial<Choices> = {}): Written {
  const { profile, values, siteLabel, roundTrip, copies, name } = { ...CHOICES, ...change };
  const chart = platformChart({ profile, topology: swiss({ values, siteLabel, roundTrip }) });
  const stores = storesOf(chart);
  const { regions } = chart.topology;
  const layer = (id: string, replication: Replication): RegionalVolumeLayer =>
    new RegionalVolumeLayer(chart, id, { stores, replication, ...(id === 'layer' && { name }) });
  layer('layer', Replication.synchronous({ copies, onePerRegion: true }));
  const local = layer('local', Replication.local());
  const beyondAdvice = Object.fromEntries(Object.keys(ROUND_TRIPS).map((link) => [link, 'a test']));
  const links = new RegionalLinks(chart, 'links', { paths: [{ name: 'a', interface: 'b' }], beyondAdvice });
  if (profile.isCozystack) new PlatformScheduling(chart, 'spread', { across: regions });
  if (profile === COZYSTACK_1_6) {
    new RegionalSchedulingClass(chart, 'west', { across: regions.slice(0, 2) });
    new RegionalSchedulingClass(chart, 'pinned', { across: regions[0]! });
  }
  if (!profile.isCozystack) {
    const version = profile === BARE_2 ? { version: '3.6.11' } : {};
    const across = regions;
    new RegionalEtcdRing(chart, 'etcd', { across, namespace: 'kamaji-system', volumes: local, ...version });
  }
  const objects = Object.fromEntries(
    objectsOf(chart).map((object) => [`${object.kind} ${object.metadata.name}`, object as unknown]),
  );
  return { objects, timers: links.timers };
}

/** Every place that differs, with what was there before and what is there now. */
function differences(before: unknown, after: unknown, at = ''): Record<string, readonly [unknown, unknown]> {
  if (JSON.stringify(before) === JSON.stringify(after)) return {};
  const isNode = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  if (!isNode(before) || !isNode(after)) return { [at]: [before, after] };
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return Object.assign({}, ...keys.map((key) => differences(before[key], after[key], `${at}/${key}`))) as Record<
    string,
    readonly [unknown, unknown]
  >;
}

const changed = (change: Partial<Choices>, profile = COZYSTACK_1_6): Record<string, readonly [unknown, unknown]> =>
  differences(platform({ profile }).objects, platform({ profile, ...change }).objects);

const all = (time: string): Record<string, string> =>
  Object.fromEntries(Object.keys(ROUND_TRIPS).map((link) => [link, time]));

describe('another value of the label at one site', () => {
  it('changes exactly the places that hold it', () => {
    expect(changed({ values: { ...VALUES, geneva: 'ge-1' } })).toEqual({
      '/LinstorSatelliteConfiguration geneva/spec/nodeSelector/topology.kubernetes.io/zone': ['gva', 'ge-1'],
      '/SchedulingClass pinned/spec/nodeSelector/topology.kubernetes.io/zone': ['gva', 'ge-1'],
      '/SchedulingClass west/spec/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0/values/0':
        ['gva', 'ge-1'],
    });
  });

  it.each([
    ['cozystack-1.1', COZYSTACK_1_1],
    ['the operators alone', BARE_1],
    ['the operators alone, with v1alpha2', BARE_2],
  ])('changes its store and nothing else on %s', (_, profile) => {
    expect(changed({ values: { ...VALUES, lucerne: 'lu-7' } }, profile)).toEqual({
      '/LinstorSatelliteConfiguration lucerne/spec/nodeSelector/topology.kubernetes.io/zone': ['luc', 'lu-7'],
    });
  });
});

describe('another label', () => {
  it.each(
    [COZYSTACK_1_1, COZYSTACK_1_6, BARE_1, BARE_2].flatMap((profile) => [
      [profile.name, 'topology.kubernetes.io/zone', 'topology.kubernetes.io/region', profile] as const,
      [profile.name, 'example.ch/site', 'example.ch/place', profile] as const,
    ]),
  )('is at every place of the old one on %s, and the rest stays (%s to %s)', (_, from, to, profile) => {
    const [before, after] = [from, to].map((siteLabel) => JSON.stringify(platform({ profile, siteLabel }).objects));

    expect(before!.replaceAll(from, to) === after).toBe(true);
  });

  it('is made known to LINSTOR where Piraeus does not hand it on by itself', () => {
    const { objects } = platform({ siteLabel: 'example.ch/site' });

    expect(objects['LinstorSatelliteConfiguration gland']).toMatchObject({
      spec: {
        properties: [
          {
            name: 'Aux/topology/example.ch/site',
            valueFrom: { nodeFieldRef: "metadata.labels['example.ch/site']" },
          },
        ],
      },
    });
  });
});

describe('another number of copies', () => {
  it('changes autoPlace, and what follows from it', () => {
    expect(changed({ copies: 2 })).toEqual({
      '/StorageClass replicated/parameters/linstor.csi.linbit.com/autoPlace': ['3', '2'],
    });
  });

  it.each([BARE_1, BARE_2, COZYSTACK_1_1])('is one parameter on every profile', (profile) => {
    expect(Object.keys(changed({ copies: 2 }, profile))).toEqual([
      '/StorageClass replicated/parameters/linstor.csi.linbit.com/autoPlace',
    ]);
  });
});

describe('another name of a layer', () => {
  it('is another class, of the same content', () => {
    const [before, after] = [platform(), platform({ name: 'gold' })];

    expect(Object.keys(changed({ name: 'gold' }))).toEqual(['/StorageClass gold', '/StorageClass replicated']);
    expect(differences(before.objects['StorageClass replicated'], after.objects['StorageClass gold'])).toEqual({
      '/metadata/name': ['replicated', 'gold'],
    });
  });
});

describe('another round trip', () => {
  it.each([
    ['cozystack-1.1', COZYSTACK_1_1, '1ms'],
    ['cozystack-1.6', COZYSTACK_1_6, '19.9ms'],
    ['operators-v1alpha1', BARE_1, '1ms'],
    ['operators-v1alpha1', BARE_1, '19.9ms'],
    ['operators-v1alpha1', BARE_1, '50ms'],
    ['operators-v1alpha2', BARE_2, '20ms'],
  ])('inside the band changes no field on %s, only the reasons (%s %s)', (_, profile, time) => {
    const [before, after] = [platform({ profile }), platform({ profile, roundTrip: all(time) })];
    const reasons = differences(before.timers, after.timers);

    expect(after.objects).toEqual(before.objects);
    expect(Object.keys(reasons)).toEqual(expect.arrayContaining(['/1/reason']));
    expect(Object.keys(reasons).filter((place) => !place.endsWith('/reason'))).toEqual([]);
    expect(reasons['/1/reason']![1]).toContain(time.replace('ms', ' ms'));
  });

  it('across the band changes exactly the timers of the connection', () => {
    expect(changed({ roundTrip: all('80ms') }, BARE_1)).toEqual({
      '/LinstorNodeConnection links/spec/properties': [
        undefined,
        [{ name: 'DrbdOptions/Net/ping-timeout', value: '8' }],
      ],
    });
  });

  it('far across the band changes them all, and those of etcd', () => {
    expect(changed({ roundTrip: all('600ms') }, BARE_1)).toEqual({
      '/EtcdCluster etcd/spec/options/election-timeout': [undefined, '6000'],
      '/EtcdCluster etcd/spec/options/heartbeat-interval': [undefined, '600'],
      '/LinstorNodeConnection links/spec/properties': [
        undefined,
        [
          { name: 'DrbdOptions/Net/ping-timeout', value: '60' },
          { name: 'DrbdOptions/Net/timeout', value: '72' },
        ],
      ],
    });
  });

  it('says for each timer what asks for it', () => {
    expect(platform({ profile: BARE_1, roundTrip: all('80ms') }).timers).toEqual([
      {
        timer: 'timeout',
        value: 60,
        written: false,
        reason:
          '60 tenths of a second is in force and enough: ping-timeout and 2 × the round trip of 80 ms asks for 10.',
      },
      {
        timer: 'ping-timeout',
        value: 8,
        written: true,
        reason: '10 × the round trip of 80 ms asks for 8 tenths of a second; 5 is in force.',
      },
      {
        timer: 'connect-int',
        value: 10,
        written: false,
        reason: '10 seconds is in force and enough: a timeout of 60 tenths of a second asks for 7.',
      },
      {
        timer: 'ping-int',
        value: 10,
        written: false,
        reason: '10 seconds is in force and enough: a timeout of 60 tenths of a second asks for 7.',
      },
    ]);
  });

  it('is covered twice as far by what Cozystack sets itself', () => {
    expect(changed({ roundTrip: all('200ms') }, COZYSTACK_1_1)).toEqual({});
  });
});

describe('another bandwidth', () => {
  it('changes nothing that is written', () => {
    const objects = (bandwidth: Record<string, string>): unknown => {
      const chart = platformChart({ topology: swiss({ bandwidth }) });
      storesOf(chart);
      return objectsOf(chart);
    };

    expect(objects({ 'geneva-gland': '10Gbit/s' })).toEqual(objects({}));
  });
});
