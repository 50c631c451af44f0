import { isAtLeast } from './fraction';
import type { Phase, Requirement } from './objective';
import { afterOf, allOf, hears, runningOf, type After, type Thing } from './replay/after';
import { regionsOf } from './replay/again';
import { isRead, isSplit, isWhole, isWritten, keepsAll } from './replay/copies';
import type { ControlPlane, Ingress, NodeGroup, Part, Ring, Served, Settled, System, Volume, Workload } from './system';
import type { Counterexample, Happening, Witness } from './verdict';

/**
 * Whether the requirement of a counterexample holds there: if it does, the prover was wrong. It is judged by definition on
 * single members, copies, machines and pods, and has nothing in common with what found the counterexample.
 */
export const replay = ({ system, failure, requirement, ...witness }: Counterexample): boolean =>
  holdsAfter(requirement, afterOf(witness, failure, system));

/** Whether requirements hold where everything stands so, whatever of this happens. */
export const replayWitness = (
  witness: Witness,
  system: System,
  require: readonly Requirement[],
  failures: readonly Happening[],
): boolean =>
  failures.every((failure) => {
    const after = afterOf(witness, failure, system);
    return require.every((requirement) => holdsAfter(requirement, after));
  });

const partOf = <P extends Part>({ system }: After, name: string): Settled<P> =>
  system.parts.find((part) => part.name === name) as Settled<P>;

function holdsAfter({ check, of, phase, atLeast = 1 }: Requirement, after: After): boolean {
  switch (check) {
    case 'etcdQuorum':
      return leadersOf(of, after).length > 0;
    case 'timing':
      return hasTime(partOf<Ring>(after, of), after);
    case 'apiAvailable':
      return answers(partOf<ControlPlane>(after, of), after, phase);
    case 'ingressReachable':
      return letsIn(partOf<Ingress>(after, of), after, phase);
    case 'capacity': {
      const group = partOf<NodeGroup>(after, of);
      return isAtLeast(regionsOf(group, after, phase).length, group.min, atLeast);
    }
    case 'runningReplicas':
      return regionsOf(partOf<Workload>(after, of), after, phase).length >= atLeast;
    case 'writable':
      return isWritten(partOf<Volume>(after, of), after);
    case 'readable':
      return isRead(partOf<Volume>(after, of), after);
    case 'noSplitBrain':
      return !isSplit(partOf<Volume>(after, of), after);
    case 'zeroDataLoss':
      return keepsAll(partOf<Volume>(after, of), after);
    case 'reprotected':
      return isWhole(partOf<Volume>(after, of), after);
  }
}

/** The members that hear more than half of all, themselves included. */
function leadersOf(ring: string, after: After): Thing[] {
  const members = runningOf(after, ring);
  const all = allOf(after, ring).length;
  return members.filter(({ region }) => {
    const heard = members.filter((other) => hears(after, region, other.region));
    return heard.length * 2 > all;
  });
}

/** Whether each two members can wait for each other's answer. */
function hasTime({ name, heartbeatMs = 100, electionMs = 1000 }: Settled<Ring>, after: After): boolean {
  const members = allOf(after, name);
  return members.every((one) =>
    members.every((other) => {
      const links = after.system.links.filter(({ between: [a, b] }) => a === one.region && b === other.region);
      return links.every(
        ({ roundTripMs = Infinity }) => electionMs >= 10 * roundTripMs && heartbeatMs * 2 >= roundTripMs,
      );
    }),
  );
}

/** Whether an address leads to something in a region. */
const leadsTo = (served: Served, region: string, after: After): boolean =>
  served === 'anywhere' || served.some((name) => hears(after, name, region));

/** Whether an API server runs that hears a member with a quorum and that the address leads to. */
function answers(plane: Settled<ControlPlane>, after: After, phase: Phase): boolean {
  const leaders = leadersOf(plane.ring, after);
  return regionsOf(plane, after, phase).some(
    (region) => leaders.some((leader) => hears(after, region, leader.region)) && leadsTo(plane.endpoint, region, after),
  );
}

/** Whether a node that takes requests runs where the address leads. */
const letsIn = ({ nodes, exposure }: Settled<Ingress>, after: After, phase: Phase): boolean =>
  nodes.some((name) =>
    regionsOf(partOf<NodeGroup>(after, name), after, phase).some((region) => leadsTo(exposure, region, after)),
  );
