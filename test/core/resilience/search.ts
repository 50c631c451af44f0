import type { Failure, Requirement } from '../../../lib/core/resilience/objective';
import type { Part, Site, Spread, System } from '../../../lib/core/resilience/system';
import { looksAtMachines, vectorsOf, verdictsBySearch } from './enumeration';
import { judged } from './support';

export const NAMES = ['geneva', 'gland', 'lucerne', 'zug'] as const;

export const regions = (count: number, hosts?: number): Site[] =>
  NAMES.slice(0, count).map((name) => ({ name, ...(hosts !== undefined && { hosts }) }));

export const systemIn = (count: number, parts: readonly Part[], more: Partial<System> = {}): System => ({
  regions: regions(count),
  links: [],
  groups: [{ name: 'lake', regions: NAMES.slice(0, 2) }],
  parts,
  freeCapacity: true,
  labelled: true,
  ...more,
});

export const FAILURES: readonly Failure[] = [
  { fail: 'regions', most: 1 },
  { fail: 'regions', most: 2, data: 'destroyed' },
  { fail: 'region', region: 'gland' },
  { fail: 'group', group: 'lake' },
  { fail: 'node' },
  { fail: 'host' },
  { fail: 'isolate' },
  { fail: 'cut' },
  { fail: 'split' },
  { fail: 'rolling' },
  { fail: 'rolling', node: true },
];

/** Each rule, as it may be for so many in so many regions. */
const spreads = (size: number, count: number): Spread[] => {
  const pins = vectorsOf(size, count).filter((_, i) => i % 5 === 1);
  return [
    { rule: 'none' },
    { rule: 'zone', maxSkew: 1 },
    { rule: 'zone', maxSkew: 2 },
    { rule: 'zone', maxSkew: 1, nodeTaintsPolicy: 'Honor' },
    { rule: 'zone', maxSkew: 2, nodeTaintsPolicy: 'Honor', minDomains: 3 },
    { rule: 'hostname', maxSkew: 1 },
    ...[1, 2].filter((most) => most * count >= size).map((most): Spread => ({ rule: 'perRegion', most })),
    ...pins.map((counts): Spread => ({
      rule: 'pinned',
      counts: Object.fromEntries(counts.map((own, i) => [NAMES[i]!, own])),
    })),
  ];
};

/** A case to judge: a system, what it is to survive, and what is asked of it. */
export type Case = readonly [System, readonly Failure[], readonly Requirement[]];

/** Where the prover says something else than the search, in words; the first few do. */
export function differences(cases: Iterable<Case>): string[] {
  const found: string[] = [];
  for (const [system, survive, require] of cases) {
    const said = verdictsByProof(system, survive, require);
    const is = verdictsBySearch(system, { survive, require });
    const pairs = ['all', ...require.flatMap((one) => survive.map((failure) => ({ ...one, ...failure })))];
    const other = said.findIndex((verdict, i) => verdict !== is[i]);
    if (other >= 0) found.push(`${said[other]!}, not ${is[other]!}: ${JSON.stringify([pairs[other], system])}`);
    if (found.length > 3) break;
  }
  return found;
}

function verdictsByProof(system: System, survive: readonly Failure[], require: readonly Requirement[]): string[] {
  try {
    const { verdict, checks } = judged(system, survive, ...require);
    return [verdict.kind, ...checks.map((check) => check.verdict.kind)];
  } catch (error) {
    if (!String(error).includes('no placement')) throw error;
    return Array.from({ length: 1 + survive.length * require.length }, () => 'nowhere');
  }
}

const [ofHosts, ofOthers] = [
  [true, false],
  [false, true],
].map(([own]) => FAILURES.filter((one) => looksAtMachines([one]) === own));

/** Parts under every rule and every failure. */
export function* casesOf(
  sizes: readonly number[],
  counts: readonly number[],
  parts: (size: number, spread: Spread) => readonly Part[],
  require: readonly Requirement[],
  more: Partial<System> = {},
): Iterable<Case> {
  for (const count of counts) {
    for (const size of sizes) {
      for (const spread of spreads(size, count)) {
        const system = systemIn(count, parts(size, spread), more);
        yield [system, ofOthers!, require];
        // What one machine carries under a hard rule over machines is known only where their number is.
        if (spread.rule !== 'hostname' || system.regions.every(({ hosts }) => hosts)) yield [system, ofHosts!, require];
      }
    }
  }
}
