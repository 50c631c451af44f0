import { quote } from '../../core/json';
import type { Failure, Requirement } from '../../core/resilience/objective';
import type { FactChoice, Verdict } from '../../core/resilience/verdict';

const percent = (share: number): string => `${Number((share * 100).toPrecision(12))} %`;

/** What is asked, in words. */
export function requirementText({ check, of, phase, atLeast = 1 }: Requirement): string {
  const part = quote(of);
  const later = phase === 'recovered';
  const again = later ? ' again' : '';
  switch (check) {
    case 'etcdQuorum':
      return `${part} keeps its quorum`;
    case 'timing':
      return `the timers of ${part} fit its round trips`;
    case 'apiAvailable':
      return `${part} answers${again}`;
    case 'writable':
      return `${part} takes writes`;
    case 'readable':
      return `${part} can be read`;
    case 'noSplitBrain':
      return `only one side of ${part} takes writes`;
    case 'zeroDataLoss':
      return `${part} loses no write that was acknowledged`;
    case 'reprotected':
      return `${part} has all its copies again`;
    case 'capacity':
      return `at least ${percent(atLeast)} of the machines of ${part} run${again}`;
    case 'ingressReachable':
      return `requests reach ${part}${again}`;
    case 'runningReplicas':
      return `at least ${atLeast} pods of ${part} run${again}`;
  }
}

/** What may happen, in words. */
export function failureText(failure: Failure): string {
  const disks = 'data' in failure && failure.data === 'destroyed' ? ', with its disks' : '';
  return `${eventText(failure)}${disks}`;
}

function eventText(failure: Failure): string {
  switch (failure.fail) {
    case 'regions':
      return failure.most === 1 ? 'any region is lost' : `any regions are lost, up to ${failure.most} at once`;
    case 'region':
      return `${quote(failure.region)} is lost`;
    case 'group':
      return `all regions of ${quote(failure.group)} are lost`;
    case 'node':
      return 'any machine of a cluster is lost';
    case 'host':
      return 'any machine of the platform is lost';
    case 'isolate':
      return `${failure.region === undefined ? 'any region' : quote(failure.region)} reaches no other`;
    case 'cut':
      return failure.between
        ? `${failure.between.map(quote).join(' and ')} no longer reach each other`
        : 'any two regions no longer reach each other';
    case 'split':
      return 'no region reaches another';
    case 'rolling': {
      const drained = `${failure.region === undefined ? 'any region' : quote(failure.region)} is emptied in good order`;
      return failure.node ? `${drained}, and a machine elsewhere fails meanwhile` : drained;
    }
  }
}

/** A verdict in words. */
export function verdictText(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'proven':
      return 'proven: it holds wherever everything stands';
    case 'refuted':
      return 'refuted: wherever everything stands, something breaks it';
    case 'unknown':
      return verdict.because === 'placement'
        ? 'unknown: it may hold and it may not, by how things stand and what nobody told'
        : 'unknown: there are more ways to stand than there is time for';
  }
}

/** What a fact is taken to be, in words. */
export const choiceText = ({ fact, is }: FactChoice): string => `${fact} is ${quote(is)}`;
