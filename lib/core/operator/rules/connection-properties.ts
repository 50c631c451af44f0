import { pointer, quote } from '../../json';
import { NET_OPTIONS, NET_TIMERS, PROTOCOL_PROPERTY } from '../drbd/net-options';
import { each, operatorRule, type OperatorObject, type OperatorRule } from '../rule';
import { connection, STOPS_ALL } from './connection-read';
import { entriesOf, inSpec, isAbsent, propertiesOf, repeated } from './linstor-read';

const KINDS = ['LinstorNodeConnection', 'LinstorCluster'] as const;
const CRD = 'piraeus-operator v2.10.2, CRDs LinstorCluster and LinstorNodeConnection';
const WHITELIST = 'linstor-server v1.32.3, WhitelistProps';
const PING = NET_OPTIONS['ping-timeout'].property;
const SOUND = connection('between-sites', { [PING]: '20' });

const at = (index: number, key: string): string => pointer('spec', 'properties', index, key);
/** Why it matters more on a connection. */
const whyOn = (object: OperatorObject, why: string): string =>
  object.kind === 'LinstorNodeConnection' ? `${why} ${STOPS_ALL}` : why;

const noValue = operatorRule({
  code: 'HK6410',
  severity: 'error',
  title: 'A property of LINSTOR without a value',
  why: 'The API takes it, and LINSTOR is given an empty text for it.',
  remedy: 'Give the property a value, or remove it.',
  source: CRD,
  check: each(KINDS, function* (object) {
    for (const { index, name, value } of propertiesOf(object)) {
      if (!isAbsent(value) && value !== '') continue;
      yield {
        pointer: value === '' ? at(index, 'value') : pointer('spec', 'properties', index),
        message: `The property ${quote(name)} has no value.`,
        remedy: 'Give it a value, or remove it.',
      };
    }
  }),
  example: { fails: [connection('between-sites', { [PING]: undefined })], passes: [SOUND] },
});

const noText = operatorRule({
  code: 'HK6411',
  severity: 'error',
  title: 'A property of LINSTOR that is no text',
  why: 'Properties are texts, numbers among them, and the API refuses anything else.',
  remedy: 'Put the value into quotes.',
  source: CRD,
  check: each(KINDS, function* (object) {
    for (const { index, name, value } of propertiesOf(object)) {
      if (typeof value !== 'number' && typeof value !== 'boolean') continue;
      const message = `The property ${quote(name)} is ${quote(value)}, which is no text.`;
      yield { pointer: at(index, 'value'), message, remedy: `Write ${quote(String(value))}, with the quotes.` };
    }
  }),
  example: { fails: [connection('between-sites', { [PING]: 20 })], passes: [SOUND] },
});

const twice = operatorRule({
  code: 'HK6412',
  severity: 'error',
  title: 'A property or path that is there twice',
  why: 'The API refuses a second entry of one name.',
  remedy: 'Keep one of the two.',
  source: CRD,
  check: each(KINDS, function* (object) {
    for (const list of ['properties', 'paths']) {
      const named = entriesOf(inSpec(object, list)).flatMap(([index, { name }]) =>
        typeof name === 'string' ? [{ index, name }] : [],
      );
      for (const { first, again } of repeated(named, ({ name }) => name)) {
        const what = list === 'paths' ? 'path' : 'property';
        const message = `The ${what} ${quote(again.name)} is there already, as entry ${first.index + 1}.`;
        yield { pointer: pointer('spec', list, again.index, 'name'), message, remedy: 'Keep one of the two.' };
      }
    }
  }),
  example: {
    fails: [
      connection('between-sites', {}, undefined, {
        properties: [
          { name: PING, value: '20' },
          { name: PING, value: '30' },
        ],
      }),
    ],
    passes: [SOUND],
  },
});

/** What people write for an option of the net section: the name alone, the flag of the CLI, or another case. */
const OTHER_NAME = new RegExp(`^(?:DrbdOptions/)?(?:Net/)?(?:drbd-)?(${NET_TIMERS.join('|')}|protocol)$`, 'i');

/** LINSTOR's own name for what a property can only have meant. */
export function netProperty(name: string): string | undefined {
  const [, option] = OTHER_NAME.exec(name) ?? [];
  const meant = option === undefined ? undefined : `DrbdOptions/Net/${option.toLowerCase()}`;
  return meant === name ? undefined : meant;
}

const otherName = operatorRule({
  code: 'HK6413',
  severity: 'error',
  title: 'An option of DRBD by another name than LINSTOR’s',
  why: 'LINSTOR knows options of links as DrbdOptions/Net/<option> only; drbd-<option> is a flag of its command line.',
  remedy: 'Write DrbdOptions/Net/<option>.',
  source: WHITELIST,
  check: each(KINDS, function* (object, _context) {
    for (const { index, name } of propertiesOf(object)) {
      const meant = netProperty(name);
      if (meant === undefined) continue;
      const message = `LINSTOR has no property ${quote(name)}.`;
      yield {
        pointer: at(index, 'name'),
        message,
        why: whyOn(object, otherName.why),
        remedy: `Write ${quote(meant)}.`,
      };
    }
  }),
  example: { fails: [connection('between-sites', { 'DrbdOptions/Net/drbd-timeout': '120' })], passes: [SOUND] },
});

const RESOURCE = 'DrbdOptions/Resource/';

/** Whether it is an option of resources on a connection, of which a rule of its own tells. */
export const isResourceOption = ({ kind }: OperatorObject, name: string): boolean =>
  kind === 'LinstorNodeConnection' && name.startsWith(RESOURCE);

const ofResource = operatorRule({
  code: 'HK6414',
  severity: 'error',
  title: 'An option of resources on a connection',
  why: `A resource has one quorum and one policy, not one for each link, and LINSTOR rejects them on a connection. ${STOPS_ALL}`,
  remedy: 'Set it on the StorageClass.',
  source: `${WHITELIST}; piraeus-operator v2.6, LinstorNodeConnection controller`,
  check: each('LinstorNodeConnection', function* (object) {
    for (const { index, name } of propertiesOf(object)) {
      if (!isResourceOption(object, name)) continue;
      yield {
        pointer: at(index, 'name'),
        message: `LINSTOR rejects ${quote(name)} on a connection.`,
        remedy: `Set it on the StorageClass: property.linstor.csi.linbit.com/${name}.`,
      };
    }
  }),
  example: {
    fails: [connection('between-sites', { [`${RESOURCE}on-no-quorum`]: 'suspend-io' })],
    passes: [SOUND],
  },
});

const PEER_DEVICE = 'DrbdOptions/PeerDevice/';

const ofPeerDevice = operatorRule({
  code: 'HK6415',
  severity: 'error',
  title: 'An option of peer devices on a connection',
  why: 'LINSTOR takes it on a connection and never writes it into DRBD’s configuration.',
  remedy: 'Set it on the StorageClass.',
  source: 'linstor-server v1.32.3, ConfFileBuilder',
  check: each('LinstorNodeConnection', function* (object) {
    for (const { index, name } of propertiesOf(object)) {
      if (!name.startsWith(PEER_DEVICE)) continue;
      yield {
        pointer: at(index, 'name'),
        message: `The property ${quote(name)} has no effect on a connection.`,
        remedy: `Remove it, or set it on the StorageClass: property.linstor.csi.linbit.com/${name}.`,
      };
    }
  }),
  example: {
    fails: [connection('between-sites', { [PING]: '20', [`${PEER_DEVICE}c-max-rate`]: '100000' })],
    passes: [SOUND],
  },
});

const PROTOCOLS = ['A', 'B', 'C'];

const unknownProtocol = operatorRule({
  code: 'HK6416',
  severity: 'error',
  title: 'A protocol that DRBD does not have',
  why: 'DRBD replicates by protocol A, B or C, and LINSTOR refuses any other text.',
  remedy: 'Write C on a class that waits for its copies, A on one that does not.',
  source: `drbd.conf(5), protocol; ${WHITELIST}`,
  check: each(KINDS, function* (object) {
    for (const { index, name, value } of propertiesOf(object)) {
      if (name !== PROTOCOL_PROPERTY || typeof value !== 'string' || value === '' || PROTOCOLS.includes(value))
        continue;
      const meant = PROTOCOLS.find((one) => one === value.trim().toUpperCase());
      yield {
        pointer: at(index, 'value'),
        message: `There is no protocol ${quote(value)}.`,
        why: whyOn(object, unknownProtocol.why),
        remedy: meant === undefined ? 'Write A, B or C.' : `Write ${quote(meant)}.`,
      };
    }
  }),
  example: { fails: [connection('between-sites', { [PROTOCOL_PROPERTY]: 'Z' })], passes: [SOUND] },
});

/** Rules over properties of LINSTOR, on connections and on the whole. */
export const CONNECTION_PROPERTY_RULES: readonly OperatorRule[] = [
  noValue,
  noText,
  twice,
  otherName,
  ofResource,
  ofPeerDevice,
  unknownProtocol,
];
