import fc from 'fast-check';
import type { Failure, Requirement } from '../../../lib/core/resilience/objective';
import type { Part, Spread, System, Volume } from '../../../lib/core/resilience/system';
import { group, ingress, plane, ring, THREE, volume, workload } from './support';

/** A rule over so many, without one by names. */
export const spread = (size: number): fc.Arbitrary<Spread> =>
  fc.oneof(
    fc.constant<Spread>({ rule: 'none' }),
    fc.record({
      rule: fc.constant('zone' as const),
      maxSkew: fc.integer({ min: 1, max: 2 }),
      nodeTaintsPolicy: fc.constantFrom('Honor' as const, 'Ignore' as const),
    }),
    fc.constant<Spread>({ rule: 'perRegion', most: Math.max(1, Math.ceil(size / 2)) }),
    pin(size),
  );

/** So many, all of them pinned somewhere. */
export const pin = (size: number): fc.Arbitrary<Spread> =>
  fc.array(fc.constantFrom(...THREE), { minLength: size, maxLength: size }).map((places) => ({
    rule: 'pinned',
    counts: Object.fromEntries(THREE.map((name) => [name, places.filter((one) => one === name).length])),
  }));

const sized = <P>(most: number, make: (size: number, spread: Spread) => P, rule = spread): fc.Arbitrary<P> =>
  fc.integer({ min: 1, max: most }).chain((size) => rule(size).map((one) => make(size, one)));

const served = fc.constantFrom('anywhere' as const, ['geneva'], ['gland', 'lucerne']);

export const someVolume = (rule = spread): fc.Arbitrary<Volume> =>
  fc
    .tuple(
      sized(4, (copies, own) => ({ copies, spread: own }), rule),
      fc.record({
        protocol: fc.constantFrom('A' as const, 'B' as const, 'C' as const),
        quorum: fc.constantFrom('linstor' as const, 'off' as const, 'majority' as const, 'all' as const),
        tieBreaker: fc.constantFrom('auto' as const, 'none' as const),
        onNoQuorum: fc.constantFrom('suspend-io' as const, 'io-error' as const),
        eviction: fc.boolean(),
      }),
    )
    .map(([counted, more]) => volume(counted.copies, { ...counted, ...more }));

/** One part of each kind. */
const partsBy = (rule: (size: number) => fc.Arbitrary<Spread>): fc.Arbitrary<Part[]> =>
  fc
    .tuple(
      sized(5, ring, rule),
      sized(3, (size, own) => [size, own] as const, rule),
      sized(5, (size, own) => [size, own] as const, rule),
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom<number | string>('50%', '34%', '100%', 0, 1),
      someVolume(rule),
      sized(5, workload, rule),
      served,
      served,
    )
    .map(([etcd, api, web, more, maxUnhealthy, data, app, endpoint, exposure]) => [
      etcd,
      plane(...api, { endpoint }),
      group(...web, { max: web[0] + more, maxUnhealthy }),
      data,
      app,
      ingress({ exposure }),
    ]);

const systemBy = (rule: (size: number) => fc.Arbitrary<Spread>): fc.Arbitrary<System> =>
  fc
    .record({ parts: partsBy(rule), freeCapacity: fc.boolean(), hosts: fc.constantFrom(undefined, 2) })
    .map(({ parts, freeCapacity, hosts }) => ({
      regions: THREE.map((name) => ({ name, ...(hosts !== undefined && { hosts }) })),
      links: [
        { between: ['geneva', 'gland'], roundTripMs: 1 },
        { between: ['geneva', 'lucerne'], roundTripMs: 4 },
        { between: ['gland', 'lucerne'], roundTripMs: 150 },
      ],
      groups: [{ name: 'lake', regions: ['geneva', 'gland'] }],
      parts,
      freeCapacity,
      labelled: true,
    }));

/** A system in which every fact is known. */
export const someSystem = systemBy(spread);
/** One in which all is pinned as well. */
export const pinnedSystem = systemBy(pin);

const data = fc.constantFrom('returns' as const, 'destroyed' as const);
export const someFailure: fc.Arbitrary<Failure> = fc.oneof(
  fc.record({ fail: fc.constant('regions' as const), most: fc.integer({ min: 1, max: 2 }), data }),
  fc.record({ fail: fc.constant('region' as const), region: fc.constantFrom(...THREE), data }),
  fc.record({ fail: fc.constant('group' as const), group: fc.constant('lake'), data }),
  fc.constantFrom<Failure>(
    { fail: 'node' },
    { fail: 'isolate' },
    { fail: 'cut' },
    { fail: 'split' },
    { fail: 'rolling' },
    { fail: 'rolling', region: 'gland' },
  ),
);
export const someFailures = fc.uniqueArray(someFailure, { minLength: 1, maxLength: 3, selector: JSON.stringify });

/** Something to ask of the parts of a system. */
export const someRequirement: fc.Arbitrary<Requirement> = fc.oneof(
  fc.constantFrom<Requirement>(
    { check: 'etcdQuorum', of: 'etcd', phase: 'instant' },
    { check: 'writable', of: 'data', phase: 'instant' },
    { check: 'readable', of: 'data', phase: 'instant' },
    { check: 'noSplitBrain', of: 'data', phase: 'instant' },
    { check: 'zeroDataLoss', of: 'data', phase: 'instant' },
    { check: 'reprotected', of: 'data', phase: 'recovered' },
    { check: 'timing', of: 'etcd', phase: 'instant' },
  ),
  fc
    .constantFrom('instant' as const, 'recovered' as const)
    .chain((phase) =>
      fc.constantFrom<Requirement>(
        { check: 'apiAvailable', of: 'api', phase },
        { check: 'ingressReachable', of: 'door', phase },
        { check: 'capacity', of: 'web', phase, atLeast: 0.6 },
        { check: 'capacity', of: 'web', phase, atLeast: 1 },
        { check: 'runningReplicas', of: 'app', phase, atLeast: 1 },
      ),
    ),
);
