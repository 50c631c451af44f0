import { connectionBody, timersInForce, type LinksModel } from '../../../../lib/core/operator/compile/connection';

const model = (more: Partial<LinksModel> = {}): LinksModel => ({
  siteLabel: 'example.ch/site',
  isCozystack: false,
  paths: [],
  timers: {},
  ...more,
});

describe('the connections between sites', () => {
  it.each([
    ['nothing is known', {}],
    ['the round trip is short', { roundTripMs: 0.6 }],
    ['the round trip is as long as the default covers', { roundTripMs: 50 }],
    ['the platform covers it', { roundTripMs: 200, isCozystack: true }],
    ['a timer is set to what it is anyway', { timers: { timeout: 60 } }],
  ])('are not written where %s', (_, more) => {
    expect(connectionBody(model(more))).toBeUndefined();
  });

  it('are of nodes that both have the label, with different values', () => {
    expect(connectionBody(model({ paths: [{ name: 'a', interface: 'b' }] }))).toEqual({
      spec: {
        selector: [
          {
            matchLabels: [
              { key: 'example.ch/site', op: 'Exists' },
              { key: 'example.ch/site', op: 'NotSame' },
            ],
          },
        ],
        paths: [{ name: 'a', interface: 'b' }],
      },
    });
  });

  it.each([
    [50.1, { 'ping-timeout': '6' }],
    [51, { 'ping-timeout': '6' }],
    [500, { 'ping-timeout': '50' }],
    [501, { 'ping-timeout': '51', timeout: '62' }],
  ])('have longer timers from a round trip of %d ms on', (roundTripMs, expected) => {
    const { properties } = connectionBody(model({ roundTripMs }))!.spec as {
      properties: { name: string; value: string }[];
    };

    expect(
      Object.fromEntries(properties.map(({ name, value }) => [name.replace('DrbdOptions/Net/', ''), value])),
    ).toEqual(expect.objectContaining(expected));
  });

  it('never have more than DRBD takes, however long the round trip', () => {
    const timers = timersInForce(model({ roundTripMs: 1e9 }));

    expect(Object.fromEntries(timers.map(({ timer, value }) => [timer, value]))).toEqual({
      timeout: 600,
      'ping-timeout': 300,
      'connect-int': 61,
      'ping-int': 61,
    });
  });

  it('take what the program sets before what the round trip asks for, and say so', () => {
    expect(timersInForce(model({ roundTripMs: 400, timers: { 'ping-timeout': 7 } }))[1]).toEqual({
      timer: 'ping-timeout',
      value: 7,
      reason: 'The program sets it.',
      written: true,
    });
  });

  it('say which timers hold where nobody measured', () => {
    expect(timersInForce(model({ isCozystack: true })).map(({ value, written }) => [value, written])).toEqual([
      [100, false],
      [20, false],
      [15, false],
      [15, false],
    ]);
  });
});
