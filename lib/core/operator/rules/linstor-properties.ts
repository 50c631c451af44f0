import { pointer, quote } from '../../json';
import { PROTOCOL_PROPERTY } from '../drbd/net-options';
import { readClass, PROPERTY_PREFIX } from '../linstor/class-parameters';
import { meantProperty, otherHolders, takesProperty, type PropertyHolder } from '../linstor/properties';
import { ofKind, operatorRule, type OperatorRule } from '../rule';
import { exampleClass, linstorClasses, parameterAt } from './class-support';
import { isResourceOption, netProperty } from './connection-properties';
import { connection, STOPS_ALL } from './connection-read';
import { propertiesOf } from './linstor-read';

/** The class that tenants take to be synchronous (cozystack website, storage; this library's `Replication.synchronous()`). */
const SYNCHRONOUS = 'replicated';

/** What to write for a property that stands on the wrong object, or is none. */
function insteadOf(holder: PropertyHolder, name: string): string {
  const meant = meantProperty(holder, name);
  if (meant !== undefined) return `Write ${quote(meant)}.`;
  const others = otherHolders(holder, name);
  if (others.includes('class')) return `Set it on the StorageClass: ${PROPERTY_PREFIX}${name}.`;
  return others.includes('cluster') ? 'Set it on the LinstorCluster.' : 'Remove it, or write one that LINSTOR has.';
}

const unknown = operatorRule({
  code: 'HK6417',
  severity: 'error',
  title: 'A property that LINSTOR does not take there',
  why: 'The API takes any name, and LINSTOR refuses the one that it does not know.',
  remedy: 'Write the name as LINSTOR has it.',
  source: 'linstor-server v1.32.3, WhitelistProps; linstor-common, properties.json; drbd.conf(5) of DRBD 9',
  *check(objects) {
    for (const object of ofKind(objects, ['LinstorCluster', 'LinstorNodeConnection'])) {
      const [holder, where] =
        object.kind === 'LinstorCluster' ? (['cluster', ''] as const) : (['connection', ' for a connection'] as const);
      for (const { index, name } of propertiesOf(object)) {
        if (takesProperty(holder, name) || netProperty(name) !== undefined || isResourceOption(object, name)) continue;
        yield {
          in: object,
          pointer: pointer('spec', 'properties', index, 'name'),
          message: `LINSTOR has no property ${quote(name)}${where}.`,
          why: holder === 'connection' ? `${unknown.why} ${STOPS_ALL}` : unknown.why,
          remedy: insteadOf(holder, name),
        };
      }
    }
  },
  example: {
    fails: [connection('between-sites', { 'DrbdOptions/Net/ping-timeuot': '20' })],
    passes: [connection('between-sites', { 'DrbdOptions/Net/ping-timeout': '20' })],
  },
});

const soldAsSafe = operatorRule({
  code: 'HK6237',
  severity: 'warning',
  title: 'An asynchronous class by the name of the synchronous one',
  why: 'A write is done before another copy has it, so what was not sent yet is lost with its node; tenants take the class of this name to lose nothing.',
  remedy: 'Give the asynchronous class a name of its own.',
  source: 'cozystack website, docs/v1.1/storage (class replicated); drbd.conf(5) of DRBD 9, protocol',
  *check(objects) {
    for (const object of linstorClasses(objects)) {
      const [protocol] = readClass(object.manifest).properties.get(PROTOCOL_PROPERTY) ?? [];
      if (object.object.name !== SYNCHRONOUS || !protocol || !['A', 'B'].includes(protocol.text ?? '')) continue;
      const message = `The class "${SYNCHRONOUS}" has protocol ${quote(protocol.text)}.`;
      yield { in: object, pointer: parameterAt(protocol.key), message, remedy: 'Call it "replicated-async", say.' };
    }
  },
  example: {
    profile: 'cozystack-1.6',
    fails: [exampleClass({ [`${PROPERTY_PREFIX}${PROTOCOL_PROPERTY}`]: 'A' }, { metadata: { name: SYNCHRONOUS } })],
    passes: [
      exampleClass({ [`${PROPERTY_PREFIX}${PROTOCOL_PROPERTY}`]: 'A' }, { metadata: { name: 'replicated-async' } }),
    ],
  },
});

const staysWhereItRuns = operatorRule({
  code: 'HK6238',
  severity: 'warning',
  title: 'An asynchronous class whose volumes keep a machine where it runs',
  why: 'A machine moves while two nodes write its volume, which DRBD does with protocol C alone; the driver of older releases does not change to it for the move, so the move fails.',
  remedy: 'Use a synchronous class for what machines run on, or accept that they do not move.',
  source:
    'cozystack v1.1.7 and v1.4.0, packages/system/linstor/images/linstor-csi/patches; drbd.conf(5), allow-two-primaries',
  releases: { until: '1.4.0' },
  *check(objects, { profile }) {
    if (!profile.isCozystack) return;
    for (const object of linstorClasses(objects)) {
      const [protocol] = readClass(object.manifest).properties.get(PROTOCOL_PROPERTY) ?? [];
      if (!protocol || !['A', 'B'].includes(protocol.text ?? '')) continue;
      yield {
        in: object,
        pointer: parameterAt(protocol.key),
        message: `With protocol ${protocol.text} its volumes cannot be used by two nodes at once, so machines do not move live.`,
        remedy: 'Use it for what can stop, and say so: an annotation accepts this warning.',
      };
    }
  },
  example: {
    fails: [exampleClass({ [`${PROPERTY_PREFIX}${PROTOCOL_PROPERTY}`]: 'A' }, { metadata: { name: 'far' } })],
    passes: [exampleClass({ [`${PROPERTY_PREFIX}${PROTOCOL_PROPERTY}`]: 'C' }, { metadata: { name: 'far' } })],
  },
});

/** Rules over what LINSTOR's properties are called, and what a class that has them is called or can do. */
export const PROPERTY_RULES: readonly OperatorRule[] = [unknown, soldAsSafe, staysWhereItRuns];
