import type { Requirement } from './objective';
import type { Part, PartKind } from './system';

/** The settings of a part that each requirement looks at beside how many there are and where they stand. */
const SETTINGS: Readonly<Record<Requirement['check'], readonly string[]>> = {
  etcdQuorum: [],
  timing: ['heartbeatMs', 'electionMs'],
  apiAvailable: ['endpoint'],
  writable: ['quorum', 'tieBreaker', 'minimumRedundancy'],
  readable: ['quorum', 'tieBreaker', 'minimumRedundancy', 'onNoQuorum'],
  noSplitBrain: ['quorum', 'tieBreaker', 'minimumRedundancy'],
  zeroDataLoss: ['protocol'],
  reprotected: ['eviction'],
  capacity: [],
  ingressReachable: ['exposure'],
  runningReplicas: [],
};

const SIZES: Readonly<Record<PartKind, readonly string[]>> = {
  etcd: ['members', 'spread'],
  controlPlane: ['replicas', 'spread'],
  nodeGroup: ['spread'],
  volume: ['copies', 'spread'],
  workload: ['spread'],
  ingress: [],
};

/** What of a part has a say in requirements: nothing else of it keeps a verdict open. */
export function lookedAt(part: Part, require: readonly Requirement[]): object {
  const later = require.some(({ phase }) => phase === 'recovered');
  const fields = new Set([
    ...SIZES[part.kind],
    ...require.flatMap(({ check }) => SETTINGS[check]),
    ...(later ? ['maxUnhealthy'] : []),
  ]);
  return Object.fromEntries(Object.entries(part).filter(([field]) => fields.has(field)));
}
