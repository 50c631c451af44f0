import { quorumOf } from '../model/etcd';

/**
 * Whether a member in each region reaches a quorum directly, itself included: one of them at least goes on then. What the
 * others of that quorum reach has no say: a leader that hears a majority goes on although one of its followers does not
 * hear another.
 *
 * Source: seen of etcd 3.4 and 3.6 in network namespaces with links cut (test/e2e/resilience).
 *
 * @param live members that are up, by region
 * @param reach which regions reach each other directly; each reaches itself
 */
export function quorateRegions(
  live: readonly number[],
  reach: readonly (readonly boolean[])[],
  members: number,
): boolean[] {
  return live.map((own, region) => {
    const heard = live.reduce((sum, count, other) => sum + (reach[region]![other]! ? count : 0), 0);
    return own > 0 && heard >= quorumOf(members);
  });
}

/** The factor by which the election has to outlast the round trip. Source: etcd v3.6, tuning. */
const ELECTION_ROUND_TRIPS = 10;

/** Whether a ring's timers fit the longest round trip between its members. Source: etcd v3.6, tuning. */
export const timersFit = (heartbeatMs: number, electionMs: number, roundTripMs: number): boolean =>
  electionMs >= ELECTION_ROUND_TRIPS * roundTripMs && 2 * heartbeatMs >= roundTripMs;
