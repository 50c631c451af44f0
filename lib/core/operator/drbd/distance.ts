import type { Link } from '../../topology/topology';
import { DISCOURAGED_MS, roundTripMs } from './net-options';

const timeOf = ({ roundTrip }: Link): number | undefined =>
  roundTrip === undefined ? undefined : roundTripMs(roundTrip);

/** The longest round trip in milliseconds; nothing where one of the links was not measured. */
export function longestRoundTrip(links: readonly Link[]): number | undefined {
  const times = links.map(timeOf);
  return times.length === 0 || times.includes(undefined) ? undefined : Math.max(...(times as number[]));
}

/** What is wrong with a link that is longer than the sources advise; nothing for one that is not, or was not measured. */
export function tooFar(link: Link): string | undefined {
  const time = timeOf(link);
  if (time === undefined || time <= DISCOURAGED_MS) return undefined;
  return `The round trip between ${link.between.join(' and ')} is ${link.roundTrip!}, above ${DISCOURAGED_MS} ms.`;
}
