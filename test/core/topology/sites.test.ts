import fc from 'fast-check';
import { HikubeError } from '../../../lib/core/issue';
import { SiteLabels } from '../../../lib/core/topology/site-labels';
import { isLabelKey, isLabelValue } from '../../../lib/core/topology/sites';
import { Region, RegionTopology, type SiteFacts } from '../../../lib/core/topology/topology';
import { issuesOf } from '../../support/programs';

const ZONE = 'topology.kubernetes.io/zone';
const VALUES = { geneva: 'gva', gland: 'gld', lucerne: 'luc' };
const hikube = (facts: object): RegionTopology => RegionTopology.hikube(facts as SiteFacts);

describe('the site label of a topology', () => {
  it('is unknown unless it is given, and so are its values', () => {
    const topology = RegionTopology.hikube();

    expect(topology.siteLabel).toBeUndefined();
    expect(topology.regions.map((region) => topology.siteValue(region))).toEqual([undefined, undefined, undefined]);
  });

  it('has the names of the regions for values, unless others are given', () => {
    const topology = RegionTopology.hikube({ siteLabel: ZONE });

    expect(topology.siteValue(topology.region('gland'))).toBe('gland');
  });

  it('has a value at each region, and none at one that is not there', () => {
    const topology = RegionTopology.hikube({ siteLabel: ZONE, values: VALUES });

    expect(topology.regions.map((region) => topology.siteValue(region))).toEqual(['gva', 'gld', 'luc']);
    expect(topology.siteValue(new Region('basel', 'Basel'))).toBeUndefined();
  });

  it.each([
    [{ siteLabel: '' }, 'The site label is "".'],
    [{ siteLabel: 5 }, 'The site label is 5.'],
    [{ siteLabel: null }, 'The site label is null.'],
    [{ siteLabel: 'Topology.Example/zone' }, 'The site label is "Topology.Example/zone".'],
    [{ siteLabel: 'a/b/c' }, 'The site label is "a/b/c".'],
    [{ siteLabel: '/zone' }, 'The site label is "/zone".'],
    [{ siteLabel: 'zone/' }, 'The site label is "zone/".'],
    [{ siteLabel: 'zöne' }, 'The site label is "zöne".'],
    [{ siteLabel: 'zone\n' }, 'The site label is "zone\\n".'],
    [{ values: VALUES }, 'The site label is nothing.'],
    [{ siteLabel: ZONE, values: 'gva' }, 'The values of the site label are "gva".'],
    [{ siteLabel: ZONE, values: [] }, 'The values of the site label are [].'],
    [{ siteLabel: ZONE, values: { ...VALUES, basel: 'bsl' } }, 'There is no region "basel" for a site label.'],
    [
      { siteLabel: ZONE, values: { geneva: 'gva', gland: 'gld' } },
      `The value of the site label "${ZONE}" at "lucerne" is nothing.`,
    ],
    [{ siteLabel: ZONE, values: { ...VALUES, gland: '' } }, `The value of the site label "${ZONE}" at "gland" is "".`],
    [{ siteLabel: ZONE, values: { ...VALUES, gland: 7 } }, `The value of the site label "${ZONE}" at "gland" is 7.`],
    [
      { siteLabel: ZONE, values: { ...VALUES, gland: 'a b' } },
      `The value of the site label "${ZONE}" at "gland" is "a b".`,
    ],
    [
      { siteLabel: ZONE, values: { ...VALUES, gland: 'gva' } },
      'The regions "geneva" and "gland" have one value of the site label, "gva".',
    ],
  ])('is refused: %j', (facts, message) => {
    expect(issuesOf(() => hikube(facts))).toMatchObject([{ code: 'HK1106', severity: 'error', message }]);
  });

  it('is told the region that was meant', () => {
    expect(issuesOf(() => hikube({ siteLabel: ZONE, values: { ...VALUES, genva: 'x' } }))).toMatchObject([
      { remedy: 'Did you mean "geneva"?' },
    ]);
  });

  it.each([
    ['zone', true],
    [ZONE, true],
    ['a'.repeat(63), true],
    ['a'.repeat(64), false],
    [`${'a'.repeat(253)}/zone`, true],
    [`${'a'.repeat(254)}/zone`, false],
    ['-zone', false],
    ['zone.', false],
    ['example..ch/zone', false],
    ['Zone_1.a', true],
  ])('takes keys as Kubernetes does: %j', (key, good) => {
    expect(isLabelKey(key)).toBe(good);
  });

  it.each([
    ['gva', true],
    ['1', true],
    ['', false],
    ['a'.repeat(63), true],
    ['a'.repeat(64), false],
    ['a/b', false],
    ['gva\n', false],
  ])('takes values as Kubernetes does: %j', (value, good) => {
    expect(isLabelValue(value)).toBe(good);
  });

  it('never throws anything but a HikubeError, whatever it is given', () => {
    const facts = fc.record(
      { siteLabel: fc.oneof(fc.constant(ZONE), fc.anything()), values: fc.anything(), bandwidth: fc.anything() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(facts, (given) => {
        try {
          hikube(given);
        } catch (error) {
          expect(HikubeError.isHikubeError(error)).toBe(true);
        }
      }),
    );
  });
});

describe('the bandwidth of a link', () => {
  it('is the operator`s number, in either order of the pair', () => {
    const topology = RegionTopology.hikube({
      bandwidth: { 'gland-geneva': '100Gbit/s', 'geneva-lucerne': '2.5Gbit/s' },
      roundTrip: { 'geneva-gland': '0.6ms' },
    });

    expect(topology.links).toMatchObject([
      { between: ['geneva', 'gland'], bandwidth: '100Gbit/s', roundTrip: '0.6ms' },
      { between: ['geneva', 'lucerne'], bandwidth: '2.5Gbit/s' },
      { between: ['gland', 'lucerne'] },
    ]);
    expect(topology.link('gland', 'lucerne')).not.toHaveProperty('bandwidth');
  });

  it.each([['10'], ['10Gb'], ['10 Gbit/s'], ['-1Gbit/s'], ['10gbit/s'], ['fast'], [''], ['1e3Mbit/s'], ['1Mbit/s\n']])(
    'is refused as %j',
    (bandwidth) => {
      expect(issuesOf(() => hikube({ bandwidth: { 'geneva-gland': bandwidth } }))).toMatchObject([
        {
          code: 'HK1106',
          message: `The bandwidth "geneva-gland" is ${JSON.stringify(bandwidth)}.`,
          remedy: 'Write one such as "10Gbit/s".',
        },
      ]);
    },
  );

  it.each([
    [{ 'geneva-basel': '1Gbit/s' }, 'There is no pair of regions "geneva-basel".'],
    [{ 'geneva-gland': 10 }, 'The bandwidth "geneva-gland" is 10.'],
    [
      { 'geneva-gland': '1Gbit/s', 'gland-geneva': '1Gbit/s' },
      'The bandwidth "gland-geneva" is there twice, once in each order.',
    ],
    ['1Gbit/s', 'The bandwidths are "1Gbit/s".'],
    [null, 'The bandwidths are null.'],
    [[], 'The bandwidths are [].'],
  ])('is refused: %j', (bandwidth, message) => {
    expect(issuesOf(() => hikube({ bandwidth }))).toMatchObject([{ code: 'HK1106', message }]);
  });
});

describe('SiteLabels', () => {
  const labels = new SiteLabels(RegionTopology.hikube({ siteLabel: ZONE, values: VALUES }));

  it('are data: the label, and its value at each region', () => {
    expect(labels).toEqual({ label: ZONE, values: VALUES });
    expect(Object.isFrozen(labels.values)).toBe(true);
  });

  it('are commands, one for each node, whatever the order they are given in', () => {
    const commands = [
      'kubectl label node gva-1 topology.kubernetes.io/zone=gva',
      'kubectl label node gva-2 topology.kubernetes.io/zone=gva',
      'kubectl label node luc-1.example.ch topology.kubernetes.io/zone=luc',
    ];

    expect(labels.commands({ geneva: ['gva-1', 'gva-2'], lucerne: ['luc-1.example.ch'] })).toEqual(commands);
    expect(labels.commands({ lucerne: ['luc-1.example.ch'], geneva: ['gva-2', 'gva-1'] })).toEqual(commands);
    expect(labels.commands({})).toEqual([]);
  });

  it('are a command that shows which nodes have none', () => {
    expect(labels.check).toBe('kubectl get nodes -L topology.kubernetes.io/zone');
  });

  it.each([
    [{ basel: ['n1'] }, 'There is no region "basel".'],
    [{ geneva: ['Node 1'] }, 'The node "Node 1" cannot be called so.'],
    [{ geneva: ['a; rm -rf /'] }, 'The node "a; rm -rf /" cannot be called so.'],
    [{ geneva: ['n\n'] }, 'The node "n\\n" cannot be called so.'],
    [{ geneva: [''] }, 'The node "" cannot be called so.'],
    [{ geneva: [null] }, 'The node null cannot be called so.'],
    [{ geneva: 5 }, 'The node 5 cannot be called so.'],
    [{ geneva: null }, 'The node null cannot be called so.'],
    [{ geneva: ['n1'], gland: ['n1'] }, 'The node "n1" is named at "geneva" and at "gland".'],
    [{ toString: ['n1'] }, 'There is no region "toString".'],
  ])('are refused for %j', (nodes, message) => {
    expect(issuesOf(() => labels.commands(nodes as never))).toMatchObject([{ code: 'HK1106', message }]);
  });

  it.each([[null], [undefined], ['geneva'], [5], [[]]])('are no commands for %j', (nodes) => {
    expect(labels.commands(nodes as never)).toEqual([]);
  });

  it('are refused without a site label', () => {
    expect(issuesOf(() => new SiteLabels(RegionTopology.hikube()))).toMatchObject([
      { code: 'HK1106', message: 'The topology has no site label.', remedy: expect.stringContaining('siteLabel') },
    ]);
  });
});
