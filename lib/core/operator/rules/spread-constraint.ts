import type { Finding } from '../../check/rule';
import { pointer, quote, type Unchecked } from '../../json';
import { HOSTNAME } from '../linstor/sites';
import { wordInstead } from './ring-reading';

/** The fields of a spread constraint. Source: Kubernetes v1.34, core/v1 TopologySpreadConstraint. */
export const CONSTRAINT_FIELDS: readonly string[] = [
  'labelSelector',
  'matchLabelKeys',
  'maxSkew',
  'minDomains',
  'nodeAffinityPolicy',
  'nodeTaintsPolicy',
  'topologyKey',
  'whenUnsatisfiable',
];

const VALUES: Readonly<Record<string, readonly string[]>> = {
  whenUnsatisfiable: ['DoNotSchedule', 'ScheduleAnyway'],
  nodeTaintsPolicy: ['Honor', 'Ignore'],
  nodeAffinityPolicy: ['Honor', 'Ignore'],
};
const REQUIRED: readonly string[] = ['maxSkew', 'topologyKey', 'whenUnsatisfiable'];

const absent = (value: unknown): boolean => value === undefined || value === null;

/** Whether the scheduler leaves a pod Pending rather than break it. */
export const isHard = ({ whenUnsatisfiable }: Unchecked): boolean => whenUnsatisfiable === 'DoNotSchedule';

/** Whether it spreads over something larger than a node. */
export const isOverSites = ({ topologyKey }: Unchecked): boolean =>
  typeof topologyKey === 'string' && topologyKey !== '' && topologyKey !== HOSTNAME;

/** How many domains there have to be; the scheduler takes 1 where nothing is written. */
export function minDomainsOf({ minDomains }: Unchecked): number | undefined {
  if (absent(minDomains)) return 1;
  return Number.isSafeInteger(minDomains) && (minDomains as number) > 0 ? (minDomains as number) : undefined;
}

/**
 * How what was lost with a site comes back under a hard constraint: it waits for its site (*strict*), it may start at
 * another (*movable*), or neither is certain. Nothing where a value cannot be read.
 *
 * Source: Kubernetes, KEP-3022 (minDomains) and KEP-3094 (node inclusion policies).
 */
export function policyOf(constraint: Unchecked): 'strict' | 'movable' | 'uneven' | 'blocked' | undefined {
  const { nodeTaintsPolicy } = constraint;
  const domains = minDomainsOf(constraint);
  if (!isHard(constraint) || domains === undefined) return undefined;
  if (absent(nodeTaintsPolicy) || nodeTaintsPolicy === 'Ignore') return domains > 1 ? 'strict' : 'uneven';
  if (nodeTaintsPolicy !== 'Honor') return undefined;
  return domains > 1 ? 'blocked' : 'movable';
}

/** What Kubernetes refuses in a constraint, be it at once or when the pods are made. */
export function* faultsOf(constraint: Unchecked, at: string): Iterable<Finding> {
  for (const key of Object.keys(constraint)) {
    if (CONSTRAINT_FIELDS.includes(key)) continue;
    const message = `A spread constraint has no field ${quote(key)}.`;
    yield { pointer: at + pointer(key), onKey: true, message, remedy: wordInstead(key, CONSTRAINT_FIELDS) };
  }
  for (const key of REQUIRED) {
    if (!absent(constraint[key])) continue;
    yield { pointer: at, message: `The constraint has no \`${key}\`.`, remedy: `Write \`${key}: ${SAMPLE[key]!}\`.` };
  }
  for (const [key, known] of Object.entries(VALUES)) {
    const value = constraint[key];
    if (absent(value) || (typeof value === 'string' && known.includes(value))) continue;
    const message = `The value of \`${key}\` is ${quote(value)}.`;
    yield { pointer: at + pointer(key), message, remedy: wordInstead(value, known) };
  }
  yield* numberFaults(constraint, at);
  if (constraint.topologyKey === '') {
    const remedy = `Write \`topologyKey: ${SAMPLE.topologyKey!}\`.`;
    yield { pointer: `${at}/topologyKey`, message: 'The constraint names no label.', remedy };
  }
}

const SAMPLE: Readonly<Record<string, string>> = {
  maxSkew: '1',
  topologyKey: 'topology.kubernetes.io/zone',
  whenUnsatisfiable: 'DoNotSchedule',
};

function* numberFaults(constraint: Unchecked, at: string): Iterable<Finding> {
  for (const key of ['maxSkew', 'minDomains']) {
    const value = constraint[key];
    if (absent(value) || (Number.isSafeInteger(value) && (value as number) > 0)) continue;
    const message = `The value of \`${key}\` is ${quote(value)}, which is no whole number above zero.`;
    const remedy = key === 'maxSkew' ? 'Write `maxSkew: 1`.' : 'Write the number of sites, or leave it out.';
    yield { pointer: at + pointer(key), message, remedy };
  }
  if (!absent(constraint.minDomains) && constraint.whenUnsatisfiable === 'ScheduleAnyway') {
    const message = 'A constraint with `whenUnsatisfiable: ScheduleAnyway` has `minDomains`.';
    const remedy = 'Write `whenUnsatisfiable: DoNotSchedule`, or leave `minDomains` out.';
    yield { pointer: `${at}/minDomains`, onKey: true, message, remedy };
  }
}

/** What is said where a hard constraint over sites is neither strict nor movable. */
export function* recoveryFaults(constraint: Unchecked, at: string, sites: number | undefined): Iterable<Finding> {
  // One site: there is nothing to hold apart.
  if (sites !== undefined && sites < 2) return;
  const policy = policyOf(constraint);
  const domains = minDomainsOf(constraint);
  if (domains === undefined) return;
  const all = sites === undefined ? '`minDomains` with the number of sites' : `\`minDomains: ${sites}\``;
  if (policy === 'uneven') {
    yield {
      pointer: at,
      message: `The constraint has no \`minDomains\`${constraint.minDomains === 1 ? ' above 1' : ''}, and counts nodes that are tainted.`,
      why: 'Only sites that have a labelled node count: with two of them three parts stand 2/1, and with one they all stand together.',
      remedy: `Write ${all}, or \`nodeTaintsPolicy: Honor\` where lost parts are to start at another site.`,
    };
  } else if (policy === 'blocked') {
    yield {
      pointer: `${at}/minDomains`,
      message: `The constraint leaves out the nodes of a lost site, and asks for ${domains} sites.`,
      why: 'With fewer sites than that, nothing may start where something stands already: the replacements that the one field allows are stopped by the other.',
      remedy:
        'Write `nodeTaintsPolicy: Ignore` so that lost parts wait for their site, or leave `minDomains` out so that they may start at another.',
    };
  } else if (policy === 'strict' && sites !== undefined && domains !== sites) {
    yield {
      pointer: `${at}/minDomains`,
      message: `The constraint asks for ${domains} sites, and there are ${sites}.`,
      why:
        domains < sites
          ? 'It is content before all sites have a labelled node, and parts then stand together that were to stand apart.'
          : 'So many never come: until then no site takes more parts than `maxSkew`, and further ones stay Pending.',
      remedy: `Write \`minDomains: ${sites}\`.`,
    };
  }
}
