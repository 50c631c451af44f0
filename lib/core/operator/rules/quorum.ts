import { isRecord, quote, valueAt } from '../../json';
import {
  CSI_PREFIX,
  hasDrbd,
  PROPERTY_PREFIX,
  soleText,
  type ClassParameters,
  type Written,
} from '../linstor/class-parameters';
import { quorumOf, type Quorum } from '../linstor/quorum';
import { SITE_LABELS, sitesOf, ZONE } from '../linstor/sites';
import { ofKind, operatorRule, type OperatorObject, type OperatorRule } from '../rule';
import { spreadOf } from './class-placement';
import { eachClass, exampleClass, parameterAt, whereSaid, type ClassContext } from './class-support';

const AUTO_QUORUM = 'DrbdOptions/auto-quorum';
const QUORUM = 'DrbdOptions/Resource/quorum';
const ON_NO_QUORUM = 'DrbdOptions/Resource/on-no-quorum';
const TIE_BREAKER = 'DrbdOptions/auto-add-quorum-tiebreaker';

const POLICIES = ['io-error', 'suspend-io'];
const SOURCE = 'linstor-server v1.32.3, CtrlRscAutoQuorumHelper and CtrlRscAutoTieBreakerHelper';

const writtenOf = ({ properties }: ClassParameters, name: string): readonly Written[] => properties.get(name) ?? [];

/** Where a property stands, or else what says the number of copies. */
function placeOf(parameters: ClassParameters, name: string): string {
  const [written] = writtenOf(parameters, name);
  return written ? parameterAt(written.key) : whereSaid(parameters, 'placementCount', 'autoPlace', 'nodeList');
}

/** A property that a LinstorCluster sets for all classes which do not set it. */
function clusterProperty(objects: readonly OperatorObject[], name: string): string | undefined {
  for (const { manifest } of ofKind(objects, 'LinstorCluster')) {
    const properties = valueAt(manifest, 'spec', 'properties');
    for (const property of Array.isArray(properties) ? properties : []) {
      if (isRecord(property) && property.name === name && typeof property.value === 'string') return property.value;
    }
  }
  return undefined;
}

/** The property as it holds for the volumes of a class; `unread` where the class sets it and it cannot be read. */
function effective(parameters: ClassParameters, objects: readonly OperatorObject[], name: string): string | undefined {
  const written = writtenOf(parameters, name);
  return written.length > 0 ? (soleText(written) ?? 'unread') : clusterProperty(objects, name);
}

/** What is known of the quorum of a class that DRBD copies. */
interface ClassQuorum {
  readonly copies: number;
  readonly explicit: string | undefined;
  /** Why no tie-breaker comes; nothing where one may. */
  readonly noTieBreaker: 'off' | 'sites' | undefined;
  readonly quorum: Quorum;
}

/** The sites of which each holds one of the copies of a class at most, where their number is known. */
function sitesApart(parameters: ClassParameters, context: ClassContext): readonly string[] | undefined {
  const spread = parameters.manual ? undefined : spreadOf(parameters);
  const labels = [...(context.sites ? [context.sites.label] : SITE_LABELS)].filter((label) => spread?.get(label) === 1);
  return labels.map((label) => sitesOf(label, context.objects, context)).find((sites) => sites !== undefined);
}

function classQuorum(parameters: ClassParameters, context: ClassContext): ClassQuorum | undefined {
  const { copies, manual, disklessOnRemaining } = parameters;
  if (!hasDrbd(parameters) || copies === undefined || disklessOnRemaining === undefined) return undefined;
  const explicit = effective(parameters, context.objects, QUORUM);
  const adding = effective(parameters, context.objects, TIE_BREAKER) ?? 'true';
  if (explicit === 'unread' || adding === 'unread') return undefined;
  const diskless = (manual?.clients.length ?? 0) + (disklessOnRemaining ? 1 : 0);
  // The tie-breaker is placed by the rules of the class, so it needs a site without a copy.
  const full = sitesApart(parameters, context)?.length === copies;
  const noTieBreaker = adding.toLowerCase() !== 'true' ? 'off' : full ? 'sites' : undefined;
  const tieBreaker = noTieBreaker === undefined;
  return { copies, explicit, noTieBreaker, quorum: quorumOf({ diskful: copies, diskless, tieBreaker, explicit }) };
}

const site = (zone: string): object => ({
  apiVersion: 'piraeus.io/v1',
  kind: 'LinstorSatelliteConfiguration',
  metadata: { name: `nodes-${zone}` },
  spec: { nodeSelector: { [ZONE]: zone } },
});

const twoCopies = (more: Readonly<Record<string, string>> = {}): object =>
  exampleClass({ [`${CSI_PREFIX}placementCount`]: '2', ...more });

const inert = operatorRule({
  code: 'HK6230',
  severity: 'warning',
  title: 'The option auto-quorum, which does nothing',
  why: 'LINSTOR dropped it in 1.31: it only warns. LINSTOR decides about quorum by itself, and what a volume without it does is said by on-no-quorum.',
  remedy: `Write ${PROPERTY_PREFIX}${ON_NO_QUORUM} instead.`,
  source: 'linstor-server v1.31.0, changelog; v1.32.3, CtrlRscAutoQuorumHelper',
  check: eachClass(function* (parameters) {
    for (const { key, text } of writtenOf(parameters, AUTO_QUORUM)) {
      const policy = text !== undefined && POLICIES.includes(text) ? text : 'suspend-io';
      yield {
        pointer: parameterAt(key),
        message: `The parameter ${quote(key)} does nothing.`,
        remedy:
          text === 'disabled'
            ? `Remove it; what was meant is ${quote(`${PROPERTY_PREFIX}${QUORUM}`)}: "off".`
            : `Write ${quote(`${PROPERTY_PREFIX}${ON_NO_QUORUM}`)}: ${quote(policy)} instead.`,
        onKey: true,
      };
    }
  }),
  example: {
    fails: [exampleClass({ [`${PROPERTY_PREFIX}${AUTO_QUORUM}`]: 'suspend-io' })],
    passes: [exampleClass({ [`${PROPERTY_PREFIX}${ON_NO_QUORUM}`]: 'suspend-io' })],
  },
});

const turnedOff = operatorRule({
  code: 'HK6231',
  severity: 'warning',
  title: 'Two copies for which LINSTOR turns quorum off',
  why: 'Unless somebody sets it, LINSTOR turns quorum on for three copies, or for two and a diskless one. Two alone both go on writing when they lose one another, and one side is thrown away later.',
  remedy: 'Let LINSTOR add a tie-breaker, or make three copies.',
  source: SOURCE,
  check: eachClass(function* (parameters, context) {
    const known = classQuorum(parameters, context);
    if (known?.copies !== 2 || known.noTieBreaker !== 'off') return;
    if (known.quorum.by !== 'linstor' || known.quorum.setting !== 'off') return;
    yield {
      pointer: placeOf(parameters, TIE_BREAKER),
      message: 'The class makes two copies and forbids a tie-breaker, so LINSTOR turns quorum off.',
      remedy: `Remove ${TIE_BREAKER}, or write "3" for the copies.`,
    };
  }),
  example: { fails: [twoCopies({ [`${PROPERTY_PREFIX}${TIE_BREAKER}`]: 'false' })], passes: [twoCopies()] },
});

const stopsAtOnce = operatorRule({
  code: 'HK6232',
  severity: 'error',
  title: 'A majority of two copies without a tie-breaker',
  why: 'One of two is no majority: the volume stops at the first loss, so that the second copy makes it less available than one alone.',
  remedy: 'Let LINSTOR add a tie-breaker, or make three copies.',
  source: `${SOURCE}; drbd, drbd_state.c, calc_quorum`,
  check: eachClass(function* (parameters, context) {
    const known = classQuorum(parameters, context);
    if (known?.copies !== 2 || known.noTieBreaker !== 'off') return;
    if (known.quorum.by !== 'person' || known.quorum.outlivesOneCopy !== false) return;
    yield {
      pointer: placeOf(parameters, QUORUM),
      message: 'The class makes two copies, asks for a majority and forbids a tie-breaker.',
      remedy: `Remove ${TIE_BREAKER}, or write "3" for the copies.`,
    };
  }),
  example: {
    fails: [twoCopies({ [`${PROPERTY_PREFIX}${TIE_BREAKER}`]: 'false', [`${PROPERTY_PREFIX}${QUORUM}`]: 'majority' })],
    passes: [twoCopies({ [`${PROPERTY_PREFIX}${TIE_BREAKER}`]: 'true', [`${PROPERTY_PREFIX}${QUORUM}`]: 'majority' })],
  },
});

const saidOff = operatorRule({
  code: 'HK6233',
  severity: 'warning',
  title: 'Copies whose quorum is off',
  why: 'Without quorum the copies go on writing when they lose one another, and what one side wrote is thrown away later.',
  remedy: 'Leave quorum to LINSTOR.',
  source: SOURCE,
  check: eachClass(function* (parameters, context) {
    const { copies, explicit } = classQuorum(parameters, context) ?? {};
    if (copies === undefined || copies < 2 || explicit !== 'off') return;
    yield {
      pointer: placeOf(parameters, QUORUM),
      message: `The class makes ${copies} copies, and quorum is off for them.`,
      remedy: `Remove ${QUORUM}, so that LINSTOR decides by the number of copies.`,
    };
  }),
  example: { fails: [exampleClass({ [`${PROPERTY_PREFIX}${QUORUM}`]: 'off' })], passes: [exampleClass()] },
});

const thirdSite = operatorRule({
  code: 'HK6234',
  severity: 'warning',
  title: 'Two copies and no third site for a tie-breaker',
  why: 'LINSTOR places the tie-breaker by the rules of the class, so it needs a site with no copy. Without one, quorum is off and the copies can part, or a majority is asked for and the volume stops at the first loss.',
  remedy: 'Add a third site, if only for a node without disks.',
  source: SOURCE,
  check: eachClass(function* (parameters, context) {
    const known = classQuorum(parameters, context);
    if (known?.copies !== 2 || known.noTieBreaker !== 'sites') return;
    const { setting, by, outlivesOneCopy } = known.quorum;
    const split = by === 'linstor' && setting === 'off';
    if (!split && outlivesOneCopy !== false) return;
    yield {
      pointer: whereSaid(parameters, 'placementCount', 'autoPlace'),
      message:
        'The class makes two copies at different sites, and two sites are known: none is left for a tie-breaker.',
      why: split
        ? 'LINSTOR turns quorum off for two copies without a diskless third: they both go on writing when they lose one another.'
        : 'One of two is no majority: the volume stops at the first loss.',
      remedy: 'Add a third site, if only for a node without disks.',
    };
  }),
  example: {
    fails: [twoCopies(), site('geneva'), site('gland')],
    passes: [twoCopies(), site('geneva'), site('gland'), site('lucerne')],
  },
});

/** Values that a property takes, by the name of the property. */
const valueRule = (
  facts: Pick<OperatorRule, 'code' | 'title' | 'example'>,
  name: string,
  takes: (text: string) => boolean,
  remedy: string,
): OperatorRule =>
  operatorRule({
    ...facts,
    severity: 'error',
    why: 'LINSTOR refuses the value when the first volume of the class is made.',
    remedy,
    source: 'linstor-server v1.32.3, docs/rest_v1_openapi.yaml',
    check: eachClass(function* (parameters) {
      for (const { key, text } of writtenOf(parameters, name)) {
        if (text === undefined || takes(text)) continue;
        yield { pointer: parameterAt(key), message: `The property ${name} is ${quote(text)}.`, remedy };
      }
    }),
  });

const policy = valueRule(
  {
    code: 'HK6235',
    title: 'A policy without quorum that LINSTOR does not have',
    example: {
      fails: [exampleClass({ [`${PROPERTY_PREFIX}${ON_NO_QUORUM}`]: 'freeze' })],
      passes: [exampleClass({ [`${PROPERTY_PREFIX}${ON_NO_QUORUM}`]: 'io-error' })],
    },
  },
  ON_NO_QUORUM,
  (text) => POLICIES.includes(text),
  'Write "suspend-io" to wait for the others, or "io-error" to fail.',
);

const setting = valueRule(
  {
    code: 'HK6236',
    title: 'A quorum that LINSTOR does not have',
    example: {
      fails: [exampleClass({ [`${PROPERTY_PREFIX}${QUORUM}`]: 'on' })],
      passes: [exampleClass({ [`${PROPERTY_PREFIX}${QUORUM}`]: 'majority' })],
    },
  },
  QUORUM,
  (text) => ['off', 'majority', 'all'].includes(text) || /^([1-9]|[12]\d|3[0-2])$/.test(text),
  'Write "majority", "all", "off" or a number from 1 to 32; or remove it, so that LINSTOR decides.',
);

/** Rules over the quorum of volumes that DRBD copies. */
export const QUORUM_RULES: readonly OperatorRule[] = [
  inert,
  turnedOff,
  stopsAtOnce,
  saidOff,
  thirdSite,
  policy,
  setting,
];
