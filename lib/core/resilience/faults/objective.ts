import { quote } from '../../json';
import { didYouMean } from '../../suggest';
import { factsIn, isSame } from '../facts';
import type { Check, Failure, Objective, Requirement } from '../objective';
import { allLinks } from '../problem';
import type { PartKind, System } from '../system';
import { isCount, type Fault } from './values';

/** What each requirement may be asked of, and when. */
const ASKED: Readonly<Record<Check, readonly [kind: PartKind, phases: 'both' | 'instant' | 'recovered']>> = {
  etcdQuorum: ['etcd', 'instant'],
  timing: ['etcd', 'instant'],
  apiAvailable: ['controlPlane', 'both'],
  writable: ['volume', 'instant'],
  readable: ['volume', 'instant'],
  noSplitBrain: ['volume', 'instant'],
  zeroDataLoss: ['volume', 'instant'],
  reprotected: ['volume', 'recovered'],
  capacity: ['nodeGroup', 'both'],
  ingressReachable: ['ingress', 'both'],
  runningReplicas: ['workload', 'both'],
};
export const CHECKS = Object.keys(ASKED) as readonly Check[];

/** When a requirement is looked at if nobody says: where both make sense, at once. */
export const phaseOf = (check: Check): Requirement['phase'] =>
  ASKED[check][1] === 'recovered' ? 'recovered' : 'instant';

export function* faultsOfObjective(system: System, { name, survive, require, assume }: Objective): Iterable<Fault> {
  const own = `The objective ${quote(name)}`;
  if (survive.length === 0)
    yield { message: `${own} names nothing to survive.`, remedy: 'Write `Failure.regions(1)`, say.' };
  if (require.length === 0)
    yield { message: `${own} requires nothing.`, remedy: 'Write `Require.etcdQuorum(ring)`, say.' };
  for (const one of require) yield* faultsOfRequirement(own, one, system);
  for (const one of survive) yield* faultsOfFailure(own, one, system);
  const facts = factsIn([system, allLinks(system)]);
  if (system.regions.some(({ hosts }) => hosts === undefined))
    facts.set('hosts', { unknown: 'hosts', oneOf: [true, false] });
  for (const [i, { fact }] of assume.entries()) {
    if (assume.findIndex((other) => other.fact === fact) === i) continue;
    yield { message: `${own} assumes ${quote(fact)} twice.`, remedy: 'Keep one of the two.' };
  }
  for (const { fact, is, reason } of assume) {
    const known = facts.get(fact);
    if (!known) {
      yield {
        message: `${own} assumes ${quote(fact)}, which is not open.`,
        remedy: didYouMean(fact, [...facts.keys()]),
      };
    } else if (is !== undefined && !known.oneOf.some((one) => isSame(one, is))) {
      yield {
        message: `${own} assumes that ${quote(fact)} is ${quote(is)}, which it may not be.`,
        remedy: `Write one of ${known.oneOf.map(quote).join(', ')}.`,
      };
    }
    if (typeof reason !== 'string' || reason.trim() === '') {
      yield { message: `${own} assumes ${quote(fact)} without a reason.`, remedy: 'Say where it comes from.' };
    }
  }
}

function* faultsOfRequirement(
  own: string,
  { check, of, phase, atLeast }: Requirement,
  { parts }: System,
): Iterable<Fault> {
  const [kind, phases] = ASKED[check];
  const part = parts.find(({ name }) => name === of);
  const like = parts.filter((one) => one.kind === kind).map(({ name }) => name);
  if (part?.kind !== kind) {
    const what = part ? `is a part of kind ${part.kind}` : 'there is not';
    yield {
      message: `${own} asks ${check} of ${quote(of)}, which ${what}.`,
      remedy: like.length > 0 ? didYouMean(of, like) : `Add a part of kind ${kind}.`,
    };
  }
  if (phases !== 'both' && phase !== phases) {
    const message = `${own} asks ${check} of ${quote(of)} ${phase === 'instant' ? 'at once' : 'after recovery'}.`;
    yield {
      message,
      remedy:
        phases === 'instant' ? 'Ask it at once: nothing of it starts elsewhere by itself.' : 'Ask it after recovery.',
    };
  }
  if (check === 'capacity' && part?.kind === 'nodeGroup' && part.min === 0) {
    const message = `${own} asks a share of ${quote(of)}, which has at least 0 machines.`;
    yield { message, remedy: 'Give the group a least number of machines: of none, nothing has to be left.' };
  }
  const least = atLeast ?? 1;
  const fits = check === 'runningReplicas' ? isCount(least, 1) : least > 0 && least <= 1;
  if (!fits) {
    const remedy =
      check === 'runningReplicas' ? 'Write a number of pods.' : 'Write a share above 0 and at most 1, such as 0.6.';
    yield { message: `${own} asks ${check} of ${quote(of)} of at least ${quote(least)}.`, remedy };
  }
}

function* faultsOfFailure(own: string, failure: Failure, { regions, groups }: System): Iterable<Fault> {
  const names = regions.map(({ name }) => name);
  if (failure.fail === 'regions' && !isCount(failure.most, 1)) {
    yield { message: `${own} is to survive the loss of ${quote(failure.most)} regions.`, remedy: 'Write 1 or more.' };
  }
  if (failure.fail === 'regions' && names.length > 0 && failure.most > names.length && isCount(failure.most, 1)) {
    const message = `${own} is to survive the loss of ${failure.most} regions, and there are ${names.length}.`;
    yield { message, remedy: `Write at most ${names.length}.` };
  }
  if (failure.fail === 'group' && !groups.some(({ name }) => name === failure.group)) {
    yield {
      message: `${own} names the group ${quote(failure.group)}, which there is not.`,
      remedy: didYouMean(
        failure.group,
        groups.map(({ name }) => name),
      ),
    };
  }
  const meant = 'region' in failure && failure.region !== undefined ? [failure.region] : [];
  for (const name of failure.fail === 'cut' ? (failure.between ?? []) : meant) {
    if (!names.includes(name))
      yield { message: `${own} names the region ${quote(name)}, which there is not.`, remedy: didYouMean(name, names) };
  }
}
