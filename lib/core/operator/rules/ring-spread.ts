import { isRecord, listed, quote, valueAt } from '../../json';
import { quorumOf } from '../../model/etcd';
import { each, operatorRule, type OperatorObject, type OperatorRule } from '../rule';
import { constraintsAt, constraintsOf, siteConstraintsOf } from './ring-constraints';
import { apiOf, listOf, membersOf, pathOf } from './ring-reading';
import { ring, SOUND_V1, SOUND_V2, spreadV1, spreadV2, STRICT } from './ring-samples';
import { HOSTNAME } from '../linstor/sites';
import { faultsOf, isHard, isOverSites, minDomainsOf, recoveryFaults } from './spread-constraint';

const SPREAD_SOURCE = 'Kubernetes, docs/concepts/scheduling-eviction/topology-spread-constraints';

/** Whether pods of the ring are kept apart by a rule of affinity that holds. */
function hasHardAffinity(object: OperatorObject): boolean {
  const api = apiOf(object);
  if (api === undefined) return false;
  const path = [...pathOf(api, 'pod'), 'affinity', 'podAntiAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'];
  return listOf(valueAt(object.manifest, ...path)).length > 0;
}

/** Rings of which more than one member could stand together. */
const isApart = (object: OperatorObject): boolean => (membersOf(object) ?? 0) > 1 && !hasHardAffinity(object);

const noSpread = operatorRule({
  code: 'HK6525',
  severity: 'warning',
  title: 'A ring whose members nothing keeps apart',
  why: 'Without constraints the scheduler only prefers to spread: all members may stand at one site, or on one node, and be lost together.',
  remedy: 'Give the ring a constraint over the label of the sites, with `whenUnsatisfiable: DoNotSchedule`.',
  source: SPREAD_SOURCE,
  check: each('EtcdCluster', function* (object, { sites }) {
    const at = constraintsAt(object);
    const api = apiOf(object);
    if (at === undefined || api === undefined || !isApart(object)) return;
    const written = valueAt(object.manifest, ...pathOf(api, 'pod'), 'topologySpreadConstraints');
    if (written !== undefined && written !== null && !(Array.isArray(written) && written.length === 0)) return;
    yield {
      pointer: at,
      message: 'The ring has no topologySpreadConstraints.',
      remedy: `Write one over "${sites?.label ?? 'topology.kubernetes.io/zone'}" with maxSkew 1, DoNotSchedule and \`minDomains\` with the number of sites.`,
    };
  }),
  example: {
    profile: 'operators-v1alpha2',
    fails: [ring(SOUND_V2, { topologySpreadConstraints: undefined })],
    passes: [SOUND_V2],
  },
});

const soft = operatorRule({
  code: 'HK6526',
  severity: 'warning',
  title: 'A spread that is only a wish',
  why: 'With ScheduleAnyway the scheduler puts members together when that is easier, and nothing moves them apart later.',
  remedy: 'Write `whenUnsatisfiable: DoNotSchedule`.',
  source: SPREAD_SOURCE,
  check: each('EtcdCluster', function* (object) {
    if (!isApart(object)) return;
    const all = constraintsOf(object);
    const someHold = all.some(({ constraint }) => isHard(constraint));
    for (const { constraint, at } of all) {
      if (constraint.whenUnsatisfiable !== 'ScheduleAnyway' || (someHold && !isOverSites(constraint))) continue;
      yield {
        pointer: `${at}/whenUnsatisfiable`,
        message: `The members are spread over ${quote(constraint.topologyKey)} only where that is easy: \`ScheduleAnyway\`.`,
        remedy: 'Write `whenUnsatisfiable: DoNotSchedule`.',
      };
    }
  }),
  example: {
    profile: 'operators-v1alpha2',
    fails: [spreadV2({ ...STRICT, minDomains: undefined, whenUnsatisfiable: 'ScheduleAnyway' })],
    passes: [
      spreadV2(STRICT, {
        ...STRICT,
        minDomains: undefined,
        topologyKey: HOSTNAME,
        whenUnsatisfiable: 'ScheduleAnyway',
      }),
    ],
  },
});

const onlyNodes = operatorRule({
  code: 'HK6529',
  severity: 'warning',
  title: 'A ring that is spread over nodes and not over sites',
  why: 'Nodes that differ may stand at one site: with it all members can be lost.',
  remedy: 'Give the ring a constraint over the label of the sites.',
  source: SPREAD_SOURCE,
  check: each('EtcdCluster', function* (object, { sites }) {
    const all = constraintsOf(object);
    const at = constraintsAt(object);
    if (!isApart(object) || at === undefined || all.length === 0) return;
    if (all.some(({ constraint }) => constraint.topologyKey !== HOSTNAME)) return;
    yield {
      pointer: `${all[0]!.at}/topologyKey`,
      message: `The members are spread over "${HOSTNAME}" alone.`,
      remedy: `Write \`topologyKey: ${sites?.label ?? 'topology.kubernetes.io/zone'}\`, or the label that your nodes carry for their site.`,
    };
  }),
  example: {
    profile: 'operators-v1alpha1',
    fails: [spreadV1({ ...STRICT, topologyKey: HOSTNAME })],
    passes: [SOUND_V1],
  },
});

const recovery = operatorRule({
  code: 'HK6530',
  severity: 'warning',
  title: 'A spread that is neither strict nor movable',
  why: 'Either a lost member waits for its site (Ignore, and minDomains with the number of sites), or it may start at another (Honor, without minDomains). What lies between holds for neither.',
  remedy: 'Choose one of the two by name.',
  source: 'Kubernetes, KEP-3022 (minDomains) and KEP-3094 (node inclusion policies)',
  check: each('EtcdCluster', function* (object, { sites }) {
    if ((membersOf(object) ?? 0) < 2) return;
    for (const { constraint, at } of siteConstraintsOf(object)) {
      // Of another label than that of the sites, nobody knows how many values it has.
      const known = sites && sites.label === constraint.topologyKey ? sites.values.length : undefined;
      yield* recoveryFaults(constraint, at, known);
    }
  }),
  example: {
    profile: 'operators-v1alpha2',
    fails: [spreadV2({ ...STRICT, nodeTaintsPolicy: 'Honor' })],
    passes: [spreadV2({ ...STRICT, minDomains: undefined, nodeTaintsPolicy: 'Honor' })],
  },
});

const invalid = operatorRule({
  code: 'HK6531',
  severity: 'error',
  title: 'A spread constraint that no pod can have',
  why: 'What the API of the ring does not refuse at once, Kubernetes refuses in its pods, and no member is made. A field that a constraint does not have is dropped.',
  remedy: 'Write the constraint as Kubernetes takes it.',
  source: 'Kubernetes v1.34, validation of core/v1 TopologySpreadConstraint; etcd-operator v0.5.4, its CRD',
  check: each('EtcdCluster', function* (object) {
    const at = constraintsAt(object);
    const api = apiOf(object);
    if (at === undefined || api === undefined) return;
    const written = valueAt(object.manifest, ...pathOf(api, 'pod'), 'topologySpreadConstraints');
    if (written !== undefined && written !== null && !Array.isArray(written)) {
      const message = `The topologySpreadConstraints are ${quote(written)}, which is no list.`;
      yield { pointer: at, message, remedy: 'Write a list of constraints.' };
    }
    for (const [i, item] of listOf(written).entries()) {
      if (isRecord(item)) yield* faultsOf(item, `${at}/${i}`);
      else {
        const message = `A constraint is ${quote(item)}, which is no map.`;
        yield {
          pointer: `${at}/${i}`,
          message,
          remedy: 'Write a map with maxSkew, topologyKey and whenUnsatisfiable.',
        };
      }
    }
  }),
  example: {
    profile: 'operators-v1alpha1',
    fails: [spreadV1(STRICT, { ...STRICT, topologyKey: HOSTNAME, whenUnsatisfiable: 'ScheduleAnyway' })],
    passes: [spreadV1({ ...STRICT, nodeTaintsPolicy: 'Ignore', nodeAffinityPolicy: 'Honor' })],
  },
});

const wideSkew = operatorRule({
  code: 'HK6532',
  severity: 'warning',
  title: 'A spread that lets members stand together',
  why: 'With a maxSkew above 1 a site may have that many members more than another, and the majority can be lost with it.',
  remedy: 'Write `maxSkew: 1`.',
  source: SPREAD_SOURCE,
  check: each('EtcdCluster', function* (object) {
    const members = membersOf(object) ?? 0;
    if (members < 2) return;
    for (const { constraint, at } of siteConstraintsOf(object)) {
      const { maxSkew } = constraint;
      if (!Number.isSafeInteger(maxSkew) || (maxSkew as number) < 2) continue;
      yield {
        pointer: `${at}/maxSkew`,
        message: `The members may differ by ${maxSkew as number} between sites; ${quorumOf(members)} of ${members} have to remain.`,
        remedy: 'Write `maxSkew: 1`.',
      };
    }
  }),
  example: { profile: 'operators-v1alpha2', fails: [spreadV2({ ...STRICT, maxSkew: 2 })], passes: [SOUND_V2] },
});

const twoSites = operatorRule({
  code: 'HK6533',
  severity: 'warning',
  title: 'A ring over two sites',
  why: 'One of two sites always has at least half of the members: when it is lost, the rest is no majority and etcd stops.',
  remedy: 'Put one member at a third site.',
  source: 'etcd v3.6, faq',
  check: each('EtcdCluster', function* (object, { sites }) {
    const members = membersOf(object);
    if (members === undefined || members < 2) return;
    if (sites?.values.length === 2) {
      yield {
        pointer: '/spec/replicas',
        message: `The ${members} members stand at two sites, ${listed(sites.values)}: one of them has ${Math.ceil(members / 2)} or more.`,
        remedy: 'Add a third site, if only for one member.',
      };
      return;
    }
    if (sites) return;
    const two = siteConstraintsOf(object).find(({ constraint }) => minDomainsOf(constraint) === 2);
    if (!two) return;
    yield {
      pointer: `${two.at}/minDomains`,
      message: `The ${members} members are content with two sites: one of them then has ${Math.ceil(members / 2)} or more.`,
      remedy: 'Write `minDomains: 3`, and label the nodes of three sites.',
    };
  }),
  example: { profile: 'operators-v1alpha2', fails: [spreadV2({ ...STRICT, minDomains: 2 })], passes: [SOUND_V2] },
});

/** Rules over where the members of a ring stand. */
export const RING_SPREAD_RULES: readonly OperatorRule[] = [
  noSpread,
  soft,
  onlyNodes,
  recovery,
  invalid,
  wideSkew,
  twoSites,
];
