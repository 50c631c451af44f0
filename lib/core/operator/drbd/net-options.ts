/** The four timers of DRBD's net section that a connection between two nodes can set. */
export type NetTimer = 'timeout' | 'ping-timeout' | 'connect-int' | 'ping-int';

/** A value for each of them, each in its own unit. */
export type NetTimers = Readonly<Record<NetTimer, number>>;

/** A timer of DRBD, as LINSTOR takes it: a whole number without a unit. */
export interface NetOption {
  /** The name of LINSTOR's property. */
  readonly property: string;
  readonly unit: 'tenths of a second' | 'seconds';
  readonly least: number;
  readonly most: number;
}

/** Source: Linux, include/linux/drbd_limits.h; linstor-server v1.32.3 takes the ranges over from drbdsetup. */
export const NET_OPTIONS: Readonly<Record<NetTimer, NetOption>> = {
  timeout: { property: 'DrbdOptions/Net/timeout', unit: 'tenths of a second', least: 1, most: 600 },
  'ping-timeout': { property: 'DrbdOptions/Net/ping-timeout', unit: 'tenths of a second', least: 1, most: 300 },
  'connect-int': { property: 'DrbdOptions/Net/connect-int', unit: 'seconds', least: 1, most: 120 },
  'ping-int': { property: 'DrbdOptions/Net/ping-int', unit: 'seconds', least: 1, most: 120 },
};

export const NET_TIMERS = Object.keys(NET_OPTIONS) as readonly NetTimer[];

/** What sets how a link replicates. */
export const PROTOCOL_PROPERTY = 'DrbdOptions/Net/protocol';

/** What DRBD does where nobody says otherwise. Source: Linux, include/linux/drbd_limits.h. */
export const DRBD_TIMERS: NetTimers = { timeout: 60, 'ping-timeout': 5, 'connect-int': 10, 'ping-int': 10 };

/** What the platform sets for all links. Source: cozystack v1.1.2 and v1.6.2, packages/system/linstor/templates/cluster.yaml. */
export const COZYSTACK_TIMERS: NetTimers = { timeout: 100, 'ping-timeout': 20, 'connect-int': 15, 'ping-int': 15 };

/** The round trip in ms that the platform's guide takes as the most (cozystack website, install/hardware-requirements). */
export const MOST_ADVISED_MS = 10;
/** The round trip in ms beyond which the same page strongly advises against replicated storage. */
export const DISCOURAGED_MS = 20;

const IN_MS = { us: 0.001, µs: 0.001, ms: 1, s: 1000 } as const;

/** A round trip such as `0.6ms`, `600us` or `1s` in milliseconds; `undefined` for any other text. */
export function roundTripMs(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,9}(?:\.\d{1,9})?)(us|µs|ms|s)$/.exec(text) ?? [];
  if (amount === undefined || unit === undefined) return undefined;
  // Thousandths of a millisecond are more than anybody measures, and keep 600us from becoming 0.6000000000000001.
  return Math.round(Number(amount) * IN_MS[unit as keyof typeof IN_MS] * 1e6) / 1e6;
}

/** The timer of a property, if it is one. */
export const timerOf = (property: string): NetTimer | undefined =>
  NET_TIMERS.find((timer) => NET_OPTIONS[timer].property === property);

/** Whether the silence that DRBD takes for a lost peer stays below this interval, as drbd.conf(5) demands. */
export const staysBelow = (timeout: number, intervalSeconds: number): boolean => timeout < 10 * intervalSeconds;

/** A timer's value and where it comes from. */
export interface DerivedTimer {
  readonly value: number;
  readonly reason: string;
}

const TENTH_MS = 100;
/** How many round trips an answer to a ping may take: one lost and resent segment alone costs several. */
const TRIPS_OF_A_PING = 10;
/** How many round trips more than a ping a write may take: data out, acknowledgement back, once again. */
const TRIPS_OF_A_WRITE = 2;

/**
 * The timers for a link of this round trip: of what is in force anyway and what the round trip asks for, the larger one.
 *
 * - An answer to a ping may take ten round trips: `ping-timeout` ≥ 10 × round trip.
 * - A peer is given up only after a ping to it would have been: `timeout` ≥ `ping-timeout` + 2 × round trip.
 * - The intervals stay above it, as DRBD demands: `connect-int`, `ping-int` > `timeout`.
 *
 * All are rounded up to the option's unit and end at DRBD's largest value. DRBD's smallest unit is 100 ms, so below 20 ms
 * the rule asks for 0.2 s and 0.3 s where DRBD's own defaults give 0.5 s and 6 s: no such round trip changes a value.
 *
 * @param roundTripMs the round trip in milliseconds; a negative one counts as none
 * @param base what is in force without it
 */
export function timersFor(roundTripMs: number, base: NetTimers): Readonly<Record<NetTimer, DerivedTimer>> {
  const trip = roundTripMs > 0 ? roundTripMs : 0;
  const tenths = (trips: number): number => Math.ceil(Number(((trip * trips) / TENTH_MS).toFixed(9)));
  const larger = (timer: NetTimer, asked: number, because: string): DerivedTimer => {
    const { most, unit } = NET_OPTIONS[timer];
    const derived = Math.min(asked, most);
    if (derived <= base[timer]) {
      return {
        value: base[timer],
        reason: `${base[timer]} ${unit} is in force and enough: ${because} asks for ${derived}.`,
      };
    }
    const ends = derived < asked ? ', where DRBD ends' : '';
    return { value: derived, reason: `${because} asks for ${derived} ${unit}${ends}; ${base[timer]} is in force.` };
  };

  const ping = larger('ping-timeout', tenths(TRIPS_OF_A_PING), `10 × the round trip of ${trip} ms`);
  const silence = larger(
    'timeout',
    ping.value + tenths(TRIPS_OF_A_WRITE),
    `ping-timeout and 2 × the round trip of ${trip} ms`,
  );
  const interval = Math.floor(silence.value / 10) + 1;
  const because = `a timeout of ${silence.value} tenths of a second`;
  return {
    timeout: silence,
    'ping-timeout': ping,
    'connect-int': larger('connect-int', interval, because),
    'ping-int': larger('ping-int', interval, because),
  };
}
