import { quote } from '../../json';
import { didYouMean } from '../../suggest';
import type { Part, Served, TieBreaker } from '../system';
import { isCount, valuesOf, type Fault } from './values';

/** What is wrong with settings of a part beside how many there are and where. */
export function* faultsOfSettings(part: Part, regions: readonly string[]): Iterable<Fault> {
  const own = quote(part.name);
  switch (part.kind) {
    case 'etcd':
      for (const field of ['heartbeatMs', 'electionMs'] as const) {
        for (const value of valuesOf(part[field] ?? 1)) {
          if (typeof value === 'number' && value > 0 && Number.isFinite(value)) continue;
          yield { message: `The \`${field}\` of ${own} is ${quote(value)}.`, remedy: 'Write milliseconds above 0.' };
        }
      }
      return;
    case 'controlPlane':
      return yield* served('endpoint', part.endpoint, own, regions);
    case 'ingress':
      return yield* served('exposure', part.exposure, own, regions);
    case 'volume': {
      for (const quorum of valuesOf(part.quorum)) {
        if (typeof quorum !== 'number' || isCount(quorum, 1)) continue;
        yield { message: `The quorum of ${own} is ${quorum}.`, remedy: 'Write 1 or more, or "majority".' };
      }
      for (const least of valuesOf(part.minimumRedundancy ?? 1)) {
        if (isCount(least, 1)) continue;
        yield { message: `The \`minimumRedundancy\` of ${own} is ${quote(least)}.`, remedy: 'Write 1 or more.' };
      }
      const percent = part.evictionMostPercent ?? 0;
      if (!isCount(percent, 0) || percent > 100) {
        const message = `The \`evictionMostPercent\` of ${own} is ${quote(percent)}.`;
        yield { message, remedy: 'Write a percentage, such as 34.' };
      }
      for (const tie of valuesOf(part.tieBreaker) as TieBreaker[]) yield* tieBreaker(tie, own, regions);
    }
  }
}

/** The regions in which an address is served have to be there: elsewhere nothing is ever reached. */
function* served(field: string, value: unknown, own: string, regions: readonly string[]): Iterable<Fault> {
  for (const at of valuesOf(value) as Served[]) {
    if (at === 'anywhere') continue;
    if (at.length === 0) yield { message: `The \`${field}\` of ${own} is nowhere.`, remedy: 'Name its regions.' };
    for (const name of at) {
      if (regions.includes(name)) continue;
      const message = `The \`${field}\` of ${own} names the region ${quote(name)}, which there is not.`;
      yield { message, remedy: didYouMean(name, regions) };
    }
  }
}

function* tieBreaker(tie: TieBreaker, own: string, regions: readonly string[]): Iterable<Fault> {
  if (typeof tie !== 'object') return;
  if (!isCount(tie.count, 1)) {
    yield { message: `${own} has ${quote(tie.count)} diskless peers.`, remedy: 'Write 1 or more, or "none".' };
  }
  if (tie.spread.rule !== 'pinned') return;
  for (const name of Object.keys(tie.spread.counts)) {
    if (regions.includes(name)) continue;
    const message = `The tie-breaker of ${own} is pinned to the region ${quote(name)}, which there is not.`;
    yield { message, remedy: didYouMean(name, regions) };
  }
}
