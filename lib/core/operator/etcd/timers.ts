/** How often the leader speaks, and how long the others wait for it, in milliseconds. */
export interface EtcdTimers {
  readonly heartbeat: number;
  readonly election: number;
}

/** A timer's value, and what it follows from. */
export interface DerivedTimer {
  readonly milliseconds: number;
  readonly reason: string;
}

/** What etcd takes when nothing is written. Source: etcd v3.6, tuning. */
export const ETCD_TIMERS: EtcdTimers = { heartbeat: 100, election: 1000 };

/** The longest election timeout that etcd starts with. Source: etcd v3.6, tuning and embed/config.go. */
export const LONGEST_ELECTION = 50_000;

/** Below this many heartbeats etcd does not start. Source: etcd v3.6, embed/config.go. */
export const LEAST_HEARTBEATS = 5;

/** So many round trips an election has to be allowed. Source: etcd v3.6, tuning. */
const ROUND_TRIPS_PER_ELECTION = 10;

/** The two timers for a round trip, with their reasons. */
export interface EtcdTimersFor {
  readonly heartbeat: DerivedTimer;
  readonly election: DerivedTimer;
}

/**
 * The timers for the largest round trip between members: never below the defaults, so that a short round trip changes
 * no field. The defaults are within the advice (a heartbeat of 0.5 to 1.5 round trips, an election of 10 or more) up to
 * 100 ms.
 *
 * @throws RangeError if it is no time, or too long for an election that etcd allows
 */
export function etcdTimersFor(roundTripMs: number): EtcdTimersFor {
  if (!Number.isFinite(roundTripMs) || roundTripMs < 0) throw new RangeError('A round trip is a time of 0 ms or more.');
  const heartbeat = longer(ETCD_TIMERS.heartbeat, Math.ceil(roundTripMs), `one round trip of ${roundTripMs} ms`);
  const wanted = ROUND_TRIPS_PER_ELECTION * heartbeat.milliseconds;
  const election = longer(ETCD_TIMERS.election, wanted, `${ROUND_TRIPS_PER_ELECTION} heartbeats`);
  if (election.milliseconds > LONGEST_ELECTION) {
    throw new RangeError(`A round trip of ${roundTripMs} ms needs an election timeout above ${LONGEST_ELECTION} ms.`);
  }
  return { heartbeat, election };
}

function longer(byDefault: number, derived: number, from: string): DerivedTimer {
  if (derived <= byDefault) {
    return { milliseconds: byDefault, reason: `The default of ${byDefault} ms covers ${from}.` };
  }
  return { milliseconds: derived, reason: `${from} is more than the default of ${byDefault} ms.` };
}

/** Numbers that Go reads and few people write: octal, hexadecimal, with underscores. */
const GO_INTEGER = /^[+-]?(0[xob]?[\da-f_]*|\d[\d_]*)$/i;

/** Whether Go may read it as a whole number, in whatever base. */
export const isGoInteger = (written: string): boolean => GO_INTEGER.test(written);

/** A timer as etcd reads it from its flag: whole milliseconds, without a unit. */
export const timerOf = (written: string): number | undefined =>
  /^(0|[1-9]\d{0,8})$/.test(written) ? Number(written) : undefined;

/** The whole milliseconds that somebody meant who wrote a unit. */
export function meantMilliseconds(written: string): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|m)?\s*$/.exec(written);
  if (!match) return undefined;
  const factor = { ms: 1, s: 1000, m: 60_000 }[(match[2] ?? 'ms') as 'ms' | 's' | 'm'];
  const milliseconds = Number(match[1]) * factor;
  return Number.isSafeInteger(milliseconds) ? milliseconds : undefined;
}
