import {
  COZYSTACK_TIMERS,
  DISCOURAGED_MS,
  DRBD_TIMERS,
  MOST_ADVISED_MS,
  NET_OPTIONS,
  NET_TIMERS,
  roundTripMs,
  staysBelow,
  timerOf,
  timersFor,
  type NetTimers,
} from '../../../lib/core/operator/drbd/net-options';

const valuesFor = (trip: number, base: NetTimers): NetTimers =>
  Object.fromEntries(Object.entries(timersFor(trip, base)).map(([timer, { value }]) => [timer, value])) as NetTimers;

describe('the timers of DRBD', () => {
  it('are four, each with a property of LINSTOR', () => {
    expect(NET_TIMERS).toEqual(['timeout', 'ping-timeout', 'connect-int', 'ping-int']);
    for (const timer of NET_TIMERS) expect(timerOf(NET_OPTIONS[timer].property)).toBe(timer);
    expect(timerOf('DrbdOptions/Net/ko-count')).toBeUndefined();
    expect(timerOf('timeout')).toBeUndefined();
  });

  it.each([
    ['DRBD', DRBD_TIMERS],
    ['the platform', COZYSTACK_TIMERS],
  ])('as %s sets them are in range, and in order', (_, timers) => {
    for (const timer of NET_TIMERS) {
      expect(timers[timer]).toBeGreaterThanOrEqual(NET_OPTIONS[timer].least);
      expect(timers[timer]).toBeLessThanOrEqual(NET_OPTIONS[timer].most);
    }
    expect(staysBelow(timers.timeout, timers['connect-int'])).toBe(true);
    expect(staysBelow(timers.timeout, timers['ping-int'])).toBe(true);
  });

  it('wants a timeout shorter than an interval, not as long', () => {
    expect(staysBelow(149, 15)).toBe(true);
    expect(staysBelow(150, 15)).toBe(false);
  });

  it('knows the round trips that the platform’s guide advises', () => {
    expect([MOST_ADVISED_MS, DISCOURAGED_MS]).toEqual([10, 20]);
  });
});

describe('a round trip', () => {
  it.each([
    ['0.6ms', 0.6],
    ['600us', 0.6],
    ['600µs', 0.6],
    ['1s', 1000],
    ['10ms', 10],
    ['0ms', 0],
  ])('%s is read', (text, ms) => {
    expect(roundTripMs(text)).toBe(ms);
  });

  it.each(['', '5', 'ms', '-1ms', '1 ms', '1e3ms', '1m', '5MS', '.5ms', '1ms '])('%j is none', (text) => {
    expect(roundTripMs(text)).toBeUndefined();
  });
});

describe('timers for a round trip', () => {
  it.each([0, 0.6, 1, 5, 9.9, 10, 15, 19.9, 19.999])('of %d ms, below 20 ms, change no field', (trip) => {
    expect(valuesFor(trip, COZYSTACK_TIMERS)).toEqual(COZYSTACK_TIMERS);
    expect(valuesFor(trip, DRBD_TIMERS)).toEqual(DRBD_TIMERS);
  });

  it('give a ping ten round trips, rounded up to a tenth of a second', () => {
    expect(valuesFor(50, DRBD_TIMERS)['ping-timeout']).toBe(5);
    expect(valuesFor(50.1, DRBD_TIMERS)['ping-timeout']).toBe(6);
    expect(valuesFor(200, COZYSTACK_TIMERS)['ping-timeout']).toBe(20);
    expect(valuesFor(201, COZYSTACK_TIMERS)['ping-timeout']).toBe(21);
  });

  it('give up a peer two round trips after a ping, and keep the intervals above that', () => {
    const far = valuesFor(1500, COZYSTACK_TIMERS);

    expect(far).toEqual({ timeout: 180, 'ping-timeout': 150, 'connect-int': 19, 'ping-int': 19 });
  });

  it.each([0, 20, 100, 333, 1000, 3000, 10_000, Number.POSITIVE_INFINITY, -5, Number.NaN])(
    'of %d ms are in range, in order and never below what is in force',
    (trip) => {
      for (const base of [DRBD_TIMERS, COZYSTACK_TIMERS]) {
        const timers = valuesFor(trip, base);
        for (const timer of NET_TIMERS) {
          expect(timers[timer]).toBeGreaterThanOrEqual(base[timer]);
          expect(timers[timer]).toBeLessThanOrEqual(NET_OPTIONS[timer].most);
          expect(Number.isInteger(timers[timer])).toBe(true);
        }
        expect(staysBelow(timers.timeout, timers['connect-int'])).toBe(true);
        expect(staysBelow(timers.timeout, timers['ping-int'])).toBe(true);
      }
    },
  );

  it('say why, whether the value changes or not', () => {
    const { 'ping-timeout': near } = timersFor(5, COZYSTACK_TIMERS);
    const { 'ping-timeout': far } = timersFor(400, COZYSTACK_TIMERS);
    const { 'ping-timeout': end } = timersFor(4000, COZYSTACK_TIMERS);

    expect(near.reason).toMatch(/^20 tenths of a second is in force and enough: .*5 ms asks for 1\.$/);
    expect(far.reason).toMatch(/400 ms asks for 40 tenths of a second; 20 is in force\.$/);
    expect(end.reason).toMatch(/300 tenths of a second, where DRBD ends/);
  });

  it('repair intervals that are not above a timeout already', () => {
    expect(valuesFor(1, { timeout: 120, 'ping-timeout': 20, 'connect-int': 10, 'ping-int': 15 })).toEqual({
      timeout: 120,
      'ping-timeout': 20,
      'connect-int': 13,
      'ping-int': 15,
    });
  });
});
