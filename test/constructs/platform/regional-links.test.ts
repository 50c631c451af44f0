import { RegionalLinks, type PlatformProfile, type RegionalLinksProps } from 'hikube-constructs/platform';
import { HikubeError } from 'hikube-constructs';
import { issuesOf, synth, type Manifest } from '../../support/programs';
import { ALL_PROFILES, BARE_1, COZYSTACK_1_1, found, platformChart, swiss, theIssue, type Links } from './support';

const PATHS = [{ name: 'between-sites', interface: 'storage' }];

const linksOn = (
  profile: PlatformProfile,
  props: RegionalLinksProps = {},
  roundTrip: Record<string, string> | undefined = undefined,
): Links => {
  const chart = platformChart({ profile, topology: swiss(roundTrip ? { roundTrip } : {}) });
  return { chart, links: new RegionalLinks(chart, 'links', props) };
};
const allOf = (time: string): Record<string, string> => ({
  'geneva-gland': time,
  'geneva-lucerne': time,
  'gland-lucerne': time,
});
const objectsOf = ({ chart }: Links): Manifest[] => chart.toJson() as Manifest[];

describe('RegionalLinks', () => {
  it('says which network nodes of different sites take, and nothing of those without the label', () => {
    expect(objectsOf(linksOn(COZYSTACK_1_1, { paths: PATHS }))).toEqual([
      {
        apiVersion: 'piraeus.io/v1',
        kind: 'LinstorNodeConnection',
        metadata: { name: 'links' },
        spec: {
          selector: [
            {
              matchLabels: [
                { key: 'topology.kubernetes.io/zone', op: 'Exists' },
                { key: 'topology.kubernetes.io/zone', op: 'NotSame' },
              ],
            },
          ],
          paths: [{ name: 'between-sites', interface: 'storage' }],
        },
      },
    ]);
  });

  it.each(ALL_PROFILES)('writes no object on %s where there is nothing to say', (_, profile) => {
    const made = linksOn(profile);

    expect(objectsOf(made)).toEqual([]);
    expect(found(made.chart)).toEqual([]);
  });

  it('sets the timers that the program asks for, as texts in the units of DRBD', () => {
    const timers = { timeout: 100, 'ping-timeout': 20, 'connect-int': 15, 'ping-int': 15 };
    const made = linksOn(BARE_1, { timers });

    expect(objectsOf(made)[0]!.spec.properties).toEqual([
      { name: 'DrbdOptions/Net/connect-int', value: '15' },
      { name: 'DrbdOptions/Net/ping-int', value: '15' },
      { name: 'DrbdOptions/Net/ping-timeout', value: '20' },
      { name: 'DrbdOptions/Net/timeout', value: '100' },
    ]);
    expect(found(made.chart)).toEqual([]);
  });

  it('does not repeat a timer that is in force anyway', () => {
    expect(objectsOf(linksOn(BARE_1, { timers: { timeout: 60, 'ping-timeout': 5 } }))).toEqual([]);
  });

  it('never sets the protocol, which would hold for every class', () => {
    const made = linksOn(BARE_1, { paths: PATHS, timers: { timeout: 99 } });

    expect(JSON.stringify(objectsOf(made))).not.toContain('protocol');
  });

  it.each([
    ['cozystack-1.1', COZYSTACK_1_1, [100, 20, 15, 15]],
    ['the operators alone', BARE_1, [60, 5, 10, 10]],
  ])('tells the timers in force on %s, each with the reason', (_, profile, values) => {
    const { timers } = linksOn(profile).links;

    expect(timers.map(({ timer }) => timer)).toEqual(['timeout', 'ping-timeout', 'connect-int', 'ping-int']);
    expect(timers.map(({ value }) => value)).toEqual(values);
    for (const { reason, written } of timers) {
      expect(reason).toContain('is in force and enough');
      expect(written).toBe(false);
    }
  });

  it('claims nothing of a round trip that nobody measured', () => {
    const { timers } = linksOn(BARE_1, {}, { 'geneva-gland': '0.6ms' }).links;

    expect(timers[0]).toEqual({
      timer: 'timeout',
      value: 60,
      reason: '60 tenths of a second is in force; nobody measured the round trip.',
      written: false,
    });
  });

  it('is there once in a chart', () => {
    const { chart } = linksOn(BARE_1);

    expect(issuesOf(() => new RegionalLinks(chart, 'more'))).toMatchObject([
      { code: 'HK1003', construct: 'platform/more', message: 'The chart has its links already, at "platform/links".' },
    ]);
  });
});

describe('links that are longer than anybody advises', () => {
  const far = { ...allOf('1ms'), 'geneva-lucerne': '20.5ms' };

  it('are refused, each by its name', () => {
    const { chart } = linksOn(BARE_1, {}, far);

    expect(theIssue(chart, 'HK6014')).toMatchObject({
      severity: 'error',
      construct: 'platform/links',
      prop: 'beyondAdvice',
      message: 'The round trip between geneva and lucerne is 20.5ms, above 20 ms.',
      remedy: expect.stringContaining("beyondAdvice: { 'geneva-lucerne': '…' }"),
    });
    expect(() => synth(chart)).toThrow(HikubeError);
  });

  it('are taken with a reason', () => {
    const { chart } = linksOn(BARE_1, { beyondAdvice: { 'geneva-lucerne': 'asynchronous copies only' } }, far);

    expect(found(chart)).toEqual([]);
  });

  it.each(['20ms', '19999us', '0.02s', '0us'])('are none of %s', (time) => {
    expect(found(linksOn(BARE_1, {}, allOf(time)).chart)).toEqual([]);
  });

  it('are told apart from a link that is not there', () => {
    const { chart } = linksOn(BARE_1, { beyondAdvice: { 'geneva-basel': 'why not' } });

    expect(theIssue(chart, 'HK1101')).toMatchObject({
      message: 'There is no link "geneva-basel".',
      remedy: 'There are geneva-gland, geneva-lucerne, gland-lucerne.',
    });
  });
});

describe('timers that cannot be set', () => {
  it("are those of Cozystack, which are the platform's own", () => {
    const { chart, links } = linksOn(COZYSTACK_1_1, { timers: { timeout: 120 } });

    expect(theIssue(chart, 'HK6012')).toMatchObject({
      prop: 'timers',
      message: 'It sets "timeout", and cozystack-1.1 sets the timers of all links itself.',
    });
    expect(links.timers[0]).toMatchObject({ value: 100 });
  });

  it.each([
    ['timeout', 0, '1 to 600 tenths of a second'],
    ['timeout', 601, '1 to 600 tenths of a second'],
    ['ping-timeout', 301, '1 to 300 tenths of a second'],
    ['connect-int', 121, '1 to 120 seconds'],
    ['ping-int', -5, '1 to 120 seconds'],
  ])('are out of bounds: %s %i', (timer, value, bounds) => {
    const { chart } = linksOn(BARE_1, { timers: { [timer]: value } });

    expect(found(chart)).toContainEqual(
      expect.objectContaining({
        code: 'HK1102',
        prop: `timers.${timer}`,
        message: `The timer "${timer}" is ${value}.`,
        remedy: `Write ${bounds}.`,
      }),
    );
  });

  it.each([
    [{ timers: { timeout: '10s' } }, '"10s"'],
    [{ timers: { timeout: 1.5 } }, '1.5'],
    [{ timers: { 'drbd-timeout': 120 } }, '"timers.drbd-timeout"'],
    [{ paths: 'storage' }, '"storage"'],
    [{ paths: [{ name: 'x' }] }, '"paths[0].interface"'],
    [{ protocol: 'A' }, '"protocol"'],
  ])('are told of: %j', (props, said) => {
    const { chart } = linksOn(BARE_1, props as never);

    expect(found(chart).map(({ message }) => message)).toContainEqual(expect.stringContaining(said));
  });

  it('would have DRBD give up a peer later than it looks for one', () => {
    expect(found(linksOn(BARE_1, { timers: { timeout: 100 } }).chart)).not.toEqual([]);
  });
});
