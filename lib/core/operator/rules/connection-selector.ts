import { listed, pointer, quote } from '../../json';
import { each, ofKind, operatorRule, type OperatorFinding, type OperatorObject, type OperatorRule } from '../rule';
import { nameOf } from './linstor-class';
import { entriesOf, inSpec, isAbsent, propertiesOf, writeOneOf } from './linstor-read';
import {
  BETWEEN_SITES,
  connection,
  coversPairs,
  demandsLabel,
  isForAllPairs,
  termsOf,
  ZONE,
  type Expression,
} from './connection-read';

const KIND = 'LinstorNodeConnection';
const WEBHOOK = 'piraeus-operator v2.6, validation of LinstorNodeConnection';
const CONTROLLER = 'piraeus-operator v2.6, LinstorNodeConnection controller';
const TIMER = { 'DrbdOptions/Net/ping-timeout': '20' };
const at = ({ term, index }: Expression, ...more: string[]): string =>
  pointer('spec', 'selector', term, 'matchLabels', index, ...more);
const within = (...matchLabels: object[]): object => connection('between-sites', TIMER, [{ matchLabels }]);

const OPERATORS = ['Exists', 'DoesNotExist', 'In', 'NotIn', 'Same', 'NotSame'];
const takesValues = ({ op }: Expression): boolean => op === 'In' || op === 'NotIn';

const operators = operatorRule({
  code: 'HK6401',
  severity: 'error',
  title: 'An operator of a selector that there is not',
  why: 'The API knows six operators by their exact names and refuses any other.',
  remedy: `Write one of ${OPERATORS.join(', ')}.`,
  source: 'piraeus-operator v2.10.2, CRD LinstorNodeConnection',
  check: each(KIND, function* (object) {
    for (const expression of termsOf(object).flatMap(({ expressions }) => expressions)) {
      if (OPERATORS.includes(expression.op)) continue;
      const message = `The operator ${quote(expression.op)} is none.`;
      yield { pointer: at(expression, 'op'), message, remedy: writeOneOf(expression.op, OPERATORS) };
    }
  }),
  example: {
    fails: [within({ key: ZONE, op: 'Exists' }, { key: ZONE, op: 'Different' })],
    passes: [connection('between-sites', TIMER)],
  },
});

const values = operatorRule({
  code: 'HK6402',
  severity: 'error',
  title: 'Values that an operator does not take, or does not have',
  why: 'In without values matches no pair and NotIn without values all of them; the other operators take none, and the operator refuses them.',
  remedy: 'Give values to In and NotIn, and to no other operator.',
  source: `${WEBHOOK}; ${CONTROLLER}`,
  check: each(KIND, function* (object) {
    for (const expression of termsOf(object).flatMap(({ expressions }) => expressions)) {
      const { op, values: given, key } = expression;
      if (given === undefined || !OPERATORS.includes(op)) continue;
      if (takesValues(expression) && given.length === 0) {
        const message = `${op} on ${quote(key)} has no values: it holds for ${op === 'In' ? 'no pair' : 'every pair'} of nodes.`;
        yield { pointer: at(expression), message, remedy: 'Name the values, or write Exists or NotSame.' };
      } else if (!takesValues(expression) && given.length > 0) {
        const message = `${op} on ${quote(key)} has the values ${listed(given)}, and takes none.`;
        yield {
          pointer: at(expression, 'values'),
          message,
          remedy: 'Remove the values, or write In or NotIn.',
          onKey: true,
        };
      }
    }
  }),
  example: {
    fails: [within({ key: ZONE, op: 'Exists' }, { key: ZONE, op: 'NotSame', values: ['a', 'b'] })],
    passes: [within({ key: ZONE, op: 'In', values: ['a', 'b'] }, { key: ZONE, op: 'NotSame' })],
  },
});

const halfLabelled = operatorRule({
  code: 'HK6403',
  severity: 'warning',
  title: 'Nodes without the label count as another site',
  why: 'A node without the label counts as one with an empty value: NotSame also holds for a pair of which only one node has it.',
  remedy: 'Ask for the label as well: Exists on the same key.',
  source: CONTROLLER,
  check: each(KIND, function* (object) {
    for (const { all, expressions } of termsOf(object)) {
      for (const expression of expressions.filter(({ op }) => op === 'NotSame')) {
        const { key } = expression;
        if (!all || expressions.some((other) => other.key === key && demandsLabel(other))) continue;
        const message = `NotSame on ${quote(key)} also holds where only one of the two nodes has that label.`;
        yield { pointer: at(expression), message, remedy: `Add { key: ${key}, op: Exists } to the same matchLabels.` };
      }
    }
  }),
  example: {
    fails: [within({ key: ZONE, op: 'NotSame' })],
    passes: [connection('between-sites', TIMER, BETWEEN_SITES)],
  },
});

const allPairs = operatorRule({
  code: 'HK6404',
  severity: 'warning',
  title: 'A connection for all pairs of nodes',
  why: 'Without a selector, or with a term that asks for nothing, it applies between nodes of one site just as between sites.',
  remedy: 'Select the pairs, such as those whose zones differ.',
  source: CONTROLLER,
  check: each(KIND, function* (object) {
    if (!isForAllPairs(object)) return;
    const empty = termsOf(object).find(({ all, expressions }) => all && expressions.length === 0);
    yield {
      pointer: empty ? pointer('spec', 'selector', empty.term, 'matchLabels') : '/spec/selector',
      message: `The connection is for all pairs of nodes: ${empty ? 'a term of its selector asks for nothing' : 'it has no selector'}.`,
      remedy: `Select the pairs: matchLabels with ${ZONE} Exists and NotSame for those between sites, Exists and Same for those within one.`,
    };
  }),
  example: { fails: [connection('all', TIMER, [])], passes: [connection('between-sites', TIMER)] },
});

/** Why no pair can meet two expressions on one label. */
function contradiction(a: Expression, b: Expression): boolean {
  const both = (one: string, other: string): boolean =>
    (a.op === one && b.op === other) || (a.op === other && b.op === one);
  if (both('Same', 'NotSame') || both('DoesNotExist', 'NotSame')) return true;
  return (a.op === 'DoesNotExist' && demandsLabel(b)) || (b.op === 'DoesNotExist' && demandsLabel(a));
}

const nowhere = operatorRule({
  code: 'HK6405',
  severity: 'error',
  title: 'A term that no pair of nodes can meet',
  why: 'The expressions of one term have to hold together for both nodes.',
  remedy: 'Put expressions that exclude each other into terms of their own.',
  source: CONTROLLER,
  check: each(KIND, function* (object) {
    for (const { expressions } of termsOf(object)) {
      for (const [i, later] of expressions.entries()) {
        const earlier = expressions.slice(0, i).find((one) => one.key === later.key && contradiction(one, later));
        if (!earlier) continue;
        const message = `No pair of nodes meets both ${earlier.op} and ${later.op} on ${quote(later.key)}.`;
        yield { pointer: at(later), message, remedy: `Remove one of the two, or give ${later.op} a term of its own.` };
      }
    }
  }),
  example: {
    fails: [within({ key: ZONE, op: 'Same' }, { key: ZONE, op: 'Exists' }, { key: ZONE, op: 'NotSame' })],
    passes: [within({ key: ZONE, op: 'Same' }, { key: ZONE, op: 'Exists' })],
  },
});

const paths = operatorRule({
  code: 'HK6406',
  severity: 'error',
  title: 'A path without a name or an interface',
  why: 'The API refuses a path that has not both.',
  remedy: 'Give the path a name and the interface that both nodes have.',
  source: 'piraeus-operator v2.10.2, CRD LinstorNodeConnection',
  check: each(KIND, function* (object) {
    for (const [index, path] of entriesOf(inSpec(object, 'paths'))) {
      for (const key of ['name', 'interface']) {
        if (!isAbsent(path[key]) && path[key] !== '') continue;
        const message = `Path ${index + 1} has no ${key}.`;
        yield { pointer: pointer('spec', 'paths', index, key), message, remedy: `Write its ${key}, such as "data".` };
      }
    }
  }),
  example: {
    fails: [connection('between-sites', {}, BETWEEN_SITES, { paths: [{ name: 'wan' }] })],
    passes: [connection('between-sites', {}, BETWEEN_SITES, { paths: [{ name: 'wan', interface: 'wan' }] })],
  },
});

/** What a connection sets for its pairs: by what it is, the value and the place. */
function settings(object: OperatorObject): Map<string, { value: string; place: string }> {
  const set = new Map<string, { value: string; place: string }>();
  for (const { name, value, index } of propertiesOf(object)) {
    if (typeof value === 'string')
      set.set(`property ${quote(name)}`, { value, place: pointer('spec', 'properties', index) });
  }
  for (const [index, path] of entriesOf(inSpec(object, 'paths'))) {
    if (typeof path.name !== 'string' || typeof path.interface !== 'string') continue;
    set.set(`path ${quote(path.name)}`, { value: path.interface, place: pointer('spec', 'paths', index) });
  }
  return set;
}

const overlaps = operatorRule({
  code: 'HK6407',
  severity: 'error',
  title: 'Two connections that set one thing differently for the same pairs',
  why: 'Connections that match one pair are merged, and of two values one is lost without a word.',
  remedy: 'Set each property and path once for every pair.',
  source: CONTROLLER,
  *check(objects): Iterable<OperatorFinding> {
    const all = ofKind(objects, KIND);
    for (const [i, later] of all.entries()) {
      for (const earlier of all.slice(0, i)) {
        if (nameOf(earlier) === nameOf(later)) continue;
        const same = coversPairs(earlier, later) || coversPairs(later, earlier);
        const before = same ? settings(earlier) : new Map<string, never>();
        for (const [what, { value, place }] of settings(later)) {
          const other: { value: string; place: string } | undefined = before.get(what);
          if (!other || other.value === value) continue;
          yield {
            in: later,
            other: { in: earlier, pointer: other.place },
            pointer: place,
            message: `The ${what} is ${quote(value)} here and ${quote(other.value)} in ${quote(nameOf(earlier))}, for the same pairs of nodes.`,
            remedy: 'Keep one of the two, or narrow a selector so that no pair matches both.',
          };
        }
      }
    }
  },
  example: {
    fails: [
      connection('a', { 'DrbdOptions/Net/ping-timeout': '20' }),
      connection('b', { 'DrbdOptions/Net/ping-timeout': '30' }),
    ],
    passes: [
      connection('a', { 'DrbdOptions/Net/ping-timeout': '20' }),
      connection('b', { 'DrbdOptions/Net/ping-timeout': '30' }, [
        { matchLabels: [{ key: ZONE }, { key: ZONE, op: 'Same' }] },
      ]),
    ],
  },
});

/** Rules over the pairs of nodes that connections are for. */
export const CONNECTION_SELECTOR_RULES: readonly OperatorRule[] = [
  operators,
  values,
  halfLabelled,
  allPairs,
  nowhere,
  paths,
  overlaps,
];
