import { pointer, quote } from '../../json';
import { meantProperty } from '../drbd/properties';
import { readClass, PROPERTY_PREFIX } from '../linstor/class-parameters';
import { ofKind, operatorRule, type OperatorFinding, type OperatorRule } from '../rule';
import { exampleClass, linstorClasses, parameterAt } from './class-support';
import { propertiesOf } from './linstor-read';

/** The class that tenants take to be synchronous (cozystack website, storage; this library's `Replication.synchronous()`). */
const SYNCHRONOUS = 'replicated';
const PROTOCOL = 'DrbdOptions/Net/protocol';

const misspelt = operatorRule({
  code: 'HK6417',
  severity: 'error',
  title: 'A property of LINSTOR that is almost one',
  why: 'The API takes any name, and LINSTOR refuses the one that it does not know: of a class at the first volume, of a connection before it sets any other.',
  remedy: 'Write the name as LINSTOR has it.',
  source: 'linstor-server v1.32.3, WhitelistProps; drbd.conf(5) of DRBD 9',
  *check(objects) {
    const found = (name: string, at: string, prefix = ''): Omit<OperatorFinding, 'in'>[] => {
      const meant = meantProperty(name);
      if (meant === undefined) return [];
      const message = `LINSTOR has no property ${quote(name)}.`;
      return [{ pointer: at, message, remedy: `Write ${quote(prefix + meant)}.` }];
    };
    for (const object of linstorClasses(objects)) {
      for (const [name, written] of readClass(object.manifest).properties) {
        // A name in other capitals is told of by a rule of its own.
        if (meantProperty(name)?.toLowerCase() === name.toLowerCase()) continue;
        for (const { key } of written) {
          const prefix = key.startsWith(PROPERTY_PREFIX) ? PROPERTY_PREFIX : '';
          for (const one of found(name, parameterAt(key), prefix)) yield { ...one, in: object, onKey: true };
        }
      }
    }
    for (const object of ofKind(objects, ['LinstorCluster', 'LinstorNodeConnection'])) {
      for (const { index, name } of propertiesOf(object)) {
        const at = pointer('spec', 'properties', index, 'name');
        for (const one of found(name, at)) yield { ...one, in: object };
      }
    }
  },
  example: {
    fails: [exampleClass({ [`${PROPERTY_PREFIX}DrbdOptions/Resource/on-no-quorom`]: 'suspend-io' })],
    passes: [exampleClass({ [`${PROPERTY_PREFIX}DrbdOptions/Resource/on-no-quorum`]: 'suspend-io' })],
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
      const [protocol] = readClass(object.manifest).properties.get(PROTOCOL) ?? [];
      if (object.object.name !== SYNCHRONOUS || !protocol || !['A', 'B'].includes(protocol.text ?? '')) continue;
      const message = `The class "${SYNCHRONOUS}" has protocol ${quote(protocol.text)}.`;
      yield { in: object, pointer: parameterAt(protocol.key), message, remedy: 'Call it "replicated-async", say.' };
    }
  },
  example: {
    fails: [exampleClass({ [`${PROPERTY_PREFIX}${PROTOCOL}`]: 'A' }, { metadata: { name: SYNCHRONOUS } })],
    passes: [exampleClass({ [`${PROPERTY_PREFIX}${PROTOCOL}`]: 'A' }, { metadata: { name: 'replicated-async' } })],
  },
});

/** Rules over what LINSTOR's properties are called, and what a class that has them is called. */
export const PROPERTY_RULES: readonly OperatorRule[] = [misspelt, soldAsSafe];
