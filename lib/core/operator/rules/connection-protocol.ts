import { listed, pointer, quote } from '../../json';
import { PROTOCOL_PROPERTY } from '../drbd/net-options';
import { ofKind, operatorRule, each, type OperatorFinding, type OperatorObject, type OperatorRule } from '../rule';
import { connection } from './connection-read';
import { linstorClass, nameOf, type LinstorClass } from './linstor-class';
import { propertiesOf } from './linstor-read';

const KIND = 'LinstorNodeConnection';
const SOURCE = 'linstor-server v1.32.3, precedence of DrbdOptions/Net';
const OWN = `property.linstor.csi.linbit.com/${PROTOCOL_PROPERTY}`;
const PING = connection('between-sites', { 'DrbdOptions/Net/ping-timeout': '20' });

interface Protocol {
  readonly value: string;
  readonly pointer: string;
}

/** The protocol that a connection asks for, where it is one of these. */
function protocolOf(object: OperatorObject, ...which: readonly string[]): Protocol | undefined {
  const written = propertiesOf(object).find(({ name }) => name === PROTOCOL_PROPERTY);
  if (typeof written?.value !== 'string' || !which.includes(written.value)) return undefined;
  return { value: written.value, pointer: pointer('spec', 'properties', written.index, 'value') };
}

/** Classes of which DRBD keeps several copies. */
const replicated = (objects: readonly OperatorObject[]): LinstorClass[] =>
  ofKind(objects, 'StorageClass')
    .flatMap((object) => linstorClass(object) ?? [])
    .filter((storage) => storage.replicated);

const asynchronous = operatorRule({
  code: 'HK6430',
  severity: 'error',
  title: 'An asynchronous protocol on a connection',
  why: 'A connection comes before the class, so every class is asynchronous on these links, and none can take it back.',
  remedy: `Set the protocol on the class that is to be asynchronous: ${OWN}.`,
  source: SOURCE,
  check: each(KIND, function* (object) {
    const protocol = protocolOf(object, 'A', 'B');
    if (!protocol) return;
    yield {
      pointer: protocol.pointer,
      message: `The protocol ${quote(protocol.value)} of this connection makes every class asynchronous on its links.`,
      remedy: `Remove it here, and set ${OWN}: ${quote(protocol.value)} on the asynchronous class.`,
    };
  }),
  example: { fails: [connection('between-sites', { [PROTOCOL_PROPERTY]: 'A' })], passes: [PING] },
});

const synchronous = operatorRule({
  code: 'HK6431',
  severity: 'warning',
  title: 'Protocol C on a connection',
  why: 'C is what a class without a protocol has anyway, and a connection comes before the class: an asynchronous class becomes synchronous on these links.',
  remedy: 'Remove it from the connection.',
  source: SOURCE,
  check: each(KIND, function* (object) {
    const protocol = protocolOf(object, 'C');
    if (!protocol) return;
    yield {
      pointer: protocol.pointer,
      message: 'The protocol "C" of this connection makes every class synchronous on its links.',
      remedy: 'Remove it: synchronous classes are so without it.',
    };
  }),
  example: { fails: [connection('between-sites', { [PROTOCOL_PROPERTY]: 'C' })], passes: [PING] },
});

/** A class for an example: copies at three sites. */
const threeCopies = (name: string, protocol?: string): object => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  provisioner: 'linstor.csi.linbit.com',
  allowVolumeExpansion: true,
  volumeBindingMode: 'WaitForFirstConsumer',
  parameters: {
    'linstor.csi.linbit.com/storagePool': 'data',
    'linstor.csi.linbit.com/layerList': 'drbd storage',
    'linstor.csi.linbit.com/autoPlace': '3',
    'linstor.csi.linbit.com/replicasOnDifferent': 'topology.kubernetes.io/zone',
    ...(protocol !== undefined && { [OWN]: protocol }),
  },
});

/** Connections of one of these protocols beside classes that say otherwise. */
function* against(
  objects: readonly OperatorObject[],
  which: readonly string[],
  isOther: (storage: LinstorClass) => boolean,
): Iterable<{ object: OperatorObject; protocol: Protocol; first: OperatorObject; names: string; many: boolean }> {
  const others = replicated(objects).filter(isOther);
  const [first] = others;
  if (!first) return;
  const names = [...new Set(others.map((storage) => nameOf(storage.in)))];
  for (const object of ofKind(objects, KIND)) {
    const protocol = protocolOf(object, ...which);
    if (protocol) yield { object, protocol, first: first.in, names: listed(names), many: names.length > 1 };
  }
}

const losesWrites = operatorRule({
  code: 'HK6432',
  severity: 'error',
  title: 'A synchronous class that a connection makes asynchronous',
  why: 'A connection comes before the class. A write is then acknowledged before another site has it, and what a lost site acknowledged last is lost with it.',
  remedy: 'Set the protocol on the asynchronous class instead of the connection.',
  source: SOURCE,
  *check(objects): Iterable<OperatorFinding> {
    for (const found of against(objects, ['A', 'B'], ({ protocol }) => protocol === 'C')) {
      const { object, protocol, first, names, many } = found;
      yield {
        in: object,
        other: { in: first, pointer: '/metadata/name' },
        pointer: protocol.pointer,
        message: `The protocol ${quote(protocol.value)} makes the synchronous ${many ? 'classes' : 'class'} ${names} asynchronous on these links.`,
        remedy: `Remove it, and set ${OWN}: ${quote(protocol.value)} on the class that is to be asynchronous.`,
      };
    }
  },
  example: {
    fails: [threeCopies('replicated'), connection('between-sites', { [PROTOCOL_PROPERTY]: 'A' })],
    passes: [PING],
  },
});

const waits = operatorRule({
  code: 'HK6433',
  severity: 'error',
  title: 'An asynchronous class that a connection makes synchronous',
  why: 'A connection comes before the class, so what the class asks for is lost on these links: every write waits for the other site.',
  remedy: 'Remove the protocol from the connection.',
  source: SOURCE,
  *check(objects): Iterable<OperatorFinding> {
    for (const found of against(objects, ['C'], ({ protocol }) => protocol === 'A' || protocol === 'B')) {
      const { object, protocol, first, names, many } = found;
      yield {
        in: object,
        other: { in: first, pointer: '/metadata/name' },
        pointer: protocol.pointer,
        message: `The protocol "C" makes the asynchronous ${many ? 'classes' : 'class'} ${names} synchronous on these links.`,
        remedy: 'Remove it: synchronous classes are so without it.',
      };
    }
  },
  example: {
    fails: [threeCopies('replicated-async', 'A'), connection('between-sites', { [PROTOCOL_PROPERTY]: 'C' })],
    passes: [PING],
  },
});

/** Rules over how links replicate. */
export const CONNECTION_PROTOCOL_RULES: readonly OperatorRule[] = [asynchronous, synchronous, losesWrites, waits];
