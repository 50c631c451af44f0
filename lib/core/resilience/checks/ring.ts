import { quorateRegions, timersFit } from '../etcd';
import { leftOf, type Moment, type Scene, type Stand } from '../stand';
import type { Ring, Settled } from '../system';

/** The regions in which a member leads or follows a quorum. */
export const quorateIn = (ring: Settled<Ring>, stand: Stand, { situation, reach }: Moment): boolean[] =>
  quorateRegions(leftOf(stand, situation), reach, ring.members);

export const hasQuorum = (ring: Settled<Ring>, stand: Stand, moment: Moment): boolean =>
  quorateIn(ring, stand, moment).includes(true);

/** Whether the timers fit the longest way between members; it does not hang on what fails. */
export function hasTime(ring: Settled<Ring>, { counts }: Stand, { links, regions }: Scene): boolean {
  const has = (name: string): boolean => (counts[regions.indexOf(name)] ?? 0) > 0;
  const trips = links.flatMap(({ between: [a, b], roundTripMs = Infinity }) => (has(a) && has(b) ? [roundTripMs] : []));
  return timersFit(ring.heartbeatMs ?? 100, ring.electionMs ?? 1000, Math.max(0, ...trips));
}
